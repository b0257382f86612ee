"""What a plan promises that a reader would look for: its programmes and figures, less what only goes on."""

import re
from typing import Final

from compare.expressions import expression
from compare.figures.units import TIMES
from compare.model import Figure, FigureKind, Pledge, PledgeOutcome
from reports.shown.matters.naming import name_kind

_FEW: Final = 10
_CLAUSE_END: Final = re.compile(r"[，。；：！]")
_GOES_ON: Final = expression(
    r"持续|继续|不断|常态化|深化|深入|坚持|学习|借鉴|用好|用足|推广|落实|加力|迭代|巩固|杜绝|反对"
    r"|对照|按照|根据|依据|依照|贯彻"
)
_STANDS: Final = expression(r"稳定|保持|维持|保障|达标|标准|控制")


def promised(pledge: Pledge) -> list[str]:
    """The programmes and figures of a plan; of one that is planned again, those that are named again.

    What goes on from year to year (`持续实施“英才计划”`, `面积稳定在36万亩`, a rate), and what a plan
    keeps to (`对照《纲要》`), was not put off by being planned again.
    """
    plan = pledge.baseline[0]
    names = [each for each in plan.names if name_kind(each).is_of_measures]
    figures = [each for each in plan.figures if each.kind.is_quantity and _tells(each)]
    if pledge.outcome is not PledgeOutcome.CARRIED_OVER:
        return [*names, *(each.text for each in figures)]
    again = "".join(measure.text for measure in pledge.again)
    texts = plan.text, again
    return [
        *(name for name in names if name in again and not any(_goes_on(text, name) for text in texts)),
        *(each.text for each in figures if each.text in again and not _is_standing(plan.text, each)),
    ]


def _tells(figure: Figure) -> bool:
    """Whether a reader would look for a figure: for 39个, and not for the 两个 of 抓住两个关键."""
    return figure.value >= _FEW or any(map(str.isdigit, figure.text))


def _goes_on(text: str, name: str) -> bool:
    return _GOES_ON.search(_clause(text, text.find(name))) is not None


def _is_standing(text: str, figure: Figure) -> bool:
    """Whether it is how things are to stay, as rates and spans of time are, and nothing made in a year."""
    if figure.kind is not FigureKind.COUNT or figure.unit in TIMES:
        return True
    return _STANDS.search(_clause(text, figure.start)) is not None


def _clause(text: str, place: int) -> str:
    """The words of the clause that a place stands in."""
    before = [found.end() for found in _CLAUSE_END.finditer(text, 0, max(0, place))]
    after = _CLAUSE_END.search(text, max(0, place))
    return text[before[-1] if before else 0 : after.start() if after else len(text)]
