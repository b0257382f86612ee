"""The files of a series: what all years together tell, and each pair's own folder, ready for its review."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from compare.comparison import DEFAULT_MODELS, Models
from compare.model import Comparison, Report
from compare.series.building import build_series
from compare.series.keys import KnownKey
from compare.series.values import Series
from reports.changes_json import dump_comparison
from reports.output import write_results
from reports.review.decision_file import DecisionFile
from reports.series.memory import PAIRS, RETURNS, PairMemory
from reports.series.page import render_series
from reports.series.table import write_series_csv
from reports.series.writing import dump_series, known_keys
from reports.staging import staged
from reports.words import Words

PAGE: Final = "series.html"
DATA: Final = "series.json"
TABLE: Final = "series.csv"


@dataclass(frozen=True, slots=True)
class Written:
    """A series that was written, how many pairs of years it has, and how many of them had to be compared."""

    series: Series
    pairs: int
    compared: int


def write_series(
    reports: Iterable[Report], words: Words, folder: Path, models: Models = DEFAULT_MODELS
) -> Written:
    """Write series.html, series.json and series.csv, and a folder for every pair of years that changed.

    What was compared before is not compared again; decisions in a pair's folder bind its comparison.

    Raises
    ------
    InputError
        The reports make no series.
    OSError
        The folder cannot be written.
    """
    pairs = PairMemory(folder / PAIRS, words, models)
    returns = PairMemory(folder / RETURNS, words, models)
    kept: dict[Path, Comparison] = {}

    def compare(baseline: Report, current: Report) -> Comparison:
        if not _is_whole(baseline, whole):
            return returns.compare(baseline, current)
        own = folder / pair_name(baseline, current)
        stored = DecisionFile(own).read()
        comparison = pairs.compare(baseline, current, stored.decisions)
        kept[own] = replace(comparison, notices=(*comparison.notices, *stored.notices))
        return kept[own]

    given = tuple(reports)
    whole = {report.sha256 for report in given}
    series = build_series(given, compare, _known(folder / DATA))
    for own, comparison in kept.items():
        if not _is_written(own, comparison, words):
            write_results(comparison, words, own)
    with staged(folder, (PAGE, DATA, TABLE)) as stage:
        (stage / PAGE).write_text(render_series(series, words.language), encoding="utf-8", newline="\n")
        (stage / DATA).write_text(dump_series(series, words), encoding="utf-8", newline="\n")
        write_series_csv(series, words, stage / TABLE)
    pairs.forget_unused()
    returns.forget_unused()
    return Written(series, len(kept), pairs.compared)


def pair_name(baseline: Report, current: Report) -> str:
    """The folder of a pair: `2021-2022`."""
    return f"{baseline.year}-{current.year}"


def _is_whole(report: Report, whole: set[str]) -> bool:
    """Whether it is one of the reports, and not what was left out of several."""
    return report.sha256 in whole


def _known(path: Path) -> tuple[KnownKey, ...]:
    """What an earlier run called the measures, if there was one."""
    try:
        return tuple(known_keys(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        return ()


def _is_written(own: Path, comparison: Comparison, words: Words) -> bool:
    """Whether a pair's folder holds this very comparison."""
    try:
        written = (own / "changes.json").read_text(encoding="utf-8")
    except OSError:
        return False
    return (own / "report.html").exists() and written == dump_comparison(comparison, words)
