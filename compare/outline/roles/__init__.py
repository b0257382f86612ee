"""The roles of a report's lines and sentences, decided over the whole report.

First each line gets the probability of every label, from what it shows and from the course of the report;
then each sentence that of every role, from its line's labels, its own words and its place in the line.
"""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.model import Role
from compare.outline.roles.course import decode
from compare.outline.roles.features import Place, following, line_features, read_line, sentence_features
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
_FIRST: Final = np.array([1.0, 0.0, 0.0, 0.0])


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
    texts: Sequence[str], places: Sequence[Place], lines: Sequence[LabelOdds], models: RoleModels
) -> tuple[RoleOdds, ...]:
    """How likely each sentence has which role, given its place and the lines of the report.

    `2024年将扩大试点。` in a line of deeds is a plan, and what follows it in its line is likely one.
    """
    if not texts:
        return ()
    sentences = [read_line(text) for text in texts]
    shown = models.sentence.scores(sentence_features(sentences, places, lines))
    last = _FIRST
    found = []
    for sentence, place, scores in zip(sentences, places, shown, strict=True):
        after = [following(sentence, lines[place.line], each) for each in _SPOKEN_OF]
        given = np.exp(_normalised(scores + models.sentence.scores(after)))
        last = _FIRST if place.order == 0 else last
        found.append(dict(zip(ROLES, map(float, last @ given), strict=True)))
        last = _spoken_of(last, given)
    return tuple(found)


def _spoken_of(last: NDArray[np.float64], given: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely a paragraph spoke last of each of `_SPOKEN_OF`, after a sentence with the roles `given`."""
    joint = last[:, None] * given
    after = joint[:, ROLES.index(Role.PREAMBLE)]
    return np.array(
        [
            kept + (joint[:, ROLES.index(role)].sum() if role else 0.0)
            for kept, role in zip(after, _SPOKEN_OF, strict=True)
        ]
    )


def _normalised(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithms of probabilities that sum to 1 in each row."""
    highest = scores.max(axis=1, keepdims=True)
    total = np.log(np.exp(scores - highest).sum(axis=1, keepdims=True)) + highest
    return np.asarray(scores - total)
