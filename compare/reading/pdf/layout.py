"""From the rows of a document's pages to its lines and tables, in the order in which they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compare.expressions import expression
from compare.model import Content, Line, Notice, Table, TextPart
from compare.reading.pdf.columns import gutters_of, in_reading_order, is_unclear, usual_gutters
from compare.reading.pdf.line_numbers import without_line_numbers
from compare.reading.pdf.notes import (
    Footnote,
    is_page_number,
    part_notes,
    running_heads,
    text_size,
    without_heads,
    without_references,
)
from compare.reading.pdf.rows import PrintedRow, PrintedRun
from compare.reading.pdf.tables import Grid, aligned, go_on, goes_on
from compare.reading.scans import spans_of
from compare.reading.tables import from_boxes

_LEADS: Final = expression(r"\s*+(?:[…·．]|\.{3}).*\d\s*$")
_DEEPEST: Final = 5.0  # em; what stands further in is centred
_LARGE: Final = 1000.0  # points; a table is never small print


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its rows outside tables, its ruled tables, and its height in points."""

    rows: tuple[PrintedRow, ...]
    tables: tuple[Grid, ...]
    height: float


def lay_out(sheets: Sequence[Sheet]) -> Content:
    """The lines of the text page by page, then those of the notes; and the tables among them.

    Pages are told on which prose stands beside prose in columns that could not be made out.
    """
    tables: list[Grid] = []
    bare = without_line_numbers([sheet.rows for sheet in sheets])
    pages = [
        _with_tables(replace(sheet, rows=tuple(rows)), tables)
        for sheet, rows in zip(sheets, bare, strict=True)
    ]
    size = text_size(pages)
    heads = running_heads(pages, size)
    texts: list[list[PrintedRow]] = []
    notes: list[Footnote] = []
    for number, rows in enumerate(pages, start=1):
        open_note = bool(notes) and notes[-1].page == number - 1
        text, at_foot = part_notes(without_heads(rows, heads), size, number, goes_on=open_note)
        texts.append(text)
        notes += at_foot
    gutters = [gutters_of(rows) for rows in texts]
    usual = usual_gutters(gutters)
    if not usual:
        texts = [
            rows if found else _with_aligned(rows, number, sheets[number - 1].height, tables)
            for number, (rows, found) in enumerate(zip(texts, gutters, strict=True), start=1)
        ]
    unclear = [
        number
        for number, (rows, found) in enumerate(zip(texts, gutters, strict=True), start=1)
        if not (found or usual) and is_unclear(rows)
    ]
    texts = _with_whole_tables(texts, tables)
    marks = frozenset(note.mark for note in notes)
    lines: list[Line] = []
    kept: list[Table] = []
    for number, (rows, found) in enumerate(zip(texts, gutters, strict=True), start=1):
        for piece in _pieces(in_reading_order(rows, found or usual)):
            if isinstance(piece, int):
                kept.append(from_boxes(tables[piece].boxes, len(lines), tables[piece].page))
            else:
                lines.append(Line(without_references(piece, marks), number))
    lines += [Line(note.text, note.page, part=TextPart.GLOSSARY) for note in notes]
    notices = (Notice("columns_unclear", (("pages", spans_of(unclear)),)),) if unclear else ()
    return Content(tuple(lines), tuple(kept), notices)


def _with_tables(sheet: Sheet, tables: list[Grid]) -> list[PrintedRow]:
    """The rows of a page from its top down, with one for each of its tables, which join `tables`."""
    rows = [*sheet.rows]
    for grid in sheet.tables:
        rows.append(_standing_for(grid, len(tables), sheet.height))
        tables.append(grid)
    return sorted(rows, key=lambda row: -row.baseline)


def _standing_for(grid: Grid, number: int, height: float) -> PrintedRow:
    return PrintedRow((PrintedRun("", grid.left, grid.right, height - grid.top, _LARGE),), number)


def _with_aligned(rows: list[PrintedRow], page: int, height: float, tables: list[Grid]) -> list[PrintedRow]:
    """The rows of a page with one for each table that has no lines but aligned cells."""
    kept: list[PrintedRow] = []
    for piece in aligned(rows, page, height):
        if isinstance(piece, Grid):
            kept.append(_standing_for(piece, len(tables), height))
            tables.append(piece)
        else:
            kept.append(piece)
    return kept


def _with_whole_tables(pages: list[list[PrintedRow]], tables: list[Grid]) -> list[list[PrintedRow]]:
    """The pages with a table that goes on over their edge as one, in its first place."""
    last: int | None = None
    whole = []
    for rows in pages:
        told = [row for row in rows if not is_page_number(row)]
        first = told[0].table if told else None
        if last is not None and first is not None and goes_on(tables[last], tables[first]):
            tables[last] = go_on(tables[last], tables[first])
            rows = [row for row in rows if row.table != first]
            last = last if len(told) == 1 else told[-1].table
        else:
            last = told[-1].table if told else None
        whole.append(rows)
    return whole


def _pieces(rows: Iterator[tuple[PrintedRow, float]]) -> Iterator[str | int]:
    """The rows' texts, indented as they are by wide spaces, and the numbers of tables.

    An entry of a table of contents whose dots go on in the next row is one.
    """
    held = ""
    for row, indent in rows:
        if held and row.table is None and _LEADS.match(row.text):
            held += row.text
            continue
        if held:
            yield held
        held = ""
        if row.table is not None:
            yield row.table
        else:
            held = "\u3000" * (round(indent) if indent < _DEEPEST else 0) + row.text
    if held:
        yield held
