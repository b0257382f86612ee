"""What speaks for and against two measures being the same, each piece a number with a name.

Pairs that have hardly anything in common are not looked at: only the likeliest few counterparts of every
measure are *candidates*, and each has one value for every name in `FEATURES`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.matrices import PlacedSimilarity
from compare.alignment.evidence.overlap import Places, Vector
from compare.alignment.evidence.pairs import Likeness, Pairs, look_at
from compare.alignment.evidence.profiles import Profile, told_by_thing
from compare.alignment.similarity import Matrix

_RAREST: Final = 3
_NEIGHBOURS: Final = ((1, 1.0), (2, 0.7), (3, 0.4))  # how far away, and what it counts
_NOTHING: Final = 1e-9
_ONE_FORM: Final = 3  # the power of the share that is alike
_SAME_FORM: Final = 0.02  # what is less alike is no form
_SAME_LIST: Final = 2  # things that both list
_SLIGHT: Final = 0.3  # what an everyday word tells
# A rank that says nothing: with less, what only looks alike is linked with more certainty.
HARDLY: Final = 0.8
_LONG: Final = 150  # sentences of either report; in shorter ones, of one field, all are alike in meaning


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs that are looked at (k), and what speaks for each: k × `features_of` their likeness."""

    pairs: tuple[tuple[int, int], ...]
    values: NDArray[np.float64]
    likeness: Likeness


def overall_similarity(pairs: Pairs) -> Vector:
    """How alike the two are, as wholes: by wording, by words and by characters."""
    return pairs.of(pairs.likeness.matrices.overall)


def content_word_similarity(pairs: Pairs) -> Vector:
    """How alike they are by the words that are not in every report (logarithm)."""
    return np.log(pairs.of(pairs.likeness.matrices.content_words) + 0.03)


def characters_shared(pairs: Pairs) -> Vector:
    """How much the characters tell that both have (logarithm): of two long measures they are many."""
    return np.log1p(pairs.likeness.overlap.shared(pairs.rows, pairs.columns))


def least_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than either measure is with any other: of both, the smaller."""
    return np.minimum(*pairs.margins)


def greatest_margin(pairs: Pairs) -> Vector:
    """By how much the pair is more alike than that of the two is with any other which has less of a rival."""
    return np.maximum(*pairs.margins)


def neighbours(pairs: Pairs) -> Vector:
    """How alike the sentences before both and after both are: a continued measure's neighbours go on too."""
    similarity, comparable = pairs.likeness.matrices.overall, pairs.comparable
    height, width = similarity.shape
    beside = np.zeros(len(pairs.rows))
    for step, counts in _NEIGHBOURS:
        for shift in (step, -step):
            rows, columns = pairs.rows + shift, pairs.columns + shift
            inside = (rows >= 0) & (columns >= 0) & (rows < height) & (columns < width)
            rows, columns = rows[inside], columns[inside]
            beside[inside] += counts * np.where(comparable[rows, columns], similarity[rows, columns], 0.0)
    return beside


def same_section(pairs: Pairs) -> Vector:
    """How alike their sections are: 1 where no other section is more like either's."""
    return _against_best(pairs.likeness.matrices.sections, pairs)


def same_paragraph(pairs: Pairs) -> Vector:
    """How alike their paragraphs are: 1 where no other paragraph is more like either's."""
    return _against_best(pairs.likeness.matrices.paragraphs, pairs)


def clause_containment(pairs: Pairs) -> Vector:
    """The share of one clause that the other measure says too, of the best containment: a split, a merge."""
    return pairs.contained[0]


def opening_containment(pairs: Pairs) -> Vector:
    """The share of a first clause that the other measure says too: it tells the act and its object."""
    return pairs.contained[1]


def word_containment(pairs: Pairs) -> Vector:
    """The share of the words of one, by how much they tell, that the other says, too."""
    words, rarity = pairs.likeness.words, pairs.likeness.rarity
    fewer = pairs.less_held(words, rarity)
    containment: Vector = pairs.words_shared.total(rarity) / np.maximum(fewer, _NOTHING)
    return containment


def rare_words(pairs: Pairs) -> Vector:
    """How rare the three rarest words are that both say: `睦邻中心` tells more than `服务`."""
    return pairs.words_shared.heaviest(_RAREST, pairs.likeness.rarity) / 24


def shorter_length(pairs: Pairs) -> Vector:
    """The length of the shorter one (logarithm): what two short sentences share may be all they say."""
    lengths: Vector = np.log1p(
        pairs.smaller(
            *([len(each.text) for each in side] for side in (pairs.likeness.before, pairs.likeness.after))
        )
    )
    return lengths


def names_shared(pairs: Pairs) -> Vector:
    """How many documents and catchwords both name (two say all): 《公平竞争审查条例》, “一件事”."""
    return pairs.both_hold(lambda each: each.names)


def names_one_sided(pairs: Pairs) -> Vector:
    """1 where only one of them names any document or catchword."""
    before, after = (
        np.array([bool(each.names) for each in side])
        for side in (pairs.likeness.before, pairs.likeness.after)
    )
    one_sided: Vector = (before[pairs.rows] != after[pairs.columns]).astype(np.float64)
    return one_sided


def opening_act(pairs: Pairs) -> Vector:
    """The share of the content words of one's first act that the other's first act says, too."""
    rarity = pairs.likeness.rarity
    opening = pairs.likeness.held(lambda each: each.opening)
    least = rarity.max(initial=1.0)
    share: Vector = pairs.shared(opening).total(rarity) / np.maximum(least, pairs.less_held(opening, rarity))
    return share


