"""What changed between two wordings, in pieces that a person can read: whole words, numbers and names.

Clauses are put side by side first, and words compared only within those that belong together: where nearly
all was rewritten, a word that both years happen to use elsewhere does not stand out as if it had stayed.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from compare.changes.clause_pairs import pair_clauses
from compare.language.words import cut_words
from compare.model import DiffOp, DiffPiece

_ATOM: Final = re.compile(
    r"《[^《》]+》|“[^“”]{1,16}”|\d[\d.,]*\d?(?:[万亿千百]+)?[余多]?(?:个百分点|%|％)?"
    r"|[A-Za-z]+|[^A-Za-z\d《》“”]+|.",
    re.S,
)
_LONGEST: Final = 8_000  # characters of both texts; beyond it the time to find what they share grows too fast
_PUNCTUATION: Final = frozenset("，。；：、！？（）“”‘’《》—…·,.;:!?()")
_PAIRED: Final = frozenset("（）“”‘’《》()")  # the end of a name stays with it
_SHORTEST_ISLAND: Final = 4  # characters; a shorter common run between two changes only dots the page
_ISLAND_SHARE: Final = 0.34  # of the changes around it; what is much shorter than they are reads as chance


def diff_texts(before: str, after: str) -> tuple[DiffPiece, ...]:
    """What changed between two wordings, in pieces of whole words, numbers and names.

    The equal and deleted pieces joined are `before`, the equal and inserted ones `after`.

    Examples
    --------
    >>> [(piece.op.value, piece.text) for piece in diff_texts("检查18次。", "检查22次。")]
    [('equal', '检查'), ('delete', '18'), ('insert', '22'), ('equal', '次。')]
    """
    if before == after or len(before) + len(after) > _LONGEST:
        return tuple(DiffPiece(op, text) for op, text in _replaced(before, after))
    pairs = pair_clauses(_tokens(before), _tokens(after))
    pieces = list(_coalesce([piece for pair in pairs for piece in _raw_pieces(pair.before, pair.after)]))
    while (fewer := list(_coalesce(_without_islands(pieces)))) != pieces:
        pieces = fewer
    pieces = _with_shared_stops(pieces)
    return tuple(DiffPiece(op, text) for op, text in pieces)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for atom in _ATOM.findall(text):
        is_word_run = atom[0] not in "《“" and not atom[0].isascii() and len(atom) > 1
        tokens.extend(cut_words(atom) if is_word_run else [atom])
    return tokens


_Piece = tuple[DiffOp, str]


def _replaced(before: str, after: str) -> tuple[_Piece, ...]:
    """All of one for all of the other."""
    if before == after:
        return ((DiffOp.EQUAL, before),) if before else ()
    return tuple((op, text) for op, text in ((DiffOp.DELETE, before), (DiffOp.INSERT, after)) if text)


def _raw_pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[_Piece]:
    if not before or not after or before == after:
        yield from _replaced("".join(before), "".join(after))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, start, end, other_start, other_end in matcher.get_opcodes():
        if op == "equal":
            yield DiffOp.EQUAL, "".join(before[start:end])
            continue
        if end > start:
            yield DiffOp.DELETE, "".join(before[start:end])
        if other_end > other_start:
            yield DiffOp.INSERT, "".join(after[other_start:other_end])


def _without_islands(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Common runs too short to mean anything become part of the change around them."""
    kept: list[_Piece] = []
    for place, (op, text) in enumerate(pieces):
        between = 0 < place < len(pieces) - 1
        if op is DiffOp.EQUAL and between and _is_island(text, pieces, place):
            kept += [(DiffOp.DELETE, text), (DiffOp.INSERT, text)]
        else:
            kept.append((op, text))
    return kept


def _is_island(text: str, pieces: Sequence[_Piece], place: int) -> bool:
    letters = sum(character not in _PUNCTUATION for character in text)
    around = _changed_length(reversed(pieces[:place])) + _changed_length(pieces[place + 1 :])
    if letters == 0:
        return around > 2 * _SHORTEST_ISLAND
    return letters < _SHORTEST_ISLAND and around >= letters / _ISLAND_SHARE


def _changed_length(pieces: Iterator[_Piece] | Sequence[_Piece]) -> int:
    """The length of the change that begins these pieces."""
    length = 0
    for op, text in pieces:
        if op is DiffOp.EQUAL:
            break
        length = max(length, len(text))
    return length


def _with_shared_stops(pieces: Sequence[_Piece]) -> list[_Piece]:
    """A stop that ends what was deleted and what was inserted has stayed: `检查。` → `检查，约谈。`."""
    kept: list[_Piece] = []
    stop = ""
    for place, (op, text) in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else (DiffOp.EQUAL, "")
        if op is DiffOp.DELETE and following[0] is DiffOp.INSERT:
            stop = _shared_stop(text, following[1])
        if op is DiffOp.EQUAL:
            kept.append((op, stop + text))
            stop = ""
        else:
            kept.append((op, text.removesuffix(stop)))
    if stop:
        kept.append((DiffOp.EQUAL, stop))
    return [(op, text) for op, text in kept if text]


def _shared_stop(one: str, other: str) -> str:
    return one[-1] if one[-1] == other[-1] and one[-1] in _PUNCTUATION - _PAIRED else ""


def _coalesce(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Between two common runs, all that was deleted, then all that was inserted."""
    for is_equal, run in groupby(pieces, key=lambda piece: piece[0] is DiffOp.EQUAL):
        texts = list(run)
        for op in (DiffOp.EQUAL,) if is_equal else (DiffOp.DELETE, DiffOp.INSERT):
            if text := "".join(each for own, each in texts if own is op):
                yield op, text
