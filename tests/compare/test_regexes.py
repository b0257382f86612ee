"""No regular expression takes more than linear time, whatever text it is given."""

import re
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.compare.regexes import Pattern, Regex, find_regexes, hostile_texts

_SHORT, _LONG = 1_000, 4_000
_WORST = 6.0  # times as long for four times the text; what is quadratic takes sixteen times
_TOO_SHORT_TO_TELL = 0.002  # seconds, in which nothing quadratic goes through the long text
_ENOUGH_TO_TELL = 0.1
_TRIES = 8
_PATIENCE = 1.0  # seconds for one text
_REGEXES, _UNKNOWN = find_regexes()
_OF_MODULE: dict[str, list[Regex]] = defaultdict(list)
for _regex in _REGEXES:
    _OF_MODULE[_regex.place.partition(":")[0].rpartition("._")[0] or _regex.place].append(_regex)


class _TooLongError(Exception):
    """A text took longer than anybody waits."""


def test_every_expression_is_found() -> None:
    assert (
        _UNKNOWN == []
    )  # one whose names are of a function: give samples of them in tests/compare/regexes.py
    assert len(_REGEXES) > 250


@pytest.mark.parametrize("module", sorted(_OF_MODULE))
def test_four_times_the_text_takes_about_four_times_as_long(module: str) -> None:
    slow = {regex.place: found for regex in _OF_MODULE[module] if (found := _slow_on(regex))}

    assert slow == {}


@pytest.mark.parametrize(
    "bad",
    [r"(\d+)*元", r"\s+$", r"(?:[、，]?甲+)+乙", r"《.*》", r"^《(?:[^》]|甲)*》", r"a\s*,?\s*b", b"<[^>]*>"],
)
def test_a_bad_expression_is_told(bad: str | bytes) -> None:
    assert _slow_on(Regex("here", re.compile(bad), is_anchored=False)) is not None


def _slow_on(regex: Regex) -> str | None:
    """The first text on which an expression is slow, and how slow."""
    short = hostile_texts(regex.pattern, _SHORT)
    for made_of, text in hostile_texts(regex.pattern, _LONG).items():
        try:
            with _no_longer_than(_PATIENCE):
                growth = _growth(regex, short[made_of], text)
        except _TooLongError:
            return f"{made_of}: more than {_PATIENCE} s"
        if growth > _WORST:
            return f"{made_of}: {growth:.1f} times as long"
    return None


def _growth(regex: Regex, short: str, long: str) -> float:
    """How many times as long the long text takes as the short one, 1 where it takes no time to speak of.

    Whatever else the machine does only adds to the time, so the least of some tries is what it takes.
    """
    of_long = _seconds(regex, long)
    if of_long < _TOO_SHORT_TO_TELL:
        return 1.0
    of_short = _seconds(regex, short)
    for tried in range(1, _TRIES + 1):
        of_short = min(of_short, _seconds(regex, short))
        of_long = min(of_long, _seconds(regex, long))
        if of_long < _WORST * of_short and tried > 1:
            return of_long / of_short
    # It is slow, or the machine busy, which the processor's time tells apart.
    for _ in range(2):
        growth = _cpu_seconds(regex, long) / _cpu_seconds(regex, short)
        if growth <= _WORST:
            break
    return growth


def _seconds(regex: Regex, text: str) -> float:
    begun = time.perf_counter()
    _use(regex.pattern, text, is_anchored=regex.is_anchored)
    return time.perf_counter() - begun


def _cpu_seconds(regex: Regex, text: str) -> float:
    """Of one use; some systems count them in large steps, so it is used until there are many."""
    begun, uses = time.process_time(), 0
    while (spent := time.process_time() - begun) < _ENOUGH_TO_TELL:
        _use(regex.pattern, text, is_anchored=regex.is_anchored)
        uses += 1
    return spent / uses


def _use(pattern: Pattern, text: str, *, is_anchored: bool) -> None:
    subject = text if isinstance(pattern.pattern, str) else text.encode()
    if is_anchored:
        pattern.match(subject)  # type: ignore[arg-type] # of the pattern's own kind
        pattern.fullmatch(subject)  # type: ignore[arg-type] # the same
    else:
        for _ in pattern.finditer(subject):  # type: ignore[arg-type] # the same
            pass


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """What takes exponential time would never end; `re` looks for signals now and then."""

    def too_long(*_: object) -> None:
        raise _TooLongError

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
