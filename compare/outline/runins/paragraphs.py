"""A paragraph that holds headings is parted before each of them and after their titles.

`…如下。一、工作开展情况（一）加强学习全年培训3次。` is parted before `一、` and `（一）`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from compare.language.characters import holds_stop, width_of
from compare.outline.headings import find_marker
from compare.outline.paragraphs import Paragraph
from compare.outline.runins.titles import title_end
from compare.outline.tables import form_parts

# Numberings that part a paragraph, from the top down; （1） and 一是 count what a sentence lists.
_NUMBERINGS: Final = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)](?![项款条])"),
    re.compile(r"(?<![\d.])\d{1,2}[.．](?![\d\s])"),
)
# A table's last cell may stand before a heading: `总计81四、行政复议情况`.
_BEFORE: Final = frozenset("。；！？：:;!?”）)]】0123456789")
_STOPS: Final = re.compile(r"[。；！？]")
_SHORTEST: Final = 40
_LONGEST_TITLE: Final = 30.0  # em
_TITLE_ENDS: Final = ("报告", "年报", "总结", "情况")
_GOES_ON: Final = ("的", "报告", "年报", "总结", "和", "及", "与", "暨", "（", "(")


def part_run_ins(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each parted where a numbered heading begins inside it, or the cells of a form."""
    apart = [*_title_apart(paragraphs[0]), *paragraphs[1:]] if paragraphs else []
    return tuple(part for paragraph in apart for whole in _part(paragraph) for part in _cells_apart(whole))


def _cells_apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    parts = form_parts(paragraph.text)
    if not parts:
        yield paragraph
        return
    ends = [*(start for start, _ in parts[1:]), len(paragraph.text)]
    for (start, cells), end in zip(parts, ends, strict=True):
        if start < end:
            yield replace(paragraph.part(start, end), cells=cells)


def _title_apart(first: Paragraph) -> tuple[Paragraph, ...]:
    """A title as wide as the page, or in one line with its text, looks as if the first sentence went on."""
    if first.alone:
        return (first,)
    apart = sorted((*first.breaks, *first.gaps))
    cut = next((at for at in apart if first.text[:at].endswith(_TITLE_ENDS) and not _joins(first, at)), 0)
    if not cut or holds_stop(first.text[:cut]):
        return (first,)
    return first.part(0, cut), first.part(cut, len(first.text))


def _joins(first: Paragraph, at: int) -> bool:
    """Whether a title goes on after a gap: `2023年工作情况 的报告`."""
    return at in first.gaps and first.text.startswith(_GOES_ON, at)


def _part(paragraph: Paragraph) -> Iterator[Paragraph]:
    cuts = {0}
    apart = frozenset((*paragraph.gaps, *paragraph.breaks))
    if len(paragraph.text) > _SHORTEST:
        for numbering in _NUMBERINGS:
            bounds = [*sorted(cuts), len(paragraph.text)]
            for start, end in pairwise(bounds):
                cuts.update(_chain(paragraph.text, apart, numbering, start, end, nested=len(cuts) > 1))
    starts = sorted(cuts)
    if len(starts) == 1:
        yield paragraph
        return
    for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
        part = paragraph.part(start, end)
        if title := _title_of(part):
            yield part.part(0, title)
        yield part.part(title, len(part.text))


def _title_of(part: Paragraph) -> int:
    """The length of the heading that a part begins with; 0 where it is all heading or has none."""
    marker = find_marker(part.text)
    if marker is None or not holds_stop(part.text):
        return 0
    gap = next((gap for gap in part.gaps if gap > marker.end + 1), 0)
    if gap and width_of(part.text[:gap]) <= _LONGEST_TITLE and not holds_stop(part.text[:gap]):
        return gap
    title = title_end(part.text[marker.end :])
    return marker.end + title if title else 0


def _chain(
    text: str, apart: frozenset[int], numbering: re.Pattern[str], start: int, end: int, *, nested: bool
) -> list[int]:
    """Where a numbering counts on from 1 between two offsets; one number alone is no numbering.

    A heading begins after a stop, a gap or a break, or straight after the heading that its part begins with.
    """
    stop = _STOPS.search(text, start, end)
    own_heading = (stop.start() if stop else end) if find_marker(text[start : start + _SHORTEST]) else start
    wanted, found = 1, []
    for match in numbering.finditer(text, start, end):
        at = match.start()
        marker = find_marker(match[0] + "标题")
        if marker is None or marker.ordinal != wanted:
            continue
        if at <= own_heading or at in apart or text[at - 1] in _BEFORE:
            found.append(at)
            wanted += 1
    counts = len(found) > 1 or (nested and len(found) == 1)
    return found if counts else []
