"""The lines that stand before a report's text, and which of them is its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from compare.language.bodies import body_named, longest_body
from compare.language.characters import canonical, clean, simplified
from compare.language.years import YearMention, find_years

_FRONT_LINES: Final = 60
_TEXT_LENGTH: Final = 90  # characters; a longer line with a full stop in it is text
_RUN_ON: Final = 300  # characters of a line that holds a page and more: its title stands in the first of them
_LONGEST_TITLE: Final = 60
_SHORTEST_TITLE: Final = 4
_MOST_LINES: Final = 3
_ENOUGH: Final = 4.5

_MARKS: Final = re.compile(r"^[\s#*_>《【\[]*(?:附件\d*[:：]?)?《?|[\s*_》】]+$")
_TEXT_BEGINS: Final = re.compile(
    r"^(?:各位|同志们|尊敬的)|^(?!附件).{2,40}[:：]$"
    r"|^#*\**\s*(?:[一壹][、.．,，\s]|第[一1壹](?:部分|章|节)|[(（][一1][)）]|[1１I][、.．]\s*\D|[1１]\s+\D)"
)
_SITE: Final = re.compile(
    r"首页|当前位置|您的位置|来源\s*[:：]|(?:发布|更新|成文|公开)?(?:时间|日期)\s*[:：]|浏览|点击|字体|字号|分享到|打印"
    r"|关闭窗口|责任编辑|编辑\s*[:：]|作者\s*[:：]|记者|索\s*引\s*号|发布机构|主题分类|文\s*号|有\s*效\s*性|上一篇|下一篇"
    r"|扫一扫|无障碍|QQ空间|微博|ICP备"
)
_CRUMB: Final = re.compile(r"[>＞»›]")
_NAVIGATION: Final = re.compile(
    r"^.*(?:首页|政务公开|信息公开(?:目录|专栏)|公开内容|主动公开|(?:最新|部门|政策)文件|通知公告|公告公示|栏目|正文"
    r"|位置:?|专栏|目录)"
)
_RUN_ON_TITLE: Final = re.compile(
    r"^[^,。;!?\n]{4,60}?(?:报告|总结|年报)"
    r"(?=\d{4}年|[—(]*\d{4}年\d{1,2}月|一、|各位|根据|按照|本报告|现将|今年|一年来|为)"
)
_ENDS_TITLE: Final = re.compile(
    r"(?:(?P<surely>报告|年报|总结|预算|决算|公报|白皮书|汇报)|要点|情况|安排|计划|草案)(?:\([^()]{1,20}\))*$"
)
_FAMILY: Final = re.compile(
    r"法治\w{0,4}建设|依法行政|政府工作报告|信息公开|施政|工作报告|工作总结|年度报告|执行情况"
)
_ISSUED: Final = re.compile(r"关于(?:印发|公布|发布|报送|转发)《(?P<inner>.+)》的(?:通知|报告|函)")
_MEETING: Final = re.compile(r"会议上|届\w{0,20}(?:代表大会|人大)|作政府工作报告|摄$")
_PAPER_HEAD: Final = re.compile(r"[〔\[(]\d{4}[〕\])]\d+号|文件$")
_WITH_STOP: Final = 12  # characters; a line with a full stop at its end is text, unless it is a caption
_HANDED_ON: Final = re.compile(r"印发给|转发给|予公布")
_JOINED: Final = re.compile(r"^(?:[和及与暨]|的?(?:报告|总结|汇报|年报)(?:\(|$))")
_ADDS: Final = re.compile(r"^\([^()]*\)$")
_STOPS: Final = re.compile(r"[。;!?]")
_NUMBERED: Final = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.])")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line before the text: as printed, in the form for matching, and whether a site put it there."""

    printed: str
    words: str
    of_site: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, in the form for matching (its spaces gone), and the years it names."""

    printed: str
    words: str
    years: tuple[YearMention, ...]


def matched(text: str) -> str:
    """A text in the form in which titles, years and bodies are looked for, without its spaces."""
    return re.sub(r"\s+", "", simplified(canonical(text)))


def split_front(lines: Sequence[str]) -> tuple[tuple[FrontLine, ...], Sequence[str]]:
    """What stands before the text, and the lines of the text.

    The text begins with an address (`各位代表：`), the first heading or the first line of sentences. Of a
    page in one line its first words are the front, in pieces.
    """
    front = list(takewhile(lambda line: not _is_text(line), lines[:_FRONT_LINES]))
    text = lines[len(front) :]
    pieces = [piece for line in front for piece in _pieces(line)]
    if text and len(text[0]) > _TEXT_LENGTH:
        pieces += _run_on(text[0][:_RUN_ON])
    return tuple(pieces), text


def find_title(front: Sequence[FrontLine]) -> Title | None:
    """The title, of up to three lines: `青岚区人民政府`, `2023年法治政府建设情况报告` are one."""
    best, best_score = None, _ENOUGH
    for place in range(len(front)):
        for count in range(1, _MOST_LINES + 1):
            group = front[place : place + count]
            if len(group) < count or not _may_be_one(group):
                break
            score = _score(group) - 0.1 * place
            if score > best_score or (best is None and score == best_score):
                best, best_score = group, score
    return _title(best) if best else None


def _title(group: Sequence[FrontLine]) -> Title:
    words = "".join(line.words for line in group)
    if issued := _ISSUED.search(words):
        inner = issued["inner"]
        printed = re.search(r"《(.+)》", "".join(line.printed for line in group))
        return Title(printed[1] if printed else inner, inner, find_years(inner, loose=True))
    return Title("".join(line.printed for line in group), words, find_years(words, loose=True))


def _is_text(line: str) -> bool:
    bare = line.strip()[:_RUN_ON]
    if _TEXT_BEGINS.match(bare) and not _SITE.search(bare):
        return True
    if bare.endswith("。") and len(bare) > _WITH_STOP:
        return not (_MEETING.search(bare) or _HANDED_ON.search(bare) or _SITE.search(bare))
    return len(bare) > _TEXT_LENGTH and ("。" in bare or "，" in bare)


def _pieces(line: str) -> Iterator[FrontLine]:
    """A line of the front, or the pieces of one that a site filled: `…报告 时间：2023-03-31 …`."""
    if _SITE.search(line) or _CRUMB.search(line):
        for piece in _SITE.split(_CRUMB.split(line)[-1]):
            yield from _told_apart(piece, of_site=True)
    else:
        yield from _told_apart(line, of_site=False)


def _run_on(opening: str) -> Iterator[FrontLine]:
    """The front in the first words of a line of text, of a page that stands in one line."""
    if _SITE.search(opening):
        yield from _pieces(opening)
    elif found := _RUN_ON_TITLE.match(matched(opening)):
        yield FrontLine(found[0], found[0], of_site=False)


def _told_apart(piece: str, *, of_site: bool) -> Iterator[FrontLine]:
    """A piece, its title apart from the date that follows it: `政府工作报告2011年1月20日在…`."""
    printed = _MARKS.sub("", piece)
    for part in re.split(r"(?<=报告)(?=[—(（]*(?:\d{4}|[二一][〇○零九]..)年.{1,2}月)", printed):
        words = matched(part)
        if not words:
            continue
        if of_site:
            words = _NAVIGATION.sub("", words)
            part = part[len(part) - len(words) :] if matched(part).endswith(words) else words
        yield FrontLine(clean(part), words, of_site)


def _may_be_one(group: Sequence[FrontLine]) -> bool:
    """Whether lines can be one title: no dates among them, and none but the last complete by itself."""
    if len(group) == 1:
        return True
    for before, after in pairwise(group):
        if before.of_site or after.of_site or _STOPS.search(before.words + after.words):
            return False
        if any(mention.month for mention in find_years(before.words + after.words)):
            return False
        goes_on = _JOINED.match(after.words) or _ADDS.match(after.words)
        if _ENDS_TITLE.search(before.words) and not goes_on:
            return False
        if any(mark.search(line.words) for mark in (_MEETING, _PAPER_HEAD) for line in (before, after)):
            return False
    return True


def _score(group: Sequence[FrontLine]) -> float:
    """How much lines look like a title."""
    words = "".join(line.words for line in group)
    if issued := _ISSUED.search(words):
        words = issued["inner"]
    ends = _ENDS_TITLE.search(words)
    if ends is None or not _SHORTEST_TITLE <= len(words) <= _LONGEST_TITLE:
        return 0.0
    features = (
        (2.0, True),
        (1.0, ends["surely"]),
        (3.0, _FAMILY.search(words)),
        (1.0, any(mention.month is None for mention in find_years(words, loose=True))),
        (1.5, longest_body(words) or (len(group) > 1 and body_named(group[0].words))),
        (-0.5, len(group) > 1),
        (2.0, any(_JOINED.match(line.words) for line in group[1:])),
        (-0.5, issued),
        (-3.5, group[0].of_site),
        (-6.0, _STOPS.search(words) or words.endswith(":")),
        (-3.0, "," in words),
        (-5.0, _MEETING.search(words)),
        (-4.0, _NUMBERED.match(words)),
    )
    return sum(weight for weight, present in features if present)
