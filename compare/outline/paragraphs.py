"""From the lines of a file to its paragraphs: what a page's layout did to the text is undone here.

A text out of a PDF has its lines wrapped in mid-word, a page's number and running head between two of them,
half-width spaces around numbers. A clean text has a paragraph a line. Both must give the same paragraphs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from statistics import median
from typing import Final

from compare.expressions import expression
from compare.language.characters import HAN, clean, ends_sentence, holds_stop, squeeze, width_of
from compare.model import Document, Notice, TextPart
from compare.outline.contents import contents_of
from compare.outline.headings import BULLET, find_marker
from compare.outline.spaced_numbers import clean_line, counts_in_decimals
from compare.outline.tables import captions_of, notes_of

_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*[页版](\s*+[,，/]?\s*共\s*\d+\s*[页版])?|\d+\s*/\s*\d+"
    r"|第[一二三四五六七八九十百]{1,4}页"
)

_TITLE: Final = expression(r"(?:报告|总结|年报)$")
_RUNNING_HEAD_TIMES: Final = 3
_SHORTEST_RUNNING_HEAD: Final = 6  # 全国第一 may be a piece of a sentence
_RUNNING_HEAD_LENGTH: Final = 40
_STRAY_WITHIN_LAST: Final = 3
_STRAY_LENGTH: Final = 8
_LONGEST_WRAP: Final = 60.0  # em; no printed page has wider lines
_RAGGED: Final = 2.5  # em; how far a full line falls short where punctuation may not begin the next
_INDENT: Final = 2.0  # em; a paragraph's first line is indented, though the text no longer shows it
_DEEPEST_INDENT: Final = 4
_LOOSE: Final = 1.0  # em; widths are estimates: spaces beside numbers are gone, punctuation is compressed
_UNBREAKABLE: Final = expression(r"(?:[\x21-\x7e]+|.)[，。；：、！？”’）》】%]*")
# The share of a wrapped text's lines that are full (of a clean one hardly two are alike), and of these the
# share that stops in mid-sentence; where lists and forms stand among them fewer are full, nearly all torn,
# and there are many of them.
_WRAPPED: Final = ((0.4, 0.6, 1), (0.2, 0.9, 20))
_LINES_OF_NAME: Final = 3
_FEWEST_FULL: Final = 3
_MOSTLY: Final = 0.8
_UNNUMBERED_HEADING: Final = 40.0  # em
_APART: Final = re.compile(r"(?<=[^\x21-\x7e\s])\s+(?=[^\x21-\x7e\s]|\d+年)")
_MOST_GAPS: Final = 0.25
_HAN: Final = re.compile(HAN)
_LATIN_WORDS: Final = re.compile(r"[A-Za-z]{2,}.*[A-Za-z]{2,}")
_SHORT_LINE: Final = 15.0  # em
_BEGINS_ANEW: Final = re.compile(
    r"[\[〔【]\d{1,3}[\]〕】]|[—─]{2}|[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十][，、]"
    r"|附[件表录]\s?(?:[一二三四五六七八九十]|\d{1,2})?(?:[：:]|$)"
)
_LISTED_HEADING: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|[—─]{2})[^，]{1,24}(?:，[^，]{1,24})?$"
)
_AT_MEETING: Final = expression(r"[（(—－-]{0,3}\d{4}年\d{1,2}月\d{1,2}日在[^。]{4,60}(?:会议|大会)上[）)]?")
_GOES_ON: Final = "，、。；：！？”’）》】"
_UNCLOSED: Final = "（《“‘〔【"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text without layout; `number` is its place in the document, from 0.

    `indent` is by how many wide spaces it was set in; `flush` says that nothing stood before it.
    """

    text: str
    page: int | None
    heading: int
    number: int
    indent: int = 0
    flush: bool = True

    @property
    def width(self) -> float:
        """How far the line reaches, in em."""
        return self.indent + width_of(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, the page each part begins on, and whether a heading number leads it.

    `breaks` are the offsets at which its lines ended, `gaps` those at which wide characters stood apart,
    `pages` pairs of offset and page; `alone` says that the paragraph is a line without a full stop, as titles
    and headings are; `heading` is the level of one that the format marks, else 0; `line` is the document's
    line that it begins with, from 0; `cells` says that it is the cells of a table without their bounds.
    """

    text: str
    pages: tuple[tuple[int, int | None], ...]
    breaks: tuple[int, ...]
    alone: bool
    gaps: tuple[int, ...] = ()
    heading: int = 0
    line: int = 0
    cells: bool = False

    def page_at(self, offset: int) -> int | None:
        """The page that the character at `offset` stands on."""
        return next((page for start, page in reversed(self.pages) if start <= offset), None)

    def part(self, start: int, end: int) -> "Paragraph":
        """The paragraph that the characters from `start` to `end` would be."""
        text = self.text[start:end]
        pages = (
            (0, self.page_at(start)),
            *((at - start, page) for at, page in self.pages if start < at < end),
        )
        breaks, gaps = (
            tuple(at - start for at in offsets if start < at < end) for offsets in (self.breaks, self.gaps)
        )
        return Paragraph(text, pages, breaks, not holds_stop(text), gaps, line=self.line)

    def followed_by(self, rest: "Paragraph") -> "Paragraph":
        """The paragraph that this one would be, were `rest` its next line."""
        size = len(self.text)
        return Paragraph(
            self.text + rest.text,
            (*self.pages, *((at + size, page) for at, page in rest.pages)),
            (*self.breaks, size, *(at + size for at in rest.breaks)),
            self.alone and rest.alone,
            (*self.gaps, *(at + size for at in rest.gaps)),
            self.heading,
            self.line,
        )


def read_paragraphs(document: Document) -> tuple[tuple[Paragraph, ...], tuple[Notice, ...]]:
    """The paragraphs of a document, and notices of the lines that were left out.

    The lines `（一）加强学`, `习`, `开展培训 3 次。` become `（一）加强学习` and `开展培训3次。`.
    """
    of_tables = captions_of(document) | notes_of(document)
    decimals = counts_in_decimals([line.text for line in document.lines])
    lines = [
        _Line(text, line.page, line.heading, number, _indent(line.text), not line.text[:1].isspace())
        for number, line in enumerate(document.lines)
        if line.part is TextPart.TEXT
        and number not in of_tables
        and (text := clean_line(line.text, decimals=decimals))
    ]
    lines, furniture = _without_furniture(lines)
    lines, stray = _without_stray_end(lines)
    tables = [table.line for table in document.tables]
    groups = _group(lines, _measure(lines), tables)
    apart = {clean(line.text): line.text for line in document.lines if _APART.search(line.text.strip())}
    return tuple(_join(group, apart) for group in groups), (*document.notices, *furniture, *stray)


def _indent(text: str) -> int:
    """How many wide spaces a line begins with; a centred one's say nothing of where it ends."""
    spaces = len(text) - len(text.lstrip("\u3000"))
    return spaces if spaces <= _DEEPEST_INDENT else 0


def _gaps(text: str, raw: str | None) -> Iterator[int]:
    """Where spaces stood between the wide characters of a line; in a letter-spaced one they say nothing."""
    if raw is None:
        return
    pieces = [len("".join(piece.split())) for piece in _APART.split(raw.strip())]
    places = [at for at, character in enumerate(text) if character != " "]
    if len(pieces) > _MOST_GAPS * len(text) or sum(pieces) != len(places):
        return
    yield from (places[count] for count in accumulate(pieces[:-1]))


def _without_furniture(lines: Sequence[_Line]) -> tuple[list[_Line], tuple[Notice, ...]]:
    """Page numbers, running heads and tables of contents do not belong to the text."""
    repeated = Counter(line.text for line in lines)
    title = _only_title(lines)
    contents = contents_of([line.text for line in lines])

    def is_furniture(place: int, line: _Line) -> bool:
        if place in contents or _PAGE_NUMBER.fullmatch(line.text):
            return True
        return (
            place != title
            and repeated[line.text] >= _RUNNING_HEAD_TIMES
            and _SHORTEST_RUNNING_HEAD <= len(line.text) <= _RUNNING_HEAD_LENGTH
            and not ends_sentence(line.text)
            and find_marker(line.text) is None
        )

    outside = {place for place, line in enumerate(lines) if is_furniture(place, line)}
    kept = [line for place, line in enumerate(lines) if place not in outside]
    left_out = Counter(lines[place].text for place in sorted(outside))
    if not left_out:
        return kept, ()
    shown = "、".join(list(left_out)[:3]) + ("…" if len(left_out) > 3 else "")
    return kept, (Notice("page_furniture", (("count", str(left_out.total())), ("text", shown))),)


def _only_title(lines: Sequence[_Line]) -> int | None:
    """The place of the report's title where its running head is the same; None where another may be it."""
    before = takewhile(lambda line: not ends_sentence(line.text), lines)
    named = [place for place, line in enumerate(before) if _TITLE.search(line.text)]
    return named[0] if len({lines[place].text for place in named}) == 1 else None


def _without_stray_end(lines: Sequence[_Line]) -> tuple[list[_Line], tuple[Notice, ...]]:
    """A cut-off copy of an earlier line stands at the end of some texts that were taken out of a PDF."""
    kept = list(lines)
    notices: list[Notice] = []
    while kept and len(notices) < _STRAY_WITHIN_LAST and not ends_sentence(kept[-1].text):
        last = squeeze(kept[-1].text)
        before = squeeze("".join(line.text for line in kept[:-1]))
        if len(last) < _STRAY_LENGTH or last not in before:
            break
        notices.append(Notice("stray_line", (("text", kept.pop().text),)))
    return kept, tuple(notices)


@dataclass(frozen=True, slots=True)
class _Page:
    """What lines were wrapped to, in em: the width of a full line, less an indent in a paragraph's first."""

    width: float
    indent: float

    def is_full(self, line: _Line, following: str, *, first: bool) -> bool:
        """Whether `line` ended for want of room: the first piece of the next would not have fitted."""
        piece = _UNBREAKABLE.match(following)
        needed = width_of(piece.group()) if piece else 1.0
        room = self.width - (self.indent if first else 0.0)
        return line.width + needed > room - _LOOSE


def _measure(lines: Sequence[_Line]) -> _Page | None:
    """The page that the lines were wrapped to, or None where a line is a paragraph."""
    widths = sorted(line.width for line in lines)
    if not widths:
        return None
    widest = widths[int(len(widths) * 0.95)]
    full = [line for line in lines if widest - _RAGGED <= line.width <= widest + _RAGGED]
    mid_sentence = sum(not ends_sentence(line.text) for line in full)
    wrapped = any(
        len(full) >= max(share * len(lines), least) and mid_sentence >= torn * len(full)
        for share, torn, least in _WRAPPED
    )
    if not (wrapped or _is_set_in(lines, widest)) or widest > _LONGEST_WRAP:
        return None
    width = median(line.width for line in full)
    firsts = [
        line.width
        for before, line in pairwise(lines)
        if ends_sentence(before.text) and before.width < width - 2 * _INDENT
    ]
    shown = any(line.indent for line in lines)
    indented = not shown and bool(firsts) and max(firsts) <= width - _LOOSE
    return _Page(width, _INDENT if indented else 0.0)


def _is_set_in(lines: Sequence[_Line], widest: float) -> bool:
    """Whether paragraphs are set in, and what is not follows full lines: so is a short wrapped text."""
    before = [last for last, line in pairwise(lines) if last.indent and not line.indent]
    full = [last for last in before if last.width >= widest - _RAGGED and not ends_sentence(last.text)]
    return len(full) >= max(_FEWEST_FULL, _MOSTLY * len(before))


def _group(lines: Sequence[_Line], page: _Page | None, tables: Sequence[int]) -> Iterator[list[_Line]]:
    """The lines of each paragraph; after a table it goes on only where the page was full in mid-sentence."""
    group: list[_Line] = []
    has_stops = page is not None or _ends_with_stops(lines)
    for line in lines:
        if group and any(group[-1].number < table <= line.number for table in tables):
            same = page is not None and _is_torn(group, line, page)
        else:
            same = bool(group) and (_goes_on(group, line) or (has_stops and _continues(group, line, page)))
        if group and not same:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_torn(group: Sequence[_Line], line: _Line, page: _Page) -> bool:
    """Whether what stands between two lines parts a sentence."""
    last = group[-1]
    ended = ends_sentence(last.text) or last.text.endswith(("：", ":")) or find_marker(line.text) is not None
    return not ended and not line.indent and page.is_full(last, line.text, first=len(group) == 1)


def _ends_with_stops(lines: Sequence[_Line]) -> bool:
    """Whether a text closes its sentences with stops; where it does not, a line is a sentence."""
    long = [line.text for line in lines if width_of(line.text) > _SHORT_LINE]
    return 2 * sum(ends_sentence(text) for text in long) >= len(long)


def _goes_on(group: Sequence[_Line], line: _Line) -> bool:
    """Whether a line begins or the last one ends as none does, or it follows the bare number of a heading."""
    last = group[-1].text
    if line.text[0] in _GOES_ON or last[-1] in _UNCLOSED or _closes_name(group, line):
        return True
    if _AT_MEETING.fullmatch(last + line.text):
        return True
    return find_marker(last + "标题") not in (None, find_marker(last))


def _closes_name(group: Sequence[_Line], line: _Line) -> bool:
    """Whether a line ends a document's name that was begun above: `《三年行动计划`, `（2023—2025年）》`."""
    above = "".join(each.text for each in group[-_LINES_OF_NAME:])
    return above.rfind("《") > above.rfind("》") and line.text.split("《")[0].find("》") >= 0


def _continues(group: Sequence[_Line], line: _Line, page: _Page | None) -> bool:
    """Whether `line` goes on with the paragraph whose lines are `group`."""
    last = group[-1].text
    after_heading = len(group) == 1 or _may_be_heading(group[:-1])
    full = page is not None and page.is_full(group[-1], line.text, first=after_heading)
    if (_BEGINS_ANEW.match(line.text) or BULLET.match(line.text)) and not full:
        return False
    if page is None and len(group) == 1 and _LISTED_HEADING.match(last) and not holds_stop(last):
        return False
    if line.heading or group[-1].heading or is_foreign(line.text) != is_foreign(last):
        return False
    if ends_sentence(last) or last.endswith(("：", ":")):
        runs_on = (full and not _is_set_in_anew(group, line)) or _is_broken(group, line, page)
        return runs_on and find_marker(line.text) is None
    if _may_be_heading(group):
        return full and find_marker(line.text) is None
    return full or find_marker(line.text) is None


def _is_set_in_anew(group: Sequence[_Line], line: _Line) -> bool:
    """Whether a line is set in as the first of a paragraph is, and not as all after its first."""
    return line.indent > group[-1].indent if len(group) > 1 else 0 < line.indent == group[0].indent


def _is_broken(group: Sequence[_Line], line: _Line, page: _Page | None) -> bool:
    """Whether a paragraph was broken by hand after a sentence: it is set in, and a line of text is not."""
    if page is None or not group[0].indent or not line.flush or not ends_sentence(group[-1].text):
        return False
    return ends_sentence(line.text) or line.width >= page.width - _RAGGED


def is_foreign(text: str) -> bool:
    """Whether a line is in another language, as in a report with a translation below each line."""
    return _HAN.search(text) is None and _LATIN_WORDS.search(text) is not None


def _may_be_heading(group: Sequence[_Line]) -> bool:
    """A numbered or short line without a full stop, which so far holds no sentence."""
    text = "".join(line.text for line in group)
    if holds_stop(text):
        return False
    if find_marker(text) is not None:
        return True
    return width_of(text) <= _UNNUMBERED_HEADING and "，" not in text and not text.endswith("、")


def _join(group: Sequence[_Line], apart: Mapping[str, str]) -> Paragraph:
    text = ""
    pages: list[tuple[int, int | None]] = []
    breaks: list[int] = []
    gaps: list[int] = []
    for line in group:
        if text:
            breaks.append(len(text))
            text += " " if _is_latin(text[-1]) and _is_latin(line.text[0]) else ""
        if not pages or pages[-1][1] != line.page:
            pages.append((len(text), line.page))
        gaps.extend(len(text) + at for at in _gaps(line.text, apart.get(line.text)))
        text += line.text
    first = group[0]
    alone = not holds_stop(text)
    return Paragraph(text, tuple(pages), tuple(breaks), alone, tuple(gaps), first.heading, first.number)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
