"""How alike the measures of two reports are, seen in several ways: as wholes, by clause, by their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.overlap import Holdings, Places, Vector, containment, distinct, shared_weight
from compare.alignment.similarity import Grams, Matrix, character_counts, cosine_of, thing_counts
from compare.language.clauses import split_clauses
from compare.language.normalise import normalise
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import Measure, Report, Role, TextPart

BLOCK: Final = 256  # rows of a matrix that are worked on at a time, for memory's sake
_LEAST_AGREEMENT: Final = 0.05  # of 2,054 labelled links 62 are below it


@dataclass(frozen=True, slots=True)
class PlacedSimilarity:
    """How alike the places are in which any two measures stand: `between` any two, and which is whose."""

    between: Matrix
    rows: Places
    columns: Places

    def of(self, rows: Places, columns: Places) -> Vector:
        """That of the places of some pairs of measures."""
        return self.between[self.rows[rows], self.columns[columns]].astype(np.float64)


@dataclass(frozen=True, slots=True)
class RoleOdds:
    """How likely each measure of both sides has which role: n × roles, and m × roles.

    To explain a term is counted as a further role, for an explanation is the same only as another one.
    """

    before: NDArray[np.float64]
    after: NDArray[np.float64]

    def having(self, role: Role) -> tuple[Vector, Vector]:
        """How likely each measure of either side has a role."""
        column = list(Role).index(role)
        return self.before[:, column], self.after[:, column]

    def agreement(self, rows: Places, columns: Places) -> Vector:
        """How likely the two of each pair have the same role, whichever."""
        same: Vector = (self.before[rows] * self.after[columns]).sum(axis=1)
        return same

    def comparable(self) -> NDArray[np.bool_]:
        """Whether two may have the same role: a plan and a deed may not, where neither is in doubt."""
        comparable = np.empty((len(self.before), len(self.after)), dtype=np.bool_)
        for start in range(0, len(self.before), BLOCK):
            rows = slice(start, start + BLOCK)
            comparable[rows] = self.before[rows] @ self.after.T > _LEAST_AGREEMENT
        return comparable


@dataclass(frozen=True, slots=True)
class SimilarityMatrices:
    """Each n × m, of any two measures; from 0 (nothing in common) to 1.

    `overall` is the mean of the given similarity and of those by words, content words and characters;
    `roles` say how likely each measure has which; `paragraphs` and `sections` are of those that the two
    stand in.
    """

    overall: Matrix
    content_words: Matrix
    roles: RoleOdds
    paragraphs: PlacedSimilarity
    sections: PlacedSimilarity


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
    before, after = ([normalise(each.text) for each in report.measures] for report in (baseline, current))
    number: dict[str, int] = {}
    words = [[_numbered(text, number) for text in side] for side in (before, after)]
    is_content = np.array([word not in STOPWORDS for word in number], dtype=np.bool_)
    counts = [thing_counts(side) for side in words]
    by_content_words = cosine_of(*(each.only(is_content) for each in counts))
    mean = similarity.astype(np.float32)
    mean += cosine_of(*counts)
    mean += by_content_words
    mean += cosine_of(character_counts(before), character_counts(after))
    mean /= 4
    measures = baseline.measures, current.measures
    grams = Grams.of_both(before, after)
    return SimilarityMatrices(
        overall=mean,
        content_words=by_content_words,
        roles=RoleOdds(_role_odds(baseline.measures), _role_odds(current.measures)),
        paragraphs=_of_places(grams, *([each.paragraph for each in side] for side in measures)),
        sections=_of_places(grams, *([each.section for each in side] for side in measures)),
    )


def _numbered(text: str, number: dict[str, int]) -> list[int]:
    """The words of a text, each by its number; a new one gets the next."""
    return [number.setdefault(word, len(number)) for word in cut_words(text) if len(word) > 1]


def _role_odds(measures: Sequence[Measure]) -> NDArray[np.float64]:
    """How likely each measure has which role; of one whose role is certain 1 for it."""
    kinds = (*Role, TextPart.GLOSSARY)
    odds = map(_odds, measures)
    return np.array([[each.get(kind, 0.0) for kind in kinds] for each in odds]).reshape(-1, len(kinds))


def _odds(measure: Measure) -> dict[Role | TextPart, float]:
    if measure.part is TextPart.GLOSSARY:
        return {TextPart.GLOSSARY: 1.0}
    return {**dict(measure.odds)} or {measure.role: 1.0}


def _of_places(grams: tuple[Grams, Grams], rows: Sequence[int], columns: Sequence[int]) -> PlacedSimilarity:
    """How alike the paragraphs or sections are that any two measures stand in, which `rows`, … number."""
    numbered = [np.unique(np.array(side, dtype=np.intp), return_inverse=True) for side in (rows, columns)]
    counts = [side.counts(len(known), place) for (known, place), side in zip(numbered, grams, strict=True)]
    return PlacedSimilarity(cosine_of(*counts), numbered[0][1], numbered[1][1])


class CharacterOverlap:
    """The characters that pairs of measures have in common, by how much they tell: the rarer, the more."""

    def __init__(self, before: Sequence[Measure], after: Sequence[Measure]) -> None:
        self._clauses = [[_clauses(each) for each in side] for side in (before, after)]
        texts = [[normalise(each.text) for each in side] for side in (before, after)]
        codes = [_codes(side) for side in texts]
        self._known = distinct(np.concatenate(codes))
        self._whole = [self._holdings(side, coded) for side, coded in zip(texts, codes, strict=True)]
        held = np.bincount(np.concatenate([side.things for side in self._whole]), minlength=len(self._known))
        self._weights = np.log((1 + len(before) + len(after)) / (1 + held)) + 1.0

    def shared(self, rows: Places, columns: Places) -> Vector:
        """How much the characters tell that both of each pair have."""
        return shared_weight(self._whole[0], self._present[1], rows, columns, self._weights)

    def containment(self, rows: Places, columns: Places) -> tuple[Vector, Vector]:
        """The share of a clause of one that the other has: of the clause best held, and of the first."""
        forth, back = self._contained(0, rows, columns), self._contained(1, columns, rows)
        return np.maximum(forth[0], back[0]), np.maximum(forth[1], back[1])

    def _contained(self, side: int, rows: Places, columns: Places) -> tuple[Vector, Vector]:
        parts, starts = self._parts[side]
        return containment(parts, starts, self._present[1 - side], rows, columns, self._weights)

    @cached_property
    def _parts(self) -> list[tuple[Holdings, Places]]:
        """The characters of all clauses of either side, and where those of each measure begin."""
        return [
            (self._holdings(pieces, _codes(pieces)), np.cumsum([0, *map(len, clauses)], dtype=np.intp))
            for clauses in self._clauses
            for pieces in [list(chain.from_iterable(clauses))]
        ]

    @cached_property
    def _present(self) -> list[NDArray[np.bool_]]:
        return [side.present() for side in self._whole]

    def _holdings(self, texts: Sequence[str], codes: Places) -> Holdings:
        """The characters of texts, each once and in order, by their places among all."""
        width = len(self._known)
        owner = np.repeat(np.arange(len(texts)), np.array([len(text) for text in texts], dtype=np.intp))
        held = distinct(owner * width + np.searchsorted(self._known, codes))
        return Holdings(np.searchsorted(held, np.arange(len(texts) + 1) * width), held % width, width)


def _codes(texts: Sequence[str]) -> Places:
    """The code points of all texts, one after another."""
    encoded = "".join(texts).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(encoded, dtype=np.uint32).astype(np.intp)


def _clauses(measure: Measure) -> list[str]:
    return [clause.words for clause in split_clauses(measure.text)] or [""]
