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
from compare.outline.roles.features import (
    Place,
    following,
    likeliest,
    line_features,
    read_line,
    sentence_features,
)
from compare.outline.roles.labels import LABELS, ROLES, Label, LabelOdds, RoleOdds
from compare.outline.roles.model import RoleModels, shipped_models

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
) -> tuple[LabelOdds, ...]:
    """How likely each line of a report is which label; `headings` are lines known to be some.

    `三、存在的不足` is a heading, `执法力量薄弱。` below it a problem.
    """
    if not texts:
        return ()
    shown = models.line.scores(line_features([read_line(text) for text in texts], year, kind))
    shown = _normalised(shown) - models.prior
    shown[list(headings), LABELS.index(Label.HEADING)] += _CERTAIN
    odds = decode(shown, models.courses, models.shares)
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
    sentences = [read_line(text) for text in texts]
    shown = models.sentence.scores(sentence_features(sentences, places, lines, year, kind))
    after = _after(
        [(each.form, likeliest(lines[place.line])) for each, place in zip(sentences, places, strict=True)],
        models,
    )
    given = _normalised(shown[:, None, :] + after)
    return tuple(
        dict(zip(ROLES, row, strict=True)) for row in _through_paragraphs(np.exp(given).tolist(), places)
    )


def _after(shapes: Sequence[tuple[str, Role]], models: RoleModels) -> NDArray[np.float64]:
    """What it adds for each sentence, of a form in a line of a role, that each of `_SPOKEN_OF` came last."""
    known = {
        shape: models.sentence.scores([following(*shape, last) for last in _SPOKEN_OF])
        for shape in set(shapes)
    }
    return np.array([known[shape] for shape in shapes])


def _through_paragraphs(
    given: Sequence[Sequence[Sequence[float]]], places: Sequence[Place]
) -> Iterator[list[float]]:
    """The odds of each sentence's roles, from those that it has after each of `_SPOKEN_OF`."""
    last = _FIRST
    for odds, place in zip(given, places, strict=True):
        last = _FIRST if place.order == 0 else last
        joint = [[share * odd for odd in row] for share, row in zip(last, odds, strict=True)]
        found = [sum(column) for column in zip(*joint, strict=True)]
        yield found
        stays = [row[0] for row in joint]  # the first role is the preamble, which speaks of nothing
        last = (stays[0], *(stay + odd for stay, odd in zip(stays[1:], found[1:], strict=True)))


def _normalised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithms of probabilities that sum to 1 along the last axis."""
    highest = scores.max(axis=-1, keepdims=True)
    total = np.log(np.exp(scores - highest).sum(axis=-1, keepdims=True)) + highest
    return np.asarray(scores - total)
