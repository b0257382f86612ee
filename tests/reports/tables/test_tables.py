"""The tables as Excel gets them: complete, harmless, and the same bytes every time."""

import csv
import dataclasses
import io
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from compare.model import Comparison, FigureChange, FigureKind
from reports.tables.change_list import write_csv
from reports.tables.columns import CHANGE_COLUMNS, headings
from reports.tables.rows import change_table, figure_table, pledge_table, section_table
from reports.tables.workbook import write_xlsx
from reports.words import Words
from tests.builders import change, comparison, figure, large_comparison, measure, report

_ZH = Words("zh")
_SHEETS = ["变化清单", "指标", "安排兑现", "章节", "说明"]
_DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "http://a.example",
    "1234567890123456789",
]


def _of_one(text: str, subject: str = "", id_: str = "c1") -> Comparison:
    """A comparison whose only measure says `text`."""
    new = measure(id_, text, section=1)
    if subject:
        number = dataclasses.replace(figure(text[:1], text, 1, "件"), subject=subject)
        told = change("2024-a", [], [new], figures=[FigureChange(None, number)])
    else:
        told = change("2024-a", [], [new])
    return dataclasses.replace(
        comparison(),
        baseline=report(2023, [("一、工作",)], []),
        current=report(2024, [("=HYPERLINK(1)",)], [new]),
        sections=(),
        changes=(told,),
        pledges=(),
    )


def _workbook(value: Comparison, folder: Path, language: str = "zh") -> openpyxl.Workbook:
    write_xlsx(value, Words(language), folder / "changes.xlsx")
    return openpyxl.load_workbook(folder / "changes.xlsx")


