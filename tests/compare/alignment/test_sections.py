"""How well sections match is worked out for all of them at once, and is what the definition says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from compare.alignment.sections import align_sections, section_scores
from compare.model import Report
from tests.builders import measure, report

_HEADINGS = (("一、政务服务",), ("一、政务服务", "（一）办事大厅"), ("二、执法监督",))
_WORDS = ("", "政务服务", "办事大厅", "执法监督")
_PLACES = st.lists(st.integers(0, 3), min_size=1, max_size=6)


def _report(year: int, places: list[int]) -> Report:
    measures = [measure(f"{year}-{at}", f"第{at}项。", section=place) for at, place in enumerate(places)]
    return report(year, _HEADINGS, measures)


@given(_PLACES, _PLACES, st.integers(0, 2**32 - 1))
def test_the_score_is_of_headings_and_of_the_best_counterparts_of_the_smaller_section(
    rows: list[int], columns: list[int], seed: int
) -> None:
    similarity = np.random.default_rng(seed).random((len(rows), len(columns)))
    scores = section_scores(_report(2023, rows), _report(2024, columns), similarity)
    for a in range(4):
        for b in range(4):
            block = similarity[np.ix_(np.array(rows) == a, np.array(columns) == b)]
            axis = 1 if block.shape[0] <= block.shape[1] else 0
            content = block.max(axis=axis).mean() if block.size else 0.0
            heading = fuzz.ratio(_WORDS[a], _WORDS[b]) / 100 if a and b else float(a == b)
            assert scores[a, b] == pytest.approx(0.4 * heading + 0.6 * content)


def test_of_sections_that_match_as_well_the_first_is_taken() -> None:
    baseline, current = _report(2023, [3]), _report(2024, [3, 3])
    links = align_sections(baseline, current, np.ones((1, 2)))
    assert [(link.baseline, link.current, link.score) for link in links] == [(3, 3, 1.0)]


def test_a_report_without_measures_has_no_section_to_match() -> None:
    assert align_sections(_report(2023, []), _report(2024, [1]), np.zeros((0, 1)))[0].baseline is None
