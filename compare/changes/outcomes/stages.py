"""How far a clause says that a thing has come: put off, begun, or done.

A plan and a deed are held to the same words: where the plan itself says 推进, a deed that says 推进 is all
that was planned; where it says 建成, it is not.
"""

import re
from enum import IntEnum
from typing import Final

from compare.expressions import expression


class ActStage(IntEnum):
    """How far a thing has come, the least first."""

    PUT_OFF = 0
    BEGUN = 1
    DONE = 2


_PUT_OFF: Final = re.compile(
    r"暂缓(?!执行罚|缴|征)|推迟|延后|顺延|搁置|(?<!停)缓建(?!项目)|停建(?!项目)|停工|因故|叫停|改期|延迟(?!退休|缴)"
    r"|延期(?!缴|还|付|审|申报|纳|举证)|暂停(?!营业|执业|使用|上路)|延至|推后|押后|中止(?!审理|执行|调查)"
    r"|(?:未能|没能|[尚还暂仍]未)(?!得到|形成(?:规模|合力|气候|常态)|很好|充分|有效|及时|完全|从?根本|真正|全面|彻底)|尚无|没有(?:如期|按期|按时|按计划|完成|启动|开工|建成|出台|落地|实施|实现)"
    r"|(?<!从)(?<!前所)未(?:如期|按期|按时|按计划|完成|启动|开工|动工|建成|出台|印发|落地|实施|实现|开展|推进|推行|投用|开放|组建|成立)"
    r"|不再(?:实施|推进|建设|开展|举办)|取消(?:举办|建设|实施)?(?=$|[，。；])"
)
_OF_OTHERS: Final = expression(r"^[^，。；]{0,8}的[^，。；]")  # 对尚未整改的单位: said of what the act is for
_AHEAD: Final = re.compile(
    r"正在|着手|抓紧|预计(?![^，。；]{0,24}(?<!\d)\d[\d.]*(?![\d.年月日]))|有望|即将|[明次]年|下一?年|将[于在]|将(?:适时|择机|尽快|陆续)|(?<![虚模草])拟(?![订定稿])"
    r"|计划[于在明次下]|(?:争取|力争)[于在明次下早尽年]|待.{1,12}后|(?:办理|建设|推进|审批|招标|洽谈|谈判|施工|修订|制定|编制|验收|调试|审核|审查|论证|进行|报批|评审)中(?=$|[，。；])"
)
_BEGUN: Final = re.compile(
    r"启动(?!仪式|资金)|起草|草拟|拟[订定]|初稿|草案|草稿|征求意见|送审稿|讨论稿|筹备|筹建|开工|动工|奠基|破土"
    r"|立项|可行性研究|可研|选址|前期|在建|施工(?!许可|图|企业|单位|现场|安全|噪)|封顶|工程量|形象进度|主体(?:结构|工程)"
    r"|开始(?!以来)|阶段性|试运[行营]|试生产|进入[^，。；]{1,8}阶段|尾声|收尾|扫尾|调研论证|组织论证|酝酿|过半"
)
_PUSHED: Final = re.compile(r"推进(?!会)|推动|加快|谋划|加紧|进展")
_FINISHED: Final = re.compile(
    r"建成|完成(?!率)|出台|印发|发布|颁布|公布|施行|投入使用|投入运[行营]|投用|投运|上线|竣工|通车|落成|完工|交付|启用"
    r"|挂牌|揭牌|开通|落地|开放|通过验收|正式运[行营]"
)
_MADE: Final = re.compile(r"制定|修订|编制|设立|成立|组建|建立|搭建|配备")
_BUILT: Final = re.compile(r"新建|改造|修建|建设|创建|举办|新增|打造|制发|开展|完善|实现")


def stage_of(clause: str, plan: str = "") -> ActStage:
    """How far a clause says that what `plan` speaks of has come; by itself it is taken for done.

    Examples
    --------
    >>> [stage_of(text).name for text in ("办法已印发", "完成办法起草", "因故暂缓", "拟次年出台")]
    ['DONE', 'BEGUN', 'PUT_OFF', 'BEGUN']
    >>> stage_of("推进河道治理", "推进河道治理").name, stage_of("推进泵站建设", "建成泵站").name
    ('DONE', 'BEGUN')
    """
    if any(not _OF_OTHERS.match(clause[found.end() :]) for found in _PUT_OFF.finditer(clause)):
        return ActStage.DONE if _PUT_OFF.search(plan) else ActStage.PUT_OFF
    if _AHEAD.search(clause):
        return ActStage.BEGUN
    begun = _last(_BEGUN, clause)
    if begun > _last(_FINISHED, clause) and not _only_begins(plan):
        return ActStage.BEGUN
    pushed = _last(_PUSHED, clause)
    if pushed > max(_last(_FINISHED, clause), _last(_MADE, clause)) and _is_definite(plan):
        return ActStage.BEGUN
    return ActStage.DONE


def speaks_of_stage(clause: str) -> bool:
    """Whether a clause says in so many words that a thing is put off, still ahead or only begun.

    Examples
    --------
    >>> speaks_of_stage("拟次年出台"), speaks_of_stage("覆盖12个乡镇")
    (True, False)
    """
    return any(words.search(clause) for words in (_PUT_OFF, _AHEAD, _BEGUN))


def speaks_of_delay(text: str) -> bool:
    """Whether a text says of anything that it was put off; where it does not, no clause of it does.

    Examples
    --------
    >>> speaks_of_delay("泵站因故暂缓，拟次年开工"), speaks_of_delay("拟次年出台")
    (True, False)
    """
    return _PUT_OFF.search(text) is not None


def without_stage_words(clause: str) -> str:
    """What else a clause says: `工程因故暂缓` → `工程`.

    Examples
    --------
    >>> without_stage_words("拟于次年出台")
    '于'
    """
    for words in (_PUT_OFF, _AHEAD, _BEGUN, _PUSHED, _FINISHED, _MADE, _BUILT):
        clause = words.sub("", clause)
    return clause


def _only_begins(plan: str) -> bool:
    """Whether a plan wants no more than a beginning: `启动编制`, not `启动编制并印发`."""
    return _last(_BEGUN, plan) > _last(_FINISHED, plan)


def _is_definite(plan: str) -> bool:
    """Whether a plan says what is to be there in the end, and not only that it goes on: 推进."""
    ends = max(_last(words, plan) for words in (_FINISHED, _MADE, _BUILT))
    return bool(_FINISHED.search(plan)) or (ends >= 0 and not _PUSHED.search(plan))


def _last(words: re.Pattern[str], clause: str) -> int:
    """Where the last of some words ends, -1 for none."""
    return max((found.end() for found in words.finditer(clause)), default=-1)
