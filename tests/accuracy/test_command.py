"""`python -m tests.accuracy`: what it prints, and that floors fall only when that is asked for."""

import json
from collections.abc import Mapping

import pytest

from tests.accuracy import __main__ as command
from tests.accuracy.floors import Floors
from tests.accuracy.pairs import COMMITTED, fingerprint, read_pair, scored

_FOLDER = COMMITTED / "yangpu-2023-2024"


class Shelf:
    """Floors that are kept in memory."""

    def __init__(self, **least: float) -> None:
        self.floors: Mapping[str, Floors] = {_FOLDER.name: Floors("", {"link F1": least["link"]})}

    def read(self) -> dict[str, Floors]:
        return dict(self.floors)

    def write(self, floors: Mapping[str, Floors]) -> None:
        self.floors = floors

    @property
    def link(self) -> float:
        return self.floors[_FOLDER.name].least["link F1"]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Shelf:
    kept = Shelf(link=request.param)
    monkeypatch.setattr(command, "read_floors", kept.read)
    monkeypatch.setattr(command, "write_floors", kept.write)
    return kept


def test_a_row_for_every_pair_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(_FOLDER)]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert "link P" in head
    assert [row.split()[1] for row in rows] == [_FOLDER.name]


def test_all_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--json", str(_FOLDER)]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["pair"] == _FOLDER.name
    assert result["link"]["f1"] == scored(read_pair(_FOLDER)).link.f1


def test_a_folder_without_labels_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main([str(COMMITTED)])
    assert stopped.value.code == 2
    assert "no gold.jsonl in it" in capsys.readouterr().err


@pytest.mark.parametrize("shelf", [0.1], indirect=True)
def test_floors_are_raised(shelf: Shelf) -> None:
    assert command.main(["--update-floors", str(_FOLDER)]) == 0
    assert shelf.link == pytest.approx(scored(read_pair(_FOLDER)).link.f1 - 0.01, abs=0.001)
    assert shelf.floors[_FOLDER.name].inputs == fingerprint(read_pair(_FOLDER))


@pytest.mark.parametrize("shelf", [0.9999], indirect=True)
def test_floors_are_not_lowered_by_the_way(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--update-floors", str(_FOLDER)]) == 1
    assert shelf.link == 0.9999
    assert "link F1" in capsys.readouterr().err


@pytest.mark.parametrize("shelf", [0.9999], indirect=True)
def test_floors_are_lowered_when_that_is_allowed(shelf: Shelf) -> None:
    assert command.main(["--update-floors", "--allow-regression", str(_FOLDER)]) == 0
    assert shelf.link < 0.9999
