"""What a document of Word's or WPS's says beyond its text: numbers, headings, changes, tables, notes."""

from pathlib import Path
from typing import Final

import pytest

from compare.model import Content, TextPart
from compare.reading.word import read
from compare.reading.word.numerals import in_format
from tests.compare.reading.packages import (
    abstract,
    cell,
    docx,
    in_list,
    level,
    num,
    paragraph,
    run,
    style,
    table,
)

_NUMBERING: Final = (
    abstract(
        1,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    )
    + abstract(2, level(0, "decimal", "第%1条"))
    + num(1, 1)
    + num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + num(3, 2)
)


def _read(body: str, **parts: str) -> Content:
    return read(Path("报告.docx"), docx(body, **parts))


def _texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in _read(body, **parts).lines]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 21: "二十一", 100: "一〇〇"}),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 105: "一百零五", 110: "一百一十", 1001: "一千零一"},
        ),
        ("taiwaneseCountingThousand", {20: "二十", 120: "一百二十"}),
        ("japaneseCounting", {3: "三", 15: "十五"}),
        ("ideographDigital", {9: "九", 10: "一〇"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 21: "贰拾壹"}),
        ("decimal", {7: "7"}),
        ("decimalZero", {7: "07"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {2: "⑵", 21: "(21)"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("ideographEnclosedCircle", {4: "㊃"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {2: "B", 28: "BB"}),
        ("none", {3: ""}),
        ("hebrew1", {3: "3"}),
    ],
)
def test_a_number_is_written_as_its_form_says(form: str, numbers: dict[int, str]) -> None:
    assert {number: in_format(number, form) for number in numbers} == numbers


def test_numbers_that_the_program_counts_are_read() -> None:
    items = (
        ("主要举措", 0),
        ("依法决策", 1),
        ("审查文件", 2),
        ("审查合同", 2),
        ("规范执法", 1),
        ("检查案卷", 2),
        ("不足", 0),
    )
    body = "".join(paragraph(text, in_list(1, depth)) for text, depth in items)

    assert _texts(body, numbering=_NUMBERING) == [
        *(
            "一、主要举措",
            "（一）依法决策",
            "1.审查文件",
            "2.审查合同",
            "（二）规范执法",
            "1.检查案卷",
            "二、不足",
        ),
    ]


def test_a_list_goes_on_in_another_one_of_its_definition_unless_that_says_where_it_starts() -> None:
    body = "".join(
        paragraph(text, in_list(of)) for text, of in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 3))
    )

    assert _texts(body, numbering=_NUMBERING) == ["一、甲", "二、乙", "一、丙", "二、丁", "第1条戊"]


def test_a_style_brings_its_list_and_its_level() -> None:
    styles = style("1", "heading 1", f'{in_list(1)}<w:outlineLvl w:val="0"/>') + style(
        "a", "正文标题", based_on="1"
    )
    body = paragraph("主要举措", '<w:pStyle w:val="a"/>') + paragraph(
        "不足", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )

    lines = _read(body, numbering=_NUMBERING, styles=styles).lines
    assert [(line.text, line.heading) for line in lines] == [("一、主要举措", 1), ("不足", 1)]


def test_a_heading_with_its_text_in_the_same_paragraph_is_no_heading() -> None:
    text = "（一）规范执法。检查案卷46宗，提出意见18条。"

    (line,) = _read(paragraph(text, '<w:outlineLvl w:val="1"/>')).lines
    assert (line.text, line.heading) == (text, 0)


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    body = (
        f"<w:p>{run('设立专窗')}<w:del>{run('3个')}</w:del><w:ins>{run('5个')}</w:ins>{run('。')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('检查案卷')}</w:p>{paragraph('46宗。')}"
        f"<w:p><w:moveFrom>{run('原处。')}</w:moveFrom></w:p><w:p><w:moveTo>{run('新处。')}</w:moveTo></w:p>"
        f"<w:p>{run('隐藏', '<w:vanish/>')}{run('显示。')}</w:p>"
    )

    assert [text for text in _texts(body) if text] == ["设立专窗5个。", "检查案卷46宗。", "新处。", "显示。"]


