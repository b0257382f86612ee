"""The course of a report: which label follows which, given what the report last spoke of.

A report goes from its opening to its review, its shortcomings and its plans; once it has come to plans it
hardly ever reports deeds again. A department's report by subject goes through all three for each subject.
The labels of all lines are therefore decided together, by the forward-backward algorithm (Rabiner 1989) over
pairs of a label and the last of done, problem and plan seen, once for each kind of course.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles.labels import LABELS, STATUS_LABELS, LineLabel

Array = NDArray[np.float64]

# What was last spoken of: nothing yet, or one of done, problem, plan.
LAST_SPOKEN_OF: Final = len(STATUS_LABELS) + 1


def last_after(last: int, label: int) -> int:
    """What was last spoken of after a line with a label, both as numbers."""
    name = LABELS[label]
    return STATUS_LABELS.index(name) + 1 if name in STATUS_LABELS else last


_STATES: Final = tuple(
    (last, label)
    for last in range(LAST_SPOKEN_OF)
    for label in range(len(LABELS))
    if last_after(last, label) == last
)
_INDEX: Final = {state: at for at, state in enumerate(_STATES)}
_LABEL_OF: Final = np.array([label for _, label in _STATES])
_FIRST: Final = np.array([last_after(0, label) == last for last, label in _STATES], dtype=np.float64)
_STATUSES: Final = [LABELS.index(label) for label in STATUS_LABELS]
_FURNITURE: Final = LABELS.index(LineLabel.FURNITURE)
# What follows what was counted on few reports, and a line's words tell much of what the course tells, too; so
# the course has its say by a power below 1, and no turn to deeds, problems or plans is ever out of question
# where a chapter begins. Within one, a report that does not go by subject stays with what it speaks of.
_SAY: Final = 0.75
_LEAST: Final = 0.05
_SAY_WITHIN: Final = 1.6
_LEAST_WITHIN: Final = 0.001


def decode(shown: Array, chapters: Sequence[bool], courses: Array, shares: Array) -> Array:
    """The probability of each label for each line, (lines, 7).

    `shown` are logarithms of how well each label explains each line, (lines, 7), up to a constant a line;
    `chapters` says which of them begin a chapter, as the line below `二、存在的问题` does;
    `courses` the probability of each label (last axis) after a label, given what was last spoken of, in the
    usual course and in that by subject, (2, 4, 7, 7); `shares` how frequent the two are.
    """
    usual, by_subject = _softened(courses)
    moves = (_moves(_staying(usual, courses[0])), _moves(usual)), (_moves(by_subject),) * 2
    found = [_decode(shown, [each[begins] for begins in chapters]) for each in moves]
    weights = np.log(shares) + np.array([evidence for _, evidence in found])
    weights = np.exp(weights - weights.max())
    weights /= weights.sum()
    return np.asarray(sum(weight * each for weight, (each, _) in zip(weights, found, strict=True)))


def _decode(shown: Array, moves: Sequence[Array]) -> tuple[Array, float]:
    """The probability of each label under one course, and the logarithm of how well it explains the lines.

    `moves` lead to each line, from the states of the line before it to its own.
    """
    likelihood = np.exp(shown - shown.max(axis=1, keepdims=True))[:, _LABEL_OF]
    forward = np.zeros_like(likelihood)
    backward = np.ones_like(likelihood)
    evidence = 0.0
    for at in range(len(shown)):
        forward[at] = (_FIRST if at == 0 else forward[at - 1] @ moves[at]) * likelihood[at]
        total = forward[at].sum()
        forward[at] /= total
        evidence += float(np.log(total))
    for at in range(len(shown) - 2, -1, -1):
        backward[at] = moves[at + 1] @ (likelihood[at + 1] * backward[at + 1])
        backward[at] /= backward[at].sum()
    together = forward * backward
    together /= together.sum(axis=1, keepdims=True)
    odds = [together[:, label == _LABEL_OF].sum(axis=1) for label in range(len(LABELS))]
    return np.stack(odds, axis=1), evidence


def _softened(courses: Array) -> Array:
    """The probabilities of a course as far as they are to be believed; furniture comes no more often."""
    softer = courses**_SAY
    softer /= softer.sum(axis=-1, keepdims=True)
    softer[..., _STATUSES] = np.maximum(softer[..., _STATUSES], _LEAST)
    softer[..., _FURNITURE] = np.minimum(softer[..., _FURNITURE], courses[..., _FURNITURE])
    return np.asarray(softer / softer.sum(axis=-1, keepdims=True))


def _staying(softened: Array, course: Array) -> Array:
    """A softened course within a chapter: as many lines tell of something, but hardly of something else."""
    of_what = course[..., _STATUSES] ** _SAY_WITHIN
    of_what = np.maximum(of_what / of_what.sum(axis=-1, keepdims=True), _LEAST_WITHIN)
    staying = softened.copy()
    staying[..., _STATUSES] = of_what * softened[..., _STATUSES].sum(axis=-1, keepdims=True)
    return np.asarray(staying / staying.sum(axis=-1, keepdims=True))


def _moves(transition: Array) -> Array:
    moves = np.zeros((len(_STATES), len(_STATES)))
    for (last, label), at in _INDEX.items():
        for following in range(len(LABELS)):
            moves[at, _INDEX[last_after(last, following), following]] += transition[last, label, following]
    return moves
