"""The change list: what became of every measure of two reports, each in exactly one change."""

from collections.abc import Iterable, Sequence, Set

from compare.alignment.links import Alignment, Link, may_be_link, may_be_none
from compare.alignment.reasons import explain
from compare.changes.diff import diff_texts
from compare.changes.figures import compare_figures
from compare.changes.kinds import ChangeModel, Sides, change_kind
from compare.changes.wording.reversals import find_reversals
from compare.changes.wording.unsaid import unsaid
from compare.model import Candidate, Change, Evidence, Measure, Report, Role, SectionLink, Status
from compare.outline.identity import measure_key


def list_changes(
    baseline: Report,
    current: Report,
    alignment: Alignment,
    sections: Sequence[SectionLink],
    model: ChangeModel | None = None,
) -> list[Change]:
    """A change for every link, and one for every measure that has none: dropped, or new.

    Parameters
    ----------
    baseline, current
        The reports.
    alignment, sections
        Which measures and which sections of them belong together.
    model
        What tells the kind of change; None for the one of the toolkit.
    """
    together = {(link.baseline, link.current) for link in sections}
    changes = [_continued(link, baseline, current, alignment, together, model) for link in alignment.links]
    linked_rows = {row for link in alignment.links for row in link.baseline}
    linked_columns = {column for link in alignment.links for column in link.current}
    changes += [
        _dropped(row, baseline, current, alignment)
        for row in range(len(baseline.measures))
        if row not in linked_rows
    ]
    changes += [
        _new(column, baseline, current, alignment)
        for column in range(len(current.measures))
        if column not in linked_columns
    ]
    return changes


def in_reading_order(changes: Iterable[Change], baseline: Report, current: Report) -> tuple[Change, ...]:
    """In the order of the current report; a dropped measure follows what stood before it in the baseline.

    Examples
    --------
    >>> from compare import compare_reports, open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> changes = compare_reports(baseline, current).changes
    >>> in_reading_order(reversed(changes), baseline, current) == changes
    True
    """
    place_in_current = {measure.id: place for place, measure in enumerate(current.measures)}
    place_in_baseline = {measure.id: place for place, measure in enumerate(baseline.measures)}
    listed = list(changes)
    follows: dict[int, int] = {}
    for change in listed:
        if change.status is Status.CONTINUED:
            for measure in change.baseline:
                follows[place_in_baseline[measure.id]] = place_in_current[change.current[0].id]

    def order(change: Change) -> tuple[int, int, int]:
        if change.current:
            return place_in_current[change.current[0].id], 0, 0
        place = place_in_baseline[change.baseline[0].id]
        earlier = (each for each in range(place - 1, -1, -1) if each in follows)
        return next((follows[each] for each in earlier), -1), 1, place

    return tuple(sorted(listed, key=order))


def _continued(
    link: Link,
    baseline: Report,
    current: Report,
    alignment: Alignment,
    together: Set[tuple[int | None, int | None]],
    model: ChangeModel | None,
) -> Change:
    before = tuple(baseline.measures[row] for row in link.baseline)
    after = tuple(current.measures[column] for column in link.current)
    figures = compare_figures(before, after)
    sides = Sides(before, after, figures.moved, alignment.likeness.weight)
    reversals = find_reversals(before, after)
    return Change(
        key=measure_key(baseline, before[0]),
        status=Status.CONTINUED,
        role=_shared_role(before + after),
        change=change_kind(
            sides, model, backwards=_is_backwards(baseline, current), reversed_=bool(reversals)
        ),
        moved=_moved(before, after, together),
        score=round(link.score, 4),
        uncertain=may_be_none(link.score),
        evidence=explain(link, baseline, current),
        baseline=before,
        current=after,
        figures=figures.moved,
        diff=diff_texts(_texts(before), _texts(after)),
        reversals=reversals,
        added=unsaid(after, before),
        left_out=unsaid(before, after),
        other_figures=figures.others,
    )


def _is_backwards(baseline: Report, current: Report) -> bool:
    """Whether the later year was given as the baseline."""
    return None not in (baseline.year, current.year) and (baseline.year or 0) > (current.year or 0)


def _shared_role(measures: Sequence[Measure]) -> Role:
    """Of its sentences' roles the likeliest for all of them together: one in doubt follows the others."""
    said = [role for role in Role if any(measure.role is role for measure in measures)]
    if len(said) == 1:
        return said[0]
    odds = [dict(measure.odds) or {measure.role: 1.0} for measure in measures]
    return max(said, key=lambda role: sum(each.get(role, 0.0) for each in odds))


def _dropped(row: int, baseline: Report, current: Report, alignment: Alignment) -> Change:
    found = alignment.counterparts_of_row(row)
    candidates = tuple(Candidate(current.measures[index], round(score, 4)) for index, score in found)
    return _unlinked(Status.DROPPED, baseline, baseline.measures[row], candidates)


def _new(column: int, baseline: Report, current: Report, alignment: Alignment) -> Change:
    found = alignment.counterparts_of_column(column)
    candidates = tuple(Candidate(baseline.measures[index], round(score, 4)) for index, score in found)
    return _unlinked(Status.NEW, current, current.measures[column], candidates)


def _unlinked(status: Status, report: Report, measure: Measure, candidates: tuple[Candidate, ...]) -> Change:
    best = candidates[0].score if candidates else 0.0
    baseline, current = ((measure,), ()) if status is Status.DROPPED else ((), (measure,))
    return Change(
        key=measure_key(report, measure),
        status=status,
        role=measure.role,
        change=None,
        moved=False,
        score=round(1 - best, 4),
        uncertain=may_be_link(best),
        evidence=(Evidence("nearest", f"{best:.0%}", -best) if candidates else Evidence("no_counterpart"),),
        baseline=baseline,
        current=current,
        candidates=candidates,
        other_figures=compare_figures(baseline, current).others,
    )


def _moved(
    before: Sequence[Measure], after: Sequence[Measure], together: Set[tuple[int | None, int | None]]
) -> bool:
    """Whether no part of the measure stayed in a section that belongs to its own."""
    return not any((a.section, b.section) in together for a in before for b in after)


def _texts(measures: Iterable[Measure]) -> str:
    return "".join(measure.text for measure in measures)
