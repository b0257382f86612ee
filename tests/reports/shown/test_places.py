"""Every change has its place among the sections, and no more work than it takes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from reports.shown.places import lay_out, walk
from tests.builders import comparison, large_comparison


def test_every_change_has_one_place() -> None:
    made = comparison()
    layout = lay_out(made)
    placed = [
        each.key
        for node in walk([*layout.current, *layout.leftover])
        for each in (*node.changes, *node.dropped)
    ]

    assert sorted(placed) == sorted(each.key for each in made.changes)


def _lines_run(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs: work that no other process slows down."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ARG001 - sys.settrace hands over a frame
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def test_four_times_the_changes_are_four_times_the_work_to_place() -> None:
    few, many = large_comparison(100), large_comparison(400)

    assert _lines_run(lambda: lay_out(many)) < 5 * _lines_run(lambda: lay_out(few))
