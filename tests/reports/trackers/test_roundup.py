"""The embedded Roundup: the contract of all trackers, and homes that are taken, torn or shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers.base import Setup, Ticket, Tracker
from reports.trackers.roundup import EmbeddedTracker, open_tracker
from tests.reports.trackers.contract import States, TrackerContract


def opened(path: Path) -> EmbeddedTracker:
    tracker = open_tracker("roundup", Setup(str(path)))
    assert isinstance(tracker, EmbeddedTracker)
    return tracker


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[EmbeddedTracker]:
    tracker = opened(tmp_path / "台账")
    yield tracker
    tracker.close()


class TestContract(TrackerContract):
    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        assert isinstance(tracker, EmbeddedTracker)
        db = tracker._db
        db.issue.set(ticket.id, state=db.state.lookup(states.closed))
        db.commit()

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        assert isinstance(tracker, EmbeddedTracker)
        db = tracker._db
        db.clearCache()
        return [db.msg.get(number, "content") for number in db.issue.get(ticket.id, "messages")]
