"""changes.xlsx: the tables as sheets that can be filtered, read and printed.

Every cell is written as a string or a number by name, so that no text can turn into a formula or a link.
"""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.decisions.standing import Action
from compare.language.characters import width_of
from compare.model import Comparison, PledgeState, Status
from reports.shown.safe_text import in_xml, upright
from reports.shown.signs import SIGNS
from reports.tables.cells_and_findings import cell_table, finding_table
from reports.tables.columns import headings
from reports.tables.legend import legend_table
from reports.tables.rows import change_table, figure_table, pledge_table, section_table
from reports.tables.table import TextTable
from reports.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# The clock stays out of the file: the same comparison gives the same bytes.
_CREATED: Final = datetime.datetime(2000, 1, 1)
_CELL_LIMIT: Final = 32_767
_CUT: Final = "……（已截断）"
_A4: Final = 9
_FILLS: Final = {
    Status.NEW: "#E6F4EA",
    Status.DROPPED: "#FCE8E6",
    Status.CONTINUED: "#E8F0FE",
    PledgeState.DELIVERED: "#E6F4EA",
    PledgeState.PARTLY: "#FEF7E0",
    PledgeState.SILENT: "#FCE8E6",
}
_WIDEST: Final = {
    "baseline": 46,
    "current": 46,
    "plan": 52,
    "answer": 52,
    "sentence": 60,
    "candidates": 84,
    "reason": 44,
    "note": 30,
    "figures": 30,
    "text": 100,
    "subject": 30,
    "baseline_section": 28,
    "current_section": 28,
    "section": 30,
    "table": 34,
    "row": 44,
    "column": 34,
    "finding": 44,
    "place_one": 60,
    "place_two": 60,
}
_WIDEST_OF_LINKS: Final = {"baseline_section": 56, "current_section": 56}
_SHOWN_IF_ANY: Final = ("baseline_page", "current_page")
_WRITTEN_IN: Final = ("decision", "reviewer", "note")  # by people, in a sheet whose rows have keys
_USUAL_WIDEST: Final = 18
_NARROWEST: Final = 6
_FILTER_BUTTON: Final = 3
_LINE_HEIGHT: Final = 14.5
_HIGHEST: Final = 409


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table, its name, its columns' names and widest widths, and the last column that is printed."""

    name: str
    table: TextTable
    headings: Sequence[str]
    widest: dict[str, int]
    printed_to: str | None = None


def write_xlsx(comparison: Comparison, words: Words, path: Path) -> None:
    """Write the sheets 变化清单, 指标, 安排兑现, 章节, 表格, 核对 and 说明, the same bytes each time."""
    from xlsxwriter import Workbook

    # Into memory first: xlsxwriter's own error for a full disk is no OSError.
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": comparison.current.title, "created": _CREATED})
        formats = _Formats(workbook)
        for sheet in _sheets(comparison, words):
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats, words)
    path.write_bytes(stream.getvalue())


class _Formats:
    """The workbook's cell formats."""

    def __init__(self, workbook: "Workbook") -> None:
        cell = {"font_size": 10, "valign": "top", "border": 1, "border_color": "#DADCE0"}
        self.header = workbook.add_format(
            cell | {"bold": True, "bg_color": "#F1F3F4", "text_wrap": True, "valign": "vcenter"}
        )
        self.text = workbook.add_format(cell | {"text_wrap": True})
        self.whole = workbook.add_format(cell | {"num_format": "#,##0"})
        self.decimal = workbook.add_format(cell | {"num_format": "#,##0.0###"})
        self.share = workbook.add_format(cell | {"num_format": "0%"})
        self.ratio = workbook.add_format(cell | {"num_format": "+0.0%;-0.0%;0.0%"})
        self.fills = {
            color: workbook.add_format(cell | {"text_wrap": True, "bg_color": color})
            for color in sorted(set(_FILLS.values()))
        }

    def of_number(self, column: str, value: float) -> Any:
        if column in ("score", "similarity"):
            return self.share
        if column == "ratio":
            return self.ratio
        return self.whole if value == int(value) else self.decimal


