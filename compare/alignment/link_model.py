"""From features to the probability that two measures are the same.

A logistic model with one coefficient for every feature, fitted on labelled pairs of reports
(`python -m tests.accuracy.fit`) and kept as readable data in `link_model.json`.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.features import FEATURES
from compare.alignment.logistic import Logistic, Vector, parse_logistic

_ROUNDS: Final = 100
_SETTLED: Final = 1e-6
_WITHIN: Final = (0.02, 0.98)  # no two reports have nothing, or everything, in common


@dataclass(frozen=True, slots=True)
class LinkModel:
    """A logistic model of `FEATURES`.

    `prior` is the share of measures with a counterpart that it expects: of those in the reports it was fitted
    on so many have one.
    """

    logistic: Logistic
    prior: float


def parse_link_model(text: str) -> LinkModel:
    """The model in a JSON text, as `link_model.json` holds it."""
    data = json.loads(text)
    return LinkModel(parse_logistic(data, FEATURES), data["prior"])


@cache
def default_link_model() -> LinkModel:
    """The model that comes with the toolkit, fitted on all labelled pairs.

    Examples
    --------
    >>> model = default_link_model()
    >>> 0.0 < model.prior < 1.0, len(model.logistic.weights) == len(FEATURES)
    (True, True)
    """
    return parse_link_model((files("compare.alignment") / "link_model.json").read_text(encoding="utf-8"))


def shift_prior(
    probabilities: Vector,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    counted: tuple[Vector, Vector],
    expected: float,
) -> Vector:
    """The probabilities set to the two reports at hand, of which more or less may be continued than usual.

    How many measures have a counterpart is estimated from the probabilities themselves, the odds are moved by
    as much as that differs from what was `expected`, and so on until it settles (Saerens, Latinne and
    Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities").

    Parameters
    ----------
    probabilities, rows, columns
        Of every candidate pair (k).
    counted
        For every baseline (n) and every current measure (m) 1.0 where it counts, 0.0 for a preamble.
    expected
        The share of continued measures that the probabilities were fitted for.

    Returns
    -------
    Vector
        The probabilities (k).

    Examples
    --------
    >>> pair, one = np.array([0], dtype=np.intp), np.array([1.0])
    >>> shifted = shift_prior(np.array([0.5]), pair, pair, (one, one), expected=0.3)
    >>> bool(shifted[0] > 0.5)  # more is continued here than in the reports that it was fitted on
    True
    """
    if not len(probabilities) or not (counted[0].sum() + counted[1].sum()):
        return probabilities
    moved, share = probabilities, expected
    for _ in range(_ROUNDS):
        estimate = _continued_share(moved, rows, columns, counted)
        ratio = _odds(estimate) / _odds(expected)
        moved = probabilities * ratio / (probabilities * ratio + 1.0 - probabilities)
        if abs(estimate - share) < _SETTLED:
            break
        share = estimate
    return moved


def _continued_share(
    probabilities: Vector, rows: NDArray[np.intp], columns: NDArray[np.intp], counted: tuple[Vector, Vector]
) -> float:
    best = [np.zeros(len(each)) for each in counted]
    np.maximum.at(best[0], rows, probabilities)
    np.maximum.at(best[1], columns, probabilities)
    total = counted[0].sum() + counted[1].sum()
    share = (best[0] @ counted[0] + best[1] @ counted[1]) / total
    return float(np.clip(share, *_WITHIN))


def _odds(share: float) -> float:
    return share / (1.0 - share)
