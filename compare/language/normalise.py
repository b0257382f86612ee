"""A sentence's words for matching; never shown to anybody."""

import re
import unicodedata
from typing import Final

from compare.language.characters import KeptCharacters, canonical, simplified
from compare.remembered import remembered

_LIST_MARK: Final = re.compile(
    r"^(?:——|[一二三四五六七八九十]+是|[（(]?[\d一二三四五六七八九十]{1,2}[）).．、])"
)
_NOTE_MARK: Final = re.compile(r"[\[〔【]\d{1,3}[\]〕】]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?(?:度|版)?")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_WORDS: Final = KeptCharacters(lambda c: c == "#" or unicodedata.category(c)[0] in "LN")
LONGEST: Final = 2_000  # characters of a sentence that are compared; the longest of a real report has 400


@remembered(1 << 14)  # a name or clause is met in many pairs
def normalise(text: str) -> str:
    """A sentence for matching: script, width and case unified; list mark, year, figures, note marks and
    punctuation gone.

    Never shown to anybody. Of a text without a stop for pages, the first `LONGEST` characters.

    Examples
    --------
    >>> normalise("一是开展检查 3 次，"), normalise("開展檢查[2]３次")
    ('开展检查#次', '开展检查#次')
    """
    text = text[:LONGEST]
    text = _LIST_MARK.sub("", simplified(canonical(text)).lower())
    text = _NUMBER.sub("#", _YEAR.sub("", _NOTE_MARK.sub("", text)))
    return text.translate(_WORDS)


def without_year(text: str) -> str:
    """A date without its year.

    Examples
    --------
    >>> without_year("2023年3月")
    '3月'
    """
    return _YEAR.sub("", canonical(text))
