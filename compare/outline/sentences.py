"""From a paragraph to its sentences."""

import re
from typing import Final

from compare.language.characters import CLOSING, stops_in

_OPEN: Final = "“‘（(《「『【"
_CLOSE: Final = "”’）)》」』】"
_BRACKET: Final = re.compile(f"[{re.escape(_OPEN + _CLOSE + CLOSING)}]")


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with its stop and closing quotes; no stop in brackets counts.

    `落实（甲；乙）各项；检查3次。` is two sentences.
    """
    stops = set(stops_in(text))
    if not stops:
        return (text,) if text.strip() else ()
    pieces, depth = _cut(text, stops, in_brackets=False)
    if depth and len(pieces) == 1 and len(stops) > 1:
        pieces, _ = _cut(text, stops, in_brackets=True)  # one that is never closed must not swallow all
    return pieces


def _cut(text: str, stops: set[int], *, in_brackets: bool) -> tuple[tuple[str, ...], int]:
    """The pieces, and how many brackets are open at the end."""
    pieces: list[str] = []
    start = depth = 0
    brackets = {found.start(): found[0] for found in _BRACKET.finditer(text)}
    for position in sorted(stops.union(brackets)):
        character = brackets.get(position, "")
        if character and character in _OPEN:
            depth += 1
        elif character and character in _CLOSE:
            depth = max(0, depth - 1)
        ends = position in stops or (character != "" and character in CLOSING and position - 1 in stops)
        goes_on = position + 1 in stops or brackets.get(position + 1, " ") in CLOSING
        if ends and not goes_on and (in_brackets or depth == 0):
            pieces.append(text[start : position + 1])
            start = position + 1
    if text[start:].strip():
        pieces.append(text[start:])
    return tuple(pieces), depth
