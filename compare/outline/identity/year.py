"""Which year a report is on: its title's, its meeting's, or the one its text is about."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from compare.expressions import expression
from compare.language.years import YearMention, find_years
from compare.outline.identity.body import MET, SPEAKS_FOR
from compare.outline.identity.front import MEETING, ReportText
from compare.outline.identity.kind import WORK_REPORT
from compare.outline.identity.title import Title

_REVIEW: Final = expression(r"回顾|总结|成效|成绩|成就|完成|开展|举措|做法|工作情况|取得|关于.{0,8}政府工作$")
_OUTLOOK: Final = expression(r"安排|打算|计划|任务|目标|要求|重点|部署|思路|谋划|展望|下一|建议|工作")
_LAST_YEAR: Final = expression(r"(?:过去的|回[首顾望])(?P<year>20\d\d)年?")
_NAMED: Final = re.compile("《[^《》]*》")  # 《…二〇三五年远景目标纲要》
_SIGNED_EARLY: Final = 6  # by June a report is on the year before, later on its own


def read_year(title: Title | None, kind: str, text: ReportText) -> int | None:
    """The reporting year, None if nothing says it; of a report to a congress the year in which it was given.

    `2023年度` in the title, else `2023年1月13日` of the meeting, else what opening, headings and signature
    tell.
    """
    given = kind.endswith("工作报告") and any(MEETING.search(line) for line in text.own_front)
    by_title = _title_year(title)
    return by_title or (_work_year(text) if given or kind == WORK_REPORT else _annual_year(text))


def _title_year(title: Title | None) -> int | None:
    """The first year that the title names, or the end of the period that it covers; no day's date."""
    years = [mention for mention in title.years if mention.month is None] if title else []
    plain = [mention for mention in years if mention.since is None]
    return next((mention.year for mention in (*plain, *years)), None)


def _work_year(text: ReportText) -> int | None:
    """The year in which a work report was given, and which it plans: its meeting's, or its review's next."""
    dates = [mention for line in text.own_front for mention in find_years(line) if mention.month]
    meetings = [line.words for line in text.front if MET.search(line.words)]
    met = [mention for line in meetings for mention in find_years(line)]
    return next((mention.year for mention in (*dates, *met)), None) or _most(_work_votes(text))


def _work_votes(text: ReportText) -> Counter[int]:
    votes: Counter[int] = Counter()
    for heading in text.headings():
        for mention in _whole_years(heading):
            votes[mention.year + bool(_REVIEW.search(heading))] += 2 if _OUTLOOK.search(heading) else 1
    for found in _LAST_YEAR.finditer(text.opening):
        votes[int(found["year"]) + 1] += 2
    for paragraph in text.opening.split("\n"):
        years = _whole_years(_NAMED.sub("", paragraph))
        if years and SPEAKS_FOR.search(paragraph):
            votes[max(mention.year for mention in years)] += 2
        elif years and years[0].start == 0:
            votes[years[0].year + 1] += 1
    return votes


def _annual_year(text: ReportText) -> int | None:
    """The year that an annual report is on: what its period, its opening and its headings name."""
    votes: Counter[int] = Counter()
    for line in text.own_front:
        votes.update(mention.year for mention in _whole_years(line))
    dates = find_years(text.opening)
    for before, after in pairwise(dates):
        if before.year == after.year and (before.month, after.month) == (1, 12):
            votes[before.year] += 4
    for paragraph in text.opening.split("\n"):
        for mention in _whole_years(paragraph)[:1]:
            votes[mention.year] += 3 if mention.start == 0 else 1
    for heading in text.headings():
        for mention in _whole_years(heading):
            ahead = _OUTLOOK.search(heading) is not None and not _REVIEW.search(heading)
            votes[mention.year - ahead] += 2
    votes.update(_signed_years(text))
    return _most(votes)


def _whole_years(text: str) -> list[YearMention]:
    """The years of a text that are no day's."""
    return [mention for mention in find_years(text) if mention.month is None]


def _signed_years(text: ReportText) -> Iterator[int]:
    for line in (*text.own_front, *text.closing):
        for mention in find_years(line):
            if mention.month:
                yield mention.year - (mention.month <= _SIGNED_EARLY)


def _most(votes: Counter[int]) -> int | None:
    return max(votes, key=lambda year: (votes[year], year), default=None)
