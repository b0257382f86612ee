"""Files for the imports of 禅道, TAPD and Jira: one for all rows, one for those that wait to be imported."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.trackers import open_tracker
from reports.trackers.base import Field, Note, Setup, StaleError, Ticket, Tracker, TrackerError
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, TrackerContract, drafted, one

KINDS = ("zentao", "tapd", "jira-csv")
KEY, OTHER = "2023-0a1b2c3d4e5f", "2023-ffffffffffff"
STATES = States()


def files_at(path: Path, kind: str = "zentao", **options: object) -> Tracker:
    return open_tracker(kind, Setup(str(path), options))


def lines_of(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def write_lines(path: Path, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "任务.csv"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "任务.台账.csv"


@pytest.mark.parametrize("kind", KINDS)
class TestContract(TrackerContract):
    @pytest.fixture
    def tracker(self, path: Path, kind: str) -> Iterator[Tracker]:
        opened = files_at(path, kind)
        yield opened
        opened.close()

    @pytest.fixture(autouse=True)
    def _files(self, book: Path) -> None:
        self.book = book

    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        tracker.close()
        lines = lines_of(self.book)
        row = next(line for line in lines if ticket.key in line)
        row[lines[0].index("状态")] = states.closed
        write_lines(self.book, lines)

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        tracker.close()
        lines = lines_of(self.book)
        row = next(line for line in lines if ticket.key in line)
        return row[lines[0].index("更新记录")].splitlines()


def feed(path: Path, *keys: str, kind: str = "zentao", **changed: str) -> None:
    """One run that makes tickets."""
    tracker = files_at(path, kind)
    for key in keys:
        tracker.create(key, drafted(tracker, STATES, **changed), MEMORY)
    tracker.close()


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        (
            "zentao",
            "任务名称,任务类型,优先级,指派给,预计开始,截止日期,任务描述",
            ["设立服务专窗12个", "事务", "", "", "", "2025-12-31", f"甲。\n\n台账键：{KEY}"],
        ),
        (
            "tapd",
            "标题,详细描述,优先级,处理人,预计开始,预计结束",
            ["设立服务专窗12个", f"甲。\n\n台账键：{KEY}", "", "", "", "2025-12-31"],
        ),
        (
            "jira-csv",
            "Summary,Issue Type,Priority,Labels,Labels,Due Date,Description",
            ["设立服务专窗12个", "Task", "", "crossyear", KEY, "2025-12-31", f"甲。\n\n台账键：{KEY}"],
        ),
    ],
)
def test_each_system_gets_its_columns(path: Path, kind: str, head: str, row: list[str]) -> None:
    feed(path, KEY, kind=kind, body="甲。", due="2025")

    assert lines_of(path) == [head.split(","), row]


def test_a_second_run_changes_no_byte(path: Path, book: Path) -> None:
    feed(path, KEY)
    before = path.read_bytes(), book.read_bytes()

    tracker = files_at(path)
    assert [ticket.key for ticket in tracker.tickets()] == [KEY]
    tracker.close()

    assert (path.read_bytes(), book.read_bytes()) == before


def test_a_row_that_was_imported_is_not_exported_again(path: Path, book: Path) -> None:
    feed(path, KEY)
    path.unlink()

    feed(path, OTHER)
    tracker = files_at(path)
    tracker.update(one(tracker, KEY), {Field.TITLE: "设立服务专窗15个"}, "", Note("a", "2024年：5个 → 12个"))
    tracker.close()

    assert [line[-1].rpartition("：")[2] for line in lines_of(path)[1:]] == [OTHER]
    assert [line[0] for line in lines_of(book)[1:]] == [KEY, OTHER]
    assert "设立服务专窗15个" in lines_of(book)[1]
    assert "2024年：5个 → 12个" in lines_of(book)[1]


def test_a_change_goes_into_a_row_that_waits_beside_what_people_wrote(path: Path) -> None:
    feed(path, KEY, OTHER)
    lines = lines_of(path)
    for line, text in zip(lines, ("工时", "8", "9"), strict=True):
        line.insert(2, text)
    lines[1][lines[0].index("指派给")] = "李敏"
    write_lines(path, [lines[0], lines[2], lines[1]])

    tracker = files_at(path)
    tracker.update(one(tracker, KEY), {Field.TITLE: "设立服务专窗15个"}, "")
    tracker.close()

    after = lines_of(path)
    assert after[0] == lines[0]
    assert after[1] == lines[2]
    assert after[2] == ["设立服务专窗15个", *lines[1][1:]]


def test_more_columns_and_rows_of_people_stay_in_the_book(path: Path, book: Path) -> None:
    feed(path, KEY)
    lines = lines_of(book)
    write_lines(book, [[*lines[0], "牵头单位"], ["", "自拟"], [*lines[1], "区司法局"]])

    feed(path, OTHER)

    after = lines_of(book)
    assert after[0][-1] == "牵头单位"
    assert after[1][:2] == ["", "自拟"]
    assert after[2][-1] == "区司法局"
    assert {ticket.key for ticket in files_at(path).tickets()} == {KEY, OTHER}


def test_no_cell_could_run_as_a_formula(path: Path, book: Path) -> None:
    hostile = dict.fromkeys(("title", "body", "due", "state"), "=HYPERLINK(1)")
    feed(path, KEY, **hostile)

    cells = [cell for file in (path, book) for line in lines_of(file) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert one(files_at(path), KEY).fields[Field.TITLE] == "=HYPERLINK(1)"


@pytest.mark.parametrize("kind", ["zentao", "tapd"])
def test_no_markup_reaches_a_system_that_shows_html(path: Path, kind: str) -> None:
    feed(path, KEY, kind=kind, body=HOSTILE, title=HOSTILE)

    assert not set("<>&\x00") & set("".join(cell for line in lines_of(path) for cell in line))


@pytest.mark.parametrize(
    "text", ["\x00\x07\x7f", "_x0007_", "\ud800甲", "'=1", "''", "a\r\nb", "\ufeff甲", "，\"'"]
)
def test_any_text_is_read_back_as_it_was(path: Path, text: str) -> None:
    tracker = files_at(path)
    tracker.create(KEY, {Field.BODY: text}, text)
    tracker.close()

    read = one(files_at(path), KEY)
    assert read.fields[Field.BODY] == text
    assert read.memory == text


def test_a_row_waits_once_where_a_run_ended_between_the_two_files(path: Path, book: Path) -> None:
    feed(path, KEY)
    book.unlink()

    feed(path, KEY)

    assert len(lines_of(path)) == len(lines_of(book)) == 2


def test_nothing_waits_where_the_book_was_changed_meanwhile(path: Path, book: Path) -> None:
    feed(path, KEY)
    before = path.read_bytes()
    tracker = files_at(path)
    tracker.create(OTHER, drafted(tracker, STATES), "")
    book.write_bytes(book.read_bytes() + b"\r\n")

    with pytest.raises(StaleError):
        tracker.close()

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("工作任务\r\n".encode("gb18030"), "table_not_utf8"),
        ("工作任务,标题\r\n".encode(), "table_columns"),
        (b'"\r\n', "table_damaged"),
        (b"", "table_columns"),
    ],
)
def test_a_book_that_is_none_is_told(path: Path, book: Path, data: bytes, code: str) -> None:
    book.write_bytes(data)

    with pytest.raises(TrackerError) as told:
        files_at(path)

    assert told.value.notice.code == code
    assert told.value.is_fatal


def test_another_file_is_not_taken_for_an_import(path: Path, book: Path) -> None:
    path.write_text("姓名,电话\n", encoding="utf-8")

    with pytest.raises(TrackerError) as told:
        files_at(path)

    assert told.value.notice.code == "table_columns"
    assert path.read_text("utf-8") == "姓名,电话\n"
    assert not book.exists()


def test_address_and_options_are_checked(tmp_path: Path, path: Path) -> None:
    for address, options in (
        (tmp_path / "任务.xlsx", {}),
        (path, {"close": ["已办结"]}),
        (path, {"closed": 1}),
    ):
        with pytest.raises(TrackerError) as told:
            open_tracker("zentao", Setup(str(address), options))
        assert told.value.is_fatal
