"""How a continued measure changed: judged by what was added and left out, and by which figures moved.

What was seen is put into a few numbers with names; a model fitted on labelled pairs (`python -m
tests.accuracy.fit`), kept as readable data in `change_model.json`, says which change they speak for.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_words, profile, total_weight
from compare.alignment.similarity import grams_of
from compare.figures.extract import quantities
from compare.language.clauses import Clause, split_clauses
from compare.language.normalise import normalise
from compare.model import ChangeKind, FigureChange, Measure, Role

_MOST: Final = 3
_SMOOTHING: Final = 8  # characters; one word more matters less in a long sentence than in a short one
_SAID_ALIKE: Final = 0.6
_LONG_CLAUSE: Final = 10  # characters
_WHOLE_CLAUSE: Final = 12  # characters; a shorter clause adds less substance


@dataclass(frozen=True, slots=True)
class Sides:
    """A continued measure in both years, the figures that moved, and how rare a word is in both reports."""

    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    figures: tuple[FigureChange, ...]
    weight: Mapping[str, float]


def figures_count(sides: Sides) -> float:
    """How many figures have another value (three say all)."""
    return min(_MOST, len(sides.figures))


def wording_kept(sides: Sides) -> float:
    """The share of the baseline's wording that the current report still has."""
    before, after = Counter(grams_of(_wording(sides.before))), Counter(grams_of(_wording(sides.after)))
    return (before & after).total() / max(1, before.total())


def characters_kept(sides: Sides) -> float:
    """The share of the baseline's characters that the current report still has, in whatever order."""
    before, after = Counter(_wording(sides.before)), Counter(_wording(sides.after))
    return (before & after).total() / max(1, before.total())


def wording_similarity(sides: Sides) -> float:
    """How alike both wordings are, as wholes."""
    return fuzz.ratio(_wording(sides.before), _wording(sides.after)) / 100


def lengthened(sides: Sides) -> float:
    """The logarithm of how many times as long it became; below 0 it was shortened."""
    return log((len(_wording(sides.after)) + _SMOOTHING) / (len(_wording(sides.before)) + _SMOOTHING))


def lengthened_only(sides: Sides) -> float:
    """The same where it became longer, else 0: to add and to leave out are not each other's mirror."""
    return max(0.0, lengthened(sides))


def acts_added(sides: Sides) -> float:
    """How much the current clauses that tell an act say which no clause of the baseline said."""
    return _acts_unsaid(sides.after, sides.before, sides.weight)


def acts_lost(sides: Sides) -> float:
    """How much the baseline's clauses that tell an act said which no clause of the current report says."""
    return _acts_unsaid(sides.before, sides.after, sides.weight)


def clause_added(sides: Sides) -> float:
    """How little the baseline has of the current clause that it has least of; short clauses count less."""
    return _least_held(sides.after, _wording(sides.before))


def clause_lost(sides: Sides) -> float:
    """How little the current report has of the baseline's clause that it has least of."""
    return _least_held(sides.before, _wording(sides.after))


def names_added(sides: Sides) -> float:
    """How many documents and catchwords are named that were not (two say all)."""
    return min(2, len(_names(sides.after) - _names(sides.before)))


def names_lost(sides: Sides) -> float:
    """How many documents and catchwords are no longer named (two say all)."""
    return min(2, len(_names(sides.before) - _names(sides.after)))


def has_figures(sides: Sides) -> float:
    """1 where either year gives any number: what cannot differ in its figures is reworded or more."""
    return float(any(measure.figures for measure in (*sides.before, *sides.after)))


def is_plan(sides: Sides) -> float:
    """1 for plans, which are renewed in other words more often than deeds are."""
    return float(sides.before[0].role is Role.PLAN)


FEATURES: Final[tuple[Callable[[Sides], float], ...]] = (
    figures_count,
    has_figures,
    wording_kept,
    characters_kept,
    wording_similarity,
    lengthened,
    lengthened_only,
    acts_added,
    acts_lost,
    clause_added,
    clause_lost,
    names_added,
    names_lost,
    is_plan,
)


