"""What became of a plan, item by item: reached, begun, put off or not reported, in the words that say so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from compare.changes.outcomes.horizon import later_from
from compare.changes.outcomes.items import PlanItem, figure_is_done, find_items, put_off
from compare.changes.outcomes.stages import ActStage
from compare.changes.outcomes.targets import Target, aims_of, clause_around, find_targets, unreported
from compare.language.normalise import normalise
from compare.model import Evidence, Figure, Measure, PledgeOutcome, PledgeState

_MOST_ITEMS: Final = 3
_LONGEST_ITEM: Final = 30
_ANSWERED_BY: Final = " → "
_STATES: Final = {
    PledgeOutcome.EXCEEDED: (PledgeState.DELIVERED,),
    PledgeOutcome.MET: (PledgeState.DELIVERED,),
    PledgeOutcome.PARTLY: (PledgeState.PARTLY,),
    PledgeOutcome.UNDER_WAY: (PledgeState.DELIVERED, PledgeState.PARTLY),
    PledgeOutcome.POSTPONED: (PledgeState.PARTLY, PledgeState.SILENT),
    PledgeOutcome.CARRIED_OVER: (PledgeState.SILENT,),
    PledgeOutcome.SILENT: (PledgeState.SILENT,),
}
_PLAIN: Final = {
    PledgeState.DELIVERED: PledgeOutcome.MET,
    PledgeState.PARTLY: PledgeOutcome.PARTLY,
    PledgeState.SILENT: PledgeOutcome.SILENT,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a plan, how much of its figure was reached, and what says so."""

    state: PledgeState
    outcome: PledgeOutcome
    share: float | None = None
    evidence: tuple[Evidence, ...] = ()


def outcome_of(state: PledgeState, found: PledgeOutcome = PledgeOutcome.SILENT) -> PledgeOutcome:
    """The outcome that goes with a state: the one that was found where it fits, else the plain one.

    Examples
    --------
    >>> outcome_of(PledgeState.DELIVERED, PledgeOutcome.EXCEEDED).value
    'exceeded'
    >>> outcome_of(PledgeState.DELIVERED, PledgeOutcome.PARTLY).value
    'met'
    """
    return found if state in _STATES[found] else _PLAIN[state]


def judge_answered(plan: Measure, answers: Sequence[Measure], year: int | None = None) -> Judgement:
    """What the answers of a plan say became of it.

    Parameters
    ----------
    plan, answers
        What was planned and what is reported of it.
    year
        That the answers tell of: what is planned for a later one (到2025年, 年均增长8%) may be under way,
        and is not missed. None takes everything for due.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> Measure:
    ...     return Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))
    >>> judged = judge_answered(told("新建口袋公园10个。"), [told("建成口袋公园6个。")])
    >>> judged.outcome.value, judged.share, judged.evidence[0].detail
    ('partly', 0.6, '新建口袋公园10个 → 建成口袋公园6个')
    """
    later = later_from(plan, year)
    items = find_items(plan, answers)
    seen = [item for item in items if item.stages]
    unsaid = [item.planned for item in items if not item.stages]
    compared = tuple(
        target
        for target in find_targets(plan, answers, partial(figure_is_done, plan))
        if not any(clause_around(plan.text, target.planned) in planned for planned in unsaid)
    )
    due = tuple(target for target in compared if target.is_met or target.planned.start < later)
    lacking = _Lacking(
        tuple(name for name in _names_missing(plan, answers) if plan.text.index(name) < later),
        tuple(f for f in unreported(plan, answers, compared) if f.start < later) if compared else (),
        tuple(clause for clause in unsaid if plan.text.index(clause) < later),
    )
    outcome, share = _judged(plan, seen, due, lacking)
    is_ahead = set(unsaid) > set(lacking.clauses) or _is_ahead(plan, compared, later)
    if is_ahead and all(target.is_met for target in due):
        outcome, share = PledgeOutcome.UNDER_WAY, _least_share(set(compared) - set(due))
    state = _STATES[outcome][0]
    if outcome is PledgeOutcome.UNDER_WAY and (is_ahead or lacking.mostly(seen)):
        state = PledgeState.PARTLY
    aims = [target.planned for target in compared]
    evidence = (*_told_targets(plan, answers, compared), *_told_items(plan, seen, aims), *lacking.told(plan))
    return Judgement(state, outcome, share, evidence)


def judge_unanswered(plan: Measure, delayed: Sequence[Measure], again: Sequence[Measure]) -> Judgement:
    """What became of a plan that no deed answers: put off by what another sentence says, again, silence.

    Parameters
    ----------
    plan
        What was planned.
    delayed
        What the current report says was put off (`delays` of its measures, problems and plans among them).
    again
        The current plans that plan the same.
    """
    said = put_off(plan, delayed)
    told = _planned_again(again)
    if said:
        detail = _ANSWERED_BY.join(map(_shortened, said))
        return Judgement(
            PledgeState.SILENT,
            PledgeOutcome.POSTPONED,
            evidence=(Evidence("item_put_off", detail, -1.0), *told),
        )
    return Judgement(
        PledgeState.SILENT, PledgeOutcome.CARRIED_OVER if again else PledgeOutcome.SILENT, evidence=told
    )


