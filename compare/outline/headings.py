"""The numbers that headings begin with, from 第一部分 down to ①."""

import re
from dataclasses import dataclass
from typing import Final

_CHINESE: Final = "[一二三四五六七八九十百]"
# The order is the rank: a 一、 never stands below a （一）.
_STYLES: Final = (
    re.compile(rf"第{_CHINESE}+(?:部分|[编篇章])[：:、]?"),
    re.compile(rf"第{_CHINESE}+节[：:、]?"),
    re.compile(rf"{_CHINESE}+、"),
    re.compile(rf"[（(]{_CHINESE}+[）)]、?"),
    re.compile(r"\d{1,2}(?:[.．](?!\d)|、)"),
    re.compile(r"[（(]\d{1,2}[）)]、?|\d{1,2}[）)]"),
    re.compile(r"[①-⑳]"),
)
UNNUMBERED: Final = len(_STYLES)


@dataclass(frozen=True, slots=True)
class Marker:
    """The number of a heading or list item: `（一）` has rank 3; `end` is where the words begin."""

    rank: int
    end: int


def find_marker(text: str) -> Marker | None:
    """The marker that a text begins with, if any; a decimal (`1.1万个`) is none."""
    for rank, style in enumerate(_STYLES):
        match = style.match(text)
        if match and match.end() < len(text):
            return Marker(rank, match.end())
    return None
