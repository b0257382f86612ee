"""What a number counts, named as a reader would name the indicator: `发明专利`, `智能预审覆盖率`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from compare.figures.lexicon import (
    ACTS,
    ACTS_ON,
    BARE,
    COUNTED_PEOPLE,
    GENERIC,
    LEADING,
    MANNER,
    PREDICATES,
    TRAILING,
    VERBS,
)
from compare.figures.units import EXTENTS, PLACES
from compare.language.words import cut_words
from compare.model import Figure, FigureKind

LONGEST = 16
_REACH = 200  # characters before a number that may name it: a clause without end is no reason to hang
_NO_NAMES = ACTS | VERBS | GENERIC
_LONG_ENOUGH = 4
_RATES = ("率", "率均", "比例", "占比", "比重")
_PEOPLE = frozenset({"人", "名", "人次", "位"})
_BY_LENGTH = sorted(ACTS_ON, key=lambda act: (-len(act), act))
_LONGEST_LEAD = 10  # characters of what a bare noun is about
_SPENT = frozenset({"投入", "安排", "支出"})

_NAME = re.compile(r"(《[^《》]*》|“[^“”]*”|「[^「」]*」)")
_STOPS = "，。；：！？,;:!?\n"
_RISE_OR_FALL = (
    "增长|增加|增幅|上升|上涨|提高|提升|扩大|下降|降低|减少|缩短|压减|压缩|精简|"
    "缩减|削减|回落|降幅|节约|节省|下调|上调|翻"
)
_CHANGED = re.compile(rf"((?:同比|环比|年均|平均)?(?:{_RISE_OR_FALL}|[高低升降]))[了近约]*$")

_LISTING = re.compile(r"^.*等(?:领域|方面|环节|内容|渠道)?的?(?=[^、级候待]{2,60}$)")  # no name is longer
_LISTS = re.compile(r"包括|包含|涉及|涵盖|含|其中|分别[是为]|如")
_AGAINST = re.compile(r"[比较](?:上一?年度?|去年|前一?年)(?:同期|预算|实际)?(?:再|又)?")
# What a quantity passed, which is no name of one: of 突破千亿元大关、达到1050亿元, or 新台阶 behind a number.
_PASSED = re.compile(
    r"(?:^新?|(?:突破|迈上|跨上|跃上|登上|站上|跨过|迈过|越过)[^，。；、]{0,8})(?:台阶|大关|关口|门槛)、?"
)
_PASSED_BEHIND = re.compile(r"(?:台阶|大关|关口|门槛)$")
_PASSES = re.compile(r"(?:连续)?(?:突破|迈上|跨上|跃上|登上|站上|跨过|迈过|越过|跨越|连跨|连上)$")
_PER = re.compile(r"^/[年月日人户亩]")  # 842元/月
_RECALLED = re.compile(r"[由从比较]$")  # 浓度由2017年的76降至64
_IN_A_ROW = re.compile(r"连续$")  # 优良天数连续6年稳定在325天
_ASIDE = re.compile(
    r"(?:已|近)?连续\d+(?:多|余)?个?[年月](?:稳定|保持)?(?:在)?$|连续$|[由从比较]\d{4}年(?:的|底|末)?(?:分别|均)?$"
)
_RECALLING = re.compile(r"[由从]|[到至为达]$")
# Of lists and of footnotes.
_MARKS = re.compile(r"^[①-⓿●○■□◆◇▪\s]+|^[一二三四五六七八九十]{1,3}[是要]|[\[［]\d{1,3}[\]］]")
# To be urged to do something, with a word of how far behind (盯紧, 办好, 抓实) or of how hard before (狠抓).
_URGING = re.compile(
    "[盯抓办做用管守兜筑织压补打下落稳][好紧实细准牢住足稳优]|[紧狠严力][盯抓扣跟把守促保争]"
)
_AND = frozenset(("和", "及", "以及"))
_CLIPPED = re.compile(r"(?<=..)(?:[提上]升|均为|[降升增][到至]|[保控][持制]在|拟按|[达降升增均占至拟])$")


def name_figures(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The quantities among some figures with their subjects, and dates and editions as they are.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> [figure.subject for figure in extract_figures("审结案件57件，同比增长6%。")]
    ['审结案件', '审结案件 同比增长']
    """
    named: list[Figure] = []
    last: dict[str, str] = {}
    subject, free = "", 0
    for place, figure in enumerate(figures):
        if not figure.kind.is_quantity:
            named.append(figure)
            free = free if _RECALLED.search(text[: figure.start]) else figure.end
            continue
        limit = figures[place + 1].start if place + 1 < len(figures) else len(text)
        rest = text[figure.end : limit]
        ahead, behind = _clause_before(text, free, figure.start), _noun_after(rest, figure)
        touches = not ahead and free > 0 and text[free : figure.start].strip() == ""
        past = _Past(subject, last, _earlier_clause(text, ahead, figure), touches)
        subject = _told_apart(_subject(figure, ahead, behind, rest, past), figure, ahead, rest, past)
        subject = _MARKS.sub("", subject)
        name = subject
        if _PASSED_BEHIND.search(
            subject
        ):  # 生产总值跨越3个千亿元台阶，达到1.5万亿元: what follows is of 生产总值
            subject = noun_before(ahead) or past.subject
        last[figure.unit] = subject
        named.append(replace(figure, subject=_with_change(name, ahead, behind)))
        if not _IN_A_ROW.search(ahead):
            free = figure.end + (rest.find(behind) + len(behind) if behind else 0)
    return tuple(named)


