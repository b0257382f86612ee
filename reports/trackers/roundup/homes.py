"""Homes of Roundup with our own schema and pages: made beside their place, and moved there when whole."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import roundup.instance
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from filelock import Timeout
from roundup.configuration import CoreConfig

from compare.model import Notice
from reports.locking import let_go, lock_beside
from reports.trackers.base import TrackerError
from reports.trackers.umask import umask

_TEMPLATE: Final = Path(__file__).parent / "home"
_INFO: Final = "TEMPLATE-INFO.txt"
_LONGEST_WAIT: Final = 60.0
WEB: Final = "http://127.0.0.1:8917/"


def open_home(path: Path) -> Any:
    """The Roundup instance of a home, which is made if there is none yet.

    Raises
    ------
    TrackerError
        Something else is there, or it cannot be made.
    """
    with telling(path):
        if is_taken(path) and not _is_home(path):  # before a lock is put beside what is not ours
            raise TrackerError(Notice("roundup_not_home", (("path", str(path)),)), is_fatal=True)
    with writing(path), telling(path):
        if not is_taken(path):
            _make(path)
        instance = roundup.instance.open(str(path))
        instance.config["UMASK"] = oct(umask())  # Roundup sets it for the whole process
        return instance


def is_taken(path: Path) -> bool:
    """Whether there is something at the path; an empty folder is nothing."""
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Nobody else writes to a home meanwhile: a change is compared with what is there, then written.

    Raises
    ------
    TrackerError
        Others do not let go of it, or its folder cannot be written to.
    """
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_beside(path)
        try:
            lock.acquire(timeout=_LONGEST_WAIT)
        except Timeout:
            raise TrackerError(Notice("roundup_locked", (("path", str(path)),)), is_fatal=True) from None
    try:
        yield
    finally:
        let_go(lock)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Tell in one line what the disk or the database refuses."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        values = (("path", str(path)), ("reason", reason))
        raise TrackerError(Notice("roundup_failed", values), is_fatal=True) from error


def _is_home(path: Path) -> bool:
    try:
        return (path / _INFO).read_text().startswith("Name: crossyear")
    except (OSError, UnicodeDecodeError):
        return False


def _make(path: Path) -> None:
    making = path.with_name(f".{path.name}.making")
    if making.exists():
        shutil.rmtree(making)  # of a run that was killed; the lock says that nobody is at work there
    making.mkdir(mode=0o700)  # its config.ini holds secrets
    for file in _TEMPLATE.rglob("*.*"):
        if "__pycache__" not in file.parts:
            target = making / file.relative_to(_TEMPLATE)
            target.parent.mkdir(exist_ok=True)
            _put(file, target)
    CoreConfig(settings=_settings()).save(str(making / CoreConfig.INI_FILE))
    instance = roundup.instance.open(str(making))
    instance.config["UMASK"] = oct(umask())
    instance.init(None)
    making.rename(path)


def _put(file: Path, target: Path) -> None:
    if file.suffix == ".po":
        with file.open("rb") as catalogue, target.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(catalogue))
    else:
        # Roundup reads its code and pages in the encoding of the system.
        encoding = None if file.suffix in (".py", ".html") else "utf-8"
        target.write_text(file.read_text(encoding="utf-8"), encoding=encoding)


def _settings() -> dict[str, str]:
    return {
        "TRACKER_NAME": "督办台账",
        "TRACKER_WEB": WEB,
        "TRACKER_LANGUAGE": "zh_CN",
        "TIMEZONE": str(time.localtime().tm_gmtoff // 3600),
        "RDBMS_BACKEND": "sqlite",
        "WEB_ENABLE_XMLRPC": "no",
        "WEB_CSRF_ENFORCE_TOKEN": "required",
        # No mail is sent: what Roundup would mail, such as an error in a page, is written to this file.
        "MAIL_DEBUG": "mail.log",
        "MAIL_DOMAIN": "localhost",
        "MAIL_HOST": "localhost",
        "ADMIN_EMAIL": "admin@localhost",
    }
