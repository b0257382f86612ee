"""The 修订稿 as a Word document: last year's report with tracked changes that make it this year's.

Accepting all of them gives this year's text, rejecting all gives last year's, paragraph by paragraph.
"""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.model import Comparison, DiffOp
from reports.merged_text import BREAK, TextPiece, merged_text
from reports.shown.safe_text import showable
from reports.word_parts import CREATED, HEI, east_asian, name_document, number_pages, save, use_fonts
from reports.words import Words

if TYPE_CHECKING:
    from docx.document import Document

_AUTHOR: Final = "crossyear"
_TRACKED: Final = {DiffOp.INSERT: "w:ins", DiffOp.DELETE: "w:del"}
_TEXT: Final = {DiffOp.INSERT: "w:t", DiffOp.EQUAL: "w:t", DiffOp.DELETE: "w:delText"}
_HEADING_POINTS: Final = {1: 15, 2: 13}
_OTHER_HEADING: Final = 12
_POINTS: Final = 12


def write_revision(comparison: Comparison, words: Words, path: Path) -> None:
    """Write both reports as one text with tracked changes (`w:ins`, `w:del`).

    Raises
    ------
    ModuleNotFoundError
        The extra `docx` is not installed.
    """
    import docx

    document = docx.Document()
    _set_up(document, comparison, words)
    marker = _Marker()
    paragraph: list[TextPiece] = []
    for piece in merged_text(comparison):
        if piece.text == BREAK:
            _add_paragraph(document, paragraph, piece, marker)
            paragraph = []
        else:
            paragraph.append(piece)
    save(document, path)


class _Marker:
    """Makes the elements that say that something was inserted or deleted, each with an id of its own."""

    def __init__(self) -> None:
        self._ids = count(1)

    def __call__(self, op: DiffOp) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement(_TRACKED[op])
        element.set(qn("w:id"), str(next(self._ids)))
        element.set(qn("w:author"), _AUTHOR)
        element.set(qn("w:date"), f"{CREATED.isoformat()}Z")
        return element


def _set_up(document: "Document", comparison: Comparison, words: Words) -> None:
    from docx.shared import Cm

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.6)
    page.top_margin = page.bottom_margin = Cm(2.6)
    use_fonts(document, _POINTS)
    title = words.gettext("{name}修订稿").format(
        name=comparison.current.body + comparison.current.kind or comparison.current.title
    )
    name_document(document, title)
    told = words.gettext("{before} → {after}；全部接受修订为本期文字，全部拒绝为基准文字")
    page.header.paragraphs[0].add_run(
        showable(told.format(before=comparison.baseline.title, after=comparison.current.title))
    )
    number_pages(page.footer.paragraphs[0])


def _add_paragraph(
    document: "Document", pieces: Sequence[TextPiece], end: TextPiece, marker: _Marker
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(4)
    if end.level:
        line.paragraph_format.keep_with_next = True
    else:
        line.paragraph_format.first_line_indent = Pt(2 * _POINTS)
    for piece in pieces:
        _add_run(line._p, piece, end.level, marker)
    if end.op is not DiffOp.EQUAL:
        properties = OxmlElement("w:rPr")  # of the paragraph's end
        properties.append(marker(end.op))
        line._p.get_or_add_pPr().append(properties)


def _add_run(paragraph: Any, piece: TextPiece, level: int, marker: _Marker) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    run = OxmlElement("w:r")
    if level:
        font = Run(run, paragraph).font
        font.bold = True
        font.size = _points(level)
        east_asian(run.get_or_add_rPr(), HEI)
    text = OxmlElement(_TEXT[piece.op])
    text.set(qn("xml:space"), "preserve")
    text.text = _in_one_line(showable(piece.text))
    run.append(text)
    if piece.op is DiffOp.EQUAL:
        paragraph.append(run)
    else:
        tracked = marker(piece.op)
        tracked.append(run)
        paragraph.append(tracked)


def _points(level: int) -> Any:
    from docx.shared import Pt

    return Pt(_HEADING_POINTS.get(level, _OTHER_HEADING))


def _in_one_line(text: str) -> str:
    """A tab or a line's end would be an element of its own in Word; here both are spaces."""
    return "".join(" " if character in "\t\r\n" else character for character in text)
