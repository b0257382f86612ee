"""Both reports from beginning to end, each measure leading to its row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from compare.model import Change, Comparison, Measure, Report, Status
from reports.html.rows import Label, RowIndex
from reports.shown.signs import SIGNS


@dataclass(frozen=True, slots=True)
class LinkedSentence:
    """A measure in its place: its text, the row it leads to, and what became of it."""

    id: str
    text: str
    anchor: str
    status: Label


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading (level 0 where there is none new) and a paragraph under it, which may be empty."""

    level: int
    heading: str
    sentences: tuple[LinkedSentence, ...]


@dataclass(frozen=True, slots=True)
class WholeText:
    """A report as it is read, and what its file sets apart from its text."""

    side: str
    year: str
    passages: tuple[Passage, ...]
    asides: tuple[str, ...]


def whole_texts(
    comparison: Comparison, index: RowIndex, years: tuple[str, str]
) -> tuple[WholeText, WholeText]:
    """The baseline and the current report."""
    before, after = comparison.baseline, comparison.current
    status = {
        side: {measure.id: change.status for change in comparison.changes for measure in _of(change, side)}
        for side in ("b", "c")
    }

    def sentence(measure: Measure, side: str) -> LinkedSentence:
        key = index.baseline(measure) if side == "b" else index.current(measure)
        what = status[side].get(measure.id, Status.CONTINUED)
        sign = "" if what is Status.CONTINUED else SIGNS[what]
        return LinkedSentence(measure.id, measure.text, key, Label(what.value, sign, ""))

    def whole(report: Report, side: str, year: str) -> WholeText:
        return WholeText(
            side,
            year,
            tuple(
                Passage(level, heading, tuple(sentence(each, side) for each in measures))
                for level, heading, measures in _passages(report)
            ),
            tuple(aside.text for aside in report.asides),
        )

    return whole(before, "b", years[0]), whole(after, "c", years[1])


def _of(change: Change, side: str) -> tuple[Measure, ...]:
    return change.baseline if side == "b" else change.current


def _passages(report: Report) -> Iterator[tuple[int, str, Iterable[Measure]]]:
    told = -1
    for (index, _), measures in groupby(report.measures, key=lambda each: (each.section, each.paragraph)):
        for section in report.sections[told + 1 : index]:
            yield section.level, section.heading, ()
        section, paragraph = report.sections[index], tuple(measures)
        is_told = index <= told
        yield (0, "", paragraph) if is_told else (section.level, section.heading, paragraph)
        told = max(told, index)
    for section in report.sections[told + 1 :]:
        yield section.level, section.heading, ()
