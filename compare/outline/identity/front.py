"""The lines that stand before a report's text, and what else of it says what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from compare.expressions import expression
from compare.language.characters import HAN, canonical, clean, is_traditional, simplified

_FRONT_LINES: Final = 60
_TEXT_LENGTH: Final = 90  # characters; a longer line with a full stop in it is text
_RUN_ON: Final = 300  # characters of a line that holds a page and more: its title stands in the first of them
_OPENING_LINES: Final = 12
_OPENING_LENGTH: Final = 2_500  # characters of the text in which a body names itself
_CLOSING_LINES: Final = 14
_HEADING_LENGTH: Final = 45

_MARKS: Final = re.compile(
    r"^[\s#*_>《【\[]*(?:(?:附件\d*|标题|题名|(?:信息|文件)?名称)[:：]?)?《?|[\s*_》】]+$"
)
_TEXT_BEGINS: Final = re.compile(
    r"^(?:各位|同志们|尊敬的)|^(?!附件).{2,40}[:：]$"
    r"|^#*\**\s*(?:[一壹][、.．,，\s]|第[一1壹](?:部分|章|节)|[(（][一1][)）]|[1１I][、.．]\s*\D|[1１]\s+\D)"
)
_SITE: Final = re.compile(
    r"首页|当前位置|您的位置|来源\s*[:：]|(?:发布|更新|成文|公开)?(?:时间|日期)\s*[:：]|浏览|点击|字体|字号|分享到|打印"
    r"|关闭窗口|责任编辑|编辑\s*[:：]|作者\s*[:：]|记者|索\s*引\s*号|发布机构|主题分类|文\s*号|有\s*效\s*性|上一篇|下一篇"
    r"|扫一扫|无障碍|QQ空间|微博|ICP备|今天是|星期[一二三四五六日天]|农历|简体"
)
_CRUMB: Final = re.compile(rf"(?:(?<={HAN})|(?<=\s))[>＞»›](?={HAN}|\s)")
_NAVIGATION: Final = expression(
    r"^.*(?:首页|政务公开|信息公开(?:目录|专栏)|公开内容|主动公开|(?:最新|部门|政策)文件|通知公告|公告公示|栏目|正文"
    r"|位置:?|专栏|目录)"
)
_RUN_ON_TITLE: Final = expression(
    r"^[^,。;!?\n]{4,60}?(?:报告|总结|年报)"
    r"(?=\d{4}年|[—(]*\d{4}年\d{1,2}月|一、|各位|根据|按照|本报告|现将|今年|一年来|为)"
)
_DATED: Final = re.compile(r"(?<=报告)(?=[—(（]*(?:\d{4}|[二一][〇○零九]..)年.{1,2}月)")
_WITH_STOP: Final = 12  # characters; a line with a full stop at its end is text, unless it is a caption
_HANDED_ON: Final = expression(r"印发给|转发给|予公布")
MEETING: Final = re.compile(r"会议上|届\w{0,20}(?:代表大会|人大)|作政府工作报告|摄$")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line before the text: as printed, in the form for matching, and whether a site put it there.

    `number` is its place among the report's lines, from 0; None where it is a piece of a line of text.
    """

    printed: str
    words: str
    of_site: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class ReportText:
    """The parts of a report that say what it is, in the form for matching, and the lines of its text."""

    front: tuple[FrontLine, ...]
    opening: str
    closing: tuple[str, ...]
    lines: Sequence[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "ReportText":
        """The parts of the report in these lines."""
        front, text = split_front(lines)
        opening = "\n".join(matched(line[:_OPENING_LENGTH]) for line in text[:_OPENING_LINES])
        closing = [line for line in text[-_CLOSING_LINES:] if len(line) <= 2 * _HEADING_LENGTH]
        return cls(front, opening[:_OPENING_LENGTH], tuple(map(matched, closing)), text)

    @property
    def own_front(self) -> Iterator[str]:
        """The lines of the front that no site put there."""
        return (line.words for line in self.front if not line.of_site)

    def headings(self) -> Iterator[str]:
        """The short lines of the text that name a year, in the form for matching."""
        for line in self.lines:
            if len(line) <= _HEADING_LENGTH and "年" in line and "。" not in line:
                yield matched(line)

    def holds(self, name: str) -> bool:
        """Whether a sentence of the text calls anything by this name; a signature is none."""
        return any(name in simplified(line) for line in self.lines if len(line) > _HEADING_LENGTH)

    def as_printed(self, name: str) -> str:
        """A name in the script that the report is written in."""
        for line in (*(piece.printed for piece in self.front), *self.lines):
            if is_traditional(line):
                shown = re.sub(r"\s+", "", canonical(line))
                place = simplified(shown).find(name)
                if name and place >= 0:
                    return shown[place : place + len(name)]
        return name


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
    pieces = [piece for number, line in enumerate(front) for piece in _pieces(line, number)]
    if text and len(text[0]) > _TEXT_LENGTH:
        pieces += _run_on(text[0][:_RUN_ON])
    return tuple(pieces), text


def _is_text(line: str) -> bool:
    bare = simplified(line.strip()[:_RUN_ON])
    if _TEXT_BEGINS.match(bare) and not _SITE.search(bare):
        return True
    if (bare.endswith("。") or ("。" in bare and bare.endswith("："))) and len(bare) > _WITH_STOP:
        return not (MEETING.search(bare) or _HANDED_ON.search(bare) or _SITE.search(bare))
    return len(bare) == _RUN_ON or (len(bare) > _TEXT_LENGTH and ("。" in bare or "，" in bare))


def _pieces(line: str, number: int | None = None) -> Iterator[FrontLine]:
    """A line of the front, or the pieces of one that a site filled: `…报告 时间：2023-03-31 …`."""
    pieces = _parted(_SITE, _parted(_CRUMB, line)[-1])
    if len(pieces) > 1 or pieces[0] != line:
        for piece in pieces:
            yield from _told_apart(piece, number, of_site=True)
    else:
        yield from _told_apart(line, number, of_site=False)


def _parted(mark: re.Pattern[str], printed: str) -> list[str]:
    """The pieces of a printed text between marks, which are looked for in simplified characters."""
    pieces, start = [], 0
    for found in mark.finditer(simplified(printed)):
        pieces.append(printed[start : found.start()])
        start = found.end()
    return [*pieces, printed[start:]]


def _run_on(opening: str) -> Iterator[FrontLine]:
    """The front in the first words of a line of text, of a page that stands in one line."""
    if _SITE.search(simplified(opening)):
        yield from _pieces(opening)
    elif found := _RUN_ON_TITLE.match(matched(opening)):
        yield FrontLine(found[0], found[0], of_site=False, number=None)


def _told_apart(piece: str, number: int | None, *, of_site: bool) -> Iterator[FrontLine]:
    """A piece, its title apart from the date that follows it: `政府工作报告2011年1月20日在…`."""
    for part in _parted(_DATED, "".join(_parted(_MARKS, piece))):
        words = matched(part)
        if not words:
            continue
        if of_site:
            words = _NAVIGATION.sub("", words)
            part = part[len(part) - len(words) :] if matched(part).endswith(words) else words
        yield FrontLine(clean(part), words, of_site, number)
