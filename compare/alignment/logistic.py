"""A logistic model: one coefficient for every feature, kept as readable data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.model import Recalibration

_CERTAIN: Final = 1e-4

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """An intercept, and of every feature the weight and the mean among what the model was fitted on."""

    intercept: float
    weights: tuple[float, ...]
    means: tuple[float, ...]

    def probabilities(self, values: NDArray[np.float64]) -> Vector:
        """The probability of every row of `values` (k × features)."""
        probabilities: Vector = 1.0 / (1.0 + np.exp(-self.odds(values)))
        return probabilities

    def odds(self, values: NDArray[np.float64]) -> Vector:
        """The odds (logarithm) of every row of `values` (k × features)."""
        odds: Vector = self.intercept + (values - np.array(self.means)) @ np.array(self.weights)
        return odds

    def recalibrated(self, by: Recalibration) -> "Logistic":
        """The model whose odds are moved as reviewers' labels say.

        Examples
        --------
        >>> model = Logistic(1.0, (2.0,), (0.0,)).recalibrated(Recalibration(offset=-1.0, slope=0.5))
        >>> model.odds(np.array([[1.0]])).tolist()
        [0.5]
        """
        weights = tuple(by.slope * weight for weight in self.weights)
        return Logistic(by.offset + by.slope * self.intercept, weights, self.means)

    def contributions(self, values: Vector) -> Vector:
        """What each feature adds to the odds (logarithm), against a row of means."""
        added: Vector = (values - np.array(self.means)) * np.array(self.weights)
        return added


def log_odds(probability: float) -> float:
    """The odds (logarithm) of a probability; what is certain counts as nearly so.

    Examples
    --------
    >>> log_odds(0.5)
    0.0
    """
    bounded = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return log(bounded / (1 - bounded))


def parse_logistic(data: Mapping[str, Any], features: Sequence[Callable[..., object]]) -> Logistic:
    """The model in a JSON object: `intercept`, and of every feature a `weight` and a `mean`.

    Examples
    --------
    >>> def names_shared() -> None: ...
    >>> data = {"intercept": -1.0, "features": {"names_shared": {"weight": 2.0, "mean": 0.5}}}
    >>> parse_logistic(data, [names_shared]).probabilities(np.array([[1.0]])).tolist()
    [0.5]
    """
    fitted = [data["features"][feature.__name__] for feature in features]
    return Logistic(
        intercept=data["intercept"],
        weights=tuple(each["weight"] for each in fitted),
        means=tuple(each["mean"] for each in fitted),
    )
