"""Probabilities, and what each feature adds to them."""

import numpy as np
import pytest

from compare.alignment.evidence.features import FEATURES, WITH_MEANING
from compare.alignment.link_model import default_link_model
from compare.alignment.logistic import Logistic


def test_the_model_that_comes_along_knows_every_feature() -> None:
    model = default_link_model()
    assert len(model.weights) == len(model.means) == len(FEATURES)


def test_what_an_encoder_says_is_added_to_what_the_words_say() -> None:
    words, both = default_link_model(), default_link_model(by_meaning=True)
    assert len(both.weights) == len(WITH_MEANING)
    assert both.weights[: len(FEATURES)] == words.weights
    assert (both.intercept, both.means[-1]) == (words.intercept, 0.0)
    assert both.weights[-1] > 0  # others that are closer in meaning speak against a link


def test_contributions_and_intercept_make_the_odds() -> None:
    model = Logistic(-1.0, (2.0, -0.5), (0.5, 1.0))
    values = np.array([0.9, 3.0])
    odds = model.intercept + model.contributions(values).sum()
    assert model.probabilities(values[None, :])[0] == pytest.approx(1 / (1 + np.exp(-odds)))
