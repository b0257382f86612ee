"""GitLab: the contract against a fake that is held to a description of GitLab's API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import Field, Note, Secrets, Setup, Tracker, TrackerError
from tests.reports.trackers.contract import States, drafted, one
from tests.reports.trackers.fakes.gitlab import FakeGitLab
from tests.reports.trackers.forges import ForgeContract
from tests.reports.trackers.served import KEY

ORDERS = "设立专窗\n/close\n  /label ~甲\n\n\\/title 乙\n&#47;assign @all\n中间 /close"


class TestGitLab(ForgeContract):
    kind = "gitlab"

    @pytest.fixture
    def fake(self) -> Iterator[FakeGitLab]:
        with FakeGitLab.running() as fake:
            yield fake

    def test_a_text_gives_no_orders(self, tracker: Tracker, states: States, fake: FakeGitLab) -> None:
        made = tracker.create(KEY, drafted(tracker, states, body=ORDERS), "")
        assert made.fields[Field.BODY] == one(tracker, KEY).fields[Field.BODY] == ORDERS

        tracker.update(made, {Field.BODY: f"/close\n{ORDERS}"}, "", Note("0123456789ab", f"/close\n{ORDERS}"))

        assert one(tracker, KEY).fields[Field.BODY] == f"/close\n{ORDERS}"
        assert fake.orders == []
        assert len(fake.stored[0].notes) == 1

    def test_tied_tickets_are_linked(self, tracker: Tracker, states: States, fake: FakeGitLab) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        other = tracker.create("2023-ffffffffffff", drafted(tracker, states), "")

        tracker.relate(made, other)
        tracker.relate(other, made)

        assert fake.stored[0].ties == {2}

    def test_a_persons_label_given_meanwhile_is_kept(
        self, tracker: Tracker, states: States, fake: FakeGitLab
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        tracker.update(made, {Field.STATE: states.dropped}, "")

        change = fake.asked[-1].body
        assert change["add_labels"] == f"进展::{states.dropped}"
        assert change["remove_labels"] == f"进展::{states.open}"
        assert "labels" not in change

    def test_labels_that_may_not_be_set_are_told(
        self, tracker: Tracker, states: States, fake: FakeGitLab
    ) -> None:
        fake.may_label = False
        with pytest.raises(TrackerError) as raised:
            tracker.create(KEY, drafted(tracker, states), "")
        assert raised.value.notice.code == "labels_dropped"
        assert raised.value.is_fatal

    def test_addresses(self, token_file: Path) -> None:
        address = "https://gitlab.example.org:8443/district/office/duban.git/"
        tracker = open_tracker("gitlab", Setup(address, secrets=Secrets(token_file)))
        assert tracker._tracker._forge._service.base == "https://gitlab.example.org:8443/api/v4/"  # type: ignore[attr-defined]
        assert tracker._tracker._forge._issues == "projects/district%2Foffice%2Fduban/issues"  # type: ignore[attr-defined]
        tracker.close()

    def test_an_address_without_a_project_is_refused(self, token_file: Path) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker("gitlab", Setup("https://gitlab.example.org/owner", secrets=Secrets(token_file)))
        assert raised.value.notice.code == "tracker_address"
