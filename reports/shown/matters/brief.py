"""The comparison in one paragraph, to be pasted into a memo; every number in it is counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from compare.model import Change, ChangeKind, Comparison, PledgeState
from reports.shown.matters.naming import NameUse, NameUses
from reports.shown.matters.ranking import plausibility
from reports.shown.numbers import figure_line, movement_weight
from reports.shown.summary import MeasureCounts, count_measures, counted_changes
from reports.shown.texts import excerpt
from reports.words import Words

_FIGURES_TOLD: Final = 3
_PLANS_TOLD: Final = 3
_NAMES_TOLD: Final = 4
_PLAN_LENGTH: Final = 26


def brief(comparison: Comparison, names: NameUses, words: Words) -> str:
    """A paragraph: the counts, figures that moved most, plans without an answer, names, the doubt.

    `青岚县2024年报告共6条，上年8条：…`.
    """
    return "".join(_sentences(comparison, names, words))


def merged_sentence(counts: MeasureCounts, words: Words) -> str:
    """How the numbers of both reports come of those of the changes, in one sentence."""
    said = words.gettext(
        "上年 {before} 条＝延续 {kept_before} 条＋未再提及 {dropped} 条，"
        "今年 {after} 条＝延续 {kept_after} 条＋新增 {new} 条；延续的按 {continued} 组计"
    ).format_map(counts.values())
    if counts.merged:
        said += words.gettext("，其中 {merged} 组是几条并作一条，或一条分作几条").format(merged=counts.merged)
    return said + words.gettext("。")


def _sentences(comparison: Comparison, names: NameUses, words: Words) -> Iterator[str]:
    changes = counted_changes(comparison)
    counts = count_measures(comparison)
    kinds = Counter(change.change for change in changes)
    ways = [
        words.gettext("{kind} {count} 组").format(kind=words.label(kind), count=kinds[kind])
        for kind in ChangeKind
        if kinds[kind]
    ]
    opening = words.gettext(
        "{name}：今年 {after} 条，上年 {before} 条；新增 {new} 条，未再提及 {dropped} 条，延续 {continued} 组"
    )
    yield opening.format_map({"name": _name(comparison), **counts.values()})
    yield words.gettext("（{ways}）").format(ways=words.gettext("、").join(ways)) if ways else ""
    yield words.gettext("。")
    yield from _figures(changes, words)
    yield from _plans(comparison, words)
    yield from _names(names, words)
    uncertain = sum(each.uncertain for each in changes)
    if uncertain:
        yield words.gettext("有 {count} 条判断把握不大，引用前请核对原文。").format(count=uncertain)
    yield words.gettext("未再提及不等于工作停止。")


def _name(comparison: Comparison) -> str:
    current = comparison.current
    return f"{current.body}{current.kind}" or current.title


def _figures(changes: Sequence[Change], words: Words) -> Iterator[str]:
    moved = [
        (movement_weight(figure) * plausibility(figure) * change.score, figure)
        for change in changes
        for figure in change.figures
        if movement_weight(figure)
    ]
    if not moved:
        return
    falls = [each for each in moved if (each[1].ratio or 0) < 0]
    most = sorted(moved, key=lambda each: -each[0])[:_FIGURES_TOLD]
    fell = [each for each in sorted(falls, key=lambda each: -each[0]) if each not in most][:1]
    yield words.gettext("可比数据 {total} 项，{up} 项上升，{down} 项下降，变动较大的是：{list}。").format(
        total=len(moved),
        up=len(moved) - len(falls),
        down=len(falls),
        list=words.gettext("；").join(figure_line(figure, words) for _, figure in (*most, *fell)),
    )


def _plans(comparison: Comparison, words: Words) -> Iterator[str]:
    if not comparison.pledges:
        return
    states = Counter(each.state for each in comparison.pledges)
    yield words.gettext(
        "上年安排 {total} 项，已兑现 {delivered} 项，部分兑现 {partly} 项，未见回应 {silent} 项"
    ).format(total=len(comparison.pledges), **{state.value: states[state] for state in PledgeState})
    silent = [each for each in comparison.pledges if each.state is PledgeState.SILENT]
    if silent:
        plans = [excerpt(each.baseline[0].text, _PLAN_LENGTH).rstrip("。；") for each in silent[:_PLANS_TOLD]]
        listed = words.gettext("；").join(plans)
        more = words.gettext("等") if len(silent) > _PLANS_TOLD else ""
        yield words.gettext("（未见回应的：{list}{more}）").format(list=listed, more=more)
    yield words.gettext("。")


def _names(names: NameUses, words: Words) -> Iterator[str]:
    gone, new = _listed(names.gone, words), _listed(names.new, words)
    if gone:
        yield words.gettext("不再出现的文件和做法有{list}。").format(list=gone)
    if new:
        yield words.gettext("首次出现的有{list}。").format(list=new)


def _listed(uses: Sequence[NameUse], words: Words) -> str:
    told = sorted((each for each in uses if each.kind.is_of_measures), key=lambda each: -each.weight)
    more = words.gettext("等") if len(told) > _NAMES_TOLD else ""
    return words.gettext("、").join(each.name for each in told[:_NAMES_TOLD]) + more
