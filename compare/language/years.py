"""Years as texts print them: 2023年, ２０２３, 二〇二三年, 二0二三, 23年, 112年度, 2022—2023学年."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CENTURY: Final = 2000
_MINGUO: Final = 1911  # the first year of the Republic is 1912
_VALUES: Final = {
    sign: str(value)
    for value, signs in enumerate(
        ("〇○◯零Oo", "一壹", "二贰", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
_DIGIT: Final = r"[0-9〇○◯零Oo一二三四五六七八九]"
_FOUR: Final = rf"(?:(?:[2二][0〇○◯零Oo]|[1一][9九]){_DIGIT}{{2}}|贰零[零壹贰叁参肆伍陆柒捌玖]{{2}})"
_YEAR: Final = rf"(?<!{_DIGIT}){_FOUR}(?:(?<=[0-9])(?![0-9])|(?<![0-9])(?!{_DIGIT}))"
_NUMBER: Final = rf"(?:[二三]?十[一二三四五六七八九]?|{_DIGIT}{{1,2}})"
_DAY: Final = (
    rf"\s*+(?:年\s*+(?P<month>{_NUMBER})\s*+月(?:\s*+{_NUMBER}\s*+日?)?"
    r"|(?P<mark>[-./])(?P<monthly>\d{1,2})(?P=mark)\d{1,2})"
)
_DASH: Final = r"\s*+[-—–－~～至到/]++\s*+"  # which give nothing back: a long run stays linear
_NAMED: Final = r"\s*+(?:学年度?|财年|财政年度|年度?)"
_MENTION: Final = re.compile(
    rf"(?P<first>{_YEAR})(?:{_NAMED})?{_DASH}(?P<last>{_FOUR}|{_DIGIT}{{2}})(?!{_DIGIT})(?!\s*+月)(?:{_NAMED}|(?=[)）]))"
    rf"|(?P<dated>{_YEAR}){_DAY}"
    rf"|(?P<year>{_YEAR}){_NAMED}"
)
_HUNDRED: Final = r"一百(?:零[一二三四五六七八九]|[一二三四]?十[一二三四五六七八九]?)?"
_LOOSE: Final = re.compile(
    rf"(?:中华民国|民国)\s*+(?P<minguo>{_DIGIT}{{2,3}}|{_HUNDRED}){_NAMED}"
    rf"|(?<![{_DIGIT[1:-1]}十百第])(?P<republic>[1一]{_DIGIT}{{2}}|{_HUNDRED}){_NAMED}"
    rf"|(?<![{_DIGIT[1:-1]}十百第])'?(?P<short>\d\d)\s*+年度?(?!来|期|间|规划|历史|行动)"
    rf"|(?<!{_DIGIT})(?P<spelt>[一二三][〇零一二三四五六七八九])年度"
    rf"|(?P<bare>{_YEAR})"
)
_LATEST_SHORT: Final = 60


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a text at `start`–`end`: the last one of a period, whose first year is `since`.

    `month` says that it is a day's date.
    """

    start: int
    end: int
    year: int
    since: int | None = None
    month: int | None = None


def find_years(text: str, *, loose: bool = False) -> tuple[YearMention, ...]:
    """The years that a text with half-width digits names, in order.

    `loose` finds those of a title, too, which an ordinary sentence would use for other numbers: `23年`,
    `112年度` (of the Republic: 2023), `2023` alone.

    Examples
    --------
    >>> [mention.year for mention in find_years("二〇二三年工作，2021—2025年规划，2024年1月15日")]
    [2023, 2025, 2024]
    >>> [mention.year for mention in find_years("青岚区23年度工作总结", loose=True)]
    [2023]
    """
    found = [_mention(match) for match in _MENTION.finditer(text)]
    if loose:
        taken = [range(mention.start, mention.end) for mention in found]
        found += [
            mention
            for mention in _loose(text)
            if not any(mention.start in span or mention.end - 1 in span for span in taken)
        ]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _mention(match: re.Match[str]) -> YearMention:
    if match["first"]:
        since, last = _value(match["first"]), _value(match["last"])
        year = last if last > _CENTURY // 2 else since - since % 100 + last
        return YearMention(*match.span(), year, since)
    if match["dated"]:
        return YearMention(
            *match.span(), _value(match["dated"]), month=_month(match["month"] or match["monthly"])
        )
    return YearMention(*match.span(), _value(match["year"]))


def _loose(text: str) -> Iterator[YearMention]:
    for match in _LOOSE.finditer(text):
        if match["bare"]:
            yield YearMention(*match.span(), _value(match["bare"]))
        elif short := match["short"] or match["spelt"]:
            if _value(short) <= _LATEST_SHORT:
                yield YearMention(*match.span(), _CENTURY + _value(short))
        else:
            yield YearMention(*match.span(), _MINGUO + _value(match["minguo"] or match["republic"]))


def _value(digits: str) -> int:
    """The value of digits, or of a number between 一百 and 一百四十九."""
    if digits.startswith("一百"):
        tens, ten, ones = digits[2:].rpartition("十")
        return 100 + 10 * (_value(tens or "一") if ten else 0) + (_value(ones) if ones else 0)
    return int("".join(_VALUES.get(digit, digit) for digit in digits))


def _month(printed: str) -> int:
    if printed.startswith("十"):
        return 10 + (_value(printed[1:]) if printed[1:] else 0)
    return _value(printed)
