"""Probabilities, and what each feature adds to them."""

import numpy as np
import pytest

from compare.alignment.evidence.features import FEATURES
from compare.alignment.link_model import default_link_model
from compare.alignment.logistic import Logistic


def test_the_model_that_comes_along_knows_every_feature() -> None:
    model = default_link_model()
    assert len(model.weights) == len(model.means) == len(FEATURES)


def test_contributions_and_intercept_make_the_odds() -> None:
    model = Logistic(-1.0, (2.0, -0.5), (0.5, 1.0))
    values = np.array([0.9, 3.0])
    odds = model.intercept + model.contributions(values).sum()
    assert model.probabilities(values[None, :])[0] == pytest.approx(1 / (1 + np.exp(-odds)))
