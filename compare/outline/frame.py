"""What an office sets around a report: a cover, the head of its paper, the sign-off, annexes, the imprint."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from compare.expressions import expression
from compare.language.characters import squeeze
from compare.model import TextPart
from compare.outline.tree import Sentence

# The words for an official document's end and imprint that its format lays down (GB/T 9704).
_CLOSING: Final = expression(r"特此报告|(?:抄送|抄报|分送)[：:]|.{4,40}\d{1,2}日印发$")


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
    titles = [at for at, each in enumerate(beginning) if squeeze(each.text) == squeeze(title)]
    closing = list(takewhile(_is_no_text, reversed(sentences)))
    if len(closing) == len(sentences):
        return frozenset()
    after = (len(sentences) - back for back, each in enumerate(closing, 1) if not _explains(each))
    return frozenset(range(max(titles, default=0))).union(after)


def _is_of_page(sentence: Sentence) -> bool:
    return sentence.part is TextPart.FURNITURE


def _explains(sentence: Sentence) -> bool:
    return sentence.part is TextPart.GLOSSARY


def _is_no_text(sentence: Sentence) -> bool:
    return sentence.part is not TextPart.TEXT or _CLOSING.match(sentence.text) is not None
