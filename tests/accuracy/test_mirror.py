"""Years that are swapped mirror everything: what was new was dropped, what was expanded was narrowed."""

import pytest

from compare.comparison import compare_reports
from compare.model import Change, ChangeKind, Reversal, Status
from tests.accuracy.pairs import ReportPair, committed_pairs, models_for, present_pairs, reports_of

_MIRRORED = {
    Status.NEW: Status.DROPPED,
    Status.DROPPED: Status.NEW,
    ChangeKind.EXPANDED: ChangeKind.NARROWED,
    ChangeKind.NARROWED: ChangeKind.EXPANDED,
}
_BESIDE = [pytest.param(pair, marks=pytest.mark.slow) for pair in present_pairs()[len(committed_pairs()) :]]


def seen(change: Change) -> tuple[object, ...]:
    return (
        tuple(sorted(measure.id for measure in change.baseline)),
        tuple(sorted(measure.id for measure in change.current)),
        change.status,
        change.change,
        change.score,
        frozenset(change.reversals),
        change.added,
        change.left_out,
    )


def mirrored(change: Change) -> tuple[object, ...]:
    return (
        tuple(sorted(measure.id for measure in change.current)),
        tuple(sorted(measure.id for measure in change.baseline)),
        _MIRRORED.get(change.status, change.status),
        _MIRRORED.get(change.change, change.change) if change.change else None,
        change.score,
        frozenset(Reversal(each.kind, each.after, each.before) for each in change.reversals),
        change.left_out,
        change.added,
    )


@pytest.mark.parametrize("pair", [*committed_pairs(), *_BESIDE], ids=lambda pair: pair.name)
def test_swapped_years_mirror_every_change(pair: ReportPair) -> None:
    before, after = reports_of(pair)
    forth = compare_reports(before, after, models_for(pair.name))
    back = compare_reports(after, before, models_for(pair.name))
    assert {mirrored(change) for change in back.changes} == {seen(change) for change in forth.changes}
