"""How the models of the roles are fitted: logistic regressions, first of lines, then of sentences.

The sentences' model learns from what a lines' model says of reports that it did not see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import numpy as np

from compare.model import Role
from compare.outline.roles import LabelOdds, label_lines
from compare.outline.roles.labels import LABELS, ROLES
from compare.outline.roles.line_features import line_features
from compare.outline.roles.model import RoleModels, parse_models
from compare.outline.roles.sentence_features import Place, following, likeliest, sentence_features
from compare.outline.roles.shapes import shape_of
from tests.accuracy.roles.courses import goes_by_subject, transitions
from tests.accuracy.roles.labelled import Lines
from tests.accuracy.roles.regression import Instance, Table, regression, rounded

FOLDS: Final = 5
SEEDS: Final = (5, 6, 7)  # of the copies; what chance made of them weighs less in the mean
_LINE_STRENGTH: Final = 0.5  # inverse of the regularisation
_SENTENCE_STRENGTH: Final = 0.1
_LINE_BODIES: Final = 3  # a feature that fewer bodies show is left out
_SENTENCE_BODIES: Final = 2
_LINE_FEATURES: Final = 3000
_SENTENCE_FEATURES: Final = 8000
_SENTENCES: Final = 150  # of a report count as one each
_WHOLE: Final = 0.5  # what a report that is no copy weighs at least


def folds(reports: Iterable[Lines]) -> list[frozenset[str]]:
    """The bodies in groups, of which each is held out once."""
    bodies = sorted({report.report.body for report in reports})
    Random(0).shuffle(bodies)
    return [frozenset(bodies[at::FOLDS]) for at in range(FOLDS)]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The content of models.json, and for every group of bodies that of models which did not see it."""

    shipped: Any
    held_out: Sequence[tuple[frozenset[str], Any]]


def fit(reports: Sequence[Lines]) -> Fitted:
    """Models fitted on all reports, and models fitted on all but each group of bodies."""
    groups = folds(reports)
    of_lines = Table.build((each for report in reports for each in _line_instances(report)), LABELS)
    lines = [_fit_lines(reports, of_lines, group) for group in groups]
    taught: list[Instance] = []
    for group, content in zip(groups, lines, strict=True):
        models = parse_models(content | {"sentence": {"any": [0.0] * len(ROLES)}})
        for report in reports:
            if report.sentences and report.report.body in group:
                taught += _sentence_instances(report, labelled(report, models))
    of_sentences = Table.build(taught, ROLES)
    held_out = [
        (group, content | {"sentence": _fit_sentences(of_sentences.without(group))})
        for group, content in zip(groups, lines, strict=True)
    ]
    nobody = frozenset[str]()
    shipped = _fit_lines(reports, of_lines, nobody) | {"sentence": _fit_sentences(of_sentences)}
    return Fitted(shipped, held_out)


def average(fits: Sequence[Fitted]) -> Fitted:
    """The mean of fits on other copies of the same reports: single ones differ by half a hundredth."""
    held_out = [
        (each[0][0], _mean([content for _, content in each]))
        for each in zip(*(fit.held_out for fit in fits), strict=True)
    ]
    return Fitted(_mean([fit.shipped for fit in fits]), held_out)


def _mean(contents: Sequence[Any]) -> Any:
    most = {"line": _LINE_FEATURES, "sentence": _SENTENCE_FEATURES}
    weights = {name: _mean_weights([each[name] for each in contents], most[name]) for name in most}
    numbers = {
        name: rounded(np.mean([each[name] for each in contents], axis=0), 5)
        for name in ("prior", "courses", "shares")
    }
    return {**weights, **numbers}


def _mean_weights(each: Sequence[Mapping[str, Any]], most: int) -> Mapping[str, Any]:
    names = sorted({name for weights in each for name in weights})
    none = [0.0] * len(next(iter(each[0].values())))
    mean = np.mean([[weights.get(name, none) for name in names] for weights in each], axis=0)
    kept = set(np.argsort(np.min(mean, axis=1) - np.max(mean, axis=1), kind="stable")[:most].tolist())
    return {name: rounded(mean[at]) for at, name in enumerate(names) if at in kept or name == "any"}


def labelled(report: Lines, models: RoleModels) -> Sequence[LabelOdds]:
    """What the models say of a report's lines."""
    return label_lines(report.texts, report.report.year, report.report.kind, models)


def places_of(report: Lines) -> list[Place]:
    """Where each of the labelled sentences stands in its line."""
    count: dict[int, int] = defaultdict(int)
    for line, _, _ in report.sentences:
        count[line] += 1
    order: dict[int, int] = defaultdict(int)
    places = []
    for line, _, _ in report.sentences:
        places.append(Place(line, order[line], count[line]))
        order[line] += 1
    return places


def _fit_lines(reports: Sequence[Lines], table: Table, group: frozenset[str]) -> dict[str, Any]:
    """The models of lines that saw none of a group."""
    table = table.without(group)
    counts = np.bincount(table.answers, minlength=len(LABELS))
    rest = [report for report in reports if report.report.body not in group]
    whole = [report.labels for report in rest if report.report.weight >= _WHOLE]
    by_subject = [course for course in whole if goes_by_subject(course)]
    usual = [course for course in whole if not goes_by_subject(course)]
    return {
        "line": regression(table, _LINE_STRENGTH, _LINE_BODIES, _LINE_FEATURES),
        "prior": rounded(np.log(counts / counts.sum())),
        "courses": [rounded(transitions(each), 5) for each in (usual, by_subject)],
        "shares": rounded(np.array([len(usual), len(by_subject)]) / len(whole)),
    }


def _line_instances(report: Lines) -> Iterable[Instance]:
    """A line of several roles is an instance of each, so that its odds come out as undecided as it is."""
    lines = [shape_of(text) for text in report.texts]
    found = line_features(lines, report.report.year, report.report.kind)
    mixed: dict[int, Counter[Role]] = defaultdict(Counter)
    for line, _, role in report.sentences:
        mixed[line][role] += 1
    for line, (features, label) in enumerate(zip(found, report.labels, strict=True)):
        if label is not None:
            yield Instance(features.all(), label, report.report.body, report.report.weight)
        elif mixed[line]:
            for role, count in mixed[line].items():
                weight = report.report.weight * count / mixed[line].total()
                yield Instance(features.all(), role, report.report.body, weight)


def _fit_sentences(table: Table) -> Mapping[str, Any]:
    return regression(table, _SENTENCE_STRENGTH, _SENTENCE_BODIES, _SENTENCE_FEATURES)


def _sentence_instances(report: Lines, lines: Sequence[LabelOdds]) -> Iterable[Instance]:
    """Every report counts alike, however long it is."""
    weight = report.report.weight * _SENTENCES / len(report.sentences)
    sentences = [shape_of(text) for _, text, _ in report.sentences]
    found = sentence_features(sentences, places_of(report), lines, report.report.year, report.report.kind)
    spoken: dict[int, Role] = {}
    for sentence, features, (line, _, role) in zip(sentences, found, report.sentences, strict=True):
        after = following(sentence.form, likeliest(lines[line]), spoken.get(line))
        yield Instance(features.all() | after.all(), role, report.report.body, weight)
        if role is not Role.PREAMBLE:
            spoken[line] = role
