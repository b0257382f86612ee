"""The tables of a PDF's pages: those whose cells lines enclose, and those of aligned cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compare.expressions import expression
from compare.language.characters import ends_sentence, holds_stop, width_of
from compare.reading.pdf.glyphs import Glyph
from compare.reading.pdf.rows import PrintedRow, rows_of
from compare.reading.tables import CellBox, from_boxes, is_tabular, joined

_THIN: Final = 3.0  # points; what is thinner is a line
_SAME_WIDTH: Final = 12.0  # points
_SMALLEST: Final = 2.0  # points; a cell that is less high or wide is a gap between two lines
_WHOLE: Final = 0.95
_LONGEST_TITLE: Final = 25.0  # em; of a row across a table that names what follows
_MARKER: Final = expression(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_CAPTION: Final = expression(r"\s*(?:附?表\s*[\d一二三四五六七八九十]|单位：|附件)")
_FEWEST_ROWS: Final = 3
_CELL: Final = 24.0  # em; longer runs are prose
_FIGURE: Final = expression(r"[-－—+]?[\d,.]+[%％‰]?|[-—－/]")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, by their edges; heights count downwards from the page's top."""

    boxes: tuple[CellBox, ...]
    pages: tuple[int, ...]

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.pages[0]

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(box.left for box in self.boxes)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(box.right for box in self.boxes)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(box.bottom for box in self.boxes)


def take_tables(
    glyphs: Sequence[Glyph], cells: Iterable[Sequence[CellBox]], height: float, page: int
) -> tuple[list[Glyph], list[Grid]]:
    """The tables of a page with their texts, and the glyphs that stand in none of them."""
    grids: list[Grid] = []
    rest = list(glyphs)
    for table in cells:
        boxes = [box for box in table if min(box.right - box.left, box.bottom - box.top) >= _SMALLEST]
        if not boxes:
            continue
        held, outside = _sorted(rest, boxes, height)
        texts = [replace(box, text=_text(inside)) for box, inside in zip(boxes, held, strict=True)]
        kept = _without_prose(texts)
        if not kept or not is_tabular(from_boxes(kept, 0, page)):
            continue
        grids.append(Grid(tuple(kept), (page,)))
        places = {(box.left, box.top) for box in kept}
        for box, inside in zip(boxes, held, strict=True):
            if (box.left, box.top) not in places:
                outside += inside
        rest = outside
    return rest, grids


