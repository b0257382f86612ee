"""What speaks for and against two measures being the same, each piece a number with a name.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*, and each has one value for every name in `FEATURES`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.matrices import SimilarityMatrices, similarity_matrices
from compare.alignment.similarity import Matrix, inverse_frequency
from compare.language.clauses import Clause, split_clauses
from compare.language.normalise import normalise
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import Measure, Report, Role

_COUNTERPARTS: Final = 10  # a measure's; of labelled links 98 % are among them
_POSSIBLE: Final = 3  # counterparts that may be of its role, where one of both was taken for a preamble
_LEAST_SIMILARITY: Final = 0.02
_RAREST: Final = 3
_NEIGHBOURS: Final = ((1, 1.0), (2, 0.7), (3, 0.4))  # how far away, and what it counts
_NOTHING: Final = 1e-9

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure taken apart: normalised text, words, the content words of each clause, names."""

    role: Role
    text: str
    words: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    names: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """The content words of all clauses."""
        return frozenset().union(*self.clauses)


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

    def each(self, value: Callable[[Profile, Profile], float]) -> Vector:
        """A value worked out from the profiles of each pair."""
        places = zip(self.rows, self.columns, strict=True)
        return np.array([value(self.before[row], self.after[column]) for row, column in places], dtype=float)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that are looked at, and their evidence: one row a pair, one column a name in `FEATURES`.

    Not `linkable` is a preamble with a measure: a reviewer may find it to be one after all. `word_weights`
    say of every word of both reports how much it tells: the rarer, the more.
    """

    pairs: tuple[tuple[int, int], ...]
    values: NDArray[np.float64]
    linkable: NDArray[np.bool_]
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


def margin_in_row(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than the baseline measure is with any other."""
    return pairs.of(_margins(pairs.matrices.overall, pairs.matrices.same_role))


def margin_in_column(pairs: Pairs) -> Vector:
    """By how much the pair's characters are more alike than the current measure's and any other's."""
    return pairs.of(_margins(pairs.matrices.characters.T, pairs.matrices.same_role.T).T)


def neighbours(pairs: Pairs) -> Vector:
    """How alike the sentences before both and after both are: a continued measure's neighbours go on too."""
    similarity = pairs.matrices.comparable(pairs.matrices.overall)
    padded = np.pad(similarity, _NEIGHBOURS[-1][0])
    height, width = similarity.shape
    beside = np.zeros_like(similarity)
    for step, counts in _NEIGHBOURS:
        for shift in (step, -step):
            start = _NEIGHBOURS[-1][0] + shift
            beside += counts * padded[start : start + height, start : start + width]
    return pairs.of(beside)


def same_section(pairs: Pairs) -> Vector:
    """How alike their sections are: 1 where no other section is more like the baseline measure's."""
    return pairs.of(_against_best(pairs.matrices.sections))


def paragraph_in_row(pairs: Pairs) -> Vector:
    """How alike their paragraphs are: 1 where no other is more like the baseline measure's."""
    return pairs.of(_against_best(pairs.matrices.paragraphs))


def paragraph_in_column(pairs: Pairs) -> Vector:
    """The same, measured by the paragraph that is most like the current measure's."""
    return pairs.of(_against_best(pairs.matrices.paragraphs.T).T)


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


