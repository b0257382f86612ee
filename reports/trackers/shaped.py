"""A tracker on a server whose answers may be of any shape: what cannot be read ends in one clear error."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from compare.model import Notice
from reports.trackers.base import Capabilities, Fields, Note, Ticket, Tracker, TrackerError, UncertainError

_OF_ANOTHER_SHAPE: Final = (
    LookupError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
)


@contextmanager
def shapes_checked(address: str, *, writes: bool = False) -> Iterator[None]:
    """Tell what comes of an answer without what should be in it.

    Raises
    ------
    UncertainError, TrackerError
        In place of what Python raises there: uncertain where something may have been written.
    """
    try:
        yield
    except _OF_ANOTHER_SHAPE as error:
        if writes:
            values = (("address", address), ("reason", type(error).__name__))
            raise UncertainError(Notice("tracker_no_answer", values)) from error
        raise TrackerError(Notice("tracker_strange", (("address", address),)), is_fatal=True) from error


def _sound(ticket: Ticket) -> Ticket:
    """A ticket that holds texts where texts belong: an answer may have had anything there.

    Raises
    ------
    TypeError, UnicodeError
        It does not, or there is half a character in one.
    """
    texts = (ticket.id, ticket.key, ticket.memory, ticket.version, ticket.url, *ticket.fields.values())
    if not all(isinstance(each, str) for each in (*texts, *ticket.related)):
        message = f"ticket {ticket.id!r} holds what is no text"
        raise TypeError(message)
    "".join(texts).encode()
    return ticket


class ShapedTracker:
    """Another tracker, all of whose answers are checked so."""

    def __init__(self, tracker: Tracker, address: str) -> None:
        self._tracker = tracker
        self._address = address

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return self._tracker.capabilities

    def tickets(self) -> Iterable[Ticket]:
        """Every ticket that has a key."""
        with shapes_checked(self._address):
            return [_sound(ticket) for ticket in self._tracker.tickets()]

    def find(self, key: str) -> Sequence[Ticket]:
        """The tickets with this key."""
        with shapes_checked(self._address):
            return [_sound(ticket) for ticket in self._tracker.find(key)]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new ticket."""
        with shapes_checked(self._address, writes=True):
            return _sound(self._tracker.create(key, fields, memory))

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Change a ticket."""
        with shapes_checked(self._address, writes=True):
            return _sound(self._tracker.update(ticket, fields, memory, note))

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Tie two tickets together."""
        with shapes_checked(self._address):
            self._tracker.relate(ticket, other)

    def close(self) -> None:
        """Let go of connections."""
        self._tracker.close()
