"""Which measures of two reports are the same: one decision over both reports as a whole.

The section is evidence, not a wall, and so is a role in doubt. Candidate pairs are given a probability each;
then those are linked that together are likeliest, identical sentences before all others, and what is left
over joins a link as a part of it, where a measure was split or several were merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from compare.alignment.assignment import assign
from compare.alignment.evidence.certainty import certainties, links_made
from compare.alignment.evidence.exchanges import exchanged
from compare.alignment.evidence.features import Candidates, features_of, gather_features
from compare.alignment.evidence.pairs import Likeness, gather_likeness
from compare.alignment.link_model import default_link_model
from compare.alignment.logistic import Logistic, Vector
from compare.alignment.parts import PossiblePart, default_part_model, part_values, possible_parts
from compare.alignment.similarity import Matrix, Similarity, ngram_similarity
from compare.language.characters import squeeze
from compare.model import Measure, Report

_LINKED: Final = 0.45
_DOUBTFUL_PAIR: Final = (0.3, 0.7)  # a probability between them is for a reviewer to judge
_DOUBTFUL_LINK: Final = 0.85  # of 113 labelled links below it 34 are wrong, of the 1,160 others 30
_IS_PART: Final = 0.45
_DIGITS: Final = 6  # of a probability; what is beyond them depends on the machine
_IDENTICAL: Final = 2.0  # what an identical sentence is worth more: two other links cannot outweigh it
_NEARER: Final = 1e-6  # of two pairs worth the same the one nearer to the other in both reports
_MOST_PARTS: Final = 3
_OFFERED: Final = 3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """The same measure in both reports, as indexes into `Report.measures`, and how probably that is right.

    `contributions` says what each feature (by its name) added to the odds.
    """

    baseline: tuple[int, ...]
    current: tuple[int, ...]
    score: float
    contributions: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All links of two reports, what they were judged by, and the `probability` of any two measures (n × m).

    The probability is 0 for a plan and a deed, however alike they are, unless a role is in doubt.
    """

    links: tuple[Link, ...]
    likeness: Likeness
    probability: Matrix

    def counterparts_of_row(self, row: int) -> tuple[tuple[int, float], ...]:
        """The likeliest current measures for a baseline measure, best first: (index, probability)."""
        return _best_counterparts(self.probability[row])

    def counterparts_of_column(self, column: int) -> tuple[tuple[int, float], ...]:
        """The likeliest baseline measures for a current measure, best first: (index, probability)."""
        return _best_counterparts(self.probability[:, column])


def may_be_none(certainty: float) -> bool:
    """Whether a link of this certainty may be none, so that a person should look.

    Examples
    --------
    >>> may_be_none(0.7), may_be_none(0.95)
    (True, False)
    """
    return certainty < _DOUBTFUL_LINK


def may_be_link(probability: float) -> bool:
    """Whether a pair of this probability which was not linked may yet be one.

    Examples
    --------
    >>> may_be_link(0.6), may_be_link(0.1)
    (True, False)
    """
    return _DOUBTFUL_PAIR[0] <= probability <= _DOUBTFUL_PAIR[1]


def align(
    baseline: Report,
    current: Report,
    *,
    model: Logistic | None = None,
    parts: Logistic | None = None,
    certainty: Logistic | None = None,
    similarity: Similarity = ngram_similarity,
    meaning: Similarity | None = None,
) -> Alignment:
    """The links between two reports' measures, wherever they stand, in the order of the baseline.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    model, parts, certainty
        What makes probabilities of the features, of pairs, of parts and of the links that were made; None for
        those of the toolkit.
    similarity
        How alike two sentences are.
    meaning
        The same by a sentence encoder: pairs that it finds alike are looked at, too, and in long reports it
        speaks against links where others are closer in meaning.

    Returns
    -------
    Alignment
        The links, with their certainty, and n × m matrices of similarity and probability.

    Examples
    --------
    >>> from compare.comparison import read_report
    >>> from compare.model import Document, Line
    >>> def report(*lines: str) -> Report:
    ...     return read_report(Document(lines[0], "", tuple(map(Line, lines))))
    >>> before = report("一、主要举措", "签订协议5省16地。", "修缮学校3所。")
    >>> after = report("一、主要举措", "修缮学校5所。", "签订协议8省22地。")
    >>> [(link.baseline, link.current) for link in align(before, after).links]
    [((0,), (1,)), ((1,), (0,))]
    """
    texts = [m.text for m in baseline.measures], [m.text for m in current.measures]
    similarities = similarity(*texts)
    likeness = gather_likeness(baseline, current, similarities, meaning(*texts) if meaning else None)
    candidates = gather_features(likeness)
    model = model or default_link_model(by_meaning=meaning is not None)
    probability = probabilities(candidates, model)
    matrix = np.zeros(similarities.shape)
    for pair, chance in probability.items():
        matrix[pair] = chance
    links = find_links(baseline, current, candidates, model=model, parts=parts, certainty=certainty)
    return Alignment(links, likeness, matrix)


