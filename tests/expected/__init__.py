"""What the toolkit makes of the seeds, as texts that a commit's diff shows: `python -m tests.expected`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from compare.comparison import compare_reports, open_report
from tests.accuracy.tricky import render_cases
from tests.expected.rendering import render_comparison, render_report

FOLDER: Final = Path(__file__).parent
_SEEDS: Final = Path(__file__).parents[2] / "seeds"


@cache
def render_all() -> Mapping[str, str]:
    """Every expected text by its file's name."""
    baseline = open_report(_SEEDS / "yangpu-2023.txt")
    current = open_report(_SEEDS / "yangpu-2024-specimen.txt")
    return {
        "yangpu-2023.outline.txt": render_report(baseline),
        "yangpu-2024-specimen.outline.txt": render_report(current),
        "yangpu-2023-2024.changes.txt": render_comparison(compare_reports(baseline, current)),
        "tricky-cases.md": render_cases(),
    }
