"""From where on a plan speaks of what is due only after the year that the later report looks back on."""

import re
from typing import Final

from compare.figures.numerals import half_width
from compare.language.characters import simplified
from compare.model import Measure

_DUE: Final = re.compile(
    r"(?:到|至|于|在|争|保)(?P<by>20\d\d)年(?!至|-|第|\d)"
    r"|(?P<before>20\d\d)年(?:[底末]?前|[底末])"
    r"|“?(?P<period>十[一二三四五六七八九]五)”?(?:规划)?(?:期?末|时期末)"
    r"|(?P<within>[两二三四五六七八九十]|[2-9])年(?:内|时间)"
    r"|年均"
)
_PERIODS: Final = {
    f"十{sign}五": 2000 + 5 * count for count, sign in enumerate("一二三四五六七八九", start=2)
}


def later_from(plan: Measure, year: int | None) -> int:
    """The character from which on a plan speaks of what is due after a year; its length where nothing is.

    Examples
    --------
    >>> from compare.model import Role
    >>> text = "新建高标准农田80万亩，到2027年全部建成高标准农田。"
    >>> plan = Measure(text, text, Role.PLAN, 1, 1)
    >>> text[later_from(plan, 2025) :], text[later_from(plan, 2027) :]
    ('到2027年全部建成高标准农田。', '')
    """
    if year is None:
        return len(plan.text)
    if plan.years > 1:
        return 0
    text = half_width(simplified(plan.text))
    return next(
        (found.start() for found in _DUE.finditer(text) if _year_of(found, year) > year), len(plan.text)
    )


def _year_of(found: re.Match[str], year: int) -> int:
    if named := found["by"] or found["before"]:
        return int(named)
    return _PERIODS[found["period"]] if found["period"] else year + 1
