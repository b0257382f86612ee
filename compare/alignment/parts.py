"""What was split or merged: whether a measure that was left over is a part of a link.

A part has only some of the words of the whole, so it is hardly ever as likely as a link by itself; what tells
is whether it says what the other part does not. A logistic model of its own (`part_model.json`) decides.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from compare.alignment.evidence.features import Candidates
from compare.alignment.evidence.profiles import Profile, total_weight
from compare.alignment.logistic import Logistic, log_odds, parse_logistic
from compare.model import Measure

LIKELY: Final = 0.1  # a pair less likely by itself is no candidate for a part
_KEPT: Final = Path(__file__).with_name("part_model.json")
_OF_ONE_ROLE: Final = 0.2  # less likely of the role of the whole, it is its lead and no part of it
_NOTHING: Final = 1e-9

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PossiblePart:
    """A measure seen as a part of another one's, the `whole`, which has a `counterpart` already.

    `pair` are the row and column of part and whole, `of_row` whether the whole is the row. `probability` is
    the pair's by itself, `of_link` the link's, `of_rival` that of the part with its best other. `distance` is
    how many sentences part and counterpart stand apart.
    """

    pair: Pair
    of_row: bool
    whole: Profile
    counterpart: Profile
    part: Profile
    probability: float
    of_link: float
    of_rival: float
    together: bool
    distance: int
    weight: Mapping[str, float]


def probability_alone(part: PossiblePart) -> float:
    """How likely the part and the whole are the same by themselves (odds, logarithm)."""
    return log_odds(part.probability)


def probability_of_link(part: PossiblePart) -> float:
    """How likely the link is that it would be a part of (odds, logarithm)."""
    return log_odds(part.of_link)


def lead_over_rival(part: PossiblePart) -> float:
    """By how much this is likelier than the part's likeliest other counterpart."""
    return part.probability - part.of_rival


def said_by_whole(part: PossiblePart) -> float:
    """The share of the part's words that the whole says, too."""
    return _share(part.part.words & part.whole.words, part)


def said_by_rest(part: PossiblePart) -> float:
    """The share of its words that the whole says and the counterpart does not."""
    return _share(part.part.words & (part.whole.words - part.counterpart.words), part)


def in_whole(part: PossiblePart) -> float:
    """How much of its wording stands in the whole."""
    return fuzz.partial_ratio(part.part.text, part.whole.text) / 100


def same_paragraph(part: PossiblePart) -> float:
    """1 where part and counterpart stand in one paragraph."""
    return float(part.together)


def nearness(part: PossiblePart) -> float:
    """1 for the same place, less the farther part and counterpart stand apart."""
    return 1 / (1 + part.distance)


def whole_length(part: PossiblePart) -> float:
    """The length of the whole (logarithm): a long one has room for parts."""
    return log(1 + len(part.whole.text))


FEATURES: Final[tuple[Callable[[PossiblePart], float], ...]] = (
    probability_alone,
    probability_of_link,
    lead_over_rival,
    said_by_whole,
    said_by_rest,
    in_whole,
    same_paragraph,
    nearness,
    whole_length,
)


def parse_part_model(text: str) -> Logistic:
    """The model in a JSON text, as `part_model.json` holds it."""
    return parse_logistic(json.loads(text), FEATURES)


@cache
def default_part_model() -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs."""
    return parse_part_model(_KEPT.read_text(encoding="utf-8"))


def possible_parts(
    links: Sequence[Pair],
    probability: Mapping[Pair, float],
    candidates: Candidates,
    before: Sequence[Measure],
    after: Sequence[Measure],
) -> tuple[PossiblePart, ...]:
    """The measures without a link that may be part of one, in the order of their pairs.

    Parameters
    ----------
    links
        The pairs that are linked, of rows (measures of `before`) and columns (of `after`).
    probability
        Of every candidate pair.
    candidates
        Where the profiles of all measures are.
    """
    column_of, row_of = dict(links), {column: row for row, column in links}
    likely = _of_one_role(
        sorted(pair for pair, chance in probability.items() if chance >= LIKELY), candidates
    )
    best = _TwoBest.of(probability)
    found: list[PossiblePart] = []
    for row, column in likely:
        chance = probability[row, column]
        if row in column_of and column not in row_of:
            counterpart = column_of[row]
            found.append(
                PossiblePart(
                    pair=(row, column),
                    of_row=True,
                    whole=candidates.likeness.before[row],
                    counterpart=candidates.likeness.after[counterpart],
                    part=candidates.likeness.after[column],
                    probability=chance,
                    of_link=probability[row, counterpart],
                    of_rival=best.of_column(column, besides=row),
                    together=after[column].paragraph == after[counterpart].paragraph,
                    distance=abs(column - counterpart),
                    weight=candidates.likeness.weight,
                )
            )
        elif column in row_of and row not in column_of:
            counterpart = row_of[column]
            found.append(
                PossiblePart(
                    pair=(row, column),
                    of_row=False,
                    whole=candidates.likeness.after[column],
                    counterpart=candidates.likeness.before[counterpart],
                    part=candidates.likeness.before[row],
                    probability=chance,
                    of_link=probability[counterpart, column],
                    of_rival=best.of_row(row, besides=column),
                    together=before[row].paragraph == before[counterpart].paragraph,
                    distance=abs(row - counterpart),
                    weight=candidates.likeness.weight,
                )
            )
    return tuple(found)


def _of_one_role(pairs: Sequence[Pair], candidates: Candidates) -> list[Pair]:
    """Those that may well have one role, as parts of a link do: `健全养老服务体系。` only titles plans."""
    rows, columns = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    agreement = candidates.likeness.matrices.roles.agreement(rows, columns)
    return [pair for pair, agreed in zip(pairs, agreement, strict=True) if agreed >= _OF_ONE_ROLE]


def part_values(parts: Iterable[PossiblePart]) -> NDArray[np.float64]:
    """The features of parts, (parts, `FEATURES`)."""
    return np.array([[feature(part) for feature in FEATURES] for part in parts]).reshape(-1, len(FEATURES))


@dataclass(frozen=True, slots=True)
class _TwoBest:
    """Of every row and column its two likeliest counterparts."""

    rows: Mapping[int, Sequence[tuple[float, int]]]
    columns: Mapping[int, Sequence[tuple[float, int]]]

    @classmethod
    def of(cls, probability: Mapping[Pair, float]) -> "_TwoBest":
        rows: dict[int, list[tuple[float, int]]] = {}
        columns: dict[int, list[tuple[float, int]]] = {}
        for (row, column), chance in probability.items():
            rows.setdefault(row, []).append((chance, column))
            columns.setdefault(column, []).append((chance, row))
        return cls(
            {row: sorted(each, reverse=True)[:2] for row, each in rows.items()},
            {column: sorted(each, reverse=True)[:2] for column, each in columns.items()},
        )

    def of_row(self, row: int, besides: int) -> float:
        return next(_others(self.rows[row], besides), 0.0)

    def of_column(self, column: int, besides: int) -> float:
        return next(_others(self.columns[column], besides), 0.0)


def _others(best: Sequence[tuple[float, int]], besides: int) -> Iterator[float]:
    return (chance for chance, other in best if other != besides)


def _share(words: frozenset[str], part: PossiblePart) -> float:
    return total_weight(words, part.weight) / max(_NOTHING, total_weight(part.part.words, part.weight))
