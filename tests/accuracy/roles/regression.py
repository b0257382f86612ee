"""Logistic regressions over named features, their weights as models.json keeps them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Instance:
    """One line or sentence to learn from."""

    features: Mapping[str, float]
    answer: str
    body: str
    weight: float


@dataclass(frozen=True, slots=True)
class Table:
    """All instances at once: `values` (instances, features), and each one's answer, body and weight."""

    values: csr_matrix
    names: Array
    answers: Array
    bodies: Array
    weights: Array

    @classmethod
    def build(cls, instances: Iterable[Instance], classes: Sequence[str]) -> "Table":
        """The answers are numbers of the classes."""
        columns: dict[str, int] = {}
        found, values, starts = array("q"), array("f"), array("q", [0])
        told = []
        for each in instances:
            found.extend(columns.setdefault(name, len(columns)) for name in each.features)
            values.extend(each.features.values())
            starts.append(len(found))
            told.append((classes.index(each.answer), each.body, each.weight))
        answers, bodies, weights = map(np.array, zip(*told, strict=True))
        matrix = csr_matrix(tuple(map(np.array, (values, found, starts))), (len(told), len(columns)))
        return cls(matrix, np.array(list(columns)), answers, bodies, weights)

    def without(self, group: frozenset[str]) -> "Table":
        """The instances of other bodies."""
        kept = ~np.isin(self.bodies, list(group))
        rest = (each[kept] for each in (self.answers, self.bodies, self.weights))
        return Table(self.values[kept], self.names, *rest)


def regression(table: Table, strength: float, bodies: int, most: int) -> Mapping[str, Any]:
    """A weight a class for those features that matter most, `{"has:完成": [0.1, …]}`, by their names.

    A feature that fewer bodies show is left out; `strength` is the inverse of the regularisation.
    """
    kept = np.flatnonzero(_shown_by(table) >= bodies)
    weights = _weights(table, kept, strength)
    spread = weights.max(axis=0) - weights.min(axis=0)
    chosen = kept[np.argsort(-spread, kind="stable")[:most]]
    names = sorted({*table.names[chosen].tolist(), "any"})
    column = {name: at for at, name in enumerate(table.names.tolist())}
    weights = _weights(table, np.array([column[name] for name in names]), strength)
    weights = weights - weights.mean(axis=0)
    return {name: rounded(weights[:, at]) for at, name in enumerate(names)}


def rounded(values: Array, digits: int = 3) -> list[Any]:
    """As models.json keeps numbers."""
    found: list[Any] = np.round(values.astype(np.float64), digits).tolist()
    return found


def _shown_by(table: Table) -> Array:
    """How many bodies show each feature."""
    bodies, number = np.unique(table.bodies, return_inverse=True)
    count = len(number)
    of_body = csr_matrix((np.ones(count), (number, np.arange(count))), (len(bodies), count))
    return np.asarray((of_body @ (table.values != 0)).getnnz(axis=0))


def _weights(table: Table, columns: Array, strength: float) -> Array:
    model = LogisticRegression(C=strength, max_iter=400, fit_intercept=False)
    model.fit(table.values[:, columns], table.answers, sample_weight=table.weights)
    return np.asarray(model.coef_, dtype=np.float64)
