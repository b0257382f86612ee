"""The rows of a comparison: which new measures may have spread."""

from dataclasses import replace

from compare.corpus.tables import pair_rows
from compare.corpus.values import CorpusFile, Pair
from compare.model import Comparison, Status
from tests.builders import comparison

_FILES = (CorpusFile(f"{year}.txt", f"{year}", "", "青岚县", year, "报告", 1) for year in (2023, 2024))
_PAIR = Pair(*_FILES)


def _looked_up_elsewhere(told: Comparison) -> list[str]:
    """The new measures that are sought among other bodies."""
    rows = pair_rows(told, _PAIR)["links"]
    return [row["current_text"] for row in rows if row["status"] == Status.NEW and "signature" in row]


def test_what_answers_a_plan_of_the_year_before_is_not_new() -> None:
    told = comparison()

    assert "政务大厅建成启用。" not in _looked_up_elsewhere(told)
    assert "政务大厅建成启用。" in _looked_up_elsewhere(replace(told, pledges=()))
