"""The roles of a report's lines and sentences, decided over the whole report.

First each line gets the probability of every label, from what it shows and from the course of the report;
then each sentence that of every role, from its line's labels, its own words and its place in the line.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.model import Role
from compare.outline.roles.course import decode
from compare.outline.roles.labels import LABELS, ROLES, LabelOdds, LineLabel, RoleOdds
from compare.outline.roles.leads import no_leads
from compare.outline.roles.line_features import chapter_beginnings, line_features
from compare.outline.roles.model import RoleModels, shipped_models
from compare.outline.roles.own_words import say_of_words
from compare.outline.roles.sentence_features import Place, following, likeliest, sentence_features
from compare.outline.roles.shapes import shape_of

__all__ = [
    "LABELS",
    "ROLES",
    "LabelOdds",
    "Place",
    "RoleModels",
    "RoleOdds",
    "label_lines",
    "role_odds",
    "shipped_models",
]

_CERTAIN: Final = 20.0
_SPOKEN_OF: Final = (None, Role.DONE, Role.PROBLEM, Role.PLAN)
_FIRST: Final = (1.0, 0.0, 0.0, 0.0)


def label_lines(
    texts: Sequence[str],
    year: int | None,
    kind: str,
    models: RoleModels,
    headings: Collection[int] = (),
    furniture: Collection[int] = (),
) -> tuple[LabelOdds, ...]:
    """How likely each line of a report is which label; `headings` and `furniture` are lines known to be some.

    `三、存在的不足` is a heading, `执法力量薄弱。` below it a problem.
    """
    if not texts:
        return ()
    shapes = [shape_of(text) for text in texts]
    shown = models.line.scores(line_features(shapes, year, kind))
    shown = _normalised(shown) - models.prior
    for known, label in ((headings, LineLabel.HEADING), (furniture, LineLabel.FURNITURE)):
        shown[list(known), LABELS.index(label)] += _CERTAIN
    odds = decode(shown, chapter_beginnings(shapes), models.courses, models.shares)
    return tuple(dict(zip(LABELS, map(float, row), strict=True)) for row in odds)


def role_odds(
    texts: Sequence[str],
    places: Sequence[Place],
    lines: Sequence[LabelOdds],
    year: int | None,
    kind: str,
    models: RoleModels,
) -> tuple[RoleOdds, ...]:
    """How likely each sentence has which role, given its place and the lines of the report.

    `2024年将扩大试点。` in a line of deeds is a plan, and what follows it in its line is likely one.
    """
    if not texts:
        return ()
    sentences = [shape_of(text) for text in texts]
    shown = models.sentence.scores(sentence_features(sentences, places, lines, year, kind))
    shown += say_of_words(sentences, places, lines, models.line)
    shown += no_leads(sentences, places, lines)
    shapes = [
        (each.form, likeliest(lines[place.line])) for each, place in zip(sentences, places, strict=True)
    ]
    given = np.exp(_normalised(shown[:, None, :] + _after(shapes, models)))
    found = _through_paragraphs(given.tolist(), [place.order for place in places])
    return tuple(dict(zip(ROLES, odds, strict=True)) for odds in found)


def _after(shapes: Sequence[tuple[str, Role]], models: RoleModels) -> NDArray[np.float64]:
    """What it adds for each sentence, of a form in a line of a role, that each of `_SPOKEN_OF` came last."""
    known = {shape: at for at, shape in enumerate(dict.fromkeys(shapes))}
    scores = models.sentence.scores([following(*shape, last) for shape in known for last in _SPOKEN_OF])
    by_shape = scores.reshape(len(known), len(_SPOKEN_OF), len(ROLES))
    return np.asarray(by_shape[[known[shape] for shape in shapes]])


def _through_paragraphs(
    given: Sequence[Sequence[Sequence[float]]], orders: Sequence[int]
) -> Iterator[tuple[float, ...]]:
    """The odds of each sentence's roles, from those that it has after each of `_SPOKEN_OF`."""
    none, done, problem, plan = _FIRST
    for (first, second, third, fourth), order in zip(given, orders, strict=True):
        if order == 0:
            none, done, problem, plan = _FIRST
        odds = tuple(
            none * a + done * b + problem * c + plan * d
            for a, b, c, d in zip(first, second, third, fourth, strict=True)
        )
        yield odds
        # A preamble, the first of the roles, speaks of nothing, and what was spoken of last stays so.
        none, done, problem, plan = (
            none * first[0],
            done * second[0] + odds[1],
            problem * third[0] + odds[2],
            plan * fourth[0] + odds[3],
        )


def _normalised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithms of probabilities that sum to 1 along the last axis."""
    highest = scores.max(axis=-1, keepdims=True)
    total = np.log(np.exp(scores - highest).sum(axis=-1, keepdims=True)) + highest
    return np.asarray(scores - total)
