"""What was compared before: a folder of comparisons, each named by all that went into it.

A comparison is that of two reports as they were read, by an engine, bound by decisions: where any of these
is another, so is the name. So a year that is added costs its own pairs, and nothing that is out of date is
ever used.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from compare.comparison import DEFAULT_MODELS, Models, compare_reports, engine_fingerprint
from compare.decisions.standing import Decision
from compare.model import Comparison, Report
from reports.changes_json import dump_comparison, dump_report, load_comparison
from reports.words import Words

PAIRS: Final = ".compared"
RETURNS: Final = ".returned"


class PairMemory:
    """Compares reports, or remembers what came of it; `compared` and `remembered` count which it did."""

    def __init__(self, folder: Path, words: Words, models: Models = DEFAULT_MODELS) -> None:
        self.compared = 0
        self.remembered = 0
        self._folder = folder
        self._words = words
        self._models = models
        self._used: set[str] = set()

    def compare(self, baseline: Report, current: Report, decisions: Sequence[Decision] = ()) -> Comparison:
        """The comparison of two reports, bound by decisions."""
        name = self._name(baseline, current, decisions)
        self._used.add(name)
        path = self._folder / name
        with suppress(OSError, ValueError, KeyError):
            found = load_comparison(path.read_text(encoding="utf-8"))
            self.remembered += 1
            return found
        self.compared += 1
        comparison = compare_reports(baseline, current, self._models, decisions)
        self._keep(path, dump_comparison(comparison, self._words))
        return comparison

    def forget_unused(self) -> None:
        """Remove what this run had no use for: an earlier text of a report, a decision since taken back."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)

    def _name(self, baseline: Report, current: Report, decisions: Sequence[Decision]) -> str:
        parts = (
            engine_fingerprint(),
            repr(self._models.method),
            self._words.language,
            dump_report(baseline, self._words),
            dump_report(current, self._words),
            repr(decisions),
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40] + ".json"

    def _keep(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
