"""A document becomes a report."""

from dataclasses import replace
from typing import Final

import pytest

from compare.model import Aside, Line, TextPart
from compare.outline.report import build_report
from tests.compare.pages import document

_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def test_what_the_file_itself_sets_apart_is_no_measure() -> None:
    text = document(
        "青山县2023年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗3个。", "开展检查5次。"
    )
    note = Line("[1]企业服务专窗：专办企业事项。办理不收费。", 3, part=TextPart.GLOSSARY)
    source = Line("来源：青山县人民政府", part=TextPart.FURNITURE)
    report = build_report(replace(text, lines=(*text.lines, note, source)))
    told = build_report(text)
    assert report.measures == told.measures
    assert report.asides == (
        Aside("[1]企业服务专窗：专办企业事项。办理不收费。", TextPart.GLOSSARY, 3),
        Aside("来源：青山县人民政府", TextPart.FURNITURE),
    )


@pytest.mark.parametrize(
    "title",
    [
        "2023年青山县人民政府关于法治政府建设情况的报告",
        "青山县2023年法治政府建设工作情况报告",
        "青山县水务局2023年度推进法治政府建设工作总结",
        "2023年青山县政府工作报告",
    ],
)
@pytest.mark.parametrize("wide", [False, True], ids=["half", "full"])
def test_a_title_goes_on_in_its_second_line_wherever_it_is_broken(title: str, *, wide: bool) -> None:
    title = title.translate(_WIDE) if wide else title
    said = "2023年，青山县坚持依法行政，扎实推进各项工作。现将有关情况报告如下："
    text = (said, "一、主要举措和成效", "开展检查46宗。", "二、存在的不足", "执法力量薄弱。")
    whole = build_report(document(title, *text))
    assert [section.path for section in whole.sections] == [(), (text[1],), (text[3],)]
    for at in range(5, len(title)):
        broken = build_report(document(title[:at], title[at:], *text))
        assert replace(broken, measures=()) == replace(whole, measures=()), title[:at]
        assert [replace(each, odds=()) for each in broken.measures] == [
            replace(each, odds=()) for each in whole.measures
        ]
