"""The 台账 in Excel: brought up to date where it is, with everything that people did to it."""

import io
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import openpyxl
import pypdfium2
import pytest
from filelock import FileLock
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from xlsxwriter import Workbook

import reports.trackers
from reports.trackers import open_tracker
from reports.trackers.base import (
    ExistsError,
    Field,
    Note,
    RetryPolicy,
    Setup,
    StaleError,
    Ticket,
    Tracker,
    TrackerError,
)
from reports.trackers.tables.ledger import HEADINGS
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, TrackerContract, drafted, one

KEYS = ("2023-0a1b2c3d4e5f", "2023-1f0c0a1b2c3d", "2023-ffffffffffff")
NEW = "2024-000000000001"
STATES = States()
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def ledger_at(path: Path, **options: object) -> Tracker:
    return open_tracker("xlsx", Setup(str(path), options, retry_policy=RetryPolicy(timeout=30.0)))


def path_of(ticket: Ticket) -> Path:
    return Path(url2pathname(urlsplit(ticket.url).path))


def opened(path: Path) -> tuple[Any, Any]:
    """A workbook with the words' formats, and its first sheet."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    return workbook, workbook.worksheets[0]


def row_of(sheet: Any, ticket: Ticket) -> int:
    keys = place_of(sheet, "台账键")
    rows = range(2, sheet.max_row + 1)
    return next(row for row in rows if sheet.cell(row, keys).value == ticket.key)


def place_of(sheet: Any, heading: str, head: int = 1) -> int:
    """The number of a column."""
    return [cell.value for cell in sheet[head]].index(heading) + 1


def feed(path: Path, *keys: str, **changed: str) -> None:
    """One run that makes tickets."""
    tracker = ledger_at(path)
    for key in keys:
        tracker.create(key, drafted(tracker, STATES, **changed), MEMORY)
    tracker.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


@pytest.fixture
def filled(path: Path) -> Path:
    """A 台账 of three rows."""
    feed(path, *KEYS)
    return path


class TestContract(TrackerContract):
    @pytest.fixture
    def tracker(self, path: Path) -> Iterator[Tracker]:
        tracker = ledger_at(path)
        yield tracker
        tracker.close()

    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        tracker.close()
        workbook, sheet = opened(path_of(ticket))
        sheet.cell(row_of(sheet, ticket), place_of(sheet, "状态")).value = states.closed
        workbook.save(path_of(ticket))

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        tracker.close()
        _, sheet = opened(path_of(ticket))
        return str(sheet.cell(row_of(sheet, ticket), place_of(sheet, "更新记录")).value).splitlines()


def test_new_ledger_is_ready_to_work_with(filled: Path) -> None:
    workbook, sheet = opened(filled)
    hidden = [sheet.cell(1, place).value for place in range(1, 25) if _is_hidden(sheet, place)]

    assert [cell.value for cell in sheet[1]] == [heading.text for heading in HEADINGS]
    assert hidden == ["台账键", "台账记录"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == "A1:X4"
    assert sheet.print_area == "'台账'!$A$1:$R$4"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [1, 2, 3]
    assert sheet["D2"].alignment.wrap_text
    assert '"待交办,推进中,' in sheet.data_validations.dataValidation[0].formula1
    assert workbook.properties.created.year == 2000


def _is_hidden(sheet: Any, place: int) -> bool:
    return bool(sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].hidden)


def test_the_same_steps_give_the_same_bytes(filled: Path, tmp_path: Path) -> None:
    feed(tmp_path / "又.xlsx", *KEYS)

    assert (tmp_path / "又.xlsx").read_bytes() == filled.read_bytes()


def test_a_run_that_changes_nothing_does_not_touch_the_file(filled: Path) -> None:
    before = filled.stat().st_mtime_ns, filled.read_bytes()

    tracker = ledger_at(filled)
    assert [ticket.key for ticket in tracker.tickets()] == list(KEYS)
    tracker.close()

    assert (filled.stat().st_mtime_ns, filled.read_bytes()) == before


def test_a_plan_makes_no_file(path: Path, tmp_path: Path) -> None:
    tracker = ledger_at(path)
    assert list(tracker.tickets()) == []
    tracker.close()

    assert list(tmp_path.iterdir()) == []


def test_what_people_did_is_kept(filled: Path) -> None:
    workbook, sheet = opened(filled)
    lead = place_of(sheet, "牵头单位")
    sheet.cell(2, lead).value = CellRichText("区", TextBlock(InlineFont(b=True), "司法局"))
    sheet.cell(2, lead).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.cell(2, 4).font = Font(name="仿宋", size=14, bold=True)
    sheet.cell(3, lead).comment = Comment("请核实", "李敏")
    sheet.column_dimensions["D"].width = 51
    sheet.row_dimensions[3].height = 77
    sheet.cell(1, 25).value = "得分"
    sheet["Y2"] = "=SUM(Z2:Z3)"
    sheet["Z2"] = 7
    sheet.conditional_formatting.add("Y2:Y9", CellIsRule(operator="greaterThan", formula=["5"]))
    validation = DataValidation(type="list", formula1='"李敏,王强"')
    validation.add("N2:N9")
    sheet.add_data_validation(validation)
    sheet.auto_filter.add_filter_column(11, ["待交办"])
    other = workbook.create_sheet("联系人")
    other["A1"] = "李敏"
    other.sheet_properties.tabColor = "FF0000"
    workbook.save(filled)

    tracker = ledger_at(filled)
    tracker.update(one(tracker, KEYS[0]), {Field.TITLE: "设立服务专窗15个"}, "", Note("a", "2024年：增加3个"))
    tracker.close()

    workbook, sheet = opened(filled)
    assert isinstance(sheet.cell(2, lead).value, CellRichText)
    assert str(sheet.cell(2, lead).value) == "区司法局"
    assert sheet.cell(2, lead).fill.fgColor.rgb == "00FFFF00"
    assert (sheet["D2"].value, sheet["D2"].font.name, sheet["D2"].font.b) == (
        "设立服务专窗15个",
        "仿宋",
        True,
    )
    assert sheet.cell(3, lead).comment.text == "请核实"
    assert sheet.column_dimensions["D"].width == 51
    assert sheet.row_dimensions[3].height == 77
    assert (sheet["Y1"].value, sheet["Y2"].value, sheet["Z2"].value) == ("得分", "=SUM(Z2:Z3)", 7)
    assert "Y2:Y9" in {str(each.sqref) for each in sheet.conditional_formatting}
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet.auto_filter.filterColumn[0].filters.filter == ["待交办"]
    assert workbook["联系人"]["A1"].value == "李敏"
    assert workbook["联系人"].sheet_properties.tabColor.rgb == "00FF0000"


def test_pictures_and_charts_are_kept(path: Path) -> None:
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, [heading.text for heading in HEADINGS])
        sheet.insert_image("AA1", "章.png", {"image_data": io.BytesIO(PIXEL)})
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$A$2:$A$9"})
        sheet.insert_chart("AA9", chart)

    feed(path, NEW)
    feed(path, *KEYS)

    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        assert parts.read("xl/media/image1.png") == PIXEL
    assert "xl/charts/chart1.xml" in names


def _with_textbox(sheet: Any) -> None:
    sheet.insert_textbox("AA1", "区政府办公室")
    sheet.insert_image("AA9", "章.png", {"image_data": io.BytesIO(PIXEL)})


def _with_sparkline(sheet: Any) -> None:
    sheet.add_sparkline("AA2", {"range": "Sheet1!A2:A9"})


def _with_bars(sheet: Any) -> None:
    sheet.conditional_format("AA2:AA9", {"type": "data_bar", "data_bar_2010": True})


@pytest.mark.parametrize("draw", [_with_textbox, _with_sparkline, _with_bars])
def test_what_would_be_lost_is_told_and_not_lost(path: Path, draw: Any) -> None:
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, [heading.text for heading in HEADINGS])
        draw(sheet)
    before = path.read_bytes()

    tracker = ledger_at(path)
    assert list(tracker.tickets()) == []
    with pytest.raises(TrackerError) as told:
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    assert told.value.notice.code == "table_loss"
    assert told.value.is_fatal
    assert path.read_bytes() == before

    allowed = ledger_at(path, allow_loss=True)
    allowed.create(NEW, drafted(allowed, STATES), "")
    allowed.close()
    assert one(ledger_at(path), NEW)


def test_threaded_comments_are_not_lost_either(filled: Path) -> None:
    with zipfile.ZipFile(filled, "a") as parts:
        parts.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    tracker = ledger_at(filled)

    with pytest.raises(TrackerError, match="threadedComments"):
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()


def test_rows_are_found_where_people_moved_them(filled: Path) -> None:
    tracker = ledger_at(filled)
    for key in KEYS:
        tracker.update(one(tracker, key), {Field.TITLE: f"任务 {key}"}, key)
    tracker.close()
    workbook, sheet = opened(filled)
    rows = [[cell.value for cell in sheet[row]] for row in (2, 3, 4)]
    for number, row in enumerate((rows[2], [None, None, None, "自拟任务"], rows[0], rows[1]), start=2):
        for place, value in enumerate(row + [None] * (24 - len(row)), start=1):
            sheet.cell(number, place).value = value
    sheet.insert_cols(4)
    sheet["D1"] = "批次"
    sheet.insert_rows(1)
    sheet["A1"] = "青岚县督办工作台账"
    sheet.merge_cells("A1:Y1")
    workbook.save(filled)

    tracker = ledger_at(filled)
    assert {ticket.key: ticket.memory for ticket in tracker.tickets()} == {key: key for key in KEYS}
    tracker.update(one(tracker, KEYS[1]), {Field.TITLE: "设立服务专窗15个"}, "")
    tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    _, sheet = opened(filled)
    assert [sheet.cell(row, 5).value for row in range(1, 8)] == [
        None,
        "工作任务",
        f"任务 {KEYS[2]}",
        "自拟任务",
        f"任务 {KEYS[0]}",
        "设立服务专窗15个",
        "设立服务专窗12个",
    ]
    assert sheet["A7"].value == 4


def test_a_new_row_looks_like_the_others(filled: Path) -> None:
    workbook, sheet = opened(filled)
    sheet.cell(1, 25).value = "得分"
    for place in range(1, 26):
        sheet.cell(4, place).font = Font(name="仿宋", size=12)
    sheet.auto_filter.ref = None
    sheet.add_table(Table(displayName="任务表", ref="A1:Y4"))
    workbook.save(filled)

    feed(filled, NEW)

    _, sheet = opened(filled)
    assert {sheet.cell(5, place).font.name for place in range(1, 26)} == {"仿宋"}
    assert sheet.tables["任务表"].ref == "A1:Y5"
    assert sheet.print_area == "'台账'!$A$1:$R$5"


def test_rows_grow_with_their_text_where_nobody_set_their_height(filled: Path) -> None:
    workbook, sheet = opened(filled)
    ours = sheet.row_dimensions[2].height
    sheet.row_dimensions[3].height = 200
    workbook.save(filled)
    long = "\n".join(["服务专窗 5个 → 12个"] * 9)

    tracker = ledger_at(filled)
    for key in KEYS[:2]:
        tracker.update(one(tracker, key), {Field.FIGURES: long}, "")
    tracker.close()

    _, sheet = opened(filled)
    assert sheet.row_dimensions[2].height > ours
    assert sheet.row_dimensions[3].height == 200


def test_a_copied_row_is_a_second_ticket_and_left_alone(filled: Path) -> None:
    workbook, sheet = opened(filled)
    sheet.append([cell.value for cell in sheet[2]])
    workbook.save(filled)

    tracker = ledger_at(filled)
    first, second = tracker.find(KEYS[0])
    tracker.update(second, {Field.TITLE: "其二"}, "")
    tracker.close()

    assert first.id != second.id
    assert [each.fields[Field.TITLE] for each in ledger_at(filled).find(KEYS[0])] == [
        "设立服务专窗12个",
        "其二",
    ]


def test_what_people_typed_is_read_as_text(filled: Path) -> None:
    workbook, sheet = opened(filled)
    for row, value in enumerate((2025, "=DATE(2025,12,31)", 2025.5), start=2):
        sheet.cell(row, place_of(sheet, "完成时限")).value = value
    workbook.save(filled)

    assert [ticket.fields[Field.DUE] for ticket in ledger_at(filled).tickets()] == [
        "2025",
        "=DATE(2025,12,31)",
        "2025.5",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "#N/A",
        "TRUE",
        "2024-01-01",
        "\x00\x07\x7f",
        "_x0007_",
        "_x005F_x0007_",
        "\ud800甲\uffff",
        "a\r\nb\rc",
        " 甲 \n",
        HOSTILE,
        "甲" * 32_767,
    ],
)
def test_any_text_is_a_text_and_read_back_as_it_was(path: Path, text: str) -> None:
    tracker = ledger_at(path)
    tracker.create(NEW, dict.fromkeys(Field, text), text)
    tracker.close()

    read = one(ledger_at(path), NEW)
    assert set(read.fields.values()) == {text}
    assert read.memory == text
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    _, sheet = opened(path)
    assert {sheet.cell(2, place).data_type for place in (3, 4, 19, 20)} == {"s"}
    assert sheet["D2"].quotePrefix is text.startswith(("=", "+", "-", "@", "\t"))


def test_a_text_that_fits_no_cell_is_told_and_the_others_are_written(path: Path) -> None:
    tracker = ledger_at(path)
    with pytest.raises(TrackerError) as told:
        tracker.create(KEYS[0], {Field.TITLE: "甲", Field.BODY: "😀" * 16_384}, "")
    tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    assert told.value.notice.code == "table_cell_full"
    assert not told.value.is_fatal
    assert [ticket.key for ticket in ledger_at(path).tickets()] == [NEW]


def test_merged_cells_are_told_and_the_others_are_written(filled: Path) -> None:
    workbook, sheet = opened(filled)
    sheet.merge_cells("D2:D3")
    workbook.save(filled)

    tracker = ledger_at(filled)
    with pytest.raises(TrackerError) as told:
        tracker.update(one(tracker, KEYS[1]), {Field.STATE: "推进中", Field.TITLE: "甲"}, "新")
    tracker.update(one(tracker, KEYS[0]), {Field.TITLE: "乙"}, "新")
    tracker.close()

    assert told.value.notice.code == "table_merged"
    assert [(ticket.fields[Field.STATE], ticket.memory) for ticket in ledger_at(filled).tickets()] == [
        ("待交办", "新"),
        ("待交办", MEMORY),
        ("待交办", MEMORY),
    ]


@pytest.mark.parametrize("mark", ["~$台账.xlsx", ".~台账.xlsx", ".~lock.台账.xlsx#"])
def test_nothing_is_written_while_the_file_is_open(filled: Path, mark: str) -> None:
    before = filled.read_bytes()
    tracker = ledger_at(filled)
    filled.with_name(mark).touch()
    with pytest.raises(TrackerError) as told:
        tracker.create(NEW, drafted(tracker, STATES), "")
    filled.with_name(mark).unlink()
    tracker.create(NEW, drafted(tracker, STATES), "")
    filled.with_name(mark).touch()
    with pytest.raises(TrackerError, match="table_open"):
        tracker.close()

    assert told.value.is_fatal
    assert ("lock", mark) in told.value.notice.values
    assert filled.read_bytes() == before
    assert len(list(tracker.tickets())) == 3


def test_what_someone_saved_meanwhile_is_not_overwritten(filled: Path) -> None:
    tracker = ledger_at(filled)
    tracker.create(NEW, drafted(tracker, STATES), "")
    workbook, sheet = opened(filled)
    sheet.cell(2, place_of(sheet, "责任人")).value = "李敏"
    workbook.save(filled)
    theirs = filled.read_bytes()

    with pytest.raises(StaleError) as told:
        tracker.close()

    assert told.value.is_fatal
    assert filled.read_bytes() == theirs
    assert [ticket.key for ticket in tracker.tickets()] == list(KEYS)


def test_what_people_change_in_their_columns_makes_no_row_stale(filled: Path) -> None:
    tracker = ledger_at(filled)
    tickets = list(tracker.tickets())
    workbook, sheet = opened(filled)
    sheet.cell(2, place_of(sheet, "责任人")).value = "李敏"
    sheet.cell(3, place_of(sheet, "状态")).value = "推进中"
    workbook.save(filled)

    tracker.update(tickets[0], {Field.TITLE: "甲"}, "")
    with pytest.raises(StaleError):
        tracker.update(tickets[1], {Field.TITLE: "乙"}, "")
    tracker.close()

    _, sheet = opened(filled)
    assert [sheet.cell(row, 4).value for row in (2, 3)] == ["甲", "设立服务专窗12个"]
    assert sheet.cell(2, place_of(sheet, "责任人")).value == "李敏"


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    filled: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = filled.read_bytes(), sorted(filled.parent.iterdir())
    tracker = ledger_at(filled)
    tracker.create(NEW, drafted(tracker, STATES), "")
    with monkeypatch.context() as broken:
        broken.setattr(os if step == "fsync" else Path, step, fail)
        with pytest.raises(TrackerError) as told:
            tracker.close()

    assert ("reason", "No space left on device") in told.value.notice.values
    assert (filled.read_bytes(), sorted(filled.parent.iterdir())) == before


def test_a_folder_that_cannot_be_written_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    tracker = ledger_at(filled)
    monkeypatch.setattr("reports.trackers.tables.files.tempfile.mkstemp", refuse)
    tracker.create(NEW, drafted(tracker, STATES), "")
    with pytest.raises(TrackerError) as told:
        tracker.close()
    assert told.value.notice.code == "table_unusable"

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(TrackerError) as told:
        tracker.create(NEW, drafted(tracker, STATES), "")
    assert told.value.notice.code == "table_unusable"
    assert told.value.is_fatal


def test_a_file_set_to_read_only_is_left(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.trackers.tables.files.os.access", lambda *_: False)
    tracker = ledger_at(filled)

    with pytest.raises(TrackerError) as told:
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    assert told.value.notice.code == "table_unusable"


def test_mode_and_link_are_kept(filled: Path, tmp_path: Path) -> None:
    filled.chmod(0o640)
    link = tmp_path / "链接.xlsx"
    link.symlink_to(filled)

    feed(link, NEW)

    assert link.is_symlink()
    assert stat.S_IMODE(filled.stat().st_mode) == 0o640
    assert len(list(ledger_at(filled).tickets())) == 4


FEEDER = """
import sys
import reports.trackers
from reports.trackers import open_tracker
from reports.trackers.base import ExistsError, Field, Setup
tracker = open_tracker("xlsx", Setup(sys.argv[1]))
for number in range(40):
    key = f"2023-{number:012x}"
    try:
        tracker.create(key, {Field.TITLE: key, Field.STATE: "待交办"}, sys.argv[2])
    except ExistsError:
        (found,) = tracker.find(key)
        tracker.update(found, {Field.BODY: sys.argv[2]}, sys.argv[2])