@dataclass(frozen=True, slots=True)
class _Lacking:
    """What of a plan no answer reports: documents it names, figures, whole clauses."""

    names: tuple[str, ...]
    figures: tuple[Figure, ...]
    clauses: tuple[str, ...]

    @property
    def named(self) -> bool:
        return bool(self.names or self.figures)

    def mostly(self, seen: Sequence[PlanItem]) -> bool:
        """Whether as many clauses are missing as are reported on, or a document that is named."""
        return bool(self.names) or len(self.clauses) >= max(1, len(seen))

    def told(self, plan: Measure) -> Iterator[Evidence]:
        figures = (clause_around(plan.text, figure) for figure in self.figures)
        parts = tuple(dict.fromkeys((*figures, *map(_shortened, self.clauses))))
        names = tuple(name for name in self.names if not any(name in part for part in parts))
        yield from _evidence("item_missing", (*names, *parts), -1.0)


def _judged(
    plan: Measure, seen: Sequence[PlanItem], targets: Sequence[Target], lacking: _Lacking
) -> tuple[PledgeOutcome, float | None]:
    if not targets:
        outcome = _by_stages(seen)
        is_less = outcome is PledgeOutcome.MET and lacking.mostly(seen)
        return PledgeOutcome.PARTLY if is_less else outcome, None
    outcome, share = _by_figures(targets)
    if outcome is PledgeOutcome.PARTLY:
        return outcome, share
    aims = [target.planned for target in targets]
    begun_only = any(min(item.stages) < ActStage.DONE for item in seen if not _holds(plan, item, aims))
    if begun_only or lacking.named or len(lacking.clauses) > len(seen):
        return PledgeOutcome.PARTLY, None
    return outcome, share


def _is_ahead(plan: Measure, compared: Sequence[Target], later: int) -> bool:
    """Whether a planned figure is due later and was not reached already."""
    met = {target.planned for target in compared if target.is_met}
    return any(figure.start >= later and figure not in met for figure in aims_of(plan))


def _least_share(targets: Iterable[Target]) -> float | None:
    return min((target.share for target in targets if target.share is not None), default=None)


def _names_missing(plan: Measure, answers: Sequence[Measure]) -> tuple[str, ...]:
    text = normalise("".join(answer.text for answer in answers))
    return tuple(name for name in plan.names if normalise(name) not in text)


def _by_figures(targets: Sequence[Target]) -> tuple[PledgeOutcome, float | None]:
    shares = [target.share for target in targets if target.share is not None]
    if not all(target.is_met for target in targets):
        return PledgeOutcome.PARTLY, _least_share(target for target in targets if not target.is_met)
    if any(target.is_exceeded for target in targets):
        return PledgeOutcome.EXCEEDED, max(shares, default=None)
    return PledgeOutcome.MET, max(shares, default=None)


def _by_stages(seen: Sequence[PlanItem]) -> PledgeOutcome:
    stages = {stage for item in seen for stage in item.stages}
    if not stages or stages == {ActStage.DONE}:
        return PledgeOutcome.MET
    if stages == {ActStage.PUT_OFF}:
        return PledgeOutcome.POSTPONED
    return PledgeOutcome.PARTLY if ActStage.DONE in stages else PledgeOutcome.UNDER_WAY


def _holds(plan: Measure, item: PlanItem, figures: Sequence[Figure]) -> bool:
    return any(clause_around(plan.text, figure) in item.planned for figure in figures)


def _told_targets(plan: Measure, answers: Sequence[Measure], targets: Sequence[Target]) -> Iterator[Evidence]:
    pairs = [
        (
            clause_around(plan.text, target.planned),
            clause_around(_holder(answers, target.reached).text, target.reached),
        )
        for target in targets
    ]
    yield from _evidence("planned_figure", tuple(_ANSWERED_BY.join(pair) for pair in pairs), 1.5)


def _told_items(plan: Measure, seen: Sequence[PlanItem], aims: Sequence[Figure]) -> Iterator[Evidence]:
    for code, stage, weight in (
        ("item_put_off", ActStage.PUT_OFF, -1.0),
        ("item_begun", ActStage.BEGUN, 0.5),
        ("planned_item", ActStage.DONE, 1.0),
    ):
        parts = [
            _ANSWERED_BY.join(map(_shortened, (item.planned, item.reported)))
            for item in seen
            if min(item.stages) is stage and not _holds(plan, item, aims)
        ]
        yield from _evidence(code, tuple(parts), weight)


def _planned_again(again: Sequence[Measure]) -> tuple[Evidence, ...]:
    return tuple(_evidence("planned_again", tuple(_shortened(each.text) for each in again), -0.5))


def _evidence(code: str, parts: Sequence[str], weight: float) -> Iterator[Evidence]:
    if parts:
        yield Evidence(code, "；".join(parts[:_MOST_ITEMS]), weight)


def _shortened(item: str) -> str:
    return item if len(item) <= _LONGEST_ITEM else item[:_LONGEST_ITEM] + "…"


def _holder(answers: Sequence[Measure], figure: Figure) -> Measure:
    """The answer that gives a figure."""
    return next(
        answer
        for answer in answers
        if figure in answer.figures and answer.text[figure.start : figure.end] == figure.text
    )
