"""Title, year, body and kind, and the ids of measures."""

import pytest

from compare.outline.identity import measure_ids, read_body, read_kind, read_title, read_year
from compare.outline.paragraphs import read_paragraphs
from compare.outline.tree import Outline, build_outline
from tests.compare.pages import document


def outline_of(*lines: str) -> Outline:
    return build_outline(read_paragraphs(document(*lines))[0])


@pytest.mark.parametrize(
    ("title", "year", "body", "kind"),
    [
        ("2023年度青山区法治政府建设情况报告", 2023, "青山区", "法治政府建设情况报告"),
        ("青山县人民政府关于2023年法治政府建设情况的报告", 2023, "青山县", "法治政府建设情况报告"),
        ("青山市司法局2022年法治政府建设年度报告", 2022, "青山市司法局", "法治政府建设情况报告"),
        ("二〇二三年青山镇政府信息公开工作年度报告", 2023, "青山镇", "政府信息公开工作年度报告"),
        ("关于青山区2023年度推进法治政府建设工作情况的报告", 2023, "青山区", "法治政府建设情况报告"),
    ],
)
def test_a_title_says_what_the_report_is(title: str, year: int, body: str, kind: str) -> None:
    outline = outline_of(title, "一、工作", "检查3次。")
    assert read_title(outline) == title
    assert read_year(title, outline) == year
    assert read_body(title, outline) == body
    assert read_kind(title, outline) == kind


def test_without_a_title_the_headings_and_the_speaker_say_it() -> None:
    outline = outline_of(
        "各位代表：", "我代表市人民政府，向大会报告政府工作。", "一、2018年工作回顾", "成绩不小。",
        "二、2019年工作总要求", "稳中求进。", "三、2019年重点工作", "抓好落实。",
    )  # fmt: skip
    assert read_title(outline) == ""
    assert read_year("", outline) == 2019
    assert read_body("", outline) == "市"
    assert read_kind("", outline) == "政府工作报告"


def test_a_text_without_any_year_has_none() -> None:
    assert read_year("", outline_of("检查3次。")) is None


def test_ids_come_from_the_words_alone() -> None:
    first = measure_ids("青山区", ["检查3次。", "培训4期。", "检查3次。"])
    assert len(set(first)) == 3
    assert measure_ids("青山区", ["新的一句。", "检查 3 次", "培训4期。"])[1:] == first[:2]
    assert measure_ids("另一区", ["检查3次。"])[0] != first[0]
