"""What a report says of the year before, against what that year's report says itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import ratio

from compare.changes.findings.places import finding, of_figure
from compare.language.characters import squeeze
from compare.model import Change, Figure, FigureKind, Finding, Measure, Report, Role, Status

_RISE: Final = r"增长|上升|提高|增加|提升|增|上涨|攀升"
_FALL: Final = r"下降|减少|降低|下滑|回落|减|缩减|压减|压降"
_CLAIM: Final = re.compile(
    rf"^[，（(]?(?:[^，。；\d]{{0,3}})(?:同比|比上年(?:度|同期)?|较上年(?:度|同期)?|比去年|较去年|[较比](?P<since>20\d\d)年)"
    rf"[^，。；\d]{{0,4}}(?P<way>{_RISE}|{_FALL})了?(?:约|近|超过?)?(?P<amount>\d+(?:\.\d+)?)"
    rf"(?P<unit>%|个?百分点|倍|件|个|项|家|人次|人|名|场次|场|次|起|户|部|份|条|宗|笔|期)"
)
_CONSTANT: Final = re.compile(
    r"生产总值|增加值|产值|GDP|可比|同口径|不变价|剔除|投资|零售|收入|产量|进出口|存款|贷款"
)
_BASIS: Final = re.compile(
    r"同口径|可比口径|可比价|新口径|统计口径|口径调整|不含[^，。；]{2,12}|剔除[^，。；]{2,12}"
)
_MONTHS: Final = re.compile(r"1\s*(?:月?[-—－–~～至到]|月至)\s*(\d{1,2})月|(前三季度)|(上半年)|(一季度)")
_FROM: Final = re.compile(
    r"由(?:上年|去年)?的?(?P<before>\d[\d.,]*)(?P<unit>[^\d，。；至到增]{0,4})(?:增|提高|上升|增长|扩大|减少|下降|降)?[至到]"
)
_LONGER: Final = re.compile(r"[两三四五十]年|十[一二三四五]五|以来|任期|届|20\d\d年")
_SO_FAR: Final = re.compile(r"截至[^，。；]{0,14}[，]?[^。；]{0,20}(?:累计|总数|总量)")
_SHARE_WITHIN: Final = 0.2
_POINTS_WITHIN: Final = 2.0
_AMOUNT_WITHIN: Final = 0.5
_JUMP: Final = (100.0, 1000.0, 10_000.0, 100_000_000.0)
_NEAR: Final = 0.02
_SURE: Final = 0.6
_YEAR_MONTHS: Final = 12
_BESIDE: Final = 2
_COMPARED: Final = re.compile(r"[从由比较超]$")
_REACH: Final = 30  # characters before a figure in which its part of the year stands
_FILLERS: Final = re.compile(r"\d+|全年|本年|今年|共计?|累计|达到?|为|了|年|同口径|可比口径|按|新口径")
_ENOUGH_WORDS: Final = 4
_SAME: Final = 85.0


def against_baseline(baseline: Report, current: Report, changes: Sequence[Change]) -> Iterator[Finding]:
    """The findings of two reports against each other, in the order of the changes."""
    consecutive = baseline.year is None or current.year is None or current.year - baseline.year == 1
    for change in changes:
        if change.status is not Status.CONTINUED or change.role is not Role.DONE:
            continue
        for pair in _pairs(change):
            if consecutive and change.score >= _SURE:
                yield from _claims(pair, _told_year(baseline))
            yield from _jumps(pair)
            yield from _shrunk(pair)
        yield from _basis(change)
        if consecutive:
            yield from _restated(change)


@dataclass(frozen=True, slots=True)
class _Pair:
    """A quantity of both years: its figures, and the measures that they stand in, last year's first."""

    old: Figure
    new: Figure
    measures: tuple[Measure, Measure]
    subject: str


def _pairs(change: Change) -> Iterator[_Pair]:
    for pair in change.figures:
        old, new = pair.before, pair.after
        if old is None or new is None:
            continue
        before = next((measure for measure in change.baseline if old in measure.figures), None)
        after = next((measure for measure in change.current if new in measure.figures), None)
        if before is not None and after is not None:
            yield _Pair(old, new, (before, after), pair.subject)


def _same_words(pair: _Pair) -> bool:
    """Whether both years tell a quantity in nearly the same words, so that no other can be meant."""
    ours, theirs = (
        _FILLERS.sub(
            "",
            squeeze(
                measure.text[
                    max(measure.text.rfind(mark, 0, figure.start) for mark in "，。；：、") + 1 : figure.start
                ]
            ),
        )
        for measure, figure in ((pair.measures[1], pair.new), (pair.measures[0], pair.old))
    )
    return min(len(ours), len(theirs)) >= _ENOUGH_WORDS and ratio(ours, theirs) >= _SAME


