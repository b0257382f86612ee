"""Which figures of two wordings are the same quantity: by what they count, their clause, size and place."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from compare.alignment.assignment import assign
from compare.expressions import expression
from compare.figures.apart import is_one_of_several, names_apart
from compare.figures.extract import quantities
from compare.figures.subjects import change_before
from compare.figures.units import VAGUE, kinship
from compare.language.characters import simplified
from compare.model import Figure, FigureKind, Measure, Role

_CLAUSE = re.compile(r"[，。；：！？,;]")
_ORIGIN = re.compile(r"[由从](?:原来的?|上年的?|去年的?|\d{4}年[的底末]{0,2})?$")
_SHIFTED = re.compile(r"^[^，。；\d]{0,8}?(?:到|至|为)")
_COMPARES = expression(r"[比较](?:上|去|前)|同比|环比|增速|增幅|降幅")
_FALLS_OR_RISES = re.compile(
    r"(?:减少|压减|压缩|缩短|下降|降低|精简|增长|上涨|缩减|削减|节约|节省)"
    r"(?![到至为率])(?!.{0,100}(?:率|比重|比例|占比|系数))"
)
_NEW = re.compile(r"净增|新(?:增|建|设|添|创|培|招|发展|认定|聘)")
_TOTAL = re.compile(
    r"(?<!全年)(?<!年内)累计|总数|总量|总计|总里程|总面积|总规模|共有|已达"
    r"|(?:增加|提高|增长|扩大|发展|拓展|扩充|增|升)[到至为]|达到?$"
)
_LEVEL = re.compile(
    r"(?:达到?|突破|超过?|(?:[升增提]\w{0,2}|稳定|保持|控制)[至到在])了?$|总[数量额里]|存量|保有量|拥有|余额|现有"
)
_TIMES = 4.0
_TIMES_OF_UNITS = 10.0
_INVESTED = re.compile(r"总投资|计划投资|协议投资|完成投资|投资完成|到位资金|固定资产投资")
_SUMMED = re.compile(r"累计|共")
_GONE = re.compile(r"收回|取消|撤销|废止|退出|调出|核减|注销|失效")
_DOWN = re.compile(r"下降|降低|减少|缩短|压减|压缩|精简|缩减|削减|回落|下调|[低降]$")
_STAGE = re.compile(r"收到|受理|办结|审结|结案|采纳|移送|纠正|纠错|驳回|撤销|维持|予以|不予|部分公开")
_BEGUN = re.compile(r"开工|启动")
_ENDED = re.compile(r"完工|竣工|建成|完成")
_SHARE_OF = expression(
    r"占(?!比|[^，。；]{0,8}(?:任务|计划|目标))(?:到|了)?([^，。；、\d]{2,10}?)的?(?:比[重例]?)?$"
)
_BEYOND_PLAN = expression(r"超(?:出|过|额)?(?:完成)?\w{0,4}(?:计划|目标|任务)$")
_PEOPLE = re.compile(r"用户|市民|居民|受众|听众|观众|百姓")
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,2}(?=期)")
_OPPOSED = ({"以下", "以上"}, {"以内", "以上"})  # 收入5万元以下的村 and 收入10万元以上
_LIKE_WHOLES = 50.0
_SAME_INDICATOR = 0.5  # of the names of two that rose or fell: there are many such, and any percentage fits
_FILLERS = re.compile(r"[\d.,%％\s全年共累计达到等的了各类余多约]")


@dataclass(frozen=True, slots=True)
class PairingWeights:
    """What speaks for two figures being the same quantity; chosen by the mean F1 of nine labelled pairs."""

    subject: float = 0.40
    clause: float = 0.11
    size: float = 0.18
    order: float = 0.08
    alone: float = 0.10
    specific_unit: float = 0.08
    kin: float = 0.10
    gone: float = 0.25
    stage: float = 0.15
    floor: float = 0.2
    cutoff: float = 0.42


@dataclass(frozen=True, slots=True)
class InContext:
    """A figure as pairing sees it: its sentence, its `index` and place in its side, how it is meant.

    `begun` says that what it counts was begun, False that it was ended; `share_of` of what it is a share;
    `years` of how many its sentence tells, `level` that it is how things stand and no sum of these,
    `planned` that it is an aim.
    """

    figure: Figure
    text: str
    index: int
    clause: str
    place: float
    change: bool
    total: bool
    addition: bool
    gone: bool
    stage: str
    begun: bool | None
    invested: str
    share_of: str
    down: bool
    years: int
    level: bool
    planned: bool


_USUAL: Final = PairingWeights()


def same_quantities(
    before: Sequence[Measure], after: Sequence[Measure], weights: PairingWeights | None = None
) -> tuple[tuple[Figure, Figure], ...]:
    """The quantities that both sides give, moved or not, in the order of the current texts.

    What one year's sentences sum up and five years' is not the same.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))]
    >>> [(old.text, new.text) for old, new in same_quantities(told("检查18次。"), told("检查18次。"))]
    [('18次', '18次')]
    """
    return tuple(
        (old.figure, new.figure)
        for old, new in pair_in_context(before, after, weights)
        if old.years == new.years or old.level or new.level
    )


def pair_in_context(
    before: Sequence[Measure], after: Sequence[Measure], weights: PairingWeights | None = None
) -> list[tuple[InContext, InContext]]:
    """The same quantities of both sides as pairing saw them, in the order of the current texts."""
    weights = weights or _USUAL
    olds, news = _in_context(before), _in_context(after)
    gains = {
        (row, column): gain
        for row, old in enumerate(olds)
        for column, new in enumerate(news)
        if (gain := _score(old, new, olds, news, weights) - weights.cutoff) > 0
    }
    pairs = sorted(assign(gains), key=lambda pair: pair[1])
    return [(olds[row], news[column]) for row, column in pairs]


def figures_of(measures: Sequence[Measure]) -> list[tuple[Measure, Figure]]:
    """A side's quantities with the sentence of each, in their order."""
    return [(measure, figure) for measure in measures for figure in quantities(measure.figures)]


