"""Files of JSON lines that only grow: one process at a time adds, and what was added is on the disk."""

import errno
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Final

from reports.locking import let_go, lock_beside
from reports.shown.safe_text import escaped

_POLL: Final = 0.01  # seconds between two looks whether the lock is free


class Adding:
    """The file as it is open for whoever holds its lock."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def add(self, records: Iterable[Mapping[str, object]]) -> None:
        """Add a line each; they are on the disk when this returns.

        Raises
        ------
        OSError
            They could not be written.
        """
        lines = "".join(line_of(record) + "\n" for record in records).encode()
        if not lines:
            return
        if self._is_torn():
            lines = b"\n" + lines  # a crash left half a line, which must not swallow the next
        while lines:
            lines = lines[self._file.write(lines) :]
        os.fsync(self._file.fileno())

    def _is_torn(self) -> bool:
        if not self._file.seek(0, os.SEEK_END):
            return False
        self._file.seek(-1, os.SEEK_END)
        return self._file.read(1) != b"\n"


@contextmanager
def adding_to(path: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[Adding]:
    """Open a file for adding, which nobody else does meanwhile, in whatever thread or process.

    The lock is a file beside it, `.decisions.jsonl.lock`; it is free when its process ends.
    `on_wait` is called where another holds it.

    Raises
    ------
    OSError
        The folder or the file cannot be written.
    """
    from filelock import Timeout  # 0.03 s, which a comparison that adds nothing need not pay

    lock = lock_beside(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        lock.acquire(poll_interval=_POLL)
    try:
        is_new = not path.exists()
        if not is_new:
            _see_that_it_is_a_file(path)
        with path.open("ab+", buffering=0) as file:
            if is_new:
                _sync_folder(path.parent)
            yield Adding(file)
    finally:
        let_go(lock)


def bytes_of(path: Path) -> bytes:
    """What a file holds; a pipe or a device, which may keep a reader waiting for ever, is none.

    Raises
    ------
    OSError
        It cannot be read.
    """
    _see_that_it_is_a_file(path)
    return path.read_bytes()


def line_of(record: Mapping[str, object]) -> str:
    """The line of a record, without its end.

    >>> line_of({"who": "李敏"})
    '{"who": "李敏"}'
    """
    return escaped(json.dumps(record, ensure_ascii=False))


def records_in(content: bytes) -> Iterator[tuple[int, object]]:
    """What the lines of a file hold, numbered from 1; None where a crash tore one, or it is no JSON.

    >>> list(records_in('{"who": "李敏"}\\n\\n{"who"'.encode()))
    [(1, {'who': '李敏'}), (3, None)]
    """
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield number, _record(line)


def _record(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _see_that_it_is_a_file(path: Path) -> None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a folder is refused as it is read
        raise OSError(errno.EINVAL, "not a regular file")


def _sync_folder(folder: Path) -> None:
    """Keep the name of a new file through a crash; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
