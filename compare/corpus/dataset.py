"""From the parts to the data set: for every year and kind one file a table, with what only all bodies tell.

A year and kind is a task. It goes through its parts twice: first to count in how many bodies a word and a
sentence stand, then to write, a part at a time, so that memory does not grow with the corpus.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compare.corpus.kept.parts import PAIRS, REPORTS, Parts
from compare.corpus.tables import COLUMNS, OF_PAIR, OF_REPORT, schema_of
from compare.corpus.values import CorpusFile, Pair

INDEX: Final = "index"
_ROWS_OF_A_GROUP: Final = 4_000  # rows that wait hold the whole parts that they are of
_FEW_BODIES: Final = 3  # below it there are no peers to measure by
_SHARED: Final = 0.1  # of the bodies; what so many say word for word is boilerplate
_SURELY_NEW: Final = 0.7  # of ten groups of measures that were less surely new three were not new in truth
_DAMPING: Final = 2  # words; one rare word makes a sentence less unusual than five
_TOLD: Final = 3
_SAFE: Final = "年月日（）·"


@dataclass(frozen=True, slots=True)
class Partition:
    """All reports of one year and kind, and the pairs that lead to them."""

    year: int
    kind: str
    reports: tuple[CorpusFile, ...]
    pairs: tuple[Pair, ...]

    @property
    def folder(self) -> str:
        """Its folders below a table's, as Hive names them: `year=2024/kind=政府工作报告`."""
        return f"year={self.year}/kind={quoted(self.kind)}"


@dataclass(slots=True)
class _Peers:
    """In how many bodies of a partition a word and a sentence stand, and in how many it is new."""

    bodies: int = 0
    words: Counter[str] = field(default_factory=Counter)
    sentences: Counter[int] = field(default_factory=Counter)
    new: Counter[int] = field(default_factory=Counter)

    def is_new(self, sentence: int) -> bool:
        """Whether most that say a sentence say it for the first time; else it is an old one to all others."""
        return 2 * self.new[sentence] > self.sentences[sentence]

    def shared_by(self, sentence: int) -> int:
        return self.sentences[sentence]

    def is_boilerplate(self, sentence: int) -> bool:
        return self.sentences[sentence] >= max(_FEW_BODIES, _SHARED * self.bodies)

    def rarity(self, words: Iterable[str]) -> tuple[float, list[str]]:
        """How unusual some words are among the bodies, and the rarest of them.

        A word of one body alone is its own name, a place or a person, and tells nothing.
        """
        weights = {
            word: log((1 + self.bodies) / (1 + self.words[word])) for word in words if self.words[word] > 1
        }
        rarest = sorted(weights, key=lambda word: (-weights[word], word))[:_TOLD]
        return sum(sorted(weights.values())) / (len(weights) + _DAMPING), rarest


def quoted(kind: str) -> str:
    """A kind as a folder's name: Chinese as it is, whatever else a report may hold in escapes."""
    return (
        "".join(each if each.isalnum() or each in _SAFE else quote(each, safe="") for each in kind)
        or "unknown"
    )


def partitions_of(reports: Iterable[CorpusFile], pairs: Iterable[Pair]) -> list[Partition]:
    """The reports and pairs by year and kind, each in an order that does not depend on who wrote them."""
    found: dict[tuple[int, str], tuple[list[CorpusFile], list[Pair]]] = defaultdict(lambda: ([], []))
    for item in sorted(reports, key=lambda item: (item.body, item.id)):
        found[item.year or 0, item.kind][0].append(item)
    for pair in sorted(pairs, key=lambda pair: (pair.current.body, pair.id)):
        found[pair.current.year or 0, pair.current.kind][1].append(pair)
    return [Partition(*place, tuple(those[0]), tuple(those[1])) for place, those in sorted(found.items())]


def write_partition(partition: Partition, parts_folder: Path, data: Path) -> int:
    """Write a partition's files below a folder, and how many changes it has."""
    parts = Parts(parts_folder)
    peers = _count(partition, parts)
    ranks = _ranks(partition, parts, peers)
    writers = {table: _Writer(data / table / partition.folder / "part-0.parquet", table) for table in COLUMNS}
    index = _Writer(data / INDEX / f"{partition.folder}/part-0.parquet", INDEX)
    changes = 0
    for item in partition.reports:
        part = parts.read(REPORTS, item.id)
        for table in OF_REPORT:
            writers[table].add(_with_peers(part[table], peers) if table == "measures" else part[table])
    for pair in partition.pairs:
        part = parts.read(PAIRS, pair.id)
        index.add(_for_index(part["links"], peers))
        for table in OF_PAIR:
            rows = part[table]
            if table == "links":
                rows = _with_ranks(_with_peers(rows, peers), ranks[changes : changes + len(rows)], peers)
                changes += len(rows)
            writers[table].add(rows)
    for writer in (*writers.values(), index):
        writer.close()
    return changes


