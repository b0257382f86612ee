"""Claimed growth, `办理案件120件，同比增长50%`, against what last year's report says itself."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from compare.changes.findings.pairs import QuantityPair, in_same_words
from compare.changes.findings.places import finding, of_figure
from compare.expressions import expression
from compare.model import Figure, FigureKind, Finding, Measure, Report

_RISE: Final = r"增长|上升|提高|增加|提升|增|上涨|攀升|多"
_FALL: Final = r"下降|减少|降低|下滑|回落|减|缩减|压减|压降|少"
_WAY: Final = rf"(?P<way>{_RISE}|{_FALL})了?(?:约|近|超过?)?"
_LAST_YEAR: Final = r"同比|[较比](?:上年(?:度|同期)?|去年(?:同期)?|(?P<since>20\d\d)年)"
_NOT_EXACT: Final = r"(?!左右|以上|以下|以内|多)"
_CLAIM: Final = re.compile(
    rf"^[，、（(]?(?:[^，。；\d]{{0,3}})(?:{_LAST_YEAR})[^，。；\d]{{0,4}}{_WAY}(?P<amount>\d+(?:\.\d+)?)"
    rf"(?P<unit>%|个?百分点|倍|件|个|项|家|人次|人|名|场次|场|次|起|户|部|份|条|宗|笔|期){_NOT_EXACT}"
)
_BARE: Final = re.compile(
    rf"^[，、（(](?P<way>增长|上升|下降|减少|提升|提高|降低)(?P<amount>\d+(?:\.\d+)?)(?P<unit>%|个?百分点){_NOT_EXACT}"
)
_TIMES: Final = re.compile(
    rf"^[，、（(]?(?:是|为|达到?|达)?(?:上年|去年)(?:同期)?的?(?P<times>\d+(?:\.\d+)?)倍{_NOT_EXACT}"
    r"|^[，、（(]?(?:同比|[较比](?:上年|去年)(?:同期)?)?翻(?:了)?(?P<doubled>[一两])番"
)
_EACH: Final = re.compile(
    rf"^(?P<list>[^。；%％]{{0,60}}?)[，、（(](?:{_LAST_YEAR})?分别(?:同比|[较比](?:上年|去年))?"
    r"(?P<way>增长|上升|增加|提高|下降|减少)(?P<amounts>\d+(?:\.\d+)?%(?:(?:、|和|，|及|以及)\d+(?:\.\d+)?%)+)"
    + _NOT_EXACT
)
_SPAN: Final = re.compile(
    r"[两三四五六七八九十]年(?!级|行动|计划|规划|攻坚|提升|专项|前|内|底|度)|十[一二三四五六]五”?(?:[时期末以五收和及]|圆满)"
    r"|(?<!今年)(?<!年初)以来|任期|[本上]届|届政府"
)
_AVERAGE: Final = expression(r"年均|累计|平均")
# What is compared at other prices, or is counted anew each few years: only what contradicts itself is told,
# or is farther apart than prices are.
_CONSTANT: Final = expression(
    r"生产总值|增加值|产值|GDP|可比|同口径|不变价|剔除|投资|零售|收入|产量|进出口|存款|贷款"
)
_OTHER_BASIS: Final = expression(r"可比|口径|不变价|剔除|名义|实际增长")
_SHARE_WITHIN: Final = 0.2
_POINTS_WITHIN: Final = 2.0
_AMOUNT_WITHIN: Final = 0.5
_CONTRARY: Final = 5.0  # per cent
_BEYOND_PRICES: Final = 20.0  # per cent


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is said of a figure's way since last year, as printed; `amount` is below 0 where it fell."""

    text: str
    amount: float
    unit: str


def spans_of_years(report: Report) -> frozenset[int]:
    """The paragraphs in which growth may be that of several years."""
    long = {section.index for section in report.sections if _SPAN.search("".join(section.path))}
    return frozenset(
        measure.paragraph
        for measure in report.measures
        if measure.section in long or _SPAN.search(measure.text)
    )


