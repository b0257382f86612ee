"""What every forge must do besides the contract; a subclass has its `kind` and a fixture `fake`."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import (
    Field,
    Note,
    Patience,
    Secrets,
    Setup,
    StaleError,
    Ticket,
    Tracker,
    TrackerError,
    UncertainError,
)
from reports.trackers.marked import split_mark
from tests.reports.trackers.contract import MEMORY, States, TrackerContract, drafted, one
from tests.reports.trackers.fakes.server import TOKEN, Answer, Fake, Fault

KEY = "2023-0a1b2c3d4e5f"
PATIENCE = Patience(timeout=5.0, attempts=3, longest_wait=0.01)


class ForgeContract(TrackerContract):
    """The contract, and what is common to forges."""

    kind: str
    person_label = "重点督办"

    @pytest.fixture(autouse=True)
    def _keep_fake(self, fake: Fake) -> None:
        self.server = fake

    @pytest.fixture
    def address(self, fake: Fake) -> str:
        return f"{fake.url}/owner/duban"

    @pytest.fixture
    def token_file(self, tmp_path: Path) -> Path:
        file = tmp_path / "token"
        file.write_text(TOKEN)
        file.chmod(0o600)
        return file

    @pytest.fixture
    def tracker(self, fake: Fake, address: str, token_file: Path) -> Iterator[Tracker]:
        tracker = open_tracker(self.kind, Setup(address, secrets=Secrets(token_file), patience=PATIENCE))
        yield tracker
        tracker.close()
        assert fake.wrong == []

    def close_by_hand(self, _tracker: Tracker, ticket: Ticket, _states: States) -> None:
        self.server.by_number(ticket.id).closed = True

    def notes_of(self, _tracker: Tracker, ticket: Ticket) -> list[str]:
        return self.server.by_number(ticket.id).notes

    def test_an_answer_to_a_create_that_is_lost_is_uncertain_and_the_ticket_is_found(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        fake.faults.append(Fault("POST", done=True, ending="issues"))
        with pytest.raises(UncertainError):
            tracker.create(KEY, drafted(tracker, states), MEMORY)

        assert one(tracker, KEY).memory == MEMORY
        assert len(fake.stored) == 1

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_create_that_failed_in_the_server_is_uncertain(
        self, tracker: Tracker, states: States, fake: Fake, status: int
    ) -> None:
        fake.faults.append(Fault("POST", Answer(status), ending="issues"))
        with pytest.raises(UncertainError):
            tracker.create(KEY, drafted(tracker, states), MEMORY)

        assert list(tracker.find(KEY)) == []

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

    def test_a_change_whose_answer_is_lost_is_sent_again(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        fake.faults += [Fault("PATCH", done=True), Fault("PUT", done=True)]

        tracker.update(made, {Field.TITLE: "新", Field.STATE: states.dropped}, MEMORY)

        assert one(tracker, KEY).fields[Field.TITLE] == "新"
        assert one(tracker, KEY).fields[Field.STATE] == states.dropped

    @pytest.mark.parametrize(
        "busy",
        [
            Answer(429, {"message": "slow down"}, {"Retry-After": "0"}),
            Answer(403, {"message": "secondary rate limit"}, {"Retry-After": "0"}),
            Answer(403, {"message": "rate limit"}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}),
        ],
    )
    def test_a_rate_limit_is_waited_out(
        self, tracker: Tracker, states: States, fake: Fake, busy: Answer
    ) -> None:
        fake.faults += [Fault("POST", busy), Fault("GET", busy)]

        tracker.create(KEY, drafted(tracker, states), "")

        assert len(list(tracker.find(KEY))) == 1

    def test_a_wrong_token_ends_everything(self, fake: Fake, address: str, token_file: Path) -> None:
        token_file.write_text("another")
        tracker = open_tracker(self.kind, Setup(address, secrets=Secrets(token_file), patience=PATIENCE))
        with pytest.raises(TrackerError) as raised:
            list(tracker.tickets())
        tracker.close()

        assert raised.value.is_fatal
        assert raised.value.notice.code == "tracker_auth"
        assert len(fake.asked) == 1

    def test_another_host_gets_no_token(self, tracker: Tracker, states: States, fake: Fake) -> None:
        with _eavesdropping() as (elsewhere, heard):
            fake.faults += [
                Fault(method, Answer(302, None, {"Location": elsewhere})) for method in ("GET", "POST")
            ]
            for call in (
                lambda: list(tracker.tickets()),
                lambda: tracker.create(KEY, drafted(tracker, states), MEMORY),
            ):
                with pytest.raises(TrackerError) as raised:
                    call()
                assert raised.value.notice.code == "tracker_moved"
                assert raised.value.is_fatal
        assert heard == []
        assert fake.stored == []

    def test_more_than_one_page_is_read(self, tracker: Tracker, states: States, fake: Fake) -> None:
        for number in range(5):
            tracker.create(f"2023-{number:012x}", drafted(tracker, states), "")
        for _ in range(3):
            fake.store("别的事项", is_pull=True, labels=list(fake.stored[0].labels))
        fake.largest_page = 2  # type: ignore[misc]

        assert [ticket.id for ticket in tracker.tickets()] == ["1", "2", "3", "4", "5"]
        assert one(tracker, "2023-000000000004").id == "5"

    def test_remarks_on_a_later_page_are_seen(self, tracker: Tracker, states: States, fake: Fake) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        note = Note("0123456789ab", "2024年：5个 → 12个")
        once = tracker.update(made, {}, "1", note)
        fake.stored[0].notes[:0] = ["人工备注"] * 5
        fake.largest_page = 2  # type: ignore[misc]

        tracker.update(once, {}, "2", note)

        assert len(fake.stored[0].notes) == 6

    def test_a_persons_labels_and_other_issues_are_left_alone(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        fake.store("别的事项", body="与台账无关", labels=[self.person_label])
        tracker.create(KEY, drafted(tracker, states), "")
        issue = fake.by_number(2)
        issue.labels.append(self.person_label)

        tracker.update(one(tracker, KEY), {Field.STATE: states.dropped, Field.STATUS: "未再提及"}, MEMORY)

        assert self.person_label in issue.labels
        assert sum("进展" in label for label in issue.labels) == 1
        assert fake.by_number(1).labels == [self.person_label]
        assert [ticket.id for ticket in tracker.tickets()] == ["2"]

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

    def test_what_no_label_can_hold_is_refused(self, tracker: Tracker, states: States, fake: Fake) -> None:
        for value in ("很长" * 30, "甲,乙"):
            with pytest.raises(TrackerError) as raised:
                tracker.create(KEY, drafted(tracker, states, change=value), "")
            assert raised.value.notice.code == "label_unfit"
        assert fake.stored == []

    @pytest.mark.parametrize(
        "options",
        [
            {"nonsense": 1},
            {"closed_states": "已办结"},
            {"labels": {"nonsense": "x"}},
            {"labels": {"state": 1}},
            {"labels": {"state": ""}},
            {"labels": {"state": "类别"}},
            {"labels": {"state": "甲,乙"}},
        ],
    )
    def test_a_wrong_setting_is_refused(
        self, address: str, token_file: Path, options: dict[str, object]
    ) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker(self.kind, Setup(address, options, Secrets(token_file)))
        assert raised.value.is_fatal
        assert raised.value.notice.code in {"tracker_option_unknown", "tracker_option_wrong"}

    def test_labels_and_closed_states_can_be_named(
        self, fake: Fake, address: str, token_file: Path, states: States
    ) -> None:
        options = {"labels": {"state": "state"}, "closed_states": ["done"]}
        tracker = open_tracker(self.kind, Setup(address, options, Secrets(token_file), patience=PATIENCE))
        tracker.create(KEY, drafted(tracker, states, state="done"), "")
        assert any(label.startswith("state") and label.endswith("done") for label in fake.stored[0].labels)
        assert one(tracker, KEY).closed
        tracker.close()

    @pytest.mark.parametrize(
        "address", ["https://user:pw@git.example.org/owner/duban", "ftp://x/owner/duban", "//"]
    )
    def test_a_wrong_address_is_refused(self, address: str, token_file: Path) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker(self.kind, Setup(address, secrets=Secrets(token_file)))
        assert raised.value.notice.code == "tracker_address"
        assert "pw" not in str(raised.value)


@contextmanager
def _eavesdropping() -> Iterator[tuple[str, list[bytes]]]:
    """An address at which nobody should call, and what was heard there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller:
                heard.append(caller.recv(4096))

        listener.settimeout(0.3)
        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", heard
        thread.join()
