"""Tables that are typed into plain text: their rows become cells at places, or are told as not understood."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from compare.expressions import expression
from compare.model import Cell, Content, Notice, Table
from compare.reading.tables import is_tabular
from compare.reading.typed.heads import Head, head_of
from compare.reading.typed.rows import TypedRow, rows_in

_ITEM: Final = expression(r"第.{1,4}条")
_RANKS: Final = tuple(
    map(
        re.compile,
        (r"[一二三四五六七八九十]{1,3}、", r"[（(][一二三四五六七八九十]{1,3}[）)]", r"\d{1,2}[.．、]"),
    )
)
_SHOWN: Final = 3
_LIKE_A_TABLE: Final = 3  # cells of a line that looks like a row
_MANY: Final = 5  # such lines in a text that make a warning of it
_SAMPLE: Final = 8  # rows by which it is told what stands over which column
_BESIDE: Final = 6  # characters by which the names of a column are indented
_OF_ONE_ROW: Final = 3  # numbers that a table of one row must have


def with_typed_tables(content: Content) -> Content:
    """A file's content with the tables among its lines taken out of them.

    Rows of which it cannot be told which number stands in which column are taken out, too, and told; so is
    it where many lines look like rows of a table that is none that is understood.

    Examples
    --------
    >>> from compare.model import Line
    >>> lines = ("检查3次。", "类别\\t件数", "许可\\t12", "处罚\\t3", "结束。")
    >>> read = with_typed_tables(Content(tuple(map(Line, lines))))
    >>> [line.text for line in read.lines], read.tables[0].grid()[1]
    (['检查3次。', '结束。'], ('许可', '12'))
    """
    texts = [line.text for line in content.lines]
    runs = [(run, _tables_of(run)) for run in rows_in(texts)]
    found = [(run, made) for run, made in runs if made is not None]
    loose = [row for run, made in runs if made is None for row in run if len(row.cells) >= _LIKE_A_TABLE]
    notices = content.notices
    if len(loose) >= _MANY:
        notices += (_told("table_rows_as_text", texts, loose),)
    if not found:
        return replace(content, notices=notices)
    gone = {place for run, _ in found for row in run for place in row.lines}
    kept_before = [0]
    for place in range(len(texts)):
        kept_before.append(kept_before[-1] + (place not in gone))
    tables = [replace(table, line=kept_before[table.line]) for table in content.tables]
    for run, made in found:
        line = kept_before[run[0].line]
        page = content.lines[run[0].line].page
        tables += [replace(table, line=line, page=page) for table in made.tables]
    unread = [row for _, made in found for row in made.unread]
    if unread:
        notices += (_told("table_rows_unread", texts, unread),)
    lines = tuple(line for place, line in enumerate(content.lines) if place not in gone)
    return replace(
        content, lines=lines, tables=tuple(sorted(tables, key=lambda each: each.line)), notices=notices
    )


def _told(code: str, texts: Sequence[str], rows: Sequence[TypedRow]) -> Notice:
    shown = "、".join(" ".join(texts[row.line].split()) for row in rows[:_SHOWN])
    more = "…" if len(rows) > _SHOWN else ""
    return Notice(code, (("count", str(len(rows))), ("text", shown + more)))


_Columns = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Made:
    """What a run of rows is: tables, and the rows whose numbers fit no column."""

    tables: tuple[Table, ...]
    unread: tuple[TypedRow, ...]


def _tables_of(run: Sequence[TypedRow]) -> _Made | None:
    """The tables of a run of rows, None where it is none."""
    if all(row.piped for row in run) and len({len(row.cells) for row in run if len(row.cells) > 1}) == 1:
        wide = max(len(row.cells) for row in run)
        rows = tuple(
            tuple(map(Cell, row.cells)) if len(row.cells) > 1 else (Cell(row.cells[0], columns=wide),)
            for row in run
        )
        table = Table(rows, 0)
        return _Made((table,), ()) if is_tabular(table) else None
    beside = _boundary(run)
    if beside is not None:
        return _side_by_side(run, beside)
    return _one(run)


def _one(run: Sequence[TypedRow]) -> _Made | None:
    """The table that a run of rows is, None where it has too little of one."""
    simple = [row for row in run if row.values and row.second is None]
    counts = Counter(row.values for row in simple)
    if not counts:
        return None
    wide = max((count for count in counts if counts[count] > 1), default=max(counts))
    full = _whole(simple, wide)
    if not _is_table(run, full, wide):
        return None
    layouts = _layouts(full, wide)
    rows: list[tuple[tuple[str, ...], tuple[Cell, ...]]] = []
    unread: list[TypedRow] = []
    above: list[str] = []
    named: list[Head] = []
    parts = [(has_values, list(rows)) for has_values, rows in groupby(run, key=lambda row: bool(row.values))]
    for at, (has_values, part) in enumerate(parts):
        if not has_values:
            if at and len(part) == len(part[0].cells) == 1 and not _ITEM.match(part[0].cells[0]):
                continue  # what a wrapped name goes on with
            body = _whole(parts[at + 1][1], wide)[:_SAMPLE] if at + 1 < len(parts) else []
            named = head_of(part, body, wide)
            above = []
            if len(part[0].cells) == 1 and not part[0].spaced:
                rows.append(((), (Cell(part[0].cells[0], columns=0),)))
            rows += [((), head) for head in named]
            continue
        for row in part:
            values = _values(row, layouts, wide, spanned=bool(named) and len(named[-1]) == 1)
            if values is None or (len(full) == 1 and not _names_all(named, wide)):
                unread.append(row)
            else:
                rows.append((_path(above, [cell for cell in row.cells[: row.labels] if cell]), values))
    depth = max((len(path) for path, _ in rows), default=0) or 1
    whole = len(unread) < len(simple)
    return _Made((Table(_grid(rows, depth, wide), 0, labels=depth),) if whole else (), tuple(unread))


def _names_all(named: Sequence[Head], wide: int) -> bool:
    """Whether a head names every column."""
    over = [[cell.text for cell in head for _ in range(cell.columns)] for head in named]
    return bool(over) and all(any(head[column] for head in over) for column in range(wide))


def _is_table(run: Sequence[TypedRow], full: Sequence[TypedRow], wide: int) -> bool:
    """Whether rows are enough of a table: a head, or numbers beside each other again and again."""
    headed = any(not row.values and len(row.cells) > 1 for row in run[: run.index(full[0])])
    formal = any(_ITEM.match(row.cells[0]) for row in run if len(row.cells) == 1)
    named = all(row.labels for row in full)
    if len(full) == 1:
        return headed and (wide >= _OF_ONE_ROW or formal)
    return headed or (wide > 1 and named)


def _whole(rows: Iterable[TypedRow], wide: int) -> list[TypedRow]:
    """The rows that have a number in every column."""
    return [row for row in rows if row.values == wide and row.second is None]


def _values(
    row: TypedRow, layouts: Sequence[_Columns], wide: int, *, spanned: bool
) -> tuple[Cell, ...] | None:
    """The numbers of a row as the cells of all columns; None where it is not clear which stands in which."""
    cells = row.cells[row.labels :]
    if row.second is not None:
        return None
    if len(cells) == wide:
        return tuple(map(Cell, cells))
    if len(cells) == 1 and spanned:
        return (Cell(cells[0], columns=wide),)
    if not row.spaced or not layouts:
        return None
    counted, shown = layouts
    places = _places(row.spans[row.labels :], counted) or _places(row.printed[row.labels :], shown)
    if not places:
        return None
    at = dict(zip(places, cells, strict=True))
    return tuple(Cell(at.get(column, "")) for column in range(wide))


def _layouts(full: Sequence[TypedRow], wide: int) -> tuple[_Columns, ...]:
    """From where to where the columns of numbers reach, by characters and as an editor shows them."""
    if not all(row.spaced for row in full):
        return ()
    return tuple(
        [
            (min(start for start, _ in spans), max(end for _, end in spans))
            for column in range(wide)
            for spans in [[row.spans[row.labels + column] for row in rows]]
        ]
        for rows in (full, [row.as_shown for row in full])
    )


def _places(spans: Sequence[tuple[float, float]], columns: _Columns) -> list[int]:
    """The columns that the numbers of a short row stand in; none where one is in no column or in two."""
    if any(left[1] > right[0] for left, right in pairwise(columns)):
        return []  # the columns of several pages lie over each other
    places: list[int] = []
    for start, end in spans:
        over = [column for column, (left, right) in enumerate(columns) if start < right and end > left]
        if len(over) != 1:
            return []
        places += over
    return places if len(set(places)) == len(places) else []


def _path(above: list[str], labels: Sequence[str]) -> tuple[str, ...]:
    """The names of a row from the outermost in: 三、办理结果 lies over the （二） that comes after it."""
    rank = _rank(labels[0]) if labels else None
    if rank is None:
        above.clear()
    else:
        while above and (_rank(above[-1]) or 0) >= rank:
            above.pop()
    path = (*above, *labels)
    above[:] = [label for label in path[:-1] if _rank(label) is not None]
    return path


def _rank(label: str) -> int | None:
    return next((rank for rank, style in enumerate(_RANKS) if style.match(label)), None)


def _grid(
    rows: Sequence[tuple[tuple[str, ...], tuple[Cell, ...]]], depth: int, wide: int
) -> tuple[tuple[Cell, ...], ...]:
    """The rows as cells: the innermost name reaches up to the numbers, what names all of them across."""
    grid: list[tuple[Cell, ...]] = []
    for path, values in rows:
        if not path and len(values) == 1 and values[0].columns == 0:
            grid.append((Cell(values[0].text, columns=depth + wide),))
            continue
        names = path[-depth:] or ("",)
        inner = Cell(names[-1], columns=depth - len(names) + 1)
        grid.append((*map(Cell, names[:-1]), inner, *values))
    return tuple(grid)


def _boundary(run: Sequence[TypedRow]) -> float | None:
    """Where the right one of two tables side by side begins; None where there is one."""
    starts = [row.spans[cut][0] for row in run if row.spaced and (cut := row.second) is not None]
    if not starts:
        return None
    boundary = min(starts)
    alone = [row for row in run if row.values and row.second is None and row.labels > 1]
    beside = any(row.spans[row.labels - 1][0] >= boundary - _BESIDE for row in alone)
    return boundary if len(starts) > 1 or beside else None


def _side_by_side(run: Sequence[TypedRow], boundary: float) -> _Made | None:
    left: list[TypedRow] = []
    right: list[TypedRow] = []
    for row in run:
        if not row.values:
            place = sum(start + end < 2 * boundary for start, end in row.spans)
            left += [row.part(0, place)] if place else []
            right += [row.part(place, len(row.cells))] if place < len(row.cells) else []
            continue
        cut = row.second
        if cut is None:
            starts = (at for at, (start, _) in enumerate(row.spans) if start >= boundary - _BESIDE)
            cut = next(starts, len(row.cells))
        for side, part in ((left, row.part(0, cut)), (right, row.part(cut, len(row.cells)))):
            if part.values:
                side.append(part)
    made = [each for each in map(_one, (left, right)) if each is not None]
    if not made:
        return None
    tables = tuple(table for each in made for table in each.tables)
    return _Made(tables, tuple(row for each in made for row in each.unread))
