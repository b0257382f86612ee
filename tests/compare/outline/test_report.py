"""A document becomes a report."""

from dataclasses import replace

from compare.model import Line, Role, TextPart
from compare.outline.report import build_report
from tests.compare.pages import document


def test_what_the_file_itself_sets_apart_is_no_measure_and_stands_at_the_end() -> None:
    text = document(
        "青山县2023年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗3个。", "开展检查5次。"
    )
    note = Line("[1]企业服务专窗：专办企业事项。办理不收费。", 3, part=TextPart.GLOSSARY)
    source = Line("来源：青山县人民政府", part=TextPart.FURNITURE)
    report = build_report(replace(text, lines=(*text.lines, note, source)))
    told = build_report(text)
    assert report.measures[: len(told.measures)] == told.measures
    assert [
        (each.text, each.part, each.role, each.page) for each in report.measures[len(told.measures) :]
    ] == [
        ("[1]企业服务专窗：专办企业事项。", TextPart.GLOSSARY, Role.PREAMBLE, 3),
        ("办理不收费。", TextPart.GLOSSARY, Role.PREAMBLE, 3),
        ("来源：青山县人民政府", TextPart.FURNITURE, Role.PREAMBLE, None),
    ]