@dataclass(frozen=True, slots=True)
class ChangeModel:
    """For every change kind an intercept and the weights of `FEATURES`, in their order."""

    intercepts: Mapping[ChangeKind, float]
    weights: Mapping[ChangeKind, tuple[float, ...]]

    def best(self, values: Sequence[float]) -> ChangeKind:
        """The likeliest change."""
        return max(
            ChangeKind,
            key=lambda kind: (
                self.intercepts[kind]
                + sum(weight * value for weight, value in zip(self.weights[kind], values, strict=True))
            ),
        )


def parse_change_model(text: str) -> ChangeModel:
    """The model in a JSON text, as `change_model.json` holds it."""
    data = {ChangeKind(kind): each for kind, each in json.loads(text).items()}
    return ChangeModel(
        {kind: each["intercept"] for kind, each in data.items()},
        {kind: tuple(each[feature.__name__] for feature in FEATURES) for kind, each in data.items()},
    )


@cache
def default_change_model() -> ChangeModel:
    """The model that comes with the toolkit, fitted on all labelled pairs."""
    return parse_change_model((files("compare.changes") / "change_model.json").read_text(encoding="utf-8"))


def change_kind(sides: Sides, model: ChangeModel | None = None) -> ChangeKind:
    """Whether a continued measure was expanded, narrowed, has other figures, was reworded or is unchanged.

    Examples
    --------
    >>> def told(text: str) -> tuple[Measure, ...]:
    ...     return (Measure(text, text, Role.DONE, 1, 1),)
    >>> before, after = told("开展检查，约谈企业。"), told("开展检查，约谈企业。")
    >>> change_kind(Sides(before, after, figures=(), weight={})).value
    'unchanged'
    """
    if _words_but_quantities(sides.before) == _words_but_quantities(sides.after):
        return ChangeKind.FIGURES if sides.figures else ChangeKind.UNCHANGED
    return (model or default_change_model()).best([feature(sides) for feature in FEATURES])


def _wording(measures: Iterable[Measure]) -> str:
    return "".join(normalise(measure.text) for measure in measures)


def _names(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset(normalise(name) for measure in measures for name in measure.names)


def _words_but_quantities(measures: Iterable[Measure]) -> str:
    """The words with 0 for every quantity, so that 13类 and 十三类 are the same."""
    return "".join(normalise(_without_quantities(measure)) for measure in measures)


def _without_quantities(measure: Measure) -> str:
    text = measure.text
    for figure in reversed(quantities(measure.figures)):
        text = text[: figure.start] + "0" + text[figure.end :]
    return text


def _words_of(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset().union(*(profile(measure).words for measure in measures))


def _acts_unsaid(side: Sequence[Measure], other: Sequence[Measure], weight: Mapping[str, float]) -> float:
    clauses = [clause for measure in other for clause in split_clauses(measure.text)]
    known = _words_of(other)
    return sum(
        _unsaid(clause, clauses, known, weight)
        for measure in side
        for clause in split_clauses(measure.text)
        if not clause.is_purpose
    )


def _least_held(side: Sequence[Measure], other: str) -> float:
    return max(
        (
            (1 - fuzz.partial_ratio(clause.words, other) / 100) * min(1, len(clause.words) / _LONG_CLAUSE)
            for measure in side
            for clause in split_clauses(measure.text)
        ),
        default=0.0,
    )


def _unsaid(
    clause: Clause, before: Sequence[Clause], known: frozenset[str], weight: Mapping[str, float]
) -> float:
    """How much of a clause nobody said before, 0–1; a short clause has less to say."""
    alike = max((_containment(clause.words, other.words) for other in before), default=0.0)
    content = content_words(clause)
    covered = total_weight(content & known, weight) / total_weight(content, weight) if content else alike
    said = max(alike if alike > _SAID_ALIKE else 0.0, covered)
    return (1.0 - said) * min(1.0, len(clause.words) / _WHOLE_CLAUSE)


def _containment(words: str, other: str) -> float:
    """0–1; a clause that stands whole in a longer one is said there."""
    ratio = fuzz.partial_ratio if len(words) <= len(other) else fuzz.ratio
    return ratio(words, other) / 100
