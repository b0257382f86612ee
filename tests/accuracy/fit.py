"""Fit the models on labelled pairs: `python -m tests.accuracy.fit` (needs the extra `fit`).

Writes the models beside the code that reads them, fitted on all pairs that are present, and held_out.json
beside this file: for every pair the models that were fitted on the others only, by which
`python -m tests.accuracy` judges it.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from compare.alignment.features import FEATURES as LINK_FEATURES
from compare.alignment.features import gather_features, word_weights
from compare.alignment.link_model import LinkModel, parse_link_model
from compare.alignment.links import align
from compare.alignment.similarity import ngram_similarity
from compare.changes.figures import pair_figures
from compare.changes.kinds import FEATURES as CHANGE_FEATURES
from compare.changes.kinds import Sides
from compare.changes.pledges import FEATURES as PLEDGE_FEATURES
from compare.changes.pledges import gather_answers
from compare.model import Measure
from tests.accuracy.gold import Gold, Side
from tests.accuracy.pairs import HELD_OUT, ReportPair, labels_of, present_pairs, reports_of
from tests.accuracy.placing import Placer

_COMPARE: Final = Path(__file__).parents[2] / "compare"
_KEPT_IN: Final = {
    "link": _COMPARE / "alignment",
    "change": _COMPARE / "changes",
    "pledge": _COMPARE / "changes",
}
_LINK_STRENGTH: Final = 0.1  # inverse of the regularisation; from 0.03 to 0.3 hardly anything changes
_CHANGE_STRENGTH: Final = 0.3
_PLEDGE_STRENGTH: Final = 0.3

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What one pair teaches: candidates and whether each is a link, plans and whether each is answered.

    `pairs` and `values` are of all candidates, `counted` the measures of both reports that count.
    """

    pair: ReportPair
    link_values: Matrix
    is_link: NDArray[np.bool_]
    pairs: tuple[tuple[int, int], ...]
    values: Matrix
    counted: frozenset[tuple[str, int]]
    answer_values: Matrix
    is_answer: NDArray[np.bool_]


def main() -> int:
    """Fit on all present pairs and write the models."""
    labelled = [_labelled(pair) for pair in present_pairs()]
    for name, model in _fit_all(labelled).items():
        _write(_KEPT_IN[name] / f"{name}_model.json", model)
    _write(HELD_OUT, {each.pair.name: _fit_all([o for o in labelled if o is not each]) for each in labelled})
    return 0


def _fit_all(labelled: Sequence[Labelled]) -> dict[str, Any]:
    links = _fit_links(labelled)
    return {
        "link": links,
        "change": _fit_changes(labelled, parse_link_model(json.dumps(links))),
        "pledge": _fit_pledges(labelled),
    }


def _labelled(pair: ReportPair) -> Labelled:
    gold = labels_of(pair)
    baseline, current = reports_of(pair)
    units = (
        _units(gold, Side.BASELINE, baseline.measures),
        _units(gold, Side.CURRENT, current.measures),
    )
    before, after = baseline.measures, current.measures
    similarity = ngram_similarity([measure.text for measure in before], [measure.text for measure in after])
    candidates = gather_features(baseline, current, similarity)
    counted = [
        place
        for place, (row, column) in enumerate(candidates.pairs)
        if candidates.linkable[place] and units[0][row] and units[1][column]
    ]
    linked = gold.counted_links()
    is_link = np.array(
        [
            any((a, b) in linked for a in units[0][row] for b in units[1][column])
            for row, column in (candidates.pairs[place] for place in counted)
        ],
        dtype=np.bool_,
    )
    asked, answers = gather_answers(baseline, current, similarity, candidates.word_weights)
    return Labelled(
        pair=pair,
        link_values=candidates.values[counted],
        is_link=is_link,
        pairs=tuple(
            pair for pair, linkable in zip(candidates.pairs, candidates.linkable, strict=True) if linkable
        ),
        values=candidates.values[candidates.linkable],
        counted=frozenset(
            (name, place)
            for name, side in zip(("row", "column"), units, strict=True)
            for place, held in enumerate(side)
            if held
        ),
        answer_values=answers,
        is_answer=np.array(
            [
                any((a, b) in gold.pledges for a in units[0][row] for b in units[1][column])
                for row, column in asked
            ],
            dtype=np.bool_,
        ),
    )


def _units(gold: Gold, side: Side, measures: Sequence[Measure]) -> list[frozenset[int]]:
    """The counted units of every measure."""
    placer, counted = Placer(gold.units[side]), gold.counted(side)
    return [placer.take(measure.text) & counted for measure in measures]


