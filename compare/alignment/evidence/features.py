"""What speaks for and against two measures being the same, each piece a number with a name.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*, and each has one value for every name in `FEATURES`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.matrices import (
    BLOCK,
    CharacterOverlap,
    PlacedSimilarity,
    SimilarityMatrices,
    similarity_matrices,
)
from compare.alignment.evidence.overlap import Holdings, Places, shared_things
from compare.alignment.evidence.profiles import Profile, profile, total_weight
from compare.alignment.similarity import Matrix, inverse_frequency
from compare.language.commonness import telling
from compare.model import Report

_COUNTERPARTS: Final = 10  # a measure's; of labelled links 98 % are among them
_LEAST_SIMILARITY: Final = 0.02
_RAREST: Final = 3
_NEIGHBOURS: Final = ((1, 1.0), (2, 0.7), (3, 0.4))  # how far away, and what it counts
_NOTHING: Final = 1e-9
_ONE_FORM: Final = 3  # the power of the share that is alike
_SAME_FORM: Final = 0.02  # what is less alike is no form
_SLIGHT: Final = 0.3  # what an everyday word tells

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of measures that are looked at (k `rows` and `columns`), with all that is known of them.

    `before` and `after` are the profiles of all measures, `weight` is how rare a word is in both reports.
    `margins` tell by how much a pair is more alike than its row's others, and its column's;
    `characters_shared` how much the characters tell that both have (the rarer, the more); `contained` the
    share of one's clause, and of its first, that the other has, by characters.
    """

    rows: Places
    columns: Places
    before: Sequence[Profile]
    after: Sequence[Profile]
    matrices: SimilarityMatrices
    weight: Mapping[str, float]
    margins: tuple[Vector, Vector]
    characters_shared: Vector
    contained: tuple[Vector, Vector]
    words_shared: "SharedWords"
    told: "WordsTold"

    def of(self, matrix: Matrix) -> Vector:
        """The pairs' values in an n × m matrix."""
        values: Vector = matrix[self.rows, self.columns].astype(np.float64)
        return values

    def smaller(self, value: Callable[[Profile], float]) -> Vector:
        """The smaller of the values of each pair's two profiles."""
        before, after = (
            np.array([value(each) for each in side], dtype=np.float64) for side in (self.before, self.after)
        )
        return np.minimum(before[self.rows], after[self.columns])

    def both_hold(self, held: Callable[[Profile], frozenset[str]]) -> Vector:
        """How many of what the two profiles of each pair hold is the same (two say all)."""
        shared = np.zeros(len(self.rows))
        for place in np.flatnonzero(self.smaller(lambda each: len(held(each)))):
            before, after = self.before[self.rows[place]], self.after[self.columns[place]]
            shared[place] = min(2, len(held(before) & held(after)))
        return shared


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The words that both of each of `count` pairs say: of which pair (in order), and how much it tells."""

    pair: Places
    weight: Vector
    count: int

    @classmethod
    def of(
        cls,
        pairs: tuple[Places, Places],
        before: Sequence[Profile],
        after: Sequence[Profile],
        words_of: Callable[[Profile], frozenset[str]],
        weight: Mapping[str, float],
    ) -> "SharedWords":
        """Those among some words of the profiles of each pair."""
        number = {word: place for place, word in enumerate(sorted(weight))}
        weights = np.array([weight[word] for word in number], dtype=np.float64)
        texts, others = (
            Holdings.of([sorted(number[word] for word in words_of(each)) for each in side], len(number))
            for side in (before, after)
        )
        found = [
            (which + part.start, weights[words])
            for part, which, words in shared_things(texts, others.present(), *pairs)
        ]
        none = np.zeros(0, dtype=np.intp), np.zeros(0)
        which, held = (np.concatenate(each) for each in zip(none, *found, strict=True))
        return cls(which, held, len(pairs[0]))

    def total(self) -> Vector:
        """The weight of all of them, for each pair."""
        return np.bincount(self.pair, self.weight, self.count).astype(np.float64)

    def count_each(self) -> Vector:
        """How many they are, for each pair."""
        return np.bincount(self.pair, minlength=self.count).astype(np.float64)

    def rarest(self, most: int) -> Vector:
        """The weight of the `most` rarest of each pair."""
        order = np.lexsort((-self.weight, self.pair))
        pair, weight = self.pair[order], self.weight[order]
        kept = np.arange(len(pair)) - np.searchsorted(pair, pair) < most
        return np.bincount(pair[kept], weight[kept], self.count).astype(np.float64)


@dataclass(frozen=True, slots=True)
class WordsTold:
    """The words that both of each pair say, anywhere and of acts, by how much they tell in any report."""

    words_shared: SharedWords
    acts_shared: SharedWords
    weight: Mapping[str, float]

    def by_acts(self, profile: Profile) -> float:
        """How much the words of a measure's acts tell."""
        return total_weight(profile.acts, self.weight)


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
    return np.log1p(pairs.characters_shared)


