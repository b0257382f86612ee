"""A file that people keep and the feeder changes: never while someone has it open, never over their changes.

It is replaced in one step, so that at any moment the old file is there or the new one, whole.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import Timeout

from compare.model import Notice
from reports.locking import let_go, lock_beside
from reports.trackers.base import StaleError, TrackerError
from reports.trackers.umask import umask

# What Excel and WPS, WPS on Linux, and LibreOffice leave beside a file as long as it is open in them.
_OPEN_MARKS: Final = ("~${name}", ".~{name}", ".~lock.{name}#")
_USUAL_MODE: Final = 0o666


class TableFile:
    """One such file: `TableFile(Path("台账.xlsx"), wait=20.0)`; it waits so long for another feeder."""

    def __init__(self, path: Path, wait: float) -> None:
        self.path = path.resolve()  # a link stays a link to the file that is replaced
        self._wait = wait
        self._lock = lock_beside(self.path)
        self._seen: tuple[int, ...] | None = None
        self._digest = ""

    @property
    def name(self) -> str:
        """The file's name, as errors tell it."""
        return self.path.name

    def read(self) -> bytes | None:
        """Its bytes, or None where there is no such file yet.

        Raises
        ------
        TrackerError
            It cannot be read, or the folder is not there.
        """
        self._seen = self._look()
        try:
            data = self.path.read_bytes() if self._seen else None
        except OSError as error:
            raise self._unusable(error) from None
        if data is None and not self.path.parent.is_dir():
            raise TrackerError(Notice("table_no_folder", (("folder", str(self.path.parent)),)), is_fatal=True)
        self._digest = _digest(data)
        return data

    def has_changed(self) -> bool:
        """Whether the file was replaced, changed or deleted since it was read."""
        return self._look() != self._seen

    def forget(self) -> None:
        """Let the file count as changed until it is read again."""
        self._seen = ()

    def lock(self) -> None:
        """Keep other feeders out until `release`, and see that no program has the file open.

        Raises
        ------
        TrackerError
            Another feeder is at it for too long, the file is open, or the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout:
            raise TrackerError(Notice("table_locked", (("file", self.name),)), is_fatal=True) from None
        except OSError as error:
            raise self._unusable(error) from None
        self._see_that_it_is_free()

    def replace(self, data: bytes) -> None:
        """Put new bytes in the place of those that were read, with the file's mode.

        Raises
        ------
        StaleError
            The file is no longer as it was when it was read; nothing is overwritten.
        TrackerError
            It is open in a program, or cannot be written.
        """
        self.see_that_it_can_be_replaced()
        staged: str | None = None
        try:
            mode = self.path.stat().st_mode if self.path.exists() else _USUAL_MODE & ~umask()
            handle, staged = tempfile.mkstemp(prefix=".crossyear-", suffix=".tmp", dir=self.path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(staged).chmod(mode & 0o7777)
            self._see_that_it_is_as_it_was()
            Path(staged).replace(self.path)
            staged = None
        except OSError as error:
            raise self._unusable(error) from None
        finally:
            if staged is not None:
                with suppress(OSError):
                    Path(staged).unlink()
        self._seen, self._digest = self._look(), _digest(data)

    def see_that_it_can_be_replaced(self) -> None:
        """Raise what `replace` would raise, before anything is written."""
        self._see_that_it_is_free()
        self._see_that_it_is_as_it_was()

    def release(self) -> None:
        """Let other feeders in."""
        let_go(self._lock)

    def _look(self) -> tuple[int, ...] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error) from None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _see_that_it_is_free(self) -> None:
        for mark in _OPEN_MARKS:
            beside = self.path.with_name(mark.format(name=self.name))
            if beside.exists():
                values = (("file", self.name), ("lock", beside.name))
                raise TrackerError(Notice("table_open", values), is_fatal=True)
        if self.path.exists() and not os.access(self.path, os.W_OK):
            values = (("file", self.name), ("reason", "read-only"))
            raise TrackerError(Notice("table_unusable", values), is_fatal=True)

    def _see_that_it_is_as_it_was(self) -> None:
        data = self.path.read_bytes() if self.path.exists() else None
        if _digest(data) != self._digest:
            raise StaleError(Notice("table_changed", (("file", self.name),)), is_fatal=True)

    def _unusable(self, error: OSError) -> TrackerError:
        values = (("file", self.name), ("reason", error.strerror or type(error).__name__))
        return TrackerError(Notice("table_unusable", values), is_fatal=True)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()
