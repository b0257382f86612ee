"""What reviewers' labels teach of one body: its links are likelier, or less likely, than a model finds them.

Two numbers, an offset and a slope on the odds of the link model, are all that so few labels can teach, and a
prior holds both near no change. They are fitted on the pairs that the decision chooses: most candidates
are far from being a link, and would outweigh those that the decision is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from compare.alignment.assignment import assign
from compare.alignment.evidence.features import Candidates, gather_features
from compare.alignment.evidence.pairs import gather_likeness
from compare.alignment.links import Pair
from compare.alignment.logistic import Logistic, Vector
from compare.alignment.similarity import Similarity, ngram_similarity
from compare.model import Recalibration, Report

NONE: Final = Recalibration(0.0, 1.0)
_OFFSET_SPREAD: Final = 0.2  # at 0.25 halves of labels make other halves worse by up to 0.02 of link F1
_SLOPE_SPREAD: Final = 0.1
_LEAST_ODDS: Final = -3.0  # a pair less likely is not chosen, whatever is learned
_DIGITS: Final = 4
_STEPS: Final = 50
_SMALL: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What reviewers judged: measures (indexes) of either report, and which pairs of them are the same.

    The preambles of both reports have no links that count, whatever they are like.
    """

    rows: frozenset[int]
    columns: frozenset[int]
    links: frozenset[Pair]
    preamble_rows: frozenset[int] = frozenset()
    preamble_columns: frozenset[int] = frozenset()

    def knows(self, pair: Pair) -> bool:
        """Whether it is known of a pair if it is a link: all links of a measure are judged at once."""
        row, column = pair
        judged = row in self.rows or column in self.columns
        return judged and row not in self.preamble_rows and column not in self.preamble_columns


def learn_recalibration(
    baseline: Report,
    current: Report,
    reviewed: Reviewed,
    model: Logistic,
    similarity: Similarity = ngram_similarity,
    meaning: Similarity | None = None,
) -> Recalibration:
    """How the odds of a model have to be moved to agree with what reviewers judged of two reports.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    reviewed
        Which measures were judged, and their links.
    model
        The link model that is to be moved.
    similarity
        How alike two sentences are.
    meaning
        The same by a sentence encoder, where one is asked.

    Returns
    -------
    Recalibration
        An offset (0 for none) and a slope (1 for none) of the odds (logarithm).
    """
    texts = [m.text for m in baseline.measures], [m.text for m in current.measures]
    likeness = gather_likeness(baseline, current, similarity(*texts), meaning(*texts) if meaning else None)
    return recalibration_of(gather_features(likeness), reviewed, model)


def recalibration_of(candidates: Candidates, reviewed: Reviewed, model: Logistic) -> Recalibration:
    """The same for candidate pairs that were gathered before."""
    odds = dict(zip(candidates.pairs, model.odds(candidates.values).tolist(), strict=True))
    chosen = assign({pair: _probability(each) for pair, each in odds.items() if each > _LEAST_ODDS})
    known = [pair for pair in chosen if reviewed.knows(pair)]
    return fit_recalibration([odds[pair] for pair in known], [pair in reviewed.links for pair in known])


def fit_recalibration(odds: Sequence[float], answers: Sequence[bool]) -> Recalibration:
    """The likeliest offset and slope for what was said of pairs of these odds (logarithm), under the prior.

    Examples
    --------
    >>> fit_recalibration([], [])
    Recalibration(offset=0.0, slope=1.0)
    >>> fit_recalibration([0.4] * 20, [False] * 20).offset < -0.3  # a model that is too bold
    True
    """
    inputs = np.column_stack([np.ones(len(odds)), np.array(odds, dtype=np.float64)])
    said = np.array(answers, dtype=np.float64)
    none = np.array([NONE.offset, NONE.slope])
    prior = np.diag([_OFFSET_SPREAD**-2, _SLOPE_SPREAD**-2])

    def loss(point: Vector) -> float:
        moved, away = inputs @ point, point - none
        return float(np.logaddexp(0.0, moved).sum() - said @ moved + away @ prior @ away / 2)

    point = none
    for _ in range(_STEPS):
        chances = np.exp(-np.logaddexp(0.0, -(inputs @ point)))
        slope = inputs.T @ (chances - said) + prior @ (point - none)
        curve = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + prior
        step = -np.linalg.solve(curve, slope)
        while loss(point + step) > loss(point) and np.abs(step).max() > _SMALL:
            step = step / 2
        point = point + step
        if np.abs(step).max() <= _SMALL:
            break
    return Recalibration(round(float(point[0]), _DIGITS), round(float(point[1]), _DIGITS))


def _probability(odds: float) -> float:
    return float(np.exp(-np.logaddexp(0.0, -odds)))
