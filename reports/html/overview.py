"""What changed, in ten seconds: the counts by status, role, kind and section."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from compare.model import Change, ChangeKind, Comparison, Status
from reports.html.rows import Label, is_sure
from reports.shown.matters.brief import merged_sentence
from reports.shown.places import Layout, tally
from reports.shown.signs import SIGNS
from reports.shown.summary import MEASURE_ROLES, count_measures, counted_changes
from reports.shown.texts import excerpt
from reports.words import Words

_NUMBER: Final = re.compile(r"第?[一二三四五六七八九十百\d]+(?:部分|章|篇|[、.．])?")
_SHORT_CHAPTER: Final = 8
STATUSES = (Status.NEW, Status.CONTINUED, Status.DROPPED)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: where it begins and how wide it is, in per cent of the longest bar."""

    code: str
    sign: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of sections: which report's, where it is found, its heading, and the one above (`chapter`)."""

    side: str
    anchor: str
    name: str
    chapter: str

    @property
    def short_chapter(self) -> str:
        """The chapter's number, or its first words: two chapters may have a （一） each."""
        number = _NUMBER.match(self.chapter)
        return number[0] if number else f"{excerpt(self.chapter, _SHORT_CHAPTER)} " if self.chapter else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its counts as a bar; `anchor` leads to where they stand.

    `chapter` is the heading above, at the first of the bars that stand under it.
    """

    name: str
    anchor: str
    total: int
    parts: tuple[Part, ...]
    chapter: str = ""
    side: str = "c"


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its word: `60 ＋ 新增`."""

    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that is counted at the top of the page."""

    total: int
    statuses: tuple[Count, ...]
    changes: tuple[Count, ...]
    roles: tuple[Bar, ...]
    sections: tuple[Bar, ...]
    whole: Bar
    moved: int
    reversed: int
    uncertain: int
    sure: int
    preambles: int
    sums: str


def overview(comparison: Comparison, layout: Layout, words: Words) -> Overview:
    """The counts of a comparison; preambles are counted apart."""
    counted = counted_changes(comparison)
    statuses = tally(counted)
    kinds = Counter(change.change for change in counted)
    return Overview(
        total=len(counted),
        statuses=tuple(
            Count(Label(each.value, SIGNS[each], words.label(each)), statuses[each.value])
            for each in STATUSES
        ),
        changes=tuple(Count(Label(each.value, "", words.label(each)), kinds[each]) for each in ChangeKind),
        roles=_role_bars(counted, words),
        sections=_section_bars(counted, layout, words),
        whole=_bar("", "", statuses, len(counted)),
        moved=sum(change.moved for change in counted),
        reversed=sum(bool(change.reversals) for change in counted),
        uncertain=sum(change.uncertain for change in counted),
        sure=sum(map(is_sure, counted)),
        preambles=len(comparison.changes) - len(counted),
        sums=merged_sentence(count_measures(comparison), words),
    )


def _role_bars(changes: list[Change], words: Words) -> tuple[Bar, ...]:
    tallies = {role: tally(change for change in changes if change.role is role) for role in MEASURE_ROLES}
    longest = max((each.total() for each in tallies.values()), default=0)
    return tuple(_bar(words.label(role), "", tallies[role], longest) for role in MEASURE_ROLES)


def _section_bars(changes: list[Change], layout: Layout, words: Words) -> tuple[Bar, ...]:
    tallies: dict[str, Counter[str]] = {}
    for change in changes:
        tallies.setdefault(layout.group_of[change.key], Counter()).update(tally([change]))
    longest = max((each.total() for each in tallies.values()), default=0)
    bars: list[Bar] = []
    previous = ""
    for named in named_groups(layout, words):
        if named.anchor in tallies:
            chapter = "" if named.chapter == previous else named.chapter
            bar = _bar(named.name, named.anchor, tallies[named.anchor], longest)
            bars.append(replace(bar, chapter=chapter, side=named.side))
            previous = named.chapter
    return tuple(bars)


def named_groups(layout: Layout, words: Words) -> Iterator[NamedGroup]:
    """The groups that changes stand in: the current report's in order, then the baseline's own."""
    used = set(layout.group_of.values())
    for side, groups in (("c", layout.current_groups), ("b", layout.baseline_groups)):
        heads = groups.heads()
        chapters = {head.path[0] for head in heads if len(head.path) > 1}
        for head in heads:
            if f"{side}-{head.index}" in used:
                chapter = head.path[0] if head.path and head.path[0] in chapters else ""
                name = words.gettext("本章其余") if head.path == (chapter,) else head.heading
                yield NamedGroup(side, f"{side}-{head.index}", name or words.gettext("开篇"), chapter)


def _bar(name: str, anchor: str, counts: Counter[str], longest: int) -> Bar:
    parts: list[Part] = []
    start = 0.0
    for status in STATUSES:
        count = counts[status.value]
        width = round(100 * count / longest, 2) if longest else 0.0
        parts.append(Part(status.value, SIGNS[status], count, round(start, 2), width))
        start += width
    return Bar(name, anchor, counts.total(), tuple(parts))
