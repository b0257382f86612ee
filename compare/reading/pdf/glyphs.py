"""The characters of a PDF's page with their places, as PDFium draws them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_SAME_PLACE: Final = 0.15  # em; a character drawn twice so near is drawn bold
_WIDEST: Final = 1.3  # em
_TURNS: Final = {90: 1, 180: 2, 270: 3}
_SLANT: Final = 0.1  # of a character's size; a watermark is written aslant across the page
_NO_CHARACTERS: Final = "\x00\ufffe\ufffd"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its left and right edge, its baseline, its size, in points from the page's lower left."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point that tells in which cell of a table it stands."""
        return (self.left + self.right) / 2, self.baseline + self.size * 0.35


def glyphs_of(page: "PdfPage") -> list[Glyph]:
    """The visible characters of a page's lines in the order in which they are drawn, its rotation undone."""
    text = page.get_textpage()
    turn = _TURNS.get(page.get_rotation(), 0)
    width, height = page.get_size()
    try:
        found = [_turned(glyph, turn, width, height) for glyph in _drawn(text)]
    finally:
        text.close()
    return list(_once(found))


def _drawn(text: "PdfTextPage") -> Iterator[Glyph]:
    from pypdfium2 import raw

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    across, up = ctypes.c_double(), ctypes.c_double()
    high = ""
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = chr(code)
            continue
        character = _joined(high, code)
        high = ""
        if not character.strip() or character in _NO_CHARACTERS:
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        raw.FPDFText_GetMatrix(text, index, matrix)
        if min(abs(matrix.a), abs(matrix.b)) > _SLANT * max(abs(matrix.a), abs(matrix.b)):
            continue
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        size = raw.FPDFText_GetFontSize(text, index) * scale
        size = size or box.top - box.bottom
        # The width of some fonts is told wrongly; no character is much wider than it is high.
        yield Glyph(character, box.left, min(box.right, box.left + _WIDEST * size), up.value, size)


def _joined(high: str, code: int) -> str:
    return (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """The glyph where a reader sees it; `width` and `height` are those of the page as it is shown."""
    if not turn:
        return glyph
    along = glyph.right - glyph.left
    if turn == 1:
        return Glyph(glyph.text, glyph.baseline, glyph.baseline + along, height - glyph.left, glyph.size)
    if turn == 2:
        return Glyph(glyph.text, width - glyph.right, width - glyph.left, height - glyph.baseline, glyph.size)
    return Glyph(glyph.text, width - glyph.baseline, width - glyph.baseline + along, glyph.left, glyph.size)


def _once(glyphs: list[Glyph]) -> Iterator[Glyph]:
    last: Glyph | None = None
    for glyph in glyphs:
        near = _SAME_PLACE * glyph.size
        if (
            last is not None
            and last.text == glyph.text
            and abs(last.left - glyph.left) < near
            and abs(last.baseline - glyph.baseline) < near
        ):
            continue
        last = glyph
        yield glyph
