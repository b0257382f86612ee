"""Whatever a server answers, a ticket holds texts where texts belong, or the answer is told as strange."""

from typing import Any

import pytest

from reports.trackers.base import Field, Ticket, TrackerError, UncertainError
from reports.trackers.shaped import ShapedTracker
from tests.reports.trackers.memory_tracker import MemoryTracker

_BAD: list[dict[str, Any]] = [
    {"id": 1},
    {"key": None},
    {"fields": {Field.TITLE: ["甲"]}},
    {"memory": {}},
    {"related": frozenset({2})},
    {"version": 3.5},
    {"url": "\ud800"},
]


@pytest.mark.parametrize("bad", _BAD, ids=lambda bad: next(iter(bad)))
def test_a_ticket_of_another_shape_is_told(bad: dict[str, Any]) -> None:
    inner = MemoryTracker()
    inner.kept["1"] = Ticket(**{"id": "1", "key": "2023-a", "fields": {}, **bad})
    inner.find = lambda key: list(inner.kept.values())  # type: ignore[method-assign] # noqa: ARG005 - as it is called
    inner.create = lambda *_: inner.kept["1"]  # type: ignore[method-assign] # the same
    tracker = ShapedTracker(inner, "https://duban.example.org/")

    with pytest.raises(TrackerError) as strange:
        tracker.find("2023-a")
    assert strange.value.notice.code == "tracker_strange"
    with pytest.raises(UncertainError):
        tracker.create("2023-a", {}, "")


def test_a_sound_ticket_is_given_as_it_is() -> None:
    inner = MemoryTracker()
    made = ShapedTracker(inner, "https://duban.example.org/").create("2023-a", {Field.TITLE: "甲"}, "")

    assert list(ShapedTracker(inner, "").tickets()) == [made] == list(inner.tickets())
