"""A reviewed comparison as labelled data: the units of both reports, and what reviewers said of them.

What nobody decided on is left undecided (`ignore`), so that the labels hold people's judgement alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compare.model import Change, Comparison, Measure, Report, Role
from reports.shown.safe_text import escaped
from reports.staging import staged

GOLD: Final = "gold.jsonl"
UNITS: Final = {"baseline": "baseline.units.jsonl", "current": "current.units.jsonl"}
_Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labels:
    """The lines of the three files."""

    baseline: tuple[_Line, ...]
    current: tuple[_Line, ...]
    gold: tuple[_Line, ...]


def make_labels(comparison: Comparison) -> Labels:
    """The units of both reports, numbered from 1, and the labels on them.

    `{"type": "link", "baseline": [12], "current": [30], "change": "figures"}`.
    """
    baseline, before = _units(comparison.baseline)
    current, after = _units(comparison.current)
    numbers = {"baseline": before, "current": after}
    return Labels(tuple(baseline), tuple(current), tuple(_gold(comparison, numbers)))


def write_labels(labels: Labels, folder: Path) -> None:
    """Write the units of both sides and the gold into a folder, which is made if need be, all or none."""
    files = {UNITS["baseline"]: labels.baseline, UNITS["current"]: labels.current, GOLD: labels.gold}
    with staged(folder, tuple(files)) as stage:
        for name, lines in files.items():
            text = "".join(escaped(json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
            (stage / name).write_text(text, encoding="utf-8", newline="\n")


def _units(report: Report) -> tuple[list[_Line], dict[str, int]]:
    """The headings and sentences in reading order, and the number of every measure by its id."""
    lines: list[_Line] = []
    numbers: dict[str, int] = {}
    told = 0
    for measure in report.measures:
        for section in report.sections[told + 1 : measure.section + 1]:
            lines.append(_unit(len(lines) + 1, "heading", section.level, section.path, section.heading))
        told = max(told, measure.section)
        section = report.sections[measure.section]
        lines.append(_unit(len(lines) + 1, "text", section.level, section.path, measure.text))
        numbers[measure.id] = len(lines)
    for section in report.sections[told + 1 :]:
        lines.append(_unit(len(lines) + 1, "heading", section.level, section.path, section.heading))
    return lines, numbers


def _unit(number: int, kind: str, level: int, path: tuple[str, ...], text: str) -> _Line:
    return {"id": number, "kind": kind, "level": level, "path": " / ".join(path), "text": text}


_Numbers = Mapping[str, Mapping[str, int]]


def _gold(comparison: Comparison, numbers: _Numbers) -> Iterator[_Line]:
    decided = [change for change in comparison.changes if is_decided(change)]
    undecided = [change for change in comparison.changes if not is_decided(change)]
    measures = [change for change in decided if change.role is not Role.PREAMBLE]
    yield from _roles(decided, numbers)
    yield from (
        {"type": "link", **_sides(change, numbers), "change": change.change.value}
        for change in measures
        if change.change
    )
    yield from (
        {"type": "pledge", **_sides(pledge, numbers), "state": pledge.state.value}
        for pledge in comparison.pledges
        if pledge.review and pledge.review.decides and pledge.current
    )
    for change in measures:
        yield from _figures(change, numbers)
    for side in UNITS:
        if units := _numbered(undecided, side, numbers):
            yield {"type": "ignore", "side": side, "units": units}


def _roles(decided: Sequence[Change], numbers: _Numbers) -> Iterator[_Line]:
    for side in UNITS:
        for role in Role:
            units = _numbered((change for change in decided if change.role is role), side, numbers)
            if units:
                yield {"type": "role", "side": side, "units": units, "role": role.value}


def is_decided(change: Change) -> bool:
    """Whether somebody decided on a change; greetings and lead-ins need no decision."""
    return change.role is Role.PREAMBLE or (change.review is not None and change.review.decides)


def _of(side: str, of: Any) -> tuple[Measure, ...]:
    measures: tuple[Measure, ...] = getattr(of, side)
    return measures


def _numbered(changes: Iterable[Change], side: str, numbers: _Numbers) -> list[int]:
    return sorted(numbers[side][measure.id] for change in changes for measure in _of(side, change))


def _sides(of: Any, numbers: _Numbers) -> _Line:
    return {
        side: [numbers[side][measure.id] for measure in _of(side, of)] for side in ("baseline", "current")
    }


def _figures(change: Change, numbers: _Numbers) -> Iterator[_Line]:
    """The quantities of a continued measure that reviewers accepted with it."""
    for figure in change.figures:
        before = next((m for m in change.baseline if figure.before in m.figures), None)
        after = next((m for m in change.current if figure.after in m.figures), None)
        if before and after and figure.before and figure.after:
            yield {
                "type": "figure",
                "baseline": [numbers["baseline"][before.id]],
                "current": [numbers["current"][after.id]],
                "before": figure.before.value,
                "after": figure.after.value,
            }
