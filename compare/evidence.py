"""What speaks for and against two measures being the same, each piece a number with a name.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*, and each has one value for every name in `FEATURES`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.clauses import Clause, split_clauses
from compare.model import Measure, Report, Role
from compare.normal import normalise
from compare.segmentation import cut_words
from compare.similarity import Matrix, inverse_frequency
from compare.stock import STOCK_WORDS

_COUNTERPARTS: Final = 6  # a measure's; of labelled links 98 % are among them
_LEAST_LIKENESS: Final = 0.02
_HALF: Final = 0.5
_OPENING_CLAUSES: Final = 2
_RAREST: Final = 3
_SMOOTHING: Final = 8  # characters; one word more matters less in a long sentence


@dataclass(frozen=True, slots=True)
class Profile:
    """A measure taken apart: normalised text, words, the content words of each clause, names."""

    role: Role
    text: str
    words: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    names: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """The content words of all clauses."""
        return frozenset().union(*self.clauses)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two measures seen together: `likeness` is n × m of all, `weight` how rare a word is in both reports."""

    row: int
    column: int
    before: Profile
    after: Profile
    likeness: Matrix
    lead_in_row: float
    lead_in_column: float
    weight: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that are looked at, and their evidence: one row a pair, one column a name in `FEATURES`."""

    pairs: tuple[tuple[int, int], ...]
    values: NDArray[np.float64]


def likeness(pair: Pair) -> float:
    """How alike the wordings are (logarithm): far below 0 is nothing in common."""
    return log(pair.likeness[pair.row, pair.column] + 0.03)


def lead_in_row(pair: Pair) -> float:
    """By how much the pair is more alike than the baseline measure is with any other."""
    return pair.lead_in_row


def lead_in_column(pair: Pair) -> float:
    """By how much the pair is more alike than the current measure is with any other."""
    return pair.lead_in_column


def neighbours(pair: Pair) -> float:
    """How alike the sentences beside both are: a continued measure's neighbours often go on too."""
    rows, columns = pair.likeness.shape
    steps = ((-1, -1), (1, 1), (-1, 1), (1, -1))
    beside = [(pair.row + down, pair.column + across) for down, across in steps]
    return max(
        (
            float(pair.likeness[row, column])
            for row, column in beside
            if 0 <= row < rows and 0 <= column < columns
        ),
        default=0.0,
    )


def rare_words(pair: Pair) -> float:
    """How rare the three rarest words are that both say: `睦邻中心` tells more than `服务`."""
    shared = sorted((pair.weight[word] for word in pair.before.words & pair.after.words), reverse=True)
    return sum(shared[:_RAREST]) / 24


def clauses_covered(pair: Pair) -> float:
    """The share of clauses whose content the other measure says too; of the side where it is smaller."""
    return min(
        _covered(pair.before.clauses, pair.after.content, pair.weight),
        _covered(pair.after.clauses, pair.before.content, pair.weight),
    )


def opening(pair: Pair) -> float:
    """How much of the shorter opening, where act and object are named, the other opening says too."""
    before = frozenset().union(*pair.before.clauses[:_OPENING_CLAUSES])
    after = frozenset().union(*pair.after.clauses[:_OPENING_CLAUSES])
    smaller = min(mass(before, pair.weight), mass(after, pair.weight))
    return mass(before & after, pair.weight) / (1 + smaller)


def length_differs(pair: Pair) -> float:
    """By what factor one is longer than the other (logarithm): alike words tell more of a long text."""
    before, after = (len(each.text) + _SMOOTHING for each in (pair.before, pair.after))
    return abs(log(before / after))


def names_shared(pair: Pair) -> float:
    """How many documents and catchwords both name (two say all): 《公平竞争审查条例》, “一件事”."""
    return min(2.0, len(pair.before.names & pair.after.names))


def names_one_sided(pair: Pair) -> float:
    """1 where only one of them names any document or catchword."""
    return float(bool(pair.before.names) != bool(pair.after.names))


def is_plan(pair: Pair) -> float:
    """1 for plans: they are taken up again more often than deeds."""
    return float(Role.PLAN in (pair.before.role, pair.after.role))