def least_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than either measure is with any other: of both, the smaller."""
    return np.minimum(*pairs.margins)


def greatest_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than that of the two is with any other which has less of a rival."""
    return np.maximum(*pairs.margins)


def neighbours(pairs: Pairs) -> Vector:
    """How alike the sentences before both and after both are: a continued measure's neighbours go on too."""
    similarity, comparable = pairs.matrices.overall, pairs.matrices.comparable
    height, width = similarity.shape
    beside = np.zeros(len(pairs.rows))
    for step, counts in _NEIGHBOURS:
        for shift in (step, -step):
            rows, columns = pairs.rows + shift, pairs.columns + shift
            inside = (rows >= 0) & (columns >= 0) & (rows < height) & (columns < width)
            rows, columns = rows[inside], columns[inside]
            beside[inside] += counts * np.where(comparable[rows, columns], similarity[rows, columns], 0.0)
    return beside


def same_section(pairs: Pairs) -> Vector:
    """How alike their sections are: 1 where no other section is more like either's."""
    return _against_best(pairs.matrices.sections, pairs)


def same_paragraph(pairs: Pairs) -> Vector:
    """How alike their paragraphs are: 1 where no other paragraph is more like either's."""
    return _against_best(pairs.matrices.paragraphs, pairs)


def clause_containment(pairs: Pairs) -> Vector:
    """The share of one clause that the other measure says too, of the best containment: a split, a merge."""
    return pairs.contained[0]


def opening_containment(pairs: Pairs) -> Vector:
    """The share of a first clause that the other measure says too: it tells the act and its object."""
    return pairs.contained[1]


def word_containment(pairs: Pairs) -> Vector:
    """The share of the words of one, by how much they tell, that the other says, too."""
    fewer = pairs.smaller(lambda each: total_weight(each.words, pairs.weight))
    containment: Vector = pairs.words_shared.total() / np.maximum(fewer, _NOTHING)
    return containment


def rare_words(pairs: Pairs) -> Vector:
    """How rare the three rarest words are that both say: `睦邻中心` tells more than `服务`."""
    return pairs.words_shared.rarest(_RAREST) / 24


def shorter_length(pairs: Pairs) -> Vector:
    """The length of the shorter one (logarithm): what two short sentences share may be all they say."""
    lengths: Vector = np.log1p(pairs.smaller(lambda each: len(each.text)))
    return lengths


def names_shared(pairs: Pairs) -> Vector:
    """How many documents and catchwords both name (two say all): 《公平竞争审查条例》, “一件事”."""
    return pairs.both_hold(lambda each: each.names)


def names_one_sided(pairs: Pairs) -> Vector:
    """1 where only one of them names any document or catchword."""
    before, after = (np.array([bool(each.names) for each in side]) for side in (pairs.before, pairs.after))
    one_sided: Vector = (before[pairs.rows] != after[pairs.columns]).astype(np.float64)
    return one_sided


def opening_act(pairs: Pairs) -> Vector:
    """The share of the content words of one's first act that the other's first act says, too."""
    most = max(pairs.weight.values(), default=1.0)
    places = pairs.rows, pairs.columns
    told = SharedWords.of(places, pairs.before, pairs.after, lambda each: each.opening, pairs.weight).total()
    share: Vector = told / np.maximum(
        most, pairs.smaller(lambda each: total_weight(each.opening, pairs.weight))
    )
    return share


def object_exchanged(pairs: Pairs) -> Vector:
    """How much is told by words that stand for one another in sentences which else are of one form."""
    shared = pairs.told.words_shared.count_each()
    sizes = [np.array([len(each.words) for each in side]) for side in (pairs.before, pairs.after)]
    besides = np.maximum(sizes[0][pairs.rows], sizes[1][pairs.columns]) - shared
    form: Vector = (shared / (shared + np.maximum(0, besides - 1) + _NOTHING)) ** _ONE_FORM
    exchanged = np.zeros(len(form))
    for place in np.flatnonzero(form > _SAME_FORM):
        before, after = (
            side[at].words
            for side, at in ((pairs.before, pairs.rows[place]), (pairs.after, pairs.columns[place]))
        )
        sides = before - after, after - before
        exchanged[place] = min(max(map(telling, side), default=0.0) for side in sides)
    return exchanged * form


def phrase_alone_shared(pairs: Pairs) -> Vector:
    """How much of what both say is a phrase of purpose or manner, where their acts have nothing in common."""
    everything, acts = pairs.told.words_shared.total(), pairs.told.acts_shared.total()
    besides = np.maximum(0.0, pairs.smaller(pairs.told.by_acts) - acts)
    phrases: Vector = (1 - acts / np.maximum(_NOTHING, everything)) * besides / (besides + acts + _SLIGHT)
    return phrases


