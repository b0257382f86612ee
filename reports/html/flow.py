"""The picture of which section went where: two columns of sections with bands between them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compare.model import Comparison, Measure, Status
from reports.shown.places import Groups, Layout, is_counted
from reports.shown.texts import excerpt
from reports.words import Words

WIDTH: Final = 1200
_LABEL = 330
_BAR = 10
_STUB = 74
_WIDEST_MEASURE, _NARROWEST_MEASURE = 5.0, 1.5
_TALLEST = 900
_LINE = 18
_GAP = 12
_TOP = 8
_CHARACTERS_A_LINE = 22
_LONGEST_LABEL = 66
_LONGEST_CHAPTER = 26
_LEAST_TARGET = 24
_NEVER_FIRST = "，。；、：？！）》”’"


@dataclass(frozen=True, slots=True)
class Box:
    """A section of one year: its bar, its wrapped heading, and the place it leads to.

    `target` is where it can be hit: x, y, width and height.
    """

    anchor: str
    lines: tuple[str, ...]
    x: float
    y: float
    height: float
    label_x: float
    label_y: float
    target: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ChapterLabel:
    """The heading that the next sections of a column stand under, above them: `一、2024年主要举措和成效`."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """What went from one section to another, drawn as `path`; `kind` is main, side, new or dropped.

    `filters` is the address of the rows that it counts, where the picture is one of rows.
    """

    kind: str
    path: str
    count: int
    source: str
    target: str
    filters: str = ""
    label_x: float = 0
    label_y: float = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture; `bands` is its table, too."""

    width: int
    height: float
    left: tuple[Box, ...]
    right: tuple[Box, ...]
    chapters_left: tuple[ChapterLabel, ...]
    chapters_right: tuple[ChapterLabel, ...]
    bands: tuple[Band, ...]
    line_height: int = _LINE


Pair = tuple[int, int]


@dataclass(slots=True)
class _Counts:
    """Changes by the groups they join, and those that stand in one report only."""

    between: Counter[Pair]
    dropped: Counter[int]
    new: Counter[int]


@dataclass(slots=True)
class _Column:
    boxes: dict[int, Box]
    chapters: tuple[ChapterLabel, ...]
    names: dict[int, str]
    cursor: dict[int, float]
    bottom: float
    unit: float

    def advance(self, index: int, count: int) -> float:
        """Where the next `count` measures of a section begin."""
        y = self.cursor[index]
        self.cursor[index] += count * self.unit
        return y


def flow(comparison: Comparison, layout: Layout, words: Words) -> Flow:
    """The picture of where the measures of each section went."""
    return _drawn(_count(comparison, layout), layout, words)


def pledge_flow(comparison: Comparison, layout: Layout, words: Words) -> Flow:
    """The picture of which section answered the plans of which; what nobody answered ends in the air."""
    counts = _Counts(Counter(), Counter(), Counter())
    for pledge in comparison.pledges:
        sources = _groups(pledge.baseline, layout.baseline_groups)
        targets = _groups(pledge.current, layout.current_groups)
        counts.between.update((source, target) for source in sources for target in targets)
        if not targets:
            counts.dropped.update(sources)
    picture = _drawn(counts, layout, words)
    return replace(picture, bands=tuple(replace(band, filters="") for band in picture.bands))


def _drawn(counts: "_Counts", layout: Layout, words: Words) -> Flow:
    left_total, right_total = _totals(counts)
    unit = _unit(max(left_total.total(), right_total.total()))
    baseline, current = layout.baseline_groups, layout.current_groups
    places = [f"c-{section.index}" for section in current.report.sections]
    left = _column(baseline, left_total, _LABEL, unit, layout.baseline_anchors, words)
    right = _column(current, right_total, WIDTH - _LABEL - _BAR, unit, places, words)
    bands = (*_ribbons(counts.between, left, right), *_stubs(counts, left, right))
    height = max(left.bottom, right.bottom) + _TOP
    return Flow(
        WIDTH,
        height,
        tuple(left.boxes.values()),
        tuple(right.boxes.values()),
        left.chapters,
        right.chapters,
        bands,
    )


def _unit(total: int) -> float:
    """How high one measure is drawn, so that long reports, too, stay on a page."""
    return min(_WIDEST_MEASURE, max(_NARROWEST_MEASURE, _TALLEST / max(total, 1)))


def _count(comparison: Comparison, layout: Layout) -> _Counts:
    counts = _Counts(Counter(), Counter(), Counter())
    for change in filter(is_counted, comparison.changes):
        sources = _groups(change.baseline, layout.baseline_groups)
        targets = _groups(change.current, layout.current_groups)
        if change.status is Status.DROPPED:
            counts.dropped.update(sources)
        elif change.status is Status.NEW:
            counts.new.update(targets)
        else:
            counts.between.update((source, target) for source in sources for target in targets)
    return counts


def _groups(measures: Iterable[Measure], groups: Groups) -> list[int]:
    return sorted({groups.of[measure.section] for measure in measures})


def _totals(counts: _Counts) -> tuple[Counter[int], Counter[int]]:
    left, right = Counter(counts.dropped), Counter(counts.new)
    for (source, target), count in counts.between.items():
        left[source] += count
        right[target] += count
    return left, right


