"""Decisions brought to bear on a comparison: they bind the links, and mark the changes they decided."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.links import Alignment, Link
from compare.changes.outcomes import outcome_of
from compare.decisions.standing import Action, Decision, Named, Standing, matter, not_undone, standing
from compare.language.characters import squeeze
from compare.model import (
    Change,
    ChangeKind,
    Evidence,
    Measure,
    Notice,
    Pledge,
    PledgeOutcome,
    PledgeState,
    Report,
    Review,
    Role,
    Status,
)

_SAME_TEXT: Final = 90  # per cent; a corrected character or figure is the same sentence, a like one is not
_SHOWN: Final = 40
_BY_REVIEWER: Final = Evidence("by_reviewer", weight=10.0)  # outweighs whatever a model can say


@dataclass(frozen=True, slots=True)
class AppliedDecisions:
    """The decisions that hold for two reports, in the ids of their measures, and what to tell of the rest."""

    baseline: Report
    current: Report
    decisions: tuple[Decision, ...] = ()
    notices: tuple[Notice, ...] = ()

    def bind(self, alignment: Alignment) -> Alignment:
        """The alignment with the reviewers' links in the place of those that they contradict."""
        return replace(alignment, links=_bound(alignment.links, self)) if self.decisions else alignment

    def mark(self, changes: Iterable[Change]) -> list[Change]:
        """The changes with what reviewers said of each."""
        said_of = _by_measure(each for each in self.decisions if each.action is not Action.PLEDGE)
        return [_marked(change, said_of) for change in changes]

    def answer(self, pledges: Sequence[Pledge], changes: Iterable[Change]) -> tuple[Pledge, ...]:
        """The pledges as reviewers judged them; a sentence that they called a plan has one, too."""
        if not self.decisions:
            return tuple(pledges)
        roles = {each.id: change.role for change in changes if change.review for each in change.baseline}
        return _answered(pledges, roles, self)


def apply_decisions(decisions: Sequence[Decision], baseline: Report, current: Report) -> AppliedDecisions:
    """The decisions on the measures of two reports; those whose sentences are gone are told as notices.

    A decision on `设立 12 个专窗。` is one on `设立12个专窗；`, too.

    Examples
    --------
    >>> from compare import open_report
    >>> report = open_report("seeds/yangpu-2023.txt")
    >>> gone = Named("1f0c", "设立企业服务专窗12个。")
    >>> noted = Decision("1", "2025-01-07T08:00:00Z", "李敏", Action.NOTE, (gone,), note="待核实")
    >>> [notice.code for notice in apply_decisions([noted], report, report).notices]
    ['decision_lost']
    """
    if not decisions:
        return AppliedDecisions(baseline, current)
    found, lost = find_measures(not_undone(decisions), baseline, current)
    holding = standing(found, decisions)
    return AppliedDecisions(baseline, current, holding.decisions, (*lost, *_conflicts(holding)))


def find_measures(
    decisions: Iterable[Decision], baseline: Report, current: Report
) -> tuple[tuple[Decision, ...], tuple[Notice, ...]]:
    """The decisions with the ids that their measures have in these reports, and notices of the rest."""
    finders = (_Finder(baseline.measures), _Finder(current.measures))
    found: list[Decision] = []
    lost: list[Notice] = []
    for each in decisions:
        sides = [
            [finder.find(named) for named in side]
            for finder, side in zip(finders, (each.baseline, each.current), strict=True)
        ]
        gone = [
            named.text
            for side, measures in zip((each.baseline, each.current), sides, strict=True)
            for named, measure in zip(side, measures, strict=True)
            if measure is None
        ]
        if gone:
            lost.append(_lost(each, gone))
        else:
            named = [tuple(Named(m.id, m.text) for m in side if m is not None) for side in sides]
            found.append(replace(each, baseline=named[0], current=named[1]))
    return tuple(found), tuple(lost)


