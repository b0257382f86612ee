"""Which of the annotators' units a text of ours covers, whatever either side cut finer or coarser."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from tests.accuracy.gold import Unit

_SHORTEST_RUN: Final = 12
_LEAST_RUN_SHARE: Final = 0.6


def bare(text: str) -> str:
    """The letters, digits and signs of a text in one form: `Ａ区，办件 3％。` → `a区办件3%`."""
    return "".join(filter(_counts, unicodedata.normalize("NFKC", text))).lower()


def _counts(character: str) -> bool:
    """Separators, punctuation and control characters do not; a percent sign is as good as a digit."""
    return character == "%" or unicodedata.category(character)[0] not in "ZPC"


class Placer:
    """A report's units laid end to end, in which texts are looked up.

    A sentence that stands in a report twice is met twice: each `take` of it moves on to the next place.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        texts = [bare(unit.text) for unit in units]
        self._text = "".join(texts)
        self._unit_at = [unit.id for unit, text in zip(units, texts, strict=True) for _ in text]
        self._length = {unit.id: len(text) for unit, text in zip(units, texts, strict=True)}
        self._headings = {unit.id for unit in units if unit.is_heading}
        self._taken: Counter[str] = Counter()

    def take(self, text: str) -> frozenset[int]:
        """The units that a text covers, at its first place not taken yet."""
        units = self.look(text)
        self._taken[bare(text)] += 1
        return units

    def look(self, text: str) -> frozenset[int]:
        """The same, and the place stays free."""
        words = bare(text)
        places = list(self._places(words))
        if places:
            start = places[min(self._taken[words], len(places) - 1)]
            return self._covered(start, len(words))
        return self._covered_by_longest_run(words)

    def _places(self, words: str) -> Iterator[int]:
        place = self._text.find(words) if words else -1
        while place >= 0:
            yield place
            place = self._text.find(words, place + 1)

    def _covered(self, start: int, size: int) -> frozenset[int]:
        """The sentences of which, or in which, this stretch is at least one half."""
        shares = Counter(self._unit_at[start : start + size])
        return frozenset(
            unit
            for unit, share in shares.items()
            if unit not in self._headings and 2 * share >= min(self._length[unit], size)
        )

    def _covered_by_longest_run(self, words: str) -> frozenset[int]:
        """Where a text was altered on its way, a list mark dropped say, its longest unaltered run tells."""
        enough = max(_SHORTEST_RUN, ceil(_LEAST_RUN_SHARE * len(words)) - 1)
        low, high = enough - 1, len(words) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._run_of(middle, words) is not None else (low, middle - 1)
        start = self._run_of(low, words) if low >= enough else None
        return frozenset() if start is None else self._covered(start, low)

    def _run_of(self, size: int, words: str) -> int | None:
        """Where the first run of this size stands that the report has, too."""
        starts = (self._text.find(words[at : at + size]) for at in range(len(words) - size + 1))
        return next((start for start in starts if start >= 0), None)
