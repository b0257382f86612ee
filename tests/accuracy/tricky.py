"""Pairs of sentences that are hard to judge: what is wanted, and what the toolkit makes of them today."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.accuracy.gold import Gold, Side, UnitPair
from tests.accuracy.pairs import COMMITTED, ReportPair, compared, labels_of, read_pair
from tests.accuracy.scoring import PlacedChange, place_changes, pledged_pairs

_CASES: Final = Path(__file__).with_name("tricky.json")
_HEAD: Final = """\
# Tricky cases

What makes comparing reports hard, in sentences of the committed pairs: before (−), after (+), what the labels
want, and what the toolkit does today, ✓ where that is right. Written by `python -m tests.expected --update`
from tests/accuracy/tricky.json, so that *today* is never yesterday.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """Units of a pair that belong together, or only seem to; `pledge` where a plan and its delivery do."""

    title: str
    why: str
    pair: ReportPair
    baseline: tuple[int, ...]
    current: tuple[int, ...]
    pledge: bool

    @property
    def unit_pairs(self) -> frozenset[UnitPair]:
        return frozenset((before, after) for before in self.baseline for after in self.current)


def read_cases() -> list[Case]:
    return [
        Case(
            title=entry["title"],
            why=entry["why"],
            pair=read_pair(COMMITTED / entry["pair"]),
            baseline=tuple(entry["baseline"]),
            current=tuple(entry["current"]),
            pledge=entry.get("pledge", False),
        )
        for entry in json.loads(_CASES.read_text("utf-8"))
    ]


def render_cases() -> str:
    """All cases as one page of Markdown."""
    return "\n".join([_HEAD, *("\n".join(_page(case)) for case in read_cases())])


def _page(case: Case) -> Iterator[str]:
    gold = labels_of(case.pair)
    wanted, today = _wanted(case, gold), _today(case, gold)
    yield f"## {case.title}\n\n{case.why}\n"
    for side, sign, units in ((Side.BASELINE, "−", case.baseline), (Side.CURRENT, "+", case.current)):
        yield from (f"    {sign} {unit.text}" for unit in gold.units[side] if unit.id in units)
    yield f"\nWanted: {wanted}.  \n{'✓ ' if today == wanted else ''}Today: {today}.\n"


def _wanted(case: Case, gold: Gold) -> str:
    if case.pledge:
        return _answered(case, gold.pledges)
    kinds = {gold.links[pair] for pair in case.unit_pairs if pair in gold.links}
    return _linked(case, gold.links.keys(), kinds)


def _today(case: Case, gold: Gold) -> str:
    comparison = compared(case.pair)
    if case.pledge:
        return _answered(case, pledged_pairs(gold, comparison.pledges))
    placed = tuple(place_changes(gold, comparison.changes))
    found = [item for item in placed if item.pairs & case.unit_pairs]
    pairs = frozenset[UnitPair]().union(*(item.pairs for item in found))
    return _linked(case, pairs, {item.change.change for item in found}) + _offered(case, pairs, placed)


def _linked(case: Case, pairs: Collection[UnitPair], kinds: Collection[object]) -> str:
    linked = case.unit_pairs.intersection(pairs)
    if not linked:
        return "not the same measure"
    part = "" if linked == case.unit_pairs else f", {len(linked)} of {len(case.unit_pairs)} pairs"
    return f"continued, {' or '.join(sorted(map(str, kinds)))}{part}"


def _offered(case: Case, linked: Collection[UnitPair], placed: Collection[PlacedChange]) -> str:
    """Whether a reviewer finds what was not linked among the candidates."""
    missing = case.unit_pairs.difference(linked)
    offered = any(item.offered & missing for item in placed)
    return ", offered as a candidate" if offered else ""


def _answered(case: Case, pairs: Collection[UnitPair]) -> str:
    answered = case.unit_pairs.intersection(pairs)
    return f"{len(answered)} of {len(case.unit_pairs)} answers found" if answered else "no answer found"
