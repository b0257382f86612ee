"""The clauses of a sentence: which name the act and its object, and which only say what it is good for."""

import re
from dataclasses import dataclass
from typing import Final

from compare.language.characters import simplified
from compare.language.normalise import LONGEST, normalise
from compare.remembered import remembered

_STOPS: Final = re.compile(r"[，；。：！？,;:!?]")
# What a clause of purpose begins with, after the one that tells what was done: 为…提供保障, 引导企业规范发展.
_PURPOSE: Final = re.compile(
    r"推动|引导|促进|确保|让|使|助力|为.{2,}(?:提供|作出|奠定)|提升|提高|不断|切实|持续优化|努力|有效|进一步|更好"
    r"|(?:取得|收到|得到|受到|赢得|获得).{0,8}(?:反响|好评|效果|成效|认可|肯定|赞誉|欢迎)|做到|牢牢"
    r"|(?:实行|实施|采取|采用).{2,}(?:管理|推进|方式|形式|模式)$|以.{2,}(?:精神|作风|姿态|态度)"
    r"|实现|营造|形成|以.{2,}(?:促|推|保)|增强|保障|做到|更加|充分|全力|着力|最大限度"
)
# How an act is carried out, in the clause that tells it: 采取上门服务的方式开展宣传, 对欠薪实行台账化管理.
_MANNER: Final = re.compile(
    r"(?:采取|采用|通过|运用|按照|依托|坚持)[^#]{2,14}?(?:方式|形式|模式|办法|手段|原则|思路|要求|机制|平台)的?(?=..)"
    r"|(?:实行|推行|采取|采用).{2,12}(?:管理|推进|方式|形式|模式|机制|销号|制度)$"
)
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause's words for matching, and whether it is one of purpose."""

    words: str
    is_purpose: bool


@remembered(1 << 13)  # a sentence is met in many pairs
def split_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; the first is never one of purpose.

    Scraps of a single character are left out.

    Examples
    --------
    >>> [(clause.words, clause.is_purpose) for clause in split_clauses("开展检查，引导规范发展。")]
    [('开展检查', False), ('引导规范发展', True)]
    """
    found = [(piece, normalise(piece)) for piece in _STOPS.split(simplified(text[:LONGEST]))]
    clauses = [(piece, words) for piece, words in found if len(words) >= _SHORTEST]
    return tuple(
        Clause(words, place > 0 and _PURPOSE.match(piece) is not None)
        for place, (piece, words) in enumerate(clauses)
    )


def without_manner(words: str) -> str:
    """The words of a clause without how its act is carried out; all of them, where no act would be left.

    Examples
    --------
    >>> without_manner("采取上门服务的方式开展普法宣传")
    '开展普法宣传'
    >>> without_manner("实行网格化管理")
    '实行网格化管理'
    """
    act = _MANNER.sub("", words)
    return act if len(act) >= _SHORTEST else words


@remembered(1 << 13)
def printed_clauses(text: str) -> tuple[tuple[str, Clause], ...]:
    """The clauses of a sentence as `split_clauses` gives them, each with how it is printed.

    Examples
    --------
    >>> [printed for printed, _ in printed_clauses("新建公园3处，引导规范发展。")]
    ['新建公园3处', '引导规范发展']
    """
    pieces = [piece for piece in _STOPS.split(text[:LONGEST]) if len(normalise(piece)) >= _SHORTEST]
    return tuple(zip(pieces, split_clauses(text), strict=True))
