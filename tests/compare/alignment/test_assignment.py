"""The pairing that is worth most, against trying them all."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from compare.alignment.assignment import assign

_PAIRS = st.tuples(st.integers(0, 4), st.integers(0, 4))


def test_two_good_pairs_are_better_than_the_single_best() -> None:
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == [(0, 1), (1, 0)]


def test_nothing_to_pair_is_nothing() -> None:
    assert assign({}) == []


def test_of_very_many_that_are_all_alike_the_best_are_taken_first() -> None:
    alike = {(row, column): 1.0 - abs(row - column) / 1000 for row in range(150) for column in range(150)}
    assert assign(alike) == [(place, place) for place in range(150)]


@given(st.dictionaries(_PAIRS, st.floats(0.5, 1.0), max_size=14))
def test_no_other_pairing_is_worth_more(worth: dict[tuple[int, int], float]) -> None:
    chosen = assign(worth)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    best = max(sum(worth.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(5)))
    assert abs(sum(worth[pair] for pair in chosen) - best) < 1e-9
