"""What a page's layout did to a text is undone."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compare.language.characters import clean, ends_sentence, squeeze, width_of
from compare.model import Cell, Table
from compare.outline.paragraphs import read_paragraphs
from compare.outline.tree import Outline
from compare.reading import read_document
from tests.compare.outline.outlined import outline_of
from tests.compare.pages import as_printed, document, wrapped

SEEDS = Path(__file__).parents[3] / "seeds"
WORDS = "推进依法行政工作开展执法监督检查培训规范服务企业群众办理案件整改问题落实制度改革"

sentences = st.lists(st.text(WORDS, min_size=12, max_size=30), min_size=2, max_size=4).map(
    lambda clauses: "，".join(clauses) + "。"
)
paragraphs = st.lists(sentences, min_size=3, max_size=5).map("".join)
# A heading as wide as the page is told from its paragraph by its words, which these lack: see the test below.
titles = st.text(WORDS, min_size=4, max_size=12)
NUMBERS = "一二三四五六七八九十"


@st.composite
def reports(draw: st.DrawFn) -> list[str]:
    """A clean report, a paragraph a line."""
    lines = ["青山县2023年法治政府建设情况报告", draw(paragraphs)]
    for number in range(draw(st.integers(2, 5))):
        lines.append(f"{NUMBERS[number]}、{draw(titles)}")
        lines += draw(st.lists(paragraphs, min_size=1, max_size=3))
    return lines


def measures_of(outline: Outline) -> list[tuple[str, tuple[str, ...]]]:
    return [(sentence.text, outline.sections[sentence.section].path) for sentence in outline.sentences]


@settings(derandomize=True)  # a page without one short line, say, shows no indent: rare, and not to be told
@given(reports(), st.integers(20, 34), st.sampled_from([0.0, 2.0]))
def test_wrapping_a_clean_report_changes_no_measure(report: list[str], width: int, indent: float) -> None:
    lines = [line for text in report for line in wrapped(text, width, indent=indent)]
    assume(len(lines) >= 3 * len(report))  # with fewer, a page cannot be told from a list
    assume(Counter(lines).most_common(1)[0][1] < 3)  # a line that stands there three times is a running head
    assert [text for text, _ in measures_of(outline_of(*lines))] == [
        text for text, _ in measures_of(outline_of(*report))
    ]


def test_a_document_s_name_goes_on_in_the_next_line_whatever_that_begins_with() -> None:
    report = ["一、下一步安排", "完成《执法质量三年行动计划（2023—2025年）》各项任务，适时评估。", "二、其他"]
    torn = [report[0], report[1][:13], report[1][13:], report[2]]
    assert torn[2].startswith("（2023")
    assert measures_of(outline_of(*torn)) == measures_of(outline_of(*report))


@pytest.mark.parametrize("width", range(18, 42))
def test_a_short_report_that_is_set_in_is_put_together_again(width: int) -> None:
    report = [
        "青山县2023年法治政府建设情况报告",
        "现将青山县2023年法治政府建设情况报告如下，请予审议，并请提出宝贵意见，以便进一步改进工作。",
        "一、主要举措",
        "全县开展执法案卷评查三次，评查案卷二百六十卷，纠正问题三十一个，持证执法人员达到八百一十二名。",
        "二、存在问题",
        "镇街执法力量配备不足，专业人员缺乏，普法形式还比较单一，基层司法所的基础设施较为陈旧落后。",
        "三、工作打算",
        "持续推进执法规范化建设，全年轮训执法人员六百人次，健全行政复议便民举措，新建受理点五个。",
    ]
    printed = (wrapped(text, width, indent=2.0) for text in report[1:])
    lines = [report[0], *(line for first, *others in printed for line in (f"　　{first}", *others))]
    assert measures_of(outline_of(*lines)) == measures_of(outline_of(*report))


@pytest.mark.parametrize("width", range(17, 46))
@pytest.mark.parametrize("indent", [0.0, 2.0])
def test_a_real_report_gives_the_same_outline_however_it_is_printed(width: int, indent: float) -> None:
    report = [line.text for line in read_document(SEEDS / "yangpu-2024-specimen.txt").lines if line.text]
    lines = [line for text in report for line in wrapped(clean(text), width, indent=indent)]
    assert measures_of(outline_of(*as_printed(lines, per_page=30))) == measures_of(outline_of(*report))


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (" 2023 年度 ", "2023年度"),
        ("金额 7.9 亿元", "金额7.9亿元"),
        ("占比 10 %", "占比10%"),
        ("Internet Plus", "Internet Plus"),
        ("\u3000\u3000一、推进", "一、推进"),
        ("行\u200b政\u202e执法\u00ad", "行政执法"),
        ("a\tb", "a b"),
    ],
)
def test_layout_spaces_and_invisible_characters_go(printed: str, text: str) -> None:
    assert clean(printed) == text


def test_a_wrapped_text_with_long_lists_is_still_known_as_wrapped() -> None:
    draw = Random(7)
    told = ["".join(draw.choices(WORDS, k=180)) + "。" for _ in range(8)]
    names = [f"{number}.青岚区第{number}服务中心" for number in range(1, 60)]
    lines = ["青岚区2023年部门预算", *(line for each in told for line in wrapped(each, 40)), *names]
    assert [each.text for each in read_paragraphs(document(*lines))[0]][1:9] == told


def test_what_does_not_belong_to_the_text_is_left_out_and_said() -> None:
    lines = [
        "某区法治政府建设情况报告",
        *[
            piece
            for page in range(1, 4)
            for piece in ("某区人民政府公报", f"完成检查{page}次。", f"第 {page} 页")
        ],
        "目录………… 3",
    ]
    read, notices = read_paragraphs(document(*lines))
    assert [paragraph.text for paragraph in read] == [
        lines[0],
        "完成检查1次。",
        "完成检查2次。",
        "完成检查3次。",
    ]
    assert [notice.code for notice in notices] == ["page_furniture"]
    assert dict(notices[0].values)["count"] == "7"


def test_a_title_that_is_the_running_head_too_is_kept_once() -> None:
    title = "青山县2023年法治政府建设情况报告"
    lines = ("设立专窗3个。", "开展检查5次。", "整改问题7个。")
    kept, _ = read_paragraphs(document(title, *(each for line in lines for each in (line, title))))
    assert [paragraph.text for paragraph in kept] == [title, *lines]
    other = "青山县政府工作报告"
    kept, _ = read_paragraphs(document(title, other, *(each for line in lines for each in (line, title))))
    assert [paragraph.text for paragraph in kept] == [other, *lines]


def test_the_stray_end_of_the_seed_is_left_out_and_said() -> None:
    read, notices = read_paragraphs(read_document(SEEDS / "yangpu-2023.txt"))
    assert [notice.code for notice in notices] == ["stray_line"]
    assert read[-1].text.endswith("进一步提高依法行政工作水平。")


def test_a_last_line_that_says_something_new_stays() -> None:
    read, notices = read_paragraphs(document("开展检查三次，整改问题。", "联系人：区司法局法治建设科"))
    assert read[-1].text == "联系人：区司法局法治建设科"
    assert notices == ()


def test_latin_words_are_joined_with_a_space_and_numbers_without() -> None:
    full = "推进依法行政工作，开展执法监督检查，参与 Digital"
    rest = "Silk Road建设，规范服务企业群众办理案件共计20"
    last = "23件，整改问题，落实制度改革，推进依法行政工作。"
    read, _ = read_paragraphs(document(full, rest, last))
    assert "参与Digital Silk Road建设，规范服务企业群众办理案件共计2023件" in read[0].text


@pytest.mark.parametrize(
    ("text", "ends"), [("完成。", True), ("完成。”", True), ("完成，", False), ("", False)]
)
def test_ends_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_widths_and_squeezing() -> None:
    assert width_of("法治2023") == 4.0
    assert squeeze("７．９ 亿元，《条例》９５％") == "79亿元条例95%"


def test_a_table_ends_a_paragraph() -> None:
    lines = document("设立专窗3个。", "各类窗口的数量", "见下表和附件。")
    table = Table(((Cell("窗口"), Cell("3")),), line=2)
    read, _ = read_paragraphs(replace(lines, tables=(table,)))
    assert [(paragraph.text, paragraph.line) for paragraph in read] == [
        ("设立专窗3个。", 0),
        ("各类窗口的数量", 1),
        ("见下表和附件。", 2),
    ]


def test_a_meeting_that_is_named_in_two_lines_is_one() -> None:
    met = "——2024年1月9日在青山县第三届人民代表大会第四次会议上"
    for at in (18, 24):
        kept, _ = read_paragraphs(document("政府工作报告", met[:at], met[at:], "县长　某某", "各位代表："))
        assert [paragraph.text for paragraph in kept][1] == met


def test_a_line_that_opens_a_bracket_goes_on() -> None:
    lines = ("一、主要举措", "完成《执法质量三年行动计划（", "2023-2025年）》各项任务。")
    read, _ = read_paragraphs(document(*lines))

    assert [each.text for each in read] == [
        "一、主要举措",
        "完成《执法质量三年行动计划（2023-2025年）》各项任务。",
    ]


def test_a_paragraph_that_was_broken_by_hand_after_its_sentences_is_one() -> None:
    themes = ("城管", "消防", "水务", "交通", "卫生", "环保", "文旅", "应急", "农业")
    told = [
        f"开展{theme}执法检查，发现的{theme}问题逐项反馈，限期整改，并由{theme}部门回头查看。"
        for theme in themes
    ]
    lines, wanted = [], []
    for sentences in (told[:3], told[3:5], told[5:]):
        wanted.append("".join(sentences))
        first, *rest = sentences
        lines += [
            "　　" + piece if at == 0 else piece for at, piece in enumerate(wrapped(first, 22, indent=2))
        ]
        lines += [piece for sentence in rest for piece in wrapped(sentence, 22)]
    signed = ["特此报告。", "青山县人民政府", "2024年3月20日"]
    paragraphs, _ = read_paragraphs(document(*lines, "　　" + signed[0], *signed[1:]))

    assert [paragraph.text for paragraph in paragraphs] == [*wanted, *signed]
