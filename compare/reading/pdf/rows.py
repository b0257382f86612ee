"""From the characters of a page to its rows: what stands on one baseline, part by part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from compare.reading.pdf.glyphs import Glyph

_SAME_BASELINE: Final = 0.3  # em
_APART: Final = 0.9  # em beyond a row's usual gap: what is drawn so far off may be of another column
_SPACE: Final = 0.2  # em beyond a row's usual gap
_SMALL: Final = 0.8  # of the size of what it is raised above
_RAISED: Final = (0.15, 0.75)  # em above the baseline
_TOUCHES: Final = 0.6  # em
_MARKS: Final = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳[]［］〔〕【】()（）*†‡※,，、ivx")
_MARK_LENGTH: Final = 2.0  # em; of one such as [12]
_MOST_MARKS: Final = 60  # characters that are raised above one row
_LONGEST: Final = 300  # characters of a row that are looked through for marks
_WIDEST_SPACING: Final = 0.8  # em


@dataclass(frozen=True, slots=True)
class PrintedRun:
    """Characters that follow one another on a baseline; `text` has a space where they stand apart."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The runs of one baseline, from left to right; `table` is the number of the table that it stands for."""

    runs: tuple[PrintedRun, ...]
    table: int | None = None

    @property
    def text(self) -> str:
        """The row as a line of text: two spaces where runs stand far apart."""
        return "  ".join(run.text for run in self.runs)

    @property
    def left(self) -> float:
        """Where the row begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where the row ends."""
        return max(run.right for run in self.runs)

    @property
    def baseline(self) -> float:
        """The height of its baseline."""
        return self.runs[0].baseline

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return max(self.runs, key=lambda run: len(run.text)).size


def rows_of(glyphs: Iterable[Glyph]) -> list[PrintedRow]:
    """The rows of a page from its top down, without the raised marks of footnotes."""
    lines = _without_marks(_lines(glyphs))
    return [PrintedRow(tuple(_runs(line))) for line in lines]


def _lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.baseline):
        first = lines[-1][0] if lines else None
        if first and first.baseline - glyph.baseline < _SAME_BASELINE * min(glyph.size, first.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda each: each.left)
    return lines


def _without_marks(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Without small characters raised above the line that they touch: the marks of notes."""
    kept = []
    for line, below in pairwise([*lines, []]):
        small = min(glyph.size for glyph in line) < _SMALL * max(glyph.size for glyph in line)
        rest = [glyph for glyph in line if not (small and len(line) < _LONGEST and _is_raised(glyph, line))]
        if len(line) <= _MOST_MARKS:
            rest = [glyph for glyph in rest if not _is_raised(glyph, below)]
        if rest:
            kept.append(rest)
    return kept


def _is_raised(glyph: Glyph, line: Sequence[Glyph]) -> bool:
    """Whether a glyph is small and stands high beside one of a line."""
    return glyph.text in _MARKS and any(
        glyph.size < _SMALL * each.size
        and _RAISED[0] * each.size < glyph.baseline - each.baseline < _RAISED[1] * each.size
        and abs(glyph.left - each.right) < _TOUCHES * each.size + _MARK_LENGTH * glyph.size
        for each in line
        if each is not glyph
    )


def _runs(line: Sequence[Glyph]) -> Iterator[PrintedRun]:
    spacing = _spacing(line)
    run: list[Glyph] = []
    text = ""
    for glyph in line:
        if run:
            gap = glyph.left - run[-1].right - spacing
            size = max(glyph.size, run[-1].size)
            if gap > _APART * size:
                yield _run(run, text)
                run, text = [], ""
            elif gap > _SPACE * size:
                text += " "
        run.append(glyph)
        text += glyph.text
    if run:
        yield _run(run, text)


def _spacing(line: Sequence[Glyph]) -> float:
    """By how much the characters of a letter-spaced row stand apart."""
    gaps = [after.left - before.right for before, after in pairwise(line)]
    usual = median(gaps) if gaps else 0.0
    return min(max(usual, 0.0), _WIDEST_SPACING * line[0].size)


def _run(glyphs: Sequence[Glyph], text: str) -> PrintedRun:
    size = median(glyph.size for glyph in glyphs)
    right = max(glyph.right for glyph in glyphs)
    return PrintedRun(text, glyphs[0].left, right, median(glyph.baseline for glyph in glyphs), size)
