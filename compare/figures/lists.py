"""Figures that a sentence gives in a row for things in a row: `粮食、蔬菜产量分别为10万吨和20万吨`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compare.figures.subjects import change_before, noun_before
from compare.language.words import cut_words
from compare.model import Figure

_IN_TURN: Final = "分别"
_REACH: Final = 60  # characters before 分别 that may name what is counted
_VERB: Final = re.compile(r"[^，。；：、\d]{0,8}")
_DIGIT: Final = re.compile(r"\d")
_BETWEEN: Final = re.compile(r"[、，]?(?:和|及|与|以及)?")
_AND: Final = re.compile(r"、|以及|[和及与]")
_STOPS: Final = "，。；：！？"
_FEWEST: Final = 2  # figures that make a row
_BOTH: Final = ("城乡", ("城镇", "农村"))
_INDICATORS: Final = tuple("率额幅值量入资数价度比重")  # what a name that needs no more ends with


def name_in_turn(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures of a sentence, those after 分别 each with the name of its own.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> told = "粮食、蔬菜产量分别为10万吨和20万吨。"
    >>> [figure.subject for figure in name_in_turn(told, extract_figures(told))]
    ['粮食产量', '蔬菜产量']
    """
    named = list(figures)
    for found in re.finditer(_IN_TURN, text):
        run = _run_after(text, found.end(), figures)
        if len(run) < _FEWEST:
            continue
        names = _names_before(text[max(0, found.start() - _REACH) : found.start()], len(run))
        if not names:
            continue
        change = change_before(text[found.end() : figures[run[0]].start])
        for place, name in zip(run, names, strict=True):
            named[place] = replace(figures[place], subject=f"{name} {change}".strip())
    return tuple(named)


def _run_after(text: str, start: int, figures: Sequence[Figure]) -> list[int]:
    """The places of the figures that follow one after another from there on."""
    run: list[int] = []
    end = start
    for place, figure in enumerate(figures):
        if figure.start < start:
            continue
        between = text[end : figure.start]
        if not (_BETWEEN if run else _VERB).fullmatch(between):
            break
        run.append(place)
        end = figure.end
    return run


def _names_before(before: str, count: int) -> list[str]:
    """So many names as stand in a row at the end of some words; none where there are not just as many."""
    clause = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    both, sides = _BOTH
    if count == len(sides) and clause.count(both) == 1 and not _AND.search(clause):
        pieces = [clause.replace(both, side) for side in sides]
    else:
        pieces = [piece for piece in _AND.split(clause) if piece]
    if len(pieces) != count or _DIGIT.search(clause):
        return []
    whole = [_completed(piece, pieces[-1]) for piece in pieces]
    return [noun_before(piece) or piece for piece in whole]


def _completed(piece: str, last: str) -> str:
    """A name with what the last of its row says for all: `粮食`, of `蔬菜产量`, is `粮食产量`."""
    words = cut_words(last)
    end = "".join(words[-2:]) if len(words[-1]) == 1 else words[-1]
    if piece.endswith((*_INDICATORS, end)) or len(words) == 1:
        return piece
    return piece + ("".join(words[1:]) if piece in _BOTH[1] else end)
