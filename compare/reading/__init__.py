"""From a file to its lines: one module a format, in the order in which they are asked.

To add a format: a module with `NAME`, `recognises` and `read` (as in `text.py`), an entry in `READERS`, a
package in pyproject.toml (as an extra where it is heavy), its four tests (recognised, the same as its text,
damaged, empty), a line in the README.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.model import Content, Document, Notice
from compare.reading import pdf, text


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, whether it knows the file by its first bytes, and how it reads the bytes."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Path, bytes], Content]


READERS: Final = tuple(Reader(module.NAME, module.recognises, module.read) for module in (pdf, text))


def read_document(path: Path) -> Document:
    """The lines of a file, whatever its format.

    Raises
    ------
    InputError
        The file is missing, a folder, empty, unreadable, or of no format that is known.

    Examples
    --------
    >>> document = read_document(Path("seeds/yangpu-2023.txt"))
    >>> document.source, len(document.sha256), document.lines[0].page
    ('yangpu-2023.txt', 64, None)
    """
    data = _bytes_of(path)
    for reader in READERS:
        if reader.recognises(data):
            content = reader.read(path, data)
            digest = hashlib.sha256(data).hexdigest()
            return Document(path.name, digest, content.lines, content.notices, content.tables)
    formats = "、".join(reader.name for reader in READERS)
    raise InputError(path, Notice("binary_file", (("formats", formats),)))


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(path, Notice("is_directory"))
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, Notice("not_found")) from error
    except OSError as error:
        raise InputError(path, Notice("unreadable", (("reason", error.strerror or str(error)),))) from error
    if not data.strip():
        raise InputError(path, Notice("empty_file"))
    return data
