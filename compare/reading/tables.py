"""Which table holds data, and which only sets a page out."""

from typing import Final

from compare.model import Table

_LONGEST_CELL: Final = 40


def is_tabular(table: Table) -> bool:
    """Whether a table has rows and columns, and cells that are short."""
    cells = [cell for row in table.rows for cell in row]
    wide = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
    short = sum(len(cell.text) <= _LONGEST_CELL for cell in cells)
    return len(table.rows) > 1 and wide > 1 and 2 * short > len(cells)
