"""From paragraphs to the tree of sections and the sentences that stand in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from compare.language.characters import CLOSING, TERMINAL, ends_sentence, width_of
from compare.language.words import cut_words
from compare.model import Section
from compare.outline.headings import UNNUMBERED, find_marker
from compare.outline.paragraphs import Paragraph

_LONGEST_HEADING: Final = 60.0  # em
_OPEN: Final = "“‘（(《「『【"
_CLOSE: Final = "”’）)》」』】"
_LONGEST_WORD: Final = 8
_TITLE_ENDS: Final = ("报告", "年报", "总结", "情况")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place: `order` counts in its paragraph of `count` sentences, from 0."""

    text: str
    section: int
    paragraph: int
    order: int
    count: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's sections (the nameless opening first), its sentences, and the lines of its title page."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    title_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph cut into its heading (rank, words; "" for none) and the sentences that follow."""

    rank: int
    heading: str
    sentences: tuple[str, ...]
    paragraph: Paragraph
    is_title: bool = False


def build_outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The tree of sections and its sentences.

    `（一）加强监督。开展检查3次。` is the section `（一）加强监督。` with the sentence `开展检查3次。`.
    """
    parts = list(_cut(paragraphs))
    sections = [Section(0, 0, ())]
    ranks = [-1]
    sentences: list[Sentence] = []
    titles: list[str] = []
    for number, part in enumerate(parts, start=1):
        if part.heading:
            parent = _parent(sections, ranks, part.rank)
            sections.append(Section(len(sections), parent.level + 1, (*parent.path, part.heading)))
            ranks.append(part.rank)
        if part.is_title:
            titles.extend(part.sentences)
        sentences.extend(_place(part, sections[-1].index, number))
    return Outline(tuple(sections), tuple(sentences), tuple(titles))


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with its 。；！？ and closing quotes; no stop in brackets counts.

    `落实（甲；乙）各项；检查3次。` is two sentences.
    """
    pieces: list[str] = []
    start = depth = 0
    for position, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        following = text[position + 1 : position + 2]
        at_end = character in TERMINAL or (character in CLOSING and text[position - 1] in TERMINAL)
        if at_end and depth == 0 and following not in (*TERMINAL, *CLOSING):
            pieces.append(text[start : position + 1])
            start = position + 1
    if text[start:].strip():
        pieces.append(text[start:])
    if depth and len(pieces) == 1 and sum(mark in text for mark in TERMINAL):
        return _split_unbalanced(text)
    return tuple(pieces)


def _split_unbalanced(text: str) -> tuple[str, ...]:
    """A bracket that is never closed must not swallow the paragraph."""
    pieces: list[str] = [""]
    for character in text:
        if pieces[-1] and pieces[-1][-1] in TERMINAL and character not in TERMINAL + CLOSING:
            pieces.append("")
        pieces[-1] += character
    return tuple(piece for piece in pieces if piece.strip())


def _parent(sections: Sequence[Section], ranks: Sequence[int], rank: int) -> Section:
    """The nearest section above that ranks higher, seen from the last one upwards."""
    depth = sections[-1].level + 1
    for section, its_rank in zip(reversed(sections), reversed(ranks), strict=True):
        if section.level < depth:
            if its_rank < rank:
                return section
            depth = section.level
    return sections[0]


def _place(part: _Part, section: int, number: int) -> Iterator[Sentence]:
    offset = len(part.heading)
    for order, text in enumerate(part.sentences):
        yield Sentence(text, section, number, order, len(part.sentences), part.paragraph.page_at(offset))
        offset += len(text)


def _cut(paragraphs: Sequence[Paragraph]) -> Iterator[_Part]:
    """Each paragraph with its heading cut off; the lines before the first sentence are the title's."""
    paragraphs = list(_title_apart(paragraphs))
    forms = _heading_forms(paragraphs)
    before_text = True
    for number, paragraph in enumerate(paragraphs):
        marker = find_marker(paragraph.text)
        if before_text and paragraph.alone and marker is None:
            yield _Part(0, "", (paragraph.text,), paragraph, is_title=True)
            continue
        before_text = False
        heading = _heading_of(paragraphs, number, forms)
        rank = marker.rank if marker else UNNUMBERED
        yield _Part(rank, heading, split_sentences(paragraph.text[len(heading) :]), paragraph)


def _title_apart(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """A title as wide as the page looks as if the first sentence went on with it."""
    for number, paragraph in enumerate(paragraphs):
        cut = next((at for at in paragraph.breaks if paragraph.text[:at].endswith(_TITLE_ENDS)), None)
        if number == 0 and not paragraph.alone and cut and not _stops(paragraph.text[:cut]):
            yield Paragraph(paragraph.text[:cut], paragraph.pages[:1], (), alone=True)
            yield Paragraph(paragraph.text[cut:], ((0, paragraph.page_at(cut)),), (), alone=False)
        else:
            yield paragraph


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
    return [at for at in paragraph.breaks if not _stops(paragraph.text[:at])]


def _between_words(text: str, breaks: Sequence[int]) -> int:
    """The first line break that does not split a word: there the heading ended and its paragraph began."""
    ends = set(accumulate(len(word) for word in cut_words(text[: breaks[-1] + _LONGEST_WORD])))
    outside_quotes = (at for at in breaks if text[:at].count("“") == text[:at].count("”"))
    return next((at for at in outside_quotes if at in ends), breaks[0])


def _stops(text: str) -> bool:
    return any(mark in text for mark in TERMINAL)


def _heading_of(paragraphs: Sequence[Paragraph], number: int, forms: _Forms) -> str:
    """The heading that a paragraph begins with or is, as printed; "" where it has none."""
    paragraph = paragraphs[number]
    following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
    text = paragraph.text
    marker = find_marker(text)
    if _is_heading_line(paragraph):
        heads = following is not None and not following.text.endswith(("：", ":"))
        return text if marker is not None or heads else ""
    if marker is None:
        return ""
    breaks = _breaks_in_first_sentence(paragraph)
    if breaks and forms.stands_alone(number, marker.rank):
        return text[: _between_words(text, breaks)]
    first = split_sentences(text)[0]
    if width_of(first) > _LONGEST_HEADING or not first.rstrip(CLOSING).endswith(("。", "！", "？")):
        return ""
    return first if len(first) < len(text) or _heads(marker.rank, following) else ""


def _heads(rank: int, following: Paragraph | None) -> bool:
    """Whether a numbered sentence that is a whole paragraph is the heading of what follows."""
    if following is None:
        return False
    marker = find_marker(following.text)
    return (marker is None and ends_sentence(following.text)) or (marker is not None and marker.rank > rank)
