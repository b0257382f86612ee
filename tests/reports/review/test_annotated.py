"""What people write into changes.xlsx becomes decisions, once, and nothing else of the workbook does."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from reports.cli import run
from tests.builders import comparison
from tests.reports.serving import written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(comparison(), tmp_path / "out")


def _write(folder: Path, key: str, **texts: str) -> None:
    """Write into the cells of a row, as a person does; `批注` is a column of theirs."""
    path = folder / "changes.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    line = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heads["编号"]).value == key)
    for head, text in texts.items():
        if head == "单元格批注":
            sheet.cell(line, 1).comment = Comment(text, "王强")
            continue
        place = heads.setdefault(head, len(heads) + 1)
        sheet.cell(1, place, head)
        sheet.cell(line, place, text)
    workbook.save(path)


def _taken(folder: Path, *options: str) -> list[dict[str, Any]]:
    assert run(["review", str(folder), "--import", str(folder / "changes.xlsx"), *options]) == 0
    path = folder / "decisions.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_decisions_and_notes_are_taken_in_once(folder: Path) -> None:
    _write(folder, "2023-b", 复核决定="人工分开", 备注="另一件事", 批注="请核实", 单元格批注="见原文第3页")
    _write(folder, "2024-a", 复核决定="认可", 复核人="王强")
    _write(folder, "2023-c", 复核决定="再看看")
    for _ in range(2):
        lines = _taken(folder, "--reviewer", "李敏")

    told = [(each["who"], each["action"], each.get("value") or each.get("note", "")) for each in lines]
    assert sorted(told) == [
        ("李敏", "note", "再看看"),
        ("李敏", "note", "另一件事\n见原文第3页\n请核实"),
        ("李敏", "unlink", ""),
        ("王强", "accept", "new"),
    ]


def test_what_was_decided_before_is_not_decided_again(folder: Path) -> None:
    _write(folder, "2024-a", 复核决定="已认可", 备注="已核实")
    first = _taken(folder, "--reviewer", "李敏")
    _write(folder, "2024-a", 备注="已核实\n又问过一次")
    second = _taken(folder, "--reviewer", "王强")

    assert [each["action"] for each in first] == ["accept", "note"]
    assert [(each["who"], each["note"]) for each in second[2:]] == [("王强", "又问过一次")]


def test_a_row_of_another_comparison_is_told_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(folder, "2024-a", 备注="请核实", 本期原文="改过的文字。")

    assert _taken(folder) == []
    assert "另有 1 行" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", None], ids=["damaged", "no list of changes"])
def test_what_is_no_list_of_changes_is_told(
    folder: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "mine.xlsx"
    if content is None:
        openpyxl.Workbook().save(path)
    else:
        path.write_bytes(content)

    assert run(["review", str(folder), "--import", str(path)]) == 2
    told = capsys.readouterr().err
    assert "mine.xlsx" in told
    assert told.count("\n") == 1
