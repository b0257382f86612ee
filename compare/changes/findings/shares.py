"""Rates and shares that cannot be, or are not what the counts beside them give."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from compare.changes.findings.places import at, finding, of_figure
from compare.expressions import expression
from compare.model import Figure, FigureKind, Finding, Measure

_RATE: Final = expression(
    r"(?:合格|覆盖|满意|办结|结案|审结|通过|达标|规范|及时|出庭|履约|知晓|采纳|答复|回复|公开|参与|调解成功|"
    r"配备|优良|合规|备案|审查|整改|处理|处置|销号|录入|归集)率[^，。；\d]{0,8}$|占比[^，。；\d]{0,6}$|占(?:全|总|到)?[^，。；\d]{0,10}的?$"
)
_MOST: Final = 100.0
_OF_PLAN: Final = expression(r"计划|目标|任务|预算|预期|年初|上年|去年|同期|指标|定额|基期|入学率|负债|偿付")
_CLAUSE: Final = 20  # characters before a rate that tell of what it is one

_TAKEN: Final = re.compile(
    r"(?:受理|收到|接收|接到|收件|登记|检查|抽检|抽查|评查)[^，。；\d]{0,14}$|应(?!急|用|诉|对)[^，。；\d]{1,8}$"
)
_ENDED: Final = expression(
    r"(?:办结|审结|答复|回复|办理完成|结案|合格|(?:实际|已|实)[^，。；\d率]{1,3})[^，。；\d率]{0,8}$"
)
_ENDED_RATE: Final = expression(
    r"(?:^|[，；。（])(?:案件|总体|整体)?(?:办结|审结|答复|回复|结案|合格|出庭|公开|到位|完成|参会|参训)率[^，。；\d]{0,6}$"
)
_CARRIED: Final = expression(r"结转|上年|去年|往年|存量|历年|积案|旧存|含")
_HALF: Final = 0.5
_FEWEST_SHARES: Final = 2

_OF_ONE: Final = expression(r"(?:构成|结构|类型|类别|分布|来源)|[从按][^，。；]{1,10}[看分]|其中")
_ITS_SHARE: Final = re.compile(r"^[、，和及]?[^，。；、\d%占]{1,12}占(?:比)?(?:为|约)?$")
_SHARES: Final = re.compile(r"(?:构成|结构)[^。；]{0,30}(?:分别占|占比分别|比重分别)[^，。；\d]{0,10}$")
_SUBJECT_BEFORE: Final = 7


def shares(measure: Measure, side: str) -> Iterator[Finding]:
    """A rate that can be no more than the whole is; shares of one whole that are more than it together."""
    percents = [figure for figure in measure.figures if figure.kind is FigureKind.PERCENT]
    for figure in percents:
        before = measure.text[: figure.start]
        if figure.value > _MOST and _RATE.search(before) and not _OF_PLAN.search(before[-_CLAUSE:]):
            yield finding("share_over", of_figure(side, measure, figure), share=figure.text)
    yield from _named_shares(measure, side, percents)
    for first in range(len(percents)):
        if not _SHARES.search(measure.text[: percents[first].start]):
            continue
        run = [percents[first]]
        for one, next_one in pairwise(percents[first:]):
            if measure.text[one.end : next_one.start].strip("、和及，") != "":
                break
            run.append(next_one)
        yield from _more_than_whole(measure, side, run)


def _named_shares(measure: Measure, side: str, percents: Sequence[Figure]) -> Iterator[Finding]:
    """`从申请人看，个人占60%、企业占35%、其他占15%` are more than the whole."""
    run: list[Figure] = []
    end = max(0, measure.text.rfind("，", 0, percents[0].start)) if percents else 0
    for figure in percents:
        if not _ITS_SHARE.match(measure.text[end : figure.start]):
            break
        run.append(figure)
        end = figure.end
    if run and _OF_ONE.search(measure.text[: run[0].start]):
        yield from _more_than_whole(measure, side, run)


def _more_than_whole(measure: Measure, side: str, run: Sequence[Figure]) -> Iterator[Finding]:
    """Several shares of one whole that are more than it, each rounded as it may be."""
    added = sum(figure.value for figure in run)
    if len(run) >= _FEWEST_SHARES and added > _MOST + _HALF * len(run):
        yield finding("shares_sum", at(side, measure, run[0].start, run[-1].end), sum=f"{added:.10g}%")


def rates(measure: Measure, side: str) -> Iterator[Finding]:
    """`受理40件，办结38件，办结率100%`: two counts of one unit and what is said to be their rate."""
    counts = [figure for figure in measure.figures if figure.kind is FigureKind.COUNT]
    for taken, ended in pairwise(counts):
        between = measure.text[taken.end : ended.start]
        fits = _TAKEN.search(measure.text[: taken.start]) and _ENDED.search(measure.text[: ended.start])
        if not fits or taken.unit != ended.unit or taken.approximate or ended.approximate:
            continue
        if len(between) > 2 * _SUBJECT_BEFORE or _CARRIED.search(measure.text) or not taken.value:
            continue
        places = (of_figure(side, measure, taken), of_figure(side, measure, ended))
        if ended.value > taken.value:
            yield finding("more_done", *places, done=ended.text, taken=taken.text)
        rate = next((figure for figure in measure.figures if figure.start >= ended.end), None)
        if rate and rate.kind is FigureKind.PERCENT and _ENDED_RATE.search(measure.text[: rate.start]):
            real = 100 * ended.value / taken.value
            if abs(real - rate.value) >= 1 and not rate.approximate and ended.value <= taken.value:
                place = of_figure(side, measure, rate)
                yield finding("rate_of_counts", *places, place, rate=rate.text, real=f"{real:.1f}%")
