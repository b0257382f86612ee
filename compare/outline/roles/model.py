"""The fitted models of this room: multinomial logistic regressions over named features, and the course.

They are kept in models.json: for every feature one weight a class, so that a weight can be read. What they
were fitted on, and how, is told in tests/accuracy; `python -m tests.accuracy.roles.fit` writes the file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles.shapes import Features

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
_SHIPPED: Final = Path(__file__).with_name("models.json")
_PAIR: Final = 2
_CODE_BITS: Final = 21  # of a character
_BETWEEN: Final = "\0"  # texts, as no text holds it


@dataclass(frozen=True, slots=True)
class PairRows:
    """In which row of the weights each pair of characters stands: `codes` in order, with their `rows`."""

    codes: Integers
    rows: Integers

    @classmethod
    def of(cls, rows: Mapping[str, int]) -> "PairRows":
        """The rows by the pairs: `PairRows.of({"完成": 3})`."""
        codes = _pair_codes(_BETWEEN.join(rows))[::3]
        order = np.argsort(codes)
        return cls(codes[order], np.array(list(rows.values()), dtype=np.int64)[order])

    def find(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """Each known pair of each text once, in its order: the text that it is of, and its row."""
        joined = _BETWEEN.join(texts)
        codes = _pair_codes(joined)
        if not len(codes) or not len(self.codes):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        known = np.flatnonzero(self.codes[places] == codes)
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
        text = np.repeat(np.arange(len(texts)), lengths)[known]
        rows = self.rows[places[known]]
        _, first = np.unique(text * (int(rows.max(initial=0)) + 1) + rows, return_index=True)
        first.sort()
        return text[first], rows[first]


def _pair_codes(text: str) -> Integers:
    """Each two neighbouring characters as one number."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return (characters[:-1] << _CODE_BITS) | characters[1:]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`rows` says in which row of `weights` (features, classes) a feature stands, `pairs` the same of pairs.

    `pairs["has"]` knows the row of the feature `has:完成`. Row 0 belongs to none and weighs nothing.
    """

    rows: Mapping[str, int]
    pairs: Mapping[str, PairRows]
    weights: Array

    def scores(self, instances: Sequence[Features]) -> Array:
        """The logarithm of each class's probability, up to a constant a row: (instances, classes).

        Of each instance first its flags are summed, then its values, then its pairs in their order: a sum of
        floats depends on it.
        """
        rows: list[int] = []
        values: list[float] = []
        counts: list[int] = []
        row_of = self.rows.get
        for features in instances:
            before = len(rows)
            rows.extend(filter(None, map(row_of, features.flags)))
            values += [1.0] * (len(rows) - before)
            rows.extend(map(row_of, features.values, repeat(0)))
            values.extend(features.values.values())
            counts.append(len(rows) - before)
        owners = [np.repeat(np.arange(len(instances)), counts)]
        found, held = [np.array(rows, dtype=np.int64)], [np.array(values)]
        for name in dict.fromkeys(name for features in instances for name, _, _ in features.pairs):
            texts = [
                (at, words, value)
                for at, features in enumerate(instances)
                for own, words, value in features.pairs
                if own == name and name in self.pairs
            ]
            if texts:
                text, of_pairs = self.pairs[name].find([words for _, words, _ in texts])
                owners.append(np.array([at for at, _, _ in texts])[text])
                found.append(of_pairs)
                held.append(np.array([value for _, _, value in texts])[text])
        owner, weighted = np.concatenate(owners), self.weights[np.concatenate(found)]
        weighted *= np.concatenate(held)[:, None]
        sums = [np.bincount(owner, each, len(instances)) for each in weighted.T]
        return np.stack(sums, axis=1).astype(np.float64)


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
        if len(pair) == _PAIR:
            pairs.setdefault(prefix, {})[pair] = at
    table = np.array(list(weights.values()), dtype=np.float64)
    return LinearModel(
        rows,
        {prefix: PairRows.of(each) for prefix, each in pairs.items()},
        np.vstack([np.zeros(table.shape[1]), table]),
    )
