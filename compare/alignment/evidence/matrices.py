"""How alike the measures of two reports are, seen in several ways: as wholes, by clause, by their places."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.similarity import Matrix, cosine, grams_of, inverse_frequency
from compare.language.clauses import split_clauses
from compare.language.normalise import normalise
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import Measure, Report, Role

_LEAST_AGREEMENT: Final = 0.05  # of 2,054 labelled links 62 are below it


@dataclass(frozen=True, slots=True)
class SimilarityMatrices:
    """Each n × m, of any two measures; from 0 (nothing in common) to 1 but for `characters_shared`.

    `overall` is the mean of the given similarity and of those by words, content words and characters;
    `same_role` is how likely two have the same role, whichever.
    `paragraphs` and `sections` are of those that the two stand in. `characters_shared` is how much the
    characters tell that both have (the rarer, the more); `clause_containment` the share of one's clause,
    `opening_containment` of its first, that the other has, by characters.
    """

    overall: Matrix
    same_role: Matrix
    characters: Matrix
    content_words: Matrix
    paragraphs: Matrix
    sections: Matrix
    characters_shared: Matrix
    clause_containment: Matrix
    opening_containment: Matrix

    @property
    def comparable(self) -> NDArray[np.bool_]:
        """Whether two may have the same role: a plan and a deed may not, where neither is in doubt."""
        return self.same_role > _LEAST_AGREEMENT


def similarity_matrices(baseline: Report, current: Report, similarity: Matrix) -> SimilarityMatrices:
    """Every similarity of two reports' measures.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    similarity
        n × m, that by `--similarity`.

    Examples
    --------
    >>> from compare.alignment.similarity import ngram_similarity
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    >>> matrices = similarity_matrices(baseline, current, similarity)
    >>> matrices.overall.shape == (len(baseline.measures), len(current.measures))
    True
    """
    before, after = baseline.measures, current.measures
    words = _counters(before, _word_list), _counters(after, _word_list)
    content_words = (
        [_content_words(count) for count in words[0]],
        [_content_words(count) for count in words[1]],
    )
    characters = _counters(before, normalise), _counters(after, normalise)
    grams = _grams(before), _grams(after)
    by_characters, by_content_words = cosine(*characters), cosine(*content_words)
    mean = (similarity + cosine(*words) + by_content_words + by_characters) / 4
    weights = _CharacterWeights.of([*characters[0], *characters[1]])
    forth, back = _Containment.of(before, after, weights), _Containment.of(after, before, weights)
    return SimilarityMatrices(
        overall=mean,
        same_role=_role_odds(before) @ _role_odds(after).T,
        characters=by_characters,
        content_words=by_content_words,
        paragraphs=_of_places(grams, ([m.paragraph for m in before], [m.paragraph for m in after])),
        sections=_of_places(grams, ([m.section for m in before], [m.section for m in after])),
        characters_shared=_shared(before, after, weights),
        clause_containment=np.maximum(forth.best, back.best.T),
        opening_containment=np.maximum(forth.opening, back.opening.T),
    )


def _role_odds(measures: Sequence[Measure]) -> Matrix:
    """How likely each measure has which role; of one whose role is certain 1 for it."""
    odds = [dict(measure.odds) or {measure.role: 1.0} for measure in measures]
    return np.array([[each.get(role, 0.0) for role in Role] for each in odds]).reshape(-1, len(Role))


def _counters(measures: Sequence[Measure], parts: Callable[[str], Iterable[str]]) -> list[Counter[str]]:
    return [Counter(parts(measure.text)) for measure in measures]


def _word_list(text: str) -> list[str]:
    return [word for word in cut_words(normalise(text)) if len(word) > 1]


def _content_words(words: Counter[str]) -> Counter[str]:
    return Counter({word: n for word, n in words.items() if word not in STOPWORDS})


def _grams(measures: Sequence[Measure]) -> list[list[str]]:
    return [grams_of(normalise(measure.text)) for measure in measures]


def _of_places(
    grams: tuple[Sequence[list[str]], Sequence[list[str]]], places: tuple[Sequence[int], Sequence[int]]
) -> Matrix:
    """How alike the paragraphs or sections are that any two measures stand in, which `places` number."""
    counts: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})
    for held, side, count in zip(grams, places, counts, strict=True):
        for each, place in zip(held, side, strict=True):
            count.setdefault(place, Counter()).update(each)
    similarity = cosine(list(counts[0].values()), list(counts[1].values()))
    at = [{place: number for number, place in enumerate(count)} for count in counts]
    return similarity[np.ix_([at[0][place] for place in places[0]], [at[1][place] for place in places[1]])]


@dataclass(frozen=True, slots=True)
class _CharacterWeights:
    """A column for every character, and how much it tells."""

    column: dict[str, int]
    values: NDArray[np.float32]

    @classmethod
    def of(cls, counts: Sequence[Iterable[str]]) -> "_CharacterWeights":
        weight = inverse_frequency(counts)
        characters = sorted(weight)
        return cls(
            {character: place for place, character in enumerate(characters)},
            np.array([weight[character] for character in characters], dtype=np.float32),
        )

    def present(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """1 for every character (column) that a text (row) has."""
        matrix = np.zeros((len(texts), len(self.column)), dtype=np.float32)
        for row, text in enumerate(texts):
            matrix[row, [self.column[character] for character in set(text)]] = 1.0
        return matrix


def _shared(before: Sequence[Measure], after: Sequence[Measure], weights: _CharacterWeights) -> Matrix:
    rows, columns = (
        weights.present([normalise(measure.text) for measure in side]) for side in (before, after)
    )
    return ((rows * weights.values) @ columns.T).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Containment:
    """Of every measure's clauses the share that any other measure has: of the best held and of the first."""

    best: Matrix
    opening: Matrix

    @classmethod
    def of(
        cls, measures: Sequence[Measure], others: Sequence[Measure], weights: _CharacterWeights
    ) -> "_Containment":
        clauses = [[clause.words for clause in split_clauses(measure.text)] or [""] for measure in measures]
        starts = np.cumsum([0, *(len(each) for each in clauses[:-1])], dtype=np.intp)
        weighted = weights.present([words for each in clauses for words in each]) * weights.values
        whole = weights.present([normalise(other.text) for other in others])
        contained = (weighted @ whole.T).astype(np.float64)
        shares = np.minimum(
            1.0, contained / np.maximum(weighted.sum(axis=1, keepdims=True, dtype=np.float64), 1e-9)
        )
        return cls(np.maximum.reduceat(shares, starts, axis=0), shares[starts])
