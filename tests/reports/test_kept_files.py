"""What people wrote into result files is kept, whatever is compared again."""

from pathlib import Path

import pytest

from reports.kept_files import RECORD
from reports.output import write_results
from reports.words import Words
from tests.builders import comparison, large_comparison

ZH = Words("zh")


def written(folder: Path, *, docx: bool = False) -> list[str]:
    return [path.name for path in write_results(comparison(), ZH, folder, docx=docx)]


def test_what_nobody_changed_is_overwritten_in_silence(tmp_path: Path) -> None:
    assert written(tmp_path) == []
    assert write_results(large_comparison(9), ZH, tmp_path) == ()


@pytest.mark.parametrize("name", ["changes.xlsx", "report.html", "changes.csv"])
def test_what_a_person_changed_is_kept_beside(tmp_path: Path, name: str) -> None:
    written(tmp_path)
    (tmp_path / name).write_bytes(b"mine")
    kept = name.replace(".", "（人工改动）.")

    assert written(tmp_path) == [kept]
    assert (tmp_path / kept).read_bytes() == b"mine"
    assert (tmp_path / name).read_bytes() != b"mine"
    assert written(tmp_path) == []


def test_changes_of_another_day_are_kept_under_another_name(tmp_path: Path) -> None:
    written(tmp_path)
    for said in (b"first", b"second", b"second"):
        (tmp_path / "changes.xlsx").write_bytes(said)
        written(tmp_path)

    assert (tmp_path / "changes（人工改动）.xlsx").read_bytes() == b"first"
    assert (tmp_path / "changes（人工改动）2.xlsx").read_bytes() == b"second"
    assert not (tmp_path / "changes（人工改动）3.xlsx").exists()


def test_a_document_that_was_not_written_this_time_is_known_the_next(tmp_path: Path) -> None:
    written(tmp_path, docx=True)
    (tmp_path / "修订稿.docx").write_bytes(b"mine")
    assert written(tmp_path) == []

    assert written(tmp_path, docx=True) == ["修订稿（人工改动）.docx"]


@pytest.mark.parametrize("record", [None, "no JSON", "[]"])
def test_without_a_record_files_are_those_of_an_earlier_version(tmp_path: Path, record: str | None) -> None:
    written(tmp_path)
    (tmp_path / "changes.xlsx").write_bytes(b"older")
    (tmp_path / RECORD).unlink()
    if record is not None:
        (tmp_path / RECORD).write_text(record, encoding="utf-8")

    assert written(tmp_path) == []
