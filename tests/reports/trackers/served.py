"""What every tracker behind a server must do besides the contract."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import (
    Field,
    RetryPolicy,
    Secrets,
    Setup,
    Ticket,
    Tracker,
    TrackerError,
    UncertainError,
)
from tests.builders import measure
from tests.reports.feed.ledger import Ledger, compared, continued, dropped, new
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, TrackerContract, drafted, one
from tests.reports.trackers.fakes.server import TOKEN, Answer, Fake, Fault

KEY = "2023-0a1b2c3d4e5f"
RETRY_POLICY = RetryPolicy(timeout=5.0, attempts=3, longest_wait=0.01)


class ServedContract(TrackerContract):
    """The contract and more. A subclass has its `kind`, a fixture `fake`, and what is different there:

    how the path ends to which new issues are posted, what no label can hold, whether pull requests are
    listed with issues, the settings that it needs.
    """

    kind: str
    creates = "issues"
    unfit: tuple[str, ...] = ("很长" * 30, "甲,乙")
    has_pulls = False
    options: ClassVar[dict[str, object]] = {}
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
        tracker = open_tracker(self.kind, self.setup_for(address, token_file))
        yield tracker
        tracker.close()
        assert fake.wrong == []

    def setup_for(self, address: str, token_file: Path) -> Setup:
        return Setup(address, self.options, Secrets(token_file), retry_policy=RETRY_POLICY)

    def close_by_hand(self, _tracker: Tracker, ticket: Ticket, _states: States) -> None:
        self.server.by_number(ticket.id).closed = True

    def notes_of(self, _tracker: Tracker, ticket: Ticket) -> list[str]:
        return self.server.by_number(ticket.id).notes

    def test_an_answer_to_a_create_that_is_lost_is_uncertain_and_the_ticket_is_found(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        fake.faults.append(Fault("POST", done=True, ending=self.creates))
        with pytest.raises(UncertainError):
            tracker.create(KEY, drafted(tracker, states), MEMORY)

        assert one(tracker, KEY).memory == MEMORY
        assert len(fake.stored) == 1

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_create_that_failed_in_the_server_is_uncertain(
        self, tracker: Tracker, states: States, fake: Fake, status: int
    ) -> None:
        fake.faults.append(Fault("POST", Answer(status), ending=self.creates))
        with pytest.raises(UncertainError):
            tracker.create(KEY, drafted(tracker, states), MEMORY)

        assert list(tracker.find(KEY)) == []

    def test_a_change_whose_answer_is_lost_is_sent_again(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        fake.faults += [Fault("PATCH", done=True), Fault("PUT", done=True)]

        tracker.update(made, {Field.TITLE: "新", Field.STATE: states.dropped}, MEMORY)

        assert one(tracker, KEY).fields[Field.TITLE] == "新"
        assert one(tracker, KEY).fields[Field.STATE] == states.dropped

    def test_fed_year_after_year_through_lost_answers_it_has_one_ticket_a_measure(
        self, tracker: Tracker, fake: Fake, tmp_path: Path
    ) -> None:
        ledger = Ledger(tmp_path, cast(Any, tracker))
        windows, course = (
            measure("w24", f"设立企业服务专窗12个{HOSTILE}。"),
            measure("c24", "/close 组织培训班三期。"),
        )
        first = compared(2024, [new(2024, windows), new(2024, course)])
        fake.faults.append(Fault("POST", done=True, ending=self.creates))
        assert ledger.fed(first) == {"create": 2}
        assert ledger.fed(first) == {"keep": 2}
        fake.stored[1].title = "人工改的标题"

        more = measure("w25", f"设立企业服务专窗20个{HOSTILE}。")
        second = compared(2025, [continued(2025, [windows], [more]), dropped(2025, course)])
        fake.faults += [Fault("PUT", done=True), Fault("PATCH", done=True)]
        assert ledger.fed(second) == {"update": 1, "mark": 1}
        assert ledger.fed(second) == {"keep": 2}

        assert [len(issue.notes) for issue in fake.stored] == [1, 1]
        assert one(tracker, "2024-c24").fields[Field.STATE] == "未再提及"
        assert fake.stored[1].title == "人工改的标题"

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
        token_file.write_text("another-token")
        tracker = open_tracker(self.kind, self.setup_for(address, token_file))
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
        for _ in range(3 if self.has_pulls else 0):
            fake.store("别的事项", is_pull=True, labels=list(fake.stored[0].labels))
        fake.largest_page = 2  # type: ignore[misc]

        assert [fake.by_number(ticket.id).number for ticket in tracker.tickets()] == [1, 2, 3, 4, 5]
        assert fake.by_number(one(tracker, "2023-000000000004").id).number == 5

    def test_a_persons_labels_and_other_issues_are_left_alone(
        self, tracker: Tracker, states: States, fake: Fake
    ) -> None:
        fake.store("别的事项", body="与台账无关", labels=[self.person_label])
        tracker.create(KEY, drafted(tracker, states), "")
        issue = fake.by_number(2)
        issue.labels.append(self.person_label)

        tracker.update(one(tracker, KEY), {Field.STATE: states.dropped, Field.STATUS: "未再提及"}, MEMORY)

        assert self.person_label in issue.labels
        assert sum(label.startswith("状态") for label in issue.labels) == 1
        assert fake.by_number(1).labels == [self.person_label]
        assert [fake.by_number(ticket.id) for ticket in tracker.tickets()] == [issue]

    def test_what_no_label_can_hold_is_refused(self, tracker: Tracker, states: States, fake: Fake) -> None:
        for value in self.unfit:
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
            open_tracker(self.kind, Setup(address, self.options | options, Secrets(token_file)))
        assert raised.value.is_fatal
        assert raised.value.notice.code in {"tracker_option_unknown", "tracker_option_wrong"}

    @pytest.mark.parametrize(
        "address", ["https://user:pw@git.example.org/owner/duban", "ftp://x/owner/duban", "//"]
    )
    def test_a_wrong_address_is_refused(self, address: str, token_file: Path) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker(self.kind, Setup(address, self.options, Secrets(token_file)))
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
