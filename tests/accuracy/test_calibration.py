"""The figures of calibration, on probabilities whose truth is known."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.accuracy.calibration import summarise, write_picture


def test_right_probabilities_have_no_error() -> None:
    judged = [(0.75, True)] * 3 + [(0.75, False)]
    assert summarise(judged).error == pytest.approx(0.0)


def test_the_error_is_weighted_by_how_many_pairs_are_in_a_bin() -> None:
    judged = [(0.95, True)] * 30 + [(0.55, False)] * 10
    calibration = summarise(judged)
    assert calibration.error == pytest.approx((30 * 0.05 + 10 * 0.55) / 40)
    assert (calibration.sure_right, calibration.sure_count) == (1.0, 30)


def test_pairs_that_nobody_takes_for_links_do_not_hide_the_rest() -> None:
    wrong = [(0.9, False)] * 4
    assert summarise(wrong + [(0.01, False)] * 1000).error == summarise(wrong).error


def test_the_picture_names_every_pair(tmp_path: Path) -> None:
    path = tmp_path / "calibration.svg"
    write_picture({"甲-乙": summarise([(0.9, True)])}, path)
    assert "甲-乙: 0.100" in "".join(ElementTree.parse(path).getroot().itertext())
