"""Which of the lines before a report's text is its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from compare.expressions import expression
from compare.language.bodies import body_named, longest_body
from compare.language.words import cut_words
from compare.language.years import YearMention, find_years
from compare.outline.identity.front import MEETING, FrontLine

_LONGEST_TITLE: Final = 60
_SHORTEST_TITLE: Final = 4
_MOST_LINES: Final = 3
_ENOUGH: Final = 4.5
_ENDS_TITLE: Final = re.compile(
    r"(?:(?P<surely>报告|年报|总结|预算案?|决算|公报|白皮书|汇报|通报)|要点|情况|安排|打算|思路|设想|计划|草案|公[告示])"
    r"(?:全文|摘要)?(?:\([^()]{1,20}\))*(?:(?!。)[\W\dA-Za-z_])*$"
)
_FAMILY: Final = re.compile(
    r"法治\w{0,4}建设|依法行政|政府工作报告|信息公开|施政|工作报告|工作总结|年度报告|执行情况"
)
_ISSUED: Final = re.compile(
    r"关于(?:印发|公布|发布|报送|呈报|上报|转发)《(?P<inner>.{1,200})》的(?:通知|报告|函)"
)
_PAPER_HEAD: Final = expression(r"[〔\[(]\d{4}[〕\])]\d+号|文件$")
_JOINED: Final = expression(r"^(?:[和及与暨]|的?(?:报告|总结|汇报|年报)(?:\(|$))")
_ADDS: Final = re.compile(r"^\([^()]*\)$")
_NUMBER_GOES_ON: Final = expression(r"\d\n[\d年]|[〇零一二三四五六七八九]\n[〇零一二三四五六七八九年]")
_WORD_WITHIN: Final = 8  # characters
_STOPS: Final = re.compile(r"[。;!?]")
_NUMBERED: Final = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.])")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, in the form for matching (its spaces gone), and the years it names.

    `lines` are the report's lines that it stands in, from 0; () where it is a piece of a line of text.
    """

    printed: str
    words: str
    years: tuple[YearMention, ...]
    lines: tuple[int, ...]


def find_title(front: Sequence[FrontLine]) -> Title | None:
    """The title, of up to three lines: `青岚区人民政府`, `2023年法治政府建设情况报告` are one."""
    best, best_score = None, _ENOUGH
    for place in range(len(front)):
        for count in range(1, _MOST_LINES + 1):
            group = front[place : place + count]
            if len(group) < count or not _may_be_one(group):
                break
            score = _score(group) - 0.1 * place
            if score > best_score or (best is None and score == best_score):
                best, best_score = group, score
    return _title(best) if best else None


def _title(group: Sequence[FrontLine]) -> Title:
    words = "".join(line.words for line in group)
    numbers = [line.number for line in group if line.number is not None]
    lines = tuple(numbers) if len(numbers) == len(group) else ()
    if issued := _ISSUED.search(words):
        inner = issued["inner"]
        printed = re.match(r"[^《]*《(.+)》", "".join(line.printed for line in group))
        return Title(printed[1] if printed else inner, inner, find_years(inner, loose=True), lines)
    return Title("".join(line.printed for line in group), words, find_years(words, loose=True), lines)


def _may_be_one(group: Sequence[FrontLine]) -> bool:
    """Whether lines can be one title: no dates among them, and none but the last complete by itself."""
    if len(group) == 1:
        return True
    for before, after in pairwise(group):
        if before.of_site or after.of_site or _STOPS.search(before.words + after.words):
            return False
        if any(mention.month for mention in find_years(before.words + after.words)):
            return False
        if not (
            body_named(before.words)
            or find_years(before.words, loose=True)
            or _FAMILY.search(before.words)
            or _is_torn(before.words, after.words)
        ):
            return False
        goes_on = _JOINED.match(after.words) or _ADDS.match(after.words)
        if _ENDS_TITLE.search(before.words) and not goes_on:
            return False
        if any(mark.search(line.words) for mark in (MEETING, _PAPER_HEAD) for line in (before, after)):
            return False
    return True


def _is_torn(before: str, after: str) -> bool:
    """Whether a line ends within a word or a number: `青山县水`, `务局2023年…`."""
    if _NUMBER_GOES_ON.search(f"{before}\n{after}"):
        return True
    last = before[-_WORD_WITHIN:]
    return len(last) not in accumulate(map(len, cut_words(last + after[:_WORD_WITHIN])))


def _score(group: Sequence[FrontLine]) -> float:
    """How much lines look like a title."""
    words = "".join(line.words for line in group)
    if issued := _ISSUED.search(words):
        words = issued["inner"]
    ends = _ENDS_TITLE.search(words)
    if ends is None or not _SHORTEST_TITLE <= ends.start() + 2 <= _LONGEST_TITLE:
        return 0.0
    torn = any(_is_torn(before.words, after.words) for before, after in pairwise(group))
    of_another = (
        len(group) > 1
        and not torn
        and not body_named(group[0].words)
        and without_years(group[0].words, find_years(group[0].words, loose=True), "").strip("度")
        and longest_body(_after_year(group[1].words))
    )
    features = (
        (2.0, True),
        (1.0, ends["surely"]),
        (3.0, _FAMILY.search(words)),
        (1.0, any(mention.month is None for mention in find_years(words, loose=True))),
        (1.5, longest_body(_after_year(words)) or (len(group) > 1 and body_named(group[0].words))),
        (-0.5, len(group) > 1),
        (-2.0, of_another),
        (3.0, torn),
        (2.0, any(_JOINED.match(line.words) for line in group[1:])),
        (-0.5, issued),
        (-3.5, group[0].of_site),
        (-6.0, _STOPS.search(words) or words.endswith(":")),
        (-3.0, "," in words),
        (-5.0, MEETING.search(words)),
        (-4.0, _NUMBERED.match(words)),
    )
    return sum(weight for weight, present in features if present)


def _after_year(words: str) -> str:
    return re.sub("^[度的]?(?:关于)?", "", without_years(words, find_years(words, loose=True), ""))


def without_years(words: str, years: Sequence[YearMention], instead: str) -> str:
    """A text with each of its years replaced.

    Examples
    --------
    >>> without_years("2023年度青岚区", find_years("2023年度青岚区"), "")
    '青岚区'
    """
    for mention in reversed(years):
        words = words[: mention.start] + instead + words[mention.end :]
    return words
