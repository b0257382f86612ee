"""What every tracker can do, and the tickets that it keeps; a tracker more is one module with these calls.

A tracker knows nothing of reports: it keeps tickets, finds them by key, and changes the fields it is told to.
What is to stand in them, and whether a person's edit is in the way, is decided in `reports.feed`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from compare.model import Notice
from reports.shown.secrets import redacted


class Markup(StrEnum):
    """What a tracker shows a text as."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    TEXTILE = "textile"
    JIRA = "jira"


class Field(StrEnum):
    """What stands in a ticket, all as text; "" is empty.

    `BODY` is written in the tracker's markup, all others are plain, `TITLE` on one line. `STATE` is where
    the work stands (待交办, 未再提及, or what a person set); `STATUS` is new, dropped or continued in words;
    `BEFORE` and `AFTER` are the sentences of both years; `YEAR` is the year of the later report; `DUE`
    the year by whose end a plan is due; `OUTCOME` what became of a plan.
    """

    TITLE = "title"
    BODY = "body"
    STATE = "state"
    STATUS = "status"
    ROLE = "role"
    CHANGE = "change"
    SECTION = "section"
    BEFORE = "before"
    AFTER = "after"
    FIGURES = "figures"
    YEAR = "year"
    DUE = "due"
    OUTCOME = "outcome"


Fields = Mapping[Field, str]
ALL_FIELDS: Final = frozenset(Field)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a tracker can do: its markup, the fields it keeps, and whether it refuses a key that is taken.

    A field that it does not keep is never sent to it; the body tells of it. A tracker that is a file
    `writes_on_close`: what was created or changed is there for later calls at once, but is kept only when
    `close` has returned; where `close` raises, none of it was done.
    """

    markup: Markup
    fields: frozenset[Field] = ALL_FIELDS
    unique_key: bool = False
    writes_on_close: bool = False


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands: `Ticket("12", "2023-1f0c…", {Field.TITLE: "设立服务专窗", …})`.

    `memory` is what the feeder left there for itself, which no tracker looks into; `related` are ids of
    tickets; `version` is sent back with a change (an ETag, a time), so that a change made meanwhile is seen.
    """

    id: str
    key: str
    fields: Fields
    memory: str = ""
    closed: bool = False
    related: frozenset[str] = frozenset()
    version: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a ticket, in the tracker's markup; its `mark` tells where it was posted already."""

    mark: str
    text: str


class Tracker(Protocol):
    """Where tickets are kept. All calls raise `TrackerError`; what each may raise besides is said there."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    def tickets(self) -> Iterable[Ticket]:
        """Every ticket that has a key, closed ones too."""

    def find(self, key: str) -> Sequence[Ticket]:
        """The tickets with exactly this key, closed ones too; what was written before is found at once."""

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new ticket.

        Raises `ExistsError` where the key is taken, `UncertainError` where no answer came.
        """

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Change only these fields and the memory, with a note, in one step; where a tracker needs two, the
        note goes first, and not again if one with its mark is there. `Field.STATE` opens a closed ticket.

        Raises `StaleError` where the ticket changed since it was read, `UncertainError` where no answer came.
        """

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Tie two tickets together; does nothing where they are."""

    def close(self) -> None:
        """Let go of connections and files; a tracker that `writes_on_close` writes before, all or nothing."""


class TrackerError(Exception):
    """A tracker did not do what it was asked to; the notice says why and what to do.

    `is_fatal` where nothing else will go either: the token is wrong, the server cannot be reached. No secret
    stands in it, whatever a server sent back.
    """

    def __init__(self, notice: Notice, *, is_fatal: bool = False) -> None:
        values = tuple((name, redacted(value)) for name, value in notice.values)
        super().__init__(notice.code, *(value for _, value in values))
        self.notice = Notice(notice.code, values)
        self.is_fatal = is_fatal


class ExistsError(TrackerError):
    """There is a ticket with this key already."""


class StaleError(TrackerError):
    """The ticket is no longer as it was when it was read."""


class UncertainError(TrackerError):
    """No answer came: it may have been done, or not."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Where a token comes from: a file that the user named, else the environment, else a keyring."""

    file: Path | None = None


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long a server is waited for (seconds), how often it is asked again, and how fast at most.

    `timeout` is for its silence, `answer` for an answer once it began.
    """

    timeout: float = 20.0
    answer: float = 4.0
    attempts: int = 6
    longest_wait: float = 30.0
    total: float = 120.0
    per_second: float = 0.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What a tracker is opened with: its address, the user's settings for it, how to reach it.

    `options` are the table `[trackers.NAME]` of the user's settings; `ca_file` has certificates to trust.
    """

    address: str
    options: Mapping[str, object] = field(default_factory=dict)
    secrets: Secrets = field(default_factory=Secrets)
    ca_file: Path | None = None
    retry_policy: RetryPolicy = field(default_factory=RetryPolicy)
