"""Any years, corrections, reviews, people's edits and lost answers leave one ticket a measure."""

import hashlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from compare.model import Change, Comparison, Measure, Notice, Pledge, PledgeState, Role, Status
from reports.feed.apply import Feeder
from reports.feed.draft import NoteKind
from reports.feed.items import Item, Selection, items_of
from reports.feed.journal import JOURNAL, opened_journal
from reports.feed.matching import Known
from reports.feed.memory import load_memory
from reports.feed.plan import Plan, StepKind
from reports.feed.settings import load_settings
from reports.trackers.base import Field, Ticket, UncertainError
from reports.trackers.states import CLOSED
from tests.reports.feed.ledger import Ledger, compared, continued, dropped, new
from tests.reports.trackers.memory_tracker import MemoryTracker

_FIRST_YEAR = 2024
# Most of the time of a feed goes into reading templates, and these are soon read.
_PLAIN = replace(
    load_settings(),
    templates={"title": "{{ text }}", "body": "{{ before }}{{ after }}"},
    notes={kind.value: "{{ year_after }}" + kind for kind in NoteKind},
)
_ALL = Selection()
_NO_ANSWER = UncertainError(Notice("tracker_no_answer"))
_TEXT_LENGTH = 20


@dataclass(frozen=True)
class Row:
    """A measure of two years: sentences of the one, of the other, or of both; `pledge` of a plan."""

    before: tuple[Measure, ...] = ()
    after: tuple[Measure, ...] = ()
    pledge: PledgeState | None = None

    @property
    def is_same(self) -> bool:
        """Whether a sentence of the one year stands in the other, too."""
        return bool({each.id for each in self.before} & {each.id for each in self.after})

    def change(self, year: int) -> Change:
        if not self.after:
            return dropped(year, self.before[0])
        return continued(year, self.before, self.after) if self.before else new(year, self.after[0])


class Years:
    """Reports of one county, each sentence with letters of its own, so that no two are alike by chance.

    `line_of` tells of each sentence which measure it belongs to through the years.
    """

    def __init__(self) -> None:
        self.year = _FIRST_YEAR
        self.rows: list[Row] = []
        self.gone: list[Measure] = []
        self.line_of: dict[str, int] = {}
        self._count = 0

    def sentence(self, role: Role = Role.DONE) -> Measure:
        self._count += 1
        start = 0x4E00 + self._count * _TEXT_LENGTH
        made = _measure("".join(map(chr, range(start, start + _TEXT_LENGTH))), role)
        self.begin_line(made)
        return made

    def a_little(self, measure: Measure) -> Measure:
        """A corrected letter: the same sentence to a reader."""
        self._count += 1
        return self.goes_on(measure, _measure(measure.text[:-1] + chr(0x3400 + self._count), measure.role))

    def begin_line(self, measure: Measure) -> None:
        """From now on it is a measure of its own."""
        self._count += 1
        self.line_of[measure.id] = self._count

    def goes_on(self, before: Measure, after: Measure) -> Measure:
        """The later sentence, which is now of the same line as the earlier."""
        self.line_of[after.id] = self.line_of[before.id]
        return after

    def comparison(self) -> Comparison:
        pledges = [Pledge(row.pledge, row.before, (), 0.9) for row in self.rows if row.pledge]
        return compared(self.year, [row.change(self.year) for row in self.rows], pledges)


def _measure(text: str, role: Role) -> Measure:
    section = 4 if role is Role.PLAN else 2
    return Measure(hashlib.sha256(text.encode()).hexdigest()[:12], text, role, section, paragraph=1)


