"""What all bodies together tell: counts by pair, the new measures that spread, the most unusual changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from numpy.typing import NDArray

from compare.corpus.dataset import index_files
from compare.corpus.spread import shared_bands, spread_groups

_MOST: Final = 50
_LEAST_BODIES: Final = 2
_YEARS_OF_A_WAVE: Final = 3  # between one body that takes a measure up and the next


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
    found: list[Spread] = []
    for kind, files in sorted(index_files(data).items()):
        told = _alike_to_another(files)
        groups = spread_groups([row["bands"] for _, row in told], [row["signature"] for _, row in told])
        for group in groups:
            takers: dict[str, Taker] = {}
            for place in group:
                year, row = told[place]
                taker = Taker(row["body"], year, row["pair_id"], row["key"], row["current_text"])
                takers.setdefault(row["body"], taker)
            wave = _widest_wave(tuple(takers.values()))
            if len(wave) >= _LEAST_BODIES:
                found.append(Spread(unquote(kind), wave))
    return sorted(found, key=lambda each: (-len(each.takers), each.takers[0].text))[:_MOST]


def _alike_to_another(files: Sequence[tuple[int, Path]]) -> list[tuple[int, dict[str, Any]]]:
    """The rows of an index, with their years, that share a band with another: few, of millions."""
    shared = shared_bands(_bands(pq.ParquetFile(path).read(["bands"])) for _, path in files)
    told: list[tuple[int, dict[str, Any]]] = []
    for year, path in files:
        rows = pq.ParquetFile(path).read()
        kept = np.isin(_bands(rows), shared).reshape(len(rows), -1).any(axis=1)
        told += ((year, row) for row in rows.filter(pa.array(kept)).to_pylist())
    return told


def _bands(rows: pa.Table) -> NDArray[np.uint64]:
    bands: NDArray[np.uint64] = rows["bands"].combine_chunks().flatten().to_numpy()
    return bands


def _widest_wave(takers: tuple[Taker, ...]) -> tuple[Taker, ...]:
    """The most bodies that took it up one after another; who says it ten years later took it from nobody."""
    waves: list[list[Taker]] = [[]]
    for taker in takers:
        if waves[-1] and taker.year - waves[-1][-1].year <= _YEARS_OF_A_WAVE:
            waves[-1].append(taker)
        else:
            waves.append([taker])
    widest: list[Taker] = max(waves, key=len)
    return tuple(widest)


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
    folders = ds.partitioning(pa.schema({"year": pa.int32(), "kind": pa.string()}), flavor="hive")
    found = ds.dataset(data / table, format="parquet", partitioning=folders)
    for batch in found.to_batches(filter=wanted):
        yield from batch.to_pylist()
