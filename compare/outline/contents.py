"""Which lines of a text are its table of contents: they name headings, and are none."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from compare.expressions import expression
from compare.language.characters import ends_sentence, squeeze
from compare.outline.headings import find_marker

# Both are held against a line read backwards, where the end that tells them comes first.
_ENTRY: Final = re.compile(r"\s*+(?:\d++(?:(?:\s*+[.．·]){3}|\s*+…)|(?:\s*+[.．·…]){6})")
_NUMBERED: Final = expression(r"\s*+(?:\d{1,3})?+[.．…·\s\-—]*+(?P<title>[^\d.．…·\s\-—].*)")
_BEFORE_YEAR: Final = re.compile(r"^\d{1,2}[.．](?=20\d\d年)")
_TITLE: Final = re.compile(r"(?:目[录錄次]|目录CONTENTS|CONTENTS)", re.IGNORECASE)
_FARTHEST: Final = 3  # lines between two entries, of one that was wrapped
_LONGEST: Final = 40


def contents_of(texts: Sequence[str]) -> frozenset[int]:
    """The places of the lines of a table of contents.

    Entries lead to a page by dots; under 目录 they may only name what comes later as a line of its own.

    Examples
    --------
    >>> lines = ["目录", "一、主要举措", "二、不足", "一、主要举措", "设立专窗3个。", "二、不足", "人手少。"]
    >>> sorted(contents_of(lines))
    [0, 1, 2]
    >>> sorted(contents_of(["青山县年报", "主要举措……3", "设立专窗3个。"]))
    [1]
    """
    found = {place for place, text in enumerate(texts) if _ENTRY.match(text[::-1])}
    titles = [place for place, text in enumerate(texts) if _TITLE.fullmatch("".join(text.split()))]
    latest = {_name(text): place for place, text in enumerate(texts)} if titles else {}
    for place in titles:
        if place not in found:  # else it is an entry of the one before
            found |= _below(texts, place, found, latest)
    return frozenset(found)


def _below(texts: Sequence[str], title: int, dotted: set[int], latest: Mapping[str, int]) -> set[int]:
    """The title of a table of contents, its entries and what wraps them; nothing where none follows.

    `latest` are the last lines with a name.
    """
    last = title
    for place in range(title + 1, len(texts)):
        if place - last > _FARTHEST or ends_sentence(texts[place]):
            break
        comes_later = 0 < len(texts[place]) <= _LONGEST and latest[_name(texts[place])] > place
        if place in dotted or comes_later:
            last = place
    return set(range(title, last + 1)) if last > title else set()


def _name(text: str) -> str:
    """What an entry and its heading have in common: the words, without their number, dots and the page."""
    found = _NUMBERED.fullmatch(text[::-1])
    title = found["title"][::-1] if found else text
    marker = find_marker(title)
    return squeeze(title[marker.end :] if marker else _BEFORE_YEAR.sub("", title))
