"""A sentence's words for matching; never shown to anybody."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LIST_MARK: Final = re.compile(
    r"^(?:——|[一二三四五六七八九十]+是|[（(]?[\d一二三四五六七八九十]{1,2}[）).．、])"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年?(?:度|版)?")
_NUMBER: Final = re.compile(r"\d[\d.,]*")


@lru_cache(maxsize=1 << 14)  # a name or clause is met in many pairs
def normalise(text: str) -> str:
    """A sentence for matching: width and case unified, its list mark, year, figures and punctuation gone.

    `一是开展检查 3 次，` → `开展检查#次`. Never shown to anybody.
    """
    text = _LIST_MARK.sub("", unicodedata.normalize("NFKC", text).lower())
    text = _NUMBER.sub("#", _YEAR.sub("", text))
    return "".join(c for c in text if c == "#" or unicodedata.category(c)[0] in "LN")