def figures_shared(pairs: Pairs) -> Vector:
    """How many numbers with their units both give alike (two say all)."""
    return pairs.both_hold(lambda each: each.figures)


def role_agreement(pairs: Pairs) -> Vector:
    """How likely both have the same role (logarithm): a sentence in doubt may be linked, at its price."""
    agreement: Vector = np.log(pairs.matrices.roles.agreement(pairs.rows, pairs.columns) + 0.02)
    return agreement


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
    object_exchanged,
    phrase_alone_shared,
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
    chosen = _likeliest(matrices.overall, matrices.comparable)
    rows, columns = np.divmod(chosen, max(1, len(after)))
    weight = inverse_frequency(each.words for each in (*before, *after))
    told = {word: telling(word) for word in weight}
    overlap = CharacterOverlap(baseline.measures, current.measures)
    pairs = Pairs(
        rows=rows,
        columns=columns,
        before=before,
        after=after,
        matrices=matrices,
        weight=weight,
        margins=(
            _margins(matrices.overall, matrices.comparable, rows, columns),
            _margins(matrices.overall.T, matrices.comparable.T, columns, rows),
        ),
        characters_shared=overlap.shared(rows, columns),
        contained=overlap.containment(rows, columns),
        words_shared=SharedWords.of((rows, columns), before, after, lambda each: each.words, weight),
        told=WordsTold(
            SharedWords.of((rows, columns), before, after, lambda each: each.words, told),
            SharedWords.of((rows, columns), before, after, lambda each: each.acts, told),
            told,
        ),
    )
    values = np.column_stack([feature(pairs) for feature in FEATURES])
    return Candidates(tuple(zip(rows.tolist(), columns.tolist(), strict=True)), values, before, after, weight)


def _likeliest(similarity: Matrix, comparable: NDArray[np.bool_]) -> Places:
    """The likeliest counterparts of every row and every column in order, as row × width + column."""
    width = similarity.shape[1]
    of_rows = [row * width + column for row, column in _best_of_rows(similarity, comparable)]
    of_columns = [row * width + column for column, row in _best_of_rows(similarity.T, comparable.T)]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *of_rows, *of_columns]))


def _best_of_rows(similarity: Matrix, comparable: NDArray[np.bool_]) -> Iterator[tuple[Places, Places]]:
    """The places of each row's best values, the first of equal ones, some rows at a time."""
    for start, block in _blocks(similarity, comparable):
        least = np.full(len(block), _LEAST_SIMILARITY)
        if block.shape[1] > _COUNTERPARTS:
            last = np.partition(block, -_COUNTERPARTS, axis=1)[:, -_COUNTERPARTS]
            least = np.maximum(least, np.nextafter(last, np.float32(-1.0)))
        rows, columns = np.nonzero(block > least[:, None])
        order = np.lexsort((columns, -block[rows, columns], rows))
        rows, columns = rows[order], columns[order]
        best = np.arange(len(rows)) - np.searchsorted(rows, rows) < _COUNTERPARTS
        yield rows[best] + start, columns[best]


def _blocks(similarity: Matrix, comparable: NDArray[np.bool_]) -> Iterator[tuple[int, Matrix]]:
    """The rows in blocks, each with its first: the values of what is comparable, 0 for the others."""
    for start in range(0, len(similarity), BLOCK):
        block = slice(start, start + BLOCK)
        yield start, np.where(comparable[block], similarity[block], np.float32(0.0))


def _margins(similarity: Matrix, comparable: NDArray[np.bool_], rows: Places, columns: Places) -> Vector:
    """The value of each pair less the best other comparable value of its row."""
    values: Vector = similarity[rows, columns].astype(np.float64)
    if similarity.shape[1] < 2:
        return values
    best, second = np.zeros(len(similarity)), np.zeros(len(similarity))
    for start, block in _blocks(similarity, comparable):
        every, place = np.arange(len(block)), block.argmax(axis=1)
        best[start : start + len(block)] = block[every, place]
        block[every, place] = -np.inf
        second[start : start + len(block)] = block.max(axis=1)
    is_best = np.where(comparable[rows, columns], values, 0.0) == best[rows]
    margins: Vector = values - np.where(is_best, second[rows], best[rows])
    return margins


def _against_best(places: PlacedSimilarity, pairs: Pairs) -> Vector:
    """The value of each pair as a share of the best of its row and of its column, the mean of the two."""
    values = places.of(pairs.rows, pairs.columns)
    in_row, in_column = (places.between.max(axis=axis, initial=0.0).astype(np.float64) for axis in (1, 0))
    of_column = values / np.maximum(in_column[places.columns[pairs.columns]], _NOTHING)
    of_row = values / np.maximum(in_row[places.rows[pairs.rows]], _NOTHING)
    share: Vector = (of_column + of_row) / 2
    return share
