"""Which files there are at an address, and what each says of itself."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from compare.corpus.kept.documents import Documents, is_remote
from compare.corpus.values import CorpusFile, FileState, Source
from compare.errors import InputError
from compare.language.bodies import body_named
from compare.language.characters import simplified
from compare.outline.identity import read_identity
from compare.outline.paragraphs import read_paragraphs
from compare.outline.runins import part_run_ins
from compare.outline.sentences import hold_to

READABLE: Final = (
    *(".txt", ".pdf", ".docx", ".html", ".htm", ".ofd", ".doc", ".wps", ".rtf", ".odt", ".md"),
)
_APART: Final = re.compile(r"[-_—\s()（）]+")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_TEXT: Final = "no_text"


def list_sources(address: str) -> tuple[Source, ...]:
    """The files below an fsspec address that a reader may know, in the order of their names.

    Raises
    ------
    OSError
        There is nothing there, or it cannot be listed.
    ImportError
        A protocol needs a package that is not installed.
    """
    from fsspec.core import url_to_fs

    system, root = url_to_fs(address)
    found = system.find(root, detail=True)
    sources = [
        Source(system.unstrip_protocol(path) if is_remote(address) else path, _stamp(info))
        for path, info in found.items()
        if path.lower().endswith(READABLE) and not path.rpartition("/")[2].upper().startswith("README")
    ]
    if not sources:
        raise FileNotFoundError(address)
    return tuple(sorted(sources, key=lambda source: source.address))


def identify(source: Source, documents: Documents, limit: int | None = None) -> CorpusFile:
    """What a file is, without its measures; what its text does not say, its name may."""
    try:
        document = documents.first(source)
        if limit is not None:
            hold_to(document, limit)
    except InputError as error:
        return _of_no_use(source, error.notice.code)
    except Exception as error:  # whatever is wrong with one file, the others go on
        return _of_no_use(source, _said(error))
    paragraphs, _ = read_paragraphs(document)
    texts = [paragraph.text for paragraph in part_run_ins(paragraphs)]
    identity = read_identity(texts, Path(source.name).stem)
    body, year = _told_by_name(Path(source.name).stem)
    found = CorpusFile(
        address=source.address,
        sha256=document.sha256,
        title=identity.title,
        body=identity.body or body,
        year=identity.year or year,
        kind=identity.kind,
        length=sum(map(len, texts)),
    )
    return found if texts else _of_no_use(source, _NO_TEXT)


def identify_all(
    sources: Sequence[Source], documents: Documents, limit: int | None = None
) -> list[CorpusFile]:
    """What some files are, in their order; one of more sentences than the limit is of no use."""
    return [identify(source, documents, limit) for source in sources]


def _told_by_name(stem: str) -> tuple[str, int | None]:
    """The body and the year that a file's name tells: `清苑区-2020`."""
    named = (body_named(simplified(part)) for part in _APART.split(stem))
    years = [int(found[0]) for found in _YEAR.finditer(stem)]
    return next(filter(None, named), ""), years[0] if len(years) == 1 else None


def _of_no_use(source: Source, reason: str) -> CorpusFile:
    return CorpusFile(source.address, "", "", "", None, "", 0, FileState.UNREADABLE, reason)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]


def _stamp(info: dict[str, object]) -> str:
    """What changes with a file: its size and, where the system tells it, its time or its tag."""
    known = (info.get(name) for name in ("size", "mtime", "ETag", "LastModified", "last_modified"))
    return " ".join(str(each) for each in known if each is not None)
