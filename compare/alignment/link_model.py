"""From features to the probability that two measures are the same.

A logistic model with one coefficient for every feature, fitted on labelled pairs of reports
(`python -m tests.accuracy.fit`) and kept as readable data in `link_model.json`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Final

from compare.alignment.evidence.features import FEATURES, WITH_MEANING
from compare.alignment.logistic import Logistic, parse_logistic

_KEPT: Final = Path(__file__).with_name("link_model.json")


def parse_link_model(text: str, *, by_meaning: bool = False) -> Logistic:
    """The model in a JSON text, as `link_model.json` holds it; what an encoder adds is in `semantic`."""
    model = json.loads(text)
    if not by_meaning:
        return parse_logistic(model, FEATURES)
    return parse_logistic(model | {"features": model["features"] | model["semantic"]}, WITH_MEANING)


@cache
def default_link_model(*, by_meaning: bool = False) -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs; that with the encoder's say.

    Examples
    --------
    >>> len(default_link_model().weights) == len(FEATURES)
    True
    """
    text = _KEPT.read_text(encoding="utf-8")
    return parse_link_model(text, by_meaning=by_meaning)
