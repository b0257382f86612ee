"""What speaks for and against two measures being the same, each piece a number with a name.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*, and each has one value for every name in `FEATURES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.matrices import SimilarityMatrices, similarity_matrices
from compare.alignment.evidence.profiles import Profile, profile, total_weight, word_weights
from compare.alignment.similarity import Matrix
from compare.model import Report

_COUNTERPARTS: Final = 10  # a measure's; of labelled links 98 % are among them
_LEAST_SIMILARITY: Final = 0.02
_RAREST: Final = 3
_NEIGHBOURS: Final = ((1, 1.0), (2, 0.7), (3, 0.4))  # how far away, and what it counts
_NOTHING: Final = 1e-9

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of measures that are looked at (k `rows` and `columns`), with all that is known of them.

    `before` and `after` are the profiles of all measures, `weight` is how rare a word is in both reports.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    before: Sequence[Profile]
    after: Sequence[Profile]
    matrices: SimilarityMatrices
    weight: Mapping[str, float]

    def of(self, matrix: Matrix) -> Vector:
        """The pairs' values in an n × m matrix."""
        values: Vector = matrix[self.rows, self.columns]
        return values

    def from_both(self, compared: Callable[[Matrix, NDArray[np.bool_]], Matrix]) -> tuple[Vector, Vector]:
        """What a comparison within its row and one within its column makes of each pair's likeness."""
        overall, comparable = self.matrices.overall, self.matrices.comparable
        return self.of(compared(overall, comparable)), self.of(compared(overall.T, comparable.T).T)

    def each(self, value: Callable[[Profile, Profile], float]) -> Vector:
        """A value worked out from the profiles of each pair."""
        places = zip(self.rows, self.columns, strict=True)
        return np.array([value(self.before[row], self.after[column]) for row, column in places], dtype=float)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that are looked at, and their evidence: one row a pair, one column a name in `FEATURES`.

    `before` and `after` are the profiles of all measures, `word_weights` say of every word of both reports
    how much it tells: the rarer, the more.
    """

    pairs: tuple[tuple[int, int], ...]
    values: NDArray[np.float64]
    before: Sequence[Profile]
    after: Sequence[Profile]
    word_weights: Mapping[str, float]


def overall_similarity(pairs: Pairs) -> Vector:
    """How alike the two are, as wholes: by wording, by words and by characters."""
    return pairs.of(pairs.matrices.overall)


def content_word_similarity(pairs: Pairs) -> Vector:
    """How alike they are by the words that are not in every report (logarithm)."""
    return np.log(pairs.of(pairs.matrices.content_words) + 0.03)


def characters_shared(pairs: Pairs) -> Vector:
    """How much the characters tell that both have (logarithm): of two long measures they are many."""
    return np.log1p(pairs.of(pairs.matrices.characters_shared))


def least_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than either measure is with any other: of both, the smaller."""
    return np.minimum(*pairs.from_both(_margins))


def greatest_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than that of the two is with any other which has less of a rival."""
    return np.maximum(*pairs.from_both(_margins))


def neighbours(pairs: Pairs) -> Vector:
    """How alike the sentences before both and after both are: a continued measure's neighbours go on too."""
    similarity = np.where(pairs.matrices.comparable, pairs.matrices.overall, 0.0)
    padded = np.pad(similarity, _NEIGHBOURS[-1][0])
    height, width = similarity.shape
    beside = np.zeros_like(similarity)
    for step, counts in _NEIGHBOURS:
        for shift in (step, -step):
            start = _NEIGHBOURS[-1][0] + shift
            beside += counts * padded[start : start + height, start : start + width]
    return pairs.of(beside)


def same_section(pairs: Pairs) -> Vector:
    """How alike their sections are: 1 where no other section is more like either's."""
    return pairs.of(_against_best(pairs.matrices.sections))


def same_paragraph(pairs: Pairs) -> Vector:
    """How alike their paragraphs are: 1 where no other paragraph is more like either's."""
    return pairs.of(_against_best(pairs.matrices.paragraphs))


def clause_containment(pairs: Pairs) -> Vector:
    """The share of one clause that the other measure says too, of the best containment: a split, a merge."""
    return pairs.of(pairs.matrices.clause_containment)


def opening_containment(pairs: Pairs) -> Vector:
    """The share of a first clause that the other measure says too: it tells the act and its object."""
    return pairs.of(pairs.matrices.opening_containment)


def word_containment(pairs: Pairs) -> Vector:
    """The share of the words of one, by how much they tell, that the other says, too."""
    before, after = (
        [total_weight(each.words, pairs.weight) for each in side] for side in (pairs.before, pairs.after)
    )
    shared = pairs.each(lambda one, other: total_weight(one.words & other.words, pairs.weight))
    fewer = np.minimum(np.array(before)[pairs.rows], np.array(after)[pairs.columns])
    containment: Vector = shared / np.maximum(fewer, _NOTHING)
    return containment


