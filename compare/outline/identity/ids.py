"""What measures are called: their identity through the years."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Final

from compare.language.characters import squeeze
from compare.model import Measure, Report

_ID_LENGTH: Final = 12


def measure_ids(owner: str, texts: Iterable[str]) -> tuple[str, ...]:
    """An id for every measure, made from its words and its report's `owner` alone.

    It is the same on every run and machine, and stays when another sentence is corrected; of two equal
    sentences the second has another.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        words = squeeze(text)
        seen[words] += 1
        digest = hashlib.sha256("\n".join((owner, words, str(seen[words]))).encode())
        ids.append(digest.hexdigest()[:_ID_LENGTH])
    return tuple(ids)


def measure_key(report: Report, measure: Measure) -> str:
    """The identity of a measure through the years, from its words and the year in which it first appears.

    `2023-1f0c…`: of a continued measure it is that of the baseline's.
    """
    return f"{report.year or 0}-{measure.id}"
