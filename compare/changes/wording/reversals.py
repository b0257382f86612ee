"""Where a continued measure says the opposite: `保留`, `不再保留`; `必须`, `可以`; `3.2%`, 3.2个百分点.

Two sentences that differ by one 不 are as alike as two can be, so likeness never tells it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from compare.figures.extract import quantities
from compare.language.characters import simplified
from compare.language.words import cut_words
from compare.model import Figure, FigureKind, Measure, Reversal, ReversalKind
from compare.remembered import remembered

_CLAUSE: Final = re.compile(r"[^，；。：！？,;:!?]+")
_NEGATION_WORDS: Final = """
    不 不再 未 未再 没 没有 无 尚未 并未 未曾 不予 未能 无法 从未 无需 无须 不须 不必 不需 免予 免于
    停止 暂停 暂缓 杜绝 不得 严禁 禁止 不准 不用 不许 不应 未有 未予 从不 绝不 决不 毋需 毋须 无一 没能
"""
_BETWEEN_WORDS: Final = "再 曾 予 得 能 会 需 须 必 以 有 要 对 将 被 因 把"
# What is spoken of after these is not wanted, however it is said: 严禁焚烧, 治理焚烧.
_UNWANTED_WORDS: Final = """
    打击 遏制 治理 整治 反对 严防 防止 防范 查处 严查 清理 取缔 制止 惩治 纠正 纠治 抵制 消除 整改 杜绝
    严禁 禁止 不得 不准 不许 不搞 结束 排查 克服 根治
"""
_DENYING: Final = tuple("不未无没难勿")
# Words that begin so and deny nothing.
_DENY_NOTHING_WORDS: Final = "不断 不仅 不少 不低 不动产 不超 不同 未来 未成年 无人 无障碍 无论"
_DENY_NOTHING: Final = tuple(_DENY_NOTHING_WORDS.split())
# Who is called by what is denied: 未就业高校毕业生 denies nothing of what is done for them.
_PEOPLE: Final = ("毕业生", "人员", "人口", "家庭", "学生")
_NEGATIONS: Final = frozenset(_NEGATION_WORDS.split())
_BETWEEN: Final = frozenset(_BETWEEN_WORDS.split())
_UNWANTED: Final = tuple(_UNWANTED_WORDS.split())
# Words that the dictionary keeps together with what they deny: 暂缓执行, 停止使用.
_JOINED: Final = ("不再", "停止", "暂停", "暂缓", "取消", "继续", "恢复", "需")
_OPPOSITE_WORDS: Final = (
    (
        """
        保留 设立 恢复 实行 施行 推行 启用 启动 继续 新设 开通 开放 沿用 延续 执行 开工 复工 复产 重启 批准
        """,
        """
        取消 撤销 停止 停办 暂停 暂缓 中止 终止 废止 废除 关闭 关停 停用 叫停 撤并 裁撤 取缔 停建 缓建
        停工 停产 停运 停业
        """,
    ),
    ("实施 实行 采取", "解除"),
    ("同意 批准 核准 准予 采纳", "拒绝 驳回 否决 退回"),
    ("成立 组建 设立", "解散 注销"),
    ("下放 放权 赋权 委托", "收回 上收 回收"),
    ("放开 放宽 扩大 扩围 扩容 扩展 拓宽", "收紧 缩小 收缩 缩减 压缩 收窄 从严 严格"),
    (
        "增加 增长 上升 提高 提升 回升 增至 上涨 增多 上调",
        "减少 下降 降低 回落 下滑 降至 压减 下跌 减至 下调 负增长",
    ),
    ("允许 鼓励 支持 准许", "禁止 限制 严禁 不得 不准"),
    ("免费 免收 减免 停征 免征 停收 减征 缓征", "收费 征收 收取 开征 加收"),
    ("延长 延期", "缩短"),
    ("提前", "推迟 延后 顺延"),
    ("合并 整合", "拆分 分设"),
    ("公开 公布 公示", "保密"),
    ("加快 提速 加速", "放缓 减缓 放慢 减速"),
    ("好转 改善 向好", "恶化 变差"),
    ("由降转升 转升 由负转正", "由升转降 转降 由正转负"),
    ("盈利 盈余 扭亏为盈", "亏损 由盈转亏"),
    ("高于 超出", "低于 不及"),
    ("达标", "超标 不达标"),
    ("定期", "不定期"),
    ("有偿", "无偿"),
    ("集中", "分散"),
)
_OPPOSITES: Final = tuple(
    (frozenset(one.split()), frozenset(other.split())) for one, other in _OPPOSITE_WORDS
)
_OPPOSED: Final = frozenset().union(*(one | other for one, other in _OPPOSITES))
_DUTIES: Final = "必须 应当 应 须 一律 强制 强制性 务必 不得 严禁"
_CHOICES: Final = "可以 可 鼓励 倡导 提倡 自愿 自主 视情 酌情 原则上 允许"
_OBLIGED: Final = frozenset(_DUTIES.split())
_FREE: Final = frozenset(_CHOICES.split())
_STEERING: Final = frozenset().union(_NEGATIONS, _BETWEEN, _OBLIGED, _FREE, *(a | b for a, b in _OPPOSITES))
_ANY_NEGATION: Final = 1
_TURNS: Final = (*_OPPOSITES, (_OBLIGED, _FREE))
_FIRST_OF_TURNS: Final = sum(4**place for place in range(1, len(_TURNS) + 1))


def _flags(word: str) -> int:
    """What a word, or one that it begins with, can turn: bit 0 denies, then two bits for each of `_TURNS`."""
    begun = {word[:end] for end in range(1, len(word) + 1)}
    found = _ANY_NEGATION * (not _NEGATIONS.isdisjoint(begun))
    for place, (first, second) in enumerate(_TURNS, 1):
        found |= 4**place * (not first.isdisjoint(begun)) | 2 * 4**place * (not second.isdisjoint(begun))
    return found


_TURNING_WORDS: Final = _NEGATIONS.union(*(first | second for first, second in _TURNS))
_FLAGS: Final = {word: _flags(word) for word in sorted(_TURNING_WORDS, key=lambda word: (-len(word), word))}
_BEGINNINGS: Final = "".join(sorted({word[0] for word in _FLAGS}))  # looked for first: it is quicker
_TURNING: Final = re.compile(f"(?=[{_BEGINNINGS}])(?=({'|'.join(_FLAGS)}))")  # the longest word at each place
_SHARED: Final = 0.5  # of the words that tell what a clause is about, in the clause that has fewer
_SHARED_OF_MORE: Final = 0.5  # in the one that has more
_MOST: Final = 400  # characters of a clause that are looked at
_CURRENCY: Final = "元"
_NO_WORD: Final = re.compile(r"[\d.,%％\s“”《》（）()、]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause's words, and those of them that tell what it is about."""

    words: tuple[str, ...]
    about: frozenset[str]

    def prints(self, text: str) -> bool:
        """Whether the words hold a text that is not denied here."""
        whole = "".join(self.words)
        return text in whole and not any(printed.endswith(text) for _, printed in _denied(self.words))


