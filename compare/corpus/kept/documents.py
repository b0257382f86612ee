"""The documents of a corpus's files; what takes long to read is read once and kept.

A PDF takes a process of its own and longer than the comparison of two reports, a scanned one minutes. Both
the survey and the comparison of a report with two others need what is in it.
"""

import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from pickle import dumps
from typing import Final

from compare.corpus.kept.parts import put
from compare.corpus.values import CorpusFile, Source
from compare.errors import InputError
from compare.model import Document, Notice
from compare.reading import read_document
from compare.reading.confined import models_in

_CHEAP: Final = (".txt", ".md")  # read in milliseconds; to keep them would double the files
_FOLDER: Final = "documents"
_FASTEST: Final = 1


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents kept below a folder by the checksums of their files; copies share one."""

    folder: Path

    def first(self, source: Source) -> Document:
        """What is in a file that was not read before.

        Raises
        ------
        InputError
            It cannot be read.
        """
        document = fetch(source.address)
        if not source.name.lower().endswith(_CHEAP):
            put(self._path(document.sha256), zlib.compress(dumps(document), _FASTEST))
        return document

    def again(self, item: CorpusFile) -> Document:
        """What is in a file that the survey has seen.

        Raises
        ------
        InputError
            It cannot be read any more.
        """
        try:
            kept = models_in(zlib.decompress(self._path(item.sha256).read_bytes()))
        except (FileNotFoundError, zlib.error):
            kept = None
        return kept if isinstance(kept, Document) else fetch(item.address)

    def _path(self, sha256: str) -> Path:
        return self.folder / _FOLDER / sha256[:2] / sha256


def fetch(address: str) -> Document:
    """The document at an fsspec address, named by its file.

    Raises
    ------
    InputError
        It cannot be read.
    """
    path = Path(address)
    if not is_remote(address):
        return read_document(path)
    import fsspec

    name = path.name or "report"
    with tempfile.TemporaryDirectory() as folder:
        local = Path(folder) / name
        try:
            with fsspec.open(address, "rb") as file:
                local.write_bytes(file.read())
        except OSError as error:
            raise InputError(address, Notice("unreadable", (("reason", str(error)),))) from error
        try:
            return read_document(local)
        except InputError as error:  # which knows the copy that is gone by now
            raise InputError(address, error.notice) from None


def is_remote(address: str) -> bool:
    """Whether it names a protocol: `s3://reports/2023.pdf`."""
    return "://" in address
