"""From a file to its lines: the first reader that recognises the bytes reads them, whatever the name is.

To add a format: a module with `NAME`, `LIMITS`, `recognises` and `read` (as in `pdf.py`), an entry in
`READERS`, a package in pyproject.toml (as an extra where it is heavy, imported where it is used), its four
tests (recognised, the same as its text, its outline, damaged), a line in the README. Its `read` is called in
a process that is held to its `LIMITS`.
"""

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.language.file_names import readable
from compare.model import Document, Notice
from compare.reading import image, ofd, office, others, pdf, text, web, word
from compare.reading.address import fetch, name_in
from compare.reading.confined import Limits, Read, read_confined
from compare.reading.scans import with_scans
from compare.reading.typed import with_typed_tables


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, whether it knows the file by its first bytes, and how it reads the bytes.

    `limits` are what reading may take; None where a file cannot hide more than its size tells.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Read
    limits: Limits | None


READERS: Final = tuple(
    Reader(module.NAME, module.recognises, module.read, module.LIMITS)
    for module in (pdf, word, ofd, office, image, web, text)
)


def read_document(path: Path, *, trusted: bool = False) -> Document:
    """The lines of a file, whatever its format; a `trusted` one is read without limits on time and memory.

    Raises
    ------
    InputError
        The file is missing, no file, empty, unreadable, of no known format, or takes too much to read.

    Examples
    --------
    >>> document = read_document(Path("seeds/yangpu-2023.txt"))
    >>> document.source, len(document.sha256), document.lines[0].page
    ('yangpu-2023.txt', 64, None)
    """
    return _document(path, _bytes_of(path), trusted=trusted)


def read_address(address: str, *, trusted: bool = False) -> Document:
    """The lines of what stands at an address; a `trusted` one may be in a private network.

    Raises
    ------
    InputError
        It cannot be had, or is of no use.
    """
    data = fetch(address, private=trusted)
    try:
        return _document(Path(name_in(address)), data, trusted=trusted)
    except InputError as error:  # which knows the name of the file, not where it is
        raise InputError(address, error.notice) from error


def _document(path: Path, data: bytes, *, trusted: bool) -> Document:
    if not data.strip():
        raise InputError(path, Notice("empty_file"))
    for reader in READERS:
        if reader.recognises(data):
            if reader.limits is None or trusted:
                content = reader.read(path, data)
            else:
                content = read_confined(reader.read, path, data, reader.limits)
            if content.scanned:
                content = with_scans(path, data, content)
            content = with_typed_tables(content)
            digest = hashlib.sha256(data).hexdigest()
            return Document(readable(path.name), digest, content.lines, content.notices, content.tables)
    formats = "、".join(reader.name for reader in READERS)
    name = others.name_of(data)
    if name is None:
        raise InputError(path, Notice("unknown_format", (("formats", formats),)))
    raise InputError(path, Notice(others.code_for(name), (("format", name), ("formats", formats))))


def _bytes_of(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(path, Notice("is_directory"))
        if not stat.S_ISREG(mode):
            raise InputError(path, Notice("no_file"))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, Notice("not_found")) from error
    except OSError as error:
        raise InputError(path, Notice("unreadable", (("reason", error.strerror or str(error)),))) from error
    return data
