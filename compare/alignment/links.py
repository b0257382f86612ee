"""Which measures of two reports are the same: one decision over both reports as a whole.

The section is evidence, not a wall. Candidate pairs are given a probability each; then those are linked that
together are likeliest, and what is left over joins a link as a part of it, where a measure was split or
several were merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from compare.alignment.assignment import assign
from compare.alignment.features import FEATURES, Candidates, gather_features
from compare.alignment.link_model import LinkModel, default_link_model, shift_prior
from compare.alignment.logistic import Vector
from compare.alignment.similarity import Matrix, Similarity, ngram_similarity
from compare.model import Measure, Report, Role

_LINKED: Final = 0.5
_UNCERTAIN: Final = (0.3, 0.7)  # a probability between them is for a reviewer to judge
_IS_MEASURE: Final = 0.25  # of 29 preambles that were labelled and as like a measure as p ≥ 0.9, 7 were one
_MOST_PARTS: Final = 3
_OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class Link:
    """The same measure in both reports, as indexes into `Report.measures`, and the probability that it is.

    `contributions` says what each feature (by its name in `FEATURES`) added to the odds.
    """

    baseline: tuple[int, ...]
    current: tuple[int, ...]
    score: float
    contributions: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All links of two reports; `similarity` and `probability` are n × m, of any two measures.

    `word_weights` say of every word of both reports how much it tells: the rarer, the more.

    The probability is 0 for two of different roles, however alike they are; a preamble, which is not linked
    with a measure, may be one after all and is offered to a reviewer.
    """

    links: tuple[Link, ...]
    similarity: Matrix
    probability: Matrix
    word_weights: Mapping[str, float]

    def counterparts_of_row(self, row: int) -> tuple[tuple[int, float], ...]:
        """The likeliest current measures for a baseline measure, best first: (index, probability)."""
        return _best_counterparts(self.probability[row])

    def counterparts_of_column(self, column: int) -> tuple[tuple[int, float], ...]:
        """The likeliest baseline measures for a current measure, best first: (index, probability)."""
        return _best_counterparts(self.probability[:, column])


def is_uncertain(probability: float) -> bool:
    """Whether a link of this probability could as well be none, so that a person should look.

    Examples
    --------
    >>> is_uncertain(0.6), is_uncertain(0.95)
    (True, False)
    """
    return _UNCERTAIN[0] <= probability <= _UNCERTAIN[1]


def align(
    baseline: Report,
    current: Report,
    *,
    model: LinkModel | None = None,
    similarity: Similarity = ngram_similarity,
) -> Alignment:
    """The links between two reports' measures, wherever they stand, in the order of the baseline.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    model
        What makes a probability of the features; None for the one of the toolkit.
    similarity
        How alike two sentences are.

    Returns
    -------
    Alignment
        The links, with their probabilities, and n × m matrices of similarity and probability.

    Examples
    --------
    >>> from compare.comparison import read_report
    >>> from compare.model import Document, Line
    >>> def report(*lines: str) -> Report:
    ...     return read_report(Document(lines[0], "", tuple(map(Line, lines))))
    >>> before = report("一、主要举措", "签订协议5省16地。", "修缮学校3所。")
    >>> after = report("一、主要举措", "修缮学校5所。", "签订协议8省22地。")
    >>> [(link.baseline, link.current) for link in align(before, after).links]
    [((0,), (1,)), ((1,), (0,))]
    """
    model = model or default_link_model()
    similarities = similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    candidates = gather_features(baseline, current, similarities)
    probabilities = _probabilities(candidates, model, baseline.measures, current.measures)
    matrix = np.zeros_like(similarities)
    likely: dict[tuple[int, int], float] = {}
    for pair, probability, linkable in zip(candidates.pairs, probabilities, candidates.linkable, strict=True):
        matrix[pair] = probability
        if linkable and probability >= _LINKED:
            likely[pair] = float(probability)
    links = tuple(_link(group, candidates, matrix, model) for group in _decide(likely))
    return Alignment(links, similarities, matrix, candidates.word_weights)


def _probabilities(
    candidates: Candidates, model: LinkModel, before: Sequence[Measure], after: Sequence[Measure]
) -> Vector:
    probabilities = model.logistic.probabilities(candidates.values)
    linkable = candidates.linkable
    rows, columns = np.array(candidates.pairs, dtype=np.intp).reshape(-1, 2)[linkable].T
    counted = (_counts(before), _counts(after))
    probabilities[linkable] = shift_prior(probabilities[linkable], rows, columns, counted, model.prior)
    probabilities[~linkable] *= _IS_MEASURE
    return probabilities


def _counts(measures: Sequence[Measure]) -> Vector:
    return np.array([measure.role is not Role.PREAMBLE for measure in measures], dtype=np.float64)


_Group = tuple[list[int], list[int]]


def _decide(likely: Mapping[tuple[int, int], float]) -> list[_Group]:
    """The groups of measures that are one: the best pairing of all, parts added to a side of a pair."""
    groups: list[_Group] = [([row], [column]) for row, column in assign(likely)]
    of_row = {group[0][0]: group for group in groups}
    of_column = {group[1][0]: group for group in groups}
    for row, column in sorted(likely, key=lambda pair: (-likely[pair], pair)):
        if row in of_row and column not in of_column and _takes_part(*of_row[row]):
            of_row[row][1].append(column)
            of_column[column] = of_row[row]
        elif column in of_column and row not in of_row and _takes_part(*reversed(of_column[column])):
            of_column[column][0].append(row)
            of_row[row] = of_column[column]
    return sorted(groups)


def _takes_part(whole: Sequence[int], parts: Sequence[int]) -> bool:
    """Whether a measure that is one on its side may have another part on the other."""
    return len(whole) == 1 and len(parts) < _MOST_PARTS


def _link(group: _Group, candidates: Candidates, probability: Matrix, model: LinkModel) -> Link:
    rows, columns = sorted(group[0]), sorted(group[1])
    best = max(
        ((row, column) for row in rows for column in columns),
        key=lambda pair: (probability[pair], -pair[0], -pair[1]),
    )
    values = candidates.values[candidates.pairs.index(best)]
    contributions = tuple(
        (feature.__name__, float(added))
        for feature, added in zip(FEATURES, model.logistic.contributions(values), strict=True)
    )
    return Link(tuple(rows), tuple(columns), float(probability[best]), contributions)


def _best_counterparts(probability: Vector) -> tuple[tuple[int, float], ...]:
    order = sorted(range(len(probability)), key=lambda index: (-probability[index], index))
    return tuple((index, float(probability[index])) for index in order[:_OFFERED] if probability[index] > 0)
