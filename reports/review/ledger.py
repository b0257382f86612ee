"""The file of decisions: lines are only ever added, and each is on the disk before it is acknowledged."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Final

from compare.decisions.standing import Conflict, Decision, contradicted_unseen
from compare.model import Notice
from reports.review.records import from_line, to_line

DECISIONS: Final = "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All decisions of a file in its order, each once, and the numbers of the lines that are none."""

    decisions: tuple[Decision, ...] = ()
    unreadable: tuple[int, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is to be told of the file."""
        if not self.unreadable:
            return ()
        lines = "、".join(map(str, self.unreadable))
        return (Notice("unreadable_decisions", (("count", str(len(self.unreadable))), ("lines", lines))),)


class StaleError(Exception):
    """A decision that contradicts others which its reviewer had not seen; nothing was written."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(conflicts)
        self.conflicts = conflicts


class LedgerFile:
    """`decisions.jsonl` of a folder; several threads and processes may add to it at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / DECISIONS
        self._lock = RLock()
        self._read: tuple[str, Ledger] = ("", Ledger())

    @property
    def stamp(self) -> str:
        """Another text whenever the file has changed."""
        try:
            state = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return f"{state.st_size}-{state.st_mtime_ns}"

    def read(self) -> Ledger:
        """What the file holds; a line that a crash tore, or that is no decision, is passed over and told."""
        with self._lock:
            stamp = self.stamp
            if self._read[0] != stamp:
                self._read = (stamp, _parse(self.path.read_bytes()))
            return self._read[1]

    def add(self, decision: Decision) -> None:
        """Add one decision; one that is there already is not added again.

        Raises
        ------
        StaleError
            It contradicts decisions that its reviewer had not seen.
        OSError
            It could not be written.
        """
        with self._alone() as file:
            decisions = self.read().decisions
            if any(each.id == decision.id for each in decisions):
                return
            if decision.undoes == "" and (unseen := contradicted_unseen(decision, decisions)):
                raise StaleError(tuple(Conflict(decision, other) for other in unseen))
            self._append(file, [decision])

    def take(self, decisions: Iterable[Decision]) -> int:
        """Add what is not there yet, whatever it contradicts, and say how many that were."""
        with self._alone() as file:
            known = {each.id for each in self.read().decisions}
            fresh = {each.id: each for each in decisions if each.id not in known}
            self._append(file, fresh.values())
        return len(fresh)

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """The open file, which nobody else adds to meanwhile."""
        with self._lock:
            is_new = not self.path.exists()
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                _lock(file)
                if is_new:
                    _sync_folder(self.path.parent)
                yield file
            finally:
                os.close(file)

    def _append(self, file: int, decisions: Iterable[Decision]) -> None:
        lines = "".join(to_line(each) + "\n" for each in decisions).encode()
        if not lines:
            return
        size = os.fstat(file).st_size
        if size and os.pread(file, 1, size - 1) != b"\n":
            lines = b"\n" + lines  # a crash left a torn line, which must not swallow this one
        while lines:
            lines = lines[os.write(file, lines) :]
        os.fsync(file)


def read_decisions(path: Path) -> Ledger:
    """The decisions of any file, such as one that was saved from the page.

    Raises
    ------
    OSError
        It cannot be read.
    """
    return _parse(path.read_bytes())


def _parse(content: bytes) -> Ledger:
    found: dict[str, Decision] = {}
    unreadable: list[int] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            decision = from_line(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            unreadable.append(number)
        else:
            found.setdefault(decision.id, decision)
    return Ledger(tuple(found.values()), tuple(unreadable))


def _lock(file: int) -> None:
    """Until the file is closed, or its process ends."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
