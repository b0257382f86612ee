"""Every cell of real 信息公开年报 is read right: the files stay outside, their numbers are held here."""

import json
from pathlib import Path

import pytest

from compare.changes.tables import compare_tables
from compare.comparison import open_report
from compare.model import NamedCell, Report
from tests.conftest import leave_out

BESIDE = Path(__file__).parents[4] / "shared"
FORMS: dict[str, list[list[str]]] = json.loads(Path(__file__).with_name("forms.json").read_text("utf-8"))


def read(name: str) -> Report:
    """The report; where nothing lies beside the project its tests are skipped, also in CI."""
    if not BESIDE.exists():
        pytest.skip("no real reports beside the project (../shared/corpus/files)")
    path = BESIDE / "corpus" / "files" / f"{name}.pdf"
    if not path.exists():
        leave_out(f"no {path.name} in ../shared/corpus/files")
    return open_report(path)


def rows(cells: tuple[NamedCell, ...]) -> list[str]:
    """The numbers of each row, by its names."""
    found: dict[tuple[str, ...], list[str]] = {}
    for cell in cells:
        key = (*cell.column[:1], *cell.row) if cell.column[0].startswith("第二十条") else cell.row
        found.setdefault(key, []).append(f"{cell.value:.10g}")
    return [" ".join(values) for values in found.values()]


@pytest.mark.parametrize("name", FORMS)
def test_every_cell_of_a_form_is_read(name: str) -> None:
    tables = read(name).tables
    assert [rows(table.cells) for table in tables] == FORMS[name]
    assert [table.title[0] for table in tables] == ["二", "三", "四"]


def test_two_years_of_a_form_are_compared_cell_by_cell() -> None:
    before, after = (read(f"洪泽区-信息公开年报-{year}") for year in (2023, 2024))
    changes = compare_tables(before.tables, after.tables)
    assert [(change.baseline, change.current) for change in changes] == [(0, 0), (1, 1), (2, 2)]
    assert all(cell.before and cell.after for change in changes for cell in change.cells)
    assert [sum(cell.before != cell.after for cell in change.cells) for change in changes] == [7, 16, 7]