def test_what_a_style_hides_is_left_out() -> None:
    hides = "<w:rPr><w:vanish/></w:rPr></w:style>"
    of_runs = '<w:style w:type="character" w:styleId="c"><w:name w:val="隐藏文字"/>'
    styles = style("h", "隐藏段落").replace("</w:style>", hides) + of_runs + hides
    hidden = run("隐藏", '<w:rStyle w:val="c"/>')
    body = paragraph("内部掌握。", '<w:pStyle w:val="h"/>') + f"<w:p>{hidden}{run('显示。')}</w:p>"

    assert _texts(body, styles=styles) == ["显示。"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = f"<w:p><w:pPr>{in_list(1)}<w:rPr><w:del/></w:rPr></w:pPr><w:del>{run('旧项')}</w:del></w:p>"
    body = paragraph("甲", in_list(1)) + gone + paragraph("乙", in_list(1))

    assert _texts(body, numbering=_NUMBERING) == ["一、甲", "二、乙"]


def test_a_table_of_data_is_a_table_where_it_stands() -> None:
    body = paragraph("下表为收案情况。") + table(
        cell("类别", '<w:vMerge w:val="restart"/>') + cell("收案", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("本年") + cell("上年"),
        cell("行政复议") + cell("124") + cell("118"),
    )

    content = _read(body + paragraph("以上。"))
    (found,) = content.tables
    assert [line.text for line in content.lines] == ["下表为收案情况。", "以上。"]
    assert found.line == 1
    assert found.grid() == (("类别", "收案", "收案"), ("类别", "本年", "上年"), ("行政复议", "124", "118"))


def test_a_table_that_only_sets_the_page_out_is_read_as_its_paragraphs() -> None:
    text = "青山县全面推进依法行政，开展行政执法案卷评查46宗，提出整改意见18条，举办培训3期，覆盖全部人员。"

    content = _read(table(cell("一、主要举措"), cell(text)))
    assert ([line.text for line in content.lines], content.tables) == (["一、主要举措", text], ())


def test_notes_stand_apart_and_their_marks_are_gone() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("指行政复议。")}</w:p></w:footnote>'
    )

    lines = _read(f"<w:p>{run('建成一站式')}{mark}{run('窗口。')}</w:p>", footnotes=notes).lines
    assert [(line.text, line.part) for line in lines] == [
        ("建成一站式窗口。", TextPart.TEXT),
        ("指行政复议。", TextPart.GLOSSARY),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inside = f"<w:txbxContent>{paragraph('框内一句。')}</w:txbxContent>"
    told = f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>"
    box = f"<mc:AlternateContent>{told}</mc:AlternateContent>"

    assert _texts(f"<w:p>{run('正文一句。')}<w:r>{box}</w:r></w:p>") == ["正文一句。", "框内一句。"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    inside = table(cell("类别") + cell("件数"), cell("许可") + cell("12"))
    box = f"<w:r><w:pict><w:txbxContent>{inside}{paragraph('框内一句。')}</w:txbxContent></w:pict></w:r>"

    content = _read(f"<w:p>{run('正文一句。')}{box}</w:p>{paragraph('下一句。')}")
    assert [line.text for line in content.lines] == ["正文一句。", "框内一句。", "下一句。"]
    assert [(each.grid()[1], each.line) for each in content.tables] == [(("许可", "12"), 2)]


def test_a_text_box_that_was_deleted_is_not_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框内一句。')}</w:txbxContent></w:pict></w:r>"

    assert _texts(f"<w:p>{run('正文一句。')}<w:del>{box}</w:del></w:p>") == ["正文一句。"]


def test_a_table_of_contents_is_left_out() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    instruction = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    styles = style("t1", "toc 1")
    body = (
        f"<w:p>{begin}{instruction}{run('一、成效')}</w:p>{paragraph('二、不足')}<w:p>{end}</w:p>"
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        f"</w:sdtPr><w:sdtContent>{paragraph('三、安排')}</w:sdtContent></w:sdt>"
        f"""{paragraph("四、附则", '<w:pStyle w:val="t1"/>')}{paragraph("一、成效")}"""
    )

    assert _texts(body, styles=styles) == ["一、成效"]


def test_a_line_break_ends_a_line_and_a_symbol_is_one() -> None:
    body = f'<w:p>{run("一、成效")}<w:r><w:br/></w:r>{run("设立专窗")}<w:r><w:sym w:char="F0B7"/></w:r></w:p>'

    assert _texts(body) == ["一、成效", "设立专窗\uf0b7"]
