"""What a 工作台账 looks like: its columns, what a new one is set up with, how a new row is laid out.

The order is that of a clerk's work: what the task is and what became of it this year; then who has it, how it
goes, what is in the way, which people fill in; then what it was taken from. The first part fits on a sheet of
A3 and is what is printed. Key and memory stand hidden among the first columns, so that whoever sorts a part
of the table sorts them along.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.tables.workbook import cell_lines, row_height
from reports.trackers.base import Field
from reports.trackers.tables.table import Column, Extra
from reports.trackers.tables.workbooks import CREATED

SHEET: Final = "台账"
NUMBER: Final = "序号"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a new 台账: `column` is None where it is people's, who may rename or delete it."""

    text: str
    width: float
    column: Column | None = None
    centred: bool = False


HEADINGS: Final = (
    Heading(NUMBER, 6, centred=True),
    Heading("台账键", 20, Extra.KEY),
    Heading("台账记录", 20, Extra.MEMORY),
    Heading("工作任务", 34, Field.TITLE),
    Heading("类别", 7, Field.ROLE, centred=True),
    Heading("年度", 7, Field.YEAR, centred=True),
    Heading("年度状态", 10, Field.STATUS, centred=True),
    Heading("变化", 10, Field.CHANGE, centred=True),
    Heading("数据变化", 28, Field.FIGURES),
    Heading("完成时限", 10, Field.DUE, centred=True),
    Heading("兑现情况", 10, Field.OUTCOME, centred=True),
    Heading("状态", 10, Field.STATE, centred=True),
    Heading("牵头单位", 14),
    Heading("责任人", 9),
    Heading("进展情况", 30),
    Heading("存在问题", 22),
    Heading("复核结论", 12),
    Heading("备注", 16),
    Heading("目标要求", 60, Field.BODY),
    Heading("基准年原文", 60, Field.BEFORE),
    Heading("本年原文", 60, Field.AFTER),
    Heading("所在章节", 32, Field.SECTION),
    Heading("更新记录", 46, Extra.LOG),
    Heading("相关", 30, Extra.RELATED),
)
HIDDEN: Final[frozenset[Column]] = frozenset({Extra.KEY, Extra.MEMORY})
WHOLE_NUMBERS: Final[frozenset[Column]] = frozenset({Field.YEAR, Field.DUE})
# What is read now and then may be cut short on the screen; what is worked with is not.
SOURCES: Final[frozenset[Column]] = frozenset(
    {Field.BODY, Field.BEFORE, Field.AFTER, Field.SECTION, Extra.LOG, Extra.RELATED}
)

_PRINTED_TO: Final = "备注"
_LAST_ROW: Final = 1_048_576
_FONT: Final = "宋体"
_FILLS: Final = {
    "状态": {
        "推进中": "FEF7E0",
        "部分兑现": "FEF7E0",
        "未再提及": "FCE8E6",
        "已办结": "E6F4EA",
        "已销号": "E6F4EA",
        "已兑现": "E6F4EA",
    },
    "年度状态": {"新增": "E6F4EA", "未再提及": "FCE8E6", "延续": "E8F0FE"},
}
_MOST_LINES_OF_SOURCES: Final = 5
_USUAL_WIDTH: Final = 8.43
_LIST_LIMIT: Final = 255
_A3: Final = 8


def new_ledger(states: Sequence[str]) -> Workbook:
    """An empty 台账: frozen head, filter, print set-up, and a list of states to choose from."""
    workbook = Workbook()
    workbook.properties.created = workbook.properties.modified = CREATED
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    for place, heading in enumerate(HEADINGS, start=1):
        _lay_out(sheet.cell(1, place, heading.text), heading.text, is_head=True)
        sheet.column_dimensions[_letter(heading.text)].width = heading.width
        sheet.column_dimensions[_letter(heading.text)].hidden = heading.column in HIDDEN
    sheet.row_dimensions[1].height = row_height(2)
    sheet.freeze_panes = f"{_letter('类别')}2"
    sheet.auto_filter.ref = f"A1:{_letter(HEADINGS[-1].text)}1"
    _offer_states(sheet, states)
    _colour(sheet)
    _set_up_print(sheet)
    return workbook


def can_offer(states: Sequence[str]) -> bool:
    """Whether Excel takes them as a list: 255 characters in all, of which commas divide them."""
    return len(",".join(states)) <= _LIST_LIMIT and not any(set(state) & set(',"') for state in states)