def _sheet(workbook: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = workbook[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _column(sheet: Worksheet, heading: str) -> list[object]:
    place = [cell.value for cell in sheet[1]].index(heading)
    return [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]


def _csv_rows(value: Comparison, folder: Path) -> list[dict[str, str]]:
    write_csv(value, _ZH, folder / "changes.csv")
    return list(csv.DictReader(io.StringIO((folder / "changes.csv").read_bytes().decode("utf-8-sig"), "")))


def test_a_change_is_a_row() -> None:
    table = change_table(comparison(), _ZH)

    assert table.columns == CHANGE_COLUMNS
    assert table.column("key") == [each.key for each in comparison().changes]
    assert table.column("status")[:2] == ["延续", "延续"]


def test_several_measures_of_a_side_stand_on_lines_of_their_own() -> None:
    (row,) = (each for each in change_table(comparison(), _ZH).rows if each["key"] == "2023-c")

    assert row["baseline"] == "举办培训班。\n编写案例集。"
    assert row["baseline_section"] == "一、主要举措 › （一）优化服务"
    assert row["uncertain"] == "待核"


def test_a_figure_tells_what_it_was_is_and_by_how_much() -> None:
    table = figure_table(comparison(), _ZH)

    row = table.rows[0]
    assert [row[column] for column in table.columns[:6]] == ["受助企业", "家", 500, 680, 180, 0.36]
    assert change_table(comparison(), _ZH).column("figures")[1] == "受助企业 500余家 → 680家（▲36.0%）"


def test_a_percentage_differs_by_points_and_has_no_ratio() -> None:
    old, new = (
        figure(text, text, value, "%", "满意率", FigureKind.PERCENT)
        for text, value in (("95%", 95), ("97%", 97))
    )
    told = change("2023-a", [measure("b1", "95%")], [measure("c1", "97%")], figures=[FigureChange(old, new)])
    row = figure_table(dataclasses.replace(comparison(), changes=(told,)), _ZH).rows[0]

    assert (row["difference"], row["ratio"]) == (2, None)


def test_a_figure_of_one_year_has_one_side() -> None:
    row = figure_table(_of_one("3件办结。", "办结"), _ZH).rows[0]

    assert (row["before"], row["after"], row["difference"]) == (None, 1, None)


def test_a_pledge_and_a_link_between_sections_are_rows() -> None:
    assert pledge_table(comparison(), _ZH).column("state") == ["已兑现", "部分兑现", "未见回应"]
    sections = section_table(comparison(), _ZH)
    assert sections.column("current_section") == [
        "一、工作成效",
        "一、工作成效 › （一）提升政务服务",
        "三、下一年安排",
        "",
    ]
    assert sections.column("baseline_measures") == [0, 3, 3, 2]


def test_the_csv_is_as_excel_wants_it(tmp_path: Path) -> None:
    rows = _csv_rows(comparison(), tmp_path)

    assert (tmp_path / "changes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == headings(CHANGE_COLUMNS, _ZH)
    assert len(rows) == len(comparison().changes)
    assert rows[2]["基准原文"] == "举办培训班。\n编写案例集。"


@pytest.mark.parametrize("text", [*_DANGEROUS[:6], "＝1+1", "－1"])
def test_no_cell_of_the_csv_can_run(text: str, tmp_path: Path) -> None:
    row = _csv_rows(_of_one(text), tmp_path)[0]

    assert row["本期原文"] == "'" + text
    assert row["本期章节"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("text", _DANGEROUS)
def test_no_cell_of_the_workbook_can_run(text: str, tmp_path: Path) -> None:
    sheet = _sheet(_workbook(_of_one(text, subject=text), tmp_path), "变化清单")
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]

    assert str(_column(sheet, "本期原文")[0]).replace("_x000D_", "\r") == text
    assert _column(sheet, "本期章节") == ["=HYPERLINK(1)"]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_no_table_turns_the_direction_of_its_text(tmp_path: Path) -> None:
    turned = _of_one("\u202e反转\u2066文字。")
    shown = "\ufffd反转\ufffd文字。"

    assert _csv_rows(turned, tmp_path)[0]["本期原文"] == shown
    assert _column(_sheet(_workbook(turned, tmp_path), "变化清单"), "本期原文") == [shown]


def test_a_cell_holds_what_excel_can_hold(tmp_path: Path) -> None:
    sheet = _sheet(_workbook(_of_one("\x00\x1b[31m" + "字" * 40_000), tmp_path), "变化清单")
    text = str(_column(sheet, "本期原文")[0])

    assert len(text) == 32_767
    assert text.startswith("[31m字")
    assert text.endswith("……（已截断）")


def test_a_cut_cell_counts_as_excel_counts(tmp_path: Path) -> None:
    sheet = _sheet(_workbook(_of_one("𠮷" * 20_000), tmp_path), "变化清单")
    text = str(_column(sheet, "本期原文")[0])

    assert 32_760 <= len(text.encode("utf-16-le")) // 2 <= 32_767


def test_the_sheets_can_be_filtered_and_scrolled_below_their_header(tmp_path: Path) -> None:
    workbook = _workbook(comparison(), tmp_path)

    assert workbook.sheetnames == _SHEETS
    for name in _SHEETS:
        sheet = _sheet(workbook, name)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")


def test_the_change_list_wraps_its_texts_and_shows_its_states(tmp_path: Path) -> None:
    sheet = _sheet(_workbook(comparison(), tmp_path), "变化清单")
    states = list(sheet["A"][1:])

    assert [cell.value for cell in sheet[1]] == headings(CHANGE_COLUMNS, _ZH)
    assert {str(cell.value) for cell in states} == {"新增 ＋", "延续 ＝", "未再提及 －"}
    assert len({cell.fill.fgColor.rgb for cell in states}) == 3
    assert all(cell.alignment.wrap_text for cell in sheet["F"][1:])


def test_pages_are_hidden_where_there_are_none(tmp_path: Path) -> None:
    sheet = _sheet(_workbook(comparison(), tmp_path), "变化清单")

    assert [sheet.column_dimensions[letter].hidden for letter in "EFGHIJ"] == [
        False,
        False,
        True,
        False,
        False,
        True,
    ]


def test_the_notes_say_what_was_compared_and_what_to_mind(tmp_path: Path) -> None:
    notes = _sheet(_workbook(comparison(), tmp_path), "说明")
    told = [str(cell) for cell in _column(notes, "内容")]

    assert told[0].startswith("青岚县2023年法治政府建设情况报告（qinglan-2023.txt")
    assert any(each.startswith("只有 4 条") for each in told)


def test_everything_is_said_in_english(tmp_path: Path) -> None:
    workbook = _workbook(comparison(), tmp_path, "en")

    assert workbook.sheetnames == ["Changes", "Indicator", "Plans", "Section", "Notes"]
    headers = [str(cell.value) for name in workbook.sheetnames for cell in _sheet(workbook, name)[1]]
    assert not [header for header in headers if any("一" <= each <= "鿿" for each in header)]


def test_nothing_to_tell_is_a_workbook_all_the_same(tmp_path: Path) -> None:
    empty = dataclasses.replace(_of_one("甲"), changes=(), pledges=(), notices=())
    workbook = _workbook(empty, tmp_path)

    assert [_sheet(workbook, name).max_row for name in _SHEETS[:4]] == [1, 1, 1, 1]
    assert _csv_rows(empty, tmp_path) == []


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    value = large_comparison(30)
    files = []
    for name in ("first", "second"):
        write_xlsx(value, _ZH, tmp_path / f"{name}.xlsx")
        write_csv(value, _ZH, tmp_path / f"{name}.csv")
        files.append([(tmp_path / f"{name}.{form}").read_bytes() for form in ("xlsx", "csv")])
        time.sleep(2.1)  # the times in a zip file are kept to two seconds

    assert files[0] == files[1]