class Feeding(RuleBasedStateMachine):
    """What may happen to a ledger between two feeds that end well."""

    unique_key = True

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        tracker = MemoryTracker(unique_key=self.unique_key)
        self.ledger = Ledger(Path(self._folder.name), tracker, settings=_PLAIN)
        self.years = Years()
        self.older: list[tuple[Comparison, bool]] = []
        self.theirs: dict[tuple[str, Field], str] = {}
        self.forgotten: set[str] = set()
        self.edits = 0
        self.home_of: dict[int, str] = {}
        self.is_fed = False

    def teardown(self) -> None:
        self.feed_cleanly()
        self._folder.cleanup()

    @initialize(plans=st.lists(st.booleans(), min_size=2, max_size=4))
    def first_report(self, plans: list[bool]) -> None:
        roles = [Role.PLAN if is_plan else Role.DONE for is_plan in plans]
        self.years.rows = [Row(after=(self.years.sentence(role),)) for role in roles]

    # what reports and reviewers do

    @rule(data=st.data())
    def next_year(self, data: st.DataObject) -> None:
        """Every measure of this year goes on, is dropped, splits or merges; some are new or come back."""
        years = self.years
        if not self.is_fed:
            # what changed much in a year that was not fed cannot be known again
            self.home_of.clear()
            self.older.clear()
        self.older.append((years.comparison(), self.is_fed))
        self.older = self.older[-3:]
        self.is_fed = False
        years.year += 1
        now = [measure for row in years.rows for measure in row.after]
        years.gone += [row.before[0] for row in years.rows if not row.after]
        rows: list[Row] = []
        while now:
            measure = now.pop(0)
            fate = data.draw(st.sampled_from(("same", "little", "much", "drop", "drop", "split", "merge")))
            if fate == "drop":
                outcomes = (None, *PledgeState) if measure.role is Role.PLAN else (None,)
                rows.append(Row((measure,), (), data.draw(st.sampled_from(outcomes))))
            elif fate == "split":
                rows.append(Row((measure,), (years.a_little(measure), years.sentence(measure.role))))
            elif fate == "merge" and now:
                rows.append(Row((measure, now.pop(0)), (years.a_little(measure),)))
            else:
                after = {"same": measure, "little": years.a_little(measure)}.get(fate)
                after = after or years.goes_on(measure, years.sentence(measure.role))
                rows.append(Row((measure,), (after,)))
        is_one_back = data.draw(st.booleans())
        if years.gone and is_one_back:
            rows.append(Row(after=(years.a_little(years.gone.pop()),)))
        if data.draw(st.booleans()) or not rows:
            rows.append(Row(after=(years.sentence(data.draw(st.sampled_from((Role.DONE, Role.PLAN)))),)))
        years.rows = rows

    @rule(data=st.data(), little=st.booleans())
    def correct(self, data: st.DataObject, little: bool) -> None:
        """Another sentence of the later report; what was not corrected is not touched."""
        self.feed_cleanly()
        before = {item.key: item for item in self.items()}
        place = self._row(data, lambda row: bool(row.after))
        if place is None:
            return
        row = self.years.rows[place]
        measure = row.after[-1]
        other = self.years.a_little(measure) if little else self.years.sentence(measure.role)
        if row.before and len(row.after) == 1:
            self.years.goes_on(row.before[0], other)
        self.years.rows[place] = replace(row, after=(*row.after[:-1], other))
        steps = {step.key: step for step in self.plan().steps}
        for item in self.items():
            if before.get(item.key) == item:
                assert steps[item.key].action is StepKind.KEEP

    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """A sentence is no longer in the later report."""
        place = self._row(data, lambda row: bool(row.after))
        if place is not None and len(self.years.rows) > 1:
            row = self.years.rows[place]
            after = row.after[:-1]
            left = [replace(row, after=after)] if after else [Row((each,)) for each in row.before]
            self.years.rows[place : place + 1] = left

    @rule(data=st.data())
    def part(self, data: st.DataObject) -> None:
        """A reviewer says that what goes on is not the same."""
        place = self._row(data, lambda row: bool(row.before and row.after) and not row.is_same)
        if place is not None:
            row = self.years.rows[place]
            for each in row.before:
                self.home_of.pop(self.years.line_of[each.id], None)
            for each in row.after:
                self.years.begin_line(each)
            parts = [Row((each,)) for each in row.before] + [Row(after=(each,)) for each in row.after]
            self.years.rows[place : place + 1] = parts

    @rule(data=st.data())
    def link(self, data: st.DataObject) -> None:
        """A reviewer says that what was dropped and what is new are the same."""
        lost = self._row(data, lambda row: not row.after)
        if lost is not None:
            found = self._row(data, lambda row: not row.before)
            if found is not None:
                joined = Row(self.years.rows[lost].before, self.years.rows[found].after)
                self.years.rows[lost] = joined
                self.years.goes_on(joined.before[0], joined.after[0])
                del self.years.rows[found]

    @rule(data=st.data(), role=st.sampled_from((Role.DONE, Role.PLAN, Role.PROBLEM)))
    def change_role(self, data: st.DataObject, role: Role) -> None:
        place = self._row(data, lambda row: bool(row.after))
        if place is not None:
            row = self.years.rows[place]
            after = tuple(replace(each, role=role) for each in row.after)
            self.years.rows[place] = replace(row, after=after)

    # what feeds do, and what befalls them

    @rule(
        selection=st.builds(
            Selection,
            statuses=st.frozensets(st.sampled_from(Status)),
            roles=st.frozensets(st.sampled_from((Role.DONE, Role.PLAN))),
        )
    )
    def feed_some(self, selection: Selection) -> None:
        self.feed(self.years.comparison(), selection)

    @precondition(lambda self: self.older)
    @rule(data=st.data())
    def feed_an_older_comparison(self, data: st.DataObject) -> None:
        self.feed_cleanly()
        comparison, was_fed = self.older[data.draw(st.integers(0, len(self.older) - 1))]
        self.feed(comparison, _ALL)
        if was_fed:
            assert {step.action for step in self.plan().steps} <= {StepKind.KEEP, StepKind.SKIP}
        else:
            self.home_of.clear()  # a reviewer's word in it may move a measure to another ticket

    @rule(
        action=st.sampled_from(("create", "update", "relate")),
        is_done=st.booleans(),
        nth=st.integers(0, 2),
    )
    def feed_and_lose_an_answer(self, action: str, is_done: bool, nth: int) -> None:
        left = [nth]

        def fault(asked: str, _key: str) -> UncertainError | None:
            left[0] -= asked == action
            return _NO_ANSWER if asked == action and left[0] == -1 else None

        name = "lost" if is_done else "trouble"
        setattr(self.ledger.tracker, name, fault)
        self.feed(self.years.comparison(), _ALL, may_fail=True)
        setattr(self.ledger.tracker, name, lambda _action, _key: None)

    @rule()
    def lose_the_journal(self) -> None:
        (self.ledger.folder / JOURNAL).unlink(missing_ok=True)

    # what people do

    @rule(data=st.data(), name=st.sampled_from((Field.TITLE, Field.BODY, Field.STATE)))
    def edit(self, data: st.DataObject, name: Field) -> None:
        self.edits += 1
        self._edit(data, name, f"张科长第{self.edits}次改")

    @rule(data=st.data(), state=st.sampled_from(CLOSED))
    def close(self, data: st.DataObject, state: str) -> None:
        self._edit(data, Field.STATE, state)

    @rule(data=st.data())
    def open(self, data: st.DataObject) -> None:
        self._edit(data, Field.STATE, "推进中")

    @rule(data=st.data())
    def delete_memory(self, data: st.DataObject) -> None:
        ticket = self._drawn_ticket(data)
        if ticket:
            self.ledger.tracker.kept[ticket.id] = replace(ticket, memory="")
            self.forgotten.add(ticket.id)
            self.older.clear()  # without its memory it is found by its key alone
            self.is_fed = False

    def _edit(self, data: st.DataObject, name: Field, text: str) -> None:
        ticket = self._drawn_ticket(data)
        if ticket:
            self.ledger.tracker.update(ticket, {name: text}, ticket.memory)
            self.theirs[ticket.id, name] = text

    def _drawn_ticket(self, data: st.DataObject) -> Ticket | None:
        ids = sorted(self.ledger.tracker.kept, key=int)
        return self.ledger.tracker.kept[data.draw(st.sampled_from(ids))] if ids else None

    def _row(self, data: st.DataObject, fits: Callable[[Row], bool]) -> int | None:
        self.is_fed = False
        places = [place for place, row in enumerate(self.years.rows) if fits(row)]
        return data.draw(st.sampled_from(places)) if places else None

    # what must hold

    def items(self) -> tuple[Item, ...]:
        return items_of(self.years.comparison(), _ALL)

    def plan(self) -> Plan:
        """A plan, for which nothing is written."""
        tracker = self.ledger.tracker
        before = dict(tracker.kept), len(tracker.requests), list(self.ledger.folder.iterdir())
        plan = self.ledger.plan(self.years.comparison())
        assert (dict(tracker.kept), len(tracker.requests), list(self.ledger.folder.iterdir())) == before
        return plan

    def feed(self, comparison: Comparison, selection: Selection, *, may_fail: bool = False) -> None:
        tracker = self.ledger.tracker
        closed = {ticket.id for ticket in tracker.kept.values() if ticket.closed}
        before = dict(tracker.kept)
        planner = self.ledger.planner(comparison, selection)
        plan = planner.plan(tracker.tickets())
        with opened_journal(self.ledger.folder, "tracker:here") as journal:
            results = list(Feeder(tracker, planner, journal, self.ledger.pauses.append).apply(plan))
        if not may_fail:
            assert not [result.error for result in results if result.error]
            written = [step for step in plan.steps if step.action not in (StepKind.KEEP, StepKind.SKIP)]
            assert [result.step for result in results] == written
            assert len(tracker.kept) == len(before) + plan.counts["create"]
            assert sum(plan.counts.values()) - plan.counts["conflicts"] == len(plan.steps)
        assert before.keys() <= tracker.kept.keys()
        assert {ticket.id for ticket in tracker.kept.values() if ticket.closed} <= closed
        self._check_people()

    def _check_people(self) -> None:
        """What a person set stands, but that a closed ticket is opened when its measure comes back."""
        for (id_, name), text in list(self.theirs.items()):
            now = self.ledger.tracker.kept[id_].fields[name]
            if now != text and name is Field.STATE and text in CLOSED:
                assert now in ("重新提及", "待交办")
                del self.theirs[id_, name]
            else:
                assert now == text

    @rule()
    def feed_cleanly(self) -> None:
        self.feed(self.years.comparison(), _ALL)
        tracker = self.ledger.tracker
        before = dict(tracker.kept), deepcopy(tracker.notes)
        again = self.plan()
        assert {step.action for step in again.steps} <= {StepKind.KEEP, StepKind.SKIP}
        assert not [step for step in again.steps if step.why == "newer"]
        self.feed(self.years.comparison(), _ALL)
        assert (tracker.kept, tracker.notes) == before
        self.is_fed = True
        homes = [self._home(item) for item in self.items()]
        assert len(set(homes)) == len(homes)
        for item, home in zip(self.items(), homes, strict=True):
            measure = (item.change.baseline or item.change.current)[0]
            line = self.years.line_of[measure.id]
            assert self.home_of.get(line, home) in {home, *self.forgotten} or home in self.forgotten
            self.home_of[line] = home
        memories = [(ticket, load_memory(ticket.memory)) for ticket in tracker.tickets()]
        assert all(ticket.related for ticket, memory in memories if memory.into or memory.parted)
        for id_, notes in tracker.notes.items():
            marks = [note.mark for note in notes]
            assert id_ in self.forgotten or len(set(marks)) == len(marks)

    def _home(self, item: Item) -> str:
        """The one ticket at work that answers to an item."""
        known = [Known(ticket, load_memory(ticket.memory)) for ticket in self.ledger.tracker.tickets()]
        at_work = [each for each in known if not each.memory.into and each.memory.standing != "gone"]
        (home,) = (each for each in at_work if {*each.names} & {*item.names})
        return home.ticket.id


class FeedingWithoutUniqueKeys(Feeding):
    unique_key = False


_SETTINGS = settings(max_examples=80, stateful_step_count=12, derandomize=True)
TestFeeding = Feeding.TestCase
TestFeeding.settings = _SETTINGS
TestFeedingWithoutUniqueKeys = pytest.mark.slow(FeedingWithoutUniqueKeys.TestCase)
TestFeedingWithoutUniqueKeys.settings = _SETTINGS
