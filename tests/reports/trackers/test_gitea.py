"""Gitea: the contract against a fake that is held to Gitea's description."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import Secrets, Setup, Tracker, TrackerError
from tests.reports.trackers.contract import MEMORY, States, drafted, one
from tests.reports.trackers.fakes.gitea import FakeGitea
from tests.reports.trackers.fakes.server import Fault
from tests.reports.trackers.forges import ForgeContract
from tests.reports.trackers.served import KEY


class TestGitea(ForgeContract):
    kind = "gitea"

    @pytest.fixture
    def fake(self) -> Iterator[FakeGitea]:
        with FakeGitea.running() as fake:
            yield fake

    def test_a_label_is_made_once_though_its_answer_is_lost(
        self, tracker: Tracker, states: States, fake: FakeGitea
    ) -> None:
        fake.faults.append(Fault("POST", done=True, ending="labels"))

        tracker.create(KEY, drafted(tracker, states), MEMORY)

        assert len(fake.labels) == len(set(fake.labels)) > 5
        assert one(tracker, KEY).memory == MEMORY

    def test_no_issue_is_listed_by_a_label_that_is_not_there(self, tracker: Tracker, fake: FakeGitea) -> None:
        fake.store("别的事项", body="与台账无关")

        assert list(tracker.find(KEY)) == list(tracker.tickets()) == []
        assert not any(asked.parts[-1] == "issues" for asked in fake.asked)

    @pytest.mark.parametrize(
        ("address", "base"),
        [
            ("https://git.example.org:3000/owner/duban.git", "https://git.example.org:3000/api/v1/"),
            ("http://example.org/git/owner/duban/", "http://example.org/git/api/v1/"),
        ],
    )
    def test_addresses(self, token_file: Path, address: str, base: str) -> None:
        tracker = open_tracker("gitea", Setup(address, secrets=Secrets(token_file)))
        assert tracker._tracker._forge._service.base == base  # type: ignore[attr-defined]
        assert tracker._tracker._forge._issues == "repos/owner/duban/issues"  # type: ignore[attr-defined]
        tracker.close()

    def test_an_address_without_a_repository_is_refused(self, token_file: Path) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker("gitea", Setup("https://git.example.org/owner", secrets=Secrets(token_file)))
        assert raised.value.notice.code == "tracker_address"
