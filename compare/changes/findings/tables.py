"""What does not add up in a report's tables, and between them and its sentences."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from compare.changes.findings.places import finding, of_figure
from compare.expressions import expression
from compare.model import Finding, FindingPlace, NamedCell, Report, ReportTable, Role

_TOTAL: Final = expression(r"(?:[（(][一二三四五六七八九十]{1,2}[）)])?(?:总\s*计|合\s*计)")
_SUBTOTAL: Final = re.compile(r"小\s*计")
_BALANCE: Final = "第一项加第二项之和，等于第三项加第四项之和"
_NEW, _OLD, _ENDED, _LEFT = "一、", "二、", "三、", "四、"
_SUM_ALLOWS: Final = 0.51  # a rounding of each part
_APPLIED: Final = expression(
    r"(?:新收|收到|受理)(?:的)?(?:各类)?(?:政府信息公开|信息公开|依申请公开)[^，。；\d]{0,6}申请[^，。；\d]{0,4}$|依申请公开申请[^，。；\d]{0,3}$"
)
_NARROW: Final = expression(r"(?:其中|代表|本级|机关|政府办|办公室|部门|街道|乡镇|[镇乡])[^。；]*$")
_REVIEWED: Final = expression(r"政府信息公开[^，。；\d]{0,4}(行政复议|行政诉讼)[^，。；\d]{0,4}$")


def within_tables(report: Report, side: str) -> Iterator[Finding]:
    """The findings of a report's tables: totals, the form's balance, and the sentences that tell them."""
    for number, table in enumerate(report.tables):
        if _names_each_cell(table):
            yield from _row_totals(table, number, side)
            yield from _column_totals(table, number, side)
        yield from _balance(table, number, side)
        yield from _told(report, table, number, side)


def _names_each_cell(table: ReportTable) -> bool:
    """Whether no two cells have one name, as they have where the names of columns could not be read."""
    return len({(cell.row, cell.column) for cell in table.cells}) == len(table.cells)


def _place(side: str, number: int, cell: NamedCell) -> FindingPlace:
    return FindingPlace(side, f"{cell.name} {cell.text}", table=number)


def _row_totals(table: ReportTable, number: int, side: str) -> Iterator[Finding]:
    """The cell under 总计 against the others of its row, under the same head."""
    rows: dict[tuple[str, ...], list[NamedCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.value is not None and cell.column:
            rows[cell.row].append(cell)
    for cells in rows.values():
        for total in cells:
            if not _TOTAL.fullmatch(total.column[-1]):
                continue
            above = total.column[:-1]
            parts = [
                cell
                for cell in cells
                if cell is not total and cell.column[: len(above)] == above and not _is_total(cell.column)
            ]
            parts = _outermost([(cell.column, cell) for cell in parts], len(above))
            yield from _sum(parts, total, number, side, "table_row")


def _outermost(cells: list[tuple[tuple[str, ...], NamedCell]], depth: int) -> list[NamedCell]:
    """The cells that a total adds up: of a group that has a 小计 that one alone; `depth` is the total's."""
    subtotals = {
        names[:-1] for names, _ in cells if _SUBTOTAL.fullmatch(names[-1]) and len(names) > depth + 1
    }
    return [
        cell
        for names, cell in cells
        if _SUBTOTAL.fullmatch(names[-1]) or not any(names[: len(group)] == group for group in subtotals)
    ]


def _is_total(names: tuple[str, ...]) -> bool:
    return any(_TOTAL.fullmatch(name) for name in names)


