"""The numbers that count a page's lines in its margin."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from compare.reading.pdf.rows import PrintedRow, PrintedRun

_FEWEST: Final = 3
_MOST_DIGITS: Final = 4
_MOSTLY: Final = 0.5  # of the numbered rows; a list's first column stands beside cells and not beside text
_WIDE: Final = 0.5  # of the page's text


def without_line_numbers(pages: Sequence[Sequence[PrintedRow]]) -> list[list[PrintedRow]]:
    """The rows of pages without what counts them: numbers left of all text, by steps of one size.

    `5 设立专窗3个，`, `6 办理许可120件。` are lines of a text, and no heads with a number.
    """
    numbers = [run for rows in pages for run in _counting(rows)]
    if not numbers:
        return [list(rows) for rows in pages]
    left, right = min(run.left for run in numbers), max(run.right for run in numbers)
    return [[bare for row in rows if (bare := _bare(row, left, right)).runs] for rows in pages]


def _bare(row: PrintedRow, left: float, right: float) -> PrintedRow:
    first = row.runs[0]
    counted = _is_number(first.text) and left <= first.left and first.right <= right
    return PrintedRow(row.runs[1:], row.table) if counted else row


def _counting(rows: Sequence[PrintedRow]) -> Sequence[PrintedRun]:
    """The numbers that the rows of a page begin with, none where it is not plain that they count them."""
    found = [row for row in rows if _is_number(row.runs[0].text)]
    beside = [run for row in rows for run in (row.runs[1:] if row in found else row.runs) if run.text]
    if not beside:
        return ()
    edge, right = min(run.left for run in beside), max(run.right for run in beside)
    found = [row for row in found if row.runs[0].right < edge]
    numbers = [int(row.runs[0].text) for row in found]
    steps = {after - before for before, after in pairwise(numbers)}
    if len(found) < _FEWEST or len(steps) > 1 or min(steps) < 1:
        return ()
    wide = sum(len(row.runs) == 2 and row.right - row.runs[1].left > _WIDE * (right - edge) for row in found)
    return [row.runs[0] for row in found] if wide >= _MOSTLY * len(found) else ()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
