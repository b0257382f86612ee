"""What a report says of the year before, against what that year's report says itself."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from compare.changes.findings.claims import against_claim, spans_of_years
from compare.changes.findings.pairs import QuantityPair, in_same_words, pairs_of
from compare.changes.findings.places import finding, of_figure
from compare.expressions import expression
from compare.model import Change, Figure, FigureKind, Finding, Measure, Report, Role, Status

_BASIS: Final = re.compile(
    r"同口径|可比口径|可比价|新口径|统计口径|口径调整|不含[^，。；]{2,12}|剔除[^，。；]{2,12}"
)
_MONTHS: Final = re.compile(r"1\s*(?:月?[-—－–~～至到]|月至)\s*(\d{1,2})月|(前三季度)|(上半年)|(一季度)")
_FROM: Final = re.compile(
    r"由(?:上年|去年)?的?(?P<before>\d[\d.,]*)(?P<unit>[^\d，。；至到增]{0,4}?)(?:[增提上扩减下降压调变精缩拓][^，。；\d]{0,2})?[至到为]"
)
_LONGER: Final = expression(r"[两三四五十]年|十[一二三四五]五|以来|任期|届|20\d\d年")
_SO_FAR: Final = re.compile(
    r"截至[^，。；]{0,14}[，]?[^。；]{0,20}(?:累计|总数|总量)|(?:已|历年|历史)累计|累计已"
)
_JUMP: Final = (100.0, 1000.0, 10_000.0, 100_000_000.0)
_NEAR: Final = 0.02
_SURE: Final = 0.8
_YEAR_MONTHS: Final = 12
_BESIDE: Final = 2
_COMPARED: Final = expression(r"[从由比较超]$")
_REACH: Final = 30  # characters before a figure in which its part of the year stands


def against_baseline(baseline: Report, current: Report, changes: Sequence[Change]) -> Iterator[Finding]:
    """The findings of two reports against each other, in the order of the changes."""
    told_year, spans = baseline.looks_back_on, spans_of_years(current)
    consecutive = baseline.year is None or current.year is None or current.year - baseline.year == 1
    for change in changes:
        if change.status is not Status.CONTINUED or change.role is not Role.DONE:
            continue
        for pair in pairs_of(change):
            if consecutive and change.score >= _SURE:
                yield from against_claim(pair, told_year, spans)
            yield from _jumps(pair)
            yield from _shrunk(pair)
        yield from _basis(change)
        if consecutive:
            yield from _restated(change, spans)


def _jumps(pair: QuantityPair) -> Iterator[Finding]:
    """The same quantity a hundred or ten thousand times as large: a unit that slipped."""
    before, after, old, new = pair.measures[0], pair.measures[1], pair.old, pair.new
    if not old.value or not new.value or old.unit != new.unit or new.kind is not FigureKind.COUNT:
        return
    if not in_same_words(pair):
        return
    times = max(new.value / old.value, old.value / new.value)
    if min(old.value, new.value) >= 1 and any(
        (1 - _NEAR) * jump < times < (1 + _NEAR) * jump for jump in _JUMP
    ):
        places = (of_figure("current", after, new), of_figure("baseline", before, old))
        yield finding("magnitude", *places, before=old.text, after=new.text)


def _shrunk(pair: QuantityPair) -> Iterator[Finding]:
    """What has added up until a day became less."""
    before, after, old, new = pair.measures[0], pair.measures[1], pair.old, pair.new
    if old.unit != new.unit or new.kind is not FigureKind.COUNT or new.value >= old.value:
        return
    spans = (before.text[: old.start][-40:], after.text[: new.start][-40:])
    if all(_SO_FAR.search(span) for span in spans):
        places = (of_figure("current", after, new), of_figure("baseline", before, old))
        yield finding("total_fell", *places, before=old.text, after=new.text)


def _basis(change: Change) -> Iterator[Finding]:
    """A figure of one year on another basis than the other year's: 口径, or a part of the year."""
    for pair in pairs_of(change):
        if not pair.new.kind.is_quantity:
            continue
        (before, after), old, new = pair.measures, pair.old, pair.new
        places = (of_figure("current", after, new), of_figure("baseline", before, old))
        ours, theirs = _months(after, new.start), _months(before, old.start)
        if ours != theirs:
            yield finding("basis_months", *places, before=theirs or "全年", after=ours or "全年")
        words = [_BASIS.search(_clause(before, old)), _BASIS.search(_clause(after, new))]
        told = [found[0] for found in words if found]
        if len(told) == 1 and in_same_words(pair):
            yield finding("basis_words", *places, words=told[0])


def _clause(measure: Measure, figure: object) -> str:
    start, end = getattr(figure, "start", 0), getattr(figure, "end", 0)
    first = max(measure.text.rfind(mark, 0, start) for mark in "，。；") + 1
    last = min(
        (at for mark in "，。；" if (at := measure.text.find(mark, end)) >= 0), default=len(measure.text)
    )
    remark = re.match(r"[，；]([^，。；\d]*)(?=[，。；])", measure.text[last:])  # without figures of its own
    return measure.text[first : last + (remark.end() if remark else 0)]


def _months(measure: Measure, place: int) -> str:
    """The part of the year that a figure is told of in its sentence; "" for the whole year."""
    found = [each for each in _MONTHS.finditer(measure.text[:place]) if place - each.end() <= _REACH]
    if not found:
        return ""
    latest = found[-1]
    between = measure.text[latest.end() : place]
    compared = _COMPARED.search(measure.text[: latest.start()]) or any(each.isdigit() for each in between)
    whole = latest[1] and int(latest[1]) == _YEAR_MONTHS
    return "" if compared or whole else latest[0]


def _restated(change: Change, spans: Set[int]) -> Iterator[Finding]:
    """`由上年的40件增至49件` where last year's report says another number."""
    for pair in pairs_of(change):
        (before, after), old, new = pair.measures, pair.old, pair.new
        found = next(
            (each for each in _FROM.finditer(after.text) if 0 <= new.start - each.end() <= _BESIDE), None
        )
        if after.paragraph in spans:
            continue
        if found is None or old.unit != new.unit or old.approximate or _LONGER.search(after.text):
            continue
        unit = found["unit"].strip("的 ")
        value = float(found["before"].replace(",", ""))
        scale = 1.0 if not unit or unit == new.unit else 0.0
        if scale and new.text.endswith((unit, new.unit)) and _plain(old) and old.value != value:
            places = (of_figure("current", after, new), of_figure("baseline", before, old))
            yield finding("restated", *places, told=f"{found['before']}{unit or new.unit}", own=old.text)


def _plain(figure: Figure) -> bool:
    """Whether a figure is written in digits alone, without 万 or 亿."""
    return not any(mark in figure.text for mark in "十百千万亿")
