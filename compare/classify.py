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
from math import log, tanh
from typing import Final

from rapidfuzz import fuzz

from compare.clauses import Clause, split_clauses
from compare.evidence import content_words, mass, profile
from compare.figures import quantities
from compare.model import ChangeKind, FigureChange, Measure
from compare.normal import normalise
from compare.similarity import grams_of

_MOST: Final = 3
_SMOOTHING: Final = 8  # characters; one word more matters less in a long sentence than in a short one
_BALANCE: Final = 15  # of added and lost words; beyond it the balance is clear either way
_SAID_ALIKE: Final = 0.6
_WHOLE_CLAUSE: Final = 12  # characters; a shorter clause adds less substance


@dataclass(frozen=True, slots=True)
class Sides:
    """A continued measure in both years, the figures that moved, and how rare a word is in both reports."""

    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    figures: tuple[FigureChange, ...]
    weight: Mapping[str, float]


def figures_moved(sides: Sides) -> float:
    """1 where any figure has another value."""
    return float(bool(sides.figures))


def figures_count(sides: Sides) -> float:
    """How many figures have another value (three say all)."""
    return min(_MOST, len(sides.figures))


def kept(sides: Sides) -> float:
    """The share of the baseline's wording that the current report still has."""
    before, after = Counter(grams_of(_words(sides.before))), Counter(grams_of(_words(sides.after)))
    return (before & after).total() / max(1, before.total())


def lengthened(sides: Sides) -> float:
    """The logarithm of how many times as long it became; below 0 it was shortened."""
    return log((len(_words(sides.after)) + _SMOOTHING) / (len(_words(sides.before)) + _SMOOTHING))


def lengthened_only(sides: Sides) -> float:
    """The same where it became longer, else 0: to add and to leave out are not each other's mirror."""
    return max(0.0, lengthened(sides))


def acts_added(sides: Sides) -> float:
    """How much the current clauses that tell an act say which no clause of the baseline said."""
    before = [clause for measure in sides.before for clause in split_clauses(measure.text)]
    known = _all_words(sides.before)
    return sum(
        _unsaid(clause, before, known, sides.weight)
        for measure in sides.after
        for clause in split_clauses(measure.text)
        if not clause.is_purpose
    )


def balance(sides: Sides) -> float:
    """Whether more telling words were added (to 1) or left out (to −1)."""
    before, after = _all_words(sides.before), _all_words(sides.after)
    added = mass(_content(sides.after) - before, sides.weight)
    lost = mass(_content(sides.before) - after, sides.weight)
    return tanh((added - lost) / _BALANCE)


def names_added(sides: Sides) -> float:
    """How many documents and catchwords are named that were not (two say all)."""
    before = {normalise(name) for measure in sides.before for name in measure.names}
    after = {normalise(name) for measure in sides.after for name in measure.names}
    return min(2, len(after - before))


def merged(sides: Sides) -> float:
    """1 where several measures of the baseline became this one."""
    return float(len(sides.before) > 1)


FEATURES: Final[tuple[Callable[[Sides], float], ...]] = (
    figures_moved,
    figures_count,
    kept,
    lengthened,
    lengthened_only,
    acts_added,
    balance,
    names_added,
    merged,
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
    return parse_change_model((files("compare") / "change_model.json").read_text(encoding="utf-8"))


def change_kind(sides: Sides, model: ChangeModel | None = None) -> ChangeKind:
    """Whether a continued measure was expanded, narrowed, has other figures, was reworded or is unchanged.

    `检查18次` → `检查22次` is figures; `检查18次` → `检查18次，约谈3家` expanded.
    """
    if _words_but_quantities(sides.before) == _words_but_quantities(sides.after):
        return ChangeKind.FIGURES if sides.figures else ChangeKind.UNCHANGED
    return (model or default_change_model()).best([feature(sides) for feature in FEATURES])


def _words(measures: Iterable[Measure]) -> str:
    return "".join(normalise(measure.text) for measure in measures)


def _words_but_quantities(measures: Iterable[Measure]) -> str:
    """The words with 0 for every quantity, so that 13类 and 十三类 are the same."""
    return "".join(normalise(_without_quantities(measure)) for measure in measures)


def _without_quantities(measure: Measure) -> str:
    text = measure.text
    for figure in reversed(quantities(measure.figures)):
        text = text[: figure.start] + "0" + text[figure.end :]
    return text


def _all_words(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset().union(*(profile(measure).words for measure in measures))


def _content(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset().union(*(profile(measure).content for measure in measures))


def _unsaid(
    clause: Clause, before: Sequence[Clause], known: frozenset[str], weight: Mapping[str, float]
) -> float:
    """How much of a clause nobody said before, 0–1; a short clause has less to say."""
    alike = max((_likeness(clause.words, other.words) for other in before), default=0.0)
    content = content_words(clause)
    covered = mass(content & known, weight) / mass(content, weight) if content else alike
    said = max(alike if alike > _SAID_ALIKE else 0.0, covered)
    return (1.0 - said) * min(1.0, len(clause.words) / _WHOLE_CLAUSE)


def _likeness(words: str, other: str) -> float:
    """0–1; a clause that stands whole in a longer one is said there."""
    ratio = fuzz.partial_ratio if len(words) <= len(other) else fuzz.ratio
    return ratio(words, other) / 100