def change_before(ahead: str) -> str:
    """The word of rise or fall that the words up to a number end with, "" for none.

    Examples
    --------
    >>> change_before("收到申请同比增长"), change_before("合格率提高到")
    ('同比增长', '')
    """
    found = _CHANGED.search(ahead)
    return found[1] if found else ""


def _clause_before(text: str, free: int, start: int) -> str:
    """The words from the last stop (not one inside a name) or figure to the number."""
    piece = text[max(free, start - _REACH) : start]
    blank = _NAME.sub(lambda name: "x" * len(name[0]), piece)
    opened = blank.rfind("（")
    stops = *map(blank.rfind, _STOPS), opened if "）" not in blank[opened:] else -1
    return piece[max(stops) + 1 :].strip(" 、")


@dataclass(frozen=True, slots=True)
class _Past:
    """What was named before a number: the last subject, the last of each unit, the clause before.

    `touches` says that nothing but the last subject stands before it in its clause.
    """

    subject: str
    by_unit: Mapping[str, str]
    clause: str
    touches: bool = False

    def root(self, figure: Figure, ahead: str) -> str:
        """What was counted last by its unit; of a rise or fall by a share the very last, whose it is."""
        is_move = figure.kind in (FigureKind.PERCENT, FigureKind.POINTS) and change_before(ahead)
        is_its = is_move or self.touches
        return (self.subject if is_its else self.by_unit.get(figure.unit, self.subject)).split(" ")[0]


def _earlier_clause(text: str, ahead: str, figure: Figure) -> str:
    end = figure.start - len(ahead)
    before = text[max(0, end - _REACH) : end].rstrip(_STOPS)
    clause = before[max(map(before.rfind, _STOPS)) + 1 :]
    return "" if re.search(r"\d|分之", _NAME.sub("", clause)) else clause


def _subject(figure: Figure, ahead: str, behind: str, rest: str, past: _Past) -> str:
    """The best name there is: the noun after, the noun before, what was counted last, what follows."""
    if behind:
        return behind
    before, root = noun_before(ahead), past.root(figure, ahead)
    if ahead.endswith("等") and _LISTS.match(ahead):  # 发布《…目录》，包括民生实事、执法监管等18项
        before = noun_before(past.clause) or before
    if before and before not in _NO_NAMES:
        return before
    if before in _SPENT and figure.unit == "元":
        return f"{before}资金"
    if before in ACTS or before in GENERIC:
        root = root or noun_before(past.clause)
        return _joined(root, before)
    said = _words_and_names(re.split(rf"[{_STOPS}、]", rest)[0])
    told = _shorten(_up_to_predicate(said)) or _shorten(_less_trailing(said))
    recalls = bool(_RECALLING.search(ahead)) or (ahead == "其中" and figure.unit in past.by_unit)
    if root and (recalls or len(told) < _LONG_ENOUGH):
        return root
    name = told if len(told) >= _LONG_ENOUGH else noun_before(past.clause) or told
    return name if len(name) > 1 else ""


