"""Probabilities, and how they are set to the two reports at hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.alignment.features import FEATURES
from compare.alignment.link_model import default_link_model, shift_prior
from compare.alignment.logistic import Logistic


def test_the_model_that_comes_along_knows_every_feature() -> None:
    model = default_link_model()
    assert len(model.logistic.weights) == len(model.logistic.means) == len(FEATURES)
    assert 0 < model.prior < 1


def test_contributions_and_intercept_make_the_odds() -> None:
    model = Logistic(-1.0, (2.0, -0.5), (0.5, 1.0))
    values = np.array([0.9, 3.0])
    odds = model.intercept + model.contributions(values).sum()
    assert model.probabilities(values[None, :])[0] == pytest.approx(1 / (1 + np.exp(-odds)))


def set_to_reports(probabilities: list[float], expected: float) -> list[float]:
    """Of as many measures on either side, the first with the first, and so on."""
    size = len(probabilities)
    places = np.arange(size, dtype=np.intp)
    counted = (np.ones(size), np.ones(size))
    return list(shift_prior(np.array(probabilities), places, places, counted, expected))


def test_reports_with_much_in_common_raise_a_doubtful_pair_and_others_lower_it() -> None:
    doubtful = 0.5
    alike = set_to_reports([*[0.98] * 9, doubtful], expected=0.6)
    strangers = set_to_reports([*[0.02] * 9, doubtful], expected=0.6)
    assert strangers[-1] < doubtful < alike[-1]


def test_reports_like_the_expected_stay_as_they_are() -> None:
    assert set_to_reports([0.9, 0.3], expected=0.6) == pytest.approx([0.9, 0.3], abs=1e-3)


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=30), st.floats(0.1, 0.9))
def test_the_order_of_pairs_never_changes(probabilities: list[float], expected: float) -> None:
    moved = set_to_reports(probabilities, expected)
    assert all(0 <= each <= 1 for each in moved)
    order = sorted(range(len(moved)), key=lambda place: probabilities[place])
    assert all(moved[a] <= moved[b] + 1e-12 for a, b in pairwise(order))


def test_nothing_to_adapt_is_nothing() -> None:
    empty = np.array([], dtype=np.intp)
    assert list(shift_prior(np.array([]), empty, empty, (np.ones(0), np.ones(0)), 0.5)) == []
