"""Characters of a printed Chinese text: its spaces, its widths, its stops, its canonical form."""

import re
import unicodedata
from typing import Final

TERMINAL: Final = "。；！？"
CLOSING: Final = '”’」』）》〉】)"'
_SPACE_BESIDE_WIDE: Final = re.compile(r"(?<=[^\x21-\x7e])[^\S\n]+|[^\S\n]+(?=[^\x21-\x7e])")
_SPACE_BEFORE_PERCENT: Final = re.compile(r"(?<=\d)\s+(?=%)")
_SPACES: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text without layout: `2023 年 7.9 亿元` is `2023年7.9亿元`; invisible characters go."""
    shown = "".join(
        character
        for character in text
        if unicodedata.category(character) not in ("Cf", "Cc", "Cn", "Co", "Cs") or character in "\t "
    )
    shown = _SPACE_BESIDE_WIDE.sub("", shown.strip())
    return _SPACES.sub(" ", _SPACE_BEFORE_PERCENT.sub("", shown))


def squeeze(text: str) -> str:
    """Letters and digits alone, in one canonical form: what two printings of a text have in common."""
    canonical = unicodedata.normalize("NFKC", text)
    return "".join(c for c in canonical if unicodedata.category(c)[0] not in "ZPC" or c == "%").lower()


def ends_sentence(text: str) -> bool:
    """Whether a text ends with 。；！？, closing quotes aside."""
    return text.rstrip(CLOSING)[-1:] in TERMINAL if text else False


def width_of(text: str) -> float:
    """A text's printed width in em: a Chinese character is 1, a Latin letter or digit ½."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
