"""Builds a corpus in a process of its own, to be killed: `python -m tests.compare.corpus.built IN OUT 0`.

With 0 workers it works in threads of this process. What is in a data set, byte by byte, is `contents_of`.
"""

import sys
from pathlib import Path

from compare.corpus.building import DATA, Corpus, build_corpus
from compare.corpus.running import local_client


def built(source: Path, folder: Path, workers: int = 0, *, retry_failed: bool = False) -> Corpus:
    """The corpus of a folder of reports, compared by processes, or by two threads."""
    with local_client(workers or 2, processes=workers > 0) as client:
        return build_corpus(str(source), folder, client, retry_failed=retry_failed)


def contents_of(folder: Path) -> dict[str, bytes]:
    """Every file of a data set by its place."""
    data = folder / DATA
    return {
        str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()
    }


if __name__ == "__main__":
    built(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