def is_problem(pair: Pair) -> float:
    """1 for shortcomings: they come back in freer words than deeds."""
    return float(Role.PROBLEM in (pair.before.role, pair.after.role))


FEATURES: Final[tuple[Callable[[Pair], float], ...]] = (
    likeness,
    lead_in_row,
    lead_in_column,
    neighbours,
    rare_words,
    clauses_covered,
    opening,
    length_differs,
    names_shared,
    names_one_sided,
    is_plan,
    is_problem,
)


def gather_evidence(baseline: Report, current: Report, likeness: Matrix) -> Candidates:
    """The candidate pairs of two reports with the value of every feature.

    `likeness` is n × m of all measures, 0 where two cannot be the same (of other roles).
    """
    before = [profile(measure) for measure in baseline.measures]
    after = [profile(measure) for measure in current.measures]
    weight = inverse_frequency(each.words for each in (*before, *after))
    pairs = _likeliest(likeness)
    leads_in_row, leads_in_column = _leads(likeness), _leads(likeness.T).T
    values = [
        [
            feature(
                Pair(
                    row,
                    column,
                    before[row],
                    after[column],
                    likeness,
                    float(leads_in_row[row, column]),
                    float(leads_in_column[row, column]),
                    weight,
                )
            )
            for feature in FEATURES
        ]
        for row, column in pairs
    ]
    return Candidates(pairs, np.array(values, dtype=np.float64).reshape(len(pairs), len(FEATURES)))


def profile(measure: Measure) -> Profile:
    """A measure taken apart."""
    words, clauses = _taken_apart(measure.text)
    return Profile(
        measure.role,
        normalise(measure.text),
        words,
        clauses,
        frozenset(normalise(name) for name in measure.names),
    )


@lru_cache(maxsize=1 << 13)  # a sentence is met in many pairs
def _taken_apart(text: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """A sentence's words, and the content words of each of its clauses that has any."""
    clauses = split_clauses(text)
    words = frozenset().union(*(_words(clause) for clause in clauses))
    return words, tuple(content for clause in clauses if (content := content_words(clause)))


def content_words(clause: Clause) -> frozenset[str]:
    """The words of a clause that are not in every report."""
    return _words(clause) - STOCK_WORDS


def word_weights(measures: Iterable[Measure]) -> dict[str, float]:
    """How much each word of two reports tells: the rarer, the more."""
    return inverse_frequency(profile(measure).words for measure in measures)


@lru_cache(maxsize=1 << 14)
def _words(clause: Clause) -> frozenset[str]:
    return frozenset(word for word in cut_words(clause.words) if len(word) > 1)


def _likeliest(likeness: Matrix) -> tuple[tuple[int, int], ...]:
    """The likeliest counterparts of every row and every column."""
    found: set[tuple[int, int]] = set()
    for row in range(likeness.shape[0]):
        best = np.argsort(-likeness[row], kind="stable")[:_COUNTERPARTS]
        found |= {(row, int(column)) for column in best if likeness[row, column] > _LEAST_LIKENESS}
    for column in range(likeness.shape[1]):
        best = np.argsort(-likeness[:, column], kind="stable")[:_COUNTERPARTS]
        found |= {(int(row), column) for row in best if likeness[row, column] > _LEAST_LIKENESS}
    return tuple(sorted(found))


def _leads(likeness: Matrix) -> Matrix:
    """Each value less the best other value of its row."""
    if likeness.shape[1] < 2:
        return likeness.copy()
    ordered = np.sort(likeness, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    leads: Matrix = likeness - np.where(likeness == best, second, best)
    return leads


def _covered(clauses: Sequence[frozenset[str]], other: frozenset[str], weight: Mapping[str, float]) -> float:
    held = sum(mass(clause & other, weight) >= _HALF * mass(clause, weight) for clause in clauses)
    return held / len(clauses) if clauses else 0.0


def mass(words: Iterable[str], weight: Mapping[str, float]) -> float:
    """The weight of some words together: how much they tell."""
    # sorted: the order of a set is not the same on every run, and a sum depends on it in the last digit
    return sum(weight[word] for word in sorted(words))