def rare_words(pairs: Pairs) -> Vector:
    """How rare the three rarest words are that both say: `睦邻中心` tells more than `服务`."""

    def rarity(before: Profile, after: Profile) -> float:
        shared = sorted((pairs.weight[word] for word in before.words & after.words), reverse=True)
        return sum(shared[:_RAREST]) / 24

    return pairs.each(rarity)


def shorter_length(pairs: Pairs) -> Vector:
    """The length of the shorter one (logarithm): what two short sentences share may be all they say."""
    return pairs.each(lambda before, after: float(np.log1p(min(len(before.text), len(after.text)))))


def names_shared(pairs: Pairs) -> Vector:
    """How many documents and catchwords both name (two say all): 《公平竞争审查条例》, “一件事”."""
    return pairs.each(lambda before, after: min(2.0, len(before.names & after.names)))


def names_one_sided(pairs: Pairs) -> Vector:
    """1 where only one of them names any document or catchword."""
    return pairs.each(lambda before, after: float(bool(before.names) != bool(after.names)))


def opening_act(pairs: Pairs) -> Vector:
    """The share of the content words of one's first act that the other's first act says, too."""
    most = max(pairs.weight.values(), default=1.0)

    def said(before: Profile, after: Profile) -> float:
        told = total_weight(before.opening & after.opening, pairs.weight)
        fewer = min(total_weight(side.opening, pairs.weight) for side in (before, after))
        return told / max(most, fewer)

    return pairs.each(said)


def figures_shared(pairs: Pairs) -> Vector:
    """How many numbers with their units both give alike (two say all)."""
    return pairs.each(lambda before, after: min(2.0, len(before.figures & after.figures)))


def role_agreement(pairs: Pairs) -> Vector:
    """How likely both have the same role (logarithm): a sentence in doubt may be linked, at its price."""
    return np.log(pairs.of(pairs.matrices.same_role) + 0.02)


FEATURES: Final[tuple[Callable[[Pairs], Vector], ...]] = (
    overall_similarity,
    content_word_similarity,
    characters_shared,
    least_margin,
    greatest_margin,
    neighbours,
    same_section,
    same_paragraph,
    clause_containment,
    opening_containment,
    word_containment,
    rare_words,
    shorter_length,
    names_shared,
    names_one_sided,
    opening_act,
    figures_shared,
    role_agreement,
)


def gather_features(baseline: Report, current: Report, similarity: Matrix) -> Candidates:
    """The candidate pairs of two reports with the value of every feature.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    similarity
        n × m, of any two measures, as a `Similarity` gives it.

    Returns
    -------
    Candidates
        k pairs, and k × features values.

    Examples
    --------
    >>> from compare.alignment.similarity import ngram_similarity
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    >>> candidates = gather_features(baseline, current, similarity)
    >>> candidates.values.shape == (len(candidates.pairs), len(FEATURES))
    True
    """
    before = [profile(measure) for measure in baseline.measures]
    after = [profile(measure) for measure in current.measures]
    matrices = similarity_matrices(baseline, current, similarity)
    chosen = _likeliest(np.where(matrices.comparable, matrices.overall, 0.0))
    weight = word_weights((*baseline.measures, *current.measures))
    pairs = Pairs(
        rows=np.array([row for row, _ in chosen], dtype=np.intp),
        columns=np.array([column for _, column in chosen], dtype=np.intp),
        before=before,
        after=after,
        matrices=matrices,
        weight=weight,
    )
    values = np.column_stack([feature(pairs) for feature in FEATURES])
    return Candidates(tuple(chosen), values, before, after, weight)


def _likeliest(similarity: Matrix) -> list[tuple[int, int]]:
    """The likeliest counterparts of every row and every column, in order."""
    found: set[tuple[int, int]] = set()
    for row in range(similarity.shape[0]):
        best = np.argsort(-similarity[row], kind="stable")[:_COUNTERPARTS]
        found |= {(row, int(column)) for column in best if similarity[row, column] > _LEAST_SIMILARITY}
    for column in range(similarity.shape[1]):
        best = np.argsort(-similarity[:, column], kind="stable")[:_COUNTERPARTS]
        found |= {(int(row), column) for row in best if similarity[row, column] > _LEAST_SIMILARITY}
    return sorted(found)


def _margins(similarity: Matrix, comparable: NDArray[np.bool_]) -> Matrix:
    """Each value less the best other comparable value of its row."""
    rivals = np.where(comparable, similarity, 0.0)
    if similarity.shape[1] < 2:
        return similarity.copy()
    ordered = np.sort(rivals, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    margins: Matrix = similarity - np.where(rivals == best, second, best)
    return margins


def _against_best(similarity: Matrix) -> Matrix:
    """Each value as a share of the best of its row and of its column, the mean of the two."""
    shares = [
        similarity / np.maximum(similarity.max(axis=axis, keepdims=True, initial=0.0), _NOTHING)
        for axis in (0, 1)
    ]
    return np.asarray((shares[0] + shares[1]) / 2)
