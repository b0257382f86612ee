"""Rows of cells as they are typed into plain text: between pipes, tabs, runs of spaces, or a cell a line."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from compare.language.characters import clean, ends_sentence, holds_stop, width_of
from compare.reading.tables import is_blank, is_number
from compare.remembered import remembered

_RULE: Final = frozenset("|:- 	")
_GAP: Final = re.compile(r"[ \u3000\xa0]{2,}")
_PANEL: Final = re.compile(r"(\d[\d,.]*) (?=[^\W\d])")  # a cell that reaches up to the next one
_CAPTION: Final = re.compile(r"(?:单位[:：]|编制(?:部门|单位)[:：])")
_HEADING: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[部章]")
_ITEM: Final = re.compile(r"第.{1,4}条")
_DOTS: Final = re.compile(r"…|\.{4}|·{3}")
_LONGEST: Final = 40.0  # em; a cell that holds more is a sentence
_MOST_NAMES: Final = 24  # lines above the first numbers of a table that has a cell a line
_MOST_LABELS: Final = 3  # lines between the numbers of two rows that stand a cell a line


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row: its cells, where each begins and ends in its line, its first line and how many it takes.

    `spaced` are cells that stand apart by spaces, `piped` those between pipes, `stacked` those of a
    line each; `printed` is where they begin and end in em, as an editor shows them.
    """

    cells: tuple[str, ...]
    spans: tuple[tuple[float, float], ...]
    line: int
    height: int = 1
    spaced: bool = False
    piped: bool = False
    stacked: bool = False
    printed: tuple[tuple[float, float], ...] = ()

    @property
    def labels(self) -> int:
        """How many cells name the row: all up to the last one of words."""
        return next((at for at in range(len(self.cells), 0, -1) if not _is_value(self.cells[at - 1])), 0)

    @property
    def values(self) -> int:
        """How many cells hold its numbers."""
        return len(self.cells) - self.labels if any(map(is_number, self.cells[self.labels :])) else 0

    @property
    def second(self) -> int | None:
        """The cell with which a second row begins beside the first: words after numbers that have a name."""
        named = False
        for at, (before, cell) in enumerate(pairwise(self.cells), start=1):
            named = named or not _is_value(before)
            if named and is_number(before) and not _is_value(cell):
                return at
        return None

    @property
    def as_shown(self) -> "TypedRow":
        """The row with its places as an editor shows them, where a Chinese character is twice as wide."""
        return replace(self, spans=self.printed)

    @property
    def lines(self) -> range:
        """The lines that it takes."""
        return range(self.line, self.line + self.height)

    def part(self, start: int, end: int) -> "TypedRow":
        """The row that some of its cells are."""
        return replace(
            self, cells=self.cells[start:end], spans=self.spans[start:end], printed=self.printed[start:end]
        )


def _is_value(text: str) -> bool:
    return is_number(text) or is_blank(text)


def rows_in(texts: Sequence[str]) -> Iterator[list[TypedRow]]:
    """The runs of lines that may be a table each; what is none of a row's forms parts them.

    Examples
    --------
    >>> [[row.cells for row in run] for run in rows_in(["检查3次。", "类别\\t件数", "许可\\t12", "结束。"])]
    [[('类别', '件数'), ('许可', '12')]]
    """
    numbers = [place for place, text in enumerate(texts) if is_number(text.strip())]
    run: list[TypedRow] = []
    number = -1
    while (number := number + 1) < len(texts):
        text = texts[number]
        if not text.strip():
            continue
        if run and "|" in text and "--" in text and _RULE.issuperset(text):
            run[-1] = replace(run[-1], height=number + 1 - run[-1].line)
            continue
        following = bisect_right(numbers, number)
        has_number = following < len(numbers) and numbers[following] <= number + _MOST_NAMES
        stacked = _cell_a_line(texts, number) if has_number else []
        row = _row(text, number) or _between(texts, number, run)
        if stacked:
            if run and not run[-1].stacked:
                yield run
                run = []
            run += stacked
            number = stacked[-1].lines[-1]
        elif row is not None:
            if run and run[-1].stacked:
                yield run
                run = []
            run.append(row)
        elif run and not is_number(text.strip()):  # the number of a page parts no table
            yield run
            run = []
    if run:
        yield run


def _between(texts: Sequence[str], number: int, run: Sequence[TypedRow]) -> TypedRow | None:
    """A line of one piece that stands between the rows of a table, or over those of the form."""
    text = texts[number].rstrip()
    bare = text.strip()
    if is_number(bare) or not (run or _ITEM.match(bare)) or not _belongs(bare, _following(texts, number)):
        return None
    start = len(text) - len(text.lstrip())
    printed = (width_of(text[:start]), width_of(text))
    return TypedRow((clean(text),), ((start, len(text)),), number, printed=(printed,))


