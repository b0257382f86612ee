"""Files that take the places of earlier ones together: all or none, also where the process is killed.

New files are written into a folder `.crossyear-…` beside the old ones. Renaming it to `.crossyear-ready`
decides: before that nothing has happened; after it whoever comes next to the folder puts into their places
what still lies there (`recover`). What a killed process left before it decided is deleted then.
"""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

_PREFIX: Final = ".crossyear-"
_READY: Final = f"{_PREFIX}ready"
_EARLIER: Final = "earlier"  # in it: the old files, until the new ones are in their places
_LONG_AGO: Final = 3600.0  # seconds after which a folder is left over where there are no locks on folders


@contextmanager
def staged(directory: Path, names: Sequence[str]) -> Iterator[Path]:
    """A folder to write files of these names in; in the end they take the places of the earlier ones.

    Raises
    ------
    OSError
        The directory cannot be made or written, or a file not be put in its place; all is as it was.
    """
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _stage_in(directory) as stage:
            yield stage
            _see_that_they_are_no_folders(directory, names)
            (stage / _EARLIER).mkdir()
            with _locked(directory):
                _switch(stage, directory, names)
    except BaseException:
        for made in missing:
            with suppress(OSError):
                made.rmdir()
        raise


def recover(directory: Path) -> None:
    """Finish what a killed process had decided to put into a directory, and delete what it had not.

    Raises
    ------
    OSError
        A file cannot be put in its place.
    """
    if any(_stages(directory)):
        with _locked(directory):
            _recover(directory)


def _recover(directory: Path) -> None:
    ready = directory / _READY
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            if path.name != _EARLIER:
                path.replace(directory / path.name)
        shutil.rmtree(ready)
    for stage in _stages(directory):
        if _is_abandoned(stage):
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _stage_in(directory: Path) -> Iterator[Path]:
    """A new folder that nobody takes for abandoned while the process lives."""
    with ExitStack() as held:
        with _locked(directory):
            _recover(directory)
            stage = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=directory))
            held.callback(shutil.rmtree, stage, ignore_errors=True)
            held.enter_context(_locked(stage))
        yield stage


def _stages(directory: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError, NotADirectoryError):
        yield from (each for each in directory.glob(f"{_PREFIX}*") if each.is_dir())


def _see_that_they_are_no_folders(directory: Path, names: Sequence[str]) -> None:
    for name in names:
        if (directory / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)


def _switch(stage: Path, directory: Path, names: Sequence[str]) -> None:
    """Decide, and put every file in its place; where one cannot be (Excel has it open), decide otherwise.

    On the way back the new files return to the folder that is ready: at any moment it can be finished.
    """
    ready = stage.rename(directory / _READY)
    begun: list[str] = []
    try:
        for name in names:
            begun.append(name)
            if (directory / name).exists():
                (directory / name).replace(ready / _EARLIER / name)
            (ready / name).replace(directory / name)
    except OSError:
        for name in reversed(begun):
            if not (ready / name).exists():
                (directory / name).replace(ready / name)
            if (ready / _EARLIER / name).exists():
                (ready / _EARLIER / name).replace(directory / name)
        ready.rename(stage)
        raise
    except BaseException:  # a signal: there is time to finish, and none to go back
        _recover(directory)
        raise
    shutil.rmtree(ready)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep others out who ask for the folder, too; a system without such locks lets everybody in."""
    try:
        import fcntl
    except ModuleNotFoundError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system may have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_abandoned(stage: Path) -> bool:
    """Whether the process that made it has ended."""
    try:
        import fcntl
    except ModuleNotFoundError:
        return time.time() - stage.stat().st_mtime > _LONG_AGO
    handle = os.open(stage, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
