"""What stands on a page beside its text: running heads, and footnotes in small print at its foot."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compare.expressions import expression
from compare.language.characters import ends_sentence, squeeze
from compare.reading.pdf.rows import PrintedRow

_SMALL: Final = 0.92  # of the size of the text
_ENOUGH: Final = 3  # pages that share a running head
_ENOUGH_SMALL: Final = 2
_SHORTEST_HEAD: Final = 4
_LONGEST_HEAD: Final = 40
_MARK: Final = expression(
    r"\s*([①-⑳]|[\[［〔【(（]?\d{1,3}[\]］〕】)）]?(?![\d.．、年月])|[ivx]{1,6}(?=[^\sa-z])|\*+|[†‡※])\s*(?=[^\s\d])"
)
_NUMBER: Final = re.compile(
    r"\d+|(?<=第)[〇零一二三四五六七八九十百]+(?=页)|(?<=共)[〇零一二三四五六七八九十百]+(?=页)"
)
_SIGNED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳[［〔【"


Headline = tuple[str, int]  # the words of a row and its size in points


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark and its text, which the mark begins."""

    mark: str
    text: str
    page: int


def text_size(pages: Iterable[Sequence[PrintedRow]]) -> float:
    """The size that most characters of a document have."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            for run in row.runs:
                sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def running_heads(pages: Sequence[Sequence[PrintedRow]], size: float) -> frozenset[Headline]:
    """What the first or last row of several pages says, numbers aside, in print of one size.

    Fewer are enough where it is smaller than the text, whose `size` is given.
    """
    margins = (row for rows in pages for row in _margins(rows) if not ends_sentence(row.text))
    firsts = Counter(map(_headline, margins))
    return frozenset(
        headline
        for headline, count in firsts.items()
        if count >= (_ENOUGH_SMALL if headline[1] < _SMALL * size else _ENOUGH)
        and _SHORTEST_HEAD <= len(headline[0]) <= _LONGEST_HEAD
    )


def without_heads(rows: Sequence[PrintedRow], heads: frozenset[Headline]) -> list[PrintedRow]:
    """The rows of a page but for its running heads."""
    found = [row for row in _margins(rows) if _headline(row) in heads]
    return [row for row in rows if row not in found]


def _margins(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The two uppermost and the two lowest rows: a page's number may stand beyond its head."""
    return list(rows) if len(rows) <= 4 else [*rows[:2], *rows[-2:]]


def _headline(row: PrintedRow) -> Headline:
    """What a row says and how large: a title is what a running head repeats, and larger."""
    return _NUMBER.sub("0", squeeze(row.text)), round(row.size)


def part_notes(
    rows: Sequence[PrintedRow], size: float, page: int, *, goes_on: bool
) -> tuple[list[PrintedRow], list[Footnote]]:
    """The rows of a page down to its footnotes, and those; `goes_on` says that the last page ended in one."""
    start = len(rows)
    while start and (rows[start - 1].size < _SMALL * size or is_page_number(rows[start - 1])):
        start -= 1
    while start < len(rows) and is_page_number(rows[start]):
        start += 1
    if not goes_on:
        while start < len(rows) and _MARK.match(rows[start].text) is None:
            start += 1
    if start == len(rows) or 2 * sum(len(row.runs) > 1 for row in rows[start:]) > len(rows) - start:
        return list(rows), []
    numbers = [row for row in rows[start:] if is_page_number(row)]
    return [*rows[:start], *numbers], list(_notes(rows[start:], page))


def is_page_number(row: PrintedRow) -> bool:
    """Whether a row says no more than a number."""
    return row.table is None and not squeeze(row.text).strip("0123456789")


def _notes(rows: Sequence[PrintedRow], page: int) -> Iterator[Footnote]:
    mark, text = "", ""
    for row in rows:
        if is_page_number(row):
            continue
        if found := _MARK.match(row.text):
            if text:
                yield Footnote(mark, text, page)
            mark, text = found[1], row.text
        else:
            text += row.text
    if text:
        yield Footnote(mark, text, page)


def without_references(text: str, marks: frozenset[str]) -> str:
    """A line without the marks of notes that stand behind its words: `必学①，` is `必学，`."""
    signed = [mark for mark in marks if mark[0] in _SIGNED]
    if not any(mark in text for mark in signed):
        return text
    reference = "|".join(map(re.escape, sorted(signed, key=len, reverse=True)))
    return re.sub(rf"(?<=[\w”》）%])(?<![①-⑳])\s*(?:{reference})", "", text)
