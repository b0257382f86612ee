"""What a number counts, named as a reader would name the indicator: `发明专利`, `智能预审覆盖率`."""

import re
from collections.abc import Sequence
from dataclasses import replace

import rjieba

from compare.model import Figure, FigureKind
from compare.surroundings import ACTS, LEADING, PREDICATES, TRAILING, VERBS

LONGEST = 16

_NAME = re.compile(r"(《[^《》]*》|“[^“”]*”|「[^「」]*」)")
_STOPS = "，。；：！？,;:!?\n"
_LABELS = frozenset({FigureKind.DATE, FigureKind.EDITION})
_RISE_OR_FALL = (
    "增长|增加|增幅|上升|上涨|提高|提升|扩大|下降|降低|减少|缩短|压减|压缩|精简|"
    "缩减|削减|回落|降幅|节约|节省|下调|上调|翻"
)
_CHANGED = re.compile(rf"((?:同比|环比|年均|平均)?(?:{_RISE_OR_FALL}))[了近约]*$")

_LISTING = re.compile(r".*等(?:领域|方面|环节|内容|渠道)?的?(?=[^、级候待]{2,}$)")
_CLIPPED = re.compile(r"(?<=..)(?:[达降升增均占至]|均为|降至|升至|增至)$")


def name_figures(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the quantities among `figures` with their subjects, and the labels as they are.

    `审结案件57件，同比增长6%` → `案件` and `案件 同比增长`.
    """
    named: list[Figure] = []
    subject, free = "", 0
    for place, figure in enumerate(figures):
        if figure.kind in _LABELS:
            named.append(figure)
            free = figure.end
            continue
        limit = figures[place + 1].start if place + 1 < len(figures) else len(text)
        ahead = _clause_before(text, free, figure.start)
        behind = _noun_after(text[figure.end : limit], figure)
        subject = _subject(ahead, behind, subject, text[figure.end : limit])
        named.append(replace(figure, subject=_with_change(subject, ahead, behind)))
        free = figure.end + (text[figure.end : limit].find(behind) + len(behind) if behind else 0)
    return tuple(named)


def change_before(ahead: str) -> str:
    """Return the word of rise or fall that `ahead`, the words up to a number, ends with.

    >>> change_before("收到申请同比增长"), change_before("合格率提高到")
    ('同比增长', '')
    """
    found = _CHANGED.search(ahead)
    return found[1] if found else ""


def _clause_before(text: str, free: int, start: int) -> str:
    """Return the words from the last stop (not one inside a name) or figure to the number."""
    piece = text[free:start]
    blank = _NAME.sub(lambda name: "x" * len(name[0]), piece)
    return piece[max(map(blank.rfind, _STOPS)) + 1 :].strip(" 、")


def _subject(ahead: str, behind: str, last: str, rest: str) -> str:
    if behind:
        return behind
    before = _noun_before(ahead)
    if before and before not in ACTS:
        return before
    root = last.split(" ")[0]
    if before and root:
        return f"{root} {before}" if len(root) + len(before) < LONGEST else root
    opens = bool(ahead) and "由" not in ahead and "从" not in ahead and not before
    said = _shorten(_words(re.split(rf"[{_STOPS}、]", rest)[0]))
    return root if root and not (opens and len(said) > 3) else said or before


def _with_change(subject: str, ahead: str, behind: str) -> str:
    change = change_before(ahead)
    if not change or behind or change in subject:
        return subject
    return f"{subject.split(' ')[0]} {change}".strip()


def _noun_before(ahead: str) -> str:
    words = _words(_LISTING.sub("", _CHANGED.sub("", ahead)))
    while words and words[-1] in TRAILING and words[-2:] != ["占", "比"]:
        words.pop()
    acts = [word for word in words if word in ACTS]
    words = _after_last_verb(words)
    while (len(words) > 1 and words[0] in LEADING and words[1] not in "率比") or words[:1] == ["、"]:
        words.pop(0)
    if not words or (words[0] in LEADING and len(words) == 1):
        return acts[-1] if acts else ""
    return _shorten(words)


def _after_last_verb(words: list[str]) -> list[str]:
    for place in range(len(words) - 2, -1, -1):
        if (
            words[place] in VERBS
            and words[place + 1] not in ("率", "比", "的")
            and len("".join(words[place + 1 :])) > 1
        ):
            return words[place + 1 :]
    return words


def _noun_after(rest: str, figure: Figure) -> str:
    """Return the noun that follows the number at once: `3项“一件事”服务` has it, `3项，` has not."""
    if (figure.kind is not FigureKind.COUNT or figure.unit.endswith("元")) and not rest.startswith("的"):
        return ""
    blank = _NAME.sub(lambda name: "x" * len(name[0]), rest)
    stop = re.search(rf"[{_STOPS}、（(]", blank)
    words = _words(rest[: stop.start() if stop else len(rest)].removeprefix("的"))
    if len(words) > 1 and words[1] in ("到", "至", "为", "成"):
        return ""
    noun: list[str] = []
    for word in words:
        if word in PREDICATES or word == "的":
            break
        noun.append(word)
    while noun and noun[-1] in ("和", "及", "以及"):
        noun.pop()
    return _shorten(noun) if len("".join(noun).strip()) > 1 and noun[0] not in ("和", "及", "以及") else ""


def _words(piece: str) -> list[str]:
    """Return the words of `piece`, with each quoted or bracketed name as one word."""
    words: list[str] = []
    for part in _NAME.split(piece.strip()):
        words.extend([part] if _NAME.fullmatch(part) else rjieba.cut(part))
    return [word for word in words if word.strip()]


def _shorten(words: Sequence[str]) -> str:
    """Return the last words that fit a name, begun after an enumeration's comma where there is one."""
    kept = list(words)
    while len(kept) > 1 and len("".join(kept)) > LONGEST:
        kept.pop(0)
    if len(kept) < len(words) and "、" in kept[:-1]:
        kept = kept[kept.index("、") + 1 :]
    while len(kept) > 1 and (kept[0] in LEADING or kept[0] == "、"):
        kept.pop(0)
    name = "".join(kept).strip(" 、，的")
    if name.count("）") > name.count("（"):
        name = name.split("）", 1)[1]
    return _CLIPPED.sub("", name)
