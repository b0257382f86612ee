"""From an address full of reports to their data set: the steps in their order, each of them resumable."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.comparison import engine_fingerprint
from compare.corpus.catalogue import Catalogue, Ruling, make_catalogue, runs_of
from compare.corpus.dataset import partitions_of, write_partition
from compare.corpus.kept.documents import Documents
from compare.corpus.kept.parts import PAIRS, REPORTS, Parts, put
from compare.corpus.running import LostTask, run_all
from compare.corpus.survey import identify_all, list_sources
from compare.corpus.values import BodyRun, CorpusFile, Failure, FileState, Source, digest
from compare.corpus.work import Outcome, Workplace, do_run, failure_of

if TYPE_CHECKING:
    from distributed import Client

    from compare.corpus.work import Render

DATA: Final = "data"
PAGES: Final = "pages"
_PARTS: Final = "parts"
_SURVEY: Final = "survey"
_BATCH: Final = 50

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a run found and did: every file with its state, what failed, how many pairs were compared now."""

    catalogue: Catalogue
    failures: tuple[Failure, ...]
    compared: int


def build_corpus(
    address: str,
    folder: Path,
    client: "Client",
    *,
    rulings: Mapping[str, Ruling] | None = None,
    render: "Render | None" = None,
    retry_failed: bool = False,
    limit: int | None = None,
    progress: Progress = lambda *_: None,
) -> Corpus:
    """Compare every body's consecutive reports at an address, and write their data set into a folder.

    Whatever an earlier run of this engine has done there is not done again; what failed then is tried again
    only when asked for. All workers must see the folder under the same name. A report of more sentences than
    `limit` is listed and not compared.

    Raises
    ------
    OSError
        The address has no reports, or the folder cannot be written.
    """
    folder = folder.resolve()
    work = folder / _PARTS / engine_fingerprint()
    parts = Parts(work)
    if retry_failed:
        parts.forgive()
    catalogue = make_catalogue(_survey(address, work, limit, client, progress), rulings or {})
    failed = parts.failures()
    place = Workplace(work, folder / PAGES, render)
    compared = _compare(catalogue, parts, place, set(failed), client, progress)
    failed = parts.failures()
    _write(catalogue, parts, folder, client, progress)
    _forget_other_engines(work)
    wanted = {pair.id for pair in catalogue.pairs} | {item.id for item in catalogue.read}
    return Corpus(catalogue, tuple(failed[name] for name in sorted(wanted & failed.keys())), compared)


def _survey(
    address: str, work: Path, limit: int | None, client: "Client", progress: Progress
) -> list[CorpusFile]:
    """What every file is; each batch of files is asked once."""
    sources = list_sources(address)
    batches = [sources[start : start + _BATCH] for start in range(0, len(sources), _BATCH)]
    known = {batch: _kept(_survey_path(work, batch, limit)) for batch in batches}
    done = sum(len(batch) for batch, items in known.items() if items is not None)
    progress(_SURVEY, done, len(sources))
    left = [batch for batch in batches if known[batch] is None]
    for batch, items in run_all(client, identify_all, left, Documents(work), limit):
        known[batch] = _lost(batch) if isinstance(items, LostTask) else items
        if not isinstance(items, LostTask):
            put(_survey_path(work, batch, limit), json.dumps([asdict(item) for item in items]).encode())
        done += len(batch)
        progress(_SURVEY, done, len(sources))
    return [item for batch in batches for item in known[batch] or ()]


def _lost(batch: Sequence[Source]) -> list[CorpusFile]:
    return [
        CorpusFile(each.address, "", "", "", None, "", 0, FileState.UNREADABLE, LostTask.reason)
        for each in batch
    ]


def _kept(path: Path) -> list[CorpusFile] | None:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return [CorpusFile(**each | {"state": FileState(each["state"])}) for each in found]


def _survey_path(work: Path, batch: Sequence[Source], limit: int | None) -> Path:
    files = (f"{each.address} {each.stamp}" for each in batch)
    return work / _SURVEY / f"{digest(str(limit), *files)}.json"


def _compare(
    catalogue: Catalogue,
    parts: Parts,
    place: Workplace,
    failed: set[str],
    client: "Client",
    progress: Progress,
) -> int:
    done_pairs = parts.names(PAIRS)
    if place.render is not None:
        done_pairs = {
            pair.id for pair in catalogue.pairs if pair.id in done_pairs and place.page(pair).exists()
        }
    runs = runs_of(catalogue, done_pairs | failed, parts.names(REPORTS) | failed)
    total = len(catalogue.pairs)
    compared, done = 0, total - sum(len(run.pairs) for run in runs)
    progress(PAIRS, done, total)
    lost: list[BodyRun] = []
    for run, outcome in chain(
        run_all(client, do_run, runs, place), run_all(client, do_run, _apart(lost), place)
    ):
        if isinstance(outcome, Outcome):
            compared += outcome.pairs
        elif len(run.outputs) > 1:
            lost.append(run)
            continue
        else:
            parts.fail([failure_of(*each, LostTask.reason) for each in run.outputs])
        done += len(run.pairs)
        progress(PAIRS, done, total)
    return compared


def _apart(lost: Sequence[BodyRun]) -> Iterator[BodyRun]:
    """Each pair and report of the runs that were lost by itself: one of them kills who touches it."""
    for run in lost:
        yield from (BodyRun((pair,)) for pair in run.pairs)
        yield from (BodyRun((), (item,)) for item in run.alone)


def _write(catalogue: Catalogue, parts: Parts, folder: Path, client: "Client", progress: Progress) -> None:
    """The data set anew, beside the old one, whose place it takes in the end."""
    reports, pairs = parts.names(REPORTS), parts.names(PAIRS)
    partitions = partitions_of(
        (item for item in catalogue.read if item.id in reports),
        (pair for pair in catalogue.pairs if pair.id in pairs),
    )
    fresh, old = folder / f".{DATA}.new", folder / f".{DATA}.old"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    progress(DATA, 0, len(partitions))
    for done, (_, result) in enumerate(
        run_all(client, write_partition, partitions, parts.folder, fresh), start=1
    ):
        if isinstance(result, LostTask):
            raise OSError(LostTask.reason)
        progress(DATA, done, len(partitions))
    shutil.rmtree(old, ignore_errors=True)
    if (folder / DATA).exists():
        (folder / DATA).rename(old)
    fresh.rename(folder / DATA)
    shutil.rmtree(old, ignore_errors=True)


def _forget_other_engines(work: Path) -> None:
    """What another version of the engine had done is of no use any more."""
    for path in work.parent.iterdir():
        if path != work:
            shutil.rmtree(path, ignore_errors=True)
