"""Some hundreds of mutated inputs, and those that once went wrong: none crashes, hangs or grows."""

import json
import os
import time
from mmap import mmap
from pathlib import Path

import pytest

from compare.reading.office import find_program
from compare.reading.scans import can_recognise
from tests.conftest import leave_out
from tests.fuzz import documents, office, results, running

_KEPT = json.loads((Path(__file__).parent / "kept.json").read_text(encoding="utf-8"))
_FIRST = 1_000_000  # of others than the long runs try
_INPUTS = 100
_OF_OFFICE = 4  # which take some seconds each

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no fork, no limits")


def _never_ends(number: int) -> str:
    while number:
        pass
    return "ended"


def _sleeps(number: int) -> str:
    time.sleep(60 * number)
    return "ended"


def _dies(number: int) -> str:
    if number:
        os._exit(9)
    return "ended"


def _takes_much(number: int) -> str:
    return str(len(bytearray(number * 1_200_000_000)))


def _takes_some(number: int) -> str:
    return str(len(bytearray(100_000_000 + number)))


def _stumbles(number: int) -> str:
    return str(1 / number)


@pytest.mark.parametrize("kind", ["reading", "results"])
def test_mutated_inputs_end_as_they_should(kind: str) -> None:
    module = documents if kind == "reading" else results
    outcome = running.run(module.attempt, [*_KEPT[kind], *range(_FIRST, _FIRST + _INPUTS)])

    assert outcome.faults == []
    assert sum(outcome.ended.values()) == _INPUTS + len(_KEPT[kind])
    assert len(outcome.ended) > 8  # ways to end


@pytest.mark.slow
def test_mutated_inputs_that_other_programs_read_end_as_they_should() -> None:
    if find_program() is None or not can_recognise():
        leave_out('no LibreOffice, no recognition: apt-get install libreoffice-writer, pip install ".[ocr]"')
    numbers = [*_KEPT["office"], *range(_FIRST, _FIRST + _OF_OFFICE)]
    outcome = running.run(office.attempt, numbers, hangs=office.HANGS)

    assert outcome.faults == []
    assert sum(outcome.ended.values()) == len(numbers)


@pytest.mark.parametrize(
    ("attempt", "told"),
    [
        (_never_ends, "SlowError"),
        (_sleeps, "hangs"),
        (_dies, "died: 9"),
        (_takes_much, "MiB"),
        (_stumbles, "ZeroDivisionError"),
    ],
)
def test_a_fault_is_told_by_its_number_and_the_rest_is_tried(
    attempt: running.Try, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 0.2)
    monkeypatch.setattr(running, "_HANGS", 6)
    bad = 0 if attempt is _stumbles else 1
    others = [2, 3] if attempt is _stumbles else [0, 0]

    outcome = running.run(attempt, [others[0], bad, others[1]])

    ((number, what),) = outcome.faults
    assert number == bad
    assert told in what
    assert sum(not each.startswith("FAULT") for each in outcome.ended.elements()) >= 2


def test_what_the_process_held_before_is_not_counted() -> None:
    with mmap(-1, 6 * 1024**3):
        assert running.run(_takes_some, [0]).faults == []


def test_the_same_number_makes_the_same_input() -> None:
    assert [documents.attempt(number) for number in range(9)] == [
        documents.attempt(number) for number in range(9)
    ]
