"""What two sentences of one form have in each other's place: `开展电梯专项整治`, `开展校车专项整治`.

They are alike in nearly all they say, and yet two measures. In a long report nothing else is like them, so
that by their likeness and their lead over others such a pair is as sure as one of the same measure.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from compare.alignment.evidence.profiles import Profile, told_by_thing
from compare.language.words import cut_words

_SHORT: Final = 8  # words; of long sentences some pieces always differ
_SAME_LIST: Final = 2  # things that both list

Place = tuple[str, str]
"""After or before which word a piece stands: `("after", "开展")`."""


def exchanged(before: Profile, after: Profile, likeness: float) -> float:
    """How alike two short sentences are, the more by what each has between the same words.

    Examples
    --------
    >>> from compare.alignment.evidence.profiles import profile
    >>> from compare.model import Measure, Role
    >>> lift, bus, again = (
    ...     profile(Measure(text, text, Role.DONE, 1, 1))
    ...     for text in ("开展电梯专项整治。", "开展校车专项整治。", "电梯专项整治3次。")
    ... )
    >>> exchanged(lift, bus, 0.6) > 0.1 > exchanged(lift, again, 0.6)
    True
    """
    theirs, others = dict(_pieces(before, after)), dict(_pieces(after, before))
    told = max((min(theirs[place], others[place]) for place in theirs.keys() & others.keys()), default=0.0)
    longer = max(len(before.words), len(after.words))
    return told * likeness / (1 + (longer / _SHORT) ** 2)


def _pieces(one: Profile, other: Profile) -> Iterator[tuple[Place, float]]:
    """Where one has pieces that the other has not, and how much is told by each, the least telling first."""
    known, characters, listed = frozenset(_words(other)), frozenset(other.text), _in_one_list(one, other)
    runs = [(shared, list(words)) for shared, words in groupby(_words(one), known.__contains__)]
    found: list[tuple[Place, float]] = []
    for number, (shared, words) in enumerate(runs):
        if not shared:
            strange = [word for word in words if word not in listed and characters.isdisjoint(word)]
            told = max((told_by_thing(word) for word in strange if len(word) > 1), default=0.0)
            found.append((("after", runs[number - 1][1][-1] if number else ""), told))
            found.append((("before", runs[number + 1][1][0] if number + 1 < len(runs) else ""), told))
    yield from sorted(found, key=lambda each: each[1])


def _words(one: Profile) -> list[str]:
    return [word for word in cut_words(one.text) if word.strip("#")]


def _in_one_list(one: Profile, other: Profile) -> frozenset[str]:
    """All that either lists, where both have a list of the same things, which may change."""
    same = len(one.listed & other.listed) >= _SAME_LIST
    return one.listed | other.listed if same else frozenset()
