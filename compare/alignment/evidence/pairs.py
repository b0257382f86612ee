"""The pairs of measures that are looked at, and all that is known of them: the ground of every feature.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*. Which two can belong together at all is for the question to say that is asked:
two of one role for a link, a plan and a deed for a pledge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.matrices import (
    BLOCK,
    CharacterOverlap,
    SimilarityMatrices,
    similarity_matrices,
)
from compare.alignment.evidence.overlap import Holdings, Places, Vector, distinct, shared_things
from compare.alignment.evidence.profiles import Profile, profile
from compare.alignment.similarity import Matrix, inverse_frequency
from compare.language.commonness import telling
from compare.model import Report

_COUNTERPARTS: Final = 10  # a measure's; of labelled links 98 % are among them
_BY_MEANING: Final = 3  # by an encoder, besides
_LEAST_SIMILARITY: Final = 0.02


HeldWords = tuple[Holdings, Holdings]


@dataclass(frozen=True)
class Likeness:
    """What is known of the measures of two reports and of any two of them, whichever are looked at.

    `before` and `after` are the profiles of all measures, `similarity` (n × m) is the given one, `meaning`
    that by a sentence encoder, where one was asked for; `weight` says how rare a word is in both reports.
    What only some questions need is worked out when it is asked for.
    """

    before: Sequence[Profile]
    after: Sequence[Profile]
    similarity: Matrix
    matrices: SimilarityMatrices
    weight: Mapping[str, float]
    overlap: CharacterOverlap
    meaning: Matrix | None = None

    @cached_property
    def rarity(self) -> Vector:
        """How rare each word is in both reports, by its number: its place among all, sorted."""
        return np.array([self.weight[word] for word in self._number], dtype=np.float64)

    @cached_property
    def told(self) -> Vector:
        """How much each word tells in any report, by its number."""
        return np.array([telling(word) for word in self._number], dtype=np.float64)

    @cached_property
    def words(self) -> HeldWords:
        """The words of all measures of either side."""
        return self.held(lambda each: each.words)

    @cached_property
    def acts(self) -> HeldWords:
        """Those of their clauses that tell an act."""
        return self.held(lambda each: each.acts)

    def held(self, words_of: Callable[[Profile], frozenset[str]]) -> HeldWords:
        """Some words of the measures of either side, by their numbers."""
        before, after = (self.numbered(map(words_of, side)) for side in (self.before, self.after))
        return before, after

    def numbered(self, texts: Iterable[frozenset[str]]) -> Holdings:
        """The words of some texts by their numbers; none that neither report has."""
        number = self._number
        return Holdings.of([sorted(map(number.__getitem__, words)) for words in texts], len(number))

    @cached_property
    def _number(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(sorted(self.weight))}


def gather_likeness(
    baseline: Report, current: Report, similarity: Matrix, meaning: Matrix | None = None
) -> Likeness:
    """How alike the measures of two reports are, n and m of them.

    Parameters
    ----------
    baseline, current
        The reports.
    similarity
        n × m, of any two measures, as a `Similarity` gives it.
    meaning
        n × m, the same by a sentence encoder, where one was asked for.

    Examples
    --------
    >>> from compare.alignment.similarity import ngram_similarity
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    >>> likeness = gather_likeness(baseline, current, similarity)
    >>> likeness.matrices.overall.shape == (len(baseline.measures), len(current.measures))
    True
    """
    before = [profile(measure) for measure in baseline.measures]
    after = [profile(measure) for measure in current.measures]
    weight = inverse_frequency(each.words for each in (*before, *after))
    return Likeness(
        before=before,
        after=after,
        similarity=similarity,
        matrices=similarity_matrices(baseline, current, similarity),
        weight=weight,
        overlap=CharacterOverlap(baseline.measures, current.measures),
        meaning=meaning,
    )


@dataclass(frozen=True)
class Pairs:
    """The pairs of measures that are looked at (k `rows` and `columns`), with all that is known of them.

    `comparable` (n × m) says which two can belong together at all.
    """

    rows: Places
    columns: Places
    likeness: Likeness
    comparable: NDArray[np.bool_]

    @cached_property
    def margins(self) -> tuple[Vector, Vector]:
        """By how much each is more alike than its row's others, and than its column's."""
        overall = self.likeness.matrices.overall
        return (
            _margins(overall, self.comparable, self.rows, self.columns),
            _margins(overall.T, self.comparable.T, self.columns, self.rows),
        )

    @cached_property
    def contained(self) -> tuple[Vector, Vector]:
        """The share of one's clause, and of its first, that the other has, by characters."""
        return self.likeness.overlap.containment(self.rows, self.columns)

    @cached_property
    def words_shared(self) -> "SharedWords":
        """The words that both say."""
        return self.shared(self.likeness.words)

    def shared(self, held: HeldWords) -> "SharedWords":
        """What both hold of some words."""
        return SharedWords.of(self.rows, self.columns, held)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The row and column of each."""
        return tuple(zip(self.rows.tolist(), self.columns.tolist(), strict=True))

    def of(self, matrix: Matrix) -> Vector:
        """The pairs' values in an n × m matrix."""
        values: Vector = matrix[self.rows, self.columns].astype(np.float64)
        return values

    def smaller(self, before: Sequence[float] | Vector, after: Sequence[float] | Vector) -> Vector:
        """The smaller of the values of each pair's two measures, given those of all of either side."""
        values = (np.asarray(side, dtype=np.float64) for side in (before, after))
        least: Vector = np.minimum(next(values)[self.rows], next(values)[self.columns])
        return least

    def less_held(self, held: HeldWords, weights: Vector) -> Vector:
        """The weight of the words that either of each pair holds: the smaller."""
        return self.smaller(*(side.weight(weights) for side in held))

    def both_hold(self, held: Callable[[Profile], frozenset[str]]) -> Vector:
        """How many of what the two profiles of each pair hold is the same (two say all)."""
        shared = np.zeros(len(self.rows))
        counts = ([len(held(each)) for each in side] for side in (self.likeness.before, self.likeness.after))
        for place in np.flatnonzero(self.smaller(*counts)):
            before, after = self.profiles(int(place))
            shared[place] = min(2, len(held(before) & held(after)))
        return shared

    def profiles(self, place: int) -> tuple[Profile, Profile]:
        """The profiles of one of the pairs."""
        return self.likeness.before[self.rows[place]], self.likeness.after[self.columns[place]]


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The words that both of each of `count` pairs say: of which pair (in order), and which, by number."""

    pair: Places
    word: Places
    count: int

    @classmethod
    def of(cls, rows: Places, columns: Places, held: HeldWords) -> "SharedWords":
        """Those among the words that the two sides hold, of pairs of their texts."""
        texts, others = held
        found = [
            (which + part.start, words)
            for part, which, words in shared_things(texts, others.present(), rows, columns)
        ]
        none = np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
        which, word = (np.concatenate(each) for each in zip(none, *found, strict=True))
        return cls(which, word, len(rows))

    def total(self, weights: Vector) -> Vector:
        """The weight of all of them, for each pair, given that of every word."""
        return np.bincount(self.pair, weights[self.word], self.count).astype(np.float64)

    def count_each(self) -> Vector:
        """How many they are, for each pair."""
        return np.bincount(self.pair, minlength=self.count).astype(np.float64)

    def heaviest(self, most: int, weights: Vector) -> Vector:
        """The weight of the `most` heaviest of each pair."""
        held = weights[self.word]
        order = np.lexsort((-held, self.pair))
        pair, held = self.pair[order], held[order]
        kept = np.arange(len(pair)) - np.searchsorted(pair, pair) < most
        return np.bincount(pair[kept], held[kept], self.count).astype(np.float64)


def look_at(likeness: Likeness, comparable: NDArray[np.bool_]) -> Pairs:
    """The pairs that are looked at: the likeliest counterparts of every measure among the comparable ones."""
    overall = likeness.matrices.overall
    rows, columns = np.divmod(_places_looked_at(likeness, comparable), max(1, overall.shape[1]))
    return Pairs(rows, columns, likeness, comparable)


def _places_looked_at(likeness: Likeness, comparable: NDArray[np.bool_]) -> Places:
    """The likeliest by wording, and by meaning where that is known."""
    worded = _likeliest(likeness.matrices.overall, comparable)
    if likeness.meaning is None:
        return worded
    by_meaning = _likeliest(likeness.meaning, comparable, _BY_MEANING)
    return distinct(np.concatenate([worded, by_meaning]))


def _likeliest(similarity: Matrix, comparable: NDArray[np.bool_], most: int = _COUNTERPARTS) -> Places:
    """The likeliest counterparts of every row and every column in order, as row × width + column."""
    width = similarity.shape[1]
    of_rows = [row * width + column for row, column in _best_of_rows(similarity, comparable, most)]
    of_columns = [row * width + column for column, row in _best_of_rows(similarity.T, comparable.T, most)]
    return distinct(np.concatenate([np.zeros(0, dtype=np.intp), *of_rows, *of_columns]))


def _best_of_rows(
    similarity: Matrix, comparable: NDArray[np.bool_], most: int
) -> Iterator[tuple[Places, Places]]:
    """The places of each row's best values, the first of equal ones, some rows at a time."""
    for start, block in _blocks(similarity, comparable):
        least = np.full(len(block), _LEAST_SIMILARITY)
        if block.shape[1] > most:
            last = np.partition(block, -most, axis=1)[:, -most]
            least = np.maximum(least, np.nextafter(last, np.float32(-1.0)))
        rows, columns = np.nonzero(block > least[:, None])
        order = np.lexsort((columns, -block[rows, columns], rows))
        rows, columns = rows[order], columns[order]
        best = np.arange(len(rows)) - np.searchsorted(rows, rows) < most
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
