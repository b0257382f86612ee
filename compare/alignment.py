"""Which measures of two reports are the same: one decision over both reports as a whole.

The section is evidence, not a wall. A measure links to its mutual best counterpart of the same role; what is
left over joins a link as a part of it, where a measure was split or several were merged.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from compare.model import Evidence, Report, Role
from compare.similarity import Matrix, Similarity, ngram_similarity

_LEAST_SCORE: Final = 0.14
_LEAST_PART_SCORE: Final = 0.30
_CANDIDATES: Final = 3
_LEAST_CANDIDATE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Link:
    """The same measure in both reports, as indexes into `Report.measures`, and the probability that it is."""

    baseline: tuple[int, ...]
    current: tuple[int, ...]
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All links of two reports; `likeness` and `probability` are n × m, of any two measures."""

    links: tuple[Link, ...]
    likeness: Matrix
    probability: Matrix

    def candidates(
        self, *, row: int | None = None, column: int | None = None
    ) -> tuple[tuple[int, float], ...]:
        """The likeliest counterparts of a measure that has none, best first: (index, probability)."""
        scores = self.probability[row] if row is not None else self.probability[:, column]
        best = sorted(range(len(scores)), key=lambda index: (-scores[index], index))[:_CANDIDATES]
        return tuple((index, float(scores[index])) for index in best if scores[index] >= _LEAST_CANDIDATE)


def align(baseline: Report, current: Report, similarity: Similarity = ngram_similarity) -> Alignment:
    """The links between two reports' measures, in the order of the baseline.

    `签订协议5省16地` links to `签订协议8省22地` wherever that stands.
    """
    likeness = similarity(
        [measure.text for measure in baseline.measures], [measure.text for measure in current.measures]
    )
    probability = np.where(_comparable(baseline, current), likeness, 0.0)
    partner = _mutual_best(probability)
    groups = _with_parts(probability, partner)
    links = tuple(
        Link(rows, columns, float(score := probability[np.ix_(rows, columns)].max()), _evidence(score))
        for rows, columns in groups
    )
    return Alignment(links, likeness, probability)


def _comparable(baseline: Report, current: Report) -> Matrix:
    """Measures are compared with those of their own role only."""
    roles = list(Role)
    rows = np.array([roles.index(measure.role) for measure in baseline.measures])
    columns = np.array([roles.index(measure.role) for measure in current.measures])
    return (rows[:, None] == columns[None, :]).astype(np.float64)


def _mutual_best(scores: Matrix) -> dict[int, int]:
    best_of_row, best_of_column = scores.argmax(axis=1), scores.argmax(axis=0)
    return {
        row: int(column)
        for row, column in enumerate(best_of_row)
        if best_of_column[column] == row and scores[row, column] >= _LEAST_SCORE
    }


def _with_parts(scores: Matrix, partner: dict[int, int]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The linked pairs, with the leftovers that are a part of one of their sides."""
    row_parts: dict[int, list[int]] = {row: [row] for row in partner}
    column_parts: dict[int, list[int]] = {row: [column] for row, column in partner.items()}
    owner = {column: row for row, column in partner.items()}
    for row in range(scores.shape[0]):
        column = int(scores[row].argmax())
        if row not in partner and column in owner and scores[row, column] >= _LEAST_PART_SCORE:
            row_parts[owner[column]].append(row)
    for column in range(scores.shape[1]):
        row = int(scores[:, column].argmax())
        if column not in owner and row in partner and scores[row, column] >= _LEAST_PART_SCORE:
            column_parts[row].append(column)
    return [(tuple(sorted(row_parts[row])), tuple(sorted(column_parts[row]))) for row in sorted(partner)]


def _evidence(score: float) -> tuple[Evidence, ...]:
    return (Evidence("wording", f"{score:.0%}", float(score)),)
