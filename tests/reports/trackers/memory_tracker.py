"""A tracker in memory, to see what is asked of trackers; what real ones do is tested on real ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from compare.model import Notice
from reports.trackers.base import (
    ALL_FIELDS,
    Capabilities,
    ExistsError,
    Field,
    Fields,
    Markup,
    Note,
    StaleError,
    Ticket,
    TrackerError,
)
from reports.trackers.states import CLOSED


@dataclass
class MemoryTracker:
    """Tickets in a list; `trouble` may raise before a request is carried out, `lost` after it was."""

    unique_key: bool = True
    fields: frozenset[Field] = ALL_FIELDS
    kept: dict[str, Ticket] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    trouble: Callable[[str, str], TrackerError | None] = lambda _action, _key: None
    lost: Callable[[str, str], TrackerError | None] = lambda _action, _key: None

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(Markup.PLAIN, self.fields, unique_key=self.unique_key)

    def tickets(self) -> Iterable[Ticket]:
        return [ticket for ticket in self.kept.values() if ticket.key]

    def find(self, key: str) -> Sequence[Ticket]:
        self.requests.append("find")
        return [ticket for ticket in self.kept.values() if ticket.key == key]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        self._ask("create", key)
        if self.unique_key and any(ticket.key == key for ticket in self.kept.values()):
            raise ExistsError(Notice("tracker_stale"))
        id_ = str(len(self.kept) + 1)
        ticket = Ticket(id_, key, dict(fields), memory, version="1", url=f"http://tracker.example/{id_}")
        self.kept[id_] = ticket
        self._answer("create", key)
        return ticket

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        self._ask("update", ticket.key)
        now = self.kept[ticket.id]
        if now.version != ticket.version:
            raise StaleError(Notice("tracker_stale"))
        if note:
            self.notes.setdefault(ticket.id, []).append(note)
        self.kept[ticket.id] = self._with(now, {**now.fields, **fields}, memory)
        self._answer("update", ticket.key)
        return self.kept[ticket.id]

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        self._ask("relate", ticket.key)
        for one, two in ((ticket, other), (other, ticket)):
            self.kept[one.id] = replace(self.kept[one.id], related=self.kept[one.id].related | {two.id})

    def close(self) -> None:
        pass

    def edit(self, key: str, **fields: str) -> None:
        """Change a ticket as a person does."""
        (ticket,) = (each for each in self.kept.values() if each.key == key)
        changed = {**ticket.fields, **{Field(name): value for name, value in fields.items()}}
        self.kept[ticket.id] = self._with(ticket, changed, ticket.memory)

    def _with(self, ticket: Ticket, fields: Fields, memory: str) -> Ticket:
        version = str(int(ticket.version) + 1)
        closed = fields.get(Field.STATE) in CLOSED
        return replace(ticket, fields=dict(fields), memory=memory, version=version, closed=closed)

    def _ask(self, action: str, key: str) -> None:
        self.requests.append(action)
        if error := self.trouble(action, key):
            raise error

    def _answer(self, action: str, key: str) -> None:
        if error := self.lost(action, key):
            raise error
