"""From the body of a document to lines and tables, in the order in which they are read."""

from collections.abc import Iterator, Sequence
from typing import Final

from compare.language.characters import clean, holds_stop, width_of
from compare.model import Cell, Line, Table
from compare.reading.tables import is_tabular
from compare.reading.word.numbering import Numbering
from compare.reading.word.styles import Styles
from compare.reading.word.text import boxes_in, contents_in, is_joined, text_of
from compare.reading.word.xml import Element, child, local_name, number_of, tag, value_of

_LONGEST_HEADING: Final = 60.0  # em
_WRAPPERS: Final = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")


class Body:
    """Reads a document's blocks; what its lists count goes on from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self._styles = styles
        self._numbering = numbering
        self._joined = ""
        self._boxed: list[Element] = []  # tables in text boxes, which follow the block that has them
        self._contents: set[Element] = set()

    def read(self, body: Element) -> None:
        """Takes in all blocks of a body."""
        self._contents = contents_in(body)
        for block in _blocks(body):
            if local_name(block) == "tbl":
                self._take_table(block)
            else:
                self.lines.extend(self._lines_of(block))
            while self._boxed:
                self._take_table(self._boxed.pop(0))

    def _take_table(self, table: Element) -> None:
        """A table that only sets the page out is read as its paragraphs, row by row."""
        lines: list[Line] = []
        rows, inner = self._rows_of(table, lines)
        found = Table(rows, len(self.lines))
        if is_tabular(found):
            self.tables.append(found)
        else:
            self.lines.extend(lines)
        for each in inner:
            self._take_table(each)

    def _rows_of(
        self, table: Element, lines: list[Line]
    ) -> tuple[tuple[tuple[Cell, ...], ...], list[Element]]:
        """The cells of a table, each once, and the tables in them; `lines` gets the cells' paragraphs."""
        rows: list[list[Cell]] = []
        inner: list[Element] = []
        above: dict[int, tuple[int, int]] = {}
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            rows.append([])
            column = _skipped(row, "gridBefore")
            if column:
                rows[-1].append(Cell("", columns=column))
            for cell in _within(row, "tc"):
                columns = max(1, _whole(value_of(cell, "tcPr", "gridSpan")))
                merge = value_of(cell, "tcPr", "vMerge")
                if merge is not None and merge != "restart" and column in above:
                    at, place = above[column]
                    covered = rows[at][place]
                    rows[at][place] = Cell(covered.text, covered.rows + 1, covered.columns)
                else:
                    above[column] = (len(rows) - 1, len(rows[-1]))
                    rows[-1].append(Cell(self._text_of(cell, lines, inner), columns=columns))
                column += columns
        return tuple(map(tuple, rows)), inner

    def _text_of(self, cell: Element, lines: list[Line], inner: list[Element]) -> str:
        blocks = list(_blocks(cell))
        own = [line for block in blocks if local_name(block) == "p" for line in self._lines_of(block)]
        inner.extend(block for block in blocks if local_name(block) == "tbl")
        lines.extend(own)
        return clean("".join(line.text for line in own))

    def _lines_of(self, paragraph: Element) -> list[Line]:
        """The lines of a paragraph with its number, and of the boxes at it; none of a table of contents."""
        if paragraph in self._contents:
            return []
        properties = child(paragraph, "pPr")
        if self._styles.is_contents(properties) or self._styles.hides(properties):
            return []
        text, self._joined = self._joined + text_of(paragraph, self._styles.hidden), ""
        boxed = [line for box in boxes_in(paragraph) for line in self._lines_in(box)]
        if is_joined(paragraph):
            self._joined = text
            return boxed
        text = self._label_of(properties) + text if text.strip() else text
        level = self._styles.heading_level(properties)
        own = [Line(piece, heading=level if _is_short(text) else 0) for piece in text.split("\n")]
        return [*own, *boxed]

    def _lines_in(self, box: Element) -> Iterator[Line]:
        for block in _blocks(box):
            if local_name(block) == "p":
                yield from self._lines_of(block)
            else:
                self._boxed.append(block)

    def _label_of(self, properties: Element | None) -> str:
        list_id, depth, style = self._styles.list_of(properties)
        if depth is None:
            depth = self._numbering.level_of_style(list_id, style)
        return self._numbering.next_label(list_id, depth)


def lines_of_notes(notes: Element, styles: Styles, numbering: Numbering) -> Sequence[Line]:
    """The notes at the foot of the pages or at the end, without the rules that part them from the text."""
    body = Body(styles, numbering)
    for note in notes.iterchildren(tag("footnote"), tag("endnote")):
        if note.get(tag("type")) in (None, "normal"):
            body.read(note)
    return body.lines


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables, also those that are wrapped in a control."""
    for part in parent.iterchildren():
        name = local_name(part)
        if name in ("p", "tbl"):
            yield part
        elif name in _WRAPPERS and not _is_contents(part):
            yield from _blocks(part)


def _is_contents(part: Element) -> bool:
    gallery = value_of(part, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that are wrapped in a control."""
    for part in parent.iterchildren():
        if local_name(part) == name:
            yield part
        elif local_name(part) in _WRAPPERS:
            yield from _within(part, name)


def _is_short(text: str) -> bool:
    """Whether a paragraph of a heading's style is one, and not one that has its text in the same line."""
    words = clean(text)
    return bool(words) and width_of(words) <= _LONGEST_HEADING and not holds_stop(words[:-1])


def _skipped(row: Element, name: str) -> int:
    found = child(row, "trPr", name)
    return 0 if found is None else number_of(found, "val")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
