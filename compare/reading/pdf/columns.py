"""The rows of a page in the order in which they are read: by columns, in whatever order they are drawn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from math import inf
from statistics import median
from typing import Final

from compare.language.characters import ends_sentence, squeeze
from compare.reading.pdf.rows import PrintedRow

_FEWEST_ROWS: Final = 4
_NARROWEST: Final = 8.0  # em
_BESIDE: Final = 0.3  # of a page's rows
_FEWEST_BEGIN: Final = 2
_MANY_BEGIN: Final = 0.15  # of a column's rows; the first lines of short paragraphs are more than the others
_FULL: Final = 0.85  # of a column's width
_FULL_ROWS: Final = 0.5  # of a column of prose


def gutters_of(rows: Sequence[PrintedRow]) -> tuple[float, ...]:
    """Where the gaps between columns of prose stand from left to right, none where a page has one column."""
    gutter = _shared_gap(rows)
    if gutter is None:
        return ()
    left, right = _between(rows, -inf, gutter), _between(rows, gutter, inf)
    found = (*gutters_of(left), gutter, *gutters_of(right))
    return found if all(_is_prose(column) for column in _columns_of(rows, found)) else ()


def _shared_gap(rows: Sequence[PrintedRow]) -> float | None:
    """The middle of the gap that most rows share, None where few do."""
    gaps = [
        (before.right, after.left)
        for row in rows
        for before, after in zip(row.runs, row.runs[1:], strict=False)
    ]
    if len(gaps) < _FEWEST_ROWS:
        return None
    edges = sorted({left for left, _ in gaps})
    places = [(sum(left <= edge < right for left, right in gaps), edge) for edge in edges]
    most, edge = max(places, key=lambda place: (place[0], place[1]))
    nearest = min(right for left, right in gaps if left <= edge < right)
    return (edge + nearest) / 2 if most >= _FEWEST_ROWS else None


def is_unclear(rows: Sequence[PrintedRow]) -> bool:
    """Whether prose stands beside prose on a page in which no two columns could be made out."""
    beside = [row for row in rows if sum(len(squeeze(run.text)) >= _NARROWEST for run in row.runs) > 1]
    return len(beside) >= max(_FEWEST_ROWS, _BESIDE * len(rows))


def usual_gutters(gutters: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """Where most pages of a document have their gutters, for one that shows too little; none where few do."""
    counts = Counter(map(len, filter(None, gutters)))
    if 2 * counts.total() <= len(gutters):
        return ()
    usual = max(counts, key=lambda count: (counts[count], count))
    return tuple(map(median, zip(*(found for found in gutters if len(found) == usual), strict=True)))


def in_reading_order(
    rows: Sequence[PrintedRow], gutters: Sequence[float]
) -> Iterator[tuple[PrintedRow, float]]:
    """The rows and their indents: column by column from the left, in between what spans several."""
    above = _above_columns(rows, gutters)
    yield from ((row, 0.0) for row in rows[:above])
    band: list[PrintedRow] = []
    for row in rows[above:]:
        if _crosses(row, gutters):
            yield from _column_by_column(band, gutters)
            yield row, 0.0
            band = []
        else:
            band.append(row)
    yield from _column_by_column(band, gutters)


def _above_columns(rows: Sequence[PrintedRow], gutters: Sequence[float]) -> int:
    """How many rows stand in the middle before three or more columns begin, as a title does."""
    middle = len(gutters) // 2
    if not middle or len(gutters) % 2:
        return 0
    left, right = gutters[middle - 1], gutters[middle]
    alone = takewhile(lambda row: (row.left >= left and row.right <= right) or _crosses(row, gutters), rows)
    return sum(1 for _ in alone)


def _crosses(row: PrintedRow, gutters: Sequence[float]) -> bool:
    return any(run.left < gutter < run.right for run in row.runs for gutter in gutters)


def _column_by_column(
    band: Sequence[PrintedRow], gutters: Sequence[float]
) -> Iterator[tuple[PrintedRow, float]]:
    for column in _columns_of(band, gutters):
        yield from _indented(column)


def _columns_of(rows: Sequence[PrintedRow], gutters: Sequence[float]) -> Iterator[list[PrintedRow]]:
    return (_between(rows, *edges) for edges in pairwise((-inf, *gutters, inf)))


def _indented(rows: Sequence[PrintedRow]) -> Iterator[tuple[PrintedRow, float]]:
    """Rows with how far each begins to the right of where many do, in em."""
    lefts = Counter(round(row.left) for row in rows)
    many = [left for left, count in lefts.items() if count >= max(_FEWEST_BEGIN, _MANY_BEGIN * len(rows))]
    usual = min(many or lefts, default=0)
    for row in rows:
        yield row, max(0.0, (row.left - usual) / row.size)


def _between(rows: Sequence[PrintedRow], left: float, right: float) -> list[PrintedRow]:
    """The parts of rows that stand between two edges."""
    parts = ((row, tuple(run for run in row.runs if left <= run.left and run.right <= right)) for row in rows)
    return [replace(row, runs=runs) for row, runs in parts if runs]


def _is_prose(rows: Sequence[PrintedRow]) -> bool:
    """Whether rows fill their column or end a sentence, as cells of a table do not."""
    if len(rows) < _FEWEST_ROWS:
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    size = median(row.size for row in rows)
    full = sum(
        len(row.runs) == 1 and (row.right - row.left >= _FULL * width or ends_sentence(row.text))
        for row in rows
    )
    return width >= _NARROWEST * size and full >= _FULL_ROWS * len(rows)