def object_exchanged(pairs: Pairs) -> Vector:
    """How much is told by words that stand for one another in sentences which else are of one form."""
    shared = pairs.words_shared.count_each()
    sizes = [side.lengths for side in pairs.likeness.words]
    besides = np.maximum(sizes[0][pairs.rows], sizes[1][pairs.columns]) - shared
    form: Vector = (shared / (shared + np.maximum(0, besides - 1) + _NOTHING)) ** _ONE_FORM
    exchanged = np.zeros(len(form))
    for place in np.flatnonzero(form > _SAME_FORM):
        exchanged[place] = _told_by_exchange(*pairs.profiles(int(place)))
    return exchanged * form


def _told_by_exchange(before: Profile, after: Profile) -> float:
    """How much is told by what only one says, on the side that tells less; a list may change."""
    same_list = len(before.listed & after.listed) >= _SAME_LIST
    listed = before.listed | after.listed if same_list else frozenset[str]()
    sides = before.words - after.words - listed, after.words - before.words - listed
    return min(map(_most_told, sides))


def _most_told(words: Iterable[str]) -> float:
    return max(map(told_by_thing, words), default=0.0)


def phrase_alone_shared(pairs: Pairs) -> Vector:
    """How much of what both say is a phrase of purpose or manner, where their acts have nothing in common."""
    told = pairs.likeness.told
    everything, acts = pairs.words_shared.total(told), pairs.shared(pairs.likeness.acts).total(told)
    besides = np.maximum(0.0, pairs.less_held(pairs.likeness.acts, told) - acts)
    phrases: Vector = (1 - acts / np.maximum(_NOTHING, everything)) * besides / (besides + acts + _SLIGHT)
    return phrases


def figures_shared(pairs: Pairs) -> Vector:
    """How many numbers with their units both give alike (two say all)."""
    return pairs.both_hold(lambda each: each.figures)


def role_agreement(pairs: Pairs) -> Vector:
    """How likely both have the same role (logarithm): a sentence in doubt may be linked, at its price."""
    agreement: Vector = np.log(pairs.likeness.matrices.roles.agreement(pairs.rows, pairs.columns) + 0.02)
    return agreement


FEATURES: Final[tuple[Callable[[Pairs], Vector], ...]] = (
    overall_similarity,
    content_word_similarity,
    characters_shared,
    least_margin,
    greatest_margin,
    neighbours,
    same_section,
    same_paragraph,
    clause_containment,
    opening_containment,
    word_containment,
    rare_words,
    shorter_length,
    names_shared,
    names_one_sided,
    opening_act,
    object_exchanged,
    phrase_alone_shared,
    figures_shared,
    role_agreement,
)


def rank_in_meaning(pairs: Pairs) -> Vector:
    """How close they are in meaning among others, in long reports; it hardly speaks for a link."""
    meaning = pairs.likeness.meaning
    if meaning is None or min(meaning.shape) < _LONG:
        return np.zeros(len(pairs.rows))
    return ranks_by(meaning, pairs) - HARDLY


def ranks_by(meaning: Matrix, pairs: Pairs) -> Vector:
    """1 where none is closer in meaning to either of a pair, a half where one is, a third …: the mean."""
    of_rows = _closer(meaning, pairs.comparable, pairs.rows, pairs.columns)
    of_columns = _closer(meaning.T, pairs.comparable.T, pairs.columns, pairs.rows)
    ranks: Vector = (1 / (1 + of_rows) + 1 / (1 + of_columns)) / 2
    return ranks


WITH_MEANING: Final = (*FEATURES, rank_in_meaning)


def features_of(likeness: Likeness) -> tuple[Callable[[Pairs], Vector], ...]:
    """What speaks for and against links of two reports: with an encoder's say, where one was asked."""
    return FEATURES if likeness.meaning is None else WITH_MEANING


def gather_features(likeness: Likeness) -> Candidates:
    """The pairs that may be the same measure, with the value of every feature.

    Examples
    --------
    >>> from compare.alignment.evidence.pairs import gather_likeness
    >>> from compare.alignment.similarity import ngram_similarity
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    >>> candidates = gather_features(gather_likeness(baseline, current, similarity))
    >>> candidates.values.shape == (len(candidates.pairs), len(FEATURES))
    True
    """
    pairs = look_at(likeness, likeness.matrices.roles.comparable())
    values = np.column_stack([feature(pairs) for feature in features_of(likeness)])
    return Candidates(pairs.places, values, likeness)


def _closer(meaning: Matrix, comparable: NDArray[np.bool_], rows: Places, columns: Places) -> Vector:
    """How many comparable ones are closer in meaning to the row of each pair than its column."""
    closer = np.zeros(len(rows))
    order = np.argsort(rows, kind="stable")
    for places in np.split(order, np.flatnonzero(np.diff(rows[order])) + 1):
        if len(places):
            row = rows[places[0]]
            others = np.sort(meaning[row, comparable[row]])
            closer[places] = len(others) - np.searchsorted(others, meaning[row, columns[places]], "right")
    return closer


def _against_best(places: PlacedSimilarity, pairs: Pairs) -> Vector:
    """The value of each pair as a share of the best of its row and of its column, the mean of the two."""
    values = places.of(pairs.rows, pairs.columns)
    in_row, in_column = (places.between.max(axis=axis, initial=0.0).astype(np.float64) for axis in (1, 0))
    of_column = values / np.maximum(in_column[places.columns[pairs.columns]], _NOTHING)
    of_row = values / np.maximum(in_row[places.rows[pairs.rows]], _NOTHING)
    share: Vector = (of_column + of_row) / 2
    return share
