"""Born-digital PDF, through PDFium: its text as a reader sees it, whatever order it is drawn in.

Characters become rows, rows columns, a page's foot its notes; tables are taken out. Pages
that are pictures are told by their numbers.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.errors import InputError
from compare.model import Content, Notice
from compare.reading.confined import Limits
from compare.reading.pdf.glyphs import glyphs_of
from compare.reading.pdf.layout import Sheet, lay_out
from compare.reading.pdf.rows import rows_of
from compare.reading.pdf.rules import cells_of
from compare.reading.pdf.tables import take_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

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
    """The lines of every page in the order in which they are read, footnotes after all others.

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
        content = _content(document)
    except PdfiumError as error:
        raise InputError(path, Notice("pdf_damaged")) from error
    finally:
        document.close()
    if not (content.lines or content.tables or content.scanned):
        raise InputError(path, Notice("pdf_no_text"))
    return content


def _content(document: "PdfDocument") -> Content:
    sheets: list[Sheet] = []
    scanned: list[int] = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        glyphs = glyphs_of(page)
        if len(glyphs) < _FEW and _is_picture(page):
            scanned.append(number)
            glyphs = []
        height = page.get_height()
        rest, tables = take_tables(glyphs, cells_of(page), height, number)
        sheets.append(Sheet(tuple(rows_of(rest)), tuple(tables), height))
        page.close()
    return replace(lay_out(sheets), scanned=tuple(scanned))


def _is_picture(page: "PdfPage") -> bool:
    """Whether pictures cover most of a page, as they do on one that was scanned."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _PICTURE * width * height)
