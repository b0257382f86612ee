"""What every forge must do besides that; a subclass has its `kind` and a fixture `fake`."""

from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import (
    Field,
    Note,
    Secrets,
    Setup,
    StaleError,
    Tracker,
    UncertainError,
)
from reports.trackers.forges.marked import split_mark
from tests.reports.trackers.contract import MEMORY, States, drafted, one
from tests.reports.trackers.fakes.server import Fake, Fault
from tests.reports.trackers.served import KEY, RETRY_POLICY, ServedContract


class ForgeContract(ServedContract):
    """What is common to forges."""

    has_pulls = True

    def test_a_remark_whose_answer_is_lost_is_not_made_again(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        note = Note("0123456789ab", "2024年：5个 → 12个")
        fake.faults.append(Fault("POST", done=True))
        with pytest.raises(UncertainError):
            tracker.update(made, {Field.TITLE: "新"}, MEMORY, note)
        assert one(tracker, KEY).memory == ""

        tracker.update(one(tracker, KEY), {Field.TITLE: "新"}, MEMORY, note)

        assert len(fake.stored[0].notes) == 1
        assert one(tracker, KEY).fields[Field.TITLE] == "新"

    def test_remarks_on_a_later_page_are_seen(self, tracker: Tracker, states: States, fake: Fake) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        note = Note("0123456789ab", "2024年：5个 → 12个")
        once = tracker.update(made, {}, "1", note)
        fake.stored[0].notes[:0] = ["人工备注"] * 5
        fake.largest_page = 2  # type: ignore[misc]

        tracker.update(once, {}, "2", note)

        assert len(fake.stored[0].notes) == 6

    def test_a_state_set_by_hand_is_told(self, tracker: Tracker, states: States, fake: Fake) -> None:
        tracker.create(KEY, drafted(tracker, states), "")
        issue = fake.stored[0]
        (state,) = (label for label in issue.labels if states.open in label)

        issue.labels.append(state.replace(states.open, "推进中"))
        assert set(one(tracker, KEY).fields[Field.STATE].split("、")) == {"推进中", states.open}
        issue.labels.remove(state)
        assert one(tracker, KEY).fields[Field.STATE] == "推进中"
        issue.closed = True
        assert one(tracker, KEY).fields[Field.STATE] == "closed"
        issue.labels.append(state.replace(states.open, states.closed))
        issue.labels.remove(state.replace(states.open, "推进中"))
        assert one(tracker, KEY).fields[Field.STATE] == states.closed
        issue.closed = False
        assert one(tracker, KEY).fields[Field.STATE] == "open"

    def test_a_closed_state_closes_the_issue(self, tracker: Tracker, states: States, fake: Fake) -> None:
        made = tracker.create(KEY, drafted(tracker, states, state=states.closed), "")
        assert (made.closed, fake.stored[0].closed) == (True, True)

        opened = tracker.update(made, {Field.STATE: states.open}, "")
        assert (opened.closed, fake.stored[0].closed) == (False, False)

        assert tracker.update(opened, {Field.STATE: states.closed}, "").fields[Field.STATE] == states.closed
        assert fake.stored[0].closed

    def test_without_its_mark_a_ticket_is_known_by_its_label(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        fields = drafted(tracker, states)
        tracker.create(KEY, fields, MEMORY)
        fake.stored[0].body = "改写过的正文"

        found = one(tracker, KEY)
        assert (found.memory, found.fields[Field.BODY]) == ("", "改写过的正文")
        assert [ticket.key for ticket in tracker.tickets()] == [KEY]

        tracker.update(found, {Field.TITLE: "新"}, MEMORY)
        found = one(tracker, KEY)
        assert (found.memory, found.fields[Field.BODY]) == (MEMORY, "改写过的正文")

    def test_a_body_edited_around_its_mark_comes_back(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        tracker.create(KEY, drafted(tracker, states), MEMORY)
        issue = fake.stored[0]
        issue.body = issue.body.replace("专窗12个", "专窗13个").replace("\n", "\r\n") + "\r\n另见附件。"

        found = one(tracker, KEY)
        assert found.memory == MEMORY
        assert found.fields[Field.BODY] == "设立服务专窗13个。\r\n另见附件。"

    def test_a_mark_copied_from_another_issue_is_not_taken(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        tracker.create(KEY, drafted(tracker, states), MEMORY)
        tracker.create("2023-ffffffffffff", drafted(tracker, states), "b")
        fake.stored[1].body = fake.stored[0].body

        assert one(tracker, KEY).id == "1"
        assert one(tracker, "2023-ffffffffffff").memory == ""

    def test_a_person_who_changes_what_a_ticket_tells_is_not_overwritten(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), MEMORY)
        fake.stored[0].notes.append("人工备注")
        made = tracker.update(made, {Field.TITLE: "一"}, MEMORY)
        fake.stored[0].title = "人工改的标题"

        with pytest.raises(StaleError):
            tracker.update(made, {Field.TITLE: "二"}, MEMORY, Note("0123456789ab", "x"))

        assert fake.stored[0].title == "人工改的标题"
        assert fake.stored[0].notes == ["人工备注"]

    def test_tied_tickets_name_each_other(self, tracker: Tracker, states: States, fake: Fake) -> None:
        made = tracker.create(KEY, drafted(tracker, states), MEMORY)
        other = tracker.create("2023-ffffffffffff", drafted(tracker, states), "b")
        tracker.relate(made, other)

        tracker.update(made, {Field.BODY: "新的正文"}, "c")

        assert one(tracker, KEY).related == {"2"}
        assert one(tracker, "2023-ffffffffffff").related == {"1"}
        assert one(tracker, KEY).fields[Field.BODY] == "新的正文"
        assert "↔ #2" in fake.stored[0].body
        assert split_mark(fake.stored[0].body)[0] == "新的正文"

    def test_labels_and_closed_states_can_be_named(
        self, fake: Fake, address: str, token_file: Path, states: States
    ) -> None:
        options = {"labels": {"state": "state"}, "closed_states": ["done"]}
        tracker = open_tracker(
            self.kind, Setup(address, options, Secrets(token_file), retry_policy=RETRY_POLICY)
        )
        tracker.create(KEY, drafted(tracker, states, state="done"), "")
        assert any(label.startswith("state") and label.endswith("done") for label in fake.stored[0].labels)
        assert one(tracker, KEY).closed
        tracker.close()
