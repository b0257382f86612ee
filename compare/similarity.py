"""How alike the sentences of two reports are: one function, which another with its signature can replace."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Similarity = Callable[[Sequence[str], Sequence[str]], Matrix]
"""(n baseline texts, m current texts) → n × m, each 0 (nothing in common) to 1 (the same)."""

_LIST_MARK: Final = re.compile(
    r"^(?:——|[一二三四五六七八九十]+是|[（(]?[\d一二三四五六七八九十]{1,2}[）).．、])"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?(?:度|版)?")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_GRAM_SIZES: Final = (2, 3)


def normalise(text: str) -> str:
    """A sentence for matching: width and case unified, its list mark, year, figures and punctuation gone.

    `一是开展检查 3 次，` → `开展检查#次`. Never shown to anybody.
    """
    text = _LIST_MARK.sub("", unicodedata.normalize("NFKC", text).lower())
    text = _NUMBER.sub("#", _YEAR.sub("", text))
    return "".join(c for c in text if c == "#" or unicodedata.category(c)[0] in "LN")


def ngram_similarity(baseline: Sequence[str], current: Sequence[str]) -> Matrix:
    """Cosine of character n-grams, each weighted by how few sentences of the two reports hold it.

    What both reports say all over, 持续推进 or 法治政府建设, hardly counts; a rare name counts much.
    """
    counts = [gram_counts(text) for text in (*baseline, *current)]
    weights = inverse_frequency(counts)
    norms = [sum((n * weights[gram]) ** 2 for gram, n in count.items()) ** 0.5 or 1.0 for count in counts]
    before, after = counts[: len(baseline)], counts[len(baseline) :]
    shared = set().union(*before) & set().union(*after) if before and after else set()
    column = {gram: place for place, gram in enumerate(sorted(shared))}
    left = _dense(before, column, weights, norms[: len(baseline)])
    right = _dense(after, column, weights, norms[len(baseline) :])
    return np.clip((left @ right.T).astype(np.float64), 0.0, 1.0)


def gram_counts(text: str) -> Counter[str]:
    """The character bigrams and trigrams of a sentence."""
    words = normalise(text)
    return Counter(
        words[start : start + size] for size in _GRAM_SIZES for start in range(len(words) - size + 1)
    )


def inverse_frequency(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """The weight of every n-gram: the logarithm of how rare it is among the sentences."""
    frequency = Counter(gram for count in counts for gram in count)
    return {gram: log((1 + len(counts)) / (1 + n)) + 1.0 for gram, n in frequency.items()}


def _dense(
    counts: Sequence[Counter[str]], column: dict[str, int], weights: dict[str, float], norms: Sequence[float]
) -> NDArray[np.float32]:
    matrix = np.zeros((len(counts), max(1, len(column))), dtype=np.float32)
    for row, (count, norm) in enumerate(zip(counts, norms, strict=True)):
        for gram, n in count.items():
            if gram in column:
                matrix[row, column[gram]] = n * weights[gram] / norm
    return matrix
