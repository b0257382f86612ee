"""A Roundup home of our own on this disk, filled without a server.

Every change is one transaction of its database, so that a kill at any moment leaves a ticket as it was or as
it was to be.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from compare.model import Notice
from reports.trackers.base import (
    Capabilities,
    ExistsError,
    Field,
    Fields,
    Note,
    StaleError,
    Ticket,
    TrackerError,
)
from reports.trackers.roundup.tickets import (
    CAPABILITIES,
    PROPERTIES,
    is_fed,
    properties,
    require,
    ticket,
)

_FEEDER = "crossyear"


class EmbeddedTracker:
    """The tickets of a home, read and written without a server; one thread at a time."""

    def __init__(self, path: Path) -> None:
        from reports.trackers.roundup import homes

        self._homes = homes
        self._path = path.absolute()
        self._opened: Any = None
        if homes.is_taken(self._path):
            self._opened = self._open()

    @property
    def capabilities(self) -> Capabilities:
        """Everything; a key stands once in the database."""
        return CAPABILITIES

    def tickets(self) -> Iterable[Ticket]:
        """Every ticket that was fed, in the order in which they were made."""
        if not self._is_made():
            return []
        db = self._fresh()
        with self._homes.telling(self._path):
            # The rows come in one question and stay in the cache for a while: each is read as it comes.
            rows = db.issue.filter_iter(None, {}, sort=("+", "id"))
            return [self._read(number) for number in rows if is_fed(db.issue.get(number, "key"))]

    def find(self, key: str) -> Sequence[Ticket]:
        """The ticket with this key, if there is one."""
        if not self._is_made():
            return []
        db = self._fresh()
        with self._homes.telling(self._path):
            try:
                return [self._read(db.issue.lookup(key))]
            except KeyError:
                return []

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new ticket, in one transaction."""
        db = self._fresh()
        with self._homes.writing(self._path), self._homes.telling(self._path):
            self._refuse_taken(key)
            try:
                number = db.issue.create(key=key, **properties(fields, memory, self._states()))
                db.commit()
            except BaseException:
                db.rollback()
                self._refuse_taken(key)  # by somebody who does not know of our lock
                raise
            return self._read(number)

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Change fields and add a note, in one transaction, unless the ticket has changed."""
        db = self._fresh()
        with self._homes.writing(self._path), self._homes.telling(self._path):
            values = properties(fields, memory, self._states())
            try:
                if note:
                    # First, since taking a number for it ends a transaction; its insertion begins the next.
                    message = db.msg.create(content=note.text, author=db.getuid())
                    values["messages"] = [*db.issue.get(ticket.id, "messages"), message]
                else:
                    db.sql("BEGIN IMMEDIATE")
                if [each.version for each in self.find(ticket.key)] != [ticket.version]:
                    raise StaleError(Notice("tracker_changed", (("ticket", ticket.id),)))
                db.issue.set(ticket.id, **values)
                db.commit()
            except BaseException:
                db.rollback()
                raise
            return self._read(ticket.id)

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Tie two tickets together; the other one shows it as well."""
        db = self._fresh()
        with self._homes.writing(self._path), self._homes.telling(self._path):
            if other.id in self._read(ticket.id).related:
                return
            db.issue.set(ticket.id, related=[*db.issue.get(ticket.id, "related"), other.id])
            db.commit()

    def close(self) -> None:
        """Close the database."""
        if self._opened is not None:
            self._opened.close()

    @property
    def _db(self) -> Any:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _is_made(self) -> bool:
        """Whether there is a home: to look what is there does not make one."""
        return self._opened is not None or self._homes.is_taken(self._path)

    def _open(self) -> Any:
        instance = self._homes.open_home(self._path)
        with self._homes.telling(self._path):
            db = instance.open(_FEEDER)
        try:
            known = db.issue.getprops()
            require((name for name in PROPERTIES if name not in known), str(self._path))
        except TrackerError:
            db.close()
            raise
        return db

    def _fresh(self) -> Any:
        """The database, of which nothing is remembered: others write to it."""
        self._db.clearCache()
        return self._db

    def _refuse_taken(self, key: str) -> None:
        if self.find(key):
            raise ExistsError(Notice("tracker_exists", (("key", key),)))

    def _states(self) -> Mapping[str, str]:
        return {self._db.state.get(number, "name"): number for number in self._db.state.list()}

    def _read(self, number: str) -> Ticket:
        issue, state = self._db.issue, self._db.state
        values = {name: issue.get(number, name) for name in PROPERTIES}
        place = values[Field.STATE]
        name, closed = (state.get(place, "name"), state.get(place, "closed")) if place else ("", False)
        return ticket(number, values["key"], values, name, bool(closed), str(self._db.config["TRACKER_WEB"]))
