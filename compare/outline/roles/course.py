"""The course of a report: which label follows which, given what the report last spoke of.

A report goes from its opening to its review, its shortcomings and its plans; once it has come to plans it
hardly ever reports deeds again. A department's report by subject goes through all three for each subject.
The labels of all lines are therefore decided together, by the forward-backward algorithm (Rabiner 1989) over
pairs of a label and the last of done, problem and plan seen, once for each kind of course.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles.labels import LABELS, STATUS_LABELS, LineLabel

Array = NDArray[np.float64]

# What was last spoken of: nothing yet, or one of done, problem, plan.
_LAST: Final = len(STATUS_LABELS) + 1
_SHARED: Final = 3.0  # what is seen of a transition in all courses counts as so many cases in each
_RARE: Final = 0.02
_RETURNS: Final = 2


def _last_after(last: int, label: int) -> int:
    name = LABELS[label]
    return STATUS_LABELS.index(name) + 1 if name in STATUS_LABELS else last


_STATES: Final = tuple(
    (last, label) for last in range(_LAST) for label in range(len(LABELS)) if _last_after(last, label) == last
)
_INDEX: Final = {state: at for at, state in enumerate(_STATES)}
_LABEL_OF: Final = np.array([label for _, label in _STATES])
_FIRST: Final = np.array([_last_after(0, label) == last for last, label in _STATES], dtype=np.float64)


def goes_by_subject(course: Iterable[LineLabel | None]) -> bool:
    """Whether a report comes back from plans or problems to deeds, once for each subject."""
    told = [label for label in course if label in STATUS_LABELS]
    back = sum(label is LineLabel.DONE and before is not LineLabel.DONE for before, label in pairwise(told))
    return back >= _RETURNS


def transitions(courses: Iterable[Sequence[LineLabel | None]]) -> Array:
    """The probability of each label (last axis) after a label (second) and what was last spoken of (first).

    Shape (4, 7, 7). None in a course is a line of unknown label.
    """
    seen = np.zeros((_LAST, len(LABELS), len(LABELS)))
    for course in courses:
        last, before = 0, None
        for label in course:
            number = None if label is None else LABELS.index(label)
            if before is not None and number is not None:
                seen[last, before, number] += 1
            if number is not None:
                last = _last_after(last, number)
            before = number
    overall = seen.sum(axis=0) + 0.05
    seen = seen + _SHARED * overall / overall.sum(axis=1, keepdims=True) + _RARE
    return np.asarray(seen / seen.sum(axis=2, keepdims=True))


def decode(shown: Array, courses: Array, shares: Array) -> Array:
    """The probability of each label for each line, (lines, 7).

    `shown` are logarithms of how well each label explains each line, (lines, 7), up to a constant a line;
    `courses` the transitions of the usual course and of that by subject, (2, 4, 7, 7); `shares` how frequent
    the two are.
    """
    found = [_decode(shown, transition) for transition in courses]
    weights = np.log(shares) + np.array([evidence for _, evidence in found])
    weights = np.exp(weights - weights.max())
    weights /= weights.sum()
    return np.asarray(sum(weight * each for weight, (each, _) in zip(weights, found, strict=True)))


def _decode(shown: Array, transition: Array) -> tuple[Array, float]:
    """The probability of each label under one course, and the logarithm of how well it explains the lines."""
    moves = _moves(transition)
    likelihood = np.exp(shown - shown.max(axis=1, keepdims=True))[:, _LABEL_OF]
    forward = np.zeros_like(likelihood)
    backward = np.ones_like(likelihood)
    evidence = 0.0
    for at in range(len(shown)):
        forward[at] = (_FIRST if at == 0 else forward[at - 1] @ moves) * likelihood[at]
        total = forward[at].sum()
        forward[at] /= total
        evidence += float(np.log(total))
    for at in range(len(shown) - 2, -1, -1):
        backward[at] = moves @ (likelihood[at + 1] * backward[at + 1])
        backward[at] /= backward[at].sum()
    together = forward * backward
    together /= together.sum(axis=1, keepdims=True)
    odds = [together[:, label == _LABEL_OF].sum(axis=1) for label in range(len(LABELS))]
    return np.stack(odds, axis=1), evidence


def _moves(transition: Array) -> Array:
    moves = np.zeros((len(_STATES), len(_STATES)))
    for (last, label), at in _INDEX.items():
        for following in range(len(LABELS)):
            moves[at, _INDEX[_last_after(last, following), following]] += transition[last, label, following]
    return moves
