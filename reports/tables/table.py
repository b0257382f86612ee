"""Rows under columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = str | float | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows that each have a cell for every column: `Table(["status"], [{"status": "新增"}])`."""

    columns: Sequence[str]
    rows: Sequence[Row]

    def column(self, name: str) -> list[Cell]:
        """The cells of a column from top to bottom."""
        return [row[name] for row in self.rows]
