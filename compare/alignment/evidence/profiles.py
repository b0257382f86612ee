"""A measure taken apart: its words, its clauses, its names; and how much a word tells."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Final

from compare.alignment.similarity import inverse_frequency
from compare.language.characters import simplified
from compare.language.clauses import split_clauses, without_manner
from compare.language.commonness import telling
from compare.language.normalise import LONGEST, normalise
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import Measure
from compare.remembered import remembered

_COUNT: Final = re.compile(
    r"第?[〇零一二两三四五六七八九十百千万亿]+"
    r"(?:年度?|月|日|届|次|个|项|期|批|轮|场|件|家|户|人|名|位|类|种|元|斤|吨|亩|公里|平方米|立方米|千瓦|倍)?"
)
_LIST: Final = re.compile(  # of three things or more
    r"(?<![^，。；：！？])[^、，。；：！？]++(?:、[^、，。；：！？]++){2,}"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure taken apart: normalised text, words, the content words of each clause, names, figures.

    `opening` are the content words of the first clause that tells an act, `acts` all words of such clauses,
    `listed` those of lists: 工会、妇联、残联.
    """

    text: str
    words: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    opening: frozenset[str]
    acts: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    listed: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """The content words of all clauses."""
        return frozenset().union(*self.clauses)


def profile(measure: Measure) -> Profile:
    """A measure taken apart, for what is asked of it in many pairs.

    Examples
    --------
    >>> from compare.model import Role
    >>> told = Measure("1f0c", "设立企业服务专窗3个，推动发展。", Role.DONE, 1, 1, names=("“专窗”",))
    >>> profile(told).text, sorted(profile(told).names)
    ('设立企业服务专窗#个推动发展', ['专窗'])
    """
    words, clauses, opening, acts = _taken_apart(measure.text)
    return Profile(
        normalise(measure.text),
        words,
        clauses,
        opening,
        acts,
        frozenset(normalise(name) for name in measure.names),
        frozenset(figure.text for figure in measure.figures),
        _listed_words(measure.text),
    )


def words_of(measure: Measure) -> frozenset[str]:
    """The words of a measure's profile, without the rest of it.

    Examples
    --------
    >>> from compare.model import Role
    >>> sorted(words_of(Measure("1f0c", "设立企业服务专窗3个。", Role.DONE, 1, 1)))
    ['专窗', '企业', '服务', '设立']
    """
    return _taken_apart(measure.text)[0]


def content_of(measure: Measure) -> frozenset[str]:
    """The content words of a measure's clauses, without the rest of its profile.

    Examples
    --------
    >>> from compare.model import Role
    >>> sorted(content_of(Measure("1f0c", "设立企业服务专窗3个。", Role.DONE, 1, 1)))
    ['专窗']
    """
    return frozenset().union(*_taken_apart(measure.text)[1])


_Words = frozenset[str]


@remembered(1 << 13)  # a sentence is met in many pairs
def _taken_apart(text: str) -> tuple[_Words, tuple[_Words, ...], _Words, _Words]:
    """A sentence's words, the content words of its clauses and of its first act, the words of all acts."""
    clauses = split_clauses(text)
    words = _Words().union(*(_clause_words(clause.words) for clause in clauses))
    acts = [without_manner(clause.words) for clause in clauses if not clause.is_purpose]
    # What is left of a clause may be cut into other words: 官僚主义 is one, and 官僚 and 主义 are two.
    content = [content_words(act) & words for act in acts]
    return (
        words,
        tuple(each for clause in clauses if (each := content_words(clause.words))),
        next((each for each in content if each), _Words()),
        _Words().union(*(_clause_words(act) for act in acts)) & words,
    )


@remembered(1 << 13)
def _listed_words(text: str) -> _Words:
    items = (item for found in _LIST.findall(simplified(text[:LONGEST])) for item in found.split("、"))
    return _Words().union(*(_clause_words(normalise(item)) for item in items))


@remembered(1 << 14)
def content_words(clause: str) -> frozenset[str]:
    """Those of a clause's words that are not in every report.

    Examples
    --------
    >>> content_words("设立企业服务专窗")
    frozenset({'专窗'})
    """
    return _clause_words(clause) - STOPWORDS


@remembered(1 << 14)
def told_by_thing(word: str) -> float:
    """How much a word tells that names a thing; a count tells nothing, as the next year has another.

    Examples
    --------
    >>> [told_by_thing(word) > 0 for word in ("第六届", "八年", "亿斤", "三农")]
    [False, False, False, True]
    """
    return 0.0 if _COUNT.fullmatch(word) else telling(word)


def word_weights(measures: Iterable[Measure]) -> dict[str, float]:
    """How much each word of two reports tells: the rarer, the more.

    Examples
    --------
    >>> from compare.model import Role
    >>> told = ("设立专窗。", "设立驿站。")
    >>> weight = word_weights(Measure(text, text, Role.DONE, 1, 1) for text in told)
    >>> weight["专窗"] > weight["设立"]
    True
    """
    return inverse_frequency(words_of(measure) for measure in measures)


@remembered(1 << 14)
def _clause_words(clause: str) -> frozenset[str]:
    return frozenset(word for word in cut_words(clause) if len(word) > 1 and "#" not in word)


def total_weight(words: Iterable[str], weight: Mapping[str, float]) -> float:
    """The weight of some words together: how much they tell.

    Examples
    --------
    >>> total_weight({"专窗", "驿站"}, {"专窗": 2.0, "驿站": 1.5, "公园": 1.0})
    3.5
    """
    # fsum: the order of a set is not the same on every run, and a plain sum depends on it in the last digit
    return fsum(map(weight.__getitem__, words))
