"""Of how many years a report's sentences tell: at the end of a plan period some tell of five, some of one."""

import re
from collections.abc import Sequence
from typing import Final

from compare.language.characters import canonical, simplified
from compare.model import Measure, Section

_COUNTS: Final = {sign: count for count, sign in enumerate("两三四五六七八九十", start=2)}
_COUNT: Final = "[两三四五六七八九十]"
_PLAN_PERIOD: Final = 5  # years, as many as a government is in office
_MANY: Final = re.compile(
    rf"(?:过去|这)的?(?P<past>{_COUNT})年(?!行动|规划|计划|期|级|禁|平均)"
    rf"|(?P<since>{_COUNT})年多?(?:来|间|以来|[^，。]{{0,6}}回顾)"
    r"|[一二三四五六七八九十]五[”\"]?(?:时期|期间|以来|规划(?:实施)?以来|[^，。]{0,6}(?:回顾|成就|成绩))"
    r"|本届[^，。]{0,6}政府(?:任期|成立|组成|履职|工作)"
)
_WERE_MANY: Final = re.compile(r"这是[^，。]{2,20}的五年")
_ONE: Final = re.compile(r"过去的?一年|(?<![五十\d])一年来|过去的20\d\d年")
_TURNS_TO_YEAR: Final = re.compile(r"20\d\d年,?(?:面对|我们|在|全[省市县区州]|是)")
_YEAR: Final = re.compile(r"20\d\d年(?!至|-|以来)")
_THIS_YEAR: Final = re.compile(r"^(?:20\d\d年(?!至|-|以来)|[去今]年)")
_ADDRESS: Final = re.compile(r"^(?:各位代表|同志们)[!,:]?")
_OPENING: Final = 12  # characters that a sentence begins with
_FIRST_SENTENCES: Final = 3  # of a paragraph, of which one says what the rest is about


def years_told(sections: Sequence[Section], measures: Sequence[Measure]) -> list[int]:
    """Of how many years each sentence tells, by its headings and by how its paragraph or one above begins.

    Examples
    --------
    >>> from compare.model import Role
    >>> texts = ["五年来，我们攻坚克难。", "建成公园90个。", "过去一年，我们稳中求进。", "建成公园12个。"]
    >>> measures = [Measure(text, text, Role.DONE, 1, 1 + place // 2) for place, text in enumerate(texts)]
    >>> years_told([Section(0, 0, ()), Section(1, 1, ("一、工作回顾",))], measures)
    [5, 5, 1, 1]
    """
    told: list[int] = []
    section, paragraph, order = sections[0], 0, 0
    in_part = here = 1
    for measure in measures:
        if measure.section != section.index:
            before, section = section, sections[measure.section]
            in_part = _of_headings(section) or (in_part if section.path[:1] == before.path[:1] else 1)
        if measure.paragraph != paragraph:
            paragraph, order, here = measure.paragraph, 0, in_part
        words = _words(measure.text)
        own = _of_opening(words) or int(order == 0 and _TURNS_TO_YEAR.match(words) is not None)
        if own and order < _FIRST_SENTENCES:
            here = own
            in_part = in_part if own > 1 and _of_headings(section) == 1 else own
        told.append(own or (1 if _THIS_YEAR.match(words) else here))
        order += 1
    return told


def _of_headings(section: Section) -> int:
    """What the innermost heading says that names a year or several; 0 where none does, or one names both."""
    for heading in reversed(section.path):
        words = _words(heading)
        many, one = _MANY.search(words), _YEAR.search(words)
        if many or one:
            return 0 if many and one else _count(many) if many else 1
    return 0


def _of_opening(words: str) -> int:
    """0 where it says nothing."""
    if many := _MANY.search(words[:_OPENING]):
        return _count(many)
    if _WERE_MANY.match(words):
        return _PLAN_PERIOD
    return 1 if _ONE.search(words[:_OPENING]) else 0


def _count(many: re.Match[str]) -> int:
    return _COUNTS.get(many["past"] or many["since"], _PLAN_PERIOD)


def _words(text: str) -> str:
    return _ADDRESS.sub("", simplified(canonical(text)))
