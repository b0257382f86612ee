"""What a sentence says: something done, a shortcoming, a plan, or nothing of the kind (preamble).

Its section says so, unless a sentence before it in the same section turned the subject
(`也清醒看到…不足`), or it says otherwise itself (`2025年将…`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from compare.layout import squeeze, width_of
from compare.model import Role, Section
from compare.outline import Outline, Sentence

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
_RESOLVE: Final = re.compile(r"^(对此|为此)?[，,]?我们(一定要|要|必须|将)")

_SALUTATION: Final = re.compile(r"(各位|同志们|女士们|先生们).{0,12}[：:！!]$")
_REPORTING: Final = re.compile(
    r"(报告|汇报|总结|公布|通报)如下|请予?(审议|审查)|具体情况如下|^(现|现在).{0,20}(报告|汇报)|代表.{1,20}(报告|汇报)工作"
)
_LEAD_IN: Final = re.compile(
    r"[：:]$|(以下|下列|下面|如下).{0,8}(工作|方面|几点|措施|任务|原因|问题|关系)。$|几个?方面。$|做了(以下|如下)"
)
_THANKS: Final = re.compile(r"表示.{0,8}(感谢|敬意|问候)[！。]$")
_CREDIT: Final = re.compile(r"(这是|取得的成绩|成绩的取得).{0,40}(领导|指引|支持|结果)")
_LIST_LEAD: Final = re.compile(
    r"^(——|[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|第[一二三四五六七八九十]+[，、])"
)
_GUIDING: Final = re.compile(
    r"(^|，|以|在).{0,6}习近平(总书记|新时代|同志|法治).{0,30}(为指导|为指引|指导下|核心的党中央坚强领导下)"
)
_YEAR_SETTING: Final = re.compile(
    r"^(今年|过去一年|20\d\d年)(是|将召开|，是).{0,80}(年|周年|开局|收官)|^(今年|去年|过去)?.{0,12}(任务|形势).{0,12}(艰巨|繁重|复杂|严峻)"
)
# What a plan is set in: a truth, a hope, a view of the situation; none of them says what is to be done.
_STATEMENT: Final = re.compile(
    r"(一定会|一定能|必将|必然|必定|定能|就能|就会|就一定|完全能够|有能力|我们坚信|才能)"
    r"|^(我国|这(是|些|会|次)|只要|越是|中国愿|上述|实践表明|从根本上|综合(分析|研判)|困难)"
    r"|(是|就是|关乎|事关)[^，。]{0,30}(关键|基础|核心|根本|本分|大头|基石|未来|希望|之策|千家万户|要害|大事|民生|形式|所在|财富|要求|建设者)[。，、]"
)
_EXHORTATION: Final = re.compile(
    r"^(我们|各方面|全国上下|两岸同胞)要|^(要|必须)(始终|坚持|居安思危|担当作为|紧紧抓住)|！$"
)
_QUANTITY: Final = re.compile(r"\d")

_LOOKS_BACK: Final = re.compile(r"^(五年来|过去五年|过去一年|一年来|回顾[^，]{0,6}|.{0,4}这些年)，")
_NAMES: Final = re.compile(r"[《“]|政策要|(改革|战略|攻坚战|专项行动)。$")
_LEAD_WIDTH: Final = 24.0  # em; a longer first sentence tells more than its paragraph's subject
_LIST_LEAD_WIDTH: Final = 45.0


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
    paragraph = None
    first, last = sentences[0].paragraph, sentences[-1].paragraph
    for sentence in sentences:
        if current is Role.PROBLEM and role is Role.DONE and sentence.paragraph != paragraph:
            current = role
        paragraph = sentence.paragraph
        if role is not Role.PREAMBLE:
            current = _turn(sentence.text, current)
        introduces = sentence.paragraph == first != last and sentence.count == 1
        if introduces and current is Role.PLAN and not _QUANTITY.search(squeeze(sentence.text)):
            yield Role.PREAMBLE
        else:
            yield _role_of(sentence, current, year)


def _turn(text: str, current: Role) -> Role:
    """The subject that a sentence turns to, for itself and those after it."""
    if current is Role.DONE and _TO_PROBLEMS.search(text):
        return Role.PROBLEM
    if current is Role.PROBLEM and _TO_DONE.search(text):
        return Role.DONE
    if _TO_PLANS.search(text):
        return Role.PLAN
    return current


def _role_of(sentence: Sentence, current: Role, year: int | None) -> Role:
    text = sentence.text
    if current is Role.PREAMBLE or _is_ceremony(text):
        return Role.PREAMBLE
    if current is Role.PROBLEM:
        return _problem_role(text)
    if _is_lead(sentence) or _YEAR_SETTING.search(text) or _GUIDING.search(text):
        return Role.PREAMBLE
    if current is Role.PLAN and not _QUANTITY.search(squeeze(text)) and _sets_plans(sentence):
        return Role.PREAMBLE
    return Role.PLAN if _looks_ahead(text, year) else current


def _problem_role(text: str) -> Role:
    """`一是力量薄弱。` is a shortcoming itself; the sentence that only turns to them is none."""
    turns = _TO_PROBLEMS.search(text) is not None and _WEIGHS.search(text) is not None
    names_one = re.search(r"[：:，]一是", text) is not None
    return (
        Role.PREAMBLE
        if (turns and not names_one and not _LIST_LEAD.match(text)) or _RESOLVE.match(text)
        else Role.PROBLEM
    )


def _is_ceremony(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_SALUTATION, _REPORTING, _LEAD_IN, _THANKS, _CREDIT))


def _is_lead(sentence: Sentence) -> bool:
    """A paragraph's first words that only name its subject: `夯实数据底座。`."""
    text = sentence.text
    if sentence.order or sentence.count == 1 or _QUANTITY.search(squeeze(text)) or _NAMES.search(text):
        return False
    limit = _LIST_LEAD_WIDTH if _LIST_LEAD.match(text) else _LEAD_WIDTH
    words = _LOOKS_BACK.sub("", text)
    may_have_clauses = limit == _LIST_LEAD_WIDTH
    return text.endswith("。") and width_of(words) <= limit and (may_have_clauses or "，" not in words)


def _sets_plans(sentence: Sentence) -> bool:
    """A sentence among plans that plans nothing: a truth, a hope, an exhortation."""
    return _STATEMENT.search(sentence.text) is not None or _EXHORTATION.search(sentence.text) is not None


def _looks_ahead(text: str, year: int | None) -> bool:
    match = _LOOKS_AHEAD.search(text)
    if match is None:
        return False
    return year is None or match["year"] is None or int(match["year"]) > year
