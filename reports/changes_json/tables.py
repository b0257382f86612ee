"""The tables of both reports and what became of their cells, as changes.json has them."""

from typing import Any

from compare.model import CellChange, NamedCell, Report, ReportTable, TableChange

JsonObject = dict[str, Any]


def dump_tables(report: Report) -> list[JsonObject]:
    """The tables of one report, each cell with the names of its row and column."""
    return [
        {
            "title": table.title,
            "section_index": table.section,
            "page": table.page,
            "cells": [_cell(cell) for cell in table.cells],
        }
        for table in report.tables
    ]


def load_tables(data: JsonObject) -> tuple[ReportTable, ...]:
    """The tables that `dump_tables` wrote; an older file has none."""
    return tuple(
        ReportTable(
            each["title"], each["section_index"], each["page"], tuple(_named(cell) for cell in each["cells"])
        )
        for each in data.get("tables", ())
    )


def dump_table_changes(changes: tuple[TableChange, ...]) -> list[JsonObject]:
    """The tables of both years in pairs, cell by cell."""
    return [
        {
            "baseline": change.baseline,
            "current": change.current,
            "cells": [
                {
                    "baseline": _cell(cell.before) if cell.before else None,
                    "current": _cell(cell.after) if cell.after else None,
                    "ratio": None if cell.ratio is None else round(cell.ratio, 4),
                }
                for cell in change.cells
            ],
        }
        for change in changes
    ]


def load_table_changes(data: JsonObject) -> tuple[TableChange, ...]:
    """What `dump_table_changes` wrote; an older file has nothing."""
    return tuple(
        TableChange(
            each["baseline"],
            each["current"],
            tuple(
                CellChange(
                    _named(cell["baseline"]) if cell["baseline"] else None,
                    _named(cell["current"]) if cell["current"] else None,
                )
                for cell in each["cells"]
            ),
        )
        for each in data.get("tables", ())
    )


def _cell(cell: NamedCell) -> JsonObject:
    value = cell.value
    whole = value is not None and value.is_integer() and abs(value) < 2**53
    return {
        "row": list(cell.row),
        "column": list(cell.column),
        "text": cell.text,
        "value": int(value) if whole and value is not None else value,
        "unit": cell.unit,
    }


def _named(data: JsonObject) -> NamedCell:
    value = data["value"]
    return NamedCell(
        tuple(data["row"]),
        tuple(data["column"]),
        data["text"],
        None if value is None else float(value),
        data["unit"],
    )
