"""What a sentence says: something done, a shortcoming, a plan, or nothing of the kind (preamble).

Its section says so, unless a sentence before it in the same section turned the subject
(`也清醒看到…不足`), or it says otherwise itself (`2025年将…`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compare.model import Role, Section
from compare.outline.preambles import LIST_LEAD, is_ceremony, sets_scene, tells_nothing
from compare.outline.tree import Outline, Sentence

_PROBLEM_HEADING: Final = re.compile(
    r"不足|短板|薄弱|差距|困难|存在.{0,6}问题|主要问题|问题.{0,4}原因|问题和挑战"
)
_PLAN_HEADING: Final = re.compile(
    r"下一?步|下一?年|下阶段|今后|打算|安排|计划|工作任务|目标任务|重点工作|总体要求|政策取向|建议|展望|思路|工作部署|工作重点|努力方向"
)
_DONE_HEADING: Final = re.compile(
    r"回顾|成效|成绩|成就|进展|举措|完成|履行|履职|情况|主要工作|做法|工作总结|发展成果"
)
_YEAR: Final = re.compile(r"(20\d\d)年")

_TO_PROBLEMS: Final = re.compile(
    r"(清醒|清楚|深刻|充分)?地?(认识到|看到|意识到).{0,60}(不足|问题|困难|挑战|短板|差距|薄弱|弱项|社会主义初级阶段)"
    r"|(仍|还|也|依然)(然)?(面临|存在|有).{0,25}(不足|问题|困难|短板|差距|薄弱|弱项)"
)
# Only who weighs achievements against shortcomings turns to them; `民生领域还有不少短板` is one of them.
_WEIGHS: Final = re.compile(r"看到|认识到|意识到|成绩|成效|进展|与.{2,40}相比|对照|同时")
_TO_PLANS: Final = re.compile(
    r"^(下一?步|下一?年度?|下阶段|今后|新的一年|面向未来)[，,]"
    r"|^“十[一二三四五六七]五”时期是.{0,40}(第一个五年|关键时期|重要时期)"
)
_TO_DONE: Final = re.compile(r"针对(上述|以上|这些)(问题|不足|情况)")
_LOOKS_AHEAD: Final = re.compile(r"^(下一?步|下一?年度?)[，,]|^(?P<year>20\d\d)年[^，。]{0,4}(将|拟|计划)")
_LOOKS_BACK: Final = re.compile(r"^(过去|刚刚过去的|这)一年，|^(一年|五年)来，|^过去五年，")
_RESOLVE: Final = re.compile(r"^(对此|为此)?[，,]?我们(一定要|要|必须|将)")


def assign_roles(outline: Outline, year: int | None) -> tuple[Role, ...]:
    """The role of every sentence, in their order.

    In `二、主要举措`, `开展检查3次。` is done, `2025年将扩大范围。` a plan; in `三、存在的不足`,
    `力量薄弱。` a problem.
    """
    roles: list[Role] = []
    sections = section_roles(outline.sections, year)
    for index, sentences in groupby(outline.sentences, key=lambda sentence: sentence.section):
        roles.extend(_roles_in_section(list(sentences), sections[index], year))
    return tuple(roles)


def section_roles(sections: Sequence[Section], year: int | None) -> tuple[Role, ...]:
    """The role that each section gives its sentences; a heading that says nothing has its parent's."""
    roles: list[Role] = []
    by_path: dict[tuple[str, ...], Role] = {}
    for section in sections:
        inherited = by_path.get(section.path[:-1], Role.PREAMBLE if len(sections) > 1 else Role.DONE)
        if section.path:
            inherited = _heading_role(section, inherited, year)
        roles.append(inherited)
        by_path[section.path] = inherited
    return tuple(roles)


def _heading_role(section: Section, inherited: Role, year: int | None) -> Role:
    """Only the topmost heading is asked for all it says; below it `解决问题` is no shortcoming."""
    heading = section.heading
    if section.level > 1 and inherited is not Role.PREAMBLE:
        return inherited
    if _PROBLEM_HEADING.search(heading):
        return Role.PROBLEM
    mentioned = _YEAR.search(heading)
    next_year = mentioned is not None and year is not None and int(mentioned.group(1)) > year
    if next_year or _PLAN_HEADING.search(heading):
        return Role.DONE if _DONE_HEADING.search(heading) and not next_year else Role.PLAN
    return Role.DONE


def _roles_in_section(sentences: Sequence[Sentence], role: Role, year: int | None) -> Iterator[Role]:
    current = role
    first, last = sentences[0].paragraph, sentences[-1].paragraph
    for number, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        if current is Role.PROBLEM and role is Role.DONE:
            current = role
        introduces = number == first != last
        for sentence in paragraph:
            if role is not Role.PREAMBLE:
                current = _turn(sentence.text, current)
            in_scene = sets_scene(paragraph, introduces=introduces, role=current)
            yield _role_of(sentence, current, year, in_scene=in_scene)


def _turn(text: str, current: Role) -> Role:
    """The subject that a sentence turns to, for itself and those after it."""
    if current is Role.DONE and _TO_PROBLEMS.search(text):
        return Role.PROBLEM
    if current is Role.PROBLEM and _TO_DONE.search(text):
        return Role.DONE
    if _TO_PLANS.search(text):
        return Role.PLAN
    return current


def _role_of(sentence: Sentence, current: Role, year: int | None, *, in_scene: bool) -> Role:
    text = sentence.text
    if current is Role.PREAMBLE or is_ceremony(text):
        return Role.PREAMBLE
    if current is Role.PROBLEM:
        return _problem_role(text)
    if tells_nothing(sentence, current, in_scene=in_scene):
        return Role.PREAMBLE
    if current is Role.PLAN and _LOOKS_BACK.search(text):
        return Role.DONE
    return Role.PLAN if _looks_ahead(text, year) else current


def _problem_role(text: str) -> Role:
    """`一是力量薄弱。` is a shortcoming itself; the sentence that only turns to them is none."""
    turns = _TO_PROBLEMS.search(text) is not None and _WEIGHS.search(text) is not None
    names_one = re.search(r"[：:，]一是", text) is not None
    return (
        Role.PREAMBLE
        if (turns and not names_one and not LIST_LEAD.match(text)) or _RESOLVE.match(text)
        else Role.PROBLEM
    )


def _looks_ahead(text: str, year: int | None) -> bool:
    match = _LOOKS_AHEAD.search(text)
    if match is None:
        return False
    return year is None or match["year"] is None or int(match["year"]) > year
