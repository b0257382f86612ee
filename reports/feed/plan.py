"""What is to be done in a tracker: for every measure one step, decided without writing anything.

A field is written where the tracker still has what was written last, or what is wanted is new to it; what a
person changed stays, and where the report has something else to say too, that is a conflict: shown, and left.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from compare.model import Comparison, Status
from reports.feed.draft import Drafter, NoteKind, NoteText
from reports.feed.items import Item, Selection, items_of
from reports.feed.matching import GONE, Known, Matching, match
from reports.feed.memory import Memory, digest, dump_memory, load_memory, settled
from reports.trackers.base import Field, Fields, Note, Ticket

_MERGED: Final = "merged"
_ASIDE: Final = (Status.DROPPED.value, GONE, _MERGED)


class StepKind(StrEnum):
    """What a step does: `mark` says 未再提及, or 已并入; `keep` finds everything right; `skip` leaves it."""

    CREATE = "create"
    UPDATE = "update"
    MARK = "mark"
    KEEP = "keep"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that a person changed, and that the report would change, too."""

    field: Field
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one ticket: the fields that are written, what is remembered, the note, the conflicts.

    `related` are tickets that it is to be tied to; `why` tells of a skipped one: `not_selected`, `newer`.
    """

    action: StepKind
    key: str
    title: str
    ticket: Ticket | None = None
    fields: Fields = field(default_factory=dict)
    memory: str = ""
    note: Note | None = None
    conflicts: tuple[FieldConflict, ...] = ()
    related: tuple[Ticket, ...] = ()
    why: str = ""

    @property
    def changes_ticket(self) -> bool:
        """Whether something is to be written in a ticket that there is, ties to others aside."""
        if self.ticket is None or self.action in (StepKind.KEEP, StepKind.SKIP):
            return False
        return bool(self.fields or self.note) or self.memory != self.ticket.memory


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps, in the order of the change list."""

    steps: tuple[Step, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many steps and conflicts there are: `{"create": 45, "update": 42, …, "conflicts": 1}`."""
        actions = Counter(step.action for step in self.steps)
        conflicts = sum(len(step.conflicts) for step in self.steps)
        return {action.value: actions[action] for action in StepKind} | {"conflicts": conflicts}


class Planner:
    """Plans for one comparison and one tracker."""

    def __init__(self, comparison: Comparison, selection: Selection, drafter: Drafter) -> None:
        report = comparison.current
        self.series = f"{report.body}·{report.kind}"
        self.years = (comparison.baseline.year or 0, report.year or 0)
        self.items = items_of(comparison, selection)
        self._selection = selection
        self._drafter = drafter

    @cached_property
    def _item_of(self) -> Mapping[str, Item]:
        return {item.key: item for item in self.items}

    def plan(self, tickets: Iterable[Ticket]) -> Plan:
        """What is to be done, given all tickets as they stand."""
        found = match(self.items, tickets, self.series, self.years)
        steps: list[Step] = []
        for item in self.items:
            steps.append(self._step(item, found))
            home = found.ticket_of.get(item.key)
            into = home.ticket.key if home else item.key
            steps += [self._merged(item, other, into) for other in found.merged.get(item.key, ())]
        steps += [self._gone(known) for known in found.gone]
        return Plan(tuple(steps))

    def again(self, step: Step, ticket: Ticket) -> Step:
        """The same step for the ticket as it stands now: it changed meanwhile, or another run made it."""
        known = Known(ticket, load_memory(ticket.memory))
        return replace(self._changed(self._item_of[step.key], known), related=step.related)

    def can_again(self, step: Step) -> bool:
        """Whether the step can be planned anew; that of a ticket that is put aside waits for the next run."""
        return step.key in self._item_of and not load_memory(step.memory).into

    def _step(self, item: Item, found: Matching) -> Step:
        known = found.ticket_of.get(item.key)
        title = self._drafter.fields(item)[Field.TITLE]
        if not item.is_selected:
            ticket = known.ticket if known else None
            return Step(StepKind.SKIP, item.key, title, ticket, why="not_selected")
        parted = found.parted.get(item.key)
        if known is None and parted is not None and self._is_newer(parted.memory):
            return Step(StepKind.SKIP, item.key, title, parted.ticket, why="newer")
        step = self._created(item, title, parted) if known is None else self._changed(item, known)
        if step.action is StepKind.SKIP:
            return step
        others = [*found.merged.get(item.key, ()), *filter(None, [parted])]
        tied = known.ticket.related if known else frozenset()
        related = tuple(each.ticket for each in others if each.ticket.id not in tied)
        action = StepKind.UPDATE if related and step.action is StepKind.KEEP else step.action
        return replace(step, related=related, action=action)

    def _created(self, item: Item, title: str, parted: Known | None) -> Step:
        kind = self._note_kind(item, Memory())
        fields = {**self._drafter.fields(item), Field.STATE: self._drafter.state(item, kind)}
        memory = self._memory(item, Memory(), {name: digest(text) for name, text in fields.items()})
        # A note would say what the new ticket says.
        said = self._drafter.note(item, kind).sense
        memory = replace(memory, said=said, parted=parted.ticket.key if parted else "")
        return Step(StepKind.CREATE, item.key, title, fields=fields, memory=dump_memory(memory))

    def _changed(self, item: Item, known: Known) -> Step:
        ticket, memory = known.ticket, known.memory
        title = ticket.fields.get(Field.TITLE, "")
        if self._is_newer(memory):
            return Step(StepKind.SKIP, item.key, title, ticket, why="newer")
        wanted = dict(self._drafter.fields(item))
        kind = self._note_kind(item, memory)
        state = self._drafter.state(item, kind)
        is_back = kind in (NoteKind.REOPENED, NoteKind.RESTORED)
        if is_back or (kind is NoteKind.DROPPED and not _is_closed_by_hand(known)):
            wanted[Field.STATE] = state
        writes, wrote, conflicts = _settle(wanted, known)
        if is_back and ticket.closed:
            writes[Field.STATE], wrote[Field.STATE] = state, digest(state)
            conflicts = [each for each in conflicts if each.field is not Field.STATE]
        note, remembered = _noted(self._drafter.note(item, kind), self._memory(item, memory, wrote))
        text = dump_memory(remembered)
        action = StepKind.MARK if item.change.status is Status.DROPPED else StepKind.UPDATE
        if not writes and text == ticket.memory:
            action = StepKind.KEEP
        return Step(
            action,
            item.key,
            title,
            ticket,
            fields=writes,
            memory=text,
            note=note,
            conflicts=tuple(conflicts),
        )

    def _is_newer(self, memory: Memory) -> bool:
        """Whether a ticket tells of a later year already."""
        return memory.years > self.years and memory.series == self.series

    def _note_kind(self, item: Item, memory: Memory) -> NoteKind:
        """What there is to note: one that was aside is back in a later year, or was so by mistake."""
        if item.change.status is Status.DROPPED:
            return NoteKind.DROPPED
        if memory.standing not in _ASIDE:
            return NoteKind.CONTINUED
        return NoteKind.RESTORED if memory.years == self.years else NoteKind.REOPENED

    def _memory(self, item: Item, memory: Memory, wrote: Mapping[Field, str]) -> Memory:
        """What is remembered after the step; names of the two years at hand are set anew, others stay."""
        compared = {f"{year}-" for year in self.years}
        earlier = [name for name in memory.names if name.partition("-")[0] + "-" not in compared]
        return Memory(
            series=self.series,
            years=self.years,
            names=tuple(dict.fromkeys((*earlier, *item.names))),
            wrote=wrote,
            said=memory.said,
            notes=memory.notes,
            parted=memory.parted,
            standing=item.change.status.value,
            text=item.texts[0],
        )

    def _merged(self, item: Item, known: Known, into: str) -> Step:
        """The step for a ticket whose measure is now a part of that with the key `into`."""
        memory = replace(known.memory, series=self.series, years=self.years, standing=_MERGED, into=into)
        if not item.is_selected or self._is_newer(known.memory):
            why = "newer" if item.is_selected else "not_selected"
            return Step(StepKind.SKIP, known.ticket.key, _title(known), known.ticket, why=why)
        return self._put_aside(known, memory, "merged", self._drafter.merged(item))

    def _gone(self, known: Known) -> Step:
        """The step for a ticket whose sentence is in neither report."""
        memory = replace(known.memory, standing=GONE, years=self.years)
        if self._selection != Selection():
            return Step(StepKind.SKIP, known.ticket.key, _title(known), known.ticket, why="not_selected")
        return self._put_aside(known, memory, "dropped", self._drafter.gone())

    def _put_aside(self, known: Known, memory: Memory, state: str, note_text: NoteText) -> Step:
        ticket = known.ticket
        wanted = {} if _is_closed_by_hand(known) else {Field.STATE: self._drafter.settings.states[state]}
        writes, wrote, conflicts = _settle(wanted, known)
        note, remembered = _noted(note_text, replace(memory, wrote=wrote))
        text = dump_memory(remembered)
        return Step(
            StepKind.KEEP if not writes and text == ticket.memory else StepKind.MARK,
            ticket.key,
            _title(known),
            ticket,
            fields=writes,
            memory=text,
            note=note,
            conflicts=tuple(conflicts),
        )


def _settle(wanted: Fields, known: Known) -> tuple[dict[Field, str], dict[Field, str], list[FieldConflict]]:
    """What to write, the digests of what was written last after that, and what a person changed, too."""
    writes: dict[Field, str] = {}
    wrote = dict(known.memory.wrote)
    conflicts: list[FieldConflict] = []
    for name, ours in wanted.items():
        theirs = known.ticket.fields.get(name, "")
        last = wrote.get(name)
        if settled(theirs) == settled(ours):
            wrote[name] = digest(ours)
        elif digest(ours) == last:
            continue  # nothing new to say: what a person made of it stays
        elif digest(theirs) == last or (last is None and not theirs):
            writes[name], wrote[name] = ours, digest(ours)
        else:
            conflicts.append(FieldConflict(name, theirs, ours))
    return writes, wrote, conflicts


def _is_closed_by_hand(known: Known) -> bool:
    """Whether a person closed it; a state that was written by us may count as closed, too."""
    state = digest(known.ticket.fields.get(Field.STATE, ""))
    return known.ticket.closed and state != known.memory.wrote.get(Field.STATE)


def _noted(note_text: NoteText, memory: Memory) -> tuple[Note | None, Memory]:
    """The note that is due, if any, and what is remembered after it.

    The count makes the mark another where the same has to be said again after something else.
    """
    if note_text.sense == memory.said:
        return None, memory
    mark = digest(f"{memory.notes} {note_text.sense}")
    return Note(mark, note_text.text), replace(memory, said=note_text.sense, notes=memory.notes + 1)


def _title(known: Known) -> str:
    return known.ticket.fields.get(Field.TITLE, "")
