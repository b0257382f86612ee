"""Born-digital PDF, through PDFium; a scan has no text to read and is refused."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.errors import InputError
from compare.model import Content, Line, Notice
from compare.reading.confined import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

NAME: Final = "PDF"
LIMITS: Final = Limits()

_MAGIC: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024
_PASSWORD_ERROR: Final = 4
_FEW: Final = 20  # characters; a scan may have a page's number as text
_PICTURE: Final = 0.4  # of the page


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
        texts = [page.get_textpage().get_text_range() for page in document]
        scanned = tuple(
            number
            for number, (page, text) in enumerate(zip(document, texts, strict=True), start=1)
            if len("".join(text.split())) < _FEW and _is_picture(page)
        )
    except PdfiumError as error:
        raise InputError(path, Notice("pdf_damaged")) from error
    finally:
        document.close()
    lines = tuple(
        Line(line, number)
        for number, text in enumerate(texts, start=1)
        for line in ([] if number in scanned else text.splitlines())
    )
    if not scanned and not any(line.text.strip() for line in lines):
        raise InputError(path, Notice("pdf_no_text"))
    return Content(lines, scanned=scanned)


def _is_picture(page: "PdfPage") -> bool:
    """Whether pictures cover most of a page, as they do on one that was scanned."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _PICTURE * width * height)