def _told_year(report: Report) -> int | None:
    """The year whose figures a report gives: a work report's is the year before its own."""
    return report.year - ("政府工作报告" in report.kind) if report.year is not None else None


def _claims(pair: _Pair, year: int | None) -> Iterator[Finding]:
    """`办理案件120件，同比增长50%` against last year's own 100; of an earlier year it is no claim."""
    before, after, old, new = pair.measures[0], pair.measures[1], pair.old, pair.new
    claim = _CLAIM.match(after.text[new.end :])
    clause = after.text[: new.end]
    clause = clause[max(clause.rfind(mark) for mark in "，。；") + 1 :]
    if not _same_words(pair) or (claim and claim["since"] and int(claim["since"]) != year):
        return
    inexact = old.approximate or new.approximate or old.high or new.high or not old.value
    if claim is None or inexact or old.unit != new.unit or _CONSTANT.search(clause + (pair.subject)):
        return
    places = (of_figure("current", after, new), of_figure("baseline", before, old))
    sign = 1 if re.fullmatch(_RISE, claim["way"]) else -1
    said = sign * float(claim["amount"])
    unit = claim["unit"]
    told = f"{claim['way']}{claim['amount']}{unit}"
    real: float
    if new.kind is FigureKind.PERCENT:
        if "百分点" not in unit:
            return
        real, within, shown = new.value - old.value, _AMOUNT_WITHIN, "{:+.1f}个百分点"
    elif unit == "%":
        real = 100 * (new.value / old.value - 1)
        within, shown = max(_POINTS_WITHIN, _SHARE_WITHIN * abs(said)), "{:+.1f}%"
    elif unit == "倍":
        real, within, shown = new.value / old.value - 1, _AMOUNT_WITHIN + 0.2 * abs(said), "{:+.2f}倍"
    elif unit == new.unit:
        real, within, shown = new.value - old.value, _AMOUNT_WITHIN, "{:+.0f}" + unit
    else:
        return
    if real * said < 0 and abs(real) > within / 4:
        yield finding("growth_sign", *places, claim=told, real=shown.format(real))
    elif abs(real - said) > within:
        code = {"%": "growth_share", "倍": "growth_times"}.get(unit, "growth_amount")
        yield finding(code, *places, claim=told, real=shown.format(real))


def _jumps(pair: _Pair) -> Iterator[Finding]:
    """The same quantity a hundred or ten thousand times as large: a unit that slipped."""
    before, after, old, new = pair.measures[0], pair.measures[1], pair.old, pair.new
    if not old.value or not new.value or old.unit != new.unit or new.kind is not FigureKind.COUNT:
        return
    if not _same_words(pair):
        return
    times = max(new.value / old.value, old.value / new.value)
    if min(old.value, new.value) >= 1 and any(
        (1 - _NEAR) * jump < times < (1 + _NEAR) * jump for jump in _JUMP
    ):
        places = (of_figure("current", after, new), of_figure("baseline", before, old))
        yield finding("magnitude", *places, before=old.text, after=new.text)


def _shrunk(pair: _Pair) -> Iterator[Finding]:
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
    for pair in _pairs(change):
        if not pair.new.kind.is_quantity:
            continue
        (before, after), old, new = pair.measures, pair.old, pair.new
        places = (of_figure("current", after, new), of_figure("baseline", before, old))
        ours, theirs = _months(after, new.start), _months(before, old.start)
        if ours != theirs:
            yield finding("basis_months", *places, before=theirs or "全年", after=ours or "全年")
        words = [_BASIS.search(_clause(before, old)), _BASIS.search(_clause(after, new))]
        told = [found[0] for found in words if found]
        if len(told) == 1 and _same_words(pair):
            yield finding("basis_words", *places, words=told[0])


def _clause(measure: Measure, figure: object) -> str:
    start, end = getattr(figure, "start", 0), getattr(figure, "end", 0)
    first = max(measure.text.rfind(mark, 0, start) for mark in "，。；") + 1
    last = min(
        (at for mark in "，。；" if (at := measure.text.find(mark, end)) >= 0), default=len(measure.text)
    )
    return measure.text[first:last]


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


def _restated(change: Change) -> Iterator[Finding]:
    """`由上年的40件增至49件` where last year's report says another number."""
    for pair in _pairs(change):
        (before, after), old, new = pair.measures, pair.old, pair.new
        found = next(
            (each for each in _FROM.finditer(after.text) if 0 <= new.start - each.end() <= _BESIDE), None
        )
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