def find_reversals(before: Sequence[Measure], after: Sequence[Measure]) -> tuple[Reversal, ...]:
    """What was turned round between two wordings of one measure, in the order of the baseline.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1)]
    >>> found, = find_reversals(told("不再保留证明事项12项。"), told("保留证明事项12项。"))
    >>> found.kind.value, found.before, found.after
    ('polarity', '不再保留', '保留')
    """
    found = [*_turned(before, after), *_units(before, after)]
    return tuple(dict.fromkeys(found))


def _turned(before: Sequence[Measure], after: Sequence[Measure]) -> list[Reversal]:
    if not _may_be_turned(_flags_in(before), _flags_in(after)):
        return []
    sides = _clauses(before), _clauses(after)
    return [
        reversal
        for one, other in product(*sides)
        for reversal in _between(one, other)
        if not _said_on_both(reversal, one, other, sides)
    ]


def _flags_in(measures: Sequence[Measure]) -> int:
    """The flags of all words that stand in a side, whatever they would be cut into."""
    found = 0
    for measure in measures:
        for word in _TURNING.findall(simplified(measure.text)):
            found |= _FLAGS[word]
    return found


def _may_be_turned(one: int, other: int) -> bool:
    """Whether a side denies anything, or two opposites stand on both: it is seldom so, and cheap to see."""
    across = 2 * (one & _FIRST_OF_TURNS) & other | 2 * (other & _FIRST_OF_TURNS) & one
    return bool(across or (one | other) & _ANY_NEGATION)


def _said_on_both(
    reversal: Reversal, one: "_Said", other: "_Said", sides: tuple[Sequence["_Said"], Sequence["_Said"]]
) -> bool:
    """Whether either side says of the same what the other says, too: `取消20项，保留30项` is no reversal."""
    again = (said for said in sides[0] if said is not one and _about_the_same(said.about, other.about))
    there = (said for said in sides[1] if said is not other and _about_the_same(said.about, one.about))
    return any(said.prints(reversal.after) for said in again) or any(
        said.prints(reversal.before) for said in there
    )


def _clauses(measures: Sequence[Measure]) -> list[_Said]:
    return [_said(clause[:_MOST]) for measure in measures for clause in _CLAUSE.findall(measure.text)]


@remembered(1 << 12)
def _said(clause: str) -> _Said:
    cut = [part for word in cut_words(simplified(clause)) for part in _parted(word)]
    words = tuple(word for word in _rejoined(cut) if not _NO_WORD.fullmatch(word))
    about = frozenset(word for word in words if len(word) > 1 and word not in _STEERING)
    return _Said(words, about)


def _parted(word: str) -> tuple[str, ...]:
    """`暂缓执行` as `暂缓` and `执行`."""
    joined = next((each for each in _JOINED if word.startswith(each) and len(word) > len(each) + 1), "")
    return (joined, word[len(joined) :]) if joined else (word,)


