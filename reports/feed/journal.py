"""The journal of a feed: what was meant, sent and answered, a line each, on the disk before the next step.

It tells people what happened, and a later run which tickets may still be on their way. Whether a ticket is
there the tracker alone knows: without its journal a feed makes no double.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from reports.review.records import now

JOURNAL: Final = "feed.jsonl"
_SENT, _ANSWERED, _FAILED = "sent", "answered", "failed"


class Journal:
    """`feed.jsonl` of a folder, open for one run; no token and no text of a report stands in it."""

    def __init__(self, folder: Path, target: str) -> None:
        self._path = folder / JOURNAL
        self._target = target
        self._held: list[dict[str, str]] = []
        self.unanswered = _unanswered(self._path, target)

    def __enter__(self) -> Self:
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        size = os.fstat(self._file).st_size
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.write(self._file, b"\n")  # a crash left a torn line, which must not swallow the next
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        os.close(self._file)

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
        lines = [
            json.dumps({"when": now(), "tracker": self._target} | each, ensure_ascii=False)
            for each in records
        ]
        data = "".join(line + "\n" for line in lines).encode()
        while data:
            data = data[os.write(self._file, data) :]
        os.fsync(self._file)


def _unanswered(path: Path, target: str) -> frozenset[str]:
    """The keys of tickets whose creation was sent to this tracker, and of which nothing was heard."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return frozenset()
    waiting: set[str] = set()
    for line in content.split(b"\n"):
        record = _record(line)
        if record.get("tracker") != target or record.get("action") != "create":
            continue
        if record.get("step") == _SENT:
            waiting.add(str(record.get("key")))
        elif record.get("step") == _ANSWERED or record.get("code") not in (None, "tracker_no_answer"):
            waiting.discard(str(record.get("key")))
    return frozenset(waiting)


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
