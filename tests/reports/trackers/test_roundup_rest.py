"""Roundup over REST, against a real server: the contract of all trackers, races, refusals, a real 429."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers.base import Patience, Secrets, Setup, Ticket, Tracker
from reports.trackers.roundup import EmbeddedTracker, open_tracker
from reports.trackers.roundup_rest import RestTracker
from tests.reports.trackers.contract import States, TrackerContract
from tests.reports.trackers.roundup_server import RoundupServer

HASTY = Patience(timeout=10, attempts=8, longest_wait=0.2, total=30)


def setup_for(server: RoundupServer, folder: Path, token: str = RoundupServer.token) -> Setup:
    file = folder / "token"
    file.touch(mode=0o600)
    file.write_text(token)
    return Setup(server.url, secrets=Secrets(file), patience=HASTY)


def opened(server: RoundupServer, folder: Path, token: str = RoundupServer.token) -> RestTracker:
    tracker = open_tracker("roundup", setup_for(server, folder, token))
    assert isinstance(tracker, RestTracker)
    return tracker


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RoundupServer]:
    with RoundupServer(tmp_path / "台账") as server:
        yield server


@pytest.fixture
def tracker(server: RoundupServer, tmp_path: Path) -> Iterator[RestTracker]:
    tracker = opened(server, tmp_path)
    yield tracker
    tracker.close()


@pytest.fixture
def beside(server: RoundupServer) -> Iterator[EmbeddedTracker]:
    """The same home, without the server."""
    embedded = open_tracker("roundup", Setup(str(server.home)))
    assert isinstance(embedded, EmbeddedTracker)
    yield embedded
    embedded.close()


class TestContract(TrackerContract):
    @pytest.fixture(autouse=True)
    def _beside(self, beside: EmbeddedTracker) -> None:
        self.beside = beside

    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        assert isinstance(tracker, RestTracker)
        db = self.beside._fresh()
        db.issue.set(ticket.id, state=db.state.lookup(states.closed))
        db.commit()

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        assert isinstance(tracker, RestTracker)
        db = self.beside._fresh()
        return [db.msg.get(number, "content") for number in db.issue.get(ticket.id, "messages")]
