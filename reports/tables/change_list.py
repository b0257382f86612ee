"""changes.csv: the change list for spreadsheets."""

import csv
from pathlib import Path

from compare.model import Comparison
from reports.shown.safe_text import guarded, upright
from reports.tables.columns import headings
from reports.tables.rows import change_table
from reports.tables.table import Cell
from reports.words import Words


def write_csv(comparison: Comparison, words: Words, path: Path) -> None:
    """Write the change list as Excel wants it: UTF-8 with BOM, and no cell that could run as a formula.

    As OWASP advises, an apostrophe goes before a cell that begins with = + - @, a tab or a line's end
    (or the full-width forms of these signs): `=1+1` → `'=1+1`.
    """
    table = change_table(comparison, words)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(headings(table.columns, words))
        writer.writerows([_safe(row[column]) for column in table.columns] for row in table.rows)


def _safe(cell: Cell) -> Cell:
    return guarded(upright(cell)) if isinstance(cell, str) else cell
