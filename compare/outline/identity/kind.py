"""Of which kind a report is: by its title, or by how its text opens."""

import re
from typing import Final

from compare.expressions import expression
from compare.outline.identity.body import named_in_title
from compare.outline.identity.front import ReportText
from compare.outline.identity.title import Title, without_years

WORK_REPORT: Final = "政府工作报告"
_KINDS: Final = (
    (re.compile(r"法治政府建设"), "法治政府建设情况报告"),
    (re.compile(r"政府信息公开"), "政府信息公开工作年度报告"),
    (re.compile(r"政府工作(?:的|情况的?)?报告"), WORK_REPORT),
)
_DELIVERED: Final = expression(r"代表.{0,20}(?:政府|国务院).{0,12}(?:报告|作).{0,12}工作|作政府工作报告")
_ADDRESS: Final = expression(r"各位代表[!,:！，：]")
_DISCLOSURE: Final = re.compile(r"信息公开条例.{0,200}(?:报告|年报)", re.DOTALL)


def read_kind(title: Title | None, text: ReportText) -> str:
    """The kind by its usual name, or what its title says beside year and body."""
    if title is None:
        return _kind_of_text(text)
    for pattern, kind in _KINDS:
        if pattern.search(title.words):
            return kind
    rest = without_years(title.words, title.years, "")
    rest = re.sub(r"\([^()]*\)|^关于|[《》“”\"]|[\W\dA-Za-z_]+$", "", rest)
    named = named_in_title(title)
    rest = rest.replace(named, "", 1) if named and named in rest else rest
    acting = r"^(?:人民政府|政府(?!工作|信息|采购|投资|债务)|办事处|管委会|管理委员会)"
    return re.sub(rf"{acting}|关于|^年?度|的(?=[^的]*$)", "", rest)


def _kind_of_text(text: ReportText) -> str:
    """The kind that a text without a title shows itself to be, "" if it does not."""
    front = "\n".join(line.words for line in text.front)
    if _DELIVERED.search(front + "\n" + text.opening):
        return WORK_REPORT
    if any(_ADDRESS.search(line) for line in text.lines) and "政府" in text.opening:
        return WORK_REPORT
    if _DISCLOSURE.search(text.opening):
        return "政府信息公开工作年度报告"
    return "法治政府建设情况报告" if "法治政府建设" in text.opening else ""
