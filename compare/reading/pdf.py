"""Born-digital PDF, through PDFium; a scan has no text to read and is refused."""

from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.model import Content, Line, Notice
from compare.reading.confined import Limits

NAME: Final = "PDF"
LIMITS: Final = Limits()

_MAGIC: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024
_PASSWORD_ERROR: Final = 4


def recognises(data: bytes) -> bool:
    """Whether the file says that it is a PDF (readers accept some bytes before the mark)."""
    return _MAGIC in data[:_HEADER_WITHIN]


def read(path: Path, data: bytes) -> Content:
    """The lines of every page, in the order of the PDF's text.

    Raises
    ------
    InputError
        The file is damaged, needs a password, or has no text layer.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise InputError(path, Notice("pdf_password" if locked else "pdf_damaged")) from error
    try:
        lines = tuple(
            Line(line, number)
            for number in range(1, len(document) + 1)
            for line in document[number - 1].get_textpage().get_text_range().splitlines()
        )
    except PdfiumError as error:
        raise InputError(path, Notice("pdf_damaged")) from error
    finally:
        document.close()
    if not any(line.text.strip() for line in lines):
        raise InputError(path, Notice("pdf_no_text"))
    return Content(lines)
