"""How fast a corpus is compared, what a worker needs of memory, and how both grow with the corpus.

    python -m tests.bench.corpus [BODIES [YEARS [MEASURES]]]   # 300 bodies × 10 years × 100 measures
    python -m tests.bench.corpus tiny [PAIRS]                  # 180,000 pairs that take no comparing

The first runs a thirtieth of the corpus with one worker and with two, in turn, and all of it with two. It
prints pairs a second by the clock, and as they would be if nothing else ran on the machine: by the processor
time of a pair and how much of the time the workers had something to do. And the peak memory of the largest
worker. The second shows what the scheduler and the part files stand.

The aims: 6 pairs of 100 measures a second on two cores; 1.7 times as many with two workers as with one; a
report of the whole takes at most 1.15 times as long as one of the thirtieth, a worker at most 1.3 times the
memory.
"""

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from distributed import get_task_stream

from compare.comparison import compare_reports, read_report
from compare.corpus.building import build_corpus
from compare.corpus.dataset import partitions_of, write_partition
from compare.corpus.kept.parts import PAIRS, REPORTS, Parts
from compare.corpus.running import local_client, run_all
from compare.corpus.tables import OF_PAIR, OF_REPORT, part_schema
from compare.corpus.values import CorpusFile, Pair
from compare.model import Document, Line
from tests.generated.corpora import generate_corpus

_YEARS: Final = range(2015, 2035)
_TINY_YEARS: Final = 20
_ROUNDS: Final = 2
_PART: Final = 30


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: seconds by the clock and of processor, MB, the share of the time of work."""

    pairs: int
    reports: int
    workers: int
    clock: float
    processor: float
    memory: float
    busy: float

    @property
    def of_a_pair(self) -> float:
        """Seconds of processor that a pair took."""
        return self.processor / self.pairs

    @property
    def by_processor(self) -> float:
        """Pairs a second where every worker has a core of its own."""
        return self.workers * self.busy / self.of_a_pair

    def told(self, name: str) -> str:
        """The run in one line."""
        return (
            f"{name}: {self.pairs} pairs, {self.pairs / self.clock:.2f} a second by the clock, "
            f"{self.by_processor:.2f} by processor time, {1000 * self.of_a_pair:.0f} ms of it a pair, "
            f"workers busy {self.busy:.0%}, {self.memory:.0f} MB the largest\n"
        )


def main(bodies: int = 300, years: int = 10, measures: int = 100) -> None:
    with tempfile.TemporaryDirectory() as work:
        small, large = Path(work) / "small", Path(work) / "large"
        generate_corpus(small, max(1, bodies // _PART), _YEARS[:years], measures)
        generate_corpus(large, bodies, _YEARS[:years], measures)
        ones, twos = [], []
        for number in range(_ROUNDS):  # in turn: what slows the machine down slows both down
            ones.append(_apart(small, Path(work) / f"one-{number}", 1))
            twos.append(_apart(small, Path(work) / f"two-{number}", 2))
        whole = _apart(large, Path(work) / "all", 2)
    one, two = (min(runs, key=lambda run: run.processor) for runs in (ones, twos))
    for name, run in (
        ("a thirtieth, 1 worker", one),
        ("a thirtieth, 2 workers", two),
        ("all, 2 workers", whole),
    ):
        sys.stdout.write(run.told(name))
    clocks = [min(run.clock for run in runs) for runs in (ones, twos)]
    linear = (whole.clock / whole.reports) / (clocks[1] / two.reports)
    sys.stdout.write(
        f"2 workers against 1: {clocks[0] / clocks[1]:.2f} by the clock, "
        f"{two.by_processor / one.by_processor:.2f} by processor time\n"
        f"a report of all against one of the thirtieth: {linear:.2f} by the clock, "
        f"{(whole.processor / whole.reports) / (two.processor / two.reports):.2f} of processor; "
        f"memory {whole.memory / two.memory:.2f}\n"
        f"load of the machine: {' '.join(f'{load:.1f}' for load in os.getloadavg())}\n"
    )


def tiny(pairs: int = 180_000) -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        bodies = max(1, pairs // (_TINY_YEARS - 1))
        began = time.monotonic()
        with local_client(2) as client:
            bodies_told = (range(body, body + 1) for body in range(bodies))  # a task each
            written = sum(count for _, count in run_all(client, _write_tiny, bodies_told, folder / "parts"))
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
            peaks = client.run(_peak)
    sys.stdout.write(
        f"{written} parts of pairs in {parted - began:.0f} s, {rows} links of them in Parquet in "
        f"{ended - parted:.0f} s; {_peak():.0f} MB here, "
        f"{max(peaks.values()):.0f} MB the largest worker\n"
    )


def _apart(source: Path, folder: Path, workers: int) -> Measured:
    """A run in a process of its own, so that the memory of its workers is told from others'."""
    context = multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(source, folder, workers, sending))
    process.start()
    sending.close()  # so that the end of a process that failed is seen
    measured: Measured = receiving.recv()
    process.join()
    return measured


def _measure(source: Path, folder: Path, workers: int, sending: Any) -> None:
    with local_client(workers) as client:
        client.wait_for_workers(workers)
        client.run(_warmed)
        before = client.run(time.process_time)
        with get_task_stream(client) as stream:
            began = time.monotonic()
            corpus = build_corpus(str(source), folder, client)
            clock = time.monotonic() - began
        busy = sum(each["stop"] - each["start"] for task in stream.data for each in task["startstops"])
        after = client.run(time.process_time)
        peaks = client.run(_peak)
    sending.send(
        Measured(
            corpus.compared,
            len(corpus.catalogue.items),
            workers,
            clock,
            sum(after[worker] - before[worker] for worker in before),
            max(peaks.values()),
            busy / clock / workers,
        )
    )


def _warmed() -> None:
    """What a worker does once, whatever the corpus: import the engine and load its models."""
    lines = ("青岚县2023年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗3个。")
    report = read_report(Document("2023.txt", "", tuple(map(Line, lines))))
    compare_reports(report, report)


def _peak() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
            parts.write(REPORTS, item.id, _rows(item.body, OF_REPORT))
        for pair in _pairs(body):
            parts.write(PAIRS, pair.id, _rows(pair.current.body, OF_PAIR))
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
