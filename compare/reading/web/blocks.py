"""From the elements of a page to its blocks: what a browser would set as a paragraph, a heading, a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from compare.language.characters import clean
from compare.model import Cell, Table
from compare.reading.tables import is_tabular
from compare.reading.word.numerals import in_format

Element = Any  # lxml's, which has no types

_LEFT_OUT: Final = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "select", "option", "datalist", "button"),
        *("textarea", "input", "nav", "aside", "iframe", "object", "svg", "canvas", "audio", "video", "map"),
        *("del", "strike", "rt", "rp"),
    )
)
_BLOCKS: Final = frozenset(
    (
        *("html", "body", "main", "header", "footer", "section", "article", "div", "p", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "pre"),
        *("center", "form", "fieldset", "address", "hr", "br", "details", "summary", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYOUT: Final = re.compile(r"[ \t\r\n\f]+")
_NOTE_MARK: Final = re.compile(r"[\[〔【（(]\s*\d{1,3}\s*[\]〕】）)]|[①-⑳]|\d{1,3}")
_UNNUMBERED: Final = re.compile(r"list-style(?:-type)?\s*:[^;]{0,200}none", re.IGNORECASE)
_LIST_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST: Final = 1000  # rows and columns that a cell may say it covers, as browsers have it


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph, heading or table of a page, the element it stands in, and how much of it are links."""

    element: Element
    text: str
    heading: int = 0
    linked: int = 0
    table: Table | None = None


def blocks_of(root: Element) -> list[PageBlock]:
    """All blocks below an element, in the order of the page."""
    return list(_Walk(root).blocks())


class _Walk:
    """Gathers text until a block ends; whitespace counts as a browser counts it."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._text: list[str] = []
        self._linked = 0
        self._label = ""

    def blocks(self) -> Iterator[PageBlock]:
        yield from self._inside(self._root, linked=False, kept=False)
        yield from self._flush(self._root)

    def _inside(self, element: Element, *, linked: bool, kept: bool) -> Iterator[PageBlock]:
        self._take(element.text, linked=linked, kept=kept)
        if kept and "\n" in "".join(self._text):
            yield from self._flush(element)
        for child in element.iterchildren():
            name = child.tag if isinstance(child.tag, str) else ""
            if name and not _is_left_out(child):
                yield from self._child(child, name, linked=linked or name == "a", kept=kept or name == "pre")
            self._take(child.tail, linked=linked, kept=kept)

    def _child(self, child: Element, name: str, *, linked: bool, kept: bool) -> Iterator[PageBlock]:
        if name not in _BLOCKS:
            yield from self._inside(child, linked=linked, kept=kept)
            return
        yield from self._flush(child.getparent())
        if name == "table" and (table := read_table(child)) is not None:
            yield PageBlock(child, "", table=table)
            return
        if name == "li":
            self._label = _label(child)
        yield from self._inside(child, linked=linked, kept=kept)
        yield from self._flush(child)

    def _take(self, text: str | None, *, linked: bool, kept: bool) -> None:
        if text:
            words = text if kept else _LAYOUT.sub(" ", text)
            self._text.append(words)
            self._linked += len(clean(words)) if linked else 0

    def _flush(self, element: Element) -> Iterator[PageBlock]:
        text = "".join(self._text)
        linked, self._linked, self._text = self._linked, 0, []
        level = _heading_level(element)
        for line in text.split("\n"):
            if clean(line):
                yield PageBlock(element, self._label + line.strip(" "), level, linked)
                self._label = ""


def _is_left_out(element: Element) -> bool:
    if element.tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    return element.tag == "sup" and _is_note_mark(element)


def _is_note_mark(element: Element) -> bool:
    """A raised number that leads to a note; one that is a power leads nowhere."""
    text = clean("".join(element.itertext()))
    linked = next(element.iter("a"), None) is not None or next(element.iterancestors("a"), None) is not None
    return _NOTE_MARK.fullmatch(text) is not None and (linked or not text.isdecimal())


def is_note(block: PageBlock) -> bool:
    """Whether a block is a note: its number is a link back to where it is raised above the text."""
    number = _NOTE_MARK.match(block.text.strip())
    links = ("".join(link.itertext()).strip() for link in block.element.iter("a"))
    return number is not None and number[0] in links


def _heading_level(element: Element) -> int:
    for each in (element, *element.iterancestors()):
        if isinstance(each.tag, str) and re.fullmatch("h[1-6]", each.tag):
            return int(each.tag[1])
    return 0


def _label(item: Element) -> str:
    """The number that a browser draws before an item of a list."""
    above = item.getparent()
    if above is None or above.tag != "ol" or _UNNUMBERED.search(above.get("style") or ""):
        return ""
    start = above.get("start") or "1"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    number = (int(start) if start.isdecimal() else 1) + before
    return f"{in_format(number, _LIST_FORMS.get(above.get('type') or '', 'decimal'))}."


def read_table(table: Element) -> Table | None:
    """A table's cells; None where it only sets the page out, or has a table in it."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = tuple(
        tuple(_cell(cell) for cell in row.iterchildren("td", "th") if not _is_left_out(cell))
        for row in table.iter("tr")
    )
    found = Table(rows, 0)
    return found if rows and is_tabular(found) else None


def _cell(cell: Element) -> Cell:
    text = "".join(block.text for block in blocks_of(cell))
    return Cell(clean(text), _span(cell.get("rowspan")), _span(cell.get("colspan")))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST) if text and text.strip().isdecimal() else 1
