"""Of a page only the report is read, whatever site it is on."""

from pathlib import Path
from typing import Final

import pytest

from compare.model import Content, TextPart
from compare.reading.web import read, recognises

_TEXT: Final = "<p>一、成效</p><p>设立专窗3个，受理事项120件。</p><p>二、不足</p><p>执法力量薄弱。</p>"
_LINES: Final = ["一、成效", "设立专窗3个，受理事项120件。", "二、不足", "执法力量薄弱。"]


def _read(page: str) -> Content:
    return read(Path("报告.html"), page.encode())


def _texts(page: str) -> list[str]:
    return [line.text for line in _read(page).lines if line.part is TextPart.TEXT]


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"<!DOCTYPE html><p>a", True),
        ("\ufeff  <html>".encode(), True),
        ("<html>".encode("utf-16"), True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', True),
        ("<p style='text-indent:2em'>一、成效</p>".encode(), True),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", True),
        ("<center>标题</center>\n# 一、成效\n".encode(), False),
        ("一、成效<br>设立专窗3个。".encode(), False),
        (b"<note>of another kind</note>", False),
    ],
)
def test_a_page_is_told_by_its_mark_up(data: bytes, known: bool) -> None:
    assert recognises(data) is known


def test_what_stands_around_the_article_is_left_out() -> None:
    around = "<div class=menu><a>首页</a> <a>政务公开</a></div>{}<div>主办：区政府。ICP备案1号。</div>"
    list_of_news = "<ul>" + "".join(f"<li><a>通知第{at}期。</a></li>" for at in range(5)) + "</ul>"

    assert _texts(around.format(f"<div id=a>{_TEXT}</div>{list_of_news}")) == _LINES


def test_all_parts_of_an_article_are_read_though_each_stands_in_its_own_element() -> None:
    page = f"<div class=page><div>{_TEXT}</div><div><h3>三、安排</h3><div>明年开展培训。</div></div></div>"

    assert _texts(page) == [*_LINES, "三、安排", "明年开展培训。"]


def test_lines_parted_by_breaks_are_lines() -> None:
    assert _texts("<div>　　一、成效<br>\n　　设立专窗3个。<br/><br/>二、不足<br>薄弱。</div>") == [
        *("　　一、成效", "　　设立专窗3个。", "二、不足", "薄弱。"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        '<meta name="ArticleTitle" content="青山县2023年工作报告">',
        "<title>青山县2023年工作报告_青山县人民政府</title>",
        "<h1>青山县2023年工作报告</h1><div>来源：办公室　发布时间：2024-03-20</div>",
        "<div><div class=bt>青山县2023年工作报告</div><div>发布时间：2024-03-20</div></div>",
    ],
)
def test_a_title_that_stands_elsewhere_is_put_first(title: str) -> None:
    assert _texts(f"{title}<div id=text>{_TEXT}</div>") == ["青山县2023年工作报告", *_LINES]


def test_where_it_comes_from_stands_apart() -> None:
    lines = _read(f"<div>来源：区司法局　发布时间：2024-03-20</div><div>{_TEXT}</div>").lines

    assert [line.text for line in lines if line.part is TextPart.FURNITURE] == [
        "来源：区司法局发布时间：2024-03-20"
    ]


def test_headings_keep_their_level_unless_they_hold_sentences() -> None:
    lines = _read("<h2>一、成效</h2><p>设立专窗3个。</p><h2>检查46宗。提出意见18条。</h2>").lines

    assert [line.heading for line in lines] == [2, 0, 0]


def test_a_table_of_data_is_a_table_and_one_for_looks_is_text() -> None:
    head = "<tr><td rowspan=2>类别<td colspan=2>收案</tr><tr><td>本年<td>上年</tr>"
    data = f"<table>{head}<tr><td>复议<td>124<td>118</table>"
    content = _read(f"<table><tr><td>{_TEXT}{data}<p>以上。</p></td></tr></table>")

    (found,) = content.tables
    assert [line.text for line in content.lines] == [*_LINES, "以上。"]
    assert (found.line, found.grid()[1]) == (4, ("类别", "本年", "上年"))


def test_what_is_hidden_or_was_deleted_is_not_read() -> None:
    hidden = "<i style='display: none'>水印。</i><script>1</script><del>旧句。</del><sup><a>[1]</a></sup>"

    assert _texts(f"<p>设立专窗3个{hidden}，占地20平方米<sup>2</sup>。</p>") == [
        "设立专窗3个，占地20平方米2。"
    ]


def test_notes_that_lead_back_to_their_marks_stand_apart() -> None:
    page = (
        "<p>设立专窗<sup><a href='#n1'>[1]</a></sup>3个。</p><p>[2]是专窗。</p>"
        "<p><a id='n1'>[1]</a> 指专办企业事项的窗口。</p>"
    )
    assert [(line.text, line.part) for line in _read(page).lines] == [
        ("设立专窗3个。", TextPart.TEXT),
        ("[2]是专窗。", TextPart.TEXT),
        ("[1] 指专办企业事项的窗口。", TextPart.GLOSSARY),
    ]


def test_numbers_that_a_browser_draws_are_read() -> None:
    assert _texts("<ol><li>检查案卷46宗。<li>举办培训3期。</ol>") == ["1.检查案卷46宗。", "2.举办培训3期。"]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "utf-8", "big5", "utf-16"])
def test_an_encoding_is_read_as_the_page_or_its_bytes_say(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><p>行政文化中心</p></html>"

    assert [line.text for line in read(Path("a"), page.encode(encoding)).lines] == ["行政文化中心"]


def test_a_page_in_an_archive_of_a_word_processor_is_read() -> None:
    head = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n"
    )

    assert [line.text for line in read(Path("a.mht"), head + _TEXT.encode() + b"\n--c--\n").lines] == _LINES
