"""The 新旧对照表 as a Word document: the paper that offices pass around.

A4 landscape; the head of the table is repeated on every page; what was deleted is struck through, what was
added underlined, both in colour, so that neither sign stands alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.decisions.standing import Action
from compare.model import Change, Comparison, DiffOp, Measure, Role, Status
from reports.shown.places import Node, is_counted, lay_out
from reports.shown.safe_text import showable
from reports.shown.signs import SIGNS
from reports.shown.texts import MarkedText, marked_texts
from reports.word_parts import HEI, east_asian, name_document, number_pages, save, use_fonts
from reports.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Line

_DELETED: Final = "9A4414"
_ADDED: Final = "0B6B63"
_HEAD_FILL: Final = "E7E6E1"
_SECTION_FILL: Final = "F4F3EF"
_WIDTHS: Final = (10.4, 10.4, 2.4, 3.1)  # cm, of the 26.3 that the margins leave
_SHORT: Final = 800  # characters of both sides; a longer row would leave half a page empty
_PADDING: Final = "50"  # twentieths of a point


def write_docx(comparison: Comparison, words: Words, path: Path) -> None:
    """Write the table of both years, section by section in the order of the current report.

    `推进3项。│推进5项。│＝ 延续│数据更新`.
    """
    import docx

    document = docx.Document()
    _set_up(document, comparison, words)
    table = _new_table(document, comparison, words)
    layout = lay_out(comparison)
    for node in layout.current:
        _write_section(table, node, words)
    for node in layout.leftover:
        _write_section(table, node, words)
    _legend(document, words)
    save(document, path)


def _set_up(document: "Document", comparison: Comparison, words: Words) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = Cm(1.7)
    page.top_margin = page.bottom_margin = Cm(1.8)
    use_fonts(document, 9.5)
    name_document(document, comparison.current.title)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name = comparison.current.body + comparison.current.kind or comparison.current.title
    run = title.add_run(showable(words.gettext("{name}新旧对照表").format(name=name)))
    run.bold, run.font.size = True, Pt(16)
    east_asian(run._r.get_or_add_rPr(), HEI)
    number_pages(page.footer.paragraphs[0])


def _new_table(document: "Document", comparison: Comparison, words: Words) -> Any:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    before, after = comparison.baseline, comparison.current
    heads = (
        f"{before.title}（{words.gettext('基准')}）",
        f"{after.title}（{words.gettext('本期')}）",
        words.gettext("状态"),
        words.gettext("复核"),
    )
    for cell, text in zip(_cells(table.rows[0]), heads, strict=True):
        cell.paragraphs[0].add_run(showable(text)).bold = True
        _fill(cell, _HEAD_FILL)
    _flag(table.rows[0], "w:tblHeader")
    _pad(table)
    return table


def _write_section(table: Any, node: Node, words: Words) -> None:
    heading = node.section.heading
    if heading:
        row = table.add_row()
        _flag(row, "w:cantSplit")
        cells = _cells(row)
        whole = cells[0].merge(cells[-1])
        line = whole.paragraphs[0]
        line.add_run(showable(heading)).bold = True
        line.paragraph_format.keep_with_next = True
        _fill(whole, _SECTION_FILL)
    for change in filter(is_counted, node.changes):
        _write_change(table, change, words)
    for child in node.children:
        _write_section(table, child, words)
    for change in filter(is_counted, node.dropped):
        _write_change(table, change, words)


def _write_change(table: Any, change: Change, words: Words) -> None:
    from docx.shared import Cm

    row = table.add_row()
    cells = _cells(row)
    for cell, width in zip(cells, _WIDTHS, strict=True):
        cell.width = Cm(width)
    if sum(len(measure.text) for measure in (*change.baseline, *change.current)) < _SHORT:
        _flag(row, "w:cantSplit")
    _write_side(
        cells[0], change.baseline, marked_texts(change.baseline, change.diff, DiffOp.DELETE), DiffOp.DELETE
    )
    _write_side(
        cells[1], change.current, marked_texts(change.current, change.diff, DiffOp.INSERT), DiffOp.INSERT
    )
    status = [f"{SIGNS[change.status]} {words.label(change.status)}"]
    status += [words.label(change.change)] if change.change else []
    status += [words.gettext("移动")] if change.moved else []
    status += [f"（{words.label(change.role)}）"] if change.role is not Role.DONE else []
    status += [f"? {words.gettext('待核')}"] if change.uncertain else []
    _write_lines(cells[2], status)
    review = change.review
    if review is not None:
        _write_lines(
            cells[3], [f"{words.label(Action(review.decision))} {review.reviewer}", *review.note.split("\n")]
        )


def _write_side(
    cell: "_Cell", measures: Sequence[Measure], shown: Sequence[MarkedText], marked: DiffOp
) -> None:
    if not measures:
        cell.paragraphs[0].add_run("—")
        return
    for place, paragraph in enumerate(shown):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _write_runs(line, paragraph, marked)


def _write_runs(line: "Line", paragraph: MarkedText, marked: DiffOp) -> None:
    from docx.shared import RGBColor

    for segment in paragraph.segments:
        for piece in segment.runs:
            run = line.add_run(showable(piece.text))
            if not piece.marked:
                continue
            if marked is DiffOp.DELETE:
                run.font.strike = True
                run.font.color.rgb = RGBColor.from_string(_DELETED)
            else:
                run.font.underline = True
                run.font.color.rgb = RGBColor.from_string(_ADDED)


def _write_lines(cell: "_Cell", lines: Sequence[str]) -> None:
    for place, text in enumerate(line for line in lines if line.strip()):
        (cell.paragraphs[0] if place == 0 else cell.add_paragraph()).add_run(showable(text.strip()))


def _legend(document: "Document", words: Words) -> None:
    signs = "　".join(f"{SIGNS[status]} {words.label(status)}" for status in Status)
    told = words.gettext("左栏删除线为删去的文字，右栏下划线为加上的文字；未再提及不等于工作停止。")
    document.add_paragraph(f"{signs}　{told}")


def _cells(row: Any) -> Sequence["_Cell"]:
    return tuple(row.cells)


def _fill(cell: "_Cell", colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _pad(table: Any) -> None:
    """A little air above and below the text of every cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _PADDING)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _flag(row: Any, name: str) -> None:
    """Set a property of a row: its head is repeated on every page, or it is kept on one."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
