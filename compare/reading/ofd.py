"""OFD, the fixed layout of GB/T 33190: its text stands in pieces at places on a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.errors import InputError
from compare.model import Content, Line, Notice
from compare.reading.confined import Limits
from compare.reading.containers import format_in_zip
from compare.reading.placed import Piece, lines_of_page

if TYPE_CHECKING:
    from ofdkit import Page

NAME: Final = "OFD"
LIMITS: Final = Limits()

_MARGIN: Final = 2.0  # mm; what lies further outside of the page is not printed


def recognises(data: bytes) -> bool:
    """Whether the file is a package of this layout."""
    return format_in_zip(data) == NAME


def read(path: Path, data: bytes) -> Content:
    """The lines of every page.

    Raises
    ------
    InputError
        The file is damaged, or has no text.
    """
    from ofdkit import OFDError
    from ofdkit import open as open_ofd

    try:
        with open_ofd(data) as document:
            lines = tuple(
                Line(text, number)
                for number, page in enumerate(document.pages, start=1)
                for text in lines_of_page(_pieces(page))
            )
    except (OFDError, NotImplementedError) as error:  # the second of a package of a version to come
        raise InputError(path, Notice("damaged", (("format", NAME),))) from error
    if not lines:
        raise InputError(path, Notice("ofd_no_text"))
    return Content(lines)


def _pieces(page: "Page") -> list[Piece]:
    left, top, width, height = page.box
    return [
        Piece(run.text, run.x, run.y, run.size, run.width)
        for run in page.runs
        if -_MARGIN <= run.x - left <= width + _MARGIN and -_MARGIN <= run.y - top <= height + _MARGIN
    ]