def _count(partition: Partition, parts: Parts) -> _Peers:
    peers = _Peers()
    words_of: dict[str, set[str]] = defaultdict(set)
    read = [*partition.reports, *(pair.baseline for pair in partition.pairs)]
    for item in sorted(read, key=lambda item: (item.series, item.id)):
        key = "\n".join(item.series)
        if key not in words_of:
            _add(peers, words_of)
        part = parts.read(REPORTS, item.id)
        words_of[key].update(part["reports"]["words"][0].as_py())
        if item.year == partition.year:
            measured = part["measures"].filter(pa.compute.not_equal(part["measures"]["role"], "preamble"))
            peers.sentences.update(set(measured["sentence"].to_pylist()))
            peers.bodies += 1
    _add(peers, words_of)
    return peers


def _add(peers: _Peers, words_of: dict[str, set[str]]) -> None:
    """Count the words of a body whose reports were all read."""
    for words in words_of.values():
        peers.words.update(words)
    words_of.clear()


def _ranks(partition: Partition, parts: Parts, peers: _Peers) -> list[float | None]:
    """Of every change of a partition how unusual it is among all of them, from 0 to 100."""
    raw: list[float] = []
    for pair in partition.pairs:
        links = parts.read(PAIRS, pair.id)["links"]
        raw += [peers.rarity(words)[0] for words in links["changed_words"].to_pylist()]
        peers.new.update(set(links.filter(pa.compute.equal(links["status"], "new"))["sentence"].to_pylist()))
    if peers.bodies < _FEW_BODIES or not raw:
        return [None] * len(raw)
    values = np.array(raw)
    ordered = np.sort(values)
    below, upto = np.searchsorted(ordered, values, "left"), np.searchsorted(ordered, values, "right")
    return [round(float(each), 2) for each in 50 * (below + upto) / len(values)]


def _with_peers(rows: pa.Table, peers: _Peers) -> pa.Table:
    sentences = rows["sentence"].to_pylist()
    shared = [peers.shared_by(each) for each in sentences]
    plain = [peers.is_boilerplate(each) for each in sentences]
    return _set(_set(rows, "shared_by", shared, pa.int32()), "boilerplate", plain, pa.bool_())


def _with_ranks(rows: pa.Table, ranks: list[float | None], peers: _Peers) -> pa.Table:
    told = [peers.rarity(words)[1] for words in rows["changed_words"].to_pylist()]
    return _set(_set(rows, "unusual", ranks, pa.float64()), "unusual_words", told, pa.list_(pa.string()))


def _for_index(links: pa.Table, peers: _Peers) -> pa.Table:
    """What the search for the same new measure in other bodies needs: what surely came within a year."""
    consecutive = pa.compute.equal(links["gap"], 1)
    told = pa.compute.greater(pa.compute.list_value_length(links["bands"]), 0)
    surely = pa.compute.greater_equal(links["score"], _SURELY_NEW)
    kept = links.filter(pa.compute.and_(pa.compute.and_(consecutive, told), surely))
    kept = kept.filter(pa.array(map(peers.is_new, kept["sentence"].to_pylist()), pa.bool_()))
    return kept.select(["pair_id", "body", "key", "role", "current_text", "bands", "signature"])


def _set(rows: pa.Table, column: str, values: list[Any], kind: pa.DataType) -> pa.Table:
    return rows.set_column(rows.schema.get_field_index(column), column, pa.array(values, kind))


class _Writer:
    """A Parquet file that gets its rows part by part; there as a whole, or not at all, or not if empty."""

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._columns = schema_of(table) if table in COLUMNS else None
        self._rows: list[pa.Table] = []
        self._count = 0
        self._writer: pq.ParquetWriter | None = None
        self._beside = path.with_name(f".{path.name}")

    def add(self, rows: pa.Table) -> None:
        chosen = rows if self._columns is None else rows.select(self._columns.names).cast(self._columns)
        if len(chosen):
            self._rows.append(chosen)
            self._count += len(chosen)
        if self._count >= _ROWS_OF_A_GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._beside.replace(self._path)

    def _flush(self) -> None:
        if not self._rows:
            return
        rows = pa.concat_tables(self._rows).combine_chunks()
        if self._writer is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._beside, rows.schema, compression="zstd")
        self._writer.write_table(rows)
        self._rows, self._count = [], 0


def index_files(data: Path) -> dict[str, list[tuple[int, Path]]]:
    """The files of the index by kind, with their years, the earliest first."""
    found: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for path in sorted((data / INDEX).glob("year=*/kind=*/part-0.parquet")):
        kind, year = (folder.name.partition("=")[2] for folder in (path.parent, path.parent.parent))
        found[kind].append((int(year), path))
    return found
