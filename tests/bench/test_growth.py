"""The work grows with the length of the reports, not with its square: told by counting, not by a clock."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from compare.comparison import compare_reports, open_report
from reports.output import write_results
from reports.words import Words
from tests.bench.long_reports import write_pair


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own among them."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    earlier = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(earlier)
    return made


def test_four_times_the_length_takes_hardly_more_than_four_times_the_calls(tmp_path: Path) -> None:
    made = {}
    for length, seed in ((1, 1), (1, 2), (4, 3)):  # the first only so that everything is loaded
        folder = tmp_path / str(seed)
        folder.mkdir()
        files = write_pair(folder, length, seed)

        def work(files: tuple[Path, Path] = files, folder: Path = folder) -> None:
            baseline, current = map(open_report, files)
            write_results(compare_reports(baseline, current), Words("zh"), folder / "out")

        made[length] = _calls(work)
    assert made[4] < 5 * made[1]
