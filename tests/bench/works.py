"""Pieces of work that are timed, each in a process of its own, without the start of that process.

    python -m tests.bench.works NAME BASELINE CURRENT [PAGE]

does it once with the seeds, so that everything is loaded, and then once with the two files; it prints the
seconds of the latter and the most memory that the process had, as JSON.
"""

import difflib
import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz, process

from compare.comparison import compare_reports, open_report
from compare.model import Comparison
from reports.html.page import render_report
from reports.output import write_results
from reports.words import Words

SEEDS: Final = Path(__file__).parents[2] / "seeds"
SEED_PAIR: Final = (SEEDS / "yangpu-2023.txt", SEEDS / "yangpu-2024-specimen.txt")
_SELDOM: Final = 200_000  # as reports.cli has it

Work = Callable[[], object]


def _sentences(baseline: Path, current: Path) -> tuple[list[str], list[str]]:
    before, after = ([measure.text for measure in open_report(path).measures] for path in (baseline, current))
    return before, after


def _compared(baseline: Path, current: Path) -> Comparison:
    return compare_reports(open_report(baseline), open_report(current))


def _read(baseline: Path, current: Path, _page: Path) -> Work:
    """Both reports read."""
    return lambda: (open_report(baseline), open_report(current))


def _page(baseline: Path, current: Path, _: Path) -> Work:
    """Read, compared, and the page of it."""
    return lambda: render_report(_compared(baseline, current))


def _files(baseline: Path, current: Path, _page: Path) -> Work:
    """Read, compared, and all files written."""

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            write_results(_compared(baseline, current), Words("zh"), Path(folder))

    return work


def _floor(baseline: Path, current: Path, page: Path) -> Work:
    """What nothing of the kind can do without: reading, one matrix of similarities, writing as many bytes."""

    def work() -> None:
        texts = [
            [measure.text for measure in report.measures]
            for report in (open_report(baseline), open_report(current))
        ]
        process.cdist(*texts, scorer=fuzz.ratio)
        with tempfile.TemporaryFile() as file:
            file.write(written)

    written = page.read_bytes()
    return work


def _html_diff(baseline: Path, current: Path, _page: Path) -> Work:
    """The sentences of both side by side, by `difflib`."""
    before, after = _sentences(baseline, current)
    return lambda: difflib.HtmlDiff().make_file(before, after)


def _sequence_matcher(baseline: Path, current: Path, _page: Path) -> Work:
    """The characters of both, by `difflib`."""
    before, after = map("".join, _sentences(baseline, current))
    return lambda: difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _diff_match_patch(baseline: Path, current: Path, _page: Path) -> Work:
    """The characters of both, by diff-match-patch."""
    from diff_match_patch import diff_match_patch

    before, after = map("".join, _sentences(baseline, current))
    peer = diff_match_patch()
    peer.Diff_Timeout = 0
    return lambda: peer.diff_main(before, after)


def _redlines(baseline: Path, current: Path, _page: Path) -> Work:
    """The words of both, by redlines, as Markdown."""
    from redlines import Redlines

    before, after = map("\n".join, _sentences(baseline, current))
    return lambda: Redlines(before, after).output_markdown


WORKS: Final[dict[str, Callable[[Path, Path, Path], Work]]] = {
    "read": _read,
    "page": _page,
    "files": _files,
    "floor": _floor,
    "HtmlDiff": _html_diff,
    "SequenceMatcher": _sequence_matcher,
    "diff-match-patch": _diff_match_patch,
    "redlines": _redlines,
}


def main(name: str, baseline: str, current: str, page: str = "/dev/null") -> None:
    gc.set_threshold(_SELDOM)
    prepare = WORKS[name]
    prepare(*SEED_PAIR, Path(page))()
    work = prepare(Path(baseline), Path(current), Path(page))
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    measured = {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
