"""GitHub: the contract against a fake that is held to GitHub's own description."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import Secrets, Setup, Tracker, TrackerError
from tests.reports.trackers.contract import States, drafted
from tests.reports.trackers.fakes.github import FakeGitHub
from tests.reports.trackers.forges import ForgeContract
from tests.reports.trackers.served import KEY


class TestGitHub(ForgeContract):
    kind = "github"

    @pytest.fixture
    def fake(self) -> Iterator[FakeGitHub]:
        with FakeGitHub.running() as fake:
            yield fake

    def test_where_labels_are_dropped_nothing_is_made(
        self, tracker: Tracker, states: States, fake: FakeGitHub
    ) -> None:
        fake.may_push = False
        with pytest.raises(TrackerError) as raised:
            tracker.create(KEY, drafted(tracker, states), "")
        assert raised.value.notice.code == "may_not_label"
        assert fake.stored == []

    def test_labels_dropped_all_the_same_are_told(
        self, tracker: Tracker, states: States, fake: FakeGitHub
    ) -> None:
        tracker.create("2023-ffffffffffff", drafted(tracker, states), "")
        fake.may_push = False
        with pytest.raises(TrackerError) as raised:
            tracker.create(KEY, drafted(tracker, states), "")
        assert raised.value.notice.code == "labels_dropped"
        assert raised.value.is_fatal

    @pytest.mark.parametrize(
        ("address", "base"),
        [
            ("owner/duban", "https://api.github.com/"),
            ("https://github.com/owner/duban.git", "https://api.github.com/"),
            ("https://ghe.example.org:8443/owner/duban/", "https://ghe.example.org:8443/api/v3/"),
        ],
    )
    def test_addresses(self, token_file: Path, address: str, base: str) -> None:
        tracker = open_tracker("github", Setup(address, secrets=Secrets(token_file)))
        assert tracker._tracker._forge._service.base == base  # type: ignore[attr-defined]
        assert tracker._tracker._forge._issues == "repos/owner/duban/issues"  # type: ignore[attr-defined]
        tracker.close()

    @pytest.mark.parametrize("address", ["owner", "owner/duban/more", "https://github.com/", "owner//duban"])
    def test_an_address_without_a_repository_is_refused(self, token_file: Path, address: str) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker("github", Setup(address, secrets=Secrets(token_file)))
        assert raised.value.notice.code == "tracker_address"
