"""The same new measure in many bodies: found by an index of MinHash signatures, not in all pairs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from compare.alignment.similarity import grams_of
from compare.language.normalise import normalise

if TYPE_CHECKING:
    from datasketch import MinHash

Signature = NDArray[np.uint64]

_PERMUTATIONS: Final = 64
_BANDS: Final = 16  # of four rows each: two texts of which half is the same share one with p = 0.64
_SEED: Final = 1
_SAME: Final = 0.5  # of the n-grams, estimated; from there on two texts are taken for one measure
_SHORTEST: Final = 12  # characters; what is shorter is a phrase that everybody says


def signature_of(text: str) -> Signature:
    """64 numbers, of which about as many are the same in two texts as they have n-grams in common."""
    sketch = _empty().copy()
    words = normalise(text)
    if len(words) >= _SHORTEST:
        sketch.update_batch([gram.encode() for gram in sorted(set(grams_of(words)))])
    signature: Signature = sketch.hashvalues.astype(np.uint64)
    return signature


def band_hashes(signature: Signature) -> list[int]:
    """What two texts that are alike share at least one of; nothing for a text that is too short."""
    if (signature == _empty().hashvalues).all():
        return []
    rows = _PERMUTATIONS // _BANDS
    return [
        crc32(signature[start : start + rows].tobytes()) | start << 32
        for start in range(0, _PERMUTATIONS, rows)
    ]


def shared_bands(bands: Iterable[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The bands, in ascending order, that more than one text has; what has none of them is like no other."""
    found, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *bands]), return_counts=True)
    shared: NDArray[np.uint64] = found[counts > 1]
    return shared


def spread_groups(bands: Sequence[Sequence[int]], signatures: Sequence[bytes]) -> list[list[int]]:
    """The places of texts that are one measure, each group led by its first; single ones are left out.

    A text joins a group by being like its leader, so that no group drifts from one thing to another.
    """
    leads: dict[int, list[int]] = defaultdict(list)
    groups: dict[int, list[int]] = {}
    marks = [np.frombuffer(each, dtype=np.uint8) for each in signatures]
    for place, own in enumerate(bands):
        candidates = sorted({leader for band in own for leader in leads.get(band, ())})
        leader = next((each for each in candidates if _alike(marks[each], marks[place]) >= _SAME), None)
        if leader is None:
            groups[place] = [place]
            for band in own:
                leads[band].append(place)
        else:
            groups[leader].append(place)
    return [group for group in groups.values() if len(group) > 1]


def _alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """The share of n-grams in common, from the last byte of each number: one in 256 is the same by chance."""
    same = float((one == other).mean())
    return (same - 1 / 256) / (1 - 1 / 256)


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash

    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=crc32)
