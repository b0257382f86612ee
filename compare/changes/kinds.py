"""How a continued measure changed: judged by what was added and left out, and by which figures moved.

What was seen is put into a few numbers with names; a model fitted on labelled pairs (`python -m
tests.accuracy.fit`), kept as readable data in `change_model.json`, says which change they speak for.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log1p
from operator import mul
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_words, total_weight, words_of
from compare.alignment.similarity import grams_of
from compare.changes.wording.pieces import longest_pieces
from compare.changes.wording.sameness import only_fillers_differ, same_figures, same_words
from compare.figures.extract import quantities
from compare.language.clauses import Clause, split_clauses
from compare.language.normalise import normalise
from compare.model import ChangeKind, FigureChange, Measure, Role

_KEPT: Final = Path(__file__).with_name("change_model.json")
_MOST: Final = 3
_NOTHING: Final = 1e-9
_SAID_ALIKE: Final = 0.6
_OF_REVERSED: Final = (ChangeKind.EXPANDED, ChangeKind.NARROWED, ChangeKind.REWORDED)
_OF_OTHER_WORDS: Final = (*_OF_REVERSED, ChangeKind.FIGURES)
_WHOLE_CLAUSE: Final = 12  # characters; a shorter clause adds less substance


@dataclass(frozen=True, slots=True)
class Sides:
    """A continued measure in both years, the figures that moved, and how rare a word is in both reports."""

    before: tuple[Measure, ...]
    after: tuple[Measure, ...]
    figures: tuple[FigureChange, ...]
    weight: Mapping[str, float]

    def mirrored(self) -> "Sides":
        """The same with the years swapped."""
        figures = tuple(FigureChange(each.after, each.before, each.caveat) for each in self.figures)
        return Sides(self.after, self.before, figures, self.weight)


@dataclass(frozen=True, slots=True)
class _Told:
    """One year's side taken apart, once for all features."""

    measures: tuple[Measure, ...]
    wording: str
    grams: Counter[str]
    characters: Counter[str]
    clauses: tuple[Clause, ...]
    acts: tuple[Clause, ...]
    words: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, measures: tuple[Measure, ...]) -> "_Told":
        wording = "".join(normalise(measure.text) for measure in measures)
        clauses = tuple(clause for measure in measures for clause in split_clauses(measure.text))
        return cls(
            measures,
            wording,
            Counter(grams_of(wording)),
            Counter(wording),
            clauses,
            tuple(clause for clause in clauses if not clause.is_purpose),
            frozenset().union(*(words_of(measure) for measure in measures)),
            frozenset(normalise(name) for measure in measures for name in measure.names),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """Both sides of a continued measure as the features see them, from `before` to `after`."""

    before: _Told
    after: _Told
    shared_grams: int
    shared_characters: int
    acts_added: float
    acts_left_out: float
    longest_added: int
    longest_left_out: int
    figures_moved: int
    weight: Mapping[str, float]

    @classmethod
    def of(cls, sides: Sides) -> "Seen":
        """Both sides, taken apart."""
        before, after = _Told.of(sides.before), _Told.of(sides.after)
        left_out, added = longest_pieces(before.wording, after.wording)
        return cls(
            before,
            after,
            _shared(before.grams, after.grams),
            _shared(before.characters, after.characters),
            _acts_unsaid(after, before, sides.weight),
            _acts_unsaid(before, after, sides.weight),
            added,
            left_out,
            len(sides.figures),
            sides.weight,
        )

    def mirrored(self) -> "Seen":
        """The same with the years swapped."""
        return replace(
            self,
            before=self.after,
            after=self.before,
            acts_added=self.acts_left_out,
            acts_left_out=self.acts_added,
            longest_added=self.longest_left_out,
            longest_left_out=self.longest_added,
        )


def figures_count(seen: Seen) -> float:
    """How many figures have another value (three say all)."""
    return min(_MOST, seen.figures_moved)


def wording_kept(seen: Seen) -> float:
    """The share of the baseline's wording that the current report still has."""
    return seen.shared_grams / max(1, seen.before.grams.total())


def characters_kept(seen: Seen) -> float:
    """The share of the baseline's characters that the current report still has, in whatever order."""
    return seen.shared_characters / max(1, len(seen.before.wording))


def wording_similarity(seen: Seen) -> float:
    """How alike both wordings are, as wholes."""
    return fuzz.ratio(seen.before.wording, seen.after.wording) / 100


def acts_added(seen: Seen) -> float:
    """How much the current clauses that tell an act say which no clause of the baseline said."""
    return seen.acts_added


def share_of_acts_added(seen: Seen) -> float:
    """The same as a share of all acts that the current report tells."""
    return seen.acts_added / max(1, len(seen.after.acts))


def longest_piece_added(seen: Seen) -> float:
    """The characters of the longest piece that only the current wording has (logarithm)."""
    return log1p(seen.longest_added)


def names_added(seen: Seen) -> float:
    """How many documents and catchwords are named that were not (two say all)."""
    return min(2, len(seen.after.names - seen.before.names))


def figures_added(seen: Seen) -> float:
    """How many figures the current report gives that none of the baseline's became (logarithm)."""
    given = sum(len(quantities(measure.figures)) for measure in seen.after.measures)
    return log1p(max(0, given - seen.figures_moved))


def sentences_added(seen: Seen) -> float:
    """1 where it takes more sentences than before."""
    return float(len(seen.after.measures) > len(seen.before.measures))


def items_added(seen: Seen) -> float:
    """By how many marks of lists (、) there are more (logarithm)."""
    before, after = (
        sum(each.text.count("、") for each in side.measures) for side in (seen.before, seen.after)
    )
    return log1p(max(0, after - before))


def clauses_added(seen: Seen) -> float:
    """By how many clauses there are more (logarithm)."""
    return log1p(max(0, len(seen.after.clauses) - len(seen.before.clauses)))


def share_of_words_added(seen: Seen) -> float:
    """The share of the current words, by how much they tell, that the baseline does not have."""
    added = total_weight(seen.after.words - seen.before.words, seen.weight)
    return added / max(_NOTHING, total_weight(seen.after.words, seen.weight))


def has_figures(seen: Seen) -> float:
    """1 where either year gives any number: what cannot differ in its figures is reworded or more."""
    return float(any(measure.figures for side in (seen.before, seen.after) for measure in side.measures))


def is_plan(seen: Seen) -> float:
    """1 for plans, which are renewed in other words more often than deeds are."""
    return float(seen.before.measures[0].role is Role.PLAN)


# What is seen from the baseline to the current report, and once more the other way round.
DIRECTED: Final[tuple[Callable[[Seen], float], ...]] = (
    wording_kept,
    characters_kept,
    acts_added,
    share_of_acts_added,
    longest_piece_added,
    names_added,
    figures_added,
    sentences_added,
    items_added,
    clauses_added,
    share_of_words_added,
)
UNDIRECTED: Final[tuple[Callable[[Seen], float], ...]] = (
    figures_count,
    has_figures,
    wording_similarity,
    is_plan,
)
FEATURES: Final = (
    *(feature.__name__ for feature in DIRECTED),
    *(f"{feature.__name__} backwards" for feature in DIRECTED),
    *(feature.__name__ for feature in UNDIRECTED),
)
_MIRRORED: Final = {
    ChangeKind.EXPANDED: ChangeKind.NARROWED,
    ChangeKind.NARROWED: ChangeKind.EXPANDED,
}


def kind_values(sides: Sides) -> list[float]:
    """The value of every feature, in the order of `FEATURES`."""
    seen = Seen.of(sides)
    backwards = seen.mirrored()
    return [
        *(feature(seen) for feature in DIRECTED),
        *(feature(backwards) for feature in DIRECTED),
        *(feature(seen) for feature in UNDIRECTED),
    ]


@dataclass(frozen=True, slots=True)
class ChangeModel:
    """For every change kind an intercept and the weights of `FEATURES`, in their order."""

    intercepts: Mapping[ChangeKind, float]
    weights: Mapping[ChangeKind, tuple[float, ...]]

    def best(self, values: Sequence[float], kinds: Iterable[ChangeKind] = ChangeKind) -> ChangeKind:
        """The likeliest of some kinds of change."""
        return max(
            kinds,
            key=lambda kind: self.intercepts[kind] + sum(map(mul, self.weights[kind], values)),
        )


def parse_change_model(text: str) -> ChangeModel:
    """The model in a JSON text, as `change_model.json` holds it."""
    data = {ChangeKind(kind): each for kind, each in json.loads(text).items()}
    return ChangeModel(
        {kind: each["intercept"] for kind, each in data.items()},
        {kind: tuple(each[feature] for feature in FEATURES) for kind, each in data.items()},
    )


@cache
def default_change_model() -> ChangeModel:
    """The model that comes with the toolkit, fitted on all labelled pairs."""
    return parse_change_model(_KEPT.read_text(encoding="utf-8"))


def change_kind(
    sides: Sides, model: ChangeModel | None = None, *, backwards: bool = False, reversed_: bool = False
) -> ChangeKind:
    """Whether a continued measure was expanded, narrowed, has other figures, was reworded or is unchanged.

    Two wordings are judged once, from the earlier year to the later; read `backwards`, what was expanded was
    narrowed. One that was turned round (`reversed_`) is never unchanged, nor are only its figures others; nor
    is one unchanged that has another word which tells.

    Examples
    --------
    >>> def told(text: str) -> tuple[Measure, ...]:
    ...     return (Measure(text, text, Role.DONE, 1, 1),)
    >>> before, after = told("开展检查，约谈企业。"), told("开展检查，约谈企业。")
    >>> change_kind(Sides(before, after, figures=(), weight={})).value
    'unchanged'
    """
    if not reversed_ and same_words(sides.before, sides.after):
        return ChangeKind.UNCHANGED if same_figures(sides.before, sides.after) else ChangeKind.FIGURES
    values = kind_values(sides.mirrored() if backwards else sides)
    model = model or default_change_model()
    found = model.best(values, _OF_REVERSED if reversed_ else tuple(ChangeKind))
    if found is ChangeKind.UNCHANGED and not only_fillers_differ(sides.before, sides.after):
        found = model.best(values, _OF_OTHER_WORDS)
    return _MIRRORED.get(found, found) if backwards else found


def _shared(one: Counter[str], other: Counter[str]) -> int:
    """The size of the intersection of two multisets."""
    both = one.keys() & other.keys()
    return sum(map(min, map(one.__getitem__, both), map(other.__getitem__, both)))


def _acts_unsaid(side: _Told, other: _Told, weight: Mapping[str, float]) -> float:
    return sum(_unsaid(clause, other, weight) for clause in side.acts)


def _unsaid(clause: Clause, before: _Told, weight: Mapping[str, float]) -> float:
    """How much of a clause nobody said before, 0–1; a short clause has less to say."""
    content = content_words(clause.words)
    if content and content <= before.words:
        return 0.0
    least = _SAID_ALIKE if content else 0.0
    alike = max((_containment(clause.words, other.words, least) for other in before.clauses), default=0.0)
    covered = (
        total_weight(content & before.words, weight) / total_weight(content, weight) if content else alike
    )
    said = max(alike if alike > _SAID_ALIKE else 0.0, covered)
    return (1.0 - said) * min(1.0, len(clause.words) / _WHOLE_CLAUSE)


def _containment(words: str, other: str, least: float) -> float:
    """0–1, 0 for less than is asked for; a clause that stands whole in a longer one is said there."""
    ratio = fuzz.partial_ratio if len(words) <= len(other) else fuzz.ratio
    return ratio(words, other, score_cutoff=100 * least) / 100
