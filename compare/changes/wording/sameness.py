"""Whether two wordings say the same, and if not, whether no more than fillers and figures differ."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from compare.language.bodies import is_place
from compare.language.normalise import normalise, without_year
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import FigureKind, Measure

_FILLER_WORDS: Final = """
    继续 持续 积极 进一步 不断 切实 深入 扎实 全面 大力 着力 加以 得到 我们
    的 了 和 与 及 以及 等 将 并 也 都 还 均
"""
_FILLERS: Final = frozenset(_FILLER_WORDS.split())
_FILLER_SIGNS: Final = frozenset("".join(_FILLERS))
_AT_LEAST: Final = re.compile("以上|不[少低]于|至少|超|逾|突破|高于")
_AT_MOST: Final = re.compile("以[内下]|不超过|不[多高]于|(?<!不)低于|不[足到]")
_YEAR_IN_WORDS: Final = re.compile(r"下一步|接下来|(?:过去|这)?一年来?|[今明来本下]一?年度?|年内")


def same_words(before: Iterable[Measure], after: Iterable[Measure]) -> bool:
    """Whether nothing but figures, dates, the year and fillers differs.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1)]
    >>> same_words(told("制度有效落实。"), told("制度得到有效落实。"))
    True
    """
    one, other = _worded(before), _worded(after)
    return set(one) ^ set(other) <= _FILLER_SIGNS and _without_fillers(one) == _without_fillers(other)


def same_figures(before: Iterable[Measure], after: Iterable[Measure]) -> bool:
    """Whether both give the same figures and dates, the year aside: 13类 is 十三类, and not 13类以上.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))]
    >>> wordings = ("检查十三类。", "检查不少于13类。", "检查。")
    >>> [same_figures(told("检查13类。"), told(after)) for after in wordings]
    [True, False, False]
    """
    return _figures(before) == _figures(after)


def only_fillers_differ(before: Iterable[Measure], after: Iterable[Measure]) -> bool:
    """Whether what one year says and the other does not are words of any report, or the names of places.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1)]
    >>> only_fillers_differ(told("加强监管。"), told("强化监管。"))
    True
    >>> only_fillers_differ(told("办好继续教育。"), told("办好继续教育、专门教育。"))
    False
    """
    one, other = (Counter(cut_words(_worded(side))) for side in (before, after))
    return all(map(_is_filler, (one - other) + (other - one)))


def _worded(measures: Iterable[Measure]) -> str:
    return "".join(normalise(_YEAR_IN_WORDS.sub("", _without_figures(measure))) for measure in measures)


def _without_figures(measure: Measure) -> str:
    text = measure.text
    for figure in reversed(measure.figures):
        text = text[: figure.start] + text[figure.end :]
    return text


def _without_fillers(words: str) -> str:
    return "".join(word for word in cut_words(words) if word not in _FILLERS)


def _is_filler(word: str) -> bool:
    return len(word) == 1 or word in STOPWORDS or is_place(word)


def _figures(measures: Iterable[Measure]) -> Counter[tuple[str, ...]]:
    figures = [figure for measure in measures for figure in measure.figures]
    dates = (without_year(figure.text) for figure in figures if figure.kind is FigureKind.DATE)
    numbers = (
        (str(figure.value), figure.unit, _bound(figure.text))
        for figure in figures
        if figure.kind is not FigureKind.DATE
    )
    return Counter(numbers) + Counter((date,) for date in dates if date)


def _bound(figure: str) -> str:
    if _AT_MOST.search(figure):
        return "at most"
    return "at least" if _AT_LEAST.search(figure) else ""