def find_links(
    baseline: Report,
    current: Report,
    candidates: Candidates,
    *,
    model: Logistic | None = None,
    parts: Logistic | None = None,
    certainty: Logistic | None = None,
) -> tuple[Link, ...]:
    """The links among candidate pairs, in the order of the baseline; `align` finds the candidates, too."""
    model = model or default_link_model(by_meaning=candidates.likeness.meaning is not None)
    probability = probabilities(candidates, model)
    pairs = best_pairs(probability, baseline.measures, current.measures)
    found = possible_parts(pairs, probability, candidates, baseline.measures, current.measures)
    likely = _parts(found, parts or default_part_model())
    groups = _with_parts(pairs, likely)
    values = dict(zip(candidates.pairs, candidates.values, strict=True))
    names = [feature.__name__ for feature in features_of(candidates.likeness)]
    made = [
        replace(each, exchanged=_exchanged(candidates.likeness, each.pair))
        for each in links_made(groups, probability, {part.pair: chance for part, chance in likely})
    ]
    scores = certainties(made, certainty).round(_DIGITS).tolist()
    return tuple(
        _link(group, score, model.contributions(values[each.pair]), names)
        for group, score, each in zip(groups, scores, made, strict=True)
    )


def probabilities(candidates: Candidates, model: Logistic) -> dict[Pair, float]:
    """How likely each candidate pair is the same measure."""
    chances = model.probabilities(candidates.values).round(_DIGITS)
    return dict(zip(candidates.pairs, chances.tolist(), strict=True))


def best_pairs(
    probability: Mapping[Pair, float], before: Sequence[Measure], after: Sequence[Measure]
) -> list[Pair]:
    """The pairs that together are likeliest, each measure in one at most, in the order of the rows."""
    return assign(_worth(probability, before, after))


def _worth(
    probability: Mapping[Pair, float], before: Sequence[Measure], after: Sequence[Measure]
) -> dict[Pair, float]:
    """What each pair is worth that may be linked: its probability, more for identical sentences."""
    texts = [squeeze(measure.text) for measure in before], [squeeze(measure.text) for measure in after]
    identical = {pair for pair in probability if texts[0][pair[0]] == texts[1][pair[1]]}
    return {
        pair: chance + _IDENTICAL * (pair in identical) - _NEARER * _distance(pair, len(before), len(after))
        for pair, chance in probability.items()
        if chance >= _LINKED or pair in identical
    }


def _distance(pair: Pair, rows: int, columns: int) -> float:
    """How far apart two measures stand in their reports, as shares of these."""
    return abs(pair[0] / rows - pair[1] / columns)


def _exchanged(likeness: Likeness, pair: Pair) -> float:
    row, column = pair
    return exchanged(likeness.before[row], likeness.after[column], float(likeness.matrices.overall[pair]))


def _parts(found: Sequence[PossiblePart], model: Logistic) -> list[tuple[PossiblePart, float]]:
    """Those that are parts and how likely each is one, the likeliest first."""
    chances = model.probabilities(part_values(found)).round(_DIGITS).tolist()
    likely = [(part, chance) for part, chance in zip(found, chances, strict=True) if chance >= _IS_PART]
    return sorted(likely, key=lambda each: (-each[1], each[0].pair))


_Group = tuple[list[int], list[int]]


def _with_parts(pairs: Sequence[Pair], parts: Sequence[tuple[PossiblePart, float]]) -> list[_Group]:
    """The groups of measures that are one: every pair, and parts added to a side of it."""
    groups: list[_Group] = [([row], [column]) for row, column in pairs]
    of_row = {group[0][0]: group for group in groups}
    of_column = {group[1][0]: group for group in groups}
    for part, _ in parts:
        row, column = part.pair
        if part.of_row and column not in of_column and _takes_part(*of_row[row]):
            of_row[row][1].append(column)
            of_column[column] = of_row[row]
        elif not part.of_row and row not in of_row and _takes_part(*reversed(of_column[column])):
            of_column[column][0].append(row)
            of_row[row] = of_column[column]
    return sorted(groups)


def _takes_part(whole: Sequence[int], parts: Sequence[int]) -> bool:
    """Whether a measure that is one on its side may have another part on the other."""
    return len(whole) == 1 and len(parts) < _MOST_PARTS


def _link(group: _Group, score: float, added: Vector, names: Sequence[str]) -> Link:
    rows, columns = (tuple(sorted(side)) for side in group)
    return Link(rows, columns, score, tuple(zip(names, added.tolist(), strict=True)))


def _best_counterparts(probability: Matrix) -> tuple[tuple[int, float], ...]:
    possible = np.flatnonzero(probability)
    order = possible[np.argsort(-probability[possible], kind="stable")]
    return tuple((int(index), float(probability[index])) for index in order[:_OFFERED])
