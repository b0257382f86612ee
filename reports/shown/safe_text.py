"""What no output may hold, whatever stands in a report or a note: each kind of character, said once.

A `\\u202e` in a note would let the rest of a line read backwards, in an editor as on a page; an escape
sequence would speak to the terminal; a cell that begins with `=` would run.
"""

import re
import unicodedata
from typing import Final

_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f"  # all of ASCII's but the tab and the line's ends
_CONTROLS_BEYOND: Final = "\x7f-\x9f"
_TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
NOT_IN_XML: Final = f"{_CONTROLS}\ud800-\udfff\ufffe\uffff"

_SIGN: Final = "\ufffd"
_TURNS: Final = re.compile(f"[{_TURNING}]")
_CANNOT_BE_SHOWN: Final = re.compile(f"[{NOT_IN_XML}{_CONTROLS_BEYOND}{_TURNING}]")
_CANNOT_BE_IN_XML: Final = re.compile(f"[{NOT_IN_XML}]")
_FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def upright(text: str) -> str:
    """The text with a sign for each character that turns its direction: `"甲\\u202e乙"` → `"甲\ufffd乙"`."""
    return _TURNS.sub(_SIGN, text)


def escaped(json: str) -> str:
    """JSON that is read back to the same values, but holds none of them as they are."""
    return _TURNS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def showable(text: str) -> str:
    """What a page or a document may show: a sign for each character that is a control or turns."""
    return _CANNOT_BE_SHOWN.sub(_SIGN, text)


def in_xml(text: str) -> str:
    """The text without the characters that XML has not: `"甲\\x00乙"` → `"甲乙"`."""
    return _CANNOT_BE_IN_XML.sub("", text)


def printable(text: str) -> str:
    """The text on one line without control characters: an escape sequence in a report stays a text."""
    return "".join(" " if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp") else each for each in text)


def guarded(text: str) -> str:
    """A text that no program runs as a formula: `=1+1` → `'=1+1`, and `'=1` → `''=1`, to be told apart."""
    return "'" + text if is_formula_like(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """What was guarded, as it was: `'=1+1` → `=1+1`."""
    return text[1:] if text.startswith("'") and is_formula_like(text.lstrip("'")) else text


def is_formula_like(text: str) -> bool:
    """Whether a program might take a text for a formula."""
    return text.startswith(_FORMULA_MARKS)
