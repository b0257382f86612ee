"""The picture of which section went where: two columns of sections with bands between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from compare.model import Comparison, Measure, Status
from reports.html.places import Groups, Layout, is_counted
from reports.html.texts import excerpt
from reports.words import Words

WIDTH: Final = 1200
_LABEL = 330
_BAR = 10
_STUB = 74
_PER_MEASURE = 5
_LINE = 18
_GAP = 12
_TOP = 8
_CHARACTERS_A_LINE = 22
_LONGEST_LABEL = 66
_NEVER_FIRST = "，。；、：？！）》”’"


@dataclass(frozen=True, slots=True)
class Box:
    """A section of one year: its bar, its wrapped heading, and the place it leads to."""

    anchor: str
    lines: tuple[str, ...]
    x: float
    y: float
    height: float
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Band:
    """What went from one section to another, drawn as `path`; `kind` is main, side, new or dropped."""

    kind: str
    path: str
    count: int
    source: str
    target: str
    label_x: float = 0
    label_y: float = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture; `bands` is its table, too."""

    width: int
    height: float
    left: tuple[Box, ...]
    right: tuple[Box, ...]
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
    cursor: dict[int, float]
    bottom: float


def flow(comparison: Comparison, layout: Layout, words: Words) -> Flow:
    """The picture of a comparison."""
    counts = _count(comparison, layout)
    left_total, right_total = _totals(counts)
    baseline, current = layout.baseline_groups, layout.current_groups
    left = _column(baseline, left_total, _LABEL, layout.baseline_anchors, words)
    places = [f"c-{section.index}" for section in current.report.sections]
    right = _column(current, right_total, WIDTH - _LABEL - _BAR, places, words)
    bands = _bands(counts, left, right, baseline, current, words)
    height = max(left.bottom, right.bottom) + _TOP
    return Flow(WIDTH, height, tuple(left.boxes.values()), tuple(right.boxes.values()), tuple(bands))


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


def _column(groups: Groups, totals: Counter[int], x: float, anchors: Sequence[str], words: Words) -> _Column:
    boxes: dict[int, Box] = {}
    y = float(_TOP)
    for head in groups.heads():
        if not totals[head.index]:
            continue
        lines = wrap(head.heading or words.gettext("开篇"))
        height = totals[head.index] * _PER_MEASURE
        room = max(height, len(lines) * _LINE)
        label_x = x - 8 if x < WIDTH / 2 else x + _BAR + 8
        top = y + (room - height) / 2
        label_y = y + (room - len(lines) * _LINE) / 2 + _LINE * 0.72
        boxes[head.index] = Box(anchors[head.index], lines, x, top, height, label_x, round(label_y, 1))
        y += room + _GAP
    return _Column(boxes, {index: box.y for index, box in boxes.items()}, y - _GAP)


def wrap(heading: str) -> tuple[str, ...]:
    """A heading in lines that fit beside the picture, no comma at the beginning of one."""
    lines = [""]
    width = 0.0
    for character in excerpt(heading, _LONGEST_LABEL):
        step = 0.55 if character.isascii() else 1.0
        if width + step > _CHARACTERS_A_LINE and character not in _NEVER_FIRST:
            lines.append("")
            width = 0.0
        lines[-1] += character
        width += step
    return tuple(lines)


def _bands(
    counts: _Counts, left: _Column, right: _Column, baseline: Groups, current: Groups, words: Words
) -> list[Band]:
    def name(groups: Groups, index: int) -> str:
        return groups.report.sections[index].heading or words.gettext("开篇")

    main = _main_targets(counts.between)
    bands = []
    starts: dict[Pair, float] = {}
    for pair in sorted(counts.between):
        starts[pair] = _advance(left, pair[0], counts.between[pair])
    ends: dict[Pair, float] = {}
    for source, target in sorted(counts.between, key=lambda pair: (pair[1], pair[0])):
        ends[source, target] = _advance(right, target, counts.between[source, target])
    for (source, target), count in sorted(counts.between.items()):
        kind = "main" if target in main[source] else "side"
        path = _ribbon(starts[source, target], ends[source, target], count * _PER_MEASURE)
        bands.append(Band(kind, path, count, name(baseline, source), name(current, target)))
    for source, count in sorted(counts.dropped.items()):
        y = _advance(left, source, count)
        x = _LABEL + _BAR
        bands.append(_stub("dropped", x, x + _STUB, y, count, name(baseline, source)))
    for target, count in sorted(counts.new.items()):
        y = _advance(right, target, count)
        x = WIDTH - _LABEL - _BAR
        bands.append(_stub("new", x, x - _STUB, y, count, name(current, target)))
    return bands


def _main_targets(between: Counter[Pair]) -> dict[int, set[int]]:
    """Where the most of each section went, and where more than one went together."""
    targets: dict[int, set[int]] = defaultdict(set)
    for (source, target), count in between.items():
        most = max(number for (other, _), number in between.items() if other == source)
        if count == most or count > 1:
            targets[source].add(target)
    return targets


def _advance(column: _Column, index: int, count: int) -> float:
    y = column.cursor[index]
    column.cursor[index] += count * _PER_MEASURE
    return y


def _ribbon(start: float, end: float, thickness: float) -> str:
    x0, x1 = _LABEL + _BAR, WIDTH - _LABEL - _BAR
    middle = (x0 + x1) / 2
    low_start, low_end = start + thickness, end + thickness
    return (
        f"M{x0} {start:g}C{middle:g} {start:g} {middle:g} {end:g} {x1} {end:g}"
        f"V{low_end:g}C{middle:g} {low_end:g} {middle:g} {low_start:g} {x0} {low_start:g}Z"
    )


def _stub(kind: str, x: float, tip: float, y: float, count: int, name: str) -> Band:
    """A short wedge that ends in the air."""
    thickness = count * _PER_MEASURE
    middle = y + thickness / 2
    path = f"M{x:g} {y:g}L{tip:g} {middle - 1:g}V{middle + 1:g}L{x:g} {y + thickness:g}Z"
    source, target = (name, "") if kind == "dropped" else ("", name)
    label_x = tip + (6 if kind == "dropped" else -6)
    return Band(kind, path, count, source, target, label_x, round(middle + 4, 1))
