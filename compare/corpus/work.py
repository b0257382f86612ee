"""What a worker does: read a few reports of one body, compare those that follow each other, write the parts.

Nothing stays in the worker. What is wrong with a report costs that report's pairs and is told; the others
go on.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from compare.comparison import compare_reports, read_report
from compare.corpus.kept.documents import Documents
from compare.corpus.kept.parts import PAIRS, REPORTS, Parts, put
from compare.corpus.tables import pair_rows, report_rows
from compare.corpus.values import BodyRun, CorpusFile, Failure, Pair
from compare.errors import InputError
from compare.model import Comparison, Report
from compare.remembered import forget_sentences

_SELDOM: Final = 200_000  # objects that are made between two collections; 700 is usual

Render = Callable[[Comparison], str]
"""What makes a page of a comparison; a function of a module, which a worker can import."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where parts go, and pages if there is what makes them."""

    parts: Path
    pages: Path
    render: Render | None = None

    def page(self, pair: Pair) -> Path:
        """The page of a pair."""
        return self.pages / pair.id[:2] / f"{pair.id}.html"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many pairs a run did, and what it could not do."""

    pairs: int
    failures: tuple[Failure, ...]


def do_run(run: BodyRun, place: Workplace) -> Outcome:
    """Compare the pairs of a run; of what was done before nothing is done again."""
    with _garbage_kept():
        return _done(run, place)


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Look for circular garbage seldom: there is next to none, and looking took a tenth of the time.

    What was kept of the sentences of one body is of no use to the next.
    """
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        forget_sentences()


def _done(run: BodyRun, place: Workplace) -> Outcome:
    parts = Parts(place.parts)
    read = _Reports(Documents(place.parts))
    failed: dict[str, Failure] = {}
    for item in run.alone:
        failed |= _attempt(item.id, item, partial(_keep_report, item, read, parts))
    for pair in run.pairs:
        failed |= _attempt(pair.id, pair.current, partial(_keep_pair, pair, read, parts, place))
        read.forget(pair.baseline)
    parts.fail(list(failed.values()))
    return Outcome(sum(pair.id not in failed for pair in run.pairs), tuple(failed.values()))


def failure_of(name: str, item: CorpusFile, reason: str, address: str = "") -> Failure:
    """What is told of a pair or a report that could not be done; `address` is the file that is to blame."""
    return Failure(name, item.body, item.kind, item.year, address or item.address, reason)


class _Reports:
    """The reports of a run, each read once and held no longer than it is needed."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._held: dict[str, Report] = {}

    def of(self, item: CorpusFile) -> Report:
        if item.id not in self._held:
            try:
                report = read_report(self._documents.again(item))
            except InputError as error:  # which knows the name of the file, not its place
                raise InputError(item.address, error.notice) from None
            self._held[item.id] = replace(report, body=item.body, year=item.year, kind=item.kind)
        return self._held[item.id]

    def forget(self, item: CorpusFile) -> None:
        self._held.pop(item.id, None)


def _attempt(name: str, item: CorpusFile, act: Callable[[], None]) -> dict[str, Failure]:
    """The failure by its name, if it could not be done; a failing disk stops all."""
    try:
        act()
    except InputError as error:
        return {name: failure_of(name, item, error.notice.code, str(error.path))}
    except OSError:
        raise
    except Exception as error:  # whatever is wrong with one report, the others go on
        return {name: failure_of(name, item, f"{type(error).__name__}: {' '.join(str(error).split())}"[:200])}
    return {}


def _keep_report(item: CorpusFile, read: _Reports, parts: Parts) -> None:
    if not parts.path(REPORTS, item.id).exists():
        parts.write(REPORTS, item.id, report_rows(read.of(item), item))


def _keep_pair(pair: Pair, read: _Reports, parts: Parts, place: Workplace) -> None:
    """The page comes first: where there is a part, there is its page."""
    comparison = compare_reports(read.of(pair.baseline), read.of(pair.current))
    _keep_report(pair.baseline, read, parts)
    _keep_report(pair.current, read, parts)
    if place.render is not None:
        put(place.page(pair), place.render(comparison).encode())
    parts.write(PAIRS, pair.id, pair_rows(comparison, pair))
