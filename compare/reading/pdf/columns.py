"""The rows of a page in the order in which they are read: by columns, in whatever order they are drawn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from compare.language.characters import squeeze
from compare.reading.pdf.rows import PrintedRow

_FEWEST_ROWS: Final = 4
_NARROWEST: Final = 8.0  # em
_BESIDE: Final = 0.3  # of a page's rows
_FULL: Final = 0.85  # of a column's width
_FULL_ROWS: Final = 0.5  # of a column of prose


def gutter_of(rows: Sequence[PrintedRow]) -> float | None:
    """Where the gap between two columns of prose stands, None where a page has one column."""
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
    gutter = (edge + nearest) / 2
    parts = [_side(rows, gutter, before=True), _side(rows, gutter, before=False)]
    return gutter if most >= _FEWEST_ROWS and all(map(_is_prose, parts)) else None


def is_unclear(rows: Sequence[PrintedRow]) -> bool:
    """Whether prose stands beside prose on a page in which no two columns could be made out."""
    beside = [row for row in rows if sum(len(squeeze(run.text)) >= _NARROWEST for run in row.runs) > 1]
    return len(beside) >= max(_FEWEST_ROWS, _BESIDE * len(rows))


def usual_gutter(gutters: Sequence[float | None]) -> float | None:
    """Where most pages of a document have their gutter, for one that shows too little; None where few do."""
    found = [gutter for gutter in gutters if gutter is not None]
    return median(found) if 2 * len(found) > len(gutters) else None


def in_reading_order(rows: Sequence[PrintedRow], gutter: float | None) -> Iterator[tuple[PrintedRow, float]]:
    """The rows and their indents: the left column before the right, in between what spans both."""
    if gutter is None:
        yield from _indented(rows)
        return
    band: list[PrintedRow] = []
    for row in rows:
        if any(run.left < gutter < run.right for run in row.runs):
            yield from _columns(band, gutter)
            yield row, 0.0
            band = []
        else:
            band.append(row)
    yield from _columns(band, gutter)


def _columns(band: Sequence[PrintedRow], gutter: float) -> Iterator[tuple[PrintedRow, float]]:
    yield from _indented(_side(band, gutter, before=True))
    yield from _indented(_side(band, gutter, before=False))


def _indented(rows: Sequence[PrintedRow]) -> Iterator[tuple[PrintedRow, float]]:
    """Rows with how far each begins to the right of where most do, in em."""
    lefts = Counter(round(row.left) for row in rows)
    usual = max(lefts, key=lambda left: (lefts[left], -left), default=0)
    for row in rows:
        yield row, max(0.0, (row.left - usual) / row.size)


def _side(rows: Sequence[PrintedRow], gutter: float, *, before: bool) -> list[PrintedRow]:
    sides = (
        tuple(run for run in row.runs if (run.right <= gutter if before else run.left >= gutter))
        for row in rows
    )
    return [PrintedRow(runs) for runs in sides if runs]


def _is_prose(rows: Sequence[PrintedRow]) -> bool:
    """Whether rows fill their column, as cells of a table do not."""
    if len(rows) < _FEWEST_ROWS:
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    size = median(row.size for row in rows)
    full = sum(len(row.runs) == 1 and row.right - row.left >= _FULL * width for row in rows)
    return width >= _NARROWEST * size and full >= _FULL_ROWS * len(rows)