def _changes(labelled: Labelled, links: LinkModel) -> tuple[Matrix, list[str]]:
    """The evidence and the labels of the links that are found: of a split, often only a part."""
    gold, (baseline, current) = labels_of(labelled.pair), reports_of(labelled.pair)
    units = _units(gold, Side.BASELINE, baseline.measures), _units(gold, Side.CURRENT, current.measures)
    weight = word_weights((*baseline.measures, *current.measures))
    kinds_of = gold.counted_links()
    values, kinds = [], []
    for link in align(baseline, current, model=links).links:
        befores = frozenset().union(*(units[0][row] for row in link.baseline))
        afters = frozenset().union(*(units[1][column] for column in link.current))
        before = tuple(baseline.measures[row] for row in link.baseline)
        after = tuple(current.measures[column] for column in link.current)
        sides = Sides(before, after, pair_figures(before, after), weight)
        found = {kinds_of[a, b] for a in befores for b in afters if (a, b) in kinds_of}
        for kind in sorted(found):
            values.append([feature(sides) for feature in CHANGE_FEATURES])
            kinds.append(kind.value)
    return np.array(values), kinds


def _fit_links(labelled: Sequence[Labelled]) -> dict[str, Any]:
    values = np.vstack([each.link_values for each in labelled])
    labels = np.concatenate([each.is_link for each in labelled])
    scaler, model = _fit(values, labels, _balance([len(each.is_link) for each in labelled]), _LINK_STRENGTH)
    shares = [
        _continued_share(each, model.predict_proba(scaler.transform(each.values))[:, 1]) for each in labelled
    ]
    return {"prior": round(float(np.mean(shares)), 4)} | _readable(scaler, model, LINK_FEATURES)


def _fit_pledges(labelled: Sequence[Labelled]) -> dict[str, Any]:
    values = np.vstack([each.answer_values for each in labelled])
    labels = np.concatenate([each.is_answer for each in labelled])
    balance = _balance([len(each.is_answer) for each in labelled])
    return _readable(*_fit(values, labels, balance, _PLEDGE_STRENGTH), PLEDGE_FEATURES)


def _readable(
    scaler: StandardScaler, model: LogisticRegression, features: Sequence[Callable[..., object]]
) -> dict[str, Any]:
    weights = model.coef_[0] / scaler.scale_
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "features": {
            feature.__name__: {"weight": round(float(weight), 4), "mean": round(float(mean), 4)}
            for feature, weight, mean in zip(features, weights, scaler.mean_, strict=True)
        },
    }


def _continued_share(labelled: Labelled, probabilities: Matrix) -> float:
    """The share of measures with a counterpart, as the model itself estimates it for these reports."""
    best = dict.fromkeys(labelled.counted, 0.0)
    for (row, column), probability in zip(labelled.pairs, probabilities, strict=True):
        for measure in (("row", row), ("column", column)):
            if measure in best:
                best[measure] = max(best[measure], float(probability))
    return sum(best.values()) / len(best)


def _fit_changes(labelled: Sequence[Labelled], links: LinkModel) -> dict[str, Any]:
    taught = [_changes(each, links) for each in labelled]
    values = np.vstack([each for each, _ in taught])
    labels = np.array([kind for _, kinds in taught for kind in kinds])
    scaler, model = _fit(values, labels, _balance([len(kinds) for _, kinds in taught]), _CHANGE_STRENGTH)
    weights = model.coef_ / scaler.scale_
    intercepts = model.intercept_ - weights @ scaler.mean_
    return {
        kind: {"intercept": round(float(intercept), 4)}
        | {
            feature.__name__: round(float(weight), 4)
            for feature, weight in zip(CHANGE_FEATURES, row, strict=True)
        }
        for kind, intercept, row in zip(model.classes_, intercepts, weights, strict=True)
    }


def _fit(
    values: Matrix, labels: NDArray[Any], importance: Matrix, strength: float
) -> tuple[StandardScaler, LogisticRegression]:
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(scaler.transform(values), labels, sample_weight=importance)
    return scaler, model


def _balance(sizes: Sequence[int]) -> Matrix:
    """A long pair of reports must not drown the short ones: each counts by the root of its size."""
    importance = np.concatenate([np.full(size, size**-0.5) for size in sizes if size])
    balanced: Matrix = importance / importance.mean()
    return balanced


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
