"""Why two measures were linked: the evidence that carried it, with what it was seen in."""

from collections.abc import Callable, Sequence
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_of
from compare.alignment.links import Link
from compare.language.clauses import split_clauses
from compare.language.normalise import normalise
from compare.model import Evidence, Measure, Report

_AGAINST: Final = ("role", "object", "stock", "meaning")
_LEAST_WEIGHT: Final = 0.15  # in odds (logarithm); what carries less is not worth a reader's time
_MOST_REASONS: Final = 4
_SAME_CLAUSE: Final = 0.75
_LONGEST_CLAUSE: Final = 24
_MOST_WORDS: Final = 3

_Linked = tuple[Sequence[Measure], Sequence[Measure]]


def explain(link: Link, baseline: Report, current: Report) -> tuple[Evidence, ...]:
    """The reasons that carried a link, the weightiest first, in codes that `reports.words` puts into words.

    `names` 《行政复议法》 +1.3, `wording` 64% +0.9, `rival` −0.4; the weights are what the features added to
    the odds (logarithm).

    Examples
    --------
    >>> from compare import open_report
    >>> from compare.alignment.links import align
    >>> report = open_report("seeds/yangpu-2023.txt")
    >>> link, *_ = align(report, report).links
    >>> [reason.code for reason in explain(link, report, report)]
    ['identical']
    """
    sides = (
        [baseline.measures[row] for row in link.baseline],
        [current.measures[column] for column in link.current],
    )
    if _normalised(sides[0]) == _normalised(sides[1]):
        return (Evidence("identical", weight=round(sum(added for _, added in link.contributions), 2)),)
    weights: dict[str, float] = {}
    for feature, added in link.contributions:
        if feature in _CODES:
            code = _CODES[feature] if feature not in _MARGINS else ("unrivalled" if added > 0 else "rival")
            weights[code] = weights.get(code, 0.0) + added
    found = [
        Evidence(code, _DETAILS[code](sides) if code in _DETAILS else "", round(weight, 2))
        for code, weight in weights.items()
        if abs(weight) >= _LEAST_WEIGHT
    ]
    worth_saying = [each for each in found if _tells(each)]
    return tuple(sorted(worth_saying, key=lambda each: (-abs(each.weight), each.code))[:_MOST_REASONS])


def _tells(reason: Evidence) -> bool:
    """Whether a reason has what it was seen in; that nothing speaks against a link goes without saying."""
    return bool(reason.detail) or (
        reason.code not in _DETAILS and (reason.code not in _AGAINST or reason.weight < 0)
    )


def _normalised(measures: Sequence[Measure]) -> str:
    return "".join(normalise(measure.text) for measure in measures)


def _similarity(sides: _Linked) -> str:
    return f"{fuzz.ratio(_normalised(sides[0]), _normalised(sides[1])):.0f}%"


def _shared_names(sides: _Linked) -> str:
    before = {normalise(name): name for measure in sides[0] for name in measure.names}
    after = {normalise(name): name for measure in sides[1] for name in measure.names}
    return "、".join(name for key, name in after.items() if key in before)


def _shared_figures(sides: _Linked) -> str:
    before = {figure.text for measure in sides[0] for figure in measure.figures}
    after = [figure.text for measure in sides[1] for figure in measure.figures]
    return "、".join(dict.fromkeys(text for text in after if text in before))


def _nearest_clause(sides: _Linked) -> str:
    """The longest clause that both sides say alike, in the current report's words."""
    before = [clause.words for measure in sides[0] for clause in split_clauses(measure.text)]
    after = [
        clause.words
        for measure in sides[1]
        for clause in split_clauses(measure.text)
        if not clause.is_purpose
    ]
    least = 100 * _SAME_CLAUSE
    alike = [
        words for words in after if any(fuzz.ratio(words, other, score_cutoff=least) for other in before)
    ]
    longest = max(alike, key=len, default="")
    return longest if len(longest) <= _LONGEST_CLAUSE else longest[:_LONGEST_CLAUSE] + "…"


def _shared_words(sides: _Linked) -> str:
    """The content words that both sides say, the longest first."""
    before, after = (frozenset().union(*map(content_of, side)) for side in sides)
    shared = before & after
    return "、".join(sorted(shared, key=lambda word: (-len(word), word))[:_MOST_WORDS])


_MARGINS: Final = ("least_margin", "greatest_margin")
_CODES: Final[dict[str, str]] = {
    "overall_similarity": "wording",
    "characters_shared": "wording",
    "content_word_similarity": "phrase",
    "rare_words": "phrase",
    "least_margin": "rival",
    "greatest_margin": "rival",
    "neighbours": "neighbours",
    "same_section": "place",
    "same_paragraph": "place",
    "clause_containment": "clause",
    "opening_containment": "clause",
    "opening_act": "clause",
    "object_exchanged": "object",
    "phrase_alone_shared": "stock",
    "names_shared": "names",
    "figures_shared": "figures",
    "rank_in_meaning": "meaning",
    "role_agreement": "role",
}
_DETAILS: Final[dict[str, Callable[[_Linked], str]]] = {
    "wording": _similarity,
    "phrase": _shared_words,
    "clause": _nearest_clause,
    "names": _shared_names,
    "figures": _shared_figures,
}
