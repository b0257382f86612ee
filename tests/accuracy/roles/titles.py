"""How the model of titles that run into their text is fitted: counts of what stands at their ends."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Any, Final

from compare.outline.headings import find_marker
from compare.outline.roles.labels import Label
from tests.accuracy.roles.labelled import Lines

_SENTENCES: Final = re.compile(r"(?<=[。；！])")
_CLOSE: Final = re.compile(r"[。：]$")
_SHORTEST: Final = 4
_SHORTEST_SENTENCE: Final = 9
_LONGEST: Final = 25
_PRIOR: Final = 6.0
_UNSEEN: Final = 1500.0  # different first or last characters, about
_SECOND: Final = 0.05  # of a character's pairs is a given one, about
_LEAST: Final = 2


def fit_titles(reports: Iterable[Lines]) -> dict[str, Any]:
    """The content of titles.json."""
    lines = [line for report in reports for line in zip(report.texts, report.labels, strict=True)]
    titles = list(_titles(lines))
    sentences = list(_sentences(lines))
    ends, begins = _Counts(title[-2:] for title in titles), _Counts(each[:2] for each in sentences)
    anywhere = _Counts(each[at : at + 2] for each in sentences for at in range(len(each) - 1))
    return {
        "ends": _ratios(ends, anywhere, last=True),
        "begins": _ratios(begins, anywhere, last=False),
        "other_end": _ratio(ends, anywhere, "??", last=True),
        "other_begin": _ratio(begins, anywhere, "??", last=False),
    }


def _words(text: str) -> str:
    marker = find_marker(text)
    return text[marker.end :] if marker else text


def _titles(lines: Sequence[tuple[str, Label | None]]) -> Iterator[str]:
    for text, label in lines:
        words = _CLOSE.sub("", _words(text))
        if label is Label.HEADING and _SHORTEST <= len(words) <= _LONGEST:
            yield words


def _sentences(lines: Sequence[tuple[str, Label | None]]) -> Iterator[str]:
    for text, label in lines:
        if label in (Label.DONE, Label.PROBLEM, Label.PLAN, Label.PREAMBLE):
            yield from (each for each in _SENTENCES.split(_words(text)) if len(each) >= _SHORTEST_SENTENCE)


class _Counts:
    """How often pairs of characters, and their first and last ones, were seen."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self.pairs = Counter(pairs)
        self.total = self.pairs.total()
        self.by_character: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
        for pair, count in self.pairs.items():
            self.by_character[False][pair[:1]] += count
            self.by_character[True][pair[-1:]] += count

    def share(self, pair: str, *, last: bool) -> float:
        character = pair[-1:] if last else pair[:1]
        expected = (self.by_character[last][character] + 0.5) / (self.total + _UNSEEN)
        return (self.pairs[pair] + _PRIOR * _SECOND * expected) / (self.total + _PRIOR)


def _ratio(at_place: _Counts, anywhere: _Counts, pair: str, *, last: bool) -> float:
    return round(log(at_place.share(pair, last=last) / anywhere.share(pair, last=last)), 2)


def _ratios(at_place: _Counts, anywhere: _Counts, *, last: bool) -> dict[str, float]:
    """Of the pairs that were seen at the place or, often, elsewhere."""
    seen = {pair for pair, count in at_place.pairs.items() if count >= (1 if last else _LEAST)}
    seen |= {pair for pair, count in anywhere.pairs.items() if count >= 20}
    return {pair: _ratio(at_place, anywhere, pair, last=last) for pair in sorted(seen)}
