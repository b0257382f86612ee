"""What other programs may use of the engine: its names, loaded when they are asked for, and its tables."""

import subprocess
import sys
from dataclasses import replace

import pytest

import compare
from compare.decisions.standing import Decision
from compare.model import Comparison, Report
from tests.builders import comparison

PUBLIC = """
    Action Candidate Change ChangeKind Comparison Decision DiffOp DiffPiece Encoder Evidence Figure
    FigureChange FigureKind InputError Measure Method Models Named Notice Pledge PledgeState Recalibration
    Report Review
    Role Section SectionLink Similarity Status compare_reports embedding_similarity ngram_similarity
    open_report sentence_meaning
"""


def test_the_public_names_are_these() -> None:
    assert compare.__all__ == PUBLIC.split()
    assert dir(compare) == sorted(PUBLIC.split())


@pytest.mark.parametrize("name", PUBLIC.split())
def test_every_public_name_is_something(name: str) -> None:
    assert getattr(compare, name) is not None


def test_a_name_is_the_one_of_its_room() -> None:
    assert compare.Report is Report
    assert compare.Decision is Decision


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = compare.nothing


def test_what_is_not_asked_for_is_not_loaded() -> None:
    asked = "import sys, compare; compare.Report; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "compare.model" in ended.stdout
    assert not {"numpy", "rapidfuzz", "pandas", "compare.comparison"} & set(ended.stdout.split())


def test_a_report_is_a_table_of_its_measures() -> None:
    report = comparison().current
    table = report.to_pandas()
    assert list(table["id"]) == [measure.id for measure in report.measures]
    assert list(table["role"]) == [measure.role.value for measure in report.measures]


def test_a_comparison_is_a_table_of_its_changes() -> None:
    made = comparison()
    table = made.to_pandas()
    assert list(table["key"]) == [change.key for change in made.changes]
    new = table[table["status"] == "new"]
    assert (new["baseline_text"] == "").all()
    assert (new["current_text"] != "").all()


@pytest.mark.parametrize("side", ["baseline", "current"])
def test_nothing_has_the_same_columns(side: str) -> None:
    made = comparison()
    report: Report = getattr(made, side)
    assert list(replace(report, measures=()).to_pandas()) == list(report.to_pandas())
    assert list(replace(made, changes=()).to_pandas()) == list(made.to_pandas())


def test_a_notebook_shows_the_tables_and_nothing_in_them_is_markup() -> None:
    made: Comparison = comparison()
    evil = replace(made.current.measures[0], text="<script>alert(1)</script>")
    shown = replace(made.current, measures=(evil,))._repr_html_()
    assert "<table" in shown
    assert "<script>" not in shown
    assert "<table" in made._repr_html_()
