"""Where a title ends that runs into its text: `（一）完善决策召开会议24次。`, as copies in one line have it.

A title ends in words that titles end in, and its text begins as sentences begin. How much more often than
elsewhere is counted on labelled reports and kept in titles.json, as the logarithms of the ratios.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from compare.expressions import expression
from compare.language.words import cut_words

_KEPT: Final = Path(__file__).with_name("titles.json")
_PAUSE: Final = expression(r"[，,。；;：:、！!]")
_SHORTEST: Final = 4
_LONGEST: Final = 28
_LONGEST_WORD: Final = 6
_SURE: Final = 0.5
_UNSEEN: Final = -1.0


@dataclass(frozen=True, slots=True)
class TitleModel:
    """What two characters, or one, say for a title's end before, for its text's beginning after them."""

    ends: Mapping[str, float]
    begins: Mapping[str, float]

    def score(self, words: str, at: int) -> float:
        """How much speaks for a title that ends at `at`; of a pair that was never seen its one character."""
        last, first = words[at - 1 : at], words[at : at + 1]
        end = self.ends.get(words[at - 2 : at], self.ends.get(last, _UNSEEN))
        return end + self.begins.get(words[at : at + 2], self.begins.get(first, _UNSEEN))


@cache
def title_model() -> TitleModel:
    """The model of the toolkit."""
    content: Any = json.loads(_KEPT.read_text(encoding="utf-8"))
    return TitleModel(content["ends"], content["begins"])


def title_end(words: str) -> int:
    """The length of the title that `words`, without their number, begin with; 0 where none is plain to see.

    `完善行政决策机制召开常务会议24次。` has a title of 8 characters.
    """
    model = title_model()
    pause = _PAUSE.search(words, 0, _LONGEST)
    end = pause.start() if pause else min(len(words), _LONGEST)
    between_words = accumulate(map(len, cut_words(words[: end + _LONGEST_WORD])))
    places = [at for at in between_words if _SHORTEST <= at < min(end, _LONGEST) and _is_closed(words[:at])]
    best = max(places, key=lambda at: model.score(words, at), default=0)
    return best if best and model.score(words, best) > _SURE else 0


def _is_closed(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count("《") == text.count("》")
