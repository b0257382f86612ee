"""The numbers that headings begin with, from 第一部分 down to ①."""

import re
from dataclasses import dataclass
from typing import Final

from compare.language.characters import HAN

_CHINESE: Final = "[一二三四五六七八九十百]"
_FORMAL: Final = "[壹贰叁肆伍陆柒捌玖拾貳參叄陸]"
_ROMAN: Final = "(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[IVX]{1,4})"
_MANY: Final = "{1,8}"
_STOP: Final = r"[、､．.：:]"
# The order is the rank: a 一、 never stands below a （一）.
_STYLES: Final = (
    re.compile(rf"第({_CHINESE}{_MANY}|\d{{1,2}})(?:部分|[编篇章])[：:、 ]?"),
    re.compile(rf"第({_CHINESE}{_MANY}|\d{{1,2}})节[：:、 ]?"),
    re.compile(rf"({_FORMAL}{_MANY})、|({_ROMAN})(?:、|[.．] ?)"),
    re.compile(rf"({_CHINESE}{_MANY})(?:{_STOP}|[，,](?!{_CHINESE})| )(?!是|要)"),
    re.compile(rf"[（(〔【［\[]({_CHINESE}{_MANY}|{_FORMAL}{_MANY})[）)〕】］\]]、?"),
    re.compile(rf"(\d{{1,2}})(?:[.．](?!\d)|、|[ ,，](?={HAN}|[“《]))"),
    re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[ 、]|[.．](?!\d))"),
    re.compile(r"[（(](\d{1,2})[）)]、?|(\d{1,2})[）)]"),
    re.compile(r"([①-⑳])"),
)
_BEGINS: Final = re.compile(rf"{_CHINESE}|{_FORMAL}|[第（(〔【［\[\d①-⑳Ⅰ-ⅫIVX]")
UNNUMBERED: Final = len(_STYLES)
# Marks of a list's items that count nothing; Word's own ones are in the private area of Unicode.
BULLET: Final = re.compile(rf"[●■◆▪·•※○◎□◇☆★►▶➢✓√*–\-\ue000-\uf8ff]+[ \t]*(?={HAN}|[“《])")
_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True)
class Marker:
    """The number of a heading or list item: `（三）` has rank 4, is the third, and its words begin at 3.

    `ordinal` is 0 where the number is of a kind that nobody counts on (1.1, Ⅱ).
    """

    rank: int
    end: int
    ordinal: int = 0


def find_marker(text: str) -> Marker | None:
    """The marker that a text begins with, if any; a decimal (`1.1万个`) is none."""
    if _BEGINS.match(text) is None:
        return None
    for rank, style in enumerate(_STYLES):
        match = style.match(text)
        if match and match.end() < len(text):
            number = next((group for group in match.groups() if group), "")
            return Marker(rank, match.end(), _ordinal(number))
    return None


def _ordinal(number: str) -> int:
    if number.isdecimal():
        return int(number)
    if not number or not set(number) <= {*_DIGITS, "十"}:
        return 0
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
