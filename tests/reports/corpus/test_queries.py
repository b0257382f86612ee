"""What the README shows of the data set works as it stands there."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.compare.corpus.built import built
from tests.conftest import leave_out
from tests.generated.corpora import generate_corpus

_README = Path(__file__).parents[3] / "reports" / "corpus" / "README.md"
_QUERIES = re.findall(r"^```python\n(.*?)^```$", _README.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
_YEARS = range(2022, 2024)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, folder = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("out")
    generate_corpus(source, 4, _YEARS, measures=8)
    built(source, folder)
    return folder


def _asked(module: str, out: Path) -> dict[str, Any]:
    """The names that a query of this package has given."""
    if find_spec(module) is None:
        leave_out(f"no {module}: python -m pip install {module}")
    (query,) = (each for each in _QUERIES if f"import {module}" in each)
    names: dict[str, Any] = {}
    exec(query.replace("OUT", out.as_posix()), names)
    return names


def test_duckdb_tells_the_repetition_of_every_year(out: Path) -> None:
    found = _asked("duckdb", out)["repetition"]

    assert list(found["year"]) == [2023]
    assert 0 < found["repetition"][0] < 1


def test_pandas_tells_the_most_unusual_new_measures(out: Path) -> None:
    found = _asked("pandas", out)["most_unusual"]

    assert len(found) > 0
    assert found["unusual"].is_monotonic_decreasing
    assert set(found["year"].astype(int)) == {2023}