tracker.close()
"""


def test_two_feeders_at_once_make_each_row_once(path: Path) -> None:
    command = [sys.executable, "-c", FEEDER, str(path)]
    root = Path(__file__).parents[3]
    feeders = [subprocess.Popen([*command, name], cwd=root) for name in ("甲", "乙", "丙")]
    assert [feeder.wait(timeout=120) for feeder in feeders] == [0, 0, 0]

    keys = [ticket.key for ticket in ledger_at(path).tickets()]
    assert len(keys) == len(set(keys)) == 40


def test_a_feeder_that_is_killed_leaves_the_file_and_no_lock(filled: Path) -> None:
    before = filled.read_bytes()
    killed = FEEDER.replace("tracker.close()", "import os; os._exit(9)")
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", killed, str(filled), "甲"], cwd=root).returncode == 9
    assert filled.read_bytes() == before

    feed(filled, NEW)

    assert [ticket.key for ticket in ledger_at(filled).tickets()] == [*KEYS, NEW]


def test_a_feeder_that_never_ends_is_told_of(filled: Path) -> None:
    tracker = open_tracker("xlsx", Setup(str(filled), retry_policy=RetryPolicy(timeout=0.1)))
    with FileLock(filled.with_name(".台账.xlsx.lock")), pytest.raises(TrackerError) as told:
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    assert told.value.notice.code == "table_locked"


def test_a_key_that_another_feeder_took_is_refused(filled: Path) -> None:
    tracker = ledger_at(filled)
    feed(filled, NEW)

    with pytest.raises(ExistsError):
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_damaged"),
        (b"PK\x03\x04 broken", "table_damaged"),
        ("序号,台账键".encode(), "table_damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "table_password"),
        (OLE + "Workbook".encode("utf-16-le"), "table_suffix"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_and_left(path: Path, data: bytes, code: str) -> None:
    path.write_bytes(data)

    with pytest.raises(TrackerError) as told:
        ledger_at(path)

    assert told.value.notice.code == code
    assert told.value.is_fatal
    assert path.read_bytes() == data


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_damaged_part_is_told(filled: Path, tmp_path: Path, part: str) -> None:
    broken = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(filled) as parts, zipfile.ZipFile(broken, "w") as file:
        for name in parts.namelist():
            file.writestr(name, b"<broken" if name == part else parts.read(name))

    with pytest.raises(TrackerError) as told:
        ledger_at(broken)

    assert told.value.notice.code == "table_damaged"


def test_a_column_that_was_renamed_deleted_or_doubled_is_named(filled: Path) -> None:
    workbook, sheet = opened(filled)
    sheet.cell(1, place_of(sheet, "工作任务")).value = "任务"
    sheet.cell(1, place_of(sheet, "备注")).value = "状态"
    workbook.save(filled)

    with pytest.raises(TrackerError) as told:
        ledger_at(filled)

    assert ("columns", "工作任务、状态") in told.value.notice.values


def test_headings_of_people_may_change_and_ours_may_be_wrapped(filled: Path) -> None:
    workbook, sheet = opened(filled)
    sheet.cell(1, place_of(sheet, "责任人")).value = "联系人"
    sheet.cell(1, place_of(sheet, "序号")).value = "编号"
    sheet.cell(1, place_of(sheet, "基准年原文")).value = "基准年\n原文 "
    workbook.save(filled)

    feed(filled, NEW)

    assert len(list(ledger_at(filled).tickets())) == 4


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("台账.xls", {}),
        ("没有/台账.xlsx", {}),
        ("台账.xlsx", {"state": ["待交办"]}),
        ("台账.xlsx", {"states": "待交办"}),
        ("台账.xlsx", {"closed": [1]}),
        ("台账.xlsx", {"allow_loss": 1}),
        ("台账.xlsx", {"states": ["甲,乙"]}),
        ("台账.xlsx", {"states": ["甲" * 256]}),
    ],
)
def test_address_and_options_are_checked(tmp_path: Path, address: str, options: dict[str, object]) -> None:
    with pytest.raises(TrackerError) as told:
        ledger_at(tmp_path / address, **options)

    assert told.value.is_fatal


def test_states_are_those_of_the_options(path: Path) -> None:
    tracker = ledger_at(path, states=["在办", "办完"], closed=["办完"])
    made = tracker.create(NEW, drafted(tracker, STATES, state="办完"), "")
    tracker.close()

    assert made.closed
    assert opened(path)[1].data_validations.dataValidation[0].formula1 == '"在办,办完"'


@pytest.mark.slow
def test_paper_has_the_head_on_every_page_and_nothing_hidden(
    path: Path, office: Callable[[Path, str], Path]
) -> None:
    feed(path, *(f"2023-{number:012x}" for number in range(99)))
    document = pypdfium2.PdfDocument(io.BytesIO(office(path, "pdf").read_bytes()))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]

    assert len(pages) > 1
    assert all("工作任务" in text and "牵头单位" in text and "设立服务专窗12个" in text for text in pages)
    assert not any("2023-00" in text or "台账键" in text for text in pages)
    assert document[0].get_width() > document[0].get_height()


@pytest.mark.slow
def test_what_a_person_saved_in_libreoffice_reads_as_before(
    path: Path, office: Callable[[Path, str], Path]
) -> None:
    texts = (HOSTILE, "_x0007_", "\x07甲", "=1+1", "a\nb", MEMORY)
    tracker = ledger_at(path)
    for number, text in enumerate(texts):
        tracker.create(f"2023-{number:012x}", drafted(tracker, STATES, before=text, after=text), text)
    tracker.close()
    before = list(ledger_at(path).tickets())

    path.write_bytes(office(path, "xlsx").read_bytes())

    after = list(ledger_at(path).tickets())
    assert [(each.key, each.fields, each.memory, each.version) for each in after] == [
        (each.key, each.fields, each.memory, each.version) for each in before
    ]
    feed(path, NEW)


def test_every_column_is_told_of_in_the_manual() -> None:
    manual = (Path(reports.trackers.__file__).parent / "README.md").read_text("utf-8")

    assert [heading.text for heading in HEADINGS if heading.text not in manual] == []


@pytest.mark.parametrize("stray", ["A200000", "XFD15", "A1048576"])
def test_a_stray_cell_far_away_costs_nothing(tmp_path: Path, stray: str) -> None:
    path = tmp_path / "台账.xlsx"
    feed(path, KEYS[0])
    workbook, sheet = opened(path)
    sheet[stray] = "飞来"
    workbook.save(path)
    before = os.times()
    tracker = ledger_at(path)
    (ticket,) = tracker.tickets()
    assert ticket.key == KEYS[0]
    held = len(tracker._table._sheet._cells)  # type: ignore[attr-defined]
    if stray == "A1048576":
        with pytest.raises(TrackerError) as raised:
            tracker.create(NEW, drafted(tracker, STATES), "")
        assert raised.value.notice.code == "table_no_room"
    else:
        tracker.create(NEW, drafted(tracker, STATES), "")
    tracker.close()

    assert held < 2_000
    assert os.times().user - before.user < 10
