"""The highlights: figures that moved most, names that came and went, what became of last year's plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from compare.model import Change, Comparison, FigureChange, Measure, Pledge, PledgeOutcome, PledgeState
from reports.html.markup_words import MarkupWords
from reports.html.rows import Label, PageLink, RowIndex, ShownReview, shown_review
from reports.shown.matters.naming import NameUse
from reports.shown.numbers import Movement, movement, movement_weight, quantity, share_reached
from reports.shown.places import is_counted
from reports.shown.signs import SIGNS
from reports.shown.texts import excerpt

_SHOWN_AT_ONCE = 12
_PLEDGES_AT_ONCE = 20
_FINER = (
    PledgeOutcome.EXCEEDED,
    PledgeOutcome.UNDER_WAY,
    PledgeOutcome.POSTPONED,
    PledgeOutcome.CARRIED_OVER,
)  # what says more than the state that the plan stands under
_NAME_LENGTH = 24
_NAMES_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Mover:
    """An indicator that moved: its name, both values, by how much, its row, and whether that is doubtful."""

    name: str
    anchor: str
    before: str
    after: str
    movement: Movement
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Movers:
    """The indicators that moved most, the others, and those that were not compared or did not move."""

    first: tuple[Mover, ...]
    rest: tuple[Mover, ...]
    others: tuple["OtherFigure", ...]


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A figure that one year alone gives, that stayed, or whose years cannot be compared (`why`)."""

    name: str
    anchor: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Names:
    """Documents and catchwords that one report names and the other does not, each with its row."""

    first: tuple[PageLink, ...]
    rest: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A plan of last year and the measures that answer it."""

    plans: tuple[PageLink, ...]
    answers: tuple[PageLink, ...]
    reason: Markup
    plan_ids: str
    answer_ids: str
    review: ShownReview | None
    outcome: str
    share: str
    again: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class PledgeGroup:
    """All plans of which the same became; `share` is in per cent of all plans, long groups are not `open`."""

    state: Label
    rows: tuple[PledgeRow, ...]
    start: float
    share: float

    @property
    def open(self) -> bool:
        """Whether the group is short enough to be read at once."""
        return len(self.rows) <= _PLEDGES_AT_ONCE


@dataclass(frozen=True, slots=True)
class Pledges:
    """Last year's plans by what became of them."""

    total: int
    answered: int
    groups: tuple[PledgeGroup, ...]


def movers(comparison: Comparison, words: MarkupWords) -> Movers:
    """The figures that both years give with other values: the greatest ratio first, doubtful rows last."""
    found = {
        _identity(figure): (movement_weight(figure), change, figure)
        for change in comparison.changes
        for figure in change.figures
    }
    moved = [each for each in found.values() if each[0]]
    ordered = sorted(moved, key=lambda each: (each[1].uncertain, -abs(each[2].ratio or 0.0)))
    told = [mover for _, change, figure in ordered for mover in _mover(change, figure, words)]
    others = tuple(_others(comparison, words))
    return Movers(tuple(told[:_SHOWN_AT_ONCE]), tuple(told[_SHOWN_AT_ONCE:]), others)


def _others(comparison: Comparison, words: MarkupWords) -> Iterator[OtherFigure]:
    for change in filter(is_counted, comparison.changes):
        compared = [each for each in change.figures if each.caveat or not movement_weight(each)]
        for figure in (*compared, *change.other_figures):
            measures = change.current if figure.after else change.baseline
            name = figure.subject or _clause(measures, figure)
            why = words.label(figure.caveat) if figure.caveat else ""
            before, after = (quantity(each, words) if each else "" for each in (figure.before, figure.after))
            yield OtherFigure(excerpt(name, _NAME_LENGTH), change.key, before, after, why)


def name_links(uses: Sequence[NameUse]) -> Names:
    """Documents and programmes first; turns of speech, of which every report is full, where one asks."""
    ordered = sorted(uses, key=lambda each: -each.weight)
    telling = [each for each in ordered if each.kind.is_of_measures][:_NAMES_AT_ONCE]
    rest = [each for each in ordered if each not in telling]
    first, others = ([PageLink(each.name, each.change.key) for each in part] for part in (telling, rest))
    return Names(tuple(first), tuple(others))


def pledges(comparison: Comparison, index: RowIndex, words: MarkupWords) -> Pledges:
    """Last year's plans, grouped by what became of them, in the baseline's order."""
    total = len(comparison.pledges)
    groups: list[PledgeGroup] = []
    for state in PledgeState:
        rows = tuple(_pledge(each, index, words) for each in comparison.pledges if each.state is state)
        start = round(sum(group.share for group in groups), 2)
        label = Label(state.value, SIGNS[state], words.label(state))
        groups.append(PledgeGroup(label, rows, start, round(100 * len(rows) / total, 2) if total else 0.0))
    answered = total - len(groups[-1].rows)
    return Pledges(total, answered, tuple(groups))


def _identity(change: FigureChange) -> tuple[object, ...]:
    before, after = change.before, change.after
    return change.subject, change.unit, before and before.value, after and after.value


def _mover(change: Change, figure: FigureChange, words: MarkupWords) -> Iterator[Mover]:
    moved = movement(figure, words)
    if moved is None or figure.before is None or figure.after is None or moved.direction == "level":
        return
    name = figure.subject or _clause(change.current, figure)
    before, after = quantity(figure.before, words), quantity(figure.after, words)
    yield Mover(excerpt(name, _NAME_LENGTH), change.key, before, after, moved, change.uncertain)


def _clause(measures: tuple[Measure, ...], change: FigureChange) -> str:
    """What stands before the figure in its clause, for a figure that nobody could name."""
    for measure in measures:
        figure = change.after or change.before
        if figure is not None and figure in measure.figures:
            before = measure.text[: figure.start]
            return before[max(before.rfind(mark) for mark in "，。；、：") + 1 :][-_NAME_LENGTH:]
    return ""


def _pledge(pledge: Pledge, index: RowIndex, words: MarkupWords) -> PledgeRow:
    return PledgeRow(
        plans=tuple(PageLink(each.text, index.baseline(each)) for each in pledge.baseline),
        answers=tuple(
            PageLink(each.text, index.current(each), index.current_heading(each)) for each in pledge.current
        ),
        reason=words.reason_markup(pledge.evidence),
        plan_ids=" ".join(each.id for each in pledge.baseline),
        answer_ids=" ".join(each.id for each in pledge.current),
        review=shown_review(pledge.review, words),
        outcome=words.label(pledge.outcome) if pledge.outcome in _FINER else "",
        share=share_reached(pledge.share) if pledge.share is not None else "",
        again=tuple(PageLink(each.text, index.current(each)) for each in pledge.again),
    )