def _following(texts: Sequence[str], number: int) -> TypedRow | None:
    """The row that the next line with words is, if it is one."""
    for place in range(number + 1, len(texts)):
        if texts[place].strip() and not is_number(texts[place].strip()):
            return _row(texts[place], place)
    return None


def _row(text: str, number: int) -> TypedRow | None:
    """The cells of a line, None where it is of one piece, of prose, a caption, or leads to a page by dots."""
    bare = text.strip()
    if _CAPTION.search(bare) and not bare.startswith("|") and "\t" not in bare:
        return None
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        pieces = [(piece, 0) for piece in bare[1:-1].split("|")]
    elif "\t" in bare:
        pieces = [(piece, 0) for piece in text.split("\t")]
    else:
        pieces = list(_spaced(text))
    cells = tuple(clean(piece) for piece, _ in pieces)
    piped = bare.startswith("|")
    if sum(map(bool, cells)) < (1 if piped else 2) or not all(map(_may_be_cell, cells)):
        return None
    spaced = not piped and "\t" not in bare
    if spaced and all(len(cell) == 1 for cell in cells):
        return None  # a title with wide spaces between its characters
    spans = tuple((start, start + len(piece)) for piece, start in pieces)
    printed = tuple((width_of(text[:start]), width_of(text[:end])) for start, end in spans)
    return TypedRow(cells, spans, number, spaced=spaced, piped=piped, printed=printed)


def _spaced(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of a line between runs of spaces, with where each begins."""
    start = len(text) - len(text.lstrip())
    body = text.rstrip()
    ends = [(gap.start(), gap.end()) for gap in _GAP.finditer(body, start)]
    for end, following in (*ends, (len(body), len(body))):
        piece = body[start:end]
        joined = _PANEL.match(piece)
        if joined is not None and joined[1] and is_number(joined[1]):
            yield joined[1], start
            yield piece[joined.end() :], start + joined.end()
        elif piece:
            yield piece, start
        start = following


def _may_be_cell(text: str) -> bool:
    short = width_of(text) <= _LONGEST
    return short and not ends_sentence(text) and not _DOTS.search(text)


def _belongs(text: str, following: TypedRow | None) -> bool:
    """Whether a line of one piece stands between the rows of a table: short, no heading, a row below it."""
    if _CAPTION.search(text) or _HEADING.match(text) or holds_stop(text):
        return False
    return following is not None and _may_be_cell(clean(text))


def _cell_a_line(texts: Sequence[str], start: int) -> list[TypedRow]:
    """The rows of a table that has a cell a line: names of columns, then of each row its names and numbers.

    It is one only where two rows have as many numbers, more than one each, and a name stands above each: a
    number alone between two lines is a page's. Of the form of 信息公开年报 one number a row will do.
    """
    if _HEADING.match(texts[start].strip()):
        return []
    place = start
    while (
        place < min(len(texts), start + _MOST_NAMES) and _is_name(texts[place]) and "，" not in texts[place]
    ):
        place += 1
    names = range(start, place)
    if not names:
        return []
    at = place
    while at < len(texts) and is_number(texts[at].strip()):
        at += 1
    wide = at - place
    form = _ITEM.match(texts[start].strip()) is not None
    if len(names) < wide + 1 or wide < (1 if form else 2):
        return []
    head = names[1:-1] if form else names[:-1]
    rows = [_stacked(texts, names[:1])] if form else []
    rows += [_stacked(texts, head), _stacked(texts, range(names[-1], at))]
    while following := _next_row(texts, at, wide):
        rows.append(following)
        at = following.lines[-1] + 1
    return rows if form or sum(bool(row.values) for row in rows) > 1 else []


def _next_row(texts: Sequence[str], start: int, wide: int) -> TypedRow | None:
    names: list[int] = []
    at = start
    while at < len(texts) and len(names) < _MOST_LABELS and _is_name(texts[at]):
        names.append(at)
        at += 1
    values = texts[at : at + wide]
    after = texts[at + wide : at + wide + 1]
    full = len(values) == wide and all(is_number(text.strip()) for text in values)
    if not names or not full or any(is_number(text.strip()) for text in after):
        return None
    return _stacked(texts, range(start, at + wide))


def _stacked(texts: Sequence[str], lines: range) -> TypedRow:
    cells = tuple(clean(texts[place]) for place in lines)
    return TypedRow(cells, ((0, 0),) * len(cells), lines.start, len(cells), stacked=True)


@remembered(1 << 10)  # a line is looked at from each of two dozen lines above it
def _is_name(text: str) -> bool:
    bare = clean(text)
    return bool(bare) and not is_number(bare) and _may_be_cell(bare) and not holds_stop(bare)
