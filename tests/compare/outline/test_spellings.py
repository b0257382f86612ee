"""One page, spelled in the ways that offices spell: it always says the same."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest

from compare.language.characters import clean, squeeze
from compare.model import Document, Report, Role
from compare.outline.report import build_report
from compare.reading import text

TITLE: Final = "云溪县2023年度法治政府建设情况报告"
OPENING: Final = "2023年，我县深入贯彻上级部署，扎实推进法治政府建设。现将有关情况报告如下："
PAGE: Final = (
    ("一、", "主要工作和成效", ()),
    (
        "（一）",
        "提升政务服务效能",
        ("办理许可事项8600件，同比增长6.2%。", "建成“一窗受理”专区12个，压减材料230份。"),
    ),
    ("（二）", "规范行政执法行为", ("开展联合检查48次，查处违法案件95起。", "修订《云溪县执法文书样式》。")),
    ("二、", "存在的主要问题", ("执法人员力量不足。", "个别部门应诉能力不强。")),
    ("三、", "下一步工作安排", ("建设县级执法监督平台，培训执法骨干200人。", "完善重大决策合法性审查制度。")),
)
WANTED: Final = {
    **dict.fromkeys((*PAGE[1][2], *PAGE[2][2]), Role.DONE),
    **dict.fromkeys(PAGE[3][2], Role.PROBLEM),
    **dict.fromkeys(PAGE[4][2], Role.PLAN),
}
HEADINGS: Final = tuple(words for _, words, _ in PAGE)


def page(
    number: Callable[[str, int], str] = lambda number, _: number,
    text: Callable[[Sequence[str]], Sequence[str]] = lambda sentences: ("".join(sentences),),
    join: Callable[[str, Sequence[str]], Sequence[str]] = lambda heading, lines: (heading, *lines),
) -> list[str]:
    """The page's lines, its headings numbered, its texts laid out, and both put together in some way."""
    lines = [TITLE, OPENING]
    for place, (numeral, words, sentences) in enumerate(PAGE):
        lines += join(number(numeral, place) + words, text(sentences) if sentences else ())
    return lines


def numbered(*numerals: str) -> list[str]:
    return page(number=lambda _, place: numerals[place])


def bulleted(mark: str) -> list[str]:
    return page(text=lambda sentences: [mark + sentence for sentence in sentences])


def counted(*numerals: str) -> list[str]:
    return page(text=lambda sentences: [n + each for n, each in zip(numerals, sentences, strict=False)])


def without_stops() -> list[str]:
    return page(text=lambda sentences: [sentence.rstrip("。") for sentence in sentences])


def in_front(mark: str) -> list[str]:
    return page(join=lambda heading, lines: (f"{heading}{mark}{''.join(lines)}",) if lines else (heading,))


def everywhere(change: Callable[[str], str]) -> list[str]:
    return [change(line) for line in page()]


def half_width(text: str) -> str:
    return text.translate(str.maketrans("，。；：（）", ",.;:()"))


def letter_spaced(text: str) -> str:
    return " ".join(text)


def with_spaced_numbers(text: str) -> str:
    return text.replace("8600", "8 6 0 0").replace("2023", "2 0 2 3")


