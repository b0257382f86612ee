"""From labelled paragraphs to the tree of sections and the sentences that stand in them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from compare.language.characters import CLOSING, ends_sentence, holds_stop, width_of
from compare.language.words import cut_words
from compare.model import Section, TextPart
from compare.outline.headings import UNNUMBERED, find_marker
from compare.outline.paragraphs import Paragraph, is_foreign
from compare.outline.roles.labels import LabelOdds, LineLabel
from compare.outline.sentences import split_sentences

_LONGEST_HEADING: Final = 60.0  # em
_LONGEST_TITLED: Final = 30.0  # em; of a heading that goes before its text in one line
_LONGEST_WORD: Final = 8
_DEEPEST: Final = 7.0  # levels of headings that a format marks, all above those that only have a number
_LIKELY: Final = 0.5
_UNLIKELY: Final = 0.02
_COUNTS_ITEMS: Final = (5, 7, 8)  # 1. and （1） and ① number sentences as well as headings
# A number with its unit: what says `1.办理许可120件。` is no heading; `1.打造“3+N”体系。` may be one.
_FIGURE: Final = re.compile(
    r"\d[.,]{0,3}[万千百亿]?[余多]?(?:[件条项场次人家个户%％元亩吨期份起名部宗批所处台辆座篇米天]|公里|平方|公顷|小时|百分点)"
)
_PARTS: Final = {
    LineLabel.FURNITURE: TextPart.FURNITURE,
    LineLabel.GLOSSARY: TextPart.GLOSSARY,
    LineLabel.HEADING: TextPart.FURNITURE,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place: `order` counts in its paragraph of `count` sentences, from 0."""

    text: str
    section: int
    paragraph: int
    order: int
    count: int
    page: int | None
    part: TextPart = TextPart.TEXT


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sections (the nameless opening first) and its sentences.

    `lines` are the document's lines that the sections begin with, from 0.
    """

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A paragraph cut into its heading (rank, words; "" for none) and the sentences that follow."""

    rank: float
    heading: str
    sentences: tuple[str, ...]


def build_outline(paragraphs: Sequence[Paragraph], labels: Sequence[LabelOdds]) -> Outline:
    """The tree of sections and its sentences, given how likely each paragraph is which label.

    `（一）加强监督。开展检查3次。` is the section `（一）加强监督。` with the sentence `开展检查3次。`.
    """
    sections = [Section(0, 0, ())]
    ranks = [-_DEEPEST - 1]
    sentences: list[Sentence] = []
    lines = [-1]
    cuts = _cut(paragraphs, labels)
    for number, (cut, paragraph, odds) in enumerate(zip(cuts, paragraphs, labels, strict=True), start=1):
        if cut.heading:
            parent = _parent(sections, ranks, cut.rank)
            sections.append(Section(len(sections), parent.level + 1, (*parent.path, cut.heading)))
            ranks.append(cut.rank)
            lines.append(paragraph.line)
        offset = len(cut.heading)
        for order, text in enumerate(cut.sentences):
            place = (sections[-1].index, number, order, len(cut.sentences), paragraph.page_at(offset))
            sentences.append(Sentence(text, *place, _part_of(paragraph.text, odds)))
            offset += len(text)
    return Outline(tuple(sections), tuple(sentences), tuple(lines))


def _part_of(text: str, odds: LabelOdds) -> TextPart:
    """What is taken for no text of the report; a heading that could be none is the page's own."""
    if is_foreign(text):
        return TextPart.FURNITURE
    likeliest = max(odds, key=lambda label: odds[label])
    apart = sum(odds[label] for label in _PARTS)
    return _PARTS.get(likeliest, TextPart.FURNITURE) if apart > _LIKELY else TextPart.TEXT


def _parent(sections: Sequence[Section], ranks: Sequence[float], rank: float) -> Section:
    """The nearest section above that ranks higher, seen from the last one upwards."""
    depth = sections[-1].level + 1
    for section, its_rank in zip(reversed(sections), reversed(ranks), strict=True):
        if section.level < depth:
            if its_rank < rank:
                return section
            depth = section.level
    return sections[0]


def _cut(paragraphs: Sequence[Paragraph], labels: Sequence[LabelOdds]) -> list[_Cut]:
    """Each paragraph with its heading cut off."""
    forms = _heading_forms(paragraphs)
    headings = [_heading_of(paragraphs, number, forms, labels[number]) for number in range(len(paragraphs))]
    ranks = _ranks(paragraphs, headings)
    return [
        _Cut(rank, heading, split_sentences(paragraph.text[len(heading) :]))
        for paragraph, heading, rank in zip(paragraphs, headings, ranks, strict=True)
    ]


