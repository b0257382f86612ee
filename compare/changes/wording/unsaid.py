"""What only one of two wordings says, as printed: `新增：…` and `未再提：…` explain a kind of change."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_words
from compare.language.clauses import split_clauses
from compare.language.normalise import normalise
from compare.model import Measure

_CLAUSE: Final = re.compile(r"[^，；。：！？,;:!?]+")
_LIST: Final = re.compile(r"[、和及与]")
_LEAST: Final = 3  # characters; what is shorter says nothing by itself
_SAID: Final = 60  # per cent of a clause's wording that stands in the other wording
_MOST: Final = 6


def unsaid(side: Sequence[Measure], other: Sequence[Measure]) -> tuple[str, ...]:
    """The clauses of one side that the other does not say, of lists the items, and the names; the first six.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1)]
    >>> unsaid(told("开展食品、药品检查，约谈企业12家。"), told("开展食品检查。"))
    ('药品检查', '约谈企业12家')
    """
    found = [piece for measure in side for piece in _pieces(measure, other)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _pieces(measure: Measure, other: Sequence[Measure]) -> Iterator[str]:
    whole = normalise("".join(each.text for each in other))
    said = [clause.words for each in other for clause in split_clauses(each.text)]
    for clause in _CLAUSE.findall(measure.text):
        if _is_new(clause, whole, said):
            yield clause.strip()
        else:
            yield from _items(clause, whole)
    yield from (name for name in measure.names if normalise(name) not in whole and len(name) > _LEAST)


def _is_new(clause: str, whole: str, said: Sequence[str]) -> bool:
    words = normalise(clause)
    if len(words) < _LEAST or words in whole:
        return False
    if len(words) <= len(whole) and fuzz.partial_ratio(words, whole, score_cutoff=_SAID):
        return False
    return not any(fuzz.ratio(words, each, score_cutoff=_SAID) for each in said)


def _items(clause: str, whole: str) -> Iterator[str]:
    """Of a clause that goes on the items of its list that are not said, where they say something."""
    items = _LIST.split(clause)
    if len(items) < 2:
        return
    for item in items:
        words = normalise(item)
        content = [word for part in split_clauses(item) for word in content_words(part.words)]
        if len(words) >= 2 and any(word not in whole for word in content):
            yield item.strip()
