"""Which year 今年 is: most work reports plan for it, what is written as a year ends tells of it."""

import re
from collections.abc import Callable, Sequence
from typing import Final

_NEXT_YEAR: Final = re.compile(r"[明来來翌]年")
_LAST_YEAR: Final = re.compile(r"[去上]年|[过過]去一年")
_SETTING: Final = re.compile(r"今年(?=是)")
_SO_FAR: Final = re.compile(r"今年以?[来來]")


def year_reading(texts: Sequence[str], year: int | None) -> Callable[[str], str]:
    """How the words of a report are to be read, given all of its lines: with 今年 as what it stands for.

    A report that speaks of 明年 and hardly of 去年 tells of 今年. The models learn from reports of which most
    plan for 今年; so the deeds of such a report are read as those of the past year, and what the year is, as
    `今年是换届之年`, under its number.

    Examples
    --------
    >>> read = year_reading(["今年新建口袋公园3个。", "明年新建养老驿站2个。"], 2024)
    >>> read("今年新建口袋公园3个。"), read("今年以来，培训6期。"), read("今年是换届之年。")
    ('过去一年新建口袋公园3个。', '一年来，培训6期。', ' 2024年是换届之年。')
    >>> year_reading(["去年新建口袋公园3个。", "今年新建养老驿站2个。"], 2024)("今年新建养老驿站2个。")
    '今年新建养老驿站2个。'
    """
    whole = "\n".join(texts)
    if len(_NEXT_YEAR.findall(whole)) <= len(_LAST_YEAR.findall(whole)):
        return str
    setting = "今年" if year is None else f" {year}年"  # apart from a number before it

    def read(text: str) -> str:
        return _SO_FAR.sub("一年来", _SETTING.sub(setting, text)).replace("今年", "过去一年")

    return read
