"""How the model of titles that run into their text is fitted: counts of what stands at their ends."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Any, Final

from compare.outline.headings import find_marker
from compare.outline.roles.labels import LineLabel
from tests.accuracy.roles.labelled import Lines

_SENTENCES: Final = re.compile(r"(?<=[。；！])")
_CLOSE: Final = re.compile(r"[。：]$")
_SHORTEST: Final = 4
_SHORTEST_SENTENCE: Final = 9
_LONGEST: Final = 25
_PRIOR: Final = 6.0
_SOMETIMES: Final = 8  # what is seen less often tells nothing of its own
_OFTEN: Final = 600
_OFTEN_AT_END: Final = 120  # 召开 never ends a title, though 公开 does


def fit_titles(reports: Iterable[Lines]) -> dict[str, Any]:
    """The content of titles.json."""
    lines = [line for report in reports for line in zip(report.texts, report.labels, strict=True)]
    titles = list(_titles(lines))
    sentences = list(_sentences(lines))
    anywhere = [each[at : at + 2] for each in sentences for at in range(len(each) - 1)]
    return {
        "ends": _ratios([title[-2:] for title in titles], anywhere, last=True),
        "begins": _ratios([each[:2] for each in sentences], anywhere, last=False),
    }


def _words(text: str) -> str:
    marker = find_marker(text)
    return text[marker.end :] if marker else text


def _titles(lines: Sequence[tuple[str, LineLabel | None]]) -> Iterator[str]:
    for text, label in lines:
        words = _CLOSE.sub("", _words(text))
        if label is LineLabel.HEADING and _SHORTEST <= len(words) <= _LONGEST:
            yield words


def _sentences(lines: Sequence[tuple[str, LineLabel | None]]) -> Iterator[str]:
    for text, label in lines:
        if label in (LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN, LineLabel.PREAMBLE):
            yield from (each for each in _SENTENCES.split(_words(text)) if len(each) >= _SHORTEST_SENTENCE)


def _ratios(at_place: Sequence[str], anywhere: Sequence[str], *, last: bool) -> dict[str, float]:
    """By how much more a pair, or its one character, stands at the place than anywhere (a logarithm)."""
    found = {}
    for cut in (_last if last else _first, _both):
        here, elsewhere = Counter(map(cut, at_place)), Counter(map(cut, anywhere))
        often = {text for text, count in here.items() if count >= _SOMETIMES}
        rarest = _OFTEN_AT_END if last else _OFTEN
        for text in often | {text for text, count in elsewhere.items() if count >= rarest}:
            share = (here[text] + _PRIOR * elsewhere[text] / len(anywhere)) / (len(at_place) + _PRIOR)
            usual = (elsewhere[text] + _PRIOR * here[text] / len(at_place)) / (len(anywhere) + _PRIOR)
            found[text] = round(log(share / usual), 2)
    return dict(sorted(found.items()))


def _last(pair: str) -> str:
    return pair[-1:]


def _first(pair: str) -> str:
    return pair[:1]


def _both(pair: str) -> str:
    return pair
