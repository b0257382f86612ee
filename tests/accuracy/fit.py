"""Fit the models on labelled pairs: `python -m tests.accuracy.fit` (needs the extras `fit` and
`semantic`).

Writes the models beside the code that reads them, fitted on all pairs that are present, and held_out.json
beside this file: for every pair the models that were fitted on other bodies' only, by which
`python -m tests.accuracy` judges it.
"""

import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from compare.alignment.evidence.certainty import FEATURES as CERTAINTY_FEATURES
from compare.alignment.evidence.certainty import certainty_values, links_made
from compare.alignment.evidence.features import FEATURES as LINK_FEATURES
from compare.alignment.evidence.features import HARDLY, Candidates, gather_features, rank_in_meaning, ranks_by
from compare.alignment.evidence.meaning import sentence_meaning
from compare.alignment.evidence.pairs import gather_likeness, look_at
from compare.alignment.link_model import parse_link_model
from compare.alignment.links import best_pairs, find_links, probabilities
from compare.alignment.logistic import Logistic
from compare.alignment.parts import FEATURES as PART_FEATURES
from compare.alignment.parts import parse_part_model, part_values, possible_parts
from compare.alignment.similarity import ngram_similarity
from compare.changes.answers import FEATURES as PLEDGE_FEATURES
from compare.changes.answers import WITH_MEANING, Answers, gather_answers
from compare.changes.figures import pair_figures
from compare.changes.kinds import FEATURES as CHANGE_FEATURES
from compare.changes.kinds import Sides, kind_values
from compare.figures.extract import with_figures
from compare.language.names import extract_names
from compare.language.normalise import normalise
from compare.model import Measure, Report, Role, Section
from tests.accuracy.gold import Gold, Side, UnitPair
from tests.accuracy.pairs import HELD_OUT, ReportPair, labels_of, present_pairs, reports_of
from tests.accuracy.placing import Placer
from tests.accuracy.templates import Invented, invented_pairs

_COMPARE: Final = Path(__file__).parents[2] / "compare"
_KEPT_IN: Final = {
    "link": _COMPARE / "alignment",
    "part": _COMPARE / "alignment",
    "change": _COMPARE / "changes",
    "pledge": _COMPARE / "changes",
}
_LINK_STRENGTH: Final = 0.1  # inverse of the regularisation; from 0.03 to 0.3 hardly anything changes
_PART_STRENGTH: Final = 0.3
_CERTAINTY_STRENGTH: Final = 10.0
_CHANGE_STRENGTH: Final = 0.1
_PLEDGE_STRENGTH: Final = 0.3

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Labelled:
    """What one pair teaches: candidates and whether each is a link, plans and whether each is answered.

    `counted` says of every candidate whether both measures count, `is_link` whether the labels link them.
    """

    pair: ReportPair
    candidates: Candidates
    counted: NDArray[np.bool_]
    is_link: NDArray[np.bool_]
    semantic_candidates: Candidates
    semantic_counted: NDArray[np.bool_]
    is_semantic_link: NDArray[np.bool_]
    answers: Answers
    is_answer: NDArray[np.bool_]
    semantic_answers: Answers
    is_semantic_answer: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Taught:
    """What one pair teaches a model: values of features, answers to them."""

    values: Matrix
    answers: NDArray[Any]


def main() -> int:
    """Fit on all present pairs and write the models."""
    labelled = tuple(map(_labelled, present_pairs()))
    made = {each.pair.name: _made(each, _of_others(labelled, each)) for each in labelled}
    for name, model in _fit_all(labelled, made).items():
        _write(_KEPT_IN[name] / f"{name}_model.json", model)
    _write(HELD_OUT, {each.pair.name: _fit_all(_of_others(labelled, each), made) for each in labelled})
    return 0


def _of_others(labelled: Sequence[Labelled], each: Labelled) -> tuple[Labelled, ...]:
    return tuple(other for other in labelled if other.pair.body != each.pair.body)


def _fit_all(labelled: tuple[Labelled, ...], made: Mapping[str, Taught]) -> dict[str, Any]:
    links = _fit_links(labelled)
    return {
        "link": links
        | {
            "certainty": _fit_certainty([made[each.pair.name] for each in labelled]),
            "semantic": _fit_meaning_of_links(labelled, parse_link_model(json.dumps(links))),
        },
        "part": _fit_parts(labelled),
        "change": _fit_changes(labelled),
        "pledge": _fit_pledges(labelled) | {"semantic": _fit_semantic_pledges(labelled)},
    }