def _sheets(comparison: Comparison, words: Words) -> Iterable[_Sheet]:
    changes, figures = change_table(comparison, words), figure_table(comparison, words)
    pledges, sections = pledge_table(comparison, words), section_table(comparison, words)
    legend = legend_table(comparison, words)
    yield _Sheet(
        words.gettext("变化清单"), changes, headings(changes.columns, words), _WIDEST, printed_to="figures"
    )
    yield _Sheet(
        words.gettext("指标"), figures, headings(figures.columns, words), _WIDEST, printed_to="sentence"
    )
    yield _Sheet(words.gettext("安排兑现"), pledges, headings(pledges.columns, words), _WIDEST)
    yield _Sheet(words.gettext("章节"), sections, headings(sections.columns, words), _WIDEST_OF_LINKS)
    cells, findings = cell_table(comparison, words), finding_table(comparison, words)
    if cells.rows:
        yield _Sheet(words.gettext("表格"), cells, headings(cells.columns, words), _WIDEST)
    if findings.rows:
        yield _Sheet(words.gettext("核对"), findings, headings(findings.columns, words), _WIDEST)
    yield _Sheet(words.gettext("说明"), legend, (words.gettext("项目"), words.gettext("内容")), _WIDEST)


def _write_sheet(worksheet: "Worksheet", sheet: _Sheet, formats: _Formats, words: Words) -> None:
    signed = {words.label(each): (f"{words.label(each)} {SIGNS[each]}", _FILLS[each]) for each in _FILLS}
    lines = [1] * len(sheet.table.rows)
    is_keyed = "key" in sheet.table.columns
    for place, (column, heading) in enumerate(zip(sheet.table.columns, sheet.headings, strict=True)):
        cells = sheet.table.column(column)
        width = _width(heading, cells, sheet.widest.get(column, _USUAL_WIDEST))
        hidden = not any(cells) and (column in _SHOWN_IF_ANY or (column in _WRITTEN_IN and not is_keyed))
        worksheet.set_column(place, place, width, None, {"hidden": hidden})
        worksheet.write_string(0, place, heading, formats.header)
        for number, cell in enumerate(cells):
            if column in ("status", "state"):
                text, fill = signed[str(cell)]
                worksheet.write_string(number + 1, place, text, formats.fills[fill])
            else:
                _write_cell(worksheet, number + 1, place, cell, column, formats)
            lines[number] = max(lines[number], cell_lines(cell, width))
        if column == "decision" and is_keyed:
            offered = {"validate": "list", "source": _offered(words), "show_error": False}
            worksheet.data_validation(1, place, max(1, len(lines)), place, offered)
    for number, count in enumerate(lines, start=1):
        worksheet.set_row(number, row_height(count))
    _set_up(worksheet, sheet, len(lines))


def _offered(words: Words) -> list[str]:
    """What a person may choose for a row; `crossyear review --import` takes it in."""
    return [words.label(Action.ACCEPT), words.label(Action.UNLINK)]


def _write_cell(
    worksheet: "Worksheet", row: int, place: int, cell: object, column: str, formats: _Formats
) -> None:
    if isinstance(cell, (int, float)):
        worksheet.write_number(row, place, cell, formats.of_number(column, cell))
    elif cell:
        worksheet.write_string(row, place, _fitting(str(cell)), formats.text)
    else:
        worksheet.write_blank(row, place, None, formats.text)


def _fitting(text: str) -> str:
    """What a cell can hold: no characters that XML forbids, and at most 32,767 units of UTF-16."""
    printed = in_xml(upright(text))
    if 2 * len(printed) <= _CELL_LIMIT:
        return printed
    encoded = printed.encode("utf-16-le")
    if len(encoded) <= 2 * _CELL_LIMIT:
        return printed
    kept = encoded[: 2 * (_CELL_LIMIT - len(_CUT))].decode("utf-16-le", errors="ignore")
    return kept + _CUT


def _width(heading: str, cells: Iterable[object], widest: int) -> float:
    """Wide enough for the longest line, within bounds, in characters of which 汉字 take two."""
    lines = (line for cell in cells if cell is not None for line in str(cell).splitlines())
    longest = max((_columns(line) for line in lines), default=0)
    return min(max(longest + 1, _columns(heading) + _FILTER_BUTTON, _NARROWEST), widest)


def row_height(lines: int) -> float:
    """How high a row of so many lines is, in points; no row can be higher than 409."""
    return min(lines * _LINE_HEIGHT + 2, _HIGHEST)


def cell_lines(cell: object, width: float) -> int:
    """How many lines a cell takes; not every program fits the heights of rows to wrapped text by itself."""
    return sum(-(-_columns(line) // int(1.05 * width)) or 1 for line in str(cell or "").splitlines())


def _columns(text: str) -> int:
    return int(2 * width_of(text))


def _set_up(worksheet: "Worksheet", sheet: _Sheet, rows: int) -> None:
    last = len(sheet.headings) - 1
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, rows, last)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.set_footer("&L&A&R&P / &N")
    if sheet.printed_to:
        last = sheet.table.columns.index(sheet.printed_to)
    worksheet.print_area(0, 0, rows, last)
