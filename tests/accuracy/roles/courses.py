"""What is counted of labelled reports: which label follows which, and which reports go by subject."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles.course import LAST_SPOKEN_OF, last_after
from compare.outline.roles.labels import LABELS, STATUS_LABELS, LineLabel

Array = NDArray[np.float64]
_SHARED: Final = 3.0  # what is seen of a transition in all courses counts as so many cases in each
_RARE: Final = 0.02
_RETURNS: Final = 2


def goes_by_subject(course: Iterable[LineLabel | None]) -> bool:
    """Whether a report comes back from plans or problems to deeds, once for each subject."""
    told = [label for label in course if label in STATUS_LABELS]
    back = sum(label is LineLabel.DONE and before is not LineLabel.DONE for before, label in pairwise(told))
    return back >= _RETURNS


def transitions(courses: Iterable[Sequence[LineLabel | None]]) -> Array:
    """The probability of each label (last axis) after a label (second) and what was last spoken of (first).

    Shape (4, 7, 7). None in a course is a line of unknown label.
    """
    seen = np.zeros((LAST_SPOKEN_OF, len(LABELS), len(LABELS)))
    for course in courses:
        last, before = 0, None
        for label in course:
            number = None if label is None else LABELS.index(label)
            if before is not None and number is not None:
                seen[last, before, number] += 1
            if number is not None:
                last = last_after(last, number)
            before = number
    overall = seen.sum(axis=0) + 0.05
    seen = seen + _SHARED * overall / overall.sum(axis=1, keepdims=True) + _RARE
    return np.asarray(seen / seen.sum(axis=2, keepdims=True))
