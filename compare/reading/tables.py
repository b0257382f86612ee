"""Tables as all readers give them: cells by their edges or their order, and what is a table at all."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from compare.language.characters import clean, holds_stop
from compare.model import Cell, Table

_NUMBER: Final = re.compile(r"[-－—+＋(（]?\s*[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?\s*+[)）]?\s*[%％‰]?")
_BLANK: Final = frozenset(("", "-", "—", "－", "--", "——", "/", "／", "无"))
_LONG: Final = 60  # characters; a cell that holds more is a paragraph
_PROSE: Final = 0.5  # of the cells of a table that is only layout
_SAME_EDGE: Final = 4.0  # points


@dataclass(frozen=True, slots=True)
class CellBox:
    """A cell by its edges, in points; heights count downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""


def is_tabular(table: Table) -> bool:
    """Whether a table has rows and columns of cells, and is not paragraphs that are laid out by one.

    Examples
    --------
    >>> is_tabular(Table(((Cell("类别"), Cell("件数")), (Cell("许可"), Cell("12"))), line=0))
    True
    >>> is_tabular(Table(((Cell("设立专窗3个。"),), (Cell("开展检查5次。"),)), line=0))
    False
    """
    filled = [cell for row in table.rows for cell in row if cell.text]
    wide = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
    beside = any(len(row) > 1 for row in table.rows)
    prose = sum(_is_prose(cell.text) for cell in filled)
    return len(table.rows) > 1 and wide > 1 and beside and prose <= _PROSE * len(filled)


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else.

    Examples
    --------
    >>> is_number("1,234.5"), is_number("12%"), is_number("12件")
    (True, True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing.

    Examples
    --------
    >>> is_blank("—"), is_blank("0")
    (True, False)
    """
    return text in _BLANK


def _is_prose(text: str) -> bool:
    return len(text) > _LONG or (2 * len(text) > _LONG and holds_stop(text))


def from_boxes(boxes: Iterable[CellBox], line: int, page: int | None) -> Table:
    """The table that cells make by their edges, each with the rows and columns that it covers.

    Examples
    --------
    >>> boxes = [CellBox(0, 0, 90, 10, "件数"), CellBox(0, 10, 40, 20, "许可"), CellBox(40, 10, 90, 20, "12")]
    >>> from_boxes(boxes, 0, None).rows[0]
    (Cell(text='件数', rows=1, columns=2),)
    """
    boxes = sorted(boxes, key=lambda box: (box.top, box.left))
    across = _edges(edge for box in boxes for edge in (box.left, box.right))
    down = _edges(edge for box in boxes for edge in (box.top, box.bottom))
    rows: list[list[Cell]] = [[] for _ in down[1:]]
    for box in sorted(boxes, key=lambda box: (_place(down, box.top), box.left)):
        top, left = _place(down, box.top), _place(across, box.left)
        high = max(1, _place(down, box.bottom) - top)
        wide = max(1, _place(across, box.right) - left)
        if top < len(rows):
            rows[top].append(Cell(box.text, high, wide))
    return Table(tuple(tuple(row) for row in rows), line, page)


def _edges(values: Iterable[float]) -> list[float]:
    """The edges, those that are drawn nearly in one place as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    before = max(at - 1, 0)
    return before if at == len(edges) or value - edges[before] <= edges[at] - value else at


def joined(texts: Iterable[str]) -> str:
    """The lines of a cell as its text.

    Examples
    --------
    >>> joined(["其他法律行政", "法规 禁止公开"])
    '其他法律行政法规禁止公开'
    """
    text = ""
    for line in map(clean, texts):
        between = (
            " "
            if text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
            else ""
        )
        text += between + line
    return text
