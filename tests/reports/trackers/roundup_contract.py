"""What a Roundup reached over REST must do; a subclass has a fixture `tracker`."""

import pytest

from reports.trackers.base import Ticket, Tracker
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.rest import RestTracker
from tests.reports.trackers.contract import States, TrackerContract


class RestContract(TrackerContract):
    """People's part is played in the home of the server, as `beside` opens it."""

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
