"""The sheet that explains the others: what was compared, what to mind, what the words mean."""

from collections.abc import Iterator
from typing import Final

from compare.model import Comparison, Report
from reports.tables.table import TextTable
from reports.words import Words, _

_MEANINGS: Final = (
    (_("状态"), _("新增：只见于本期；未再提及：只见于基准；延续：两期都有")),
    (_("变化"), _("延续的举措如何变化：扩展、收窄、数据更新、改写、原样，取最先符合的一种")),
    (_("移动"), _("延续的举措换到了并不对应的章节")),
    (_("可能性"), _("判断成立的可能性，0 到 1；新增和未再提及的，为对方报告中没有同一举措的可能性")),
    (_("待核"), _("可能性不高不低，请人工核对")),
    (
        _("复核决定"),
        _("可选“已认可”“人工分开”，备注里可以写字；存盘后用 crossyear review … --import changes.xlsx 收进来"),
    ),
    (_("兑现情况"), _("基准年度的安排在本期举措中的下落：已兑现、部分兑现、未见回应")),
    (_("指标"), _("数值已换算为基本单位（7.9亿元为790000000元）；百分比的增减为百分点，不计变化率")),
    (_("单元格"), _("单元格都是文字或数字，没有公式；超过 32,767 字的文字截断，以“……（已截断）”结尾")),
    (_("打印"), _("变化清单只打印到“数据变化”一栏，理由、相近语句和编号请在屏幕上看")),
)


def legend_table(comparison: Comparison, words: Words) -> TextTable:
    """Two columns, what and its explanation: `基准报告 · 2023年度…报告（yangpu-2023.txt，…）`."""
    return TextTable(
        ("item", "text"), [{"item": item, "text": text} for item, text in _rows(comparison, words)]
    )


def _rows(comparison: Comparison, words: Words) -> Iterator[tuple[str, str]]:
    baseline, current = words.gettext("基准报告"), words.gettext("本期报告")
    yield baseline, _described(comparison.baseline)
    yield current, _described(comparison.current)
    notice_of = words.gettext("提示：{report}")
    for report, notices in (
        (words.gettext("两份报告"), comparison.notices),
        (baseline, comparison.baseline.notices),
        (current, comparison.current.notices),
    ):
        for notice in notices:
            yield notice_of.format(report=report), words.notice(notice)
    for word, meaning in _MEANINGS:
        yield words.gettext(word), words.gettext(meaning)


def _described(report: Report) -> str:
    return f"{report.title}（{report.source}，SHA-256 {report.sha256}）"