SPELLINGS: Final = {
    "as it is": page(),
    "stops after numbers": numbered("一．", "（一）", "（二）", "二．", "三．"),
    "half-width stops after numbers": numbered("一.", "(一)", "(二)", "二.", "三."),
    "colons after numbers": numbered("一：", "（一）", "（二）", "二：", "三："),
    "commas after numbers": numbered("一，", "（一）", "（二）", "二，", "三，"),
    "spaces after numbers": numbered("一 ", "（一） ", "（二） ", "二 ", "三 "),
    "tabs after numbers": numbered("一、\t", "（一）\t", "（二）\t", "二、\t", "三、\t"),
    "chapters": numbered("第一章　", "一、", "二、", "第二章　", "第三章　"),
    "parts": numbered("第一部分 ", "（一）", "（二）", "第二部分 ", "第三部分 "),
    "formal numerals": numbered("壹、", "一、", "二、", "贰、", "叁、"),
    "Roman numerals": numbered("Ⅰ、", "1.", "2.", "Ⅱ、", "Ⅲ、"),
    "decimal numbers": numbered("1.", "1.1 ", "1.2 ", "2.", "3."),
    "decimal numbers with stops": numbered("1.", "1.1.", "1.2.", "2.", "3."),
    "decimal numbers without spaces": numbered("1.", "1.1", "1.2", "2.", "3."),
    "decimal numbers below bare ones": numbered("1 ", "1.1 ", "1.2 ", "2 ", "3 "),
    "commas after digits": numbered("一、", "1,", "2，", "二、", "三、"),
    "circled numbers": numbered("一、", "①", "②", "二、", "三、"),
    "square brackets": numbered("一、", "〔一〕", "〔二〕", "二、", "三、"),
    "headings closed with stops": [
        line if line in (TITLE, OPENING) else line if "。" in line else line + "。" for line in page()
    ],
    "blank lines": [piece for line in page() for piece in (line, "", "  ")],
    "indented": [f"\u3000\u3000{line}" for line in page()],
    "no-break spaces as entities": [f"&nbsp;&nbsp;{line}" for line in page()],
    "trailing spaces": [f"{line}\u3000 " for line in page()],
    "zero-width characters": everywhere(lambda text: text.replace("执法", "执\u200b法")),
    "radicals for characters": everywhere(
        lambda text: text.replace("行", "⾏").replace("力", "⼒").replace("一", "⼀")
    ),
    "full-width digits": everywhere(
        lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    ),
    "half-width punctuation": everywhere(half_width),
    "spaced numbers": everywhere(with_spaced_numbers),
    "a sentence a line": page(text=lambda sentences: sentences),
    "no stops at all": without_stops(),
    "no stop at the end": page(text=lambda sentences: ("".join(sentences).rstrip("。"),)),
    "bullets": bulleted("●"),
    "squares": bulleted("■ "),
    "dashes": bulleted("- "),
    "Word's bullets": bulleted("\uf0b7"),
    "numbered sentences": counted("1.", "2."),
    "bracketed sentences": counted("（1）", "（2）"),
    "titles before a colon": in_front("："),
    "titles before a space": in_front(" "),
    "Markdown": [
        *(f"{mark} {line}" for mark, line in (("#", TITLE),)),
        OPENING,
        *page(number=lambda numeral, _: ("### " if "（" in numeral else "## ") + numeral)[2:],
    ],
    "bold": page(join=lambda heading, lines: (f"**{heading}**", *lines)),
    "bold by tags": page(join=lambda heading, lines: (f"<strong>{heading}</strong><br/>", *lines)),
    "a site around it": [
        "当前位置：首页>政务公开>法治政府建设",
        *page()[:1],
        "来源：云溪县司法局 发布时间：2024-03-08 10:20 浏览次数：120 字体：[大 中 小]",
        *page()[1:],
        "打印本页 关闭窗口",
        "责任编辑：刘某",
        "上一篇：云溪县2022年度法治政府建设情况报告",
        "主办：云溪县人民政府办公室",
    ],
    "signed": [*page(), "云溪县人民政府", "2024年3月8日", "（此件公开发布）"],
    "signed in one line": [*page(), "云溪县人民政府　2024年3月8日"],
    "with an annex": [*page(), "附件：1.2023年度规范性文件目录", "2.重大行政决策目录"],
    "saluting": [TITLE, "市人民政府：", *page()[1:]],
    "in one paragraph": [TITLE, "".join(page()[1:])],
    "in one line": [" ".join(page())],
    "in one line with wide spaces": ["　　".join(page())],
    "translated": [
        piece
        for line in page(text=lambda sentences: sentences)
        for piece in (line, "The county handled more of its affairs in this year than in the last.")
    ],
}


def letters(text: str) -> str:
    return squeeze(clean(text)).lstrip("0123456789●■")


def read(spelling: str) -> Report:
    """The page as a file of that spelling is read."""
    lines = text.read(Path("报告.txt"), "\n".join(SPELLINGS[spelling]).encode()).lines
    return build_report(Document("报告.txt", "", lines))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_page_says_the_same_however_it_is_spelled(spelling: str) -> None:
    report = read(spelling)
    wanted = {letters(sentence): role for sentence, role in WANTED.items()}
    found = {letters(each.text): each.role for each in report.measures if each.role is not Role.PREAMBLE}
    assert found == wanted


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_its_headings_are_headings(spelling: str) -> None:
    headings = [letters(section.heading) for section in read(spelling).sections]
    missing = [words for words in HEADINGS if not any(letters(words) in heading for heading in headings)]
    assert missing == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_its_year_and_body_are_read(spelling: str) -> None:
    report = read(spelling)
    assert (report.year, report.body, report.kind) == (2023, "云溪县", "法治政府建设情况报告")
