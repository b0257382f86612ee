"""What a text looks like to the models, and the features that it shows, each under a name of its own.

`has:完成`, `begins:一年`, `ends:问题`, `under:回顾` are pairs of neighbouring characters of a text, of its
first and last words and of the heading above it; the others say how a line looks and where it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import Final

from compare.language.characters import canonical, ends_sentence, is_traditional, simplified
from compare.outline.headings import BULLET, find_marker


@dataclass(frozen=True, slots=True)
class Features:
    """What one line or sentence shows: `flags` of value 1, `values`, and texts by their `pairs`.

    `("under", "工作回顾", 0.5)` stands for `under:工作`, `under:作回` and `under:回顾`, each of value 0.5.
    """

    flags: Sequence[str]
    values: Mapping[str, float] = field(default_factory=dict)
    pairs: tuple[tuple[str, str, float], ...] = ()

    def all(self) -> dict[str, float]:
        """Every feature by its name."""
        found = {**dict.fromkeys(self.flags, 1.0), **self.values}
        for name, words, value in self.pairs:
            found |= dict.fromkeys((f"{name}:{pair}" for pair in pairs_of(words)), value)
        return found


def pairs_of(words: str) -> Collection[str]:
    """Each pair of neighbouring characters once, in their order: sums of floats depend on it."""
    return dict.fromkeys(map(add, words, words[1:]))


STOPS: Final = re.compile(r"[。；！？]")
_SPACES: Final = re.compile(r"\s+")
_REPUBLIC_YEAR: Final = re.compile(r"(?<!\d)1[0-2]\d(?=年)")  # as Taiwan counts them: 114年 is 2025
_REPUBLIC_BEGAN: Final = 1911
DIGIT: Final = re.compile(r"\d")
_LIST: Final = re.compile(
    r"(?P<first>[一二三四五六七八九十]+是)|(?P<must>[一二三四五六七八九十]+要)|(?P<dash>[—─-])|(?P<note>[\[〔【]\d{1,3}[\]〕】])"
)
# What most texts are made of; with simplified characters alone nothing is to be done.
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，。；：、！？（）《》“”%.+\-—·]*")
SHORT: Final = 40
SIZES: Final = (8, 13, 20, 35, 60)


@dataclass(frozen=True, slots=True)
class TextShape:
    """A line as its features are read from it: `words` without spaces, in one canonical form.

    `form` names its number or list mark, `close` what it ends with, `size` its length in steps and whether it
    gives a number: `2n` is short and gives one.
    """

    words: str
    form: str
    close: str
    stops: int
    size: str

    @property
    def is_short(self) -> bool:
        """Whether it may be a heading: a short line that holds no stop."""
        return self.stops == 0 and len(self.words) <= SHORT


def shape_of(text: str) -> TextShape:
    """`（一）加强监管` has the form 3 and no close."""
    bullet = BULLET.match(text)
    words = text[bullet.end() :] if bullet else text
    traditional = is_traditional(words)
    if traditional or not _PLAIN.fullmatch(words):
        words = _SPACES.sub("", simplified(canonical(words))).translate(_WIDE)
    if traditional:
        words = _REPUBLIC_YEAR.sub(lambda year: f"{int(year[0]) + _REPUBLIC_BEGAN}", words)
    close = "stop" if ends_sentence(words) else "colon" if words.endswith("：") else "none"
    return TextShape(words, _form(text), close, len(STOPS.findall(words)), _size(words))


def _size(words: str) -> str:
    return f"{bisect_left(SIZES, len(words))}{'n' if DIGIT.search(words) else ''}"


# Canonical form makes these half-width, and reports use either.
_WIDE: Final = str.maketrans(",;:!?()", "，；：！？（）")


def _form(text: str) -> str:
    marker = find_marker(text)
    if marker is not None:
        return str(marker.rank)
    if BULLET.match(text):
        return "bullet"
    listed = _LIST.match(text)
    return (listed.lastgroup or "") if listed else ""
