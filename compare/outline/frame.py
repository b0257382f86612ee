"""What an office sets around a report: a cover, the head of its paper, the sign-off, annexes, the imprint."""

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import Final

from compare.expressions import expression
from compare.language.characters import squeeze
from compare.model import TextPart
from compare.outline.headings import find_marker
from compare.outline.tree import Sentence

# The words for an official document's end and imprint that its format lays down (GB/T 9704).
_CLOSING: Final = expression(r"特此报告|(?:抄送|抄报|分送)[：:]|.{4,40}\d{1,2}日印发$")
_ANNEX: Final = expression(r"附[件表录]\s?(?:[一二三四五六七八九十]|\d{1,2})?[：:]?$")
_GLOSSARY: Final = expression(r"名词|注释|解释|用语|术语")
_LINES_OF_TITLE: Final = 3
_OF_ITEMS: Final = 5  # the rank of `1.`
_LEAST_BEFORE: Final = 1 / 3  # of all text; a notice that a report is annexed to is shorter


def annexes_in(texts: Sequence[str]) -> int:
    """The place of the first of these paragraphs that belongs to an annex, their count where there is none.

    An annex begins with a line such as `附件1`; a report that goes on counting its headings below has none,
    and its 名词解释 is none.

    Examples
    --------
    >>> annexes_in(["一、成效", "设立专窗3个。", "青山县人民政府", "附件1", "专窗清单", "一、东城专窗"])
    3
    >>> annexes_in(["一、成效", "设立专窗3个。", "附件1", "二、不足", "人手少。"])
    5
    """
    sizes = [0, *accumulate(map(len, texts))]
    for place, text in enumerate(texts):
        explains = any(_GLOSSARY.search(title) for title in texts[place + 1 : place + 2])
        if _ANNEX.match(text) and not explains and sizes[place] > _LEAST_BEFORE * sizes[-1]:
            return len(texts) if _counts_on(texts[:place], texts[place:]) else place
    return len(texts)


def _counts_on(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether headings of the highest rank go on being counted; the items of a list are none."""
    markers = [found for text in before if (found := find_marker(text)) and found.rank < _OF_ITEMS]
    if not markers:
        return False
    rank = min(marker.rank for marker in markers)
    last = next(marker.ordinal for marker in reversed(markers) if marker.rank == rank)
    following = filter(None, map(find_marker, after))
    return any(marker.rank == rank and marker.ordinal == last + 1 for marker in following)


def frame_of(sentences: Sequence[Sentence], title: str) -> frozenset[int]:
    """The places of the sentences that belong to the file and not to the report.

    Of the page's own lines these stand before the title, `青山县人民政府文件`, or after the last of the text,
    `（此件公开发布）`. What follows the title, as `——在县人民代表大会上`, is the report's.

    Examples
    --------
    >>> page, text = TextPart.FURNITURE, TextPart.TEXT
    >>> lines = [("青山县人民政府文件", page), ("政府工作报告", page), ("县长：某某", page),
    ...          ("设立专窗3个。", text), ("特此报告。", text), ("（此件公开发布）", page)]
    >>> sentences = [Sentence(words, 0, at, 0, 1, None, part) for at, (words, part) in enumerate(lines, 1)]
    >>> sorted(frame_of(sentences, "政府工作报告"))
    [0, 4, 5]
    """
    beginning = list(takewhile(_is_of_page, sentences))
    titles = [at for at in range(len(beginning)) if _begins_with(beginning[at:], squeeze(title))]
    closing = list(takewhile(_is_no_text, reversed(sentences)))
    if len(closing) == len(sentences):
        return frozenset()
    after = (len(sentences) - back for back, each in enumerate(closing, 1) if not _explains(each))
    return frozenset(range(max(titles, default=0))).union(after)


def _begins_with(sentences: Sequence[Sentence], title: str) -> bool:
    """Whether the first few of these are the lines of a title."""
    return title in accumulate(squeeze(each.text) for each in sentences[:_LINES_OF_TITLE])


def _is_of_page(sentence: Sentence) -> bool:
    return sentence.part is TextPart.FURNITURE


def _explains(sentence: Sentence) -> bool:
    return sentence.part is TextPart.GLOSSARY


def _is_no_text(sentence: Sentence) -> bool:
    return sentence.part is not TextPart.TEXT or _CLOSING.match(sentence.text) is not None
