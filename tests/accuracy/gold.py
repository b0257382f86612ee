"""The labels of a pair, as its folder's files hold them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from compare.model import ChangeKind, Role

UnitPair = tuple[int, int]
"""The id of a baseline unit and of a current one."""

_COUNTED_ROLES: Final = frozenset({Role.DONE, Role.PROBLEM, Role.PLAN})


class Side(StrEnum):
    BASELINE = "baseline"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a heading, as the annotators cut the report."""

    id: int
    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """The values of one quantity in both years; an optional one may be found but need not be."""

    before: float
    after: float
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """What two annotated reports hold and how they belong together.

    `links` and `pledges` are spelled out as pairs of units: a link of two units with one is two pairs;
    `whole_links` are the links as they were labelled, with the units of each side.
    """

    units: Mapping[Side, tuple[Unit, ...]]
    roles: Mapping[Side, Mapping[int, Role]]
    links: Mapping[UnitPair, ChangeKind]
    whole_links: tuple[tuple[Mapping[Side, frozenset[int]], ChangeKind], ...]
    linked: Mapping[Side, frozenset[int]]
    pledges: frozenset[UnitPair]
    figures: tuple[FigureLabel, ...]

    def counted(self, side: Side) -> frozenset[int]:
        """The units that have a status: all but preambles, headings and those nobody could decide on."""
        return frozenset(unit for unit, role in self.roles[side].items() if role in _COUNTED_ROLES)

    def counted_links(self) -> dict[UnitPair, ChangeKind]:
        baseline, current = self.counted(Side.BASELINE), self.counted(Side.CURRENT)
        return {pair: kind for pair, kind in self.links.items() if pair[0] in baseline and pair[1] in current}


_Label = Mapping[str, Any]


def read_gold(folder: Path) -> Gold:
    """The labels in `baseline.units.jsonl`, `current.units.jsonl` and `gold.jsonl` of a folder."""
    labels = list(_read_lines(folder / "gold.jsonl"))
    links = [label for label in labels if label["type"] == "link"]
    return Gold(
        units={side: tuple(_read_units(folder / f"{side}.units.jsonl")) for side in Side},
        roles={side: _roles(labels, side) for side in Side},
        links={pair: ChangeKind(link["change"]) for link in links for pair in _pairs(link)},
        whole_links=tuple(
            ({side: frozenset(link[side]) for side in Side}, ChangeKind(link["change"])) for link in links
        ),
        linked={side: frozenset(unit for link in links for unit in link[side]) for side in Side},
        pledges=frozenset(pair for label in labels if label["type"] == "pledge" for pair in _pairs(label)),
        figures=tuple(_figures(labels)),
    )


def _read_lines(path: Path) -> Iterator[_Label]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _read_units(path: Path) -> Iterator[Unit]:
    for line in _read_lines(path):
        yield Unit(line["id"], line["text"], line["kind"] == "heading")


def _roles(labels: Iterable[_Label], side: Side) -> dict[int, Role]:
    return {
        unit: Role(label["role"])
        for label in labels
        if label["type"] == "role" and label["side"] == side
        for unit in label["units"]
    }


def _pairs(label: _Label) -> Sequence[UnitPair]:
    return [(before, after) for before in label["baseline"] for after in label["current"]]


def _figures(labels: Iterable[_Label]) -> Iterator[FigureLabel]:
    for label in labels:
        if label["type"] == "figure":
            yield FigureLabel(label["before"], label["after"], label.get("optional", False))
