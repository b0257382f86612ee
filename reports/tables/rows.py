"""The comparison as tables: one row a change, a figure, a pledge or a link between sections.

Columns are called as in changes.json, values are in words; `HEADINGS` has the columns' names in words.
pandas is imported where a table is made: it costs more time than all the rest of the start.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.decisions.standing import Action
from compare.model import (
    Change,
    Comparison,
    Figure,
    FigureChange,
    FigureKind,
    Measure,
    Pledge,
    Report,
    Review,
    SectionLink,
)
from reports.shown.numbers import figure_line
from reports.shown.safe_text import guarded, upright
from reports.shown.texts import excerpt, section_path, sections_of
from reports.words import Words, _

if TYPE_CHECKING:
    from pandas import DataFrame

Cell = str | float | None
Row = dict[str, Cell]

CHANGE_COLUMNS: Final = (
    "status",
    "role",
    "change",
    "moved",
    "baseline_section",
    "baseline",
    "baseline_page",
    "current_section",
    "current",
    "current_page",
    "figures",
    "score",
    "uncertain",
    "decision",
    "reviewer",
    "note",
    "reason",
    "candidates",
    "key",
)
FIGURE_COLUMNS: Final = (
    "subject",
    "unit",
    "before",
    "after",
    "difference",
    "ratio",
    "approximate",
    "before_text",
    "after_text",
    "section",
    "sentence",
    "key",
)
PLEDGE_COLUMNS: Final = (
    "state",
    "baseline_section",
    "plan",
    "current_section",
    "answer",
    "score",
    "decision",
    "reviewer",
    "note",
    "reason",
)
SECTION_COLUMNS: Final = (
    "baseline_section",
    "baseline_measures",
    "current_section",
    "current_measures",
    "likeness",
)
HEADINGS: Final[dict[str, str]] = {
    "status": _("状态"),
    "role": _("类别"),
    "change": _("变化"),
    "moved": _("移动"),
    "baseline_section": _("基准章节"),
    "baseline": _("基准原文"),
    "baseline_page": _("基准页码"),
    "current_section": _("本期章节"),
    "current": _("本期原文"),
    "current_page": _("本期页码"),
    "figures": _("数据变化"),
    "score": _("可能性"),
    "uncertain": _("待核"),
    "decision": _("复核决定"),
    "reviewer": _("复核人"),
    "note": _("备注"),
    "reason": _("理由"),
    "candidates": _("相近语句"),
    "key": _("编号"),
    "subject": _("指标"),
    "unit": _("单位"),
    "before": _("基准值"),
    "after": _("本期值"),
    "difference": _("增减"),
    "ratio": _("变化率"),
    "approximate": _("约数"),
    "before_text": _("基准写法"),
    "after_text": _("本期写法"),
    "section": _("所在章节"),
    "sentence": _("所在语句"),
    "state": _("兑现情况"),
    "plan": _("基准年度的安排"),
    "answer": _("本期的相应举措"),
    "baseline_measures": _("基准句数"),
    "current_measures": _("本期句数"),
    "likeness": _("相近程度"),
}
_CANDIDATE_LENGTH: Final = 40


def change_table(comparison: Comparison, words: Words) -> "DataFrame":
    """One row per change in the order of changes.json; the measures of a side stand on lines of their own.

    `新增 · 举措 · … · 开通企业服务专窗12个。`
    """
    rows = [_change_row(change, comparison, words) for change in comparison.changes]
    return _table(rows, CHANGE_COLUMNS)


def figure_table(comparison: Comparison, words: Words) -> "DataFrame":
    """One row per quantity that both years, or one, give: `受助企业 · 家 · 500 · 680 · 180 · 0.36`.

    Percentages have a difference (in points) and no ratio: 95 → 97 is not `+2.1 %`.
    """
    rows = [
        _figure_row(change, figure, comparison, words)
        for change in comparison.changes
        for figure in change.figures
    ]
    return _table(rows, FIGURE_COLUMNS)


def pledge_table(comparison: Comparison, words: Words) -> "DataFrame":
    """One row per plan of the baseline: `已兑现 · … · 计划建成政务大厅。 · … · 政务大厅建成启用。`."""
    rows = [_pledge_row(pledge, comparison, words) for pledge in comparison.pledges]
    return _table(rows, PLEDGE_COLUMNS)


def section_table(comparison: Comparison, words: Words) -> "DataFrame":
    """One row per link between sections, with how many sentences stand right under each heading."""
    rows = [_section_row(link, comparison, words) for link in comparison.sections]
    return _table(rows, SECTION_COLUMNS)


def headings(columns: Iterable[str], words: Words) -> list[str]:
    """The columns' names in words: `["status", "role"]` → `["状态", "类别"]`."""
    return [words.gettext(HEADINGS[column]) for column in columns]