def _labelled(pair: ReportPair) -> Labelled:
    gold = labels_of(pair)
    baseline, current = reports_of(pair)
    units = (
        _units(gold, Side.BASELINE, baseline.measures),
        _units(gold, Side.CURRENT, current.measures),
    )
    before, after = baseline.measures, current.measures
    texts = [measure.text for measure in before], [measure.text for measure in after]
    likeness = gather_likeness(baseline, current, ngram_similarity(*texts))
    candidates = gather_features(likeness)
    linked = gold.counted_links()
    answers = gather_answers(before, likeness)
    by_meaning = replace(likeness, meaning=sentence_meaning()(*texts))
    semantic, semantic_candidates = gather_answers(before, by_meaning), gather_features(by_meaning)
    return Labelled(
        pair=pair,
        candidates=candidates,
        counted=_counted(candidates, units),
        is_link=_holding(candidates.pairs, units, linked.keys()),
        semantic_candidates=semantic_candidates,
        semantic_counted=_counted(semantic_candidates, units),
        is_semantic_link=_holding(semantic_candidates.pairs, units, linked.keys()),
        answers=answers,
        is_answer=_holding(answers.pairs, units, gold.pledges),
        semantic_answers=semantic,
        is_semantic_answer=_holding(semantic.pairs, units, gold.pledges),
    )


def _counted(
    candidates: Candidates, units: tuple[Sequence[frozenset[int]], Sequence[frozenset[int]]]
) -> NDArray[np.bool_]:
    """Whether both measures of each pair count."""
    return np.array([bool(units[0][row] and units[1][column]) for row, column in candidates.pairs])


def _holding(
    pairs: Sequence[tuple[int, int]],
    units: tuple[Sequence[frozenset[int]], Sequence[frozenset[int]]],
    labels: Collection[UnitPair],
) -> NDArray[np.bool_]:
    """Whether the labels hold any pair of units of each pair of measures."""
    found = [any((a, b) in labels for a in units[0][row] for b in units[1][column]) for row, column in pairs]
    return np.array(found, dtype=np.bool_)


def _units(gold: Gold, side: Side, measures: Sequence[Measure]) -> list[frozenset[int]]:
    """The counted units of every measure."""
    placer, counted = Placer(gold.units[side]), gold.counted(side)
    return [placer.take(measure.text) & counted for measure in measures]


def _changes(labelled: Labelled) -> Taught:
    """The evidence and the labels of the links as they were labelled, all parts of a split together."""
    gold, (baseline, current) = labels_of(labelled.pair), reports_of(labelled.pair)
    units = _units(gold, Side.BASELINE, baseline.measures), _units(gold, Side.CURRENT, current.measures)
    values, kinds = [], []
    for link, kind in gold.whole_links:
        before = tuple(
            m for m, held in zip(baseline.measures, units[0], strict=True) if held & link[Side.BASELINE]
        )
        after = tuple(
            m for m, held in zip(current.measures, units[1], strict=True) if held & link[Side.CURRENT]
        )
        sides = Sides(before, after, pair_figures(before, after), labelled.candidates.likeness.weight)
        if before and after and _wording(before) != _wording(after):
            values.append(kind_values(sides))
            kinds.append(kind.value)
    return Taught(np.array(values), np.array(kinds))


def _wording(measures: Sequence[Measure]) -> str:
    return "".join(normalise(measure.text) for measure in measures)


@cache
def _fit_links(labelled: tuple[Labelled, ...]) -> dict[str, Any]:
    taught = [Taught(each.candidates.values[each.counted], each.is_link[each.counted]) for each in labelled]
    return _readable(*_fit([*taught, *_invented()], _LINK_STRENGTH), LINK_FEATURES)


def _fit_meaning_of_links(labelled: Sequence[Labelled], words: Logistic) -> dict[str, Any]:
    """What the encoder adds in long reports to the odds by words, which stay as they are."""
    long = [each for each in labelled if each.semantic_candidates.values[:, -1].any()]
    taught = [
        Taught(
            each.semantic_candidates.values[each.semantic_counted],
            each.is_semantic_link[each.semantic_counted],
        )
        for each in long
    ]
    taught += _invented(by_meaning=True)
    values, answers = np.vstack([each.values for each in taught]), np.concatenate([e.answers for e in taught])
    odds, counts = words.odds(values[:, :-1]), _balance([len(each.answers) for each in taught])

    def loss(weight: float) -> float:
        moved = odds + weight * values[:, -1]
        return float(counts @ (np.logaddexp(0.0, moved) - answers * moved))

    weight = minimize_scalar(loss, bounds=(0.0, 10.0), method="bounded").x
    return {rank_in_meaning.__name__: {"weight": round(float(weight), 4), "mean": 0.0}}


@cache
def _invented(*, by_meaning: bool = False) -> tuple[Taught, ...]:
    """What invented reports teach of links: forms with other objects, phrases that any report has."""
    return tuple(_of_invented(each, by_meaning=by_meaning) for each in invented_pairs())


