"""The heads of a table that is typed into plain text: which of its names stand over which of its columns."""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Final

from compare.model import Cell
from compare.reading.typed.rows import TypedRow

# The heads of the form of 信息公开年报, of which plain text does not show which of them lies over which.
_APPLICANTS: Final = 7
_OTHERS: Final = "法人或其他组织"
_REVIEWS: Final = 15
_REVIEW_HEADS: Final = ("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
_DATE: Final = re.compile(r"\d{4}-\d")

Head = tuple[Cell, ...]


def head_of(heads: Sequence[TypedRow], body: Sequence[TypedRow], wide: int) -> list[Head]:
    """The rows of a head over `wide` columns of numbers; `body` are whole rows below it.

    Each row has the cells of all columns, "" where a column has no name in it; a row of one name covers all.

    Examples
    --------
    >>> rows = [TypedRow(("类别", "本年", "上年"), ((0, 2), (6, 8), (12, 14)), 0)]
    >>> body = [TypedRow(("许可", "12", "9"), ((0, 2), (6, 8), (13, 14)), 1)]
    >>> [[cell.text for cell in row] for row in head_of(rows, body, 2)]
    [['本年', '上年']]
    """
    if any(_DATE.search(cell) for head in heads for cell in head.cells):
        return []  # rows of words that say something themselves
    formal = _of_the_form([cell for head in heads for cell in head.cells if cell], wide)
    if formal:
        return formal
    if body and all(row.spaced for row in (*heads, *body) if len(row.cells) > 1):
        counted = _by_places(heads, body, wide)
        shown = _by_places([row.as_shown for row in heads], [row.as_shown for row in body], wide)
        return max(counted, shown, key=len)
    found: list[Head] = []
    for head in heads:
        cells = [cell for cell in head.cells if cell]
        if len(cells) >= wide > 1:
            found.append(tuple(map(Cell, cells[-wide:])))
        elif len(cells) == 2:
            found.append((Cell(cells[1], columns=wide),))
    return found


def _of_the_form(names: Sequence[str], wide: int) -> list[Head]:
    """The heads of the form's two wide tables, whose names plain text gives one after the other."""
    if wide == _APPLICANTS and _OTHERS in names:
        at = names.index(_OTHERS)
        parts = names[at + 2 : at + wide]
        if at and len(parts) == wide - 2:
            one, last = Cell(names[at - 1]), Cell(names[at + 1])
            return [(one, Cell(_OTHERS, columns=wide - 2), last), (one, *map(Cell, parts), last)]
    if wide == _REVIEWS and len(names) >= wide and all(name in names for name in _REVIEW_HEADS):
        review, lawsuit, first, then = (Cell(name, columns=wide // 3) for name in _REVIEW_HEADS)
        both = Cell(lawsuit.text, columns=2 * wide // 3)
        return [(review, both), (review, first, then), tuple(map(Cell, names[-wide:]))]
    return []


def _by_places(heads: Sequence[TypedRow], body: Sequence[TypedRow], wide: int) -> list[Head]:
    """The names in the columns that they stand over; one in the middle of all is over all of them.

    Where a name stands over no column, or two over one, the places tell nothing: some columns are empty.
    """
    columns = [
        sum(sum(row.spans[row.labels + column]) / 2 for row in body) / len(body) for column in range(wide)
    ]
    pitch = min((after - before for before, after in pairwise(columns)), default=inf)
    begin = max((row.spans[row.labels - 1][0] for row in body if row.labels), default=-1)
    over_all: list[Head] = []
    found: list[Head] = []
    for head in heads:
        places = [sum(span) / 2 for span in head.spans]
        names = list(zip(places, head.cells, strict=True))[-wide:]
        last = names[-1]
        if len(head.cells) > wide:
            fits = [_nearest(columns, place) for place, _ in names] == [*range(wide)]
            if not fits:
                return over_all
            found.append(tuple(Cell(name) for _, name in names))
        elif last[0] > begin and abs(last[0] - sum(columns) / wide) < pitch / 2:
            over_all.append((Cell(last[1], columns=wide),))
            found.append(over_all[-1])
        elif any(place > columns[0] - pitch / 2 for place, _ in names):
            return over_all
    return found


def _nearest(columns: Sequence[float], place: float) -> int:
    return min((abs(middle - place), column) for column, middle in enumerate(columns))[1]