def _column_totals(table: ReportTable, number: int, side: str) -> Iterator[Finding]:
    """The cell beside 总计 against those above it, within the group that it closes."""
    columns: dict[tuple[str, ...], list[NamedCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.value is not None and cell.row:
            columns[cell.column].append(cell)
    for cells in columns.values():
        for at, total in enumerate(cells):
            if not _TOTAL.fullmatch(total.row[-1]):
                continue
            above = total.row[:-1]
            parts = [
                cell for cell in cells[:at] if cell.row[: len(above)] == above and not _is_total(cell.row)
            ]
            parts = _outermost([(cell.row, cell) for cell in parts], len(above))
            if len({len(cell.row) for cell in parts}) == 1 or above:
                yield from _sum(parts, total, number, side, "table_column")


def _sum(parts: list[NamedCell], total: NamedCell, number: int, side: str, code: str) -> Iterator[Finding]:
    if len(parts) < 2 or total.value is None or any("%" in part.unit for part in (*parts, total)):
        return
    added = sum(part.value or 0.0 for part in parts)
    if abs(added - total.value) > _SUM_ALLOWS:
        places = (_place(side, number, total), _place(side, number, parts[0]))
        yield finding(code, *places, sum=added, total=total.text, cell=total.name)


def _balance(table: ReportTable, number: int, side: str) -> Iterator[Finding]:
    """第一项加第二项之和等于第三项加第四项之和, in every column of the form of applications."""
    columns: dict[tuple[str, ...], dict[str, NamedCell]] = defaultdict(dict)
    for cell in table.cells:
        first = cell.row[0] if cell.row else ""
        if cell.value is None:
            continue
        if first.startswith((_NEW, _OLD, _LEFT)):
            columns[cell.column][first[:2]] = cell
        elif first.startswith(_ENDED) and _TOTAL.fullmatch(cell.row[-1]):
            columns[cell.column][_ENDED] = cell
    for cells in columns.values():
        if len(cells) < 4 or "申请" not in cells[_NEW].row[0]:
            continue
        value = {item: cell.value or 0.0 for item, cell in cells.items()}
        if value[_NEW] + value[_OLD] != value[_ENDED] + value[_LEFT]:
            places = tuple(_place(side, number, cells[item]) for item in (_NEW, _OLD, _ENDED, _LEFT))
            taken, given = value[_NEW] + value[_OLD], value[_ENDED] + value[_LEFT]
            yield finding("form_balance", *places, taken=taken, given=given)


def _told(report: Report, table: ReportTable, number: int, side: str) -> Iterator[Finding]:
    """What a sentence tells of the form against the form itself."""
    applied = next((cell for cell in table.cells if _is_new(cell)), None)
    for measure in report.measures:
        if measure.role is Role.PLAN:
            continue
        for figure in measure.figures:
            before = measure.text[: figure.start]
            cell = None
            if _NARROW.search(before):
                continue
            if applied and _APPLIED.search(before):
                cell = applied
            elif found := _REVIEWED.search(before):
                cell = _review_total(table, found[1])
            if (
                cell is None
                or cell.value is None
                or figure.approximate
                or figure.unit not in ("件", "宗", "份", "条")
            ):
                continue
            if figure.value != cell.value:
                places = (of_figure(side, measure, figure), _place(side, number, cell))
                yield finding("text_table", *places, text=figure.text, table=cell.text)


def _is_new(cell: NamedCell) -> bool:
    return bool(
        cell.row
        and cell.column
        and cell.row[0].startswith(_NEW)
        and "申请" in cell.row[0]
        and _TOTAL.fullmatch(cell.column[-1])
    )


def _review_total(table: ReportTable, name: str) -> NamedCell | None:
    """The total of 行政复议; 行政诉讼 has two, and none where both are filled."""
    totals = [
        cell
        for cell in table.cells
        if cell.column and cell.column[0] == name and _TOTAL.fullmatch(cell.column[-1])
    ]
    return totals[0] if len(totals) == 1 else None


def carried_over(baseline: Report, current: Report) -> Iterator[Finding]:
    """What last year's form carried into the next, against what this year's took over."""
    for before_number, before in enumerate(baseline.tables):
        for number, after in enumerate(current.tables):
            left = {cell.column: cell for cell in before.cells if _is_item(cell, _LEFT, "结转")}
            old = {cell.column: cell for cell in after.cells if _is_item(cell, _OLD, "结转")}
            for column, cell in old.items():
                other = left.get(column)
                if other and cell.value is not None and other.value is not None and cell.value != other.value:
                    places = (_place("current", number, cell), _place("baseline", before_number, other))
                    yield finding("carried_over", *places, before=other.text, after=cell.text)


def _is_item(cell: NamedCell, item: str, word: str) -> bool:
    return bool(cell.row) and cell.row[0].startswith(item) and word in cell.row[0] and bool(cell.column)
