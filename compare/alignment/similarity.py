"""How alike the sentences of two reports are: one function, which another with its signature can replace."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from operator import add
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.language.clauses import split_clauses

Matrix = NDArray[np.floating[Any]]
Similarity = Callable[[Sequence[str], Sequence[str]], Matrix]
"""(n baseline texts, m current texts) → n × m, each 0 (nothing in common) to 1 (the same)."""

_GRAM_SIZES: Final = (2, 3)
_PURPOSE_WEIGHT: Final = 0.25
_CODE_BITS: Final = 21  # of a character; three of them fit an integer
_DENSE: Final = (
    200  # a thing that one of so many pairs has in common is multiplied with all, others one by one
)
_SMALL: Final = 1 << 17  # numbers below it, words and characters, need no others in their place
_BLOCK: Final = 1 << 15  # pairs that are worked on at a time; more leave the cache


@dataclass(frozen=True, slots=True)
class Counts:
    """What each of `size` texts holds and how often: one entry a text (`rows`) and thing.

    `things` are integers that tell the things apart; `held` says how often, or with what weight.
    """

    size: int
    rows: NDArray[np.intp]
    things: NDArray[np.int64]
    held: NDArray[np.float64]

    @classmethod
    def of(
        cls, size: int, rows: NDArray[np.intp], things: NDArray[np.int64], held: NDArray[np.float64]
    ) -> "Counts":
        """The counts of a list of things that may be the same: what a text holds twice is counted twice.

        Examples
        --------
        >>> counts = Counts.of(1, np.array([0, 0]), np.array([7, 7]), np.array([1.0, 0.25]))
        >>> counts.things.tolist(), counts.held.tolist()
        ([7], [1.25])
        """
        known, place = _numbered(things)
        both, entry = np.unique(rows * len(known) + place, return_inverse=True)
        owner, thing = np.divmod(both, max(1, len(known)))
        return cls(size, owner, known[thing], np.bincount(entry, held, len(both)).astype(np.float64))

    def only(self, kept: NDArray[np.bool_]) -> "Counts":
        """The counts of those things that are `kept`, by their numbers."""
        which = kept[self.things]
        return Counts(self.size, self.rows[which], self.things[which], self.held[which])


def ngram_similarity(baseline: Sequence[str], current: Sequence[str]) -> Matrix:
    """Cosine of character n-grams, each weighted by how few sentences of the two reports hold it.

    What both reports say all over, 持续推进 or 法治政府建设, hardly counts; a rare name counts much. A clause
    of purpose counts a quarter: many different acts are `引导企业规范发展`.

    Parameters
    ----------
    baseline, current
        n and m sentences.

    Returns
    -------
    Matrix
        n × m, each from 0 (nothing in common) to 1 (the same).

    Examples
    --------
    >>> similarity = ngram_similarity(["查处交通违法行为。"], ["建成口袋公园。", "查处违法行为。"])
    >>> similarity.shape, bool(similarity[0, 1] > similarity[0, 0])
    ((1, 2), True)
    """
    return cosine_of(weighted_grams(baseline), weighted_grams(current))


def cosine_of(before: Counts, after: Counts) -> Matrix:
    """How alike the texts of two sides are: n × m, each from 0 to 1.

    In single precision: of 5,000 sentences a side such a matrix has 100 MB.

    Examples
    --------
    >>> cosine_of(weighted_grams(["设立专窗"]), weighted_grams(["设立专窗", "公园"])).round(4).tolist()
    [[1.0, 0.0]]
    """
    if not before.size or not after.size:
        return np.zeros((before.size, after.size), dtype=np.float32)
    known, thing = _numbered(np.concatenate([before.things, after.things]))
    things = thing[: len(before.things)], thing[len(before.things) :]
    holders = [np.bincount(side, minlength=len(known)) for side in things]
    rarity = np.log((1 + before.size + after.size) / (1 + holders[0] + holders[1])) + 1.0
    values = [
        _of_length_one(side, side.held * rarity[of]) for side, of in zip((before, after), things, strict=True)
    ]
    pairs = holders[0] * holders[1]
    is_dense = pairs * _DENSE > before.size * after.size
    similarity = _product(before, after, things, values, is_dense)
    _add_pairs(similarity, before, after, things, values, holders[1] * ((pairs > 0) & ~is_dense))
    return np.clip(similarity, 0.0, 1.0, out=similarity)


def _numbered(things: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers from 0 on, in order, and which of them each thing is: small ones all that there may be."""
    highest = int(things.max(initial=0))
    if highest < _SMALL:
        return np.arange(highest + 1), things
    return np.unique(things, return_inverse=True)


def _of_length_one(counts: Counts, values: NDArray[np.float64]) -> NDArray[np.float64]:
    norms = np.sqrt(np.bincount(counts.rows, values**2, minlength=counts.size))
    shares: NDArray[np.float64] = values / np.where(norms > 0, norms, 1.0)[counts.rows]
    return shares


_Sides = Sequence[NDArray[np.int64]]
_Values = Sequence[NDArray[np.float64]]


def _product(
    before: Counts, after: Counts, things: _Sides, values: _Values, is_dense: NDArray[np.bool_]
) -> Matrix:
    """What the things that many texts hold add to each pair."""
    column_of = np.cumsum(is_dense) - 1
    width = int(column_of[-1]) + 1 if len(column_of) else 0
    matrices = []
    for counts, of, held in zip((before, after), things, values, strict=True):
        kept = is_dense[of]
        matrix = np.zeros((counts.size, width), dtype=np.float32)
        matrix[counts.rows[kept], column_of[of[kept]]] = held[kept]
        matrices.append(matrix)
    return matrices[0] @ matrices[1].T


