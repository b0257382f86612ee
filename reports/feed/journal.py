"""The journal of a feed: what was meant, sent and answered, a line each, on the disk before the next step.

It tells people what happened, and a later run which tickets may still be on their way. Whether a ticket is
there the tracker alone knows: without its journal a feed makes no double.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reports.json_lines import Adding, adding_to, records_in
from reports.review.records import now

JOURNAL: Final = "feed.jsonl"
_SENT, _ANSWERED, _FAILED = "sent", "answered", "failed"


class Journal:
    """`feed.jsonl` of a folder, open for one run; no token and no text of a report stands in it."""

    def __init__(self, file: Adding, target: str, unanswered: frozenset[str]) -> None:
        self._file, self._target = file, target
        self._held: list[dict[str, str]] = []
        self.unanswered = unanswered

    def meant(self, steps: Iterable[tuple[str, str]]) -> None:
        """What the run is going to do: pairs of an action and a key."""
        self._write({"step": "meant", "action": action, "key": key} for action, key in steps)

    def sent(self, action: str, key: str) -> None:
        """The request is about to go out."""
        self._write([{"step": _SENT, "action": action, "key": key}])

    def answered(self, action: str, key: str, ticket: str, *, is_kept: bool = True) -> None:
        """The tracker has it, as this ticket; what it does not keep yet is written down by `kept`."""
        self._held.append({"step": _ANSWERED, "action": action, "key": key, "ticket": ticket})
        if is_kept:
            self.kept()

    def kept(self) -> None:
        """The tracker keeps what it has answered."""
        held, self._held = self._held, []
        if held:
            self._write(held)

    def failed(self, action: str, key: str, code: str) -> None:
        """It was refused, or nobody knows: the code of the notice says which."""
        self._write([{"step": _FAILED, "action": action, "key": key, "code": code}])

    def _write(self, records: Iterable[dict[str, str]]) -> None:
        self._file.add({"when": now(), "tracker": self._target} | each for each in records)


@contextmanager
def opened_journal(
    folder: Path, target: str, on_wait: Callable[[], None] = lambda: None
) -> Iterator[Journal]:
    """The journal of a folder for one run into a tracker; nobody else feeds the folder meanwhile.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    path = folder / JOURNAL
    with adding_to(path, on_wait) as file:
        yield Journal(file, target, _unanswered(path.read_bytes(), target))


def _unanswered(content: bytes, target: str) -> frozenset[str]:
    """The keys of tickets whose creation was sent to this tracker, and of which nothing was heard."""
    waiting: set[str] = set()
    for _, record in records_in(content):
        if not isinstance(record, dict):
            continue
        if record.get("tracker") != target or record.get("action") != "create":
            continue
        if record.get("step") == _SENT:
            waiting.add(str(record.get("key")))
        elif record.get("step") == _ANSWERED or record.get("code") not in (None, "tracker_no_answer"):
            waiting.discard(str(record.get("key")))
    return frozenset(waiting)
