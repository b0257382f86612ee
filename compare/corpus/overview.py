"""What all bodies together tell: counts by pair, the new measures that spread, the most unusual changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pyarrow.compute as pc
import pyarrow.dataset as ds

from compare.corpus.dataset import index_rows
from compare.corpus.spread import spread_groups

_MOST: Final = 50
_LEAST_BODIES: Final = 3


@dataclass(frozen=True, slots=True)
class Taker:
    """A body that tells a measure as a new one: in which year, of which pair, and in its words."""

    body: str
    year: int
    pair_id: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A new measure of several bodies of one kind, who was first and who followed, a body once."""

    kind: str
    takers: tuple[Taker, ...]


@dataclass(frozen=True, slots=True)
class PairCount:
    """What became of the measures of one pair."""

    pair_id: str
    body: str
    kind: str
    baseline_year: int
    year: int
    gap: int
    new: int
    dropped: int
    continued: int
    repeated: int
    plans: int
    kept: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unusual:
    """A change that few bodies have anything like: how unusual (0–100), its rarest words, its texts."""

    body: str
    kind: str
    year: int
    pair_id: str
    status: str
    percentile: float
    words: tuple[str, ...]
    before: str
    after: str


def pair_counts(data: Path) -> list[PairCount]:
    """The counts of every pair, by kind, body and year."""
    counts = [
        PairCount(
            kind=unquote(row["kind"]),
            warnings=tuple(row["warnings"]),
            **{name: row[name] for name in ("pair_id", "body", "baseline_year", "year", "gap")},
            **{name: row[name] for name in ("new", "dropped", "continued", "repeated", "plans", "kept")},
        )
        for row in _rows(data, "pairs")
    ]
    return sorted(counts, key=lambda each: (each.kind, each.body, each.year))


def most_spread(data: Path) -> list[Spread]:
    """The new measures of the most bodies; of one body the first year counts."""
    by_kind: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for year, kind, rows in index_rows(data):
        by_kind.setdefault(kind, []).extend((year, row) for row in rows.to_pylist())
    found: list[Spread] = []
    for kind, told in sorted(by_kind.items()):
        groups = spread_groups([row["bands"] for _, row in told], [row["signature"] for _, row in told])
        for group in groups:
            takers: dict[str, Taker] = {}
            for place in group:
                year, row = told[place]
                taker = Taker(row["body"], year, row["pair_id"], row["key"], row["current_text"])
                takers.setdefault(row["body"], taker)
            if len(takers) >= _LEAST_BODIES:
                found.append(Spread(unquote(kind), tuple(takers.values())))
    return sorted(found, key=lambda each: (-len(each.takers), each.takers[0].text))[:_MOST]


def most_unusual(data: Path) -> list[Unusual]:
    """The changes with the highest percentile that are sure and no boilerplate, one a body and year."""
    wanted = (
        (pc.field("unusual") >= 98)
        & ~pc.field("uncertain")
        & ~pc.field("boilerplate")
        & (pc.field("gap") == 1)
    )
    rows = sorted(_rows(data, "links", wanted), key=_by_rank)
    told: dict[tuple[str, int], Unusual] = {}
    for row in rows:
        told.setdefault(
            (row["body"], row["year"]),
            Unusual(
                row["body"],
                unquote(row["kind"]),
                row["year"],
                row["pair_id"],
                row["status"],
                row["unusual"],
                tuple(row["unusual_words"]),
                row["baseline_text"] or "",
                row["current_text"] or "",
            ),
        )
        if len(told) >= _MOST:
            break
    return list(told.values())


def _by_rank(row: dict[str, Any]) -> tuple[float, str, str]:
    return -row["unusual"], row["pair_id"], row["key"]


def _rows(data: Path, table: str, wanted: pc.Expression | None = None) -> Iterator[dict[str, Any]]:
    if not (data / table).is_dir():
        return
    import pyarrow as pa

    folders = ds.partitioning(pa.schema({"year": pa.int32(), "kind": pa.string()}), flavor="hive")
    found = ds.dataset(data / table, format="parquet", partitioning=folders)
    for batch in found.to_batches(filter=wanted):
        yield from batch.to_pylist()
