"""No committed pair may do worse than it did."""

import pytest

from compare.model import Status
from tests.accuracy.floors import Floors, fallen, measured, raised, read_floors
from tests.accuracy.pairs import ReportPair, committed_pairs, fingerprint, scored
from tests.accuracy.scoring import Accuracy, Score, Scores


@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_every_committed_pair_stays_above_its_floors(pair: ReportPair) -> None:
    floors = read_floors()
    assert pair.name in floors, "no floors yet: python -m tests.accuracy --update-floors"
    assert floors[pair.name].inputs == fingerprint(pair), (
        "its texts or labels have changed: python -m tests.accuracy --update-floors"
    )
    assert fallen(floors[pair.name], scored(pair)) == []


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
