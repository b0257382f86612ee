"""When two figures are of other things, whatever else speaks for them: their names say so."""

import re
from typing import Final

_PER_HEAD: Final = re.compile(r"[人户亩村均]均")
_OF_SCOPE: Final = re.compile(r"(限(?:额以)?上)|(规(?:模以)?上)|(高价值)|(技改)|(民间|资本(?=投资))")
_OF_RANK: Final = re.compile(r"(国家|世界|全国|自治区|[部省市县区])级")
_SUM_OF: Final = re.compile(r"(增加值|产值|营(?=业?收)|利润|税收|零售|投资)(?:业?收入?|总?额)?(?: |$)")
_OF_WHAT: Final = re.compile(
    r"(\w{2})(?:(?:覆盖|普及|完成|达标|利用|处理|合格|占有|参与)?率|面积|里程|产量)$"
)
_AND: Final = re.compile(r"[、与及]|和(?![美谐平])")
_BEGINNING: Final = 3
_HEAD: Final = 2  # characters by which one of several things is known


def names_apart(one: str, other: str) -> bool:
    """Whether two figures' names say of themselves that they are not of the same.

    Examples
    --------
    >>> names_apart("人均道路面积", "人均公园绿地面积"), names_apart("国家级绿色工厂", "省级绿色工厂")
    (True, True)
    """
    if bool(_PER_HEAD.search(one)) is not bool(_PER_HEAD.search(other)):
        return True
    if _scopes(one) != _scopes(other):
        return True
    ranks, other_ranks = set(_OF_RANK.findall(one)), set(_OF_RANK.findall(other))
    if ranks and other_ranks and ranks.isdisjoint(other_ranks):
        return True
    sum_, other_sum = _SUM_OF.search(one), _SUM_OF.search(other)
    if sum_ and other_sum and sum_[1] != other_sum[1]:
        return True
    return _of_other_nouns(one, other)


def is_one_of_several(one: str, other: str) -> bool:
    """Whether one of two names of counts lists several things of which the other is one: what is summed up.

    Examples
    --------
    >>> is_one_of_several("燃气、排水、供水管网改造", "排水管道")
    True
    >>> is_one_of_several("人大代表建议、政协提案", "建议提案")
    False
    """
    things, others = (
        [each[:_HEAD] for each in _AND.split(name) if len(each) >= _HEAD] for name in (one, other)
    )
    if (len(things) > 1) is (len(others) > 1):
        return False
    listed, name = (things, other) if len(things) > 1 else (others, one)
    return 0 < sum(each in name for each in listed) < len(listed)


def _scopes(name: str) -> list[int | None]:
    """Which scopes a name has, by the group of the expression; 民间投资 and 社会资本投资 are one."""
    return [found.lastindex for found in _OF_SCOPE.finditer(name)]


def _of_other_nouns(one: str, other: str) -> bool:
    """Whether both are a rate, an area or the like, but of other things: 办结率 and 满意率."""
    of, other_of = _OF_WHAT.search(one), _OF_WHAT.search(other)
    if of is None or other_of is None or one[:_BEGINNING] == other[:_BEGINNING]:
        return False  # 普惠性幼儿园覆盖率 and 普惠性学前教育覆盖率
    return set(of[1]).isdisjoint(other) and set(other_of[1]).isdisjoint(one)
