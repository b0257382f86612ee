"""Figures that a sentence gives in a row for things in a row: `粮食、蔬菜产量分别为10万吨和20万吨`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compare.figures.subjects import change_before, noun_before
from compare.language.words import cut_words
from compare.model import Figure

_REACH: Final = 60  # characters before 分别 that may name what is counted
_IN_TURN: Final = re.compile(r"分别[^，。；：、\d]{0,8}$")
_MORE: Final = re.compile(r"(?:、|、?(?:和|及|与|以及))")
_MORE_IN_TURN: Final = re.compile(r"[、，]?(?:和|及|与|以及)?")
_AND: Final = re.compile(r"、|以及|[和及与]")
_AGAINST: Final = re.compile(r"(?:同比|环比|[比较](?:上年|去年|上一年度?)(?:同期)?)?")
_BASE_YEAR: Final = re.compile(r"[比较]20\d\d年(?:同期|底|末)?$")
_STOPS: Final = "，。；：！？"
_BOTH: Final = ("城乡", ("城镇", "农村"))
_INDICATORS: Final = tuple("率额幅值量入资数价度比重")  # what a name that needs no more ends with


def name_in_turn(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of a sentence, those in a row each with the name of its own, and as risen or fallen.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> told = "粮食、蔬菜产量分别为10万吨和20万吨。"
    >>> [figure.subject for figure in name_in_turn(told, extract_figures(told))]
    ['粮食产量', '蔬菜产量']
    >>> told = "接待游客80万人次，旅游收入6亿元，分别增长23%和26%。"
    >>> [figure.subject for figure in name_in_turn(told, extract_figures(told))[2:]]
    ['游客 增长', '旅游收入 增长']
    """
    named = list(figures)
    for run in _rows(text, figures):
        ahead = text[: figures[run[0]].start]
        change = change_before(ahead)
        names = _names_in_turn(ahead, change, named[: run[0]], len(run))
        if not names and change:
            names = [named[place].subject.split(" ")[0] for place in run]
        for place, name in zip(run, names, strict=bool(names)):
            named[place] = replace(named[place], subject=f"{name} {change}".strip())
    return tuple(named)


def _rows(text: str, figures: Sequence[Figure]) -> Iterator[range]:
    """The places of two or more figures that follow one another with nothing but 、 or 和 between them."""
    start = 0
    for place in range(1, len(figures) + 1):
        in_turn = _IN_TURN.search(text[max(0, figures[start].start - _REACH) : figures[start].start])
        more = _MORE_IN_TURN if in_turn else _MORE
        if place == len(figures) or not more.fullmatch(text[figures[place - 1].end : figures[place].start]):
            if place - start > 1:
                yield range(start, place)
            start = place


def _names_in_turn(ahead: str, change: str, earlier: Sequence[Figure], count: int) -> list[str]:
    """What so many figures behind some words count, one each; none where the words do not name as many."""
    found = _IN_TURN.search(ahead)
    ahead = _BASE_YEAR.sub("", ahead[: found.start()] if found else ahead.removesuffix(change))
    start = max(ahead.rfind(stop) for stop in _STOPS) + 1
    of_clause = [figure for figure in earlier if start < figure.end <= len(ahead)]
    if any(figure.kind.is_quantity for figure in of_clause):
        return []
    clause = ahead[max([start, len(ahead) - _REACH, *(figure.end for figure in of_clause)]) :]
    if (found or change) and _AGAINST.fullmatch(clause):
        return _names_of_last(earlier, count)
    return _names_before(clause, count)


def _names_of_last(earlier: Sequence[Figure], count: int) -> list[str]:
    """Of `游客80万人次，旅游收入6亿元，分别增长` the two that were counted."""
    last = [figure.subject for figure in earlier if figure.kind.is_quantity][-count:]
    return last if len(last) == count and all(last) and len(set(last)) == count else []


def _names_before(clause: str, count: int) -> list[str]:
    """So many names as stand in a row in some words; none where there are not just as many."""
    both, sides = _BOTH
    if count == len(sides) and clause.count(both) == 1 and not _AND.search(clause):
        pieces = [clause.replace(both, side) for side in sides]
    else:
        pieces = [piece for piece in _AND.split(clause) if piece]
    if len(pieces) != count:
        return []
    whole = [_completed(piece, pieces[-1]) for piece in pieces]
    return [noun_before(piece) or piece for piece in whole]


def _completed(piece: str, last: str) -> str:
    """A name with what the last of its row says for all: `粮食`, of `蔬菜产量`, is `粮食产量`."""
    words = cut_words(last)
    end = "".join(words[-2:]) if len(words[-1]) == 1 else words[-1]
    if piece.endswith((*_INDICATORS, end)) or len(words) == 1:
        return piece
    if piece.isascii() and words[0].isascii():  # PM2.5, of PM2.5、PM10平均浓度
        return piece + "".join(words[1:])
    return piece + ("".join(words[1:]) if piece in _BOTH[1] else end)
