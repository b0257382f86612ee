"""What lineages are called: as they were called before, else by their first measure.

A key must not change when a year is added, even in the middle, where a measure gets an earlier first year,
or when a sentence is corrected. So a series is told what an earlier run called its measures.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from compare.language.characters import squeeze
from compare.model import Report
from compare.outline.identity import measure_key
from compare.series.threads import Thread

_SAME_TEXT: Final = 90  # per cent; a corrected character or figure is the same sentence, a like one is not


@dataclass(frozen=True, slots=True)
class KnownKey:
    """What an earlier run called a measure of a year: `KnownKey(2023, "1f0c", "设立专窗。", "2022-9a3e")`."""

    year: int
    id: str
    text: str
    key: str


def name_threads(
    threads: Sequence[Thread], reports: Sequence[Report], known: Iterable[KnownKey]
) -> dict[Thread, str]:
    """A key for every thread, no two the same.

    A known key goes to the thread that has its first measure; where that is gone, to the one with most of
    the measures that were called so. A thread that could have several keeps the oldest.
    """
    wanted = _wanted(threads, reports, known)
    taken: set[str] = set()
    keys: dict[Thread, str] = {}
    for thread, _, key in sorted(wanted, key=lambda each: (not each[1], each[2])):
        if thread not in keys and key not in taken:
            keys[thread] = key
            taken.add(key)
    for thread in threads:
        if thread not in keys:
            keys[thread] = _free(_own_key(thread, reports), taken)
            taken.add(keys[thread])
    return keys


def _wanted(
    threads: Sequence[Thread], reports: Sequence[Report], known: Iterable[KnownKey]
) -> list[tuple[Thread, bool, str]]:
    """Each thread with the keys that it may have, and whether it holds the measure that made the key."""
    called = _Called(known)
    of_key: dict[str, Counter[Thread]] = defaultdict(Counter)
    founders: dict[str, Thread] = {}
    for thread in threads:
        for knot in thread.knots:
            report = reports[knot.place]
            if key := called.key_of(report, knot.measure.id, knot.measure.text):
                of_key[key][thread] += 1
                if key.startswith(f"{report.year}-"):
                    founders[key] = thread
    return [
        (founders.get(key) or counts.most_common(1)[0][0], key in founders, key)
        for key, counts in of_key.items()
    ]


class _Called:
    """Finds what a measure was called, by its id or, where its text was corrected, by its words."""

    def __init__(self, known: Iterable[KnownKey]) -> None:
        self._by_id: dict[tuple[int, str], str] = {}
        self._by_year: dict[int, dict[str, str]] = defaultdict(dict)
        for each in known:
            self._by_id[each.year, each.id] = each.key
            self._by_year[each.year][squeeze(each.text)] = each.key

    def key_of(self, report: Report, identity: str, text: str) -> str | None:
        year = report.year or 0
        if (year, identity) in self._by_id:
            return self._by_id[year, identity]
        texts = self._by_year.get(year, {})
        found = process.extractOne(squeeze(text), texts.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_TEXT)
        return texts[found[0]] if found else None


def _own_key(thread: Thread, reports: Sequence[Report]) -> str:
    first = thread.knots[0]
    return measure_key(reports[first.place], first.measure)


def _free(key: str, taken: set[str]) -> str:
    number, free = 2, key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free