def _add_pairs(
    similarity: Matrix,
    before: Counts,
    after: Counts,
    things: _Sides,
    values: _Values,
    partners: NDArray[np.int64],
) -> None:
    """Add what each pair of texts has in common of the things with so many `partners` on the other side."""
    order = np.argsort(
        things[1]
    )  # of a pair and a thing there is one value, so that the order is all the same
    first = np.searchsorted(things[1][order], np.arange(len(partners)))
    columns, shares = after.rows[order], values[1][order]
    kept = partners[things[0]] > 0
    rows, of, own = before.rows[kept], things[0][kept], values[0][kept]
    repeats = partners[of]
    done = np.cumsum(repeats)
    start = 0
    while start < len(rows):
        reached = done[start - 1] if start else 0
        end = int(np.searchsorted(done, reached + _BLOCK, side="right"))
        end = int(np.searchsorted(rows, rows[min(max(end, start + 1), len(rows)) - 1], side="right"))
        block = slice(start, end)
        count = repeats[block]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        at = np.repeat(first[of[block]], count) + within
        top, below = int(rows[start]), int(rows[end - 1]) + 1
        places = np.repeat((rows[block] - top) * after.size, count) + columns[at]
        added = np.bincount(places, np.repeat(own[block], count) * shares[at], (below - top) * after.size)
        similarity[top:below] += added.reshape(below - top, after.size)
        start = end


def weighted_grams(texts: Sequence[str]) -> Counts:
    """How often each sentence holds each n-gram, those of its clauses of purpose counting a quarter.

    Examples
    --------
    >>> sorted(set(weighted_grams(["开展检查，引导发展。"]).held.tolist()))
    [0.25, 1.0]
    """
    clauses = [(row, clause) for row, text in enumerate(texts) for clause in split_clauses(text)]
    things, pieces = _grams([clause.words for _, clause in clauses])
    rows = np.array([row for row, _ in clauses], dtype=np.intp)
    weights = np.array([_PURPOSE_WEIGHT if clause.is_purpose else 1.0 for _, clause in clauses])
    return Counts.of(len(texts), rows[pieces], things, weights[pieces])


def thing_counts(held: Sequence[Sequence[int]]) -> Counts:
    """How often each text holds each thing, given as lists of numbers.

    Examples
    --------
    >>> thing_counts([[7, 7], [3]]).held.tolist()
    [2.0, 1.0]
    """
    things = np.array([thing for each in held for thing in each], dtype=np.int64)
    rows = np.repeat(np.arange(len(held)), [len(each) for each in held])
    return Counts.of(len(held), rows, things, np.ones(len(things)))


def character_counts(texts: Sequence[str]) -> Counts:
    """How often each text holds each character.

    Examples
    --------
    >>> character_counts(["检查检"]).held.tolist()
    [1.0, 2.0]
    """
    return thing_counts([list(map(ord, text)) for text in texts])


@dataclass(frozen=True, slots=True)
class Grams:
    """The character bigrams and trigrams of pieces of normalised words: numbers, and the piece of each."""

    things: NDArray[np.int64]
    pieces: NDArray[np.intp]

    @classmethod
    def of_both(cls, before: Sequence[str], after: Sequence[str]) -> tuple["Grams", "Grams"]:
        """Those of two sides, numbered alike, once for whatever they are counted by.

        Examples
        --------
        >>> before, after = Grams.of_both(["检查"], ["开展", "检查"])
        >>> before.things.tolist(), after.things.tolist(), after.pieces.tolist()
        ([1], [0, 1], [0, 1])
        """
        found = [_grams(side) for side in (before, after)]
        _, number = np.unique(np.concatenate([things for things, _ in found]), return_inverse=True)
        first, second = np.split(number, [len(found[0][0])])
        return cls(first, found[0][1]), cls(second, found[1][1])

    def counts(self, size: int, groups: NDArray[np.intp]) -> Counts:
        """How often each of `size` groups of pieces holds each, given the group of every piece."""
        return Counts.of(size, groups[self.pieces], self.things, np.ones(len(self.things)))


def _grams(pieces: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The character bigrams and trigrams of pieces as codes, and the piece of each."""
    joined = "\0".join(pieces)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    piece = np.cumsum(codes == 0)
    found: list[tuple[NDArray[np.int64], NDArray[np.intp]]] = []
    grams = codes
    for length in range(1, max(_GRAM_SIZES)):
        grams = (grams[:-1] << _CODE_BITS) | codes[length:]
        whole = (piece[: len(grams)] == piece[length:]) & (codes[: len(grams)] > 0)
        if length + 1 in _GRAM_SIZES:
            found.append((grams[whole], piece[: len(grams)][whole]))
    things, places = (np.concatenate(each) for each in zip(*found, strict=True))
    return things, places


def grams_of(words: str) -> list[str]:
    """The character bigrams and trigrams of normalised words.

    Examples
    --------
    >>> grams_of("开展检查")
    ['开展', '展检', '检查', '开展检', '展检查']
    """
    bigrams = [*map(add, words, words[1:])]
    return [*bigrams, *map(add, bigrams, words[2:])]


def inverse_frequency(counts: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of everything that is counted: the logarithm of how few of the sentences hold it, plus 1.

    Examples
    --------
    >>> weight = inverse_frequency([["开展", "检查"], ["开展", "培训"]])
    >>> weight["开展"], weight["检查"] > weight["开展"]
    (1.0, True)
    """
    held = [set(count) for count in counts]
    frequency = Counter(chain.from_iterable(held))
    return {gram: log((1 + len(held)) / (1 + n)) + 1.0 for gram, n in frequency.items()}
