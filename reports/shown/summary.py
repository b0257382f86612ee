"""What came out of a comparison, counted: for the terminal and, as JSON, for programs."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Final

from compare.model import Change, ChangeKind, Comparison, FigureChange, PledgeState, Report, Role, Status
from reports.shown.numbers import movement_weight
from reports.shown.places import is_counted
from reports.words import Words

MEASURE_ROLES: Final = (Role.DONE, Role.PROBLEM, Role.PLAN)


def counted_changes(comparison: Comparison) -> list[Change]:
    """The changes of measures; preambles are none."""
    return list(filter(is_counted, comparison.changes))


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """How many measures both reports have and what became of them, so that all sums come out.

    `before` = `kept_before` + `dropped`, `after` = `kept_after` + `new`; `continued` counts the changes that
    the kept ones stand in, `merged` those with several measures on a side.
    """

    before: int
    after: int
    kept_before: int
    kept_after: int
    new: int
    dropped: int
    continued: int
    merged: int

    def values(self) -> dict[str, int]:
        """The numbers by their names."""
        return asdict(self)


def count_measures(comparison: Comparison) -> MeasureCounts:
    """The measures of both reports, each counted in the change that it stands in; preambles are none."""
    changes = counted_changes(comparison)
    kept = [each for each in changes if each.status is Status.CONTINUED]
    before = sum(len(each.baseline) for each in kept)
    after = sum(len(each.current) for each in kept)
    new = sum(each.status is Status.NEW for each in changes)
    dropped = sum(each.status is Status.DROPPED for each in changes)
    return MeasureCounts(
        before=before + dropped,
        after=after + new,
        kept_before=before,
        kept_after=after,
        new=new,
        dropped=dropped,
        continued=len(kept),
        merged=sum(len(each.baseline) > 1 or len(each.current) > 1 for each in kept),
    )


def has_changed(comparison: Comparison) -> bool:
    """Whether any measure is new, dropped, or continued with other words or figures."""
    return any(change.change is not ChangeKind.UNCHANGED for change in counted_changes(comparison))


def top_figures(comparison: Comparison, count: int) -> list[FigureChange]:
    """The figures that moved most: `500家 → 680家` before `3件 → 4件`."""
    figures = [
        figure for change in comparison.changes for figure in change.figures if movement_weight(figure) > 0
    ]
    return sorted(figures, key=lambda figure: -movement_weight(figure))[:count]


def status_counts(comparison: Comparison) -> dict[Status, Counter[Role]]:
    """How many measures of each role are new, dropped and continued."""
    changes = counted_changes(comparison)
    return {status: Counter(each.role for each in changes if each.status is status) for status in Status}


def machine_summary(comparison: Comparison, words: Words, files: dict[str, str]) -> dict[str, Any]:
    """The summary as JSON values: `{"statuses": {"new": {"done": 12, …}}, "pledges": {…}, "files": {…}}`."""
    changes = counted_changes(comparison)
    kinds = Counter(each.change for each in changes)
    pledges = Counter(each.state for each in comparison.pledges)
    notices = (comparison.notices, comparison.baseline.notices, comparison.current.notices)
    return {
        "baseline": _report(comparison.baseline),
        "current": _report(comparison.current),
        "statuses": {
            status.value: {role.value: counts[role] for role in MEASURE_ROLES}
            for status, counts in status_counts(comparison).items()
        },
        "changes": {kind.value: kinds[kind] for kind in ChangeKind},
        "moved": sum(each.moved for each in changes),
        "uncertain": sum(each.uncertain for each in changes),
        "pledges": {state.value: pledges[state] for state in PledgeState},
        "figures": sum(len(each.figures) for each in changes),
        "warnings": [
            {"about": about, "code": notice.code, "text": words.notice(notice)}
            for about, group in zip(("comparison", "baseline", "current"), notices, strict=True)
            for notice in group
        ],
        "files": files,
    }


def _report(report: Report) -> dict[str, Any]:
    return {"title": report.title, "year": report.year, "body": report.body, "source": report.source}
