"""How much a word tells in any annual report: 推进 next to nothing, 养老 something, 睦邻 a lot.

Counted on many reports (`python -m tests.accuracy.frequencies`), so that a phrase which two reports at hand
happen to use but once each is not taken for rare.
"""

import json
from collections.abc import Mapping
from functools import cache
from math import log
from pathlib import Path
from typing import Final

from compare.remembered import remembered

_KEPT: Final = Path(__file__).with_name("frequencies.json")
_RARE: Final = 10  # sentences that have a word which is not in the list


@remembered(1 << 14)
def telling(word: str) -> float:
    """From 0 for a word that stands in every sentence to 1 for one that hardly any report has.

    Examples
    --------
    >>> telling("推进") < telling("养老") < telling("睦邻")
    True
    """
    sentences, words = _frequencies()
    return 1.0 - log(1 + words.get(word, _RARE)) / log(1 + sentences)


@cache
def _frequencies() -> tuple[int, Mapping[str, int]]:
    text = _KEPT.read_text(encoding="utf-8")
    data = json.loads(text)
    return data["sentences"], data["words"]
