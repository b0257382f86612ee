"""Documents and programmes that one report names and the other does not.

A report is full of things in quotation marks; what is a document, what a programme with a name of its own and
what a turn of speech (`“一对一”`) is told by their marks and by what they end with; so is a film or a book.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.model import Change, Comparison, Measure, Report
from reports.shown.places import is_counted

_SAID_OR_NOT: Final = re.compile(r"[\W\d_]+|中华人民共和国")
_SHORTEST: Final = 3
_PROGRAMME: Final = re.compile(
    r"(?:行动|工程|计划|规划|机制|制度|平台|中心|工作室|品牌|项目|模式|系统|专区|专窗|热线|联盟|基地|试点|清单|指数"
    r"|服务|服务员|合伙人|驿站|小站|银行|学院|课堂|讲堂|大厅|联系点|地图|护照|码|通|贷|荟|节|周|月|日)”?$"
)
# What documents end with; 《…》 around anything else is a film, a play, a book.
_DOCUMENT: Final = re.compile(
    r"(?:法|典|条|条例|令|办法|意见|方案|规划|计划|纲要|大纲|规定|规则|细则|准则|导则|章程|公约|通知|通告|公告|批复|函"
    r"|制度|机制|程序|流程|体系|目标|要点|要求|标准|规范|指南|指引|手册|措施|举措|政策|行动|决定|建议|草案|预案|协议|合同"
    r"|备忘录|声明|宣言|报告|清单|目录|名录|榜单|汇编|白皮书|承诺书|计划书|规划图)(?:[（(][^（）()]*[）)])?》?$"
)
_RECURS: Final = re.compile(r"^《?(?:关于)?\s*\d{4}\s*年|^《.*\d{4}\s*年(?!版|修订)")


class NameKind(StrEnum):
    """What a name is of."""

    DOCUMENT = "document"
    PROGRAMME = "programme"
    PHRASE = "phrase"
    WORK = "work"

    @property
    def is_of_measures(self) -> bool:
        """Whether it is a name that a measure goes by."""
        return self in (NameKind.DOCUMENT, NameKind.PROGRAMME)


_STANDING: Final = {
    NameKind.DOCUMENT: 1.0,
    NameKind.PROGRAMME: 0.95,
    NameKind.PHRASE: 0.35,
    NameKind.WORK: 0.35,
}
_GREETED: Final = 0.5  # of what only a greeting or a lead-in names
_YEARLY: Final = 0.5  # of a document of one year only: the next year has another


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as one report has it: how often, and the change in which it stands first."""

    name: str
    kind: NameKind
    times: int
    change: Change
    measure: Measure

    @property
    def standing(self) -> float:
        """How much such a name says, 0 to 1: a document more than a turn of speech."""
        return _STANDING[self.kind] * (_YEARLY if _RECURS.match(self.name) else 1.0)

    @property
    def emphasis(self) -> float:
        """1 for what is said once, up to 1.5 for what is said again and again."""
        return min(1.5, 1 + 0.25 * (self.times - 1))

    @property
    def weight(self) -> float:
        """How much it says that the name came or went, the doubt in its row taken off."""
        return (
            self.standing * self.emphasis * self.change.score * (1.0 if is_counted(self.change) else _GREETED)
        )


@dataclass(frozen=True, slots=True)
class NameUses:
    """What only the current report names (`《公平竞争审查条例》`, `“检查码”`), and what only the baseline.

    Each in the order of its report; next year's edition of a document is the same document.
    """

    new: tuple[NameUse, ...]
    gone: tuple[NameUse, ...]

    @classmethod
    def of(cls, comparison: Comparison) -> "NameUses":
        """Those of a comparison."""
        before, after = (
            letters("".join(each.text for each in report.measures))
            for report in (comparison.baseline, comparison.current)
        )
        return cls(
            tuple(_uses(comparison.current, after, before, _change_of(comparison, "current"))),
            tuple(_uses(comparison.baseline, before, after, _change_of(comparison, "baseline"))),
        )


def name_kind(name: str) -> NameKind:
    """What a name is of, by its marks and its end.

    Examples
    --------
    >>> [name_kind(name).value for name in ("《条例》", "“一对一”", "“新苗计划”", "《山海情》")]
    ['document', 'phrase', 'programme', 'work']
    """
    if name.startswith("《"):
        return NameKind.DOCUMENT if _DOCUMENT.search(name) else NameKind.WORK
    if "、" in name or "，" in name:
        return NameKind.PHRASE
    return NameKind.PROGRAMME if _PROGRAMME.search(name) else NameKind.PHRASE


def letters(text: str) -> str:
    """What of a name makes it the same in another year: no marks, digits or 中华人民共和国."""
    return _SAID_OR_NOT.sub("", text)


def _change_of(comparison: Comparison, side: str) -> dict[str, Change]:
    return {measure.id: change for change in comparison.changes for measure in getattr(change, side)}


def _uses(report: Report, own: str, other: str, change_of: Mapping[str, Change]) -> Iterator[NameUse]:
    """What a report names and the other's letters do not say, with how often its own say it."""
    told: set[str] = set()
    for measure in report.measures:
        change = change_of.get(measure.id)
        if change is None:
            continue
        for name in measure.names:
            said = letters(name)
            if len(said) >= _SHORTEST and said not in other and said not in told:
                told.add(said)
                yield NameUse(name, name_kind(name), own.count(said), change, measure)
