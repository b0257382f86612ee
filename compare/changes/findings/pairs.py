"""A quantity that both years tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import ratio

from compare.language.characters import squeeze
from compare.model import Change, Figure, Measure

_FILLERS: Final = re.compile(
    r"\d+|全年|本年|今年|共计?|累计|实现|完成|达到?|为|了|年|同口径|可比口径|按|新口径"
)
_ENOUGH_WORDS: Final = 4
_SAME: Final = 85.0


@dataclass(frozen=True, slots=True)
class QuantityPair:
    """A quantity of both years: its figures, and the measures that they stand in, last year's first."""

    old: Figure
    new: Figure
    measures: tuple[Measure, Measure]
    subject: str


def pairs_of(change: Change) -> Iterator[QuantityPair]:
    """The quantities of a change that both years tell."""
    for pair in change.figures:
        old, new = pair.before, pair.after
        if old is None or new is None:
            continue
        before = next((measure for measure in change.baseline if old in measure.figures), None)
        after = next((measure for measure in change.current if new in measure.figures), None)
        if before is not None and after is not None:
            yield QuantityPair(old, new, (before, after), pair.subject)


def in_same_words(pair: QuantityPair) -> bool:
    """Whether both years tell a quantity in nearly the same words, so that no other can be meant."""
    ours, theirs = (
        _FILLERS.sub(
            "",
            squeeze(
                measure.text[
                    max(measure.text.rfind(mark, 0, figure.start) for mark in "，。；：、") + 1 : figure.start
                ]
            ),
        )
        for measure, figure in ((pair.measures[1], pair.new), (pair.measures[0], pair.old))
    )
    return min(len(ours), len(theirs)) >= _ENOUGH_WORDS and ratio(ours, theirs) >= _SAME