class _Finder:
    """Finds the sentence that a decision named: by its id, by its words, or by its nearly equal words."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._by_id = {measure.id: measure for measure in measures}
        self._words = {measure.id: squeeze(measure.text) for measure in measures}

    def find(self, named: Named) -> Measure | None:
        if named.id in self._by_id:
            return self._by_id[named.id]
        words = squeeze(named.text)
        scores = sorted(
            ((fuzz.ratio(words, other, score_cutoff=_SAME_TEXT), id_) for id_, other in self._words.items()),
            reverse=True,
        )
        best, runner_up = (*scores, (0.0, ""), (0.0, ""))[:2]
        if best[0] == 0.0 or (best[0] == runner_up[0] and best[0] < 100):
            return None
        return self._by_id[best[1]]


def _lost(decision: Decision, gone: Sequence[str]) -> Notice:
    values = (("who", decision.who), ("when", decision.when[:10]), ("text", _short(gone[0])))
    return Notice("decision_lost", values)


def _conflicts(holding: Standing) -> Iterator[Notice]:
    for conflict in holding.conflicts:
        named = (*conflict.kept.current, *conflict.kept.baseline)
        yield Notice(
            "decision_conflict",
            (
                ("kept", conflict.kept.who),
                ("other", conflict.other.who),
                ("text", _short(named[0].text if named else "")),
            ),
        )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


_Group = tuple[tuple[int, ...], tuple[int, ...]]


def _bound(links: Sequence[Link], applied: AppliedDecisions) -> tuple[Link, ...]:
    row_of = {measure.id: row for row, measure in enumerate(applied.baseline.measures)}
    column_of = {measure.id: column for column, measure in enumerate(applied.current.measures)}
    joined: list[_Group] = []
    apart: set[tuple[int, int]] = set()
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    for decision in (each for each in applied.decisions if matter(each) == "match"):
        rows = tuple(sorted(row_of[id_] for id_ in decision.rows))
        columns = tuple(sorted(column_of[id_] for id_ in decision.columns))
        if decision.action is Action.UNLINK:
            apart.update((row, column) for row in rows for column in columns)
            continue
        taken_rows.update(rows)
        taken_columns.update(columns)
        if decision.joins and (rows, columns) not in joined:
            joined.append((rows, columns))
    proposed = {(link.baseline, link.current): link for link in links}
    bound = [proposed.get(group, Link(*group, 1.0, ())) for group in joined]
    for link in links:
        free = _parted(
            [row for row in link.baseline if row not in taken_rows],
            [column for column in link.current if column not in taken_columns],
            apart,
        )
        if all(free):
            bound.append(replace(link, baseline=free[0], current=free[1]))
    return tuple(sorted(bound, key=lambda link: (link.baseline, link.current)))


def _parted(rows: Sequence[int], columns: Sequence[int], apart: set[tuple[int, int]]) -> _Group:
    """What is left of a link without the parts that are not the same."""
    kept = [column for column in columns if not any((row, column) in apart for row in rows)]
    if kept:
        return tuple(rows), tuple(kept)
    left = [row for row in rows if not any((row, column) in apart for column in columns)]
    return tuple(left), tuple(columns)


def _by_measure(decisions: Iterable[Decision]) -> dict[tuple[str, str], list[Decision]]:
    """The decisions on each measure, by its side and id: one sentence may stand in both reports."""
    said_of: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        for side, named in (("baseline", decision.baseline), ("current", decision.current)):
            for each in named:
                said_of[side, each.id].append(decision)
    return said_of


def _marked(change: Change, said_of: Mapping[tuple[str, str], list[Decision]]) -> Change:
    rows = frozenset(measure.id for measure in change.baseline)
    columns = frozenset(measure.id for measure in change.current)
    subjects = [("baseline", id_) for id_ in rows] + [("current", id_) for id_ in columns]
    touching = {each.id: each for subject in subjects for each in said_of.get(subject, ())}
    marked, said = change, []
    for decision in sorted(touching.values(), key=lambda each: (each.when, each.id)):
        if matter(decision) == "match":
            if not _decided(change, decision, rows, columns):
                continue
            told = marked.evidence if decision.joins and _BY_REVIEWER not in marked.evidence else ()
            marked = replace(marked, score=1.0, uncertain=False, evidence=(_BY_REVIEWER, *told))
        elif decision.action is Action.ROLE:
            marked = replace(marked, role=Role(decision.value))
        elif decision.action is Action.CHANGE:
            if change.status is not Status.CONTINUED:
                continue
            marked = replace(marked, change=ChangeKind(decision.value))
        said.append(decision)
    return replace(marked, review=_review(said)) if said else change


def _decided(change: Change, decision: Decision, rows: frozenset[str], columns: frozenset[str]) -> bool:
    """Whether it is by this decision that the measures of a change stand together, or alone."""
    if decision.joins:
        return (decision.rows, decision.columns) == (rows, columns)
    return change.status is not Status.CONTINUED


def _review(said: Sequence[Decision]) -> Review:
    """The last word on a change, with all notes."""
    decided = [each for each in said if each.action is not Action.NOTE]
    last = (decided or said)[-1]
    notes = dict.fromkeys(each.note for each in said if each.note)
    ids = tuple(each.id for each in said)
    return Review(last.action.value, last.who, last.when, "\n".join(notes), ids)


def _answered(
    pledges: Sequence[Pledge], roles: dict[str, Role], applied: AppliedDecisions
) -> tuple[Pledge, ...]:
    judged = {
        plan.id: decision
        for decision in applied.decisions
        if decision.action is Action.PLEDGE
        for plan in decision.baseline
    }
    by_plan = {plan.id: pledge for pledge in pledges for plan in pledge.baseline}
    current = {measure.id: measure for measure in applied.current.measures}
    answered: list[Pledge] = []
    for plan in applied.baseline.measures:
        pledge = by_plan.get(plan.id)
        is_plan = roles.get(plan.id, Role.PLAN if pledge else Role.PREAMBLE) is Role.PLAN
        if plan.id in judged:
            answered.append(_judged(judged[plan.id], plan, current, pledge))
        elif is_plan and (pledge is None or plan == pledge.baseline[0]):
            answered.append(pledge or Pledge(PledgeState.SILENT, (plan,), (), 1.0, (_BY_REVIEWER,)))
    return tuple(answered)


def _judged(decision: Decision, plan: Measure, current: dict[str, Measure], found: Pledge | None) -> Pledge:
    """The pledge as a reviewer judged it; what was found of its outcome stays where it fits the decision."""
    state, answers = PledgeState(decision.value), tuple(current[each.id] for each in decision.current)
    found = found or Pledge(PledgeState.SILENT, (plan,), (), 1.0)
    again = PledgeOutcome.CARRIED_OVER if found.again else PledgeOutcome.SILENT
    fits = outcome_of(state, found.outcome) is found.outcome and set(answers) == set(found.current)
    return Pledge(
        state=state,
        baseline=(plan,),
        current=answers,
        score=1.0,
        evidence=(_BY_REVIEWER, *(found.evidence if fits else ())),
        review=Review(decision.action.value, decision.who, decision.when, decision.note, (decision.id,)),
        outcome=found.outcome if fits else outcome_of(state, again),
        share=found.share if fits else None,
        again=found.again,
    )
