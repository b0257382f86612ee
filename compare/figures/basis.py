"""What a figure is counted over: which part of a year, or how many years, and on which statistical basis."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from compare.expressions import expression
from compare.figures.numerals import half_width, value_of
from compare.language.characters import simplified
from compare.model import Figure

# Repetitions that give nothing back (`*+`) keep long runs of spaces and dashes linear.
_DASH: Final = r"\s*+[-—–－~～至到]++\s*+"
_YEAR: Final = r"(?:20\d\d\s*+年\s*+)?"
_MANY: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_FULL: Final = (1, 12)
_TERM: Final = "五"  # years that a government is in office
_HALVES: Final = {"上": (1, 6), "下": (7, 12)}

_PERIOD: Final = re.compile(
    rf"(?P<full>全年|年内|当年|全年度|截[至止]到?{_YEAR}年[底末]|截[至止]到?\s*+20\d\d\s*+年[底末])"
    rf"|(?P<half>[上下])半年"
    rf"|(?:前|头)(?P<quarters>[一二两三123])(?:个)?季度|(?:第|(?<![前每一二三四]))(?P<quarter>[一二三四1234])季度"
    rf"|(?:(?P<from_year>20\d\d)\s*+年\s*+)?(?P<from>\d{{1,2}})\s*+月?份?{_DASH}(?:(?P<to_year>20\d\d)\s*+年\s*+)?(?P<to>\d{{1,2}})\s*+月(?!\d)"
    rf"|截[至止]到?\s*+{_YEAR}(?P<until>\d{{1,2}})\s*+月"
    rf"|(?:前|头)(?P<months>{_MANY})个月"
    rf"|(?<!\d)(?P<since>20\d\d)\s*+年\s*+(?:\d{{1,2}}\s*+月)?以来"
    rf"|(?<!\d)(?P<first>20\d\d)\s*+年?{_DASH}(?P<last>20\d\d)\s*+年(?!版|行动|规划|计划|工作)"
    rf"|(?P<term>任期内?以?来?|任职以来|本届(?:政府|人大)?(?:任期内?|以来|期间))"
    rf"|(?<!\d)(?P<now>20\d\d)\s*+年[^。；]{{0,40}}?[比较]\s*+(?P<base>20\d\d)\s*+年(?=[^，。；\d]{{0,16}}[增长提升下降减])"
    rf"|(?:近|过去|最近|这)(?P<recent>{_MANY})年(?![级期])|(?<!\d)(?P<years>{_MANY})年(?:多)?(?:来|以来|间)"
)
_REMARK: Final = re.compile(
    r"(?<![同可])(?<!可比|统一|规范|明确|完善|对外|宣传)(?:统计|计算|核算|指标|数据)?口径|统计(?:范围|标准|方法|方式|规则|制度)"
    r"|(?:首次|新|开始|不再)[^，。；\d]{0,12}[纳计列]入统计"
)
_CHANGED: Final = expression(
    r"调整|变化|变动|改变|变更|扩大|缩小|扩展|修订|不同|有别|新|不可比|不一致|差异|放宽|有变|不再|首次|开始"
)
_OF_ALL: Final = re.compile(r"(?:数据|统计|上述|以上)[^，。；]{0,4}$")
_REACH: Final = 6  # characters before words on time
_INCLUSION: Final = re.compile(r"[（(](?P<what>不?含|不?包[含括]|剔除|扣除)[^（）()\d]{1,20}[）)]")
_STOPS: Final = "，。；：！？,;:!?"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure is counted over: the first and last month, None for a whole year, and words on its basis.

    Several years are so many months; `since` is the year from which on all is counted, 0 for none.
    """

    months: tuple[int, int] | None = None
    since: int = 0
    remark: str = ""
    includes: str = ""

    def same_period(self, other: "Basis") -> bool:
        """Whether both are counted over the same part of a year."""
        return (self.months, self.since) == (other.months, other.since)


