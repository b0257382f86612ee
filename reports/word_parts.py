"""What the Word documents share: fonts, page numbers, and the same bytes for the same document."""

import datetime
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.shown.safe_text import showable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SONG: Final = "宋体"
HEI: Final = "黑体"
_LATIN: Final = "Times New Roman"
# The clock stays out of the file: the same comparison gives the same bytes.
CREATED: Final = datetime.datetime(2000, 1, 1)


def save(document: "Document", path: Path) -> None:
    """Write the file with one time for all its parts, so that the same document is the same bytes."""
    written = io.BytesIO()
    document.save(written)
    with ZipFile(written) as parts, ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(ZipInfo(name, CREATED.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)


def name_document(document: "Document", title: str) -> None:
    """Set the title and who made it, and a time that is always the same."""
    properties = document.core_properties
    properties.title, properties.author = showable(title), "crossyear"
    properties.created = properties.modified = CREATED
    properties.comments = ""


def use_fonts(document: "Document", points: float) -> None:
    """Set the size of the text, and fonts that every office has."""
    from docx.shared import Pt

    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(points)
    east_asian(style.element.get_or_add_rPr(), SONG)


def east_asian(properties: Any, font: str) -> None:
    """Set the font of Chinese characters for a run or a style."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # “ and … are as wide as 汉字


def number_pages(line: "Paragraph") -> None:
    """Write `3 / 12` in the middle of a line."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for code in ("PAGE", "NUMPAGES"):
        if code == "NUMPAGES":
            line.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        line._p.append(field)
