"""Which done measures answer which plan of the year before, each with its probability.

A plan and its delivery are said in other words and other forms than two plans or two deeds, and one plan may
have many answers, so what tells of links is weighed anew for them (`pledge_model.json`), with some evidence
of their own.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.features import (
    characters_shared,
    clause_containment,
    content_word_similarity,
    greatest_margin,
    least_margin,
    neighbours,
    overall_similarity,
    rare_words,
    same_paragraph,
    same_section,
    shorter_length,
    word_containment,
)
from compare.alignment.evidence.overlap import Places, Vector, containment
from compare.alignment.evidence.pairs import Likeness, Pairs, look_at
from compare.alignment.logistic import Logistic, parse_logistic
from compare.alignment.similarity import Matrix
from compare.model import Measure, Role

_KEPT: Final = Path(__file__).with_name("pledge_model.json")
_LIKELY: Final = 0.5  # as a deed: what is less likely one answers no plan
_LEAST_SPREAD: Final = 0.01  # of cosines; with one or two deeds there may be none


def clause_answered(pairs: Pairs) -> Vector:
    """The share of one of the plan's clauses that the deed says, by how much its words tell: the best."""
    clauses = [plan.clauses or (frozenset(),) for plan in pairs.likeness.before]
    parts = pairs.likeness.numbered(clause for each in clauses for clause in each)
    deeds = pairs.likeness.numbered(deed.content for deed in pairs.likeness.after)
    starts = np.cumsum([0, *map(len, clauses)], dtype=np.intp)
    present, rarity = deeds.present(), pairs.likeness.rarity
    return containment(parts, starts, present, pairs.rows, pairs.columns, rarity)[0]


def deed_length(pairs: Pairs) -> Vector:
    """The deed's length (logarithm): a long one answers many plans by the way."""
    lengths = np.array([len(each.text) for each in pairs.likeness.after], dtype=np.float64)
    longer: Vector = np.log1p(lengths)[pairs.columns]
    return longer


def likely_deed(pairs: Pairs) -> Vector:
    """How likely the one is a plan and the other a deed (logarithm)."""
    plans, deeds = _odds(pairs.likeness)
    likely: Vector = np.log(plans[pairs.rows] * deeds[pairs.columns] + 0.02)
    return likely


def stands_out_in_meaning(pairs: Pairs) -> Vector:
    """By how much more they mean the same than the plan and other deeds, and the deed and other plans, do.

    In standard deviations, of both together.
    """
    if pairs.likeness.meaning is None:
        return np.zeros(len(pairs.rows))
    meaning, comparable = pairs.likeness.meaning, pairs.comparable
    return _standing_out(meaning, comparable, pairs.rows, pairs.columns) + _standing_out(
        meaning.T, comparable.T, pairs.columns, pairs.rows
    )


def _standing_out(values: Matrix, comparable: NDArray[np.bool_], rows: Places, columns: Places) -> Vector:
    """Of pairs of rows and columns how far each is above the mean of its row, in standard deviations."""
    count = np.maximum(1, comparable.sum(axis=1))
    mean, of_squares = (
        each.sum(axis=1, where=comparable, dtype=np.float64) / count for each in (values, np.square(values))
    )
    spread = np.sqrt(np.maximum(of_squares - mean**2, _LEAST_SPREAD**2))
    out: Vector = (values[rows, columns] - mean[rows]) / spread[rows]
    return out


FEATURES: Final[tuple[Callable[[Pairs], Vector], ...]] = (
    overall_similarity,
    content_word_similarity,
    characters_shared,
    least_margin,
    greatest_margin,
    neighbours,
    same_section,
    same_paragraph,
    clause_containment,
    word_containment,
    rare_words,
    shorter_length,
    clause_answered,
    deed_length,
    likely_deed,
)
# How alike they are as wholes tells nothing besides what they mean.
WITH_MEANING: Final = (
    *(feature for feature in FEATURES if feature is not overall_similarity),
    stands_out_in_meaning,
)


@cache
def default_pledge_model(*, by_meaning: bool = False) -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs; that with the encoder's say."""
    text = _KEPT.read_text(encoding="utf-8")
    return parse_pledge_model(text, by_meaning=by_meaning)


def parse_pledge_model(text: str, *, by_meaning: bool = False) -> Logistic:
    """The model in a JSON text, as `pledge_model.json` holds it; in `semantic` that with an encoder."""
    model = json.loads(text)
    return parse_logistic(model["semantic"], WITH_MEANING) if by_meaning else parse_logistic(model, FEATURES)


@dataclass(frozen=True, slots=True)
class Answers:
    """The pairs of plan and deed that are looked at (k), and what speaks for each: k × `FEATURES`.

    Where an encoder was asked, k × `WITH_MEANING`.
    """

    pairs: tuple[tuple[int, int], ...]
    values: NDArray[np.float64]


def gather_answers(plans: Sequence[Measure], likeness: Likeness) -> Answers:
    """The deeds that may answer the plans among the baseline's measures, with the value of every feature.

    Only what is likely a deed answers, at the price of its doubt.
    """
    is_plan = np.array([measure.role is Role.PLAN for measure in plans], dtype=np.bool_)
    pairs = look_at(likeness, is_plan[:, None] & (_odds(likeness)[1] > _LIKELY))
    features = FEATURES if likeness.meaning is None else WITH_MEANING
    return Answers(pairs.places, np.column_stack([feature(pairs) for feature in features]))


def _odds(likeness: Likeness) -> tuple[Vector, Vector]:
    """How likely each measure of the baseline is a plan, and each current one a deed."""
    roles = likeness.matrices.roles
    return roles.having(Role.PLAN)[0], roles.having(Role.DONE)[1]
