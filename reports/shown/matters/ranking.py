"""Which changes matter most: every kind finds its own, and the ten weightiest that differ are told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log, tanh
from statistics import median
from typing import Final

from compare.changes.outcomes.horizon import later_from
from compare.model import (
    Change,
    ChangeKind,
    Comparison,
    DiffOp,
    FigureChange,
    PledgeOutcome,
    PledgeState,
    Role,
    Status,
)
from reports.shown.matters.kinds import Matter, MatterKind, reason, weigh
from reports.shown.matters.naming import NameUse, NameUses
from reports.shown.matters.promised import promised
from reports.shown.numbers import movement_weight, share_reached
from reports.shown.places import is_counted
from reports.shown.summary import counted_changes

MOST: Final = 10
_NEXT_OF_A_KIND: Final = 0.72  # of the weight of the one before: the ten are to differ
_ORDINARY: Final = 0.6  # a share of the measures that makes a status nothing unusual
_LIKELY_TIMES: Final = 4  # a figure that is more times another is seldom the same quantity
_WHOLE_PLAN: Final = 24  # characters; a shorter plan promises less
_FEWEST_OF_A_SECTION: Final = 3
_LASTING: Final = 0.4  # what is planned every year and promises nothing new was not put off
_ONLY_IN_PART: Final = 0.7  # what a plan says besides is often vague, a figure that fell short never
_NOTHING_MISSED: Final = (PledgeOutcome.UNDER_WAY, PledgeOutcome.SILENT)  # of a plan that is not yet due


def rank(comparison: Comparison, names: NameUses, count: int = MOST) -> tuple[Matter, ...]:
    """What matters most, the weightiest first, a row once and no more of one kind than the others allow."""
    finders = (_figures, _plans, _sections, _measures)
    found = chain(_reversals(comparison), _names(names), *(finder(comparison) for finder in finders))
    left = sorted(found, key=lambda each: (-each.weight, each.key))
    chosen: list[Matter] = []
    of_kind: Counter[MatterKind] = Counter()
    while left and len(chosen) < count:
        best = max(left, key=lambda each: each.weight * _NEXT_OF_A_KIND ** of_kind[each.kind])
        chosen.append(best)
        of_kind[best.kind] += 1
        left = [each for each in left if each.key != best.key]
    return tuple(chosen)


def _reversals(comparison: Comparison) -> Iterator[Matter]:
    for change in counted_changes(comparison):
        if change.reversals:
            said = change.reversals[0]
            why = reason("reversed", before=said.before or "—", after=said.after or "—")
            weight = weigh(MatterKind.REVERSED, 1.0, change.score)
            yield Matter(MatterKind.REVERSED, weight, change.score, (why,), change)


def _names(names: NameUses) -> Iterator[Matter]:
    for kind, uses in ((MatterKind.NAME_GONE, names.gone), (MatterKind.NAME_NEW, names.new)):
        yield from (_named(kind, use) for use in uses if is_counted(use.change))


def _named(kind: MatterKind, use: NameUse) -> Matter:
    with_measure = use.change.status is not Status.CONTINUED
    factor = use.standing * use.emphasis * (1.0 if with_measure else 0.75)
    reasons = [reason(f"name_{use.kind.value}")]
    if use.times > 1:
        reasons.append(reason("name_times", count=use.times))
    reasons.append(reason(f"{kind.value}_{'whole' if with_measure else 'alone'}"))
    weight = weigh(kind, factor, use.change.score)
    return Matter(kind, weight, use.change.score, tuple(reasons), use.change, name=use.name)


def _figures(comparison: Comparison) -> Iterator[Matter]:
    moved = [
        (movement_weight(figure), change, figure)
        for change in counted_changes(comparison)
        for figure in change.figures
        if movement_weight(figure)
    ]
    usual = median([weight for weight, _, _ in moved] or [0.0])
    ordered = sorted(moved, key=lambda each: -each[0])
    for place, (weight, change, figure) in enumerate(ordered, start=1):
        kind = MatterKind.FIGURE_FELL if (figure.ratio or 0) < 0 else MatterKind.FIGURE_ROSE
        factor = 1.35 * tanh(weight / (2 * usual + 0.05)) * plausibility(figure)
        factor *= 1.0 if figure.subject else 0.7
        reasons = (reason("figure_rank", rank=place, total=len(ordered)),)
        yield Matter(kind, weigh(kind, factor, change.score), change.score, reasons, change, figure=figure)


def plausibility(figure: FigureChange) -> float:
    """1 for what may be the same quantity, less the more times the one is the other."""
    if figure.before is None or figure.after is None:
        return 0.0
    times = abs(log(figure.after.value / figure.before.value))
    return min(1.0, log(_LIKELY_TIMES) / times) ** 2 if times else 0.0


def _plans(comparison: Comparison) -> Iterator[Matter]:
    silent = sum(each.state is PledgeState.SILENT for each in comparison.pledges)
    rare = _rarity(silent, len(comparison.pledges))
    year = comparison.current.looks_back_on
    for pledge in comparison.pledges:
        plan = pledge.baseline[0]
        if later_from(plan, year) < len(plan.text) and pledge.outcome in _NOTHING_MISSED:
            continue
        said = promised(pledge)
        is_lasting = pledge.outcome is PledgeOutcome.CARRIED_OVER and not said
        factor = (1.15 if said else _LASTING if is_lasting else 0.75) * min(1.0, len(plan.text) / _WHOLE_PLAN)
        reasons = [reason("plan_names", detail="、".join(said[:2]))] if said else []
        certainty = max(0.5, pledge.score)
        if pledge.share is not None and pledge.share < 1:
            reasons.append(reason("plan_share", share=share_reached(pledge.share)))
        if pledge.outcome in (PledgeOutcome.POSTPONED, PledgeOutcome.CARRIED_OVER):
            kind = MatterKind.PLAN_PUT_OFF
            reasons.append(reason(f"plan_{pledge.outcome.value}"))
        elif pledge.state is PledgeState.SILENT:
            kind, factor = MatterKind.PLAN_SILENT, factor * rare
            reasons.append(reason("plan_silent"))
        elif pledge.state is PledgeState.PARTLY:
            kind = MatterKind.PLAN_PARTLY
            factor *= _ONLY_IN_PART if pledge.share is None else 1.0
            missing = [each.detail for each in pledge.evidence if each.code == "item_missing"]
            verbatim = [each for each in missing if each and each in plan.text]
            reasons += [reason("plan_missing", detail=each) for each in verbatim[:1]]
        else:
            continue
        yield Matter(kind, weigh(kind, factor, certainty), certainty, tuple(reasons), pledge=pledge)


def _sections(comparison: Comparison) -> Iterator[Matter]:
    changes = counted_changes(comparison)
    for kind, status, is_baseline in (
        (MatterKind.SECTION_GONE, Status.DROPPED, True),
        (MatterKind.SECTION_NEW, Status.NEW, False),
    ):
        report = comparison.baseline if is_baseline else comparison.current
        inside: dict[int, list[Change]] = {}
        for change in changes:
            for section in {each.section for each in (change.baseline if is_baseline else change.current)}:
                inside.setdefault(section, []).append(change)
        rare = _rarity_of(status, changes)
        for section, those in inside.items():
            heading = report.sections[section].heading
            if (
                heading
                and len(those) >= _FEWEST_OF_A_SECTION
                and all(each.status is status for each in those)
            ):
                certainty = sum(each.score for each in those) / len(those)
                weight = weigh(kind, min(1.3, 0.6 + 0.1 * len(those)) * rare, certainty)
                reasons = (reason(kind.value, count=len(those)),)
                yield Matter(kind, weight, certainty, reasons, those[0], name=heading)


def _measures(comparison: Comparison) -> Iterator[Matter]:
    changes = counted_changes(comparison)
    usual = median([_length(each) for each in changes] or [1])
    problems = [each for each in changes if each.role is Role.PROBLEM]
    for change in changes:
        figures = _figures_in(change)
        if change.status is not Status.CONTINUED and change.role is Role.DONE and figures > 1:
            kind = MatterKind.MEASURE_GONE if change.status is Status.DROPPED else MatterKind.MEASURE_NEW
            rich = min(1.2, 0.4 + 0.2 * figures) * min(1.2, _length(change) / (1.2 * usual))
            factor, why = rich * _rarity_of(change.status, changes), reason("figures_in_it", count=figures)
        elif change.status is Status.NEW and change.role is Role.PROBLEM:
            kind, factor = MatterKind.PROBLEM_NEW, _rarity_of(Status.NEW, problems)
            why = reason("problem_new")
        elif change.change is ChangeKind.NARROWED:
            kind, factor = MatterKind.NARROWED, 1.2 * _lost_share(change)
            before, after = (sum(map(len, texts)) for texts in _texts(change))
            why = reason("narrowed", before=before, after=after)
        else:
            continue
        yield Matter(kind, weigh(kind, factor, change.score), change.score, (why,), change)


def _texts(change: Change) -> tuple[list[str], list[str]]:
    return [each.text for each in change.baseline], [each.text for each in change.current]


def _length(change: Change) -> int:
    return sum(len(text) for texts in _texts(change) for text in texts)


def _figures_in(change: Change) -> int:
    measures = (*change.baseline, *change.current)
    return sum(figure.kind.is_quantity for measure in measures for figure in measure.figures)


def _lost_share(change: Change) -> float:
    """The share of the baseline's characters that the current report has not."""
    lost = sum(len(piece.text) for piece in change.diff if piece.op is DiffOp.DELETE)
    return lost / max(1, sum(len(measure.text) for measure in change.baseline))


def _rarity_of(status: Status, changes: Sequence[Change]) -> float:
    return _rarity(sum(each.status is status for each in changes), len(changes))


def _rarity(count: int, total: int) -> float:
    """1.2 for what is rare in this pair, 0.7 for what most of it is."""
    return 1.2 - 0.5 * min(1.0, count / (_ORDINARY * total)) if total else 1.0
