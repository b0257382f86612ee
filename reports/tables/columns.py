"""The columns of the tables, called as in changes.json, and their names in words."""

from collections.abc import Iterable
from typing import Final

from reports.words import Words, _

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
    "similarity",
)
CELL_COLUMNS: Final = (
    "table",
    "section",
    "row",
    "column",
    "unit",
    "before",
    "after",
    "difference",
    "ratio",
)
FINDING_COLUMNS: Final = ("finding", "place_one", "place_two")
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
    "similarity": _("相近程度"),
    "table": _("表"),
    "row": _("行"),
    "column": _("列"),
    "finding": _("发现"),
    "place_one": _("处一"),
    "place_two": _("处二"),
}


def headings(columns: Iterable[str], words: Words) -> list[str]:
    """The columns' names in words: `["status", "role"]` → `["状态", "类别"]`."""
    return [words.gettext(HEADINGS[column]) for column in columns]
