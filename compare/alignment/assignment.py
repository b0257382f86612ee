"""The pairing of rows with columns that is worth most in all, each at most once."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from compare.alignment.similarity import Matrix

_LARGEST: Final = 120  # rows or columns; of real reports the largest group has 9


def assign(worth: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs (row, column) that together are worth most, each row and column at most once.

    In a very large group, of sentences that are all alike, the best pair is taken first: the time grows with
    its cube.

    Parameters
    ----------
    worth
        What each pair is worth, above 0; no other pair is chosen.

    Returns
    -------
    list of (row, column)
        In the order of the rows.

    Examples
    --------
    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})  # not the single best pair
    [(0, 1), (1, 0)]
    """
    chosen: list[tuple[int, int]] = []
    for pairs in _components(sorted(worth)):
        if _is_star(pairs):
            chosen.append(max(pairs, key=worth.__getitem__))
            continue
        rows = sorted({row for row, _ in pairs})
        columns = sorted({column for _, column in pairs})
        if max(len(rows), len(columns)) > _LARGEST:
            chosen.extend(_best_first(pairs, worth))
            continue
        matrix = np.zeros((len(rows), len(columns)))
        for row, column in pairs:
            matrix[rows.index(row), columns.index(column)] = worth[row, column]
        found = [(rows[row], columns[column]) for row, column in _best(matrix)]
        chosen.extend(pair for pair in found if pair in worth)
    return sorted(chosen)


def _is_star(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether all have one row or one column, so that only one of them can be chosen."""
    row, column = pairs[0]
    return all(each[0] == row for each in pairs) or all(each[1] == column for each in pairs)


def _best_first(
    pairs: Sequence[tuple[int, int]], worth: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for row, column in sorted(pairs, key=lambda pair: (-worth[pair], pair)):
        if row not in rows and column not in columns:
            chosen.append((row, column))
            rows.add(row)
            columns.add(column)
    return chosen


def _components(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pairs in groups that share no row and no column."""
    leader = {place: place for row, column in pairs for place in (row, ~column)}  # a column counts below 0

    def lead(place: int) -> int:
        while (above := leader[place]) != place:
            leader[place] = leader[above]
            place = above
        return place

    for row, column in pairs:
        leader[lead(~column)] = lead(row)
    groups: dict[int, list[tuple[int, int]]] = {}
    for row, column in pairs:
        groups.setdefault(lead(row), []).append((row, column))
    return list(groups.values())


def _best(worth: Matrix) -> list[tuple[int, int]]:
    """The Hungarian method (Kuhn 1955), a row at a time along the shortest augmenting path."""
    if worth.shape[0] > worth.shape[1]:
        return [(row, column) for column, row in _best(worth.T)]
    height, width = worth.shape
    cost = np.zeros((height + 1, width + 1))
    cost[1:, 1:] = -worth
    row_price, column_price = np.zeros(height + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, dtype=np.intp)  # the row that has each column; 0 is nobody
    for row in range(1, height + 1):
        owner[0] = row
        distance = np.full(width + 1, np.inf)
        came_from = np.zeros(width + 1, dtype=np.intp)
        done = np.zeros(width + 1, dtype=np.bool_)
        at = 0
        while owner[at]:
            done[at] = True
            through = cost[owner[at]] - row_price[owner[at]] - column_price
            nearer = ~done & (through < distance)
            distance[nearer] = through[nearer]
            came_from[nearer] = at
            following = int(np.argmin(np.where(done, np.inf, distance)))
            step = distance[following]
            row_price[owner[done]] += step
            column_price[done] -= step
            distance[~done] -= step
            at = following
        while at:
            owner[at] = owner[came_from[at]]
            at = int(came_from[at])
    return [(int(owner[column]) - 1, column - 1) for column in range(1, width + 1) if owner[column]]