def _told_apart(subject: str, figure: Figure, ahead: str, rest: str, past: _Past) -> str:
    """A noun that every report counts with what was done to it: 走访企业, 企业 受益, 新增就业人数."""
    words = cut_words(subject)
    if figure.unit in _PEOPLE and words and words[-1] in COUNTED_PEOPLE:
        return f"{'新增' if ahead.endswith('新增' + subject) else ''}{subject}人数"
    after = _act_in(_words_and_names(re.split(rf"[{_STOPS}]", rest)[0]), subject)
    if not ahead and subject == past.subject and figure.unit in _PEOPLE and after:
        return _joined(subject, after)  # 举办讲座6场，900人次参加: the people, and not the lectures again
    if subject not in BARE:
        return subject
    lead = ahead.rpartition(subject)[0] or ahead
    before = next((act for act in _BY_LENGTH if lead.endswith(act)), "")
    before = before or _act_in(reversed(_words_and_names(lead)), subject)
    enumerated = _act_in(cut_words(past.subject)[:1], subject) if ahead == subject else ""
    if before or after or enumerated:
        return (
            f"{before}{subject}" if before else _joined(subject, after) if after else f"{enumerated}{subject}"
        )
    about = noun_before(past.clause) or past.subject.split(" ")[0]
    return f"{about} {subject}" if about != subject and 0 < len(about) <= _LONGEST_LEAD else subject


def _act_in(words: Iterable[str], subject: str) -> str:
    """The first of some words that is an act, "" for none."""
    return next((word for word in words if word in ACTS_ON and word != subject), "")


def _joined(root: str, word: str) -> str:
    """What was counted with what became of it: `行政复议申请 受理`."""
    return f"{root} {word}".strip()


def _with_change(subject: str, ahead: str, behind: str) -> str:
    change = change_before(ahead)
    if not change or behind or change in subject:
        return subject
    return _joined(subject.split(" ")[0], change)


def noun_before(ahead: str) -> str:
    """The name that the words before a number end with, "" for none.

    Examples
    --------
    >>> noun_before("全年办理法律援助案件")
    '法律援助案件'
    """
    ahead = _PASSES.sub("", _PASSED.sub("", _ASIDE.sub("", _CHANGED.sub("", _PER.sub("", ahead)))))
    words = _words_and_names(_without_list(_AGAINST.sub("", ahead)))
    words = _less_trailing(words)
    acts = [word for word in words if word in ACTS]
    rate = bool(words) and words[-1].endswith(_RATES)
    words = _after_last_verb(words)
    while words[:1] == ["、"] or (len(words) > 1 and _drops(words[0], rate)):
        words.pop(0)
    words = _up_to_manner(words)
    if not words or (words[0] in LEADING and len(words) == 1):
        return acts[-1] if acts else ""
    return _shorten(words)


def _without_list(ahead: str) -> str:
    """Less the list whose kind is named behind it: 审批 of 投资、用地等领域审批; no 等 of a name."""
    blank = _NAME.sub(lambda name: "x" * len(name[0]), ahead)
    found = _LISTING.search(blank)
    return ahead[found.end() :] if found else ahead


def _less_trailing(words: list[str]) -> list[str]:
    kept = list(words)
    while kept and kept[-1] in TRAILING and kept[-2:] != ["占", "比"]:
        kept.pop()
    return kept


def _drops(word: str, rate: bool) -> bool:
    """Whether a name does not begin with `word`; 调解 is dropped from 调解纠纷, not from 调解成功率."""
    return bool(_URGING.fullmatch(word)) or (word in LEADING and not (rate and word in ACTS))


