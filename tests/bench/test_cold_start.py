"""The bench runs; what it measures is no matter of pass or fail."""

import re

import pytest

from tests.bench.cold_start import main


@pytest.mark.slow
def test_the_bench_tells_a_ratio(capsys: pytest.CaptureFixture[str]) -> None:
    main(1)

    assert re.fullmatch(r"imports [\d.]+ s, compare [\d.]+ s, ratio [\d.]+ .*\n", capsys.readouterr().out)
