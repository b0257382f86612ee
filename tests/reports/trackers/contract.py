"""What every tracker must do: one scenario, run against each by a test that has a fixture `tracker`."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from compare.model import Comparison
from reports.feed.settings import Settings, load_settings
from reports.trackers.base import (
    ExistsError,
    Field,
    Fields,
    Note,
    StaleError,
    Ticket,
    Tracker,
)
from tests.builders import measure
from tests.reports.feed.ledger import compared, continued, dropped, feed_into, new, planner_for

HOSTILE = (
    '<script>alert(1)</script> [x](javascript:alert(1)) {{macro}} !img! "a":http://e.example =1+1 @all #1 '
    "\\ | * _ ~ ` <!-- --> ]]> \u202eabc 《规定》“引号”"
)
MEMORY = '{"v":1,"wrote":{"title":"0f1e"},"text":"设立服务专窗12个<!-- -->]]>\\u0000"}'


@dataclass(frozen=True)
class States:
    """Names of states that the tracker under test has: one to begin with, one more, and a closed one."""

    open: str = "待交办"
    dropped: str = "未再提及"
    closed: str = "已办结"


def drafted(tracker: Tracker, states: States, **changed: str) -> Fields:
    """A full set of fields, kept to those that the tracker has."""
    fields = {
        Field.TITLE: "设立服务专窗12个",
        Field.BODY: "设立服务专窗12个。",
        Field.STATE: states.open,
        Field.STATUS: "延续",
        Field.ROLE: "举措",
        Field.CHANGE: "数据更新",
        Field.SECTION: "一、工作成效 › （一）提升政务服务",
        Field.BEFORE: "设立服务专窗5个。",
        Field.AFTER: "设立服务专窗12个。",
        Field.FIGURES: "服务专窗 5个 → 12个",
        Field.YEAR: "2024",
        Field.DUE: "",
        Field.OUTCOME: "",
    } | {Field(name): value for name, value in changed.items()}
    return {name: value for name, value in fields.items() if name in tracker.capabilities.fields}


def one(tracker: Tracker, key: str) -> Ticket:
    """The one ticket with a key."""
    (found,) = tracker.find(key)
    return found


class TrackerContract:
    """Subclass with fixtures `tracker` (empty) and, where its states are called otherwise, `states`."""

    @pytest.fixture
    def states(self) -> States:
        return States()

    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        """Close a ticket as a person would, past the adapter."""
        raise NotImplementedError

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        """The texts of all notes on a ticket, as the server has them."""
        raise NotImplementedError

    def test_what_was_created_comes_back(self, tracker: Tracker, states: States) -> None:
        fields = drafted(tracker, states)
        made = tracker.create("2023-0a1b2c3d4e5f", fields, MEMORY)

        for read in (made, one(tracker, made.key), *tracker.tickets()):
            assert read.key == "2023-0a1b2c3d4e5f"
            assert read.id == made.id
            assert {name: read.fields.get(name, "") for name in fields} == fields
            assert read.memory == MEMORY
            assert not read.closed

    def test_a_key_is_matched_as_a_whole(self, tracker: Tracker, states: States) -> None:
        tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")

        assert list(tracker.find("2023-0a1b2c3d4e5")) == []
        assert list(tracker.find("2023-ffffffffffff")) == []

    def test_a_taken_key_is_refused_where_keys_are_unique(self, tracker: Tracker, states: States) -> None:
        tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        if tracker.capabilities.unique_key:
            with pytest.raises(ExistsError):
                tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")

        assert len({ticket.id for ticket in tracker.tickets()}) == 1

    def test_an_update_changes_what_it_names_and_notes_once(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), MEMORY)
        note = Note("0123456789ab", "2024年：设立服务专窗 5个 → 12个")
        changed = drafted(tracker, states, title="设立服务专窗15个")
        only = {Field.TITLE: changed[Field.TITLE]}

        tracker.update(made, only, "新", note)

        read = one(tracker, made.key)
        assert read.fields[Field.TITLE] == "设立服务专窗15个"
        assert {name: read.fields.get(name, "") for name in changed} == changed
        assert read.memory == "新"
        assert sum("5个 → 12个" in text for text in self.notes_of(tracker, read)) == 1

    def test_a_field_can_be_emptied(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        name = Field.FIGURES if Field.FIGURES in tracker.capabilities.fields else Field.BODY

        tracker.update(made, {name: ""}, "")

        assert one(tracker, made.key).fields.get(name, "") == ""

    def test_what_a_change_returns_can_be_changed_again(self, tracker: Tracker, states: States) -> None:
        ticket = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "0")
        for step in ("1", "2", "3"):
            ticket = tracker.update(
                ticket, {Field.TITLE: f"第{step}次"}, step, Note(f"mark{step}", f"记下{step}")
            )
            read = one(tracker, ticket.key)
            assert (ticket.fields[Field.TITLE], ticket.memory) == (f"第{step}次", step)
            assert (read.id, read.fields, read.memory) == (ticket.id, ticket.fields, ticket.memory)

        notes = self.notes_of(tracker, ticket)
        assert [sum(f"记下{step}" in text for text in notes) for step in ("1", "2", "3")] == [1, 1, 1]

    def test_a_ticket_changed_meanwhile_is_not_overwritten(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        tracker.update(made, {Field.TITLE: "先到"}, "1")

        with pytest.raises(StaleError):
            tracker.update(made, {Field.TITLE: "后到"}, "2", Note("0123456789ab", "后到的记录"))

        read = one(tracker, made.key)
        assert (read.fields[Field.TITLE], read.memory) == ("先到", "1")
        assert not any("后到的记录" in text for text in self.notes_of(tracker, read))

    def test_a_closed_ticket_is_found_and_can_be_opened(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        self.close_by_hand(tracker, made, states)

        closed = one(tracker, made.key)
        assert closed.closed
        assert [ticket.closed for ticket in tracker.tickets()] == [True]

        tracker.update(closed, {Field.STATE: states.dropped}, "")

        opened = one(tracker, made.key)
        assert not opened.closed
        assert opened.fields[Field.STATE] == states.dropped

    def test_two_tickets_are_tied_once(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        other = tracker.create("2023-ffffffffffff", drafted(tracker, states), "")

        tracker.relate(made, other)
        tracker.relate(one(tracker, made.key), one(tracker, other.key))

        assert one(tracker, made.key).related == {other.id}

    def test_hostile_text_comes_back_as_it_was(self, tracker: Tracker, states: States) -> None:
        texts = ("section", "before", "after", "figures")
        fields = drafted(tracker, states, **dict.fromkeys(texts, HOSTILE))
        made = tracker.create("2023-0a1b2c3d4e5f", fields, HOSTILE)

        read = one(tracker, made.key)

        assert {name: read.fields.get(name, "") for name in fields} == fields
        assert read.memory == HOSTILE

    def test_two_years_are_fed_into_the_same_tickets(
        self, tracker: Tracker, states: States, tmp_path: Path
    ) -> None:
        def fed(comparison: Comparison) -> dict[str, int]:
            planner = planner_for(tracker, comparison, settings=_settings(states))
            counts, results = feed_into(tracker, tmp_path, planner)
            assert [result.error for result in results if result.error] == []
            return counts

        first = compared(
            2024, [continued(2024, [_WINDOWS[0]], [_WINDOWS[1]]), new(2024, _COURSE), new(2024, _HALL)]
        )
        assert fed(first) == {"create": 3}
        assert fed(first) == {"keep": 3}

        course, hall = one(tracker, "2024-course24"), one(tracker, "2024-hall24")
        self.close_by_hand(tracker, hall, states)
        tracker.update(course, {Field.TITLE: "培训班（李科长跟进）"}, course.memory)

        later = replace(_COURSE, id="course25", text="组织行政执法人员培训班五期。")
        second = compared(
            2025,
            [
                continued(2025, [_WINDOWS[1]], [_WINDOWS[2]]),
                continued(2025, [_COURSE], [later]),
                dropped(2025, _HALL),
            ],
        )
        assert fed(second) == {"update": 2, "mark": 1, "conflicts": 1}
        assert fed(second) == {"keep": 3, "conflicts": 1}

        assert len({ticket.id for ticket in tracker.tickets()}) == 3
        assert one(tracker, "2024-course24").fields[Field.TITLE] == "培训班（李科长跟进）"
        assert one(tracker, "2024-hall24").closed
        windows = one(tracker, "2023-windows23")
        assert windows.fields[Field.TITLE] == _WINDOWS[2].text
        notes = self.notes_of(tracker, windows)
        assert sum("设立企业服务专窗20个" in text for text in notes) == 1

    def test_of_many_tickets_each_is_listed_once_and_found_by_its_own_key(
        self, tracker: Tracker, states: States
    ) -> None:
        keys = [f"2023-{number:012x}" for number in range(12)]
        made = {key: tracker.create(key, drafted(tracker, states, title=f"事项{key}"), key) for key in keys}
        self.close_by_hand(tracker, made[keys[3]], states)

        listed = {ticket.id: ticket for ticket in tracker.tickets()}
        assert sorted(ticket.key for ticket in listed.values()) == keys
        for key, ticket in made.items():
            found = one(tracker, key)
            assert (found.id, found.memory) == (ticket.id, key)
            assert (listed[found.id].fields, listed[found.id].memory) == (found.fields, key)

    def test_a_tie_outlives_a_change(self, tracker: Tracker, states: States) -> None:
        made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), "")
        other = tracker.create("2023-ffffffffffff", drafted(tracker, states), "")
        tracker.relate(made, other)

        tracker.update(one(tracker, made.key), {Field.TITLE: "新", Field.BODY: "新的正文"}, "1")

        assert one(tracker, made.key).related == {other.id}

    def test_two_kilobytes_of_memory_come_back(self, tracker: Tracker, states: States) -> None:
        memory = MEMORY * 10 + "举措" * 500
        ticket = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, states), memory)
        assert one(tracker, ticket.key).memory == memory

        tracker.update(ticket, {}, memory[::-1])

        assert one(tracker, ticket.key).memory == memory[::-1]


_WINDOWS = tuple(
    measure(f"windows{year}", f"设立企业服务专窗{count}个。") for year, count in ((23, 5), (24, 12), (25, 20))
)
_COURSE = measure("course24", "组织行政执法人员培训班三期。")
_HALL = measure("hall24", "政务服务大厅建成启用。")


def _settings(states: States) -> Settings:
    """The settings with the names of states that the tracker under test has."""
    if states == States():
        return load_settings()
    names = {
        "open": states.open,
        "dropped": states.dropped,
        "reopened": states.open,
        "merged": states.dropped,
    }
    return replace(load_settings(), states={**names, "delivered": states.dropped, "partly": states.dropped})
