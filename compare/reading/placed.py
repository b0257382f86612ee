"""From pieces of text at places on a page to its lines as they are read, one column after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from compare.language.characters import width_of

_SAME_LINE: Final = 0.5  # em; how far the baselines of one line lie apart
_WORD_GAP: Final = 0.3  # em
_PIECE_GAP: Final = 1.2  # em; wider ones part columns and cells
_MIDDLE: Final = (0.3, 0.7)  # of the width of the text; a gutter lies there
_STEP: Final = 0.5  # em
_MOST_ACROSS: Final = 0.3  # of the pieces of a page in columns go over the gutter
_LEAST_IN_COLUMN: Final = 4
_LEAST_SPACES: Final = 3  # between pieces of a row
_MOST_SPACES: Final = 300
_NARROWEST_COLUMN: Final = 8.0  # em; a column of a table is narrower


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its left end and baseline from the page's top left, its size and width, in one unit."""

    text: str
    x: float
    y: float
    size: float
    width: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width


def lines_of_page(pieces: Sequence[Piece]) -> list[str]:
    """The lines of a page.

    Examples
    --------
    >>> heading, text, end = ("一、成效", 0, 5), ("设立专窗", 0, 20), ("3个。", 42, 20)
    >>> lines_of_page([Piece(*each, size=10, width=40) for each in (end, text, heading)])
    ['一、成效', '设立专窗3个。']
    """
    rows = [_joined(part) for row in _rows(_once(pieces)) for part in _parts(row)]
    return [_line(row) for row in _in_order(rows)]


def _line(row: Sequence[Piece]) -> str:
    """A row as a line, its pieces as far apart as on the page, so that it shows which column each is in."""
    if len(row) == 1:
        return row[0].text
    size = max(0.01, min(piece.size for piece in row))
    text = ""
    for piece in row:
        missing = (piece.x / size - width_of(text)) / width_of(" ")
        text += " " * round(min(max(missing, _LEAST_SPACES if text else 0), _MOST_SPACES)) + piece.text
    return text


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what is drawn twice at one place, which makes it look bold."""
    seen: dict[tuple[str, int, int], Piece] = {}
    for piece in pieces:
        if piece.text.strip():
            grain = max(piece.size / 4, 0.01)
            seen.setdefault((piece.text, round(piece.x / grain), round(piece.y / grain)), piece)
    return list(seen.values())


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """What stands on one baseline, from left to right; the rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.y, each.x)):
        if rows and piece.y - rows[-1][0].y <= _SAME_LINE * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda each: each.x) for row in rows]


def _parts(row: Sequence[Piece]) -> Iterator[list[Piece]]:
    """A row, cut where its gaps are wider than any between words."""
    part: list[Piece] = []
    for piece in row:
        if part and piece.x - part[-1].right > _PIECE_GAP * min(piece.size, part[-1].size):
            yield part
            part = []
        part.append(piece)
    yield part


def _joined(part: Sequence[Piece]) -> Piece:
    text = part[0].text
    for before, piece in pairwise(part):
        apart = piece.x - before.right > _WORD_GAP * min(piece.size, before.size)
        text += (" " if apart else "") + piece.text
    first = part[0]
    right = max(piece.right for piece in part)
    return Piece(text, first.x, first.y, median(piece.size for piece in part), right - first.x)


def _in_order(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The rows; of a page in columns first those of the left one, down to a line that goes across."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield from _rows(pieces)
        return
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: (each.y, each.x)):
        if piece.x < gutter < piece.right:
            yield from _columns(band, gutter)
            yield [piece]
            band = []
        else:
            band.append(piece)
    yield from _columns(band, gutter)


def _columns(band: Sequence[Piece], gutter: float) -> Iterator[list[Piece]]:
    yield from _in_order([piece for piece in band if piece.x < gutter])
    yield from _in_order([piece for piece in band if piece.x >= gutter])


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where two columns of prose meet; None on a page of one column, and beside narrow cells."""
    if len(pieces) < 2 * _LEAST_IN_COLUMN:
        return None
    left, right = min(piece.x for piece in pieces), max(piece.right for piece in pieces)
    size = median(piece.size for piece in pieces)
    start, end = (left + share * (right - left) for share in _MIDDLE)
    places = [start + step * _STEP * size for step in range(int((end - start) / (_STEP * size)) + 1)]
    across = {place: sum(piece.x < place < piece.right for piece in pieces) for place in places}
    fewest = min(across.values(), default=len(pieces))
    if fewest > _MOST_ACROSS * len(pieces):
        return None
    fitting = [place for place in places if across[place] == fewest]
    gutter = fitting[len(fitting) // 2]
    sides = (
        [piece.width / size for piece in pieces if piece.right <= gutter],
        [piece.width / size for piece in pieces if piece.x >= gutter],
    )
    wide = all(len(side) >= _LEAST_IN_COLUMN and median(side) >= _NARROWEST_COLUMN for side in sides)
    return gutter if wide else None