def write_csv(comparison: Comparison, words: Words, path: Path) -> None:
    """Write the change list as Excel wants it: UTF-8 with BOM, and no cell that could run as a formula.

    As OWASP advises, an apostrophe goes before a cell that begins with = + - @, a tab or a line's end
    (or the full-width forms of these signs): `=1+1` → `'=1+1`.
    """
    table = change_table(comparison, words)
    safe = table.map(lambda cell: guarded(upright(cell)) if isinstance(cell, str) else cell)
    safe.to_csv(
        path,
        header=headings(CHANGE_COLUMNS, words),
        index=False,
        encoding="utf-8-sig",
        lineterminator="\r\n",
    )


def _table(rows: Sequence[Row], columns: Sequence[str]) -> "DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _change_row(change: Change, comparison: Comparison, words: Words) -> Row:
    return {
        "status": words.label(change.status),
        "role": words.label(change.role),
        "change": words.label(change.change) if change.change else "",
        "moved": words.gettext("移动") if change.moved else "",
        "baseline_section": sections_of(change.baseline, comparison.baseline, words),
        "baseline": _texts(change.baseline),
        "baseline_page": _pages(change.baseline),
        "current_section": sections_of(change.current, comparison.current, words),
        "current": _texts(change.current),
        "current_page": _pages(change.current),
        "figures": "\n".join(figure_line(figure, words) for figure in change.figures),
        "score": change.score,
        "uncertain": words.gettext("待核") if change.uncertain else "",
        **_review_cells(change.review, words),
        "reason": words.reason(change.evidence),
        "candidates": "\n".join(
            f"{each.score:.0%} {excerpt(each.measure.text, _CANDIDATE_LENGTH)}" for each in change.candidates
        ),
        "key": change.key,
    }


def _review_cells(review: Review | None, words: Words) -> Row:
    if review is None:
        return {"decision": "", "reviewer": "", "note": ""}
    return {
        "decision": words.label(Action(review.decision)),
        "reviewer": review.reviewer,
        "note": review.note,
    }


def _figure_row(change: Change, figure: FigureChange, comparison: Comparison, words: Words) -> Row:
    before, after = figure.before, figure.after
    measures, report = (
        (change.current, comparison.current) if after else (change.baseline, comparison.baseline)
    )
    shown = [measure for measure in measures if (after or before) in measure.figures] or list(measures)
    return {
        "subject": figure.subject,
        "unit": figure.unit,
        "before": before.value if before else None,
        "after": after.value if after else None,
        "difference": round(after.value - before.value, 6) if before and after else None,
        "ratio": _ratio(figure),
        "approximate": words.gettext("约") if _is_approximate(before, after) else "",
        "before_text": before.text if before else "",
        "after_text": after.text if after else "",
        "section": section_path(shown[0].section, report, words),
        "sentence": shown[0].text,
        "key": change.key,
    }


def _pledge_row(pledge: Pledge, comparison: Comparison, words: Words) -> Row:
    return {
        "state": words.label(pledge.state),
        "baseline_section": sections_of(pledge.baseline, comparison.baseline, words),
        "plan": _texts(pledge.baseline),
        "current_section": sections_of(pledge.current, comparison.current, words),
        "answer": _texts(pledge.current),
        "score": pledge.score,
        **_review_cells(pledge.review, words),
        "reason": words.reason(pledge.evidence),
    }


def _section_row(link: SectionLink, comparison: Comparison, words: Words) -> Row:
    before, after = link.baseline, link.current
    return {
        "baseline_section": "" if before is None else section_path(before, comparison.baseline, words),
        "baseline_measures": None if before is None else _count(before, comparison.baseline),
        "current_section": "" if after is None else section_path(after, comparison.current, words),
        "current_measures": None if after is None else _count(after, comparison.current),
        "likeness": link.score,
    }


def _count(section: int, report: Report) -> int:
    return sum(measure.section == section for measure in report.measures)


def _texts(measures: Iterable[Measure]) -> str:
    return "\n".join(measure.text for measure in measures)


def _pages(measures: Iterable[Measure]) -> str:
    return "\n".join(dict.fromkeys(str(each.page) for each in measures if each.page is not None))


def _ratio(change: FigureChange) -> float | None:
    shares = (FigureKind.PERCENT, FigureKind.POINTS)
    if change.ratio is None or (change.after and change.after.kind in shares):
        return None
    return round(change.ratio, 4)


def _is_approximate(*figures: Figure | None) -> bool:
    return any(figure.approximate for figure in figures if figure)