def _in_context(measures: Sequence[Measure]) -> list[InContext]:
    """A side's quantities, less the old ones a sentence recalls (`由87项` in `由87项增加到112项`)."""
    found = [
        (measure, simplified(measure.text), index, figure)
        for index, (measure, figure) in enumerate(figures_of(measures))
        if not _recalled(simplified(measure.text), figure)
    ]
    last = max(len(found) - 1, 1)
    return [
        _look(measure, text, figure, index, place / last)
        for place, (measure, text, index, figure) in enumerate(found)
    ]


def _recalled(text: str, figure: Figure) -> bool:
    return bool(_ORIGIN.search(text[: figure.start]) or _leads_off(text, figure)) and bool(
        _SHIFTED.match(text[figure.end :])
    )


def _leads_off(text: str, figure: Figure) -> bool:
    clause = _CLAUSE.split(text[: figure.start])[-1]
    return bool(re.search(r"[由从]\D{0,12}$", clause))


def _look(measure: Measure, text: str, figure: Figure, index: int, place: float) -> InContext:
    ahead = _CLAUSE.split(text[: figure.start])[-1]
    clause = ahead + _CLAUSE.split(text[figure.end :])[0]
    total, change, new = bool(_TOTAL.search(ahead)), _is_change(ahead, figure), _is_new(ahead)
    return InContext(
        figure,
        text,
        index,
        _FILLERS.sub("", clause),
        place,
        change,
        total and not new,
        new and not total,
        bool(_GONE.search(ahead)),
        _last(_STAGE, ahead),
        _is_begun(ahead),
        _last(_INVESTED, ahead),
        _last(_SHARE_OF, ahead),
        bool(_DOWN.search(ahead)),
        measure.years,
        not change and _is_level(ahead, figure),
        measure.role is Role.PLAN,
    )


def _is_level(ahead: str, figure: Figure) -> bool:
    """Whether it says how things stand: a rate, `总里程达到1万公里`."""
    if figure.kind is FigureKind.PERCENT:
        return True
    stands = _LEVEL.search(ahead) or figure.text.startswith("突破")
    return bool(stands) and not (_SUMMED.search(ahead) or _is_new(ahead))


def _is_new(ahead: str) -> bool:
    """Whether it is what came in addition; of 新增就业5万人、转移稳定在2万人 the second is not."""
    own = re.split(r"\d", ahead)[-1]
    return bool(_NEW.search(own) or (_NEW.search(ahead) and not _LEVEL.search(own)))


def _is_begun(ahead: str) -> bool | None:
    own = re.split(r"\d", ahead)[-1]
    begun, ended = bool(_BEGUN.search(own)), bool(_ENDED.search(own))
    return begun if begun is not ended else None


def _last(words: re.Pattern[str], ahead: str) -> str:
    """What a case has come to, `受理` or `审结`, what is invested: two of them are not the same."""
    found: list[str] = words.findall(re.split(r"\d", ahead)[-1])
    return found[-1] if found else ""


def _is_change(ahead: str, figure: Figure) -> bool:
    """Whether it is a rise or fall (`增长6%`, `较上年减少3件`), not a level (`达到98%`)."""
    own = re.split(r"\d", ahead)[-1]
    if figure.kind is FigureKind.POINTS or _BEYOND_PLAN.search(own):
        return True
    if figure.kind is FigureKind.PERCENT or figure.unit == "倍":
        return bool(change_before(ahead) or change_before(figure.subject) or _FALLS_OR_RISES.search(own))
    return bool(change_before(ahead) and _COMPARES.search(own))


