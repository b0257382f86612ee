"""The overview of a corpus beside its data set, all its files or none."""

import json
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.corpus.building import DATA, Corpus, Progress, build_corpus
from compare.corpus.catalogue import read_manifest
from compare.corpus.overview import most_spread, most_unusual, pair_counts
from compare.corpus.values import FileState
from reports.corpus.page import PAGE, page_names, render_overview
from reports.html.page import render_report
from reports.staging import staged
from reports.words import Words

if TYPE_CHECKING:
    from distributed import Client

FILES: Final = "files.json"


@dataclass(frozen=True, slots=True)
class CorpusOrder:
    """What a corpus is made of, and how."""

    address: str
    folder: Path
    manifest: Path | None = None
    pages: bool = True
    retry_failed: bool = False
    limit: int | None = None


def write_corpus(order: CorpusOrder, words: Words, client: "Client", progress: Progress) -> Corpus:
    """Compare a corpus, write its data set, overview.html, and what became of each file in files.json.

    Raises
    ------
    InputError
        The manifest cannot be used.
    OSError
        There are no reports at the address, or the folder cannot be written.
    """
    corpus = build_corpus(
        order.address,
        order.folder,
        client,
        rulings=read_manifest(order.manifest) if order.manifest else None,
        render=partial(render_report, language=words.language) if order.pages else None,
        retry_failed=order.retry_failed,
        limit=order.limit,
        progress=progress,
    )
    write_overview(corpus, order.folder, words, has_pages=order.pages)
    return corpus


def write_overview(corpus: Corpus, folder: Path, words: Words, *, has_pages: bool) -> None:
    """Write the overview of a data set that is there."""
    data = folder / DATA
    counts = pair_counts(data)
    pages = render_overview(corpus, counts, most_spread(data), most_unusual(data), words, has_pages=has_pages)
    with staged(folder, (*page_names(counts), FILES)) as stage:
        for name, text in pages:
            (stage / name).write_text(text, encoding="utf-8", newline="\n")
        (stage / FILES).write_text(_files(corpus), encoding="utf-8", newline="\n")


def corpus_summary(corpus: Corpus, folder: Path) -> dict[str, Any]:
    """The summary as JSON values: `{"files": 146, "states": {"read": 140, …}, "pairs": 97, …}`."""
    states = [item.state for item in corpus.catalogue.items]
    return {
        "files": len(states),
        "states": {state.value: states.count(state) for state in FileState},
        "pairs": len(corpus.catalogue.pairs),
        "compared": corpus.compared,
        "failed": [asdict(failure) for failure in corpus.failures],
        "overview": str(folder / PAGE),
        "data": str(folder / DATA),
    }


def _files(corpus: Corpus) -> str:
    listed = [asdict(item) for item in corpus.catalogue.items]
    failed = [asdict(failure) for failure in corpus.failures]
    return json.dumps({"files": listed, "failed": failed}, ensure_ascii=False, indent=1) + "\n"
