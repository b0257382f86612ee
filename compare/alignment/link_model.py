"""From features to the probability that two measures are the same.

A logistic model with one coefficient for every feature, fitted on labelled pairs of reports
(`python -m tests.accuracy.fit`) and kept as readable data in `link_model.json`.
"""

import json
from functools import cache
from importlib.resources import files

from compare.alignment.evidence.features import FEATURES
from compare.alignment.logistic import Logistic, parse_logistic


def parse_link_model(text: str) -> Logistic:
    """The model in a JSON text, as `link_model.json` holds it."""
    return parse_logistic(json.loads(text), FEATURES)


@cache
def default_link_model() -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs.

    Examples
    --------
    >>> len(default_link_model().weights) == len(FEATURES)
    True
    """
    return parse_link_model((files("compare.alignment") / "link_model.json").read_text(encoding="utf-8"))
