"""Untrusted documents are read by a process of their own, which ends where it takes too much.

A few bytes can make a library draw, unpack or recurse without end. So a reader is called in a child process
with limits on its memory and its processor time, and is ended where it stands still; what it found comes
back as values of `compare.model` and nothing else. Where there are no such limits (Windows has none on
memory), the clock holds; where no process can be started, the reader is called here.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Any, BinaryIO, Final, NoReturn

import compare.model
import compare.terms
from compare.errors import InputError
from compare.model import Content, Notice

Read = Callable[[Path, bytes], Content]

_MEGABYTE: Final = 1_000_000
_LARGEST_ANSWER: Final = 100 * _MEGABYTE
_CLOCK_BEATS_CPU: Final = 4  # a busy machine gives a process a fourth of a core, seldom less
_LOOKS: Final = 4
_AT_WORK: Final = 0.01  # of a core, as much as a very busy one may give
_START: Final = "import sys; sys.path[:] = sys.argv[1:]; from compare.reading.confined import serve; serve()"
_MODELS: Final = (compare.model, compare.terms)
_OUT_OF_TIME: Final = -getattr(signal, "SIGXCPU", 0) or None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may take: bytes of memory, seconds of processor time for a file and for each MB of it.

    >>> Limits().seconds_for(3_000_000)
    11
    """

    memory: int = 1024**3 - 64 * 1024**2  # the rest of a gigabyte is for what stands outside the limit
    seconds: int = 8
    seconds_per_megabyte: int = 1

    def seconds_for(self, size: int) -> int:
        """Seconds of processor time for a file of so many bytes."""
        return self.seconds + size * self.seconds_per_megabyte // _MEGABYTE


@dataclass(frozen=True, slots=True)
class _Missing:
    """A package that the reader needs is not there."""

    module: str


def read_confined(read: Read, path: Path, data: bytes, limits: Limits) -> Content:
    """What `read(path, data)` returns, called in a process that is held to the limits.

    Raises
    ------
    InputError
        What `read` raises, or it took too long or too much memory, or died.
    ModuleNotFoundError
        As `read`.
    """
    try:
        process = _started()
    except OSError:
        return read(path, data)
    seconds = limits.seconds_for(len(data))
    clock = _Clock(process, seconds)
    clock.start()
    try:
        answer = _asked(process, pickle.dumps((read, path, limits, seconds)) + data)
        ended_in_time = not clock.ran_out
        code = process.wait()
    finally:
        clock.stop()
        process.kill()
        process.wait()
    if not ended_in_time or code == _OUT_OF_TIME:
        raise InputError(path, Notice("reading_time", (("seconds", str(seconds)),)))
    return _understood(answer, path, limits)


class _Clock(Thread):
    """Ends a process that stands still: of one that works, the limit on its processor time is the end.

    What a machine under load gives may be far less than a fourth of a core: a scan of thirty pages was ended
    by the clock alone.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: int) -> None:
        super().__init__(daemon=True)
        self.ran_out = False
        self._process = process
        self._seconds = seconds
        self._stopped = Event()

    def run(self) -> None:
        """Look at the process, time after time, until it ends or is ended."""
        pause, before = self._seconds * _CLOCK_BEATS_CPU / _LOOKS, 0.0
        looks = 0
        while not self._stopped.wait(pause):
            looks += 1
            used = _processor_seconds(self._process.pid)
            works = before + _AT_WORK * pause <= used <= self._seconds
            if looks >= _LOOKS and not works:
                self.ran_out = True
                self._process.kill()
                return
            before = used

    def stop(self) -> None:
        """End the clock, not the process."""
        self._stopped.set()


def _processor_seconds(process: int) -> float:
    """What a process has taken of the processor; 0 where the system does not say."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        return (int(state[11]) + int(state[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def _started() -> subprocess.Popen[bytes]:
    if not sys.executable or getattr(sys, "frozen", False):
        raise OSError
    here = str(Path(__file__).parents[2])
    return subprocess.Popen(  # noqa: S603 - this interpreter, with nothing of the document
        [sys.executable, "-I", "-S", "-B", "-c", _START, here, *(each for each in sys.path if each)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _asked(process: subprocess.Popen[bytes], question: bytes) -> bytes:
    """The answer to a question, all of which is taken before the answer begins."""
    if process.stdin is None or process.stdout is None:
        raise OSError
    with process.stdout:
        with suppress(BrokenPipeError), process.stdin:  # it may be dead already
            process.stdin.write(question)
        return process.stdout.read(_LARGEST_ANSWER + 1)


def _understood(answer: bytes, path: Path, limits: Limits) -> Content:
    if len(answer) > _LARGEST_ANSWER:
        raise InputError(path, _too_large(limits))
    said = models_in(answer)
    if isinstance(said, Notice):
        raise InputError(path, said)
    if isinstance(said, _Missing):
        raise ModuleNotFoundError(said.module, name=said.module)
    if not isinstance(said, Content):
        raise InputError(path, Notice("reader_died"))
    return said


def models_in(data: bytes) -> object:
    """The value that pickled bytes hold if it is made of `compare.model` and its terms alone, else None.

    >>> models_in(pickle.dumps(Notice("empty_file"))), models_in(pickle.dumps(os.getcwd))
    (Notice(code='empty_file', values=()), None)
    """
    try:
        return _ModelsOnly(BytesIO(data)).load()
    except Exception:  # whoever wrote them may have died while it did: allocators abort without memory
        return None


class _ModelsOnly(pickle.Unpickler):
    """Makes values of `compare.model` and its terms, and of nothing else, whatever took over the child."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that `compare.model` or `compare.terms` defines."""
        if (module, name) == (__name__, _Missing.__name__):
            return _Missing
        found = next((vars(each).get(name) for each in _MODELS if each.__name__ == module), None)
        if found is None or getattr(found, "__module__", "") != module:
            message = f"{module}.{name}"
            raise pickle.UnpicklingError(message)
        return found


def serve() -> None:
    """What the child does: take one question from stdin and answer it on stdout."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints is not to be heard
    read, path, limits, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent's own words
    data = sys.stdin.buffer.read()
    _confine(limits, seconds)
    try:
        said: object = read(path, data)
    except InputError as error:
        said = error.notice
    except ModuleNotFoundError as error:
        said = _Missing(error.name or "")
    except MemoryError:
        said = _too_large(limits)
    except Exception as error:  # whatever a library stumbles over, the file is not good
        said = Notice("reader_stumbled", (("reason", f"{type(error).__name__}: {error}"[:200]),))
    _end(answers, said, limits)


def _end(answers: BinaryIO, said: object, limits: Limits) -> NoReturn:
    try:
        answer = pickle.dumps(said)
    except MemoryError:
        answer = pickle.dumps(_too_large(limits))
    answers.write(answer)
    answers.flush()
    sys.exit()


def _confine(limits: Limits, seconds: int) -> None:
    try:
        import resource
    except ModuleNotFoundError:
        return
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):  # a system may know a limit and not set it
            resource.setrlimit(kind, (soft, hard))


def _too_large(limits: Limits) -> Notice:
    return Notice("reading_memory", (("megabytes", str(limits.memory // _MEGABYTE)),))
