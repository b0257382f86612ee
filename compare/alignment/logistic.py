"""A logistic model: one coefficient for every piece of evidence, kept as readable data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """`weights` and `typical` values of the evidence, in the order in which it is given."""

    intercept: float
    weights: tuple[float, ...]
    typical: tuple[float, ...]

    def probabilities(self, values: NDArray[np.float64]) -> Vector:
        """The probability of every row of `values` (k × evidence)."""
        odds = self.intercept + (values - np.array(self.typical)) @ np.array(self.weights)
        probabilities: Vector = 1.0 / (1.0 + np.exp(-odds))
        return probabilities

    def contributions(self, values: Vector) -> Vector:
        """What each piece of evidence adds to the odds (logarithm), against a typical row."""
        added: Vector = (values - np.array(self.typical)) * np.array(self.weights)
        return added


def parse_logistic(data: Mapping[str, Any], features: Sequence[Callable[..., object]]) -> Logistic:
    """The model in a JSON object: `intercept`, and of every feature a `weight` and a `typical` value."""
    evidence = [data["evidence"][feature.__name__] for feature in features]
    return Logistic(
        intercept=data["intercept"],
        weights=tuple(each["weight"] for each in evidence),
        typical=tuple(each["typical"] for each in evidence),
    )