def _score(
    old: InContext,
    new: InContext,
    olds: Sequence[InContext],
    news: Sequence[InContext],
    weights: PairingWeights,
) -> float:
    """How likely two figures are the same quantity; −1 where they cannot be."""
    one, other = old.figure, new.figure
    kin = kinship(one.unit, other.unit)
    if not kin or _differ_in_kind(old, new) or _differ_in_what(old, new) or _is_far(old, new):
        return -1.0
    specific_unit = one.unit == other.unit and one.unit not in VAGUE
    subject = _name_similarity(_bare_subject(one.subject), _bare_subject(other.subject))
    if old.change and subject < _SAME_INDICATOR and not (_alone(old, olds) and _alone(new, news)):
        return -1.0
    clause = _name_similarity(old.clause, new.clause)
    if max(subject, clause) < weights.floor and not specific_unit:
        return -1.0
    score = weights.subject * subject + weights.clause * clause
    score += weights.size * _close(one, other) + weights.order * (1 - abs(old.place - new.place))
    score -= weights.kin * (1 - kin)
    score -= weights.gone * (old.gone is not new.gone)
    other_stage = old.stage and new.stage and old.stage != new.stage
    score -= weights.stage * bool(other_stage or {old.begun, new.begun} == {True, False})
    if _alone(old, olds) and _alone(new, news):
        score += weights.alone + weights.specific_unit * specific_unit
    return score


def _differ_in_kind(old: InContext, new: InContext) -> bool:
    """Whether one is a change, an addition or a bound from above and the other not, or a fall and a rise."""
    one, other = old.figure, new.figure
    if one.kind is not other.kind or old.change is not new.change:
        return True
    if old.change and old.down is not new.down:
        return True  # 下降3% and 增长2% are one indicator, but 3 → 2 would be read as a fall by a third
    if old.addition is not new.addition and (old.total or new.total or _stands(old) or _stands(new)):
        return True
    return {one.text[-2:], other.text[-2:]} in _OPPOSED


def _stands(seen: InContext) -> bool:
    """Whether it counts how many there are by now: `突破4500家`."""
    return seen.level and seen.figure.kind is FigureKind.COUNT


def _differ_in_what(old: InContext, new: InContext) -> bool:
    """Whether they are of other things, of other phases of one, or shares of others."""
    names = old.figure.subject, new.figure.subject
    if names_apart(*names) or (old.figure.kind is FigureKind.COUNT and is_one_of_several(*names)):
        return True
    if old.invested and new.invested and old.invested != new.invested:
        return True
    if old.share_of and new.share_of and ratio(old.share_of, new.share_of) < _LIKE_WHOLES:
        return True  # 占生产总值 and 占三产
    phases, other_phases = _PHASE.findall(old.clause), _PHASE.findall(new.clause)
    return bool(phases and other_phases) and set(phases).isdisjoint(other_phases)


def _is_far(old: InContext, new: InContext) -> bool:
    """Whether they are too far apart for what is counted in other units, or as a level in one year alone."""
    one, other = old.figure, new.figure
    if one.kind is not FigureKind.COUNT or one.value <= 0 or other.value <= 0:
        return False
    times = max(one.value, other.value) / min(one.value, other.value)
    return (one.unit != other.unit and times > _TIMES_OF_UNITS) or (
        old.level is not new.level and times > _TIMES
    )


def _alone(seen: InContext, side: Sequence[InContext]) -> bool:
    """Whether no other figure of its side has its sort of unit."""
    return sum(o.change is seen.change and kinship(o.figure.unit, seen.figure.unit) > 0.5 for o in side) == 1


def _bare_subject(subject: str) -> str:
    subject = subject.removesuffix(change_before(subject))
    return _PEOPLE.sub("群众", re.sub(r"[“”《》「」\s、（）的]", "", subject))


def _name_similarity(one: str, other: str) -> float:
    """How alike two short names are; one that holds the other is nearly the same name."""
    if not one or not other:
        return 0.0
    shared = LCSseq.similarity(one, other) / min(len(one), len(other))
    return 0.5 * ratio(one, other) / 100 + 0.5 * shared


def _close(one: Figure, other: Figure) -> float:
    if one.kind is not FigureKind.COUNT:
        return max(0.0, 1 - abs(one.value - other.value) / 40)
    if one.value <= 0 or other.value <= 0:
        return 0.0
    return max(-0.5, 1 - abs(math.log10(other.value / one.value)) / 0.7)
