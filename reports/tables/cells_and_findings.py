"""The rows of the sheets 表格 and 核对: the cells of tables year by year, and what does not add up."""

from compare.model import CellChange, Comparison, FindingPlace, TableChange
from reports.shown.texts import section_path
from reports.tables.columns import CELL_COLUMNS, FINDING_COLUMNS
from reports.tables.table import Row, TextTable
from reports.words import Words


def cell_table(comparison: Comparison, words: Words) -> TextTable:
    """A row for each cell of a table in either year: its names, both values, what moved."""
    rows = [
        _cell_row(cell, change, comparison, words) for change in comparison.tables for cell in change.cells
    ]
    return TextTable(CELL_COLUMNS, tuple(rows))


def _cell_row(cell: CellChange, change: TableChange, comparison: Comparison, words: Words) -> Row:
    before, after = cell.before, cell.after
    old, new = before.value if before else None, after.value if after else None
    report = comparison.baseline if change.current is None else comparison.current
    place = change.baseline if change.current is None else change.current
    table = report.tables[place or 0]
    return {
        "table": table.title,
        "section": section_path(table.section, report, words),
        "row": " / ".join(cell.cell.row),
        "column": " / ".join(cell.cell.column),
        "unit": cell.cell.unit,
        "before": _shown(old, before.text if before else ""),
        "after": _shown(new, after.text if after else ""),
        "difference": None if old is None or new is None else round(new - old, 6),
        "ratio": None if cell.ratio is None else round(cell.ratio, 4),
    }


def _shown(value: float | None, text: str) -> float | str:
    return text if value is None else value


def finding_table(comparison: Comparison, words: Words) -> TextTable:
    """A row for each finding: what it says, and both places."""
    rows: list[Row] = [
        {
            "finding": words.finding(each),
            "place_one": _place(each.places[0], comparison, words),
            "place_two": "\n".join(_place(place, comparison, words) for place in each.places[1:]),
        }
        for each in comparison.findings
    ]
    return TextTable(FINDING_COLUMNS, tuple(rows))


def _place(place: FindingPlace, comparison: Comparison, words: Words) -> str:
    """`（2024，一、主要举措）…`: the year, the section, the words."""
    report = comparison.current if place.side == "current" else comparison.baseline
    side = words.gettext("本期") if place.side == "current" else words.gettext("基准")
    year = str(report.year) if report.year else side
    if place.table is not None:
        section = section_path(report.tables[place.table].section, report, words)
    else:
        measure = next((each for each in report.measures if each.id == place.measure), None)
        section = section_path(measure.section, report, words) if measure else ""
    return f"[{year} {section}] {place.text}"
