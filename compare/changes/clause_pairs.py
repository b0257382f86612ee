"""Which clauses of two wordings belong together: words are only compared where both say the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import Final

from rapidfuzz import fuzz

_STOPS: Final = "，；。：！？,;:!?"
_LEAST_ALIKE: Final = 0.4  # below it two clauses share characters by chance
_MOST: Final = 250_000  # pairs of clauses; more are not looked at, and all is one pair

Tokens = Sequence[str]


@dataclass(frozen=True, slots=True)
class ClausePair:
    """Neighbouring clauses of both sides that say the same; a side is empty where only the other says it."""

    before: Tokens
    after: Tokens


def pair_clauses(before: Tokens, after: Tokens) -> list[ClausePair]:
    """The clauses of two sentences side by side, in order: one to one, one to two, or on one side alone.

    All tokens stand in exactly one pair, in their order.

    Examples
    --------
    >>> pairs = pair_clauses(["检查", "，", "约谈", "企业", "。"], ["约谈", "企业", "。"])
    >>> [("".join(pair.before), "".join(pair.after)) for pair in pairs]
    [('检查，', ''), ('约谈企业。', '约谈企业。')]
    """
    rows, columns = clauses_of(before), clauses_of(after)
    if not rows or not columns or len(rows) * len(columns) > _MOST:
        return [ClausePair(before, after)]
    steps = _best_steps(rows, columns)
    return list(_paired(rows, columns, steps))


def clauses_of(tokens: Tokens) -> list[Tokens]:
    """The tokens up to each stop, the stop with what it ends.

    Examples
    --------
    >>> clauses_of(["检查", "，", "约谈", "企业", "。"])
    [['检查', '，'], ['约谈', '企业', '。']]
    """
    clauses: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        clauses[-1].append(token)
        if _is_stop(token) and not (place + 1 < len(tokens) and _is_stop(tokens[place + 1])):
            clauses.append([])
    return [clause for clause in clauses if clause]


def _is_stop(token: str) -> bool:
    return not token.strip(_STOPS)


Step = tuple[int, int]
_STEPS: Final[tuple[Step, ...]] = ((1, 1), (1, 2), (2, 1))


def _best_steps(rows: Sequence[Tokens], columns: Sequence[Tokens]) -> list[Step]:
    """How many clauses of each side go together, from the first to the last: worth most as a whole."""
    before, after = _joined(rows), _joined(columns)
    gains = [(step, _gains(before[step[0]], after[step[1]])) for step in _STEPS]
    n, m = len(rows), len(columns)
    worth = [[0.0] * (m + 1) for _ in range(n + 1)]
    step_to: list[list[Step]] = [[(0, 1)] * (m + 1) for _ in range(n + 1)]
    for row in range(n + 1):
        for column in range(m + 1):
            if row == column == 0:
                continue
            most, best = (worth[row - 1][column], (1, 0)) if row else (-1.0, (0, 1))
            if column and worth[row][column - 1] > most:
                most, best = worth[row][column - 1], (0, 1)
            for (down, right), gain in gains:
                if row >= down and column >= right and (value := gain[row - down][column - right]) > 0:
                    value += worth[row - down][column - right]
                    if value > most:
                        most, best = value, (down, right)
            worth[row][column], step_to[row][column] = most, best
    steps: list[Step] = []
    row, column = n, m
    while row or column:
        step = step_to[row][column]
        steps.append(step)
        row, column = row - step[0], column - step[1]
    return steps[::-1]


def _joined(clauses: Sequence[Tokens]) -> dict[int, list[str]]:
    """As text each clause, and each with the one that follows it, by how many they are."""
    texts = list(map("".join, clauses))
    return {1: texts, 2: list(map(add, texts, texts[1:]))}


def _gains(rows: Sequence[str], columns: Sequence[str]) -> list[list[float]]:
    """n × m: the characters that two pieces share, in so far as they are more alike than by chance."""
    return [
        [
            (fuzz.ratio(row, column, score_cutoff=100 * _LEAST_ALIKE) / 100 - _LEAST_ALIKE)
            * (len(row) + len(column))
            for column in columns
        ]
        for row in rows
    ]


def _paired(rows: Sequence[Tokens], columns: Sequence[Tokens], steps: Sequence[Step]) -> Iterator[ClausePair]:
    row = column = 0
    for down, right in steps:
        yield ClausePair(_flat(rows[row : row + down]), _flat(columns[column : column + right]))
        row, column = row + down, column + right


def _flat(clauses: Sequence[Tokens]) -> list[str]:
    return [token for clause in clauses for token in clause]
