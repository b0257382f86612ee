"""How far a comparison agrees with the labels of its pair; README.md says what each figure means."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compare.model import Change, ChangeKind, Comparison, Measure, Pledge, Role, Status
from tests.accuracy.gold import Gold, Side, UnitPair
from tests.accuracy.placing import Placer

_OFFERED: Final = 3  # candidates that a reviewer sees beside a measure
_WITHOUT_LINK: Final = {Side.BASELINE: Status.DROPPED, Side.CURRENT: Status.NEW}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean; `count` is how many were to be found."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        return _ratio(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of `count` decisions that are right."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one pair."""

    link: Score
    status: Mapping[Status, Score]
    missing: int
    change: Accuracy
    confused: Mapping[tuple[ChangeKind, ChangeKind | None], int]
    role: Accuracy
    pledge: Score
    figure: Score
    reach: float
    placed: float

    @property
    def status_macro_f1(self) -> float:
        return sum(score.f1 for score in self.status.values()) / len(self.status)

    @property
    def present(self) -> float:
        """The share of the units with a status that stand in some change."""
        return 1 - _ratio(self.missing, sum(score.count for score in self.status.values()))


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change in terms of the annotators' units; `offered` are the pairs that its candidates would make."""

    change: Change
    units: Mapping[Side, frozenset[int]]
    offered: frozenset[UnitPair]
    texts: int
    texts_found: int

    @property
    def pairs(self) -> frozenset[UnitPair]:
        return _every_pair(self.units[Side.BASELINE], self.units[Side.CURRENT])


def score(gold: Gold, comparison: Comparison) -> Scores:
    """What the labels say of a comparison."""
    placed = tuple(place_changes(gold, comparison.changes))
    wanted = gold.counted_links()
    linked = _linked_pairs(gold, placed)
    offered = frozenset[UnitPair]().union(*(item.offered for item in placed))
    right = [(wanted[pair], linked[pair]) for pair in linked.keys() & wanted.keys()]
    statuses = _statuses(gold, placed)
    return Scores(
        link=pair_score(linked.keys(), wanted.keys()),
        status={status: _status_score(statuses, status) for status in Status},
        missing=sum(said is None for _, said in statuses),
        change=_accuracy(right, len(right)),
        confused=Counter((truth, said) for truth, said in right if truth != said),
        role=_accuracy(_roles(gold, placed), sum(len(gold.roles[side]) for side in Side)),
        pledge=pair_score(pledged_pairs(gold, comparison.pledges), gold.pledges),
        figure=_figure_score(gold, comparison.changes),
        reach=pair_score(linked.keys() | offered, wanted.keys()).recall,
        placed=_ratio(sum(item.texts_found for item in placed), sum(item.texts for item in placed)),
    )


def place_changes(gold: Gold, changes: Iterable[Change]) -> Iterator[PlacedChange]:
    """The changes, and which of the annotators' units each is about."""
    placers = {side: Placer(gold.units[side]) for side in Side}
    for change in changes:
        found = {side: [placers[side].take(measure.text) for measure in _of(change, side)] for side in Side}
        units = {side: frozenset[int]().union(*found[side]) for side in Side}
        every_text = [places for side in Side for places in found[side]]
        yield PlacedChange(
            change=change,
            units=units,
            offered=_offered_pairs(change, units, placers),
            texts=len(every_text),
            texts_found=sum(bool(places) for places in every_text),
        )


def _of(item: Change | Pledge, side: Side) -> tuple[Measure, ...]:
    return item.baseline if side is Side.BASELINE else item.current


def _offered_pairs(
    change: Change, units: Mapping[Side, frozenset[int]], placers: Mapping[Side, Placer]
) -> frozenset[UnitPair]:
    if change.status is Status.CONTINUED:
        return frozenset()
    other = Side.BASELINE if change.status is Status.NEW else Side.CURRENT
    shown = [placers[other].look(candidate.measure.text) for candidate in change.candidates[:_OFFERED]]
    there = frozenset[int]().union(*shown)
    if other is Side.BASELINE:
        return _every_pair(there, units[Side.CURRENT])
    return _every_pair(units[Side.BASELINE], there)


def _linked_pairs(gold: Gold, placed: Iterable[PlacedChange]) -> dict[UnitPair, ChangeKind | None]:
    """The pairs of counted units that continued changes join, and what is said to have become of each."""
    baseline, current = gold.counted(Side.BASELINE), gold.counted(Side.CURRENT)
    return {
        (before, after): item.change.change
        for item in placed
        if item.change.status is Status.CONTINUED
        for before, after in item.pairs
        if before in baseline and after in current
    }