FEATURES: Final[tuple[Callable[[Pairs], Vector], ...]] = (
    overall_similarity,
    content_word_similarity,
    characters_shared,
    margin_in_row,
    margin_in_column,
    neighbours,
    same_section,
    paragraph_in_row,
    paragraph_in_column,
    clause_containment,
    opening_containment,
    word_containment,
    rare_words,
    shorter_length,
    names_shared,
    names_one_sided,
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
    linkable = _likeliest(matrices.comparable(matrices.overall), _COUNTERPARTS)
    possible = _likeliest(np.where(matrices.possible, matrices.overall, 0.0), _POSSIBLE)
    chosen = sorted(linkable | possible)
    weight = word_weights((*baseline.measures, *current.measures))
    pairs = Pairs(
        rows=np.array([row for row, _ in chosen], dtype=np.intp),
        columns=np.array([column for _, column in chosen], dtype=np.intp),
        before=before,
        after=after,
        matrices=matrices,
        weight=weight,
    )
    return Candidates(
        tuple(chosen),
        np.column_stack([feature(pairs) for feature in FEATURES]),
        np.array([pair in linkable for pair in chosen], dtype=np.bool_),
        weight,
    )


def profile(measure: Measure) -> Profile:
    """A measure taken apart, for what is asked of it in many pairs.

    Examples
    --------
    >>> from compare.model import Measure
    >>> told = Measure("1f0c", "设立企业服务专窗3个，推动发展。", Role.DONE, 1, 1, names=("“专窗”",))
    >>> profile(told).text, sorted(profile(told).names)
    ('设立企业服务专窗#个推动发展', ['专窗'])
    """
    words, clauses = _taken_apart(measure.text)
    return Profile(
        measure.role,
        normalise(measure.text),
        words,
        clauses,
        frozenset(normalise(name) for name in measure.names),
    )


@lru_cache(maxsize=1 << 13)  # a sentence is met in many pairs
def _taken_apart(text: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """A sentence's words, and the content words of each of its clauses that has any."""
    clauses = split_clauses(text)
    words = frozenset().union(*(_clause_words(clause) for clause in clauses))
    return words, tuple(content for clause in clauses if (content := content_words(clause)))


def content_words(clause: Clause) -> frozenset[str]:
    """The words of a clause that are not in every report.

    Examples
    --------
    >>> content_words(Clause("设立企业服务专窗", is_purpose=False))
    frozenset({'专窗'})
    """
    return _clause_words(clause) - STOPWORDS


def word_weights(measures: Iterable[Measure]) -> dict[str, float]:
    """How much each word of two reports tells: the rarer, the more.

    Examples
    --------
    >>> from compare.model import Measure
    >>> told = ("设立专窗。", "设立驿站。")
    >>> weight = word_weights(Measure(text, text, Role.DONE, 1, 1) for text in told)
    >>> weight["专窗"] > weight["设立"]
    True
    """
    return inverse_frequency(profile(measure).words for measure in measures)


@lru_cache(maxsize=1 << 14)
def _clause_words(clause: Clause) -> frozenset[str]:
    return frozenset(word for word in cut_words(clause.words) if len(word) > 1)


def _likeliest(similarity: Matrix, count: int) -> set[tuple[int, int]]:
    """The `count` likeliest counterparts of every row and every column."""
    found: set[tuple[int, int]] = set()
    for row in range(similarity.shape[0]):
        best = np.argsort(-similarity[row], kind="stable")[:count]
        found |= {(row, int(column)) for column in best if similarity[row, column] > _LEAST_SIMILARITY}
    for column in range(similarity.shape[1]):
        best = np.argsort(-similarity[:, column], kind="stable")[:count]
        found |= {(int(row), column) for row in best if similarity[row, column] > _LEAST_SIMILARITY}
    return found


def _margins(similarity: Matrix, same_role: NDArray[np.bool_]) -> Matrix:
    """Each value less the best other value of its row that is of one role."""
    comparable = np.where(same_role, similarity, 0.0)
    if similarity.shape[1] < 2:
        return similarity.copy()
    ordered = np.sort(comparable, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    margins: Matrix = similarity - np.where(comparable == best, second, best)
    return margins


def _against_best(similarity: Matrix) -> Matrix:
    """Each value as a share of the best of its row."""
    shares: Matrix = similarity / np.maximum(similarity.max(axis=1, keepdims=True, initial=0.0), _NOTHING)
    return shares


def total_weight(words: Iterable[str], weight: Mapping[str, float]) -> float:
    """The weight of some words together: how much they tell.

    Examples
    --------
    >>> total_weight({"专窗", "驿站"}, {"专窗": 2.0, "驿站": 1.5, "公园": 1.0})
    3.5
    """
    # sorted: the order of a set is not the same on every run, and a sum depends on it in the last digit
    return sum(weight[word] for word in sorted(words))
