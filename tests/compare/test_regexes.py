"""No regular expression of the engine takes more than linear time, whatever it is given."""

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.compare.regexes import Regex, find_regexes, hostile_units

_SHORT, _LONG = 1_000, 4_000
_WORST = 6.0  # four times as long a text may take so many times as long; sixteen times is quadratic
_TOO_SMALL_TO_TELL = 0.002  # seconds
_ENOUGH_TO_TELL = 0.06
_TRIES = 4
_PATIENCE = 5.0
_REGEXES, _UNKNOWN = find_regexes()


def test_every_expression_is_found() -> None:
    assert (
        _UNKNOWN == []
    )  # one that is put together in a function: give its names in tests/compare/regexes.py
    assert len(_REGEXES) > 150


@pytest.mark.parametrize("regex", _REGEXES, ids=lambda regex: regex.place)
def test_four_times_the_text_takes_about_four_times_as_long(regex: Regex) -> None:
    slow = {}
    for unit in hostile_units(regex.pattern):
        for end in ("", "\x00"):
            with _no_longer_than(_PATIENCE, regex, unit):
                growth = _growth(regex, unit, end)
            if growth > _WORST:
                slow[unit + end] = round(growth, 1)

    assert slow == {}, regex.pattern.pattern


def test_bad_expressions_are_told_apart() -> None:
    for bad in (r"(\d+)*元", r"\s+$", r"(?:[、，]?甲+)+乙", r"《.*》"):
        regex = Regex("here", re.compile(bad), is_anchored=False)
        grown = []
        for unit in hostile_units(regex.pattern):
            try:
                with _no_longer_than(0.5, regex, unit):
                    grown.append(_growth(regex, unit, "\x00"))
            except pytest.fail.Exception:
                grown.append(float("inf"))
        assert max(grown) > _WORST, bad


def _growth(regex: Regex, unit: str, end: str) -> float:
    """How many times as much processor time the long text takes as the short one, where it takes any."""
    short, long = ((unit * (size // len(unit) + 1))[:size] + end for size in (_SHORT, _LONG))
    begun = time.perf_counter()
    _use(regex, long)
    if time.perf_counter() - begun < _TOO_SMALL_TO_TELL:
        return 1.0
    growth = float("inf")
    for _ in range(_TRIES):  # a busy machine errs, most often to one side
        growth = min(growth, _processor_time(regex, long) / _processor_time(regex, short))
        if growth <= _WORST:
            break
    return growth


def _processor_time(regex: Regex, text: str) -> float:
    """Seconds of one use; some systems count them in large steps, so it is used until there are many."""
    begun, uses = time.process_time(), 0
    while (spent := time.process_time() - begun) < _ENOUGH_TO_TELL:
        _use(regex, text)
        uses += 1
    return spent / uses


def _use(regex: Regex, text: str) -> None:
    if regex.is_anchored:
        regex.pattern.match(text)
        regex.pattern.fullmatch(text)
    else:
        for _ in regex.pattern.finditer(text):
            pass


@contextmanager
def _no_longer_than(seconds: float, regex: Regex, unit: str) -> Iterator[None]:
    """An exponential one would never end; `re` looks for signals now and then."""

    def too_long(*_: object) -> None:
        pytest.fail(f"{regex.pattern.pattern} takes more than {seconds} s on {unit!r}")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
