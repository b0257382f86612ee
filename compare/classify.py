"""How a continued measure changed, judged by what was added, left out, and which figures moved."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from compare.model import ChangeKind, FigureChange, Measure
from compare.normal import normalise
from compare.similarity import grams_of

_SAME: Final = 0.97  # of the n-grams; fillers and punctuation aside nothing differs
_MOSTLY_SAME: Final = 0.62
_ADDED: Final = 0.55  # of one side's n-grams are not on the other
_LENGTHENED: Final = 1.35


def change_kind(
    before: Sequence[Measure], after: Sequence[Measure], figures: Sequence[FigureChange]
) -> ChangeKind:
    """The first that applies of expanded, narrowed, figures, reworded, unchanged.

    `检查18次` → `检查22次` is figures; `检查18次` → `检查18次，约谈3家` expanded.
    """
    old, new = _joined(before), _joined(after)
    kept_of_old, kept_of_new = _kept(old, new), _kept(new, old)
    if kept_of_old >= _SAME and kept_of_new >= _SAME:
        return ChangeKind.FIGURES if figures else ChangeKind.UNCHANGED
    if kept_of_new < 1 - _ADDED and len(new) > _LENGTHENED * len(old):
        return ChangeKind.EXPANDED
    if kept_of_old < 1 - _ADDED and len(old) > _LENGTHENED * len(new):
        return ChangeKind.NARROWED
    if figures and min(kept_of_old, kept_of_new) < _MOSTLY_SAME:
        return ChangeKind.FIGURES
    return ChangeKind.FIGURES if figures else ChangeKind.REWORDED


def _joined(measures: Sequence[Measure]) -> str:
    return "".join(normalise(measure.text) for measure in measures)


def _kept(text: str, other: str) -> float:
    """The share of a text's n-grams that the other holds too."""
    mine, theirs = Counter(grams_of(text)), Counter(grams_of(other))
    shared: Counter[str] = mine & theirs
    return shared.total() / mine.total() if mine else 1.0
