"""The rows of the ledger that a comparison asks for: one for each measure, found by its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from compare.language.characters import squeeze
from compare.model import Change, Comparison, Measure, Pledge, Report, Role, Status
from compare.outline.identity import measure_key

_TEXT_LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class Selection:
    """Which measures are fed: empty or 0 is no bound; `section` is a part of a heading of either year."""

    statuses: frozenset[Status] = frozenset()
    roles: frozenset[Role] = frozenset()
    section: str = ""
    reviewed_only: bool = False
    least_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """A measure and what is to be said of it; `names` are the keys of all its sentences, its own first.

    `pledge` is what became of it where it was a plan of the baseline; `due` the year by whose end a plan is
    due; `texts` the letters of its sentences, the latest year's first, by which it is known again where no
    ticket has its names: after a correction, a year that was not fed, or years without a mention.
    """

    change: Change
    names: tuple[str, ...]
    texts: tuple[str, ...]
    due: int | None = None
    pledge: Pledge | None = None
    is_selected: bool = True

    @property
    def key(self) -> str:
        """The key of its row."""
        return self.change.key


def items_of(comparison: Comparison, selection: Selection) -> tuple[Item, ...]:
    """An item for every change but greetings and lead-ins, in the order of the change list."""
    pledges = {measure.id: pledge for pledge in comparison.pledges for measure in pledge.baseline}
    return tuple(
        _item(change, comparison, pledges.get(change.baseline[0].id) if change.baseline else None, selection)
        for change in comparison.changes
        if change.role is not Role.PREAMBLE
    )


def _item(change: Change, comparison: Comparison, pledge: Pledge | None, selection: Selection) -> Item:
    before, after = comparison.baseline, comparison.current
    names = (change.key, *_names(change.baseline, before), *_names(change.current, after))
    return Item(
        change=change,
        names=tuple(dict.fromkeys(names)),
        texts=tuple(_letters(measures) for measures in (change.current, change.baseline) if measures),
        due=_due(change, comparison),
        pledge=pledge if change.role is Role.PLAN else None,
        is_selected=_is_selected(change, comparison, selection),
    )


def _letters(measures: Sequence[Measure]) -> str:
    return squeeze("".join(measure.text for measure in measures))[:_TEXT_LENGTH]


def _names(measures: Sequence[Measure], report: Report) -> list[str]:
    return [measure_key(report, measure) for measure in measures]


def _due(change: Change, comparison: Comparison) -> int | None:
    """A plan of 2024 is due by the end of 2025."""
    report = comparison.current if change.current else comparison.baseline
    return report.year + 1 if change.role is Role.PLAN and report.year is not None else None


def _is_selected(change: Change, comparison: Comparison, selection: Selection) -> bool:
    return (
        (not selection.statuses or change.status in selection.statuses)
        and (not selection.roles or change.role in selection.roles)
        and (not selection.reviewed_only or bool(change.review and change.review.decides))
        and change.score >= selection.least_score
        and (not selection.section or _stands_in(selection.section, change, comparison))
    )


def _stands_in(section: str, change: Change, comparison: Comparison) -> bool:
    sides = ((change.baseline, comparison.baseline), (change.current, comparison.current))
    paths = [report.sections[measure.section].path for measures, report in sides for measure in measures]
    return any(section in heading for path in paths for heading in path)
