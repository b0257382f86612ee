"""The reports' own text, ready to be set: paragraphs of segments that keep together, with what was marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.model import DiffOp, DiffPiece, Measure, Report
from reports.words import Words

_READABLE_SHARE = 0.35
_LONGEST_UNBROKEN = 10
_NUMBER_AND_UNIT = re.compile(r"\d[\d.,]*(?:[%％‰]|[万亿]?[余多]?[一-鿿])?")
_CLAUSE_END = "，；。！？、："


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is marked (deleted or inserted) or not."""

    marked: bool
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Runs that stand together; `whole` ones (`680家`, `《行政复议法》`) are not broken across lines."""

    whole: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One measure as it is shown; `elsewhere` names its section where that is not the row's own."""

    id: str
    segments: tuple[Segment, ...]
    elsewhere: str = ""


def is_rewritten(diff: Sequence[DiffPiece]) -> bool:
    """Whether so little stayed that the row says so beside its marks."""
    equal = sum(len(piece.text) for piece in diff if piece.op is DiffOp.EQUAL)
    changed = sum(len(piece.text) for piece in diff if piece.op is not DiffOp.EQUAL)
    return bool(diff) and 2 * equal < _READABLE_SHARE * (2 * equal + changed)


def marked_texts(
    measures: Sequence[Measure], diff: Sequence[DiffPiece], own: DiffOp, home: dict[int, str] | None = None
) -> tuple[MarkedText, ...]:
    """The measures of one side, what only this side has marked.

    `own` is DELETE for the baseline, INSERT for the current report. The pieces run through all the
    measures of a side; they are cut where a measure ends. `home` names the sections that are to be told.
    """
    runs = [Run(piece.op is own, piece.text) for piece in diff if piece.op in (own, DiffOp.EQUAL)]
    if "".join(run.text for run in runs) != "".join(measure.text for measure in measures):
        runs = [Run(False, measure.text) for measure in measures]
    stream = _Cutter(runs)
    return tuple(
        MarkedText(
            measure.id,
            tuple(
                Segment(whole, tuple(stream.take(end - start))) for whole, start, end in _segments(measure)
            ),
            (home or {}).get(measure.section, ""),
        )
        for measure in measures
    )


def excerpt(text: str, length: int) -> str:
    """The first `length` characters, up to the end of a clause where one is near: `完善机制，推进…`."""
    if len(text) <= length:
        return text
    cut = text[:length]
    end = max(cut.rfind(mark) for mark in _CLAUSE_END)
    return (cut[:end] if end >= length * 0.6 else cut) + "…"


def section_path(section: int, report: Report, words: Words) -> str:
    """A section's headings on one line: `一、工作成效 › （一）提升政务服务`."""
    return " › ".join(report.sections[section].path) or words.gettext("开篇")


def sections_of(measures: Iterable[Measure], report: Report, words: Words) -> str:
    """Each section once: the sentences of one change mostly stand together."""
    return "\n".join(dict.fromkeys(section_path(measure.section, report, words) for measure in measures))


class _Cutter:
    """Hands out a stream of runs in the lengths asked for."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._rest = list(reversed(runs))

    def take(self, length: int) -> Iterator[Run]:
        while length > 0 and self._rest:
            run = self._rest.pop()
            if len(run.text) > length:
                self._rest.append(Run(run.marked, run.text[length:]))
                run = Run(run.marked, run.text[:length])
            length -= len(run.text)
            if run.text:
                yield run


def _segments(measure: Measure) -> Iterator[tuple[bool, int, int]]:
    position = 0
    for start, end in _unbroken_spans(measure):
        if position < start:
            yield False, position, start
        yield True, start, end
        position = end
    if position < len(measure.text):
        yield False, position, len(measure.text)


def _unbroken_spans(measure: Measure) -> list[tuple[int, int]]:
    spans = [(figure.start, figure.end) for figure in measure.figures]
    spans += [match.span() for match in _NUMBER_AND_UNIT.finditer(measure.text)]
    spans += [
        match.span() for name in set(measure.names) for match in re.finditer(re.escape(name), measure.text)
    ]
    kept: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for s, e in spans if 0 < e - s <= _LONGEST_UNBROKEN):
        if kept and start < kept[-1][1]:
            if max(end, kept[-1][1]) - kept[-1][0] > _LONGEST_UNBROKEN:
                continue
            first, last = kept.pop()
            start, end = first, max(end, last)
        if end <= len(measure.text):
            kept.append((start, end))
    return kept
