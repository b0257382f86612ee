"""Sentences that tell no measure: ceremony, leads, and what only sets the scene for plans and deeds.

What is looked for are turns of speech (`一定能`, `主要考虑`, `教育是立国之本`), which reports of all bodies
and years share.
"""

import re
from collections.abc import Sequence
from typing import Final

from compare.language.characters import squeeze, width_of
from compare.language.stopwords import STOPWORDS
from compare.language.words import cut_words
from compare.model import Role
from compare.outline.tree import Sentence

LIST_LEAD: Final = re.compile(
    r"^(——|[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|第[一二三四五六七八九十]+[，、])"
)
_CEREMONY: Final = re.compile(
    r"(各位|同志们|女士们|先生们).{0,12}[：:！!]$"
    r"|(报告|汇报|总结|公布|通报)如下|请予?(审议|审查)|具体情况如下|^(现|现在).{0,20}(报告|汇报)|代表.{1,20}(报告|汇报)工作"
    r"|[：:]$|(以下|下列|下面|如下).{0,8}(工作|方面|几点|措施|任务|原因|问题|关系)。$|几个?方面。$|做了(以下|如下)"
    r"|表示.{0,8}(感谢|敬意|问候)[！。]$"
    r"|(这是|取得的成绩|成绩的取得).{0,40}(领导|指引|支持|结果)"
)
_GUIDING: Final = re.compile(
    r"(^|，|以|在).{0,6}习近平(总书记|新时代|同志|法治).{0,30}(为指导|为指引|指导下|核心的党中央坚强领导下)"
)
_TARGETS_MET: Final = re.compile(r"完成.{0,12}(目标|任务)")
_YEAR_SETTING: Final = re.compile(
    r"^(今年|过去一年|20\d\d年)(是|将召开|，是).{0,80}(年|周年|开局|收官)|^(今年|去年|过去)?.{0,12}(任务|形势).{0,12}(艰巨|繁重|复杂|严峻)"
)

# A judgement on what was done, or on those who led it.
_JUDGES: Final = re.compile(
    r"^这(再次|充分|些)?.{0,6}(是|表明|说明)|^实践表明|(来之|殊为|实属).{0,3}不易|难能可贵|极不平凡|令.{0,3}瞩目"
    r"|党中央.{0,8}(团结带领|始终坚持)"
)
# What a year met with, in a sentence in which nobody does anything about it.
_ADVERSITY: Final = re.compile(
    r"^(?!.*(我们(?!面对)|全国上下|注重|推动|坚持|帮助))"
    r".*(复苏乏力|保护主义.{0,4}(抬头|加剧|上升)|下行压力(持续)?(加大|增大|上升)|新的下行压力|遭遇.{0,4}(波折|冲击|困难)"
    r"|(矛盾|问题|压力|阵痛|挑战|风险).{0,14}(凸显|交织)|面对的是|发展面临|受?.{0,4}冲击后)"
)
# `教育是立国之本` says what something is; `目标是`, `重点是` and `尤其是` say something else.
_SAYS_WHAT_IS: Final = re.compile(
    r"^(?!坚持|树立|践行)[^，]{1,30}(?<![要凡特别尤其一二三四五六七八九十但还于而也不只既总或若可硬正越])"
    r"(?<!目标)(?<!任务)(?<!重点)是[^：:否]|，(都应)?是[^，]+。$|[^，]首要是"
)
_EXPLAINS: Final = re.compile(
    r"考虑了|主要考虑|，主要是|旨在|体现了?.{0,12}(要求|导向|主动|考虑)|预期目标.{0,16}(考虑|符合|设定为)"
    r"|^我国[^，]{0,20}(已达|有)"
)
# A truth, a hope, a view of the situation: what plans are set in, and none says what is to be done.
_STATES: Final = re.compile(
    r"(一定会|一定能|必将|必然|必定|定能|就能|就会|就一定|完全能够|(完全|我们)有能力|有能力有条件|我们坚信|才能)"
    r"|^(这(些|会|次)|只要|中国愿|上述|从根本上|困难)|^越是[^，]*(，[^，]*)?。$|^[^，]{1,6}越[^，]+，[^，]{1,6}越"
    r"|^(今年|当前)?，?我国(?!.*，要)|^我们有|^必须立足"
    r"|^(两岸同|当今世界|世界经济|中华民族|人民(群众|政府)|中国(人民|的|经济|改革|投资|作为|始终))"
    r"|^(面对|应对|进入)(新|困难|风险|复杂)|提出了?(新的)?更高要求|(需要|仍要|还要|还得)(付出|长期)|[摆放]在更加突出"
    r"|(关乎|事关)[^，。]{0,30}(未来|希望|千家万户|要害|大事|民生|财富)[。，、]"
)
_EXHORTS: Final = re.compile(
    r"^(我们|各方面|全国上下)要|^(要|必须)(居安思危|担当作为|紧紧抓住)|！$"
    r"|^(要|必须)?(始终|坚持).{0,8}(人民(为中心|放在|至上)|稳中求进|实事求是|第一要务|新发展理念)|贯彻新发展理念"
)
# A standing policy is a plan, in whatever tone it is renewed: `我们要坚持和完善基层群众自治制度`.
_STANDING_POLICY: Final = re.compile(r"^我们要.{0,60}(制度|方针|政策|原则)")

