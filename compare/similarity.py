"""How alike the sentences of two reports are: one function, which another with its signature can replace."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.clauses import split_clauses

Matrix = NDArray[np.float64]
Similarity = Callable[[Sequence[str], Sequence[str]], Matrix]
"""(n baseline texts, m current texts) → n × m, each 0 (nothing in common) to 1 (the same)."""

_GRAM_SIZES: Final = (2, 3)
_PURPOSE_WEIGHT: Final = 0.25


def ngram_similarity(baseline: Sequence[str], current: Sequence[str]) -> Matrix:
    """Cosine of character n-grams, each weighted by how few sentences of the two reports hold it.

    What both reports say all over, 持续推进 or 法治政府建设, hardly counts; a rare name counts much.
    A clause of purpose counts a quarter: many different acts are `引导企业规范发展`.
    """
    counts = [weighted_grams(text) for text in (*baseline, *current)]
    weights = inverse_frequency(counts)
    norms = [sqrt(sum((n * weights[gram]) ** 2 for gram, n in count.items())) or 1.0 for count in counts]
    before, after = counts[: len(baseline)], counts[len(baseline) :]
    if not before or not after:
        return np.zeros((len(before), len(after)))
    shared = set().union(*before) & set().union(*after)
    column = {gram: place for place, gram in enumerate(sorted(shared))}
    left = _dense(before, column, weights, norms[: len(baseline)])
    right = _dense(after, column, weights, norms[len(baseline) :])
    return np.clip((left @ right.T).astype(np.float64), 0.0, 1.0)


def weighted_grams(text: str) -> dict[str, float]:
    """How often a sentence holds each n-gram, those of its clauses of purpose counting a quarter."""
    counts: dict[str, float] = {}
    for clause in split_clauses(text):
        weight = _PURPOSE_WEIGHT if clause.is_purpose else 1.0
        for gram in grams_of(clause.words):
            counts[gram] = counts.get(gram, 0.0) + weight
    return counts


def grams_of(words: str) -> list[str]:
    """The character bigrams and trigrams of normalised words."""
    return [words[start : start + size] for size in _GRAM_SIZES for start in range(len(words) - size + 1)]


def inverse_frequency(counts: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of everything that is counted: the logarithm of how few of the sentences hold it."""
    held = [set(count) for count in counts]
    frequency = Counter(gram for grams in held for gram in grams)
    return {gram: log((1 + len(held)) / (1 + n)) + 1.0 for gram, n in frequency.items()}


def _dense(
    counts: Sequence[dict[str, float]],
    column: dict[str, int],
    weights: dict[str, float],
    norms: Sequence[float],
) -> NDArray[np.float32]:
    matrix = np.zeros((len(counts), max(1, len(column))), dtype=np.float32)
    for row, (count, norm) in enumerate(zip(counts, norms, strict=True)):
        for gram, n in count.items():
            if gram in column:
                matrix[row, column[gram]] = n * weights[gram] / norm
    return matrix