def _column(
    groups: Groups, totals: Counter[int], x: float, unit: float, anchors: Sequence[str], words: Words
) -> _Column:
    boxes: dict[int, Box] = {}
    chapters: list[ChapterLabel] = []
    names: dict[int, str] = {}
    y, chapter = float(_TOP), ""
    label_x = x - 8 if x < WIDTH / 2 else x + _BAR + 8
    for head in (each for each in groups.heads() if totals[each.index]):
        names[head.index] = " › ".join(head.path[:2]) or words.gettext("开篇")
        if len(head.path) > 1 and head.path[0] != chapter:
            chapters.append(
                ChapterLabel(excerpt(head.path[0], _LONGEST_CHAPTER), label_x, round(y + _LINE * 0.72, 1))
            )
            y += _LINE
        chapter = head.path[0] if head.path else ""
        lines = wrap(head.heading or words.gettext("开篇"))
        height = totals[head.index] * unit
        room = max(height, len(lines) * _LINE, _LEAST_TARGET)
        top = y + (room - height) / 2
        label_y = y + (room - len(lines) * _LINE) / 2 + _LINE * 0.72
        boxes[head.index] = Box(
            anchors[head.index],
            lines,
            x,
            round(top, 1),
            round(height, 1),
            label_x,
            round(label_y, 1),
            (min(x + _BAR - _LABEL, x), round(y, 1), _LABEL, round(room, 1)),
        )
        y += room + _GAP
    return _Column(
        boxes,
        tuple(chapters),
        names,
        {index: box.y for index, box in boxes.items()},
        round(y - _GAP, 1),
        unit,
    )


def wrap(heading: str) -> tuple[str, ...]:
    """A heading in even lines that fit beside the picture, no comma at the beginning of one."""
    text = excerpt(heading, _LONGEST_LABEL)
    total = sum(map(_width, text))
    room = total / max(math.ceil(total / _CHARACTERS_A_LINE), 1) + 0.5
    lines, width = [""], 0.0
    for character in text:
        if width + _width(character) > room and character not in _NEVER_FIRST:
            lines.append("")
            width = 0.0
        lines[-1] += character
        width += _width(character)
    return tuple(lines)


def _width(character: str) -> float:
    return 0.55 if character.isascii() else 1.0


def _ribbons(between: Counter[Pair], left: _Column, right: _Column) -> Iterator[Band]:
    """The bands between sections, which do not cross within a section's own bar."""
    main = _main_ways(between)
    starts = {pair: left.advance(pair[0], between[pair]) for pair in sorted(between)}
    ends = {pair: right.advance(pair[1], between[pair]) for pair in sorted(between, key=lambda p: p[::-1])}
    for pair, count in sorted(between.items()):
        path = _ribbon(starts[pair], ends[pair], count * left.unit)
        kind = "main" if pair in main else "side"
        filters = f"status=continued&from=b-{pair[0]}&section=c-{pair[1]}"
        yield Band(kind, path, count, left.names[pair[0]], right.names[pair[1]], filters)


def _stubs(counts: _Counts, left: _Column, right: _Column) -> Iterator[Band]:
    """Short wedges that end in the air, for what was dropped and what is new."""
    for source, count in sorted(counts.dropped.items()):
        x, y = _LABEL + _BAR, left.advance(source, count)
        band = Band("dropped", "", count, left.names[source], "", f"status=dropped&from=b-{source}")
        yield _stub(band, x, x + _STUB, y, count * left.unit)
    for target, count in sorted(counts.new.items()):
        x, y = WIDTH - _LABEL - _BAR, right.advance(target, count)
        band = Band("new", "", count, "", right.names[target], f"status=new&section=c-{target}")
        yield _stub(band, x, x - _STUB, y, count * right.unit)


def _main_ways(between: Counter[Pair]) -> set[Pair]:
    """The way that the most of a section went, and others that a quarter of it went."""
    left: Counter[int] = Counter()
    most: Counter[int] = Counter()
    for (source, _), count in between.items():
        left[source] += count
        most[source] = max(most[source], count)
    return {pair for pair, n in between.items() if n == most[pair[0]] or (n > 1 and 4 * n >= left[pair[0]])}


def _ribbon(start: float, end: float, thickness: float) -> str:
    x0, x1 = _LABEL + _BAR, WIDTH - _LABEL - _BAR
    middle = (x0 + x1) / 2
    low_start, low_end = start + thickness, end + thickness
    return (
        f"M{x0} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {x1} {end:g}"
        f"V{low_end:g}C{middle:g} {low_end:g} {middle:g} {low_start:g} {x0} {low_start:g}Z"
    )


def _stub(band: Band, x: float, tip: float, y: float, thickness: float) -> Band:
    middle = y + thickness / 2
    path = f"M{x:g} {y:g}L{tip:g} {middle - 1:g}V{middle + 1:g}L{x:g} {y + thickness:g}Z"
    label_x = tip + (6 if tip > x else -6)
    return replace(band, path=path, label_x=label_x, label_y=round(middle + 4, 1))
