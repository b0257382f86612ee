"""Numbers of headings that have no stop of their own: `一 标题`, `1.1 标题`."""

from collections.abc import Sequence
from typing import Final

from compare.expressions import expression
from compare.language.characters import HAN, clean, holds_stop, width_of

_LONGEST_TITLE: Final = 40.0  # em
# A number before a unit (`12 个`) is none, and `1 标题` is told by what stands beside it.
_SPACED: Final = expression(
    rf"^\s*([一二三四五六七八九十]{{1,3}}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s+(?={HAN}|[“《])(?![是要个项年])"
)
_AMONG_DECIMALS: Final = expression(
    rf"^\s*(\d{{1,2}}(?=\s)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s*(?={HAN}|[“《])(?![是要个项年万亿千百倍元米吨亩人公平])"
)
_DECIMAL: Final = expression(rf"^\s*(\d\.\d)\s*(?={HAN}|[“《])")
_FIRST_TWO: Final = frozenset(("1.1", "1.2"))


def counts_in_decimals(texts: Sequence[str]) -> bool:
    """Whether a text's headings are counted 1.1, 1.2.

    Examples
    --------
    >>> counts_in_decimals(["1 主要工作", "1.1加强监管", "检查3次。", "1.2优化服务", "设专窗3个。"])
    True
    >>> counts_in_decimals(["1.1万人次受益。"])
    False
    """
    found = (_DECIMAL.match(text) for text in texts if _may_be_title(text))
    return {each[1] for each in found if each} >= _FIRST_TWO


def clean_line(text: str, *, decimals: bool) -> str:
    """The text without layout; after the number of a heading a space is kept, where it has no stop.

    `decimals` says that headings are counted 1.1, 1.2.

    Examples
    --------
    >>> clean_line("一　主要 工作", decimals=False), clean_line("12 个部门", decimals=False)
    ('一 主要工作', '12个部门')
    >>> clean_line("2 存在的不足", decimals=True), clean_line("1.1加强监管", decimals=True)
    ('2 存在的不足', '1.1 加强监管')
    """
    numbered = (_AMONG_DECIMALS if decimals else _SPACED).match(text) or _SPACED.match(text)
    words = clean(text[numbered.end() :]) if numbered else ""
    return f"{numbered[1]} {words}" if numbered and _may_be_title(words) else clean(text)


def _may_be_title(words: str) -> bool:
    return words != "" and "，" not in words and not holds_stop(words) and width_of(words) <= _LONGEST_TITLE
