"""What two texts have in common, worked out for the pairs that are looked at and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BLOCK: Final = 1 << 16  # things of pairs that are worked on at a time; more leave the cache
_NOTHING: Final = 1e-9

Vector = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Holdings:
    """The things that each text holds, each once: those of text 3 are `things[starts[3] : starts[4]]`.

    A thing is a number below `known`.
    """

    starts: Places
    things: Places
    known: int

    @classmethod
    def of(cls, held: Sequence[Sequence[int]], known: int) -> "Holdings":
        """The holdings of texts, given as lists: `Holdings.of([[2, 0], []], known=3)`."""
        starts = np.cumsum([0, *map(len, held)], dtype=np.intp)
        return cls(starts, np.array([thing for each in held for thing in each], dtype=np.intp), known)

    @property
    def lengths(self) -> Places:
        """How many things each text holds."""
        return np.diff(self.starts)

    def weight(self, weights: Vector) -> Vector:
        """The weight of all that each text holds, added in its order."""
        owner = np.repeat(np.arange(len(self.lengths)), self.lengths)
        return np.bincount(owner, weights[self.things], len(self.lengths)).astype(np.float64)

    def present(self) -> NDArray[np.bool_]:
        """Whether a text (row) holds a thing (column)."""
        matrix = np.zeros((len(self.lengths), self.known), dtype=np.bool_)
        matrix[np.repeat(np.arange(len(self.lengths)), self.lengths), self.things] = True
        return matrix


def distinct(numbers: Places) -> Places:
    """Some numbers from 0 on in order, each once: `np.unique`, which hashes them first, takes longer.

    Examples
    --------
    >>> distinct(np.array([3, 0, 3])).tolist()
    [0, 3]
    """
    ordered = np.sort(numbers)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def spread(starts: Places, rows: Places) -> tuple[Places, Places]:
    """For each of some rows everything from its start to the next: which of the rows, and where.

    Examples
    --------
    >>> which, where = spread(np.array([0, 2, 3]), np.array([1, 0]))
    >>> which.tolist(), where.tolist()
    ([0, 1, 1], [2, 0, 1])
    """
    counts = starts[rows + 1] - starts[rows]
    which = np.repeat(np.arange(len(rows)), counts)
    return which, np.arange(len(which)) + np.repeat(starts[rows] - (np.cumsum(counts) - counts), counts)


def shared_things(
    texts: Holdings, present: NDArray[np.bool_], rows: Places, columns: Places
) -> Iterator[tuple[slice, Places, Places]]:
    """Of pairs of texts (`rows`) and others (`columns`, rows of `present`) the things that both hold.

    A slice of the pairs at a time: with which pair of the slice, and which thing, in the order of the text's.
    """
    done = np.cumsum(texts.lengths[rows])
    start = 0
    while start < len(rows):
        before = int(done[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(done, before + _BLOCK, side="right")))
        which, where = spread(texts.starts, rows[start:end])
        things = texts.things[where]
        both = present[columns[start:end][which], things]
        yield slice(start, end), which[both], things[both]
        start = end


def shared_weight(
    texts: Holdings, present: NDArray[np.bool_], rows: Places, columns: Places, weights: Vector
) -> Vector:
    """The weight of what both of each pair hold.

    Examples
    --------
    >>> before, after = Holdings.of([[0, 2]], known=3), Holdings.of([[1], [2]], known=3)
    >>> weights = np.array([1.0, 1.0, 5.0])
    >>> shared_weight(before, after.present(), np.array([0, 0]), np.array([0, 1]), weights).tolist()
    [0.0, 5.0]
    """
    shared = np.zeros(len(rows))
    for pairs, which, things in shared_things(texts, present, rows, columns):
        shared[pairs] = np.bincount(which, weights[things], pairs.stop - pairs.start)
    return shared


def containment(
    parts: Holdings,
    starts: Places,
    present: NDArray[np.bool_],
    rows: Places,
    columns: Places,
    weights: Vector,
) -> tuple[Vector, Vector]:
    """Of each pair's first text the share of a part that the other holds: of the best held, and of the first.

    `starts` says where the parts of each text begin among all; each text has one at least.
    """
    which, part = spread(starts, rows)
    shared = shared_weight(parts, present, part, columns[which], weights)
    shares = np.minimum(1.0, shared / np.maximum(parts.weight(weights), _NOTHING)[part])
    first = np.flatnonzero(np.diff(which, prepend=-1))
    return np.maximum.reduceat(shares, first) if len(first) else shares, shares[first]