def against_claim(pair: QuantityPair, year: int | None, spans: Set[int]) -> Iterator[Finding]:
    """`办理案件120件，同比增长50%` against last year's own 100; of an earlier year it is no claim."""
    before, after, old, new = pair.measures[0], pair.measures[1], pair.old, pair.new
    inexact = old.approximate or new.approximate or old.high or new.high or not old.value
    if inexact or old.unit != new.unit or not in_same_words(pair):
        return
    claim = _claim(after, new, year, spans)
    if claim is None:
        return
    clause = after.text[: new.end]
    clause = clause[max(clause.rfind(mark) for mark in "，。；") + 1 :]
    constant = _CONSTANT.search(clause + pair.subject) is not None
    held = _held(old, new, claim)
    if held is None or (constant and (claim.unit != "%" or _OTHER_BASIS.search(before.text + after.text))):
        return
    real, within, shown = held
    places = (of_figure("current", after, new), of_figure("baseline", before, old))
    contrary = real * claim.amount < 0 and abs(real) > (_CONTRARY if constant else within / 4)
    if contrary and not (constant and abs(claim.amount) < _CONTRARY):
        yield finding("growth_sign", *places, claim=claim.text, real=shown.format(real))
    elif abs(real - claim.amount) > (_BEYOND_PRICES if constant else within):
        code = {"%": "growth_share", "倍": "growth_times"}.get(claim.unit, "growth_amount")
        yield finding(code, *places, claim=claim.text, real=shown.format(real))


def _claim(after: Measure, new: Figure, year: int | None, spans: Set[int]) -> _Claim | None:
    """What a sentence claims of one of its figures since the year before."""
    rest = after.text[new.end :]
    if (found := _CLAIM.match(rest)) and "分别" not in found[0]:
        of_year = not found["since"] or int(found["since"]) == year
        return _said(found["way"], found["amount"], found["unit"], of_year and not _AVERAGE.search(found[0]))
    if after.paragraph in spans:
        return None
    if found := _TIMES.match(rest):
        times = float(found["times"] or {"一": 2, "两": 4}[found["doubled"]])
        return _Claim(found[0].lstrip("，、（("), times - 1, "倍")
    if (found := _BARE.match(rest)) and ("百分点" in found["unit"]) is (new.kind is FigureKind.PERCENT):
        return _said(found["way"], found["amount"], found["unit"], told=True)
    if new.kind is not FigureKind.COUNT:
        return None
    found = _EACH.match(rest)
    if found is None:
        return None
    amounts = re.findall(r"\d+(?:\.\d+)?", found["amounts"])
    counts = [figure for figure in after.figures if figure.kind is FigureKind.COUNT]
    listed = [figure for figure in counts if figure.end <= new.end + len(found["list"])][-len(amounts) :]
    if new not in listed or len(listed) < len(amounts):
        return None
    of_year = not found["since"] or int(found["since"]) == year
    return _said(found["way"], amounts[listed.index(new)], "%", of_year)


def _said(way: str, amount: str, unit: str, told: bool) -> _Claim | None:
    sign = 1 if re.fullmatch(_RISE, way) else -1
    return _Claim(f"{way}{float(amount):.10g}{unit}", sign * float(amount), unit) if told else None


def _held(old: Figure, new: Figure, claim: _Claim) -> tuple[float, float, str] | None:
    """What became of the figure, how far a claim may be from it, and how it is written."""
    if new.kind is FigureKind.PERCENT:
        points = "百分点" in claim.unit
        return (new.value - old.value, _AMOUNT_WITHIN, "{:+.1f}个百分点") if points else None
    if claim.unit == "%":
        within = max(_POINTS_WITHIN, _SHARE_WITHIN * abs(claim.amount))
        return 100 * (new.value / old.value - 1), within, "{:+.1f}%"
    if claim.unit == "倍":
        return new.value / old.value - 1, _AMOUNT_WITHIN + 0.2 * abs(claim.amount), "{:+.2f}倍"
    if claim.unit == new.unit:
        return new.value - old.value, _AMOUNT_WITHIN, "{:+.0f}" + claim.unit
    return None
