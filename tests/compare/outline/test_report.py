"""A document becomes a report."""

from dataclasses import replace
from typing import Final

import pytest

from compare.model import Aside, Cell, Line, Role, Table, TextPart
from compare.outline.report import build_report
from tests.compare.outline.outlined import report_of
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


def test_the_title_is_no_measure_in_whatever_form() -> None:
    report = report_of(
        *("青山特別行政區政府", "二〇二四年財政年度施政報告", "一、二〇二三年施政總結"),
        *("全年接待旅客2,820萬人次。向合資格居民發放現金分享1萬元。", "二、二〇二四年施政重點"),
        "興建長者公寓第二期。",
    )
    assert [each.text for each in report.measures if each.role is not Role.PREAMBLE] == [
        "全年接待旅客2,820萬人次。",
        "向合資格居民發放現金分享1萬元。",
        "興建長者公寓第二期。",
    ]


_REPORT: Final = (
    "青山县2023年法治政府建设情况报告",
    "2023年，青山县坚持依法行政，扎实推进各项工作，现将有关情况报告如下。",
    "一、主要举措和成效",
    "设立企业服务专窗3个，全年办理企业事项1200件，按期办结。",
    "二、存在的不足",
    "执法力量薄弱，部分乡镇没有专职执法人员。",
)
_ANNEXES: Final = (
    "附件1",
    "2023年重点任务清单",
    "一、行政执法",
    "1.开展执法案卷评查2次。责任单位：县司法局。",
    "附件2",
    "行政执法示范单位名单",
    "青石镇",
)


def test_a_cover_is_no_part_of_the_report_whose_title_it_bears() -> None:
    title = ("青山县人民政府", "2023年法治政府建设情况报告")
    cover = ("内部资料", *title, "青山县司法局编", "二〇二四年三月")
    told = build_report(document(*title, *_REPORT[1:]))
    report = build_report(document(*cover, *title, *_REPORT[1:]))
    assert [each.text for each in report.measures][-3:] == [each.text for each in told.measures][-3:]
    assert {"内部资料", "青山县司法局编", "二〇二四年三月"} <= {each.text for each in report.asides}


def test_annexes_stand_beside_the_report() -> None:
    told = build_report(document(*_REPORT, "青山县人民政府"))
    report = build_report(document(*_REPORT, "青山县人民政府", *_ANNEXES))
    assert (report.sections, report.measures) == (told.sections, told.measures)
    assert tuple(each.text for each in report.asides[len(told.asides) :]) == _ANNEXES
    said = [dict(each.values) for each in report.notices if each.code == "annexes_apart"]
    assert said == [{"count": "7", "text": "附件1"}]


def test_a_report_that_is_itself_an_annex_is_read() -> None:
    notice = "现将青山县2023年法治政府建设情况报告印发给你们。"
    report = build_report(document(notice, "附件", *_REPORT))
    assert [each.heading for each in report.sections[-2:]] == [_REPORT[2], _REPORT[4]]


def test_what_explains_words_is_no_annex() -> None:
    glossary = ("附件", "名词解释", "[1]专窗：是指专办企业事项的窗口，统一收件、分类办理、统一出件。")
    report = build_report(document(*_REPORT, *glossary))
    assert (report.measures[-1].text, report.measures[-1].part) == (glossary[-1], TextPart.GLOSSARY)


def test_what_explains_a_table_is_no_measure() -> None:
    notes = ("注：不含上年结转。", "数据来源：青山县司法局")
    text = document(*_REPORT[:4], *notes, *_REPORT[4:])
    report = build_report(replace(text, tables=(Table(((Cell("许可"), Cell("12")),), 4),)))
    assert report.measures == build_report(document(*_REPORT)).measures
    assert report.asides == tuple(Aside(note, TextPart.GLOSSARY) for note in notes)


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


def test_the_cells_of_a_form_that_lost_their_bounds_are_no_measures_and_told() -> None:
    report = report_of(
        "青岚区2023年政府信息公开工作年度报告",
        "一、总体情况",
        "全年公开信息120条，其中属于行政处罚案卷2条，结果维持3条，结果纠正1条。",
        "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数现行有效件数规章000行政规范性文件81132",
        "三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        "申请人情况自然人总计本年新收政府信息公开申请数量8081二、上年结转政府信息公开申请数量00",
        "1.属于国家秘密002.属于行政执法案卷113.属于行政查询事项22",
        "四、结转下年度继续办理00四、政府信息公开行政复议、行政诉讼情况结果维持结果纠正尚未审结总计1102",
        "五、存在的主要问题",
        "信息更新不及时。",
    )
    told = {measure.text for measure in report.measures if measure.role is not Role.PREAMBLE}
    assert told == {
        "全年公开信息120条，其中属于行政处罚案卷2条，结果维持3条，结果纠正1条。",
        "信息更新不及时。",
    }
    assert [section.heading for section in report.sections if section.path] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题",
    ]
    (notice,) = (each for each in report.notices if each.code == "table_rows_as_text")
    assert dict(notice.values)["count"] == "5"