def pledged_pairs(gold: Gold, pledges: Iterable[Pledge]) -> frozenset[UnitPair]:
    """The plans and the answers to them, as pairs of units."""
    placers = {side: Placer(gold.units[side]) for side in Side}
    pairs: set[UnitPair] = set()
    for pledge in pledges:
        found = [
            frozenset[int]().union(*(placers[side].take(measure.text) for measure in _of(pledge, side)))
            for side in Side
        ]
        pairs |= _every_pair(*found)
    return frozenset(pairs)


def _every_pair(baseline: Iterable[int], current: Collection[int]) -> frozenset[UnitPair]:
    return frozenset((before, after) for before in baseline for after in current)


def pair_score(found: Collection[UnitPair], wanted: Collection[UnitPair]) -> Score:
    """Precision counts pairs, recall units: of a split not every pair need be found, only every part."""
    right = set(found) & set(wanted)
    to_find = _units_in(wanted)
    return Score(_ratio(len(right), len(found)), _ratio(len(_units_in(right)), len(to_find)), len(to_find))


def _units_in(pairs: Iterable[UnitPair]) -> set[tuple[Side, int]]:
    return {place for pair in pairs for place in zip(Side, pair, strict=True)}


def _statuses(gold: Gold, placed: Sequence[PlacedChange]) -> list[tuple[Status, Status | None]]:
    """Of every counted unit the status it has, and the one it was given; none where it is in no change."""
    statuses: list[tuple[Status, Status | None]] = []
    for side in Side:
        given = _given_statuses(placed, side)
        for unit in gold.counted(side):
            truth = Status.CONTINUED if unit in gold.linked[side] else _WITHOUT_LINK[side]
            statuses.append((truth, given.get(unit)))
    return statuses


def _given_statuses(placed: Iterable[PlacedChange], side: Side) -> dict[int, Status]:
    """A unit that was cut in parts is continued if any part is."""
    given: dict[int, Status] = {}
    for item in placed:
        for unit in item.units[side]:
            if given.get(unit) is not Status.CONTINUED:
                given[unit] = item.change.status
    return given


def _status_score(statuses: Sequence[tuple[Status, Status | None]], status: Status) -> Score:
    right = sum(truth is said is status for truth, said in statuses)
    given = sum(said is status for _, said in statuses)
    wanted = sum(truth is status for truth, _ in statuses)
    return Score(_ratio(right, given), _ratio(right, wanted), wanted)


def _roles(gold: Gold, placed: Sequence[PlacedChange]) -> Iterator[tuple[Role, Role]]:
    """Of every unit that was found the role it has, and the one that most of its parts were given."""
    for side in Side:
        given: dict[int, Counter[Role]] = {}
        for item in placed:
            for unit in item.units[side]:
                given.setdefault(unit, Counter())[item.change.role] += 1
        for unit, role in gold.roles[side].items():
            if unit in given:
                yield role, max(given[unit], key=given[unit].__getitem__)


def _accuracy(decisions: Iterable[tuple[object, object]], count: int) -> Accuracy:
    return Accuracy(_ratio(sum(truth == said for truth, said in decisions), count), count)


_Values = tuple[float, float]


def _figure_score(gold: Gold, changes: Iterable[Change]) -> Score:
    wanted = _labelled_values(gold, lambda optional: not optional)
    found = Counter(_found_values(changes)) - _labelled_values(gold, lambda optional: optional)
    right = (found & wanted).total()
    return Score(_ratio(right, found.total()), _ratio(right, wanted.total()), wanted.total())


def _labelled_values(gold: Gold, wanted: Callable[[bool], bool]) -> Counter[_Values]:
    return Counter(_rounded(label.before, label.after) for label in gold.figures if wanted(label.optional))


def _found_values(changes: Iterable[Change]) -> Iterator[_Values]:
    """The values of every quantity that differs between the years."""
    for change in changes:
        for figure in change.figures if change.status is Status.CONTINUED else ():
            if figure.before and figure.after and figure.before.value != figure.after.value:
                yield _rounded(figure.before.value, figure.after.value)


def _rounded(before: float, after: float) -> _Values:
    """To four digits, which is what a report gives and what 万 and 亿 leave."""
    return float(f"{before:.4g}"), float(f"{after:.4g}")


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
