"""What makes a report's own reading doubtful: said with the report, so that nobody trusts it in silence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from compare.language.normalise import LONGEST
from compare.model import Measure, Notice, Role, Section
from compare.outline.headings import find_marker

_ENOUGH: Final = 15  # measures; of a page with fewer nothing is said about the mixture of roles
_NEARLY_ALL: Final = 0.96
_UNSURE: Final = 0.6
_MANY: Final = 0.25
_JUMPS: Final = 2


def doubts_of(sections: Sequence[Section], measures: Sequence[Measure]) -> tuple[Notice, ...]:
    """Notices of what a reader should look at before believing the roles of a report, or its order."""
    return tuple(_doubts(sections, measures))


def _doubts(sections: Sequence[Section], measures: Sequence[Measure]) -> Iterator[Notice]:
    if len(sections) == 1:
        yield Notice("no_headings")
    if any(len(measure.text) > LONGEST for measure in measures):
        yield Notice("long_sentence", (("length", str(LONGEST)),))
    yield from _of_roles(measures)
    if jumps := _jumps(sections):
        yield Notice("order_doubtful", (("headings", "、".join(jumps[:3])),))


def _of_roles(measures: Sequence[Measure]) -> Iterator[Notice]:
    told = [measure for measure in measures if measure.role is not Role.PREAMBLE]
    if len(told) < _ENOUGH:
        return
    counts = Counter(measure.role for measure in told)
    most = max(counts.values())
    if most >= _NEARLY_ALL * len(told):
        yield Notice("one_role", (("count", str(most)), ("total", str(len(told)))))
    elif not counts[Role.PLAN]:
        yield Notice("no_plans")
    unsure = sum(measure.odds[0][1] < _UNSURE for measure in told if measure.odds)
    if unsure > _MANY * len(told):
        yield Notice("roles_doubtful", (("count", str(unsure)), ("total", str(len(told)))))


def _jumps(sections: Sequence[Section]) -> list[str]:
    """Headings whose numbers go back though they do not begin anew, where there are several of them."""
    latest: dict[tuple[tuple[str, ...], int], int] = {}
    found = []
    for section in sections:
        marker = find_marker(section.heading)
        if marker is None or not marker.ordinal:
            continue
        siblings = (section.path[:-1], marker.rank)
        if 1 < marker.ordinal <= latest.get(siblings, 0):
            found.append(section.heading)
        latest[siblings] = marker.ordinal
    return found if len(found) >= _JUMPS else []
