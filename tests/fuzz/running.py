"""Runs what is to hold for every input, in a process that is watched: none may crash, hang or grow."""

import multiprocessing
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Final

import psutil

Try = Callable[[int], str]  # what became of the input of a number, in a word

SECONDS: Final = 10  # of processor time for one input
_HANGS: Final = 90  # seconds by the clock without any word
_MEMORY: Final = 1024**2  # KiB that one input may add
_MOST_MEMORY: Final = 4 * 1024**3  # beyond what the process was forked with, which spares the machine
_BATCH: Final = 1_000  # inputs for one process
_TOLD_EVERY: Final = 1_000


class SlowError(Exception):
    """Something took too long."""


@dataclass(slots=True)
class Outcome:
    """How many inputs ended how, and those that did not as they should: number and what happened."""

    ended: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)


def run(attempt: Try, numbers: Sequence[int], *, hangs: float | None = None, tell: bool = False) -> Outcome:
    """Try the inputs of these numbers, in their order; `tell` how far it is on stderr.

    One that gives no word for `hangs` seconds by the clock is ended.
    """
    outcome = Outcome()
    rest = list(numbers)
    begun = time.monotonic()
    while rest:
        known = len(outcome.faults)
        done = _watched(attempt, rest[:_BATCH], outcome, hangs or _HANGS)
        tried = len(numbers) - len(rest) + done
        rest = rest[done:]
        if tell:
            sys.stderr.writelines(f"input {number}: {fault}\n" for number, fault in outcome.faults[known:])
        if tell and (tried % _TOLD_EVERY == 0 or not rest):
            minutes = (time.monotonic() - begun) / 60
            sys.stderr.write(f"{tried} in {minutes:.1f} min, {len(outcome.faults)} faults\n")
    return outcome


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Raise `SlowError` where a block takes more processor time.

    Blocks may stand in each other; what is left for the outer one goes on when the inner one ends.
    """

    def too_long(*_: object) -> None:
        raise SlowError

    before = signal.signal(signal.SIGPROF, too_long)
    left, _ = signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, left)
        signal.signal(signal.SIGPROF, before)


def _watched(attempt: Try, numbers: Sequence[int], outcome: Outcome, hangs: float) -> int:
    """How many were tried before the process ended, which a fault may have made it do."""
    fork = multiprocessing.get_context("fork")
    told, telling = fork.Pipe(duplex=False)
    process = fork.Process(target=_work, args=(attempt, numbers, telling))
    process.start()
    telling.close()
    tried = 0
    try:
        while tried < len(numbers):
            if not told.poll(hangs):
                outcome.faults.append((numbers[tried], "hangs"))
                return tried + 1
            try:
                ended, fault = told.recv()
            except EOFError:
                process.join()
                outcome.faults.append((numbers[tried], f"died: {process.exitcode}"))
                return tried + 1
            outcome.ended[ended] += 1
            if fault:
                outcome.faults.append((numbers[tried], fault))
            tried += 1
    finally:
        process.kill()
        process.join()
        told.close()
    return tried


def _work(attempt: Try, numbers: Sequence[int], telling: Connection) -> None:
    most = psutil.Process().memory_info().vms + _MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for number in numbers:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        fault = ""
        try:
            with no_longer_than(SECONDS):
                ended = attempt(number)
        except BaseException as error:
            ended = f"FAULT {type(error).__name__}"
            fault = "".join(traceback.format_exception(error)[-6:])
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if grown > _MEMORY:
            fault += f"took {grown // 1024} MiB"
        telling.send((ended, fault))