def _rejoined(words: Sequence[str]) -> list[str]:
    """The words with those that turn a clause whole, where the dictionary cut through one: `下`, `放到`."""
    kept: list[str] = []
    for word in words:
        before = kept[-1] if kept else ""
        ends = (end for end in range(len(word), 0, -1) if before + word[:end] in _STEERING)
        end = next(ends, 0) if before and before not in _STEERING else 0
        if end:
            kept[-1] += word[:end]
        if rest := word[end:]:
            kept.append(rest)
    return kept


def _between(one: _Said, other: _Said) -> Iterator[Reversal]:
    """What two clauses about the same say the opposite of."""
    if not _about_the_same(one.about, other.about):
        return
    if turned := _negated(one, other):
        yield Reversal(ReversalKind.POLARITY, *turned)
    elif turned := _negated(other, one):
        yield Reversal(ReversalKind.POLARITY, *reversed(turned))
    elif turned := _opposite(one, other):
        yield Reversal(ReversalKind.POLARITY, *turned)
    if turned := _freed(one, other):
        yield Reversal(ReversalKind.MODALITY, *turned)
    elif turned := _freed(other, one):
        yield Reversal(ReversalKind.MODALITY, *reversed(turned))


def _about_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, sizes = len(one & other), (len(one), len(other))
    return shared > max(0.0, _SHARED * (min(sizes) - 1)) and shared >= _SHARED_OF_MORE * max(sizes)


def _negated(one: _Said, other: _Said) -> tuple[str, str] | None:
    """A word that the first denies and the other affirms, as both print it."""
    if any(word.endswith(_UNWANTED) and word not in _NEGATIONS for word in one.words):
        return None
    for word, printed in _denied(one.words):
        said_too = one.words.count(word) > 1
        if len(word) > 1 and word in other.words and not _is_denied(word, other.words) and not said_too:
            return printed, word
    return None


def _is_denied(word: str, words: Sequence[str]) -> bool:
    """Whether a clause denies a word, however far before, or says anywhere that something is unwanted."""
    return any(map(_denies, words[: words.index(word)])) or any(each.endswith(_UNWANTED) for each in words)


def _denies(word: str) -> bool:
    return word in _NEGATIONS or (word.startswith(_DENYING) and not word.startswith(_DENY_NOTHING))


def _denied(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word that a negation stands before, and both as printed."""
    for place, word in enumerate(words):
        if word in _NEGATIONS:
            end = place + 1
            while end < len(words) - 1 and words[end] in _BETWEEN:
                end += 1
            is_attribute = any(word.endswith(_PEOPLE) for word in words[end + 1 : end + 3])
            if end < len(words) and not is_attribute:
                yield words[end], "".join(words[place : end + 1])


def _opposite(one: _Said, other: _Said) -> tuple[str, str] | None:
    """Two words of which one is the other's opposite, where neither clause says both."""
    if _OPPOSED.isdisjoint(one.words) or _OPPOSED.isdisjoint(other.words):
        return None
    for pair in _OPPOSITES:
        for asked, answered in (pair, pair[::-1]):
            first = [word for word in one.words if word in asked]
            second = [word for word in other.words if word in answered]
            neither = not any(word in answered for word in one.words) and not any(
                word in asked for word in other.words
            )
            if first and second and neither:
                return _with_next(one.words, first[0]), _with_next(other.words, second[0])
    return None


def _freed(one: _Said, other: _Said) -> tuple[str, str] | None:
    """A duty of the first that the other leaves to choice."""
    duty = [word for word in one.words if word in _OBLIGED]
    choice = [word for word in other.words if word in _FREE]
    both = any(word in _FREE for word in one.words) or any(word in _OBLIGED for word in other.words)
    if not duty or not choice or both:
        return None
    return _with_next(one.words, duty[0]), _with_next(other.words, choice[0])


def _with_next(words: Sequence[str], word: str) -> str:
    """A word with the one that follows it, which it steers."""
    return next((word + after for each, after in pairwise(words) if each == word), word)


def _units(before: Sequence[Measure], after: Sequence[Measure]) -> Iterator[Reversal]:
    """The same number in a unit that means another thing, in clauses about the same."""
    for (text, figure), (other_text, other) in product(_quantities(before), _quantities(after)):
        if _other_unit(figure, other):
            clauses = _clause_at(figure.start, text), _clause_at(other.start, other_text)
            if _about_the_same(*(clause.about for clause in clauses)):
                yield Reversal(ReversalKind.UNIT, figure.text, other.text)


def _other_unit(one: Figure, other: Figure) -> bool:
    kinds = {one.kind, other.kind}
    if kinds == {FigureKind.POINTS, FigureKind.PERCENT}:
        return one.value == other.value
    same_kind = one.kind is other.kind is FigureKind.COUNT
    currencies = one.unit.endswith(_CURRENCY) and other.unit.endswith(_CURRENCY)
    return same_kind and currencies and one.value == other.value and one.unit != other.unit


def _quantities(measures: Sequence[Measure]) -> list[tuple[str, Figure]]:
    return [(measure.text, figure) for measure in measures for figure in quantities(measure.figures)]


def _clause_at(place: int, text: str) -> _Said:
    """The clause that a place in a sentence stands in."""
    return _said(next(each[0] for each in _CLAUSE.finditer(text) if place < each.end())[:_MOST])