def _of_invented(invented: Invented, *, by_meaning: bool) -> Taught:
    before, after = (_report_of(side) for side in (invented.before, invented.after))
    likeness = gather_likeness(before, after, ngram_similarity(invented.before, invented.after))
    candidates = gather_features(likeness)
    values = candidates.values
    if by_meaning:  # as if they were long
        pairs = look_at(likeness, likeness.matrices.roles.comparable())
        ranks = ranks_by(sentence_meaning()(invented.before, invented.after), pairs) - HARDLY
        values = np.column_stack([values, ranks])
    is_link = np.array([pair in invented.same for pair in candidates.pairs], dtype=np.bool_)
    return Taught(values, is_link)


def _report_of(sentences: Sequence[str]) -> Report:
    measures = tuple(
        Measure(sentence, sentence, Role.DONE, 0, paragraph, names=extract_names(sentence))
        for paragraph, sentence in enumerate(sentences, start=1)
    )
    return with_figures(Report("", None, "", "", "", "", (Section(0, 0, ()),), measures))


@cache
def _fit_parts(labelled: tuple[Labelled, ...]) -> dict[str, Any]:
    """Fitted on the parts that links leave over which models found that did not see their body."""
    taught = [
        _possible(each, parse_link_model(json.dumps(_fit_links(_of_others(labelled, each)))))
        for each in labelled
    ]
    return _readable(*_fit(taught, _PART_STRENGTH), PART_FEATURES)


def _possible(labelled: Labelled, links: Logistic) -> Taught:
    baseline, current = (report.measures for report in reports_of(labelled.pair))
    candidates = labelled.candidates
    probability = probabilities(candidates, links)
    pairs = best_pairs(probability, baseline, current)
    is_link = dict(zip(candidates.pairs, labelled.is_link, strict=True))
    counted = dict(zip(candidates.pairs, labelled.counted, strict=True))
    found = possible_parts(pairs, probability, candidates, baseline, current)
    kept = [part for part in found if counted[part.pair]]
    return Taught(part_values(kept), np.array([is_link[part.pair] for part in kept], dtype=np.bool_))


def _fit_certainty(made: Sequence[Taught]) -> dict[str, Any]:
    return _readable(*_fit(made, _CERTAINTY_STRENGTH), CERTAINTY_FEATURES)


def _made(labelled: Labelled, others: tuple[Labelled, ...]) -> Taught:
    """The counted links of a pair, as models make them that saw the `others`, and whether each is right."""
    candidates = labelled.candidates
    links = parse_link_model(json.dumps(_fit_links(others)))
    parts = parse_part_model(json.dumps(_fit_parts(others)))
    found = find_links(*reports_of(labelled.pair), candidates, model=links, parts=parts)
    groups = [(each.baseline, each.current) for each in found]
    values = certainty_values(links_made(groups, probabilities(candidates, links)))
    is_link = {
        pair: is_link
        for pair, is_link, counted in zip(
            candidates.pairs, labelled.is_link.tolist(), labelled.counted.tolist(), strict=True
        )
        if counted
    }
    answers = [[is_link[pair] for pair in product(*group) if pair in is_link] for group in groups]
    kept = [place for place, each in enumerate(answers) if each]
    return Taught(values[kept], np.array([any(answers[place]) for place in kept], dtype=np.bool_))


def _fit_pledges(labelled: Sequence[Labelled]) -> dict[str, Any]:
    taught = [Taught(each.answers.values, each.is_answer) for each in labelled]
    return _readable(*_fit(taught, _PLEDGE_STRENGTH), PLEDGE_FEATURES)


def _fit_semantic_pledges(labelled: Sequence[Labelled]) -> dict[str, Any]:
    taught = [Taught(each.semantic_answers.values, each.is_semantic_answer) for each in labelled]
    return _readable(*_fit(taught, _PLEDGE_STRENGTH), WITH_MEANING)


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


def _fit_changes(labelled: Sequence[Labelled]) -> dict[str, Any]:
    scaler, model = _fit([_changes(each) for each in labelled], _CHANGE_STRENGTH)
    weights = model.coef_ / scaler.scale_
    intercepts = model.intercept_ - weights @ scaler.mean_
    return {
        kind: {"intercept": round(float(intercept), 4)}
        | {feature: round(float(weight), 4) for feature, weight in zip(CHANGE_FEATURES, row, strict=True)}
        for kind, intercept, row in zip(model.classes_, intercepts, weights, strict=True)
    }


def _fit(taught: Sequence[Taught], strength: float) -> tuple[StandardScaler, LogisticRegression]:
    some = [each for each in taught if len(each.answers)]
    values, answers = np.vstack([each.values for each in some]), np.concatenate([e.answers for e in some])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(scaler.transform(values), answers, sample_weight=_balance([len(e.answers) for e in some]))
    return scaler, model


def _balance(sizes: Sequence[int]) -> Matrix:
    """A long pair of reports must not drown the short ones: each counts by the root of its size."""
    importance = np.concatenate([np.full(size, size**-0.5) for size in sizes])
    balanced: Matrix = importance / importance.mean()
    return balanced


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