def lay_out_row(sheet: Worksheet, row: int, model: int | None, headings: Sequence[str]) -> None:
    """Give a new row the formats of the row `model`, or where there is none those of a new 台账."""
    for place, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, place)
        if model is not None:
            cell._style = copy(sheet.cell(model, place)._style)
        else:
            _lay_out(cell, heading)


def fitting_height(sheet: Worksheet, row: int, widths: Mapping[int, float], sources: frozenset[int]) -> float:
    """How high a row must be for its texts to be read, in points; the columns `sources` get five lines."""
    most = 1
    for place, width in widths.items():
        cell = sheet.cell(row, place)
        if cell.value is not None and cell.alignment.wrap_text:
            lines = cell_lines(cell.value, width)
            most = max(most, min(lines, _MOST_LINES_OF_SOURCES) if place in sources else lines)
    return row_height(most)


def shown_widths(sheet: Worksheet, columns: int) -> Mapping[int, float]:
    """The widths of so many columns without the hidden ones; one entry of a sheet may be for several."""
    widths = dict.fromkeys(range(1, columns + 1), _USUAL_WIDTH)
    for dimension in sheet.column_dimensions.values():
        dimension.reindex()
        for place in range(dimension.min, min(dimension.max, columns) + 1):
            widths[place] = 0 if dimension.hidden else dimension.width
    return {place: width for place, width in widths.items() if width}


def extend(sheet: Worksheet, head: int, last: int) -> None:
    """Let the filter, the printed area and a table (Ctrl+T) from the head on reach to the row `last`."""
    for holder in (sheet.auto_filter, *sheet.tables.values()):
        bounds = _bounds(holder.ref)
        if bounds and bounds[1] == head and bounds[3] < last and not getattr(holder, "totalsRowCount", None):
            holder.ref = _reference(bounds[0], head, bounds[2], last)
            if getattr(holder, "autoFilter", None) is not None:
                holder.autoFilter.ref = holder.ref
    printed = str(sheet.print_area or "").rpartition("!")[2].replace("$", "")
    bounds = _bounds(printed) if "," not in printed else None
    if bounds and bounds[1] <= head and bounds[3] < last:
        sheet.print_area = _reference(bounds[0], bounds[1], bounds[2], last)


def _bounds(reference: str | None) -> tuple[int, int, int, int] | None:
    return range_boundaries(reference) if reference else None


def _reference(left: int, top: int, right: int, bottom: int) -> str:
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def _letter(text: str) -> str:
    return str(get_column_letter([heading.text for heading in HEADINGS].index(text) + 1))


def _lay_out(cell: Any, text: str, *, is_head: bool = False) -> None:
    """The format of a new 台账 for a cell below a heading, or for the heading."""
    heading = next((each for each in HEADINGS if each.text == text), Heading(text, _USUAL_WIDTH))
    side = Side(style="thin", color="BDC1C6")
    cell.font = Font(name=_FONT, size=10, bold=is_head)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    cell.alignment = Alignment(
        horizontal="center" if is_head or heading.centred else "left",
        vertical="center" if is_head else "top",
        wrap_text=heading.column not in HIDDEN,
    )
    if is_head:
        # What people fill in has a head of its own colour.
        is_theirs = heading.column in (None, Field.STATE) and text != NUMBER
        cell.fill = PatternFill("solid", fgColor="E2EFDA" if is_theirs else "E8EAED")


def _offer_states(sheet: Worksheet, states: Sequence[str]) -> None:
    """A list to choose from; another state may be typed all the same."""
    offered = ",".join(states)
    validation = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
    validation.add(f"{_letter('状态')}2:{_letter('状态')}{_LAST_ROW}")
    sheet.add_data_validation(validation)


def _colour(sheet: Worksheet) -> None:
    for text, fills in _FILLS.items():
        for value, colour in fills.items():
            fill = PatternFill("solid", bgColor=colour)
            rule = CellIsRule(operator="equal", formula=[f'"{value}"'], fill=fill)
            sheet.conditional_formatting.add(f"{_letter(text)}2:{_letter(text)}{_LAST_ROW}", rule)


def _set_up_print(sheet: Worksheet) -> None:
    """A3 across, one page wide, the head on every page, people's columns and what they need to see."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{_letter(_PRINTED_TO)}1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
