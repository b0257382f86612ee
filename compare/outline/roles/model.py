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

from compare.outline.roles.shapes import Features, pairs_of

Array = NDArray[np.float64]
_NONE: Final[Mapping[str, int]] = {}
_SHIPPED: Final = Path(__file__).with_name("models.json")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`rows` says in which row of `weights` (features, classes) a feature stands, `pairs` the same of pairs.

    `pairs["has"]["完成"]` is the row of the feature `has:完成`. Row 0 belongs to none and weighs nothing.
    """

    rows: Mapping[str, int]
    pairs: Mapping[str, Mapping[str, int]]
    weights: Array

    def scores(self, instances: Sequence[Features]) -> Array:
        """The logarithm of each class's probability, up to a constant a row: (instances, classes)."""
        rows: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        row_of = self.rows.get
        for features in instances:
            starts.append(len(rows))
            rows.append(0)  # so that none is empty
            rows.extend(filter(None, map(row_of, features.flags)))
            values += [1.0] * (len(rows) - len(values))
            rows.extend(row_of(name, 0) for name in features.values)
            values.extend(features.values.values())
            for name, words, value in features.pairs:
                rows.extend(filter(None, map(self.pairs.get(name, _NONE).get, pairs_of(words))))
                values += [value] * (len(rows) - len(values))
        if not starts:
            return np.zeros((0, self.weights.shape[1]))
        return np.add.reduceat(self.weights[rows] * np.array(values)[:, None], starts)


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
    rows = {name: at for at, name in enumerate(weights, start=1)}
    pairs: dict[str, dict[str, int]] = {}
    for name, at in rows.items():
        prefix, _, pair = name.rpartition(":")
        pairs.setdefault(prefix, {})[pair] = at
    table = np.array(list(weights.values()), dtype=np.float64)
    return LinearModel(rows, pairs, np.vstack([np.zeros(table.shape[1]), table]))
