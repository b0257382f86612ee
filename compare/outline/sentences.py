"""From a paragraph to its sentences, and how many a document may have."""

import re
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.language.characters import CLOSING, stops_in
from compare.model import Document, Notice

_OPEN: Final = "“‘（(《「『【"
_CLOSE: Final = "”’）)》」』】"
_BRACKET: Final = re.compile(f"[{re.escape(_OPEN + _CLOSE + CLOSING)}]")
_STOP: Final = re.compile(r"[。；！？]")
_CHARACTERS: Final = 250  # of a sentence on average, where real reports have 70 at most


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


def length_of(document: Document) -> int:
    """How many sentences a document may have at most: its lines or its stops, and long lines count for more.

    Examples
    --------
    >>> from compare.model import Line
    >>> length_of(Document("报告.txt", "", (Line("一、成效"), Line("设立专窗3个。受理事项2件。"), Line(""))))
    2
    >>> length_of(Document("报告.txt", "", (Line("推进依法行政" * 1000),)))
    24
    """
    texts = [line.text for line in document.lines]
    lines = sum(bool(text.strip()) for text in texts)
    stops = sum(len(_STOP.findall(text)) for text in texts)
    return max(lines, stops, sum(map(len, texts)) // _CHARACTERS)


def hold_to(document: Document, limit: int) -> None:
    """Refuse a document of more sentences.

    Raises
    ------
    InputError
        It is longer.
    """
    if (length := length_of(document)) > limit:
        values = (("length", str(length)), ("limit", str(limit)))
        raise InputError(Path(document.source), Notice("too_long", values))
