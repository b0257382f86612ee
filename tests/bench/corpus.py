"""How fast a corpus is compared, what a worker needs of memory, and how both grow with the corpus.

    python -m tests.bench.corpus [BODIES [YEARS [MEASURES]]]   # 300 bodies × 10 years × 100 measures
    python -m tests.bench.corpus tiny [PAIRS]                  # 180,000 pairs that take no comparing

The first runs a tenth of the corpus and all of it, with one worker and with two, and prints pairs a second by
the clock and by processor time (which other programs on the machine disturb less), and the peak memory of
the largest worker. The second shows what the scheduler and the part files stand. The aims: 6 pairs of 100
measures a second on two cores; 1.7 times as many with two workers as with one; a report of the whole takes
at most 1.15 times as long as one of the tenth, a worker at most 1.3 times the memory.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from compare.corpus.building import build_corpus
from compare.corpus.dataset import partitions_of, write_partition
from compare.corpus.parts import PAIRS, REPORTS, Parts
from compare.corpus.running import local_client, run_all
from compare.corpus.tables import part_schema
from compare.corpus.values import CorpusFile, Pair
from tests.generated.corpora import generate_corpus

_YEARS: Final = range(2015, 2035)
_TINY_YEARS: Final = 20
_OF_A_TASK: Final = 50


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    pairs: int
    reports: int
    clock: float
    processor: float
    memory: float

    def told(self, name: str) -> str:
        """The run in one line."""
        return (
            f"{name}: {self.pairs} pairs, {self.pairs / self.clock:.2f} a second by the clock, "
            f"{self.pairs / self.processor:.2f} a second of processor, "
            f"{1000 * self.clock / self.reports:.0f} ms a report, {self.memory:.0f} MB the largest worker\n"
        )


def main(bodies: int = 300, years: int = 10, measures: int = 100) -> None:
    with tempfile.TemporaryDirectory() as work:
        small, large = Path(work) / "small", Path(work) / "large"
        generate_corpus(small, max(1, bodies // 10), _YEARS[:years], measures)
        generate_corpus(large, bodies, _YEARS[:years], measures)
        runs = {
            "a tenth, 1 worker": _apart(small, Path(work) / "1", 1),
            "a tenth, 2 workers": _apart(small, Path(work) / "2", 2),
            "all, 2 workers": _apart(large, Path(work) / "3", 2),
        }
    for name, run in runs.items():
        sys.stdout.write(run.told(name))
    one, two, whole = runs.values()
    scaling = (two.pairs / two.clock) / (one.pairs / one.clock)
    linear = (whole.clock / whole.reports) / (two.clock / two.reports)
    by_processor = (whole.processor / whole.reports) / (two.processor / two.reports)
    sys.stdout.write(
        f"2 workers against 1: {scaling:.2f}; a report of all against one of the tenth: {linear:.2f} by the "
        f"clock, {by_processor:.2f} of processor; memory {whole.memory / two.memory:.2f}\n"
    )


def tiny(pairs: int = 180_000) -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        bodies = max(1, pairs // (_TINY_YEARS - 1))
        began = time.monotonic()
        with local_client(2) as client:
            batches = [
                range(start, min(start + _OF_A_TASK, bodies)) for start in range(0, bodies, _OF_A_TASK)
            ]
            written = sum(count for _, count in run_all(client, _write_tiny, batches, folder / "parts"))
            parted = time.monotonic()
            items = [item for body in range(bodies) for item in _items(body)]
            partitions = partitions_of(items, (pair for body in range(bodies) for pair in _pairs(body)))
            rows = sum(
                count
                for _, count in run_all(
                    client, write_partition, partitions, folder / "parts", folder / "data"
                )
            )
        ended = time.monotonic()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{written} parts of pairs in {parted - began:.0f} s, {rows} links of them in Parquet in "
        f"{ended - parted:.0f} s; {own:.0f} MB here, "
        f"{_children().ru_maxrss / 1024:.0f} MB the largest worker\n"
    )


def _apart(source: Path, folder: Path, workers: int) -> Measured:
    """A run in a process of its own, so that the memory of its workers is told from others'."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(source, folder, workers, sending))
    process.start()
    measured: Measured = receiving.recv()
    process.join()
    return measured


def _measure(source: Path, folder: Path, workers: int, sending: Any) -> None:
    with local_client(workers) as client:
        client.wait_for_workers(workers)
        began = time.monotonic()
        corpus = build_corpus(str(source), folder, client)
        clock = time.monotonic() - began
    used = _children()
    sending.send(
        Measured(
            corpus.compared,
            len(corpus.catalogue.items),
            clock,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024,
        )
    )


def _children() -> resource.struct_rusage:
    return resource.getrusage(resource.RUSAGE_CHILDREN)


def _items(body: int) -> list[CorpusFile]:
    years = range(2005, 2005 + _TINY_YEARS)
    return [
        CorpusFile(f"{body}-{year}", f"{body}-{year}", "", f"第{body}县", year, "报告", 1) for year in years
    ]


def _pairs(body: int) -> list[Pair]:
    items = _items(body)
    return [Pair(before, after) for before, after in pairwise(items)]


def _write_tiny(bodies: range, folder: Path) -> int:
    """The parts of some bodies with a row or two each, and how many pairs they are."""
    parts, written = Parts(folder), 0
    for body in bodies:
        for item in _items(body):
            parts.write(REPORTS, item.id, _rows(item.body, ("reports", "measures", "figures", "findings")))
        for pair in _pairs(body):
            parts.write(PAIRS, pair.id, _rows(pair.current.body, ("links", "pledges", "pairs", "findings")))
            written += 1
    return written


def _rows(body: str, tables: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    filled: dict[str, Any] = {"body": body, "words": ["窗口"], "changed_words": ["窗口"], "sentence": 1}
    filled |= {"role": "done", "bands": [], "signature": b""}
    return {table: [{name: filled.get(name) for name in part_schema(table).names}] for table in tables}


if __name__ == "__main__":
    if sys.argv[1:2] == ["tiny"]:
        tiny(*map(int, sys.argv[2:3]))
    else:
        main(*map(int, sys.argv[1:4]))
