"""Which changes a reviewer should see first: those that may well be wrong."""

from typing import Final

from compare.model import Change, Comparison, Role, Status

_CONFLICT: Final = 0.4  # as much as a probability of 0.2 or 0.8 is doubtful
_NAMES_UNMATCHED: Final = 0.25
_NAMES_ALONE: Final = 0.15


def review_priority(change: Change) -> float:
    """How doubtful a change is, the greater the more: `0.52` linked is, `0.97` is not.

    Most by a probability near one half, then by evidence that contradicts itself and by documents or
    catchwords that only one side names.
    """
    return 1 - abs(2 * change.score - 1) + _CONFLICT * _conflict(change) + _unmatched_names(change)


def review_ranks(comparison: Comparison) -> dict[str, int]:
    """The place of every change in the queue by its key, the most doubtful at 0; preambles stand last."""
    ordered = sorted(
        comparison.changes, key=lambda each: (each.role is Role.PREAMBLE, -review_priority(each))
    )
    return {change.key: rank for rank, change in enumerate(ordered)}


def _conflict(change: Change) -> float:
    """0–1: how much of the evidence speaks against the rest of it."""
    if change.status is not Status.CONTINUED:
        return 0.0
    speaks_for = sum(each.weight for each in change.evidence if each.weight > 0)
    against = -sum(each.weight for each in change.evidence if each.weight < 0)
    return min(speaks_for, against) / max(speaks_for, against) if speaks_for and against else 0.0


def _unmatched_names(change: Change) -> float:
    before = {name for measure in change.baseline for name in measure.names}
    after = {name for measure in change.current for name in measure.names}
    if change.status is Status.CONTINUED:
        return _NAMES_UNMATCHED * bool(before ^ after)
    return _NAMES_ALONE * bool((before or after) and change.candidates)
