"""Which measures of the years hang together: one thread a measure, tied year by year as comparisons say.

A thread has at most one measure in each year. Where one became several, the likest goes on and the others
begin threads of their own that remember where they come from; where several became one, the likest goes on
and the others end in it. So a later year never changes what an earlier one is called.

Errors add up along the years, and a sentence that says several things can lead from one to another: a link
that is in doubt ties nothing until a reviewer accepts it, and none ties to what only the last stage speaks
of; what it leads to remembers what it may go on.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_of
from compare.language.normalise import normalise
from compare.model import Change, Comparison, Measure, Role, Status
from compare.series.values import Arrival

_ALIKE: Final = 70.0  # per cent; so like the last stage that it cannot be only a part of it
_SHARED: Final = 0.2  # of the content words of the shorter one
_PART: Final = 0.5  # of the content words of a part, which the whole must have


@dataclass(slots=True, eq=False)
class Knot:
    """A measure in one year (its place among the years), and how its thread came to it."""

    place: int
    measure: Measure
    step: Arrival
    change: Change | None = None
    parts: list["Thread"] = field(default_factory=list)
    absorbed: list["Thread"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Thread:
    """The knots of one measure; `role` as the latest comparison sees it."""

    knots: list[Knot]
    role: Role
    origin: "Thread | None" = None
    perhaps: "Thread | None" = None
    successor: "Thread | None" = None

    @property
    def last(self) -> Knot:
        """Where it is last reported."""
        return self.knots[-1]


class Threads:
    """The threads of a row of years, tied by one comparison after the other."""

    def __init__(self) -> None:
        self.all: list[Thread] = []
        self._at: dict[tuple[int, str], Thread] = {}
        self._perhaps: dict[tuple[int, str], Thread] = {}

    def begin(self, measures: Iterable[Measure], place: int, roles: dict[str, Role]) -> None:
        """A thread for each of these measures that has none yet, but for preambles."""
        for measure in measures:
            role = roles.get(measure.id, measure.role)
            if role is not Role.PREAMBLE and (place, measure.id) not in self._at:
                thread = Thread([], role, perhaps=self._perhaps.get((place, measure.id)))
                self._tie(thread, Knot(place, measure, Arrival.FIRST))

    def go_on(self, comparison: Comparison, place: int, apart: Set[str] = frozenset()) -> None:
        """Tie the measures of the year at `place` to those of the year before, but for those kept `apart`."""
        for change in comparison.changes:
            if change.status is not Status.CONTINUED or change.role is Role.PREAMBLE:
                continue
            if is_decided(change) or likest(change)[1].id not in apart:
                self._continue(change, place)

    def bring_back(self, changes: Iterable[Change], place: int) -> None:
        """Tie measures to threads that had ended before; what is in doubt ties nothing."""
        for change in changes:
            if change.status is not Status.CONTINUED or change.uncertain:
                continue
            before, after = likest(change)
            thread = self._dormant(before, place)
            if thread is not None and (place, after.id) not in self._at:
                thread.role = change.role
                self._tie(thread, Knot(place, after, Arrival.BROUGHT_BACK, change))

    def dormant(self, place: int) -> list[Thread]:
        """The threads that ended before the year before `place`, the latest last."""
        ended = [each for each in self.all if each.last.place < place - 1 and each.successor is None]
        return sorted(ended, key=lambda each: each.last.place)

    def untied(self, measures: Iterable[Measure], place: int) -> tuple[Measure, ...]:
        """Those of these measures that no thread has, but for preambles."""
        return tuple(m for m in measures if m.role is not Role.PREAMBLE and (place, m.id) not in self._at)

    def thread_at(self, place: int, identity: str) -> Thread | None:
        """The thread that has this measure in this year."""
        return self._at.get((place, identity))

    def _continue(self, change: Change, place: int) -> None:
        before, after = likest(change)
        main = self._at.get((place - 1, before.id))
        if main is None or (place, after.id) in self._at:
            return
        if not _holds(main, change, after):
            self._perhaps.update(((place, measure.id), main) for measure in change.current)
            return
        main.role = change.role
        knot = Knot(place, after, Arrival.CONTINUED, change)
        self._tie(main, knot)
        for measure in change.current:
            if measure is not after and (place, measure.id) not in self._at:
                if not _is_part(measure, change.baseline):
                    self._perhaps[place, measure.id] = main
                    continue
                part = Thread([], change.role, origin=main)
                self._tie(part, Knot(place, measure, Arrival.SPLIT_OFF, change))
                knot.parts.append(part)
        for measure in change.baseline:
            other = self._at.get((place - 1, measure.id))
            if other is not None and other is not main and _is_part(measure, change.current):
                other.successor = main
                knot.absorbed.append(other)

    def _dormant(self, measure: Measure, place: int) -> Thread | None:
        found = (thread for thread in reversed(self.dormant(place)) if thread.last.measure == measure)
        return next(found, None)

    def _tie(self, thread: Thread, knot: Knot) -> None:
        if not thread.knots:
            self.all.append(thread)
        thread.knots.append(knot)
        self._at[knot.place, knot.measure.id] = thread


def said_roles(comparison: Comparison) -> tuple[dict[str, Role], dict[str, Role]]:
    """The roles that reviewers gave measures of the baseline and of the current report."""
    reviewed = [change for change in comparison.changes if change.review]
    sides: Iterator[Iterable[tuple[Change, Sequence[Measure]]]] = iter(
        ([(each, each.baseline) for each in reviewed], [(each, each.current) for each in reviewed])
    )
    before, after = ({m.id: each.role for each, side in pairs for m in side} for pairs in sides)
    return before, after


def _holds(thread: Thread, change: Change, after: Measure) -> bool:
    """Whether a link may tie: a reviewer's, or one without doubt that leads to what the thread speaks of."""
    if is_decided(change):
        return True
    if change.uncertain:
        return False
    earlier = [content_of(knot.measure) for knot in thread.knots[:-1]]
    last = thread.last.measure
    if not earlier or fuzz.ratio(normalise(last.text), normalise(after.text)) >= _ALIKE:
        return True
    said = content_of(after)
    return any(len(said & words) >= _SHARED * max(1, min(len(said), len(words))) for words in earlier)


def is_decided(change: Change) -> bool:
    """Whether a reviewer said what becomes of it."""
    return change.review is not None and change.review.decides


def _is_part(part: Measure, wholes: Sequence[Measure]) -> bool:
    """Whether a split or merged sentence is said in the whole; what only shares a word or two is another."""
    said = content_of(part)
    whole = frozenset().union(*(content_of(each) for each in wholes))
    return len(said & whole) >= _PART * len(said)


def likest(change: Change) -> tuple[Measure, Measure]:
    """Of the sides of a link, which may have several parts, the two that are most alike."""
    pairs = [(before, after) for before in change.baseline for after in change.current]
    if len(pairs) == 1:
        return pairs[0]
    return max(pairs, key=lambda pair: fuzz.ratio(normalise(pair[0].text), normalise(pair[1].text)))
