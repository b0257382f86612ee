"""A document becomes a report."""

from dataclasses import replace

from compare.model import Aside, Line, TextPart
from compare.outline.report import build_report
from tests.compare.pages import document


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