def _ranks(paragraphs: Sequence[Paragraph], headings: Sequence[str]) -> list[float]:
    """The rank of each paragraph's heading: its level where the format says it, else that of its number.

    One without a number stands just above what counts from 1 in it.
    """
    ranks: list[float] = []
    following: float | None = None
    unnumbered: list[float] = []
    for paragraph, heading in zip(reversed(paragraphs), reversed(headings), strict=True):
        marker = find_marker(paragraph.text)
        if heading and marker is None:
            if following is not None:
                unnumbered.append(following - 0.5)
            following = None
        elif heading and marker is not None:
            following = marker.rank if marker.ordinal <= 1 else None
        ranks.append(UNNUMBERED if marker is None else marker.rank)
    of_unnumbered = min(unnumbered, default=float(UNNUMBERED))
    found = [of_unnumbered if rank == UNNUMBERED else rank for rank in reversed(ranks)]
    return [
        paragraph.heading - _DEEPEST if paragraph.heading else rank
        for paragraph, rank in zip(paragraphs, found, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Forms:
    """Whether headings stand on lines of their own, judged by those that are plain to see.

    `local` votes are those of the same rank under the same heading, `overall` those of the same rank.
    """

    local: Counter[tuple[int, int]]
    overall: Counter[int]
    parents: tuple[int, ...]

    def stands_alone(self, number: int, rank: int) -> bool:
        return (self.local[self.parents[number], rank] or self.overall[rank]) > 0


def _heading_forms(paragraphs: Sequence[Paragraph]) -> _Forms:
    local: Counter[tuple[int, int]] = Counter()
    overall: Counter[int] = Counter()
    parents: list[int] = []
    latest: dict[int, int] = {}
    for number, paragraph in enumerate(paragraphs):
        marker = find_marker(paragraph.text)
        rank = marker.rank if marker else UNNUMBERED
        parents.append(max((at for its, at in latest.items() if its < rank), default=-1))
        if marker is None:
            continue
        latest = {its: at for its, at in latest.items() if its < rank} | {rank: number}
        if _is_heading_line(paragraph) or not _breaks_in_first_sentence(paragraph):
            vote = 1 if paragraph.alone else -1
            local[parents[-1], rank] += vote
            overall[rank] += vote
    return _Forms(local, overall, tuple(parents))


def _is_heading_line(paragraph: Paragraph) -> bool:
    """A paragraph that can only be a heading: no full stop, short, and leading in to nothing."""
    lead_in = paragraph.text.endswith(("：", ":", "，", "、"))
    return paragraph.alone and width_of(paragraph.text) <= _LONGEST_HEADING and not lead_in


def _breaks_in_first_sentence(paragraph: Paragraph) -> list[int]:
    return [at for at in paragraph.breaks if not holds_stop(paragraph.text[:at])]


def _between_words(text: str, breaks: Sequence[int]) -> int:
    """The first line break that does not split a word: there the heading ended and its paragraph began."""
    ends = set(accumulate(len(word) for word in cut_words(text[: breaks[-1] + _LONGEST_WORD])))
    outside_quotes = (at for at in breaks if text[:at].count("“") == text[:at].count("”"))
    return next((at for at in outside_quotes if at in ends), breaks[0])


def _heading_of(paragraphs: Sequence[Paragraph], number: int, forms: _Forms, odds: LabelOdds) -> str:
    """The heading that a paragraph begins with or is, as printed; "" where it has none."""
    paragraph = paragraphs[number]
    text = paragraph.text
    if paragraph.heading:
        return text
    if odds[LineLabel.FURNITURE] + odds[LineLabel.GLOSSARY] > _LIKELY:
        return ""
    marker = find_marker(text)
    if paragraph.alone and _is_whole_heading(paragraph, odds):
        return text
    if marker is None:
        return ""
    breaks = _breaks_in_first_sentence(paragraph)
    if breaks and forms.stands_alone(number, marker.rank):
        return text[: _between_words(text, breaks)]
    if titled := _titled(paragraph, marker.end):
        return titled
    if paragraph.alone:
        return ""
    first = split_sentences(text)[0]
    is_title = (
        width_of(first) <= _LONGEST_HEADING
        and first.rstrip(CLOSING).endswith(("。", "！", "？", ".", "!", "?"))
        and not _FIGURE.search(first)
    )
    if not is_title:
        return ""
    following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
    return first if len(first) < len(text) or _heads(marker.rank, following) else ""


def _is_whole_heading(paragraph: Paragraph, odds: LabelOdds) -> bool:
    """A line without a stop: with a number a heading unless all speaks against it, else where it looks so."""
    if width_of(paragraph.text) > _LONGEST_HEADING or paragraph.text.endswith(("，", "、")):
        return False
    marker = find_marker(paragraph.text)
    doubtful = _FIGURE.search(paragraph.text) is not None or paragraph.text.endswith(("：", ":"))
    if marker is None or doubtful:
        return odds[LineLabel.HEADING] > _LIKELY
    return marker.rank not in _COUNTS_ITEMS or odds[LineLabel.HEADING] > _UNLIKELY


def _titled(paragraph: Paragraph, start: int) -> str:
    """The title before its text in one line: `（一）加强监管：检查3次。`, or with a space between."""
    text = paragraph.text
    colon = next((at + 1 for at in range(start, len(text)) if text[at] in "：:"), 0)
    ends = [at for at in (*paragraph.gaps, colon) if at > start + 1]
    for end in sorted(ends):
        title, rest = text[:end], text[end:]
        fits = width_of(title) <= _LONGEST_TITLED and not holds_stop(title) and "，" not in title
        if fits and rest and not _FIGURE.search(title) and _is_closed(title):
            return title
    return ""


def _is_closed(title: str) -> bool:
    return all(title.count(opening) == title.count(closing) for opening, closing in ("“”", "《》", "（）"))


def _heads(rank: int, following: Paragraph | None) -> bool:
    """Whether a numbered sentence that is a whole paragraph is the heading of what follows."""
    if following is None:
        return False
    marker = find_marker(following.text)
    return (marker is None and ends_sentence(following.text)) or (marker is not None and marker.rank > rank)
