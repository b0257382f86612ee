"""What a report is about, and what its measures are called: read from the text, never from a place in it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from compare.language.characters import squeeze
from compare.outline.tree import Outline

_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_DIGITS: Final = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_KINDS: Final = (
    (re.compile(r"法治政府建设"), "法治政府建设情况报告"),
    (re.compile(r"政府信息公开"), "政府信息公开工作年度报告"),
    (re.compile(r"政府工作报告"), "政府工作报告"),
)
_BODY: Final = re.compile(
    r"([\u4e00-\u9fff]{1,30}(?:自治[区州县旗]|开发区|新区|街道|委员会|管委会|省|市|区|县|州|盟|旗|镇|乡|局|委|厅|办|部|院)(?:人民政府)?)"
)
_SPEAKS_FOR: Final = re.compile(r"我(?:谨)?代表([\u4e00-\u9fff]{2,20}?)[，,向]")
_TITLE: Final = re.compile(r"报告|年报|总结|情况")
_ID_LENGTH: Final = 12


def read_title(outline: Outline) -> str:
    """The title as printed, or "" where no line looks like one."""
    lines = [line for line in outline.title_lines if not line.endswith(("：", ":"))]
    return next((line for line in lines if _TITLE.search(line)), "")


def read_year(title: str, outline: Outline) -> int | None:
    """The reporting year: the title's, or that of the title page, or the one its headings name most often."""
    for text in (title, *outline.title_lines):
        if found := _years(text):
            return found[0]
    headings = [section.heading for section in outline.sections if section.level == 1]
    for texts in (headings, [sentence.text for sentence in outline.sentences[:50]]):
        counted = Counter(year for text in texts for year in _years(text))
        if counted:
            return max(counted, key=lambda year: (counted[year], year))
    return None


def read_kind(title: str, outline: Outline) -> str:
    """The kind of report, by its usual name, or what is left of its title."""
    opening = title or "".join(sentence.text for sentence in outline.sentences[:5])
    for pattern, kind in _KINDS:
        if pattern.search(opening):
            return kind
    if not title and "政府工作" in opening:
        return "政府工作报告"
    return re.sub(r"20\d\d\s*年度?|关于|的", "", title)


def read_body(title: str, outline: Outline) -> str:
    """The body that reports, "" if unsaid: `2023年度杨浦区法治政府建设情况报告` → 杨浦区."""
    words = _CHINESE_YEAR.sub("", re.sub(r"20\d\d\s*年度?", "", title)).removeprefix("关于")
    subject = re.split(r"法治政府|政府工作|政府信息|推进|工作|关于", words)[0]
    if found := _BODY.match(subject):
        return found.group(1).removesuffix("人民政府")
    for sentence in outline.sentences[:10]:
        if spoken := _SPEAKS_FOR.search(sentence.text):
            return spoken.group(1).removesuffix("人民政府")
    return subject if title else ""


def measure_ids(owner: str, texts: Iterable[str]) -> tuple[str, ...]:
    """An id for every measure, made from its words and its report's `owner` alone.

    It is the same on every run and machine, and stays when another sentence is corrected; of two equal
    sentences the second has another.
    """
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        words = squeeze(text)
        seen[words] += 1
        digest = hashlib.sha256("\n".join((owner, words, str(seen[words]))).encode())
        ids.append(digest.hexdigest()[:_ID_LENGTH])
    return tuple(ids)


def _years(text: str) -> Sequence[int]:
    found = [int(year) for year in _YEAR.findall(text)]
    return found or [2000 + int(_DIGITS[tens] + _DIGITS[ones]) for tens, ones in _CHINESE_YEAR.findall(text)]
