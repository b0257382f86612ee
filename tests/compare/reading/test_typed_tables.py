"""Tables that are typed into plain text become cells by name; prose never does."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from compare.comparison import open_report
from compare.model import Content, Line, Report
from compare.reading.typed import with_typed_tables
from tests.compare.reading.packages import ofd

BEFORE = """青岚区司法局2023年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息1320条。
三、收到和处理政府信息公开申请情况
"""
AFTER = """
五、存在的主要问题及改进情况
公开内容的深度还不够。
"""
HEADS = (
    ("（勾稽关系）", "申请人情况"),
    ("自然人", "法人或其他组织", "总计"),
    ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
)
ROWS = (
    ("一、本年新收政府信息公开申请数量", "30", "4", "0", "0", "2", "0", "36"),
    ("三、本年度办理结果", "（一）予以公开", "20", "2", "0", "0", "1", "0", "23"),
    ("（三）不予公开", "1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0"),
    ("2.法律禁止公开，不计其他情形", "1", "0", "0", "0", "0", "0", "1"),
    ("（七）总计", "30", "4", "0", "0", "2", "0", "36"),
    ("四、结转下年度继续办理", "1", "0", "0", "0", "0", "0", "1"),
)
WAYS: dict[str, Callable[[tuple[str, ...]], str]] = {
    "tabs": lambda row: "\t".join(row),
    "pipes": lambda row: f"| {' | '.join(row)} |",
    "spaces": lambda row: "   ".join(row),
    "wide spaces": lambda row: "\u3000\u3000".join(row),
    "a cell a line": lambda row: "\n".join(row),
}


def read(tmp_path: Path, table: str) -> Report:
    path = tmp_path / "报告.txt"
    path.write_text(BEFORE + table + AFTER, encoding="utf-8")
    return open_report(path)


def content(text: str) -> Content:
    return with_typed_tables(Content(tuple(map(Line, text.split("\n")))))


@pytest.mark.parametrize("way", WAYS)
def test_the_form_is_read_however_it_is_typed(tmp_path: Path, way: str) -> None:
    report = read(tmp_path, "\n".join(map(WAYS[way], (*HEADS, *ROWS))))
    (table,) = report.tables
    cells = {(cell.row, cell.column): cell.value for cell in table.cells}
    assert len(cells) == len(table.cells) == 7 * len(ROWS)
    done = "三、本年度办理结果"
    assert cells[(ROWS[0][0],), ("自然人",)] == 30
    assert cells[(done, "（一）予以公开"), ("法人或其他组织", "法律服务机构")] == 1
    assert cells[(done, "（三）不予公开", ROWS[3][0]), ("总计",)] == 1
    assert cells[(done, "（七）总计"), ("总计",)] == 36
    assert cells[(ROWS[5][0],), ("总计",)] == 1
    assert table.title == "三、收到和处理政府信息公开申请情况"


@pytest.mark.parametrize("way", WAYS)
def test_cells_are_no_headings_and_no_measures(tmp_path: Path, way: str) -> None:
    report = read(tmp_path, "\n".join(map(WAYS[way], (*HEADS, *ROWS))))
    assert [section.heading for section in report.sections] == [
        *("", "一、总体情况", "三、收到和处理政府信息公开申请情况", "五、存在的主要问题及改进情况")
    ]
    assert [measure.text for measure in report.measures if measure.role.value != "preamble"] == [
        *("全年主动公开政府信息1320条。", "公开内容的深度还不够。")
    ]


def test_a_table_of_markdown_needs_no_numbers() -> None:
    read = content("开展检查3次。\n| 文件 | 时间 |\n| :--- | ---: |\n| 决策目录 | 三月 |\n完成整改。")
    assert [line.text for line in read.lines] == ["开展检查3次。", "完成整改。"]
    assert read.tables[0].grid() == (("文件", "时间"), ("决策目录", "三月"))
    assert read.tables[0].line == 1


def test_columns_in_a_text_are_named_by_what_stands_over_them() -> None:
    read = content(
        "\n".join(
            (
                "青岚区支出预算表",
                "编制部门：青岚区司法局                 单位：万元",
                "          项目                    支出预算",
                "编码      科目名称         合计      基本支出     项目支出",
                "201      一般公共服务      1,200       200        1,000",
                "201  05  统计信息          1,200       200        1,000",
                "204      公共安全            300       300            0",
                "                合计       1,500       500        1,000",
            )
        )
    )
    assert len(read.lines) == 2
    grid = read.tables[0].grid()
    assert grid[1][-3:] == ("合计", "基本支出", "项目支出")
    assert grid[3] == ("201", "05", "统计信息", "1,200", "200", "1,000")
    assert read.tables[0].labels == 3


def test_two_tables_side_by_side_are_two() -> None:
    read = content(
        "\n".join(
            (
                "      本年收入                      本年支出",
                "   项目        预算数        项目            预算数",
                "一、财政拨款     1,500 一、公共服务            1,200",
                "二、事业收入                 二、公共安全              300",
                "收入总计       1,500    支出总计            1,500",
            )
        )
    )
    assert [table.grid()[-1] for table in read.tables] == [("收入总计", "1,500"), ("支出总计", "1,500")]
    assert [len(table.rows) for table in read.tables] == [4, 5]


def test_rows_whose_columns_are_not_clear_are_told() -> None:
    read = content("类别\t本年\t上年\n许可\t12\t9\n处罚\t3\t4\n强制\t5")
    assert [len(table.rows) for table in read.tables] == [3]
    assert [notice.code for notice in read.notices] == ["table_rows_unread"]
    assert dict(read.notices[0].values) == {"count": "1", "text": "强制 5"}


def test_a_table_of_an_ofd_keeps_its_empty_cells(tmp_path: Path) -> None:
    rows = (("类别", "收案", "结案"), ("许可", "124", "118"), ("处罚", "57", "55"), ("强制", "", "3"))
    cells = [
        (text, 30.0 + 40 * at, 60.0 + 9 * line)
        for line, row in enumerate(rows)
        for at, text in enumerate(row)
    ]
    prose = [("青岚区2023年法治政府建设情况报告", 30.0, 30.0), ("全年开展执法检查3次。", 30.0, 45.0)]
    path = tmp_path / "报告.ofd"
    path.write_bytes(ofd([*prose, *(cell for cell in cells if cell[0])]))
    report = open_report(path)
    assert [(cell.name, cell.text) for cell in report.tables[0].cells] == [
        *(("许可 · 收案", "124"), ("许可 · 结案", "118"), ("处罚 · 收案", "57"), ("处罚 · 结案", "55")),
        ("强制 · 结案", "3"),
    ]
    assert [measure.text for measure in report.measures][-1] == "全年开展执法检查3次。"


def test_rows_of_words_set_apart_stay_text_with_a_warning() -> None:
    read = content(
        "\n".join(f"产出指标  数量指标  走访企业{number}  不少于{number}次" for number in range(5))
    )
    assert (len(read.lines), read.tables) == (5, ())
    assert [notice.code for notice in read.notices] == ["table_rows_as_text"]


@pytest.mark.parametrize(
    "text",
    [
        "目  录\n一、主要举措    1\n二、存在问题    3\n三、下步打算    5",
        "开展检查  3次，整改  2处。\n办理许可  12  件，同比增长  8.5%  。\n完成培训  4  期。",
        "一、\t主要举措\n1.\t开展检查3次。\n2.\t办理许可12件。",
        "青岚区人民政府      2024年1月5日\n联系电话    02112345678",
        "一、主要举措\n1\n开展检查3次。\n2\n二、存在问题\n3\n人手少。",
        "一、成效\n\n12\n\n13\n\n二、问题\n14\n15\n人手少。",
    ],
    ids=["contents", "prose", "numbering", "signature", "page numbers", "page numbers in pairs"],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    read = content(text)
    assert [line.text for line in read.lines] == text.split("\n")
    assert (read.tables, read.notices) == ((), ())


@pytest.mark.parametrize(
    "lines",
    [
        ["12"] * 4_000,
        ["规章", *["12"] * 4_000],
        ["规章"] * 4_000,
        ["类别\t件数", *["许可\t12", "12"] * 2_000],
        ["类别   本年   上年", *["许可   12   9", "处罚        4"] * 2_000],
        ["第二十条", "信息内容"] * 2_000,
        [" " * 20_000 + "许可"] * 20,
    ],
    ids=["numbers", "a name and numbers", "names", "pages", "short rows", "the form", "spaces"],
)
def test_a_long_text_is_read_in_linear_time(lines: list[str]) -> None:
    start = time.process_time()
    with_typed_tables(Content(tuple(map(Line, lines))))
    assert time.process_time() - start < 4
