"""What reviewers' labels teach: little from few of them, and never another order of the pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.alignment.link_model import default_link_model
from compare.alignment.links import align
from compare.comparison import Models, compare_reports
from compare.decisions.recalibration import NONE, Reviewed, fit_recalibration, learn_recalibration
from compare.model import Recalibration
from tests.builders import comparison


def test_nothing_reviewed_changes_nothing() -> None:
    made = comparison()
    nothing = Reviewed(frozenset(), frozenset(), frozenset())
    assert learn_recalibration(made.baseline, made.current, nothing, default_link_model()) == NONE
    plain, same = (
        compare_reports(made.baseline, made.current, Models(recalibration=each)) for each in (None, NONE)
    )
    assert plain.changes == same.changes


@given(st.lists(st.tuples(st.floats(-3, 12), st.booleans()), max_size=30))
def test_whatever_is_said_of_a_few_pairs_moves_the_odds_by_little_and_keeps_their_order(
    said: list[tuple[float, bool]],
) -> None:
    learned = fit_recalibration([odds for odds, _ in said], [answer for _, answer in said])
    assert learned.slope > 0
    assert abs(learned.offset) <= 0.2**2 * len(said) + 1e-3


def test_many_links_that_were_taken_apart_make_the_decision_shy() -> None:
    shy = fit_recalibration([0.5] * 60, [False] * 60)
    assert shy.offset + shy.slope * 0.5 < 0


def test_a_pair_of_two_preambles_or_of_nobody_is_not_known() -> None:
    reviewed = Reviewed(frozenset({0}), frozenset({3}), frozenset(), frozenset({1}), frozenset({2}))
    pairs = [(0, 0), (5, 3), (0, 2), (1, 3), (5, 5)]
    assert [reviewed.knows(pair) for pair in pairs] == [True, True, False, False, False]


def test_a_recalibrated_model_gives_its_odds_moved() -> None:
    model = default_link_model()
    values = np.array([model.means, [0.5] * len(model.means)])
    moved = model.recalibrated(Recalibration(offset=-0.3, slope=0.9))
    assert moved.odds(values) == pytest.approx(-0.3 + 0.9 * model.odds(values))


def test_a_bolder_decision_keeps_the_links_of_the_shipped_one() -> None:
    made = comparison()
    bold = default_link_model().recalibrated(Recalibration(offset=0.5, slope=1.0))
    plain, bolder = (align(made.baseline, made.current, model=each).links for each in (None, bold))
    assert {link.baseline for link in plain} <= {link.baseline for link in bolder}