def basis_of(text: str, figure: Figure) -> Basis:
    """What a figure of a sentence is counted over, as far as the sentence says so.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> def told(text: str) -> Basis:
    ...     return basis_of(text, extract_figures(text)[-1])
    >>> told("上半年受理150件。").months, told("全年受理380件（统计口径调整）。").remark
    ((1, 6), '统计口径调整')
    """
    plain = half_width(simplified(text))
    months, since = _period(plain, figure)
    remarks = (
        found
        for found in _REMARK.finditer(plain)
        if _CHANGED.search(_clause(plain, found.start())) and _governs(plain, found, figure)
    )
    included = (found[0] for found in _INCLUSION.finditer(plain) if _in_one_clause(plain, found, figure))
    return Basis(
        months,
        since,
        next((_part(plain, found.start()) for found in remarks), ""),
        next(included, ""),
    )


def _period(plain: str, figure: Figure) -> tuple[tuple[int, int] | None, int]:
    """That of the last words on time before the figure, or of those behind it in brackets or on all data."""
    governing: re.Match[str] | None = None
    for found in _PERIOD.finditer(plain):
        behind = _bracketed(plain, found) and _in_one_clause(plain, found, figure)
        of_all = _OF_ALL.search(plain, max(0, found.start() - _REACH), found.start())
        if found.end() <= figure.start or behind or of_all:
            governing = found
    return _read(governing) if governing else (None, 0)


def _read(found: re.Match[str]) -> tuple[tuple[int, int] | None, int]:
    months: tuple[int, int] | None = None
    if found["half"]:
        months = _HALVES[found["half"]]
    elif found["quarters"]:
        months = (1, 3 * int(value_of(found["quarters"])))
    elif found["quarter"]:
        last = 3 * int(value_of(found["quarter"]))
        months = (last - 2, last)
    elif found["from"]:
        first, last = int(found["from"]), int(found["to"])
        if found["from_year"] and found["to_year"]:
            last += 12 * (int(found["to_year"]) - int(found["from_year"]))
        months = (first, last if last >= first else last + 12)
    elif found["until"] or found["months"]:
        months = (1, int(value_of(found["until"] or found["months"])))
    elif found["since"]:
        return None, int(found["since"])
    elif years := _years(found):
        months = (1, 12 * years)
    return (None if months is None or months[1] - months[0] + 1 == _FULL[1] else months), 0


def _years(found: re.Match[str]) -> int:
    """How many years; 0 where it names none."""
    if found["first"]:
        return int(found["last"]) - int(found["first"]) + 1
    if found["base"]:
        return max(1, int(found["now"]) - int(found["base"]))
    if found["term"] or found["recent"] or found["years"]:
        return int(value_of(found["recent"] or found["years"] or _TERM))
    return 0


def _governs(plain: str, found: re.Match[str], figure: Figure) -> bool:
    """A remark beside figures speaks of them; one that stands alone, of all of the sentence."""
    alone = not re.search(r"\d", _clause(plain, found.start()))
    return alone or _in_one_clause(plain, found, figure)


def _in_one_clause(plain: str, found: re.Match[str], figure: Figure) -> bool:
    """Whether a figure stands in the clause of what was found, before it where that is in brackets."""
    if _bracketed(plain, found) and figure.end > found.start():
        return False
    first, last = sorted((figure.start, found.start()))
    return not any(sign in _STOPS for sign in _less_brackets(plain, first, last))


def _bracketed(plain: str, found: re.Match[str]) -> bool:
    opened = max(plain.rfind(sign, 0, found.start() + 1) for sign in "（(")
    return opened > max(plain.rfind(sign, 0, found.start() + 1) for sign in "）)")


def _less_brackets(plain: str, first: int, last: int) -> str:
    return re.sub(r"[（(][^（）()]*(?:[）)]|$)", "", plain[first:last])


def _clause(plain: str, place: int) -> str:
    first = max(plain.rfind(sign, 0, place) for sign in _STOPS) + 1
    ends = [end for sign in _STOPS if (end := plain.find(sign, place)) >= 0]
    return plain[first : min(ends, default=len(plain))]


def _part(plain: str, place: int) -> str:
    """The words around a place up to the next stop or bracket."""
    pieces: Iterator[re.Match[str]] = re.finditer(r"[^，。；：！？,;:!?（）()]+", plain)
    return next((piece[0] for piece in pieces if piece.start() <= place < piece.end()), "")
