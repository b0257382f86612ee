"""Which report stands for a body's year, which are copies, and which follow each other."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from compare.corpus.values import BodyRun, CorpusFile, FileState, Pair
from compare.errors import InputError
from compare.model import Notice

_PAIRS_OF_A_RUN: Final = 10  # some seconds; of a run only the first report is read for one pair alone
_COLUMNS: Final = ("file", "body", "year", "kind")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a manifest says of a file; "" and None overrule nothing."""

    body: str = ""
    year: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All files of a corpus with what becomes of each, and the pairs of those that are compared."""

    items: tuple[CorpusFile, ...]
    pairs: tuple[Pair, ...]

    @property
    def read(self) -> tuple[CorpusFile, ...]:
        """The reports that stand for a body's year."""
        return tuple(item for item in self.items if item.state is FileState.READ)


def read_manifest(path: Path) -> dict[str, Ruling]:
    """What a CSV says of files by their names or addresses; its columns are file, body, year and kind.

    Raises
    ------
    InputError
        It is missing, no CSV in UTF-8, has no column `file`, or a year that is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(path, Notice("not_found")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, Notice("unreadable", (("reason", str(error)),))) from error
    reader = csv.DictReader(io.StringIO(text))
    if "file" not in (reader.fieldnames or ()):
        raise InputError(path, Notice("manifest_columns", (("columns", "、".join(_COLUMNS)),)))
    rulings: dict[str, Ruling] = {}
    for number, row in enumerate(reader, start=2):
        year = (row.get("year") or "").strip()
        if year and not (year.isdecimal() and len(year) == 4):
            raise InputError(path, Notice("manifest_year", (("line", str(number)), ("year", year))))
        rulings[row["file"]] = Ruling(
            (row.get("body") or "").strip(), int(year) if year else None, (row.get("kind") or "").strip()
        )
    return rulings


def make_catalogue(items: Iterable[CorpusFile], rulings: Mapping[str, Ruling]) -> Catalogue:
    """The files as the manifest overrules them, copies and earlier versions told apart, and their pairs.

    Of two files with the same bytes the first address stands; of several versions of one body's year the
    longest text.
    """
    ruled = [_ruled(item, rulings) for item in sorted(items, key=lambda item: item.address)]
    first: dict[str, CorpusFile] = {}
    for item in ruled:
        if item.state is FileState.READ:
            first.setdefault(item.sha256, item)
    versions: dict[tuple[tuple[str, str], int | None], list[CorpusFile]] = defaultdict(list)
    for item in first.values():
        versions[item.series, item.year].append(item)
    chosen = {place: max(those, key=_longest) for place, those in versions.items()}
    judged = [_judged(item, first, chosen) for item in ruled]
    series: dict[tuple[str, str], list[CorpusFile]] = defaultdict(list)
    for item in judged:
        if item.state is FileState.READ:
            series[item.series].append(item)
    pairs = [
        Pair(before, after)
        for _, those in sorted(series.items())
        for before, after in pairwise(sorted(those, key=lambda item: item.year or 0))
    ]
    return Catalogue(tuple(judged), tuple(pairs))


def runs_of(catalogue: Catalogue, done_pairs: set[str], done_reports: set[str]) -> list[BodyRun]:
    """What is left to do, in tasks of a few pairs of one body, so that few reports are read twice."""
    left = [pair for pair in catalogue.pairs if pair.id not in done_pairs]
    written = {pair.current.id for pair in left}
    alone = [item for item in catalogue.read if item.id not in done_reports and item.id not in written]
    of_series: dict[tuple[str, str], tuple[list[Pair], list[CorpusFile]]] = defaultdict(lambda: ([], []))
    for pair in left:
        of_series[pair.current.series][0].append(pair)
    for item in alone:
        of_series[item.series][1].append(item)
    runs: list[BodyRun] = []
    for _, (pairs, items) in sorted(of_series.items()):
        count = max(1, -(-len(pairs) // _PAIRS_OF_A_RUN))
        ends = [len(pairs) * number // count for number in range(count + 1)]
        runs += [
            BodyRun(tuple(pairs[start:end]), () if start else tuple(items)) for start, end in pairwise(ends)
        ]
    return runs


def _ruled(item: CorpusFile, rulings: Mapping[str, Ruling]) -> CorpusFile:
    if item.state is not FileState.READ:
        return item
    name = item.address.replace("\\", "/").rpartition("/")[2]
    ruling = rulings.get(item.address) or rulings.get(name) or Ruling()
    ruled = replace(
        item,
        body=ruling.body or item.body,
        year=ruling.year or item.year,
        kind=ruling.kind or item.kind,
    )
    missing = "no_year" if ruled.year is None else "no_body" if not ruled.body else ""
    return replace(ruled, state=FileState.UNIDENTIFIED, reason=missing) if missing else ruled


def _judged(
    item: CorpusFile,
    first: Mapping[str, CorpusFile],
    chosen: Mapping[tuple[tuple[str, str], int | None], CorpusFile],
) -> CorpusFile:
    if item.state is not FileState.READ:
        return item
    if first[item.sha256] is not item:
        return replace(item, state=FileState.DUPLICATE, reason=first[item.sha256].address)
    stands = chosen[item.series, item.year]
    if stands is not item:
        return replace(item, state=FileState.REPUBLISHED, reason=stands.address)
    return item


def _longest(item: CorpusFile) -> tuple[int, str]:
    return item.length, item.address


def years_of(items: Sequence[CorpusFile]) -> tuple[int, ...]:
    """All years of some reports."""
    return tuple(sorted({item.year for item in items if item.year is not None}))
