"""Trackers on a forge (GitHub, Gitea, GitLab): how tickets are kept as its issues.

A forge has no lock on an issue. Before it is changed it is read again, and refused if anything that a ticket
tells has changed (not by its time of change, which has whole seconds and moves with every remark). What
remains is the time between that read and the write, some hundred milliseconds, in which a person's edit
would be lost. Nor does a forge refuse a second issue with the same key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compare.model import Notice
from reports.trackers.base import Capabilities, Field, Fields, Markup, Note, StaleError, Ticket, TrackerError
from reports.trackers.forges.forge import Forge, Issue
from reports.trackers.forges.marked import (
    OWN_LABEL,
    PREFIXES,
    FieldLabels,
    Mark,
    note_mark,
    split_mark,
    version_of,
    with_mark,
)
from reports.trackers.options import Options
from reports.trackers.states import CLOSED

_OPEN: Final = "open"
_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True)
class ForgeSettings:
    """How fields are written as labels, and in which states an issue is closed; in all others it is open."""

    labels: FieldLabels
    closed_states: frozenset[str]

    @classmethod
    def of(cls, separator: str, options: Options) -> "ForgeSettings":
        """As the user's settings `labels` and `closed_states` have it.

        Raises
        ------
        TrackerError
            A setting is unknown or of the wrong type.
        """
        options.only("labels", "closed_states")
        closed_states = options.texts("closed_states", CLOSED)
        return cls(FieldLabels.of(separator, options), frozenset(closed_states))


class ForgeTracker:
    """A forge as a tracker: `ForgeTracker(GitHub(service, "owner/repository"), settings)`."""

    def __init__(self, forge: Forge, settings: ForgeSettings) -> None:
        self.capabilities = Capabilities(Markup.MARKDOWN, frozenset({Field.TITLE, Field.BODY, *PREFIXES}))
        self._forge = forge
        self._labels = settings.labels
        self._closed_states = settings.closed_states

    def tickets(self) -> Iterator[Ticket]:
        """Every issue with the label `crossyear` whose labels or mark have a key, oldest first."""
        return (ticket for ticket in self._listed(OWN_LABEL) if ticket.key)

    def find(self, key: str) -> Sequence[Ticket]:
        """The issues with the key's label, oldest first; the label is there as soon as the issue is."""
        return [ticket for ticket in self._listed(self._labels.of_key(key)) if ticket.key == key]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new issue with its labels and its mark in one request; one that is to be closed is closed then.

        Raises `TrackerError`, too, where the labels were not kept: the issue would not be found again.
        """
        issue = self._written(Issue(), fields, Mark(key, memory))
        made = self._forge.add(issue)
        if not _folded(issue.labels) <= _folded(made.labels):
            raise TrackerError(Notice("labels_dropped", (("address", made.url),)), is_fatal=True)
        if made.closed != issue.closed:
            made = self._forge.change(made, replace(issue, id=made.id))
        return self._ticket(made)

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """The note, unless it is there, then all fields with the memory."""
        issue, now = self._read_again(ticket)
        if note is not None:
            self._add_note_once(ticket.id, note)
        after = self._written(issue, fields, Mark(now.key, memory, now.related))
        return self._ticket(self._forge.change(issue, after))

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Each is named in the other's body, where people see it."""
        self._forge.tie(ticket.id, other.id)
        for one, another in ((ticket, other), (other, ticket)):
            issue = self._forge.issue(one.id)
            now = self._ticket(issue)
            if another.id not in now.related:
                mark = Mark(now.key, now.memory, now.related | {another.id})
                self._forge.change(issue, self._written(issue, {}, mark))

    def close(self) -> None:
        """Let go of connections."""
        self._forge.close()

    def _listed(self, label: str) -> list[Ticket]:
        """Each once, even if it moved from one page to another meanwhile."""
        listed = {issue.id: self._ticket(issue) for issue in self._forge.issues(label)}
        return sorted(listed.values(), key=lambda ticket: int(ticket.id))

    def _read_again(self, ticket: Ticket) -> tuple[Issue, Ticket]:
        issue = self._forge.issue(ticket.id)
        now = self._ticket(issue)
        if now.version != ticket.version:
            raise StaleError(Notice("tracker_stale", (("address", now.url),)))
        return issue, now

    def _add_note_once(self, number: str, note: Note) -> None:
        mark = note_mark(note.mark)
        if not any(mark in text for text in self._forge.notes(number)):
            self._forge.add_note(number, f"{note.text}\n\n{mark}")

    def _ticket(self, issue: Issue) -> Ticket:
        body, mark = split_mark(issue.body)
        mark = self._labels.own_mark(issue.labels, mark)
        fields = {Field.TITLE: issue.title, Field.BODY: body, **self._labels.fields(issue.labels)}
        fields[Field.STATE] = self._state(fields[Field.STATE], issue.closed)
        return Ticket(
            issue.id,
            mark.key,
            fields,
            mark.memory,
            issue.closed,
            mark.related,
            version_of(fields, mark.memory, issue.closed),
            issue.url,
        )

    def _state(self, told: str, closed: bool) -> str:
        """What the label tells, unless a person closed or opened the issue and left the label."""
        if told and closed == (told in self._closed_states):
            return told
        return _CLOSED if closed else _OPEN

    def _written(self, issue: Issue, fields: Fields, mark: Mark) -> Issue:
        body, _ = split_mark(issue.body)
        state = fields.get(Field.STATE)
        return replace(
            issue,
            title=fields.get(Field.TITLE, issue.title),
            body=with_mark(fields.get(Field.BODY, body), mark),
            labels=self._labels.changed(issue.labels, mark.key, fields),
            closed=issue.closed if state is None else state in self._closed_states,
        )


def _folded(labels: tuple[str, ...]) -> set[str]:
    """A forge may have a label in other letters already."""
    return {label.casefold() for label in labels}
