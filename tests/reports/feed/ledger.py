"""Comparisons of one county through the years, and a tracker in memory that they are fed into."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compare.comparison import DEFAULT_MODELS
from compare.model import Change, Comparison, Measure, Pledge
from reports.feed.apply import Feeder, Result
from reports.feed.draft import Drafter
from reports.feed.items import Selection
from reports.feed.journal import opened_journal
from reports.feed.plan import Plan, Planner
from reports.feed.settings import Settings, load_settings
from reports.trackers.base import Field, Ticket, Tracker
from reports.words import Words
from tests.builders import change, report
from tests.reports.trackers.memory_tracker import MemoryTracker

_ALL = Selection()
HEADINGS = (("一、工作成效",), ("一、工作成效", "（一）政务服务"), ("二、不足",), ("三、安排",))


def compared(year: int, changes: Sequence[Change], pledges: Sequence[Pledge] = ()) -> Comparison:
    """The comparison of `year - 1` with `year` that came to these changes."""
    before = [measure for each in changes for measure in each.baseline]
    after = [measure for each in changes for measure in each.current]
    reports = report(year - 1, HEADINGS, before), report(year, HEADINGS, after)
    return Comparison(
        *reports,
        sections=(),
        changes=tuple(changes),
        pledges=tuple(pledges),
        method=DEFAULT_MODELS.method,
    )


def continued(year: int, before: Sequence[Measure], after: Sequence[Measure]) -> Change:
    """A measure of both years under the key of its first sentence."""
    return change(f"{year - 1}-{before[0].id}", before, after)


def dropped(year: int, before: Measure) -> Change:
    """A measure of the year before that is no longer mentioned."""
    return change(f"{year - 1}-{before.id}", [before])


def new(year: int, after: Measure) -> Change:
    """A measure that the year is the first to report."""
    return change(f"{year}-{after.id}", current=[after])


def planner_for(
    tracker: Tracker,
    comparison: Comparison,
    selection: Selection = _ALL,
    settings: Settings | None = None,
) -> Planner:
    """What plans a comparison for a tracker."""
    drafter = Drafter(comparison, settings or load_settings(), tracker.capabilities, Words("zh"))
    return Planner(comparison, selection, drafter)


def feed_into(
    tracker: Tracker, folder: Path, planner: Planner, pause: Callable[[float], None] = time.sleep
) -> tuple[dict[str, int], list[Result]]:
    """Plan and carry out: what was planned, none left out that is 0, and what became of it."""
    plan = planner.plan(tracker.tickets())
    with opened_journal(folder, "tracker:here") as journal:
        results = list(Feeder(tracker, planner, journal, pause).apply(plan))
    return {name: count for name, count in plan.counts.items() if count}, results


@dataclass
class Ledger:
    """A tracker, the folder of the feeds into it, and what they do."""

    folder: Path
    tracker: MemoryTracker = field(default_factory=MemoryTracker)
    pauses: list[float] = field(default_factory=list)
    settings: Settings | None = None

    def planner(self, comparison: Comparison, selection: Selection = _ALL) -> Planner:
        return planner_for(self.tracker, comparison, selection, self.settings)

    def plan(self, comparison: Comparison, selection: Selection = _ALL) -> Plan:
        return self.planner(comparison, selection).plan(self.tracker.tickets())

    def feed(self, comparison: Comparison, selection: Selection = _ALL) -> list[Result]:
        planner = self.planner(comparison, selection)
        return feed_into(self.tracker, self.folder, planner, self.pauses.append)[1]

    def fed(self, comparison: Comparison, selection: Selection = _ALL) -> dict[str, int]:
        """Feed, and count what was planned; nothing may go wrong."""
        planner = self.planner(comparison, selection)
        counts, results = feed_into(self.tracker, self.folder, planner, self.pauses.append)
        assert [each.error for each in results if each.error] == []
        return counts

    def ticket(self, key: str) -> Ticket:
        """The one ticket with a key."""
        (found,) = (each for each in self.tracker.kept.values() if each.key == key)
        return found

    def state(self, key: str) -> str:
        return self.ticket(key).fields[Field.STATE]

    def notes(self, key: str) -> list[str]:
        return [note.text for note in self.tracker.notes.get(self.ticket(key).id, [])]