# A paragraph that begins so is about how to work, or how it was, throughout.
_SETS_OUT: Final = re.compile(
    r"^(做好|完成)[^，]{0,14}(工作|任务)，[^，]{0,10}要|^(今年|新的一年|明年)[^，]{0,8}工作要|^综合(分析|研判)"
)
_RECALLS: Final = re.compile(r"^回顾.{0,8}，.*(不易|接踵|艰辛)")
_BY_EFFORT: Final = re.compile(r"^经过.{0,16}努力")
_CLOSES: Final = re.compile(r"^(让)?我们.{0,8}团结在.{0,30}周围")
_TAKES_STANCE: Final = re.compile(r"^(坚持|进一步|深入实施)")

_LOOKS_BACK: Final = re.compile(r"^(五年来|过去五年|过去一年|一年来|回顾[^，]{0,6}|.{0,4}这些年)，")
_NAMES: Final = re.compile(r"[《“]|政策要|(改革|战略|攻坚战|专项行动)。$")
_NAMES_PROGRAMME: Final = re.compile(r"[^变深]化。$")
_LEAD_WIDTH: Final = 24.0  # em; a longer first sentence tells more than its paragraph's subject
_LIST_LEAD_WIDTH: Final = 45.0
_MAXIM: Final = re.compile(r"^([^，、]{4}|[^，、]{2,5}，[^，、]{2,5})。$")
_QUANTITY: Final = re.compile(r"\d")


def is_ceremony(text: str) -> bool:
    """`现将有关情况报告如下。`, thanks, and what only introduces a list."""
    return _CEREMONY.search(text) is not None


def sets_scene(paragraph: Sequence[Sentence], *, introduces: bool, role: Role) -> bool:
    """Whether a paragraph among plans or deeds only says how things were or how to go about the work.

    `introduces` where it is the first of several in its section: `把握大势，深入改革。` before plans.
    """
    first = paragraph[0].text
    if introduces and role is Role.PLAN and len(paragraph) == 1 and not _TAKES_STANCE.search(first):
        return True
    if _SETS_OUT.search(first) or _RECALLS.search(first):
        return True
    return any(_CLOSES.search(sentence.text) for sentence in paragraph)


def tells_nothing(sentence: Sentence, role: Role, *, in_scene: bool) -> bool:
    """Whether a sentence among plans or deeds (`role`) is none: a lead, a judgement, a truth, an appeal.

    `in_scene` where its paragraph sets the scene. What gives a quantity tells something, mostly.
    """
    text = sentence.text
    if role is Role.PLAN and _NAMES_PROGRAMME.search(text):
        return False
    if _is_lead(sentence) or _is_setting(text):
        return True
    if role is Role.PLAN and _EXPLAINS.search(text):
        return True
    if _has_quantity(text):
        return False
    if in_scene and not _BY_EFFORT.search(text) and not (LIST_LEAD.match(text) and _NAMES.search(text)):
        return True
    if _SAYS_WHAT_IS.search(text) or (role is Role.DONE and _ADVERSITY.search(text)):
        return True
    return role is Role.PLAN and _sets_plans(text)


def _is_setting(text: str) -> bool:
    guiding = _GUIDING.search(text) and not _TARGETS_MET.search(text)
    return bool(guiding or _YEAR_SETTING.search(text) or _JUDGES.search(text) or _SETS_OUT.search(text))


def _is_lead(sentence: Sentence) -> bool:
    """A paragraph's first words that only name its subject: `夯实数据底座。`."""
    text = sentence.text
    names = _NAMES.search(text) or _STANDING_POLICY.search(text)
    if sentence.order or sentence.count == 1 or _has_quantity(text) or names:
        return False
    limit = _LIST_LEAD_WIDTH if LIST_LEAD.match(text) else _LEAD_WIDTH
    words = _LOOKS_BACK.sub("", text)
    may_have_clauses = limit == _LIST_LEAD_WIDTH
    return text.endswith("。") and width_of(words) <= limit and (may_have_clauses or "，" not in words)


def _sets_plans(text: str) -> bool:
    """A sentence among plans that plans nothing: a truth, a hope, an exhortation, a maxim."""
    if _STANDING_POLICY.search(text):
        return False
    return bool(_STATES.search(text) or _EXHORTS.search(text)) or _is_maxim(text)


def _is_maxim(text: str) -> bool:
    """`业精于勤，行成于思。`, unlike `强化监管，优化服务。`, has no word of administration in it."""
    return _MAXIM.match(text) is not None and not STOPWORDS.intersection(cut_words(text))


def _has_quantity(text: str) -> bool:
    return _QUANTITY.search(squeeze(text)) is not None
