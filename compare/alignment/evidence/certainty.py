"""How sure a link is: the probability that it is right, which its pair's alone does not say.

A pair that is likely by itself and yet none is mostly the rival of a link, so links are surer than pairs, and
the less so the likelier a rival is. A logistic model of both, in `link_model.json`, tells how sure. What only
looks alike is never quite sure, nor is a link with a part in doubt.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from compare.alignment.logistic import Logistic, Vector, log_odds, parse_logistic

_KEPT: Final = Path(__file__).parents[1] / "link_model.json"
_NO_RIVAL: Final = 0.05  # a pair less likely takes nothing from a link
_SURE: Final = 0.9
_SURE_BY_ITSELF: Final = 0.85
_LEAST_CEILING: Final = 0.8
_EXCHANGED: Final = 0.085  # of lookalikes that were sure 19 of 20 have more, of labelled links one of 15
_NEARLY_SURE: Final = 0.899

Pair = tuple[int, int]
Group = tuple[Sequence[int], Sequence[int]]
"""The rows and the columns of a link."""

_NONE: Final[Mapping[Pair, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was made: its likeliest pair, with its probability and that of its likeliest rival.

    `part` says how likely the least likely part of the link is one, `exchanged` how much its pair has in each
    other's place.
    """

    pair: Pair
    probability: float
    rival: float = 0.0
    part: float = 1.0
    exchanged: float = 0.0


def by_itself(link: Made) -> float:
    """How likely its pair is the same by itself (odds, logarithm)."""
    return log_odds(link.probability)


def rival(link: Made) -> float:
    """How likely the best other pair of either measure is (odds, logarithm)."""
    return log_odds(max(link.rival, _NO_RIVAL))


FEATURES: Final[tuple[Callable[[Made], float], ...]] = (by_itself, rival)


def parse_certainty_model(text: str) -> Logistic:
    """The model in a JSON text, as `link_model.json` holds it."""
    return parse_logistic(json.loads(text)["certainty"], FEATURES)


@cache
def default_certainty_model() -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs."""
    text = _KEPT.read_text(encoding="utf-8")
    return parse_certainty_model(text)


def certainties(made: Sequence[Made], model: Logistic | None = None) -> Vector:
    """How probably each link is right.

    Labelled reports hold hardly any sentences that only look alike, so none is sure (0.9) whose pair is not
    nearly so (0.85), or has something else between the same words; nor is one with a part that is not so.

    Examples
    --------
    >>> alone, rivalled, alike = certainties(
    ...     [Made((0, 0), 0.6), Made((1, 1), 0.6, rival=0.5), Made((2, 2), 0.84)]
    ... )
    >>> bool(rivalled < alone < alike < 0.9)
    True
    >>> certainties([Made((0, 0), 0.99, part=0.5), Made((1, 1), 0.99, exchanged=0.2)]).tolist()
    [0.899, 0.899]
    """
    chances = (model or default_certainty_model()).probabilities(certainty_values(made))
    known = [(each.probability, each.part, each.exchanged) for each in made]
    pairs, parts, exchanged = np.array(known, dtype=np.float64).reshape(-1, 3).T
    rising = _LEAST_CEILING + (_SURE - _LEAST_CEILING) * pairs / _SURE_BY_ITSELF
    ceilings = np.where(pairs < _SURE_BY_ITSELF, rising, 1.0)
    in_doubt = (parts < _SURE_BY_ITSELF) | (exchanged > _EXCHANGED)
    certain: Vector = np.minimum.reduce([chances, ceilings, np.where(in_doubt, _NEARLY_SURE, 1.0)])
    return certain


def certainty_values(made: Iterable[Made]) -> Vector:
    """The value of every feature of every link: k × `FEATURES`."""
    values = [[feature(each) for feature in FEATURES] for each in made]
    return np.array(values, dtype=np.float64).reshape(-1, len(FEATURES))


def links_made(
    groups: Sequence[Group], probability: Mapping[Pair, float], parts: Mapping[Pair, float] = _NONE
) -> list[Made]:
    """What is known of links by how likely their pairs are.

    Parameters
    ----------
    groups
        The rows and columns of each.
    probability
        Of every candidate pair.
    parts
        Of the pairs of whole and part that joined a link so, how likely the part is one.

    Examples
    --------
    >>> links_made([([0], [0])], {(0, 0): 0.8, (0, 1): 0.3, (1, 1): 0.9})
    [Made(pair=(0, 0), probability=0.8, rival=0.3, part=1.0, exchanged=0.0)]
    """
    best = [_likeliest(rows, columns, probability) for rows, columns in groups]
    of_row = {row: at for at, (row, _) in enumerate(best)}
    of_column = {column: at for at, (_, column) in enumerate(best)}
    rivals = [0.0] * len(groups)
    for (row, column), chance in probability.items():
        at, other = of_row.get(row), of_column.get(column)
        if at is not None and chance > rivals[at] and column not in groups[at][1]:
            rivals[at] = chance
        if other is not None and chance > rivals[other] and row not in groups[other][0]:
            rivals[other] = chance
    return [
        Made(pair, probability[pair], rival, min(parts.get(each, 1.0) for each in product(*group)))
        for group, pair, rival in zip(groups, best, rivals, strict=True)
    ]


def _likeliest(rows: Iterable[int], columns: Sequence[int], probability: Mapping[Pair, float]) -> Pair:
    """The pair of a link's parts that is likeliest by itself."""
    together = [(row, column) for row in rows for column in columns if (row, column) in probability]
    return max(together, key=lambda pair: (probability[pair], -pair[0], -pair[1]))
