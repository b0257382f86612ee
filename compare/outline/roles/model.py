"""The fitted models of this room: multinomial logistic regressions over named features, and the course.

They are kept in models.json: for every feature one weight a class, so that a weight can be read. What they
were fitted on, and how, is told in tests/accuracy; `python -m tests.accuracy.fit_roles` writes the file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles.features import Features

Array = NDArray[np.float64]
_SHIPPED: Final = Path(__file__).with_name("models.json")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`rows` says in which row of `weights` (features, classes) a feature's weights stand."""

    rows: Mapping[str, int]
    weights: Array

    def scores(self, instances: Sequence[Features]) -> Array:
        """The logarithm of each class's probability, up to a constant a row: (instances, classes)."""
        found = np.zeros((len(instances), self.weights.shape[1]))
        rows = self.rows
        for at, features in enumerate(instances):
            known = [(rows[name], value) for name, value in features.items() if name in rows]
            if known:
                numbers, values = zip(*known, strict=True)
                found[at] = np.array(values) @ self.weights[list(numbers)]
        return found


@dataclass(frozen=True, slots=True)
class RoleModels:
    """What each line and each sentence shows, how frequent the labels are, and which follows which.

    `line` has a class for every label, `sentence` for every role; `prior` are logarithms, `courses` and
    `shares` those of `course.decode`.
    """

    line: LinearModel
    prior: Array
    courses: Array
    shares: Array
    sentence: LinearModel


@cache
def shipped_models() -> RoleModels:
    """The models of the toolkit."""
    return parse_models(json.loads(_SHIPPED.read_text(encoding="utf-8")))


def parse_models(content: Any) -> RoleModels:
    """The models that models.json, or what has its form, holds."""
    line, sentence = (_linear(content[name]) for name in ("line", "sentence"))
    prior, courses, shares = (np.array(content[name]) for name in ("prior", "courses", "shares"))
    return RoleModels(line, prior, courses, shares, sentence)


def _linear(weights: Mapping[str, Sequence[float]]) -> LinearModel:
    rows = {name: at for at, name in enumerate(weights)}
    return LinearModel(rows, np.array(list(weights.values()), dtype=np.float64))