def _up_to_manner(words: Sequence[str]) -> list[str]:
    """The words of a name, to which what is said of it may be tied: 民生实事 of 民生实事如期完成."""
    return [*words[:1], *takewhile(lambda word: not _tells_manner(word), words[1:])]


def _tells_manner(word: str) -> bool:
    """Whether a word says how something was done: 如期, and 全面完成, one word of the dictionary."""
    return word in MANNER or (word[:2] in MANNER and word[2:] in TRAILING | VERBS)


def _after_last_verb(words: list[str]) -> list[str]:
    for place in range(len(words) - 2, -1, -1):
        after = words[place + 1 :]
        name = "".join(after)
        if words[place] in VERBS and not after[0].startswith(("率", "比", "的")) and len(name) > 1:
            return words if name in GENERIC else after
    return words


def _noun_after(rest: str, figure: Figure) -> str:
    """The noun that follows the number at once: `3项“一件事”服务` has it, `3项，` has not."""
    if (figure.kind is not FigureKind.COUNT or figure.unit.endswith("元")) and not rest.startswith("的"):
        return ""
    if _PASSED.match(rest):
        return ""
    rest = _PER.sub("", rest)
    blank = _NAME.sub(lambda name: "x" * len(name[0]), rest)
    stop = re.search(rf"[{_STOPS}、（(]", blank)
    words = _words_and_names(rest[: stop.start() if stop else len(rest)].removeprefix("的"))
    if (words and words[0] in TRAILING) or (len(words) > 1 and words[1] in ("到", "至", "为", "成")):
        return ""
    noun = _up_to_predicate(words) if words and words[0][0] not in "无未" else []
    if noun and _is_counted_place(noun) and figure.unit not in EXTENTS:
        return noun[0]
    if stop is None and rest.endswith("的"):  # 19项民生工程和县人大票决的6项民生实事
        noun = list(takewhile(lambda word: word not in _AND, noun))
    while noun and noun[-1] in _AND:
        noun.pop()
    return _shorten(noun) if len("".join(noun).strip()) > 1 and noun[0] not in _AND else ""


def _is_counted_place(words: Sequence[str]) -> bool:
    return words[0] in PLACES and (len(words[0]) > 1 or _AND.issuperset(words[1:2]))


def _up_to_predicate(words: Sequence[str]) -> list[str]:
    told = list(takewhile(lambda word: word not in PREDICATES and word != "的", words))
    return _up_to_manner(told)


def _words_and_names(piece: str) -> list[str]:
    """The words of `piece`, with each quoted or bracketed name as one word."""
    words: list[str] = []
    for part in _NAME.split(piece.strip()):
        words.extend([part] if _NAME.fullmatch(part) else cut_words(part))
    return [word for word in words if word.strip()]


def _parts(word: str) -> list[str]:
    """The words of a title too long to be a name, less its edition; else `word` itself."""
    if len(word) <= LONGEST or not word.startswith("《"):
        return [word]
    return cut_words(re.sub(r"（[^（）]*）$", "", word.strip("《》")))


def _shorten(words: Sequence[str]) -> str:
    """The last words that fit a name, begun after an enumeration's comma where there is one."""
    kept = [word for whole in words for word in _parts(whole)]
    while len(kept) > 1 and len("".join(kept)) > LONGEST:
        kept.pop(0)
    if len(kept) < len(words) and "、" in kept[:-1]:
        kept = kept[kept.index("、") + 1 :]
    while len(kept) > 1 and (kept[0] in LEADING or kept[0] == "、"):
        kept.pop(0)
    name = "".join(kept).strip(" 、，的")
    if "的" in name and len(name.rsplit("的", 1)[1]) > 3 and not _NAME.search(name):
        name = name.rsplit("的", 1)[1]
    if name.count("）") > name.count("（"):
        name = name.split("）", 1)[1].lstrip("和及与、")
    return _CLIPPED.sub("", name)
