"""Where no sentence can be a lead: a lead is the title of one of several paragraphs, or of a long one.

Paragraphs of work reports begin with one, `积极扩大有效投资。`, and tell then what is done for it. But the
one paragraph below a heading that has two short sentences and no more is titled by that heading, and the
first is a measure as the second.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.model import Role
from compare.outline.roles.labels import ROLES, LabelOdds, LineLabel
from compare.outline.roles.sentence_features import Place
from compare.outline.roles.shapes import SIZES, TextShape

Array = NDArray[np.float64]

_TWO: Final = 2
_LONG: Final = SIZES[-1]  # characters of a sentence that may tell at length
_UNLIKELY: Final = log(0.1)
_LIKELY: Final = 0.5


def no_leads(sentences: Sequence[TextShape], places: Sequence[Place], lines: Sequence[LabelOdds]) -> Array:
    """What it adds to each role's logarithm that a sentence has nothing to head, (sentences, roles)."""
    counts = {place.line: place.count for place in places}
    long = {place.line for each, place in zip(sentences, places, strict=True) if len(each.words) > _LONG}
    pairs = {line for part in _below_headings(lines) for line in _only_pair(part, counts) if line not in long}
    added = np.zeros((len(places), len(ROLES)))
    firsts = [at for at, place in enumerate(places) if place.order == 0 and place.line in pairs]
    added[firsts, ROLES.index(Role.PREAMBLE)] = _UNLIKELY
    return added


def _only_pair(part: range, counts: Mapping[int, int]) -> list[int]:
    """The line of two sentences, where no other has so many."""
    several = [line for line in part if counts.get(line, 0) >= _TWO]
    return several if [counts[line] for line in several] == [_TWO] else []


def _below_headings(lines: Sequence[LabelOdds]) -> Iterator[range]:
    """The lines between each heading and the next."""
    headings = [number for number, odds in enumerate(lines) if odds[LineLabel.HEADING] > _LIKELY]
    return (range(heading + 1, following) for heading, following in pairwise([*headings, len(lines)]))