def _sorted(
    glyphs: Sequence[Glyph], boxes: Sequence[CellBox], height: float
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The glyphs of each box, and those of none; most glyphs stand in the box of the one before."""
    held: list[list[Glyph]] = [[] for _ in boxes]
    outside: list[Glyph] = []
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    last = 0
    for glyph in glyphs:
        across, up = glyph.middle
        down = height - up
        if not top <= down < bottom:
            outside.append(glyph)
            continue
        for place in (last, *range(len(boxes))):
            box = boxes[place]
            if box.left <= across < box.right and box.top <= down < box.bottom:
                held[place].append(glyph)
                last = place
                break
        else:
            outside.append(glyph)
    return held, outside


def _text(glyphs: Sequence[Glyph]) -> str:
    return joined(row.text for row in rows_of(glyphs))


def _without_prose(boxes: Sequence[CellBox]) -> list[CellBox]:
    """The cells of a table without the paragraphs in frames that stand above and below it."""
    left, right = (min(box.left for box in boxes), max(box.right for box in boxes)) if boxes else (0.0, 0.0)
    kept = sorted(boxes, key=lambda box: (box.top, box.left))

    def is_alone(box: CellBox) -> bool:
        return box.right - box.left > _WHOLE * (right - left)

    def is_prose(box: CellBox) -> bool:
        long = width_of(box.text) > _LONGEST_TITLE or holds_stop(box.text)
        return long or not box.text or _MARKER.match(box.text) is not None

    first = next((at for at, box in enumerate(kept) if not is_alone(box)), len(kept))
    if first and not is_prose(kept[first - 1]):
        first -= 1
    last = next((at for at in range(len(kept), first, -1) if not is_alone(kept[at - 1])), first)
    if last < len(kept) and not is_prose(kept[last]):
        last += 1
    return kept[first:last]


def goes_on(before: Grid, after: Grid) -> bool:
    """Whether a table at the top of a page may go on with the one at the foot of the page before."""
    if after.page != before.pages[-1] + 1:
        return False
    wide, widths = before.right - before.left, after.right - after.left
    near = abs(before.left - after.left) < _SAME_WIDTH and abs(wide - widths) < _SAME_WIDTH
    edges = {round(box.left) for box in before.boxes}
    shared = [box for box in after.boxes if any(abs(box.left - edge) < 3 * _THIN for edge in edges)]
    return near and 2 * len(shared) > len(after.boxes)


def go_on(before: Grid, after: Grid) -> Grid:
    """One table out of two parts on two pages, the second as wide as the first, without its head."""
    scale = (before.right - before.left) / (after.right - after.left)
    rest = _without_head(before, after)
    edge = before.bottom
    left, start = before.left, after.left
    down = edge - min((box.top for box in rest), default=0.0)
    moved = [
        CellBox(
            left + (box.left - start) * scale,
            box.top + down,
            left + (box.right - start) * scale,
            box.bottom + down,
            box.text,
        )
        for box in rest
    ]
    boxes = list(before.boxes)
    last = [at for at, box in enumerate(boxes) if abs(box.bottom - edge) < _THIN]
    least = min((box.bottom for box in moved if abs(box.top - edge) < _THIN), default=0.0)
    most = max((boxes[at].top for at in last), default=0.0)
    for box in moved:
        meets = abs(box.top - edge) < _THIN and _MARKER.match(box.text) is None
        torn = [at for at in last if meets and _is_torn(boxes[at], box, least, most)]
        if torn:
            whole = boxes[torn[0]]
            boxes[torn[0]] = replace(whole, bottom=box.bottom, text=whole.text + box.text)
        else:
            boxes.append(box)
    return Grid(tuple(boxes), (*before.pages, *after.pages))


def _without_head(before: Grid, after: Grid) -> list[CellBox]:
    """The cells of a table's second part without the rows of its head, where those are printed again."""
    upper, lower = _rows(before.boxes), _rows(after.boxes)
    same = 0
    while same < min(len(upper), len(lower)) - 1:
        texts = [box.text for box in lower[same]]
        if texts != [box.text for box in upper[same]] or not any(map(width_of, texts)):
            break
        if sum(_FIGURE.fullmatch(text) is not None for text in texts):
            break
        same += 1
    return [box for row in lower[same:] for box in row]


def _rows(boxes: Sequence[CellBox]) -> list[list[CellBox]]:
    rows: list[list[CellBox]] = []
    for box in sorted(boxes, key=lambda each: (each.top, each.left)):
        if rows and box.top - rows[-1][0].top < _THIN:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _is_torn(above: CellBox, below: CellBox, least: float, most: float) -> bool:
    """Whether a page's end goes through a cell: one of its parts covers several rows."""
    same = abs(above.left - below.left) < 2 * _THIN and abs(above.right - below.right) < 2 * _THIN
    return same and (below.bottom > least + _THIN or above.top < most - _THIN)


def aligned(rows: Sequence[PrintedRow], page: int, height: float) -> Iterator[PrintedRow | Grid]:
    """The rows of a page, those that are cells of a table without lines as that table."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _is_cells(rows[end]):
            end += 1
        grid = _aligned(rows[at:end], page, height)
        if grid is None:
            yield from rows[at : max(end, at + 1)]
        else:
            yield grid
        at = max(end, at + 1)


def _is_cells(row: PrintedRow) -> bool:
    short = all(width_of(run.text) <= _CELL for run in row.runs)
    return len(row.runs) > 1 and short and not ends_sentence(row.text) and _CAPTION.match(row.text) is None


def _aligned(rows: Sequence[PrintedRow], page: int, height: float) -> Grid | None:
    """The table that rows of runs make where their runs stand in columns, and some are numbers."""
    spans = _columns(rows)
    firsts = [row for row in rows if row.left < spans[0][1]] if spans else []
    figures = sum(_FIGURE.fullmatch(run.text) is not None for row in rows for run in row.runs)
    if len(firsts) < _FEWEST_ROWS or len(spans) < 2 or figures < len(firsts) - 1:
        return None
    lines: list[dict[int, str]] = []
    for row in rows:
        if row.left < spans[0][1] or not lines:
            lines.append({})
        for run in row.runs:
            column = next(at for at, (left, right) in enumerate(spans) if left <= run.left <= right)
            lines[-1][column] = joined([lines[-1].get(column, ""), run.text])
    top = height - rows[0].baseline - rows[0].size
    boxes = [
        CellBox(
            spans[column][0],
            top + line * rows[0].size,
            _right(spans, column),
            top + (line + 1) * rows[0].size,
            text,
        )
        for line, cells in enumerate(lines)
        for column, text in ((each, cells.get(each, "")) for each in range(len(spans)))
    ]
    return Grid(tuple(boxes), (page,))


def _right(spans: Sequence[tuple[float, float]], column: int) -> float:
    return spans[column + 1][0] if column + 1 < len(spans) else spans[column][1]


def _columns(rows: Sequence[PrintedRow]) -> list[tuple[float, float]]:
    """The stretches across a page that some run covers, from left to right."""
    spans: list[tuple[float, float]] = []
    for left, right in sorted((run.left, run.right) for row in rows for run in row.runs):
        if spans and left <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans
