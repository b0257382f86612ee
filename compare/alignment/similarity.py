"""How alike the sentences of two reports are: one function, which another with its signature can replace."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.language.clauses import split_clauses

Matrix = NDArray[np.float64]
Similarity = Callable[[Sequence[str], Sequence[str]], Matrix]
"""(n baseline texts, m current texts) → n × m, each 0 (nothing in common) to 1 (the same)."""

_GRAM_SIZES: Final = (2, 3)
_PURPOSE_WEIGHT: Final = 0.25


def ngram_similarity(baseline: Sequence[str], current: Sequence[str]) -> Matrix:
    """Cosine of character n-grams, each weighted by how few sentences of the two reports hold it.

    What both reports say all over, 持续推进 or 法治政府建设, hardly counts; a rare name counts much. A clause
    of purpose counts a quarter: many different acts are `引导企业规范发展`.

    Parameters
    ----------
    baseline, current
        n and m sentences.

    Returns
    -------
    Matrix
        n × m, each from 0 (nothing in common) to 1 (the same).

    Examples
    --------
    >>> similarity = ngram_similarity(["查处交通违法行为。"], ["建成口袋公园。", "查处违法行为。"])
    >>> similarity.shape, bool(similarity[0, 1] > similarity[0, 0])
    ((1, 2), True)
    """
    return cosine([weighted_grams(text) for text in baseline], [weighted_grams(text) for text in current])


def cosine(before: Sequence[Mapping[str, float]], after: Sequence[Mapping[str, float]]) -> Matrix:
    """How alike two lists of counted things are, each thing weighted by how few of them hold it.

    Parameters
    ----------
    before, after
        n and m sentences, as what they hold and how often.

    Returns
    -------
    Matrix
        n × m, each from 0 to 1.

    Examples
    --------
    >>> cosine([{"专窗": 1}], [{"专窗": 2}, {"公园": 1}]).tolist()
    [[1.0, 0.0]]
    """
    counts = [*before, *after]
    if not before or not after:
        return np.zeros((len(before), len(after)))
    place: dict[str, int] = {}
    columns = np.array(
        [place.setdefault(thing, len(place)) for count in counts for thing in count], dtype=np.intp
    )
    rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
    held = np.array([n for count in counts for n in count.values()])
    frequency = np.bincount(columns, minlength=len(place))
    values = held * (np.log((1 + len(counts)) / (1 + frequency)) + 1.0)[columns]
    norms = np.sqrt(np.bincount(rows, values**2, minlength=len(counts)))
    values /= np.where(norms > 0, norms, 1.0)[rows]
    left = rows < len(before)
    sides = (np.bincount(columns[side], minlength=len(place)) > 0 for side in (left, ~left))
    shared = np.flatnonzero(np.logical_and(*sides))
    column_of = np.full(len(place), -1, dtype=np.intp)
    column_of[shared] = np.arange(len(shared))
    kept = column_of[columns] >= 0
    matrix = np.zeros((len(counts), max(1, len(shared))), dtype=np.float32)
    matrix[rows[kept], column_of[columns[kept]]] = values[kept]
    similarities = matrix[: len(before)] @ matrix[len(before) :].T
    return np.clip(similarities.astype(np.float64), 0.0, 1.0)


def weighted_grams(text: str) -> dict[str, float]:
    """How often a sentence holds each n-gram, those of its clauses of purpose counting a quarter.

    Examples
    --------
    >>> grams = weighted_grams("开展检查，引导发展。")
    >>> grams["检查"], grams["发展"]
    (1.0, 0.25)
    """
    counts: dict[str, float] = {}
    for clause in split_clauses(text):
        weight = _PURPOSE_WEIGHT if clause.is_purpose else 1.0
        for gram in grams_of(clause.words):
            counts[gram] = counts.get(gram, 0.0) + weight
    return counts


def grams_of(words: str) -> list[str]:
    """The character bigrams and trigrams of normalised words.

    Examples
    --------
    >>> grams_of("开展检查")
    ['开展', '展检', '检查', '开展检', '展检查']
    """
    return [words[start : start + size] for size in _GRAM_SIZES for start in range(len(words) - size + 1)]


def inverse_frequency(counts: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of everything that is counted: the logarithm of how few of the sentences hold it, plus 1.

    Examples
    --------
    >>> weight = inverse_frequency([["开展", "检查"], ["开展", "培训"]])
    >>> weight["开展"], weight["检查"] > weight["开展"]
    (1.0, True)
    """
    held = [set(count) for count in counts]
    frequency = Counter(gram for grams in held for gram in grams)
    return {gram: log((1 + len(held)) / (1 + n)) + 1.0 for gram, n in frequency.items()}
