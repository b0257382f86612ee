"""The aims, each a ratio of two pieces of work (or a plain figure), and what is measured of them."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.long_reports import write_pair
from tests.bench.timing import Command, Runs, available, run_in_turn, work
from tests.bench.works import SEED_PAIR

_SHARED: Final = Path(__file__).parents[3] / "shared" / "data" / "gwr-2021-2022"
_PEERS: Final = ("diff-match-patch", "redlines")
_MODULES: Final = {"diff-match-patch": "diff_match_patch", "redlines": "redlines"}
_LONG: Final = 10
_LONGEST: Final = 50
_SENTENCES: Final = 10_000  # more than the longest reports have, and than a comparison allows unasked


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted: `measured` at most `wanted`, both in `unit` ("" for a ratio)."""

    name: str
    measured: float
    wanted: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is reached."""
        return self.measured <= self.wanted


@dataclass(frozen=True, slots=True)
class Table:
    """All aims, and the runs that they were measured by."""

    aims: tuple[Aim, ...]
    runs: Mapping[str, Runs]

    def as_json(self) -> dict[str, object]:
        """Every figure."""
        return {
            "aims": [
                {
                    "name": aim.name,
                    "measured": round(aim.measured, 4),
                    "wanted": aim.wanted,
                    "unit": aim.unit or "ratio",
                }
                for aim in self.aims
            ],
            "runs": {name: runs.summary() for name, runs in self.runs.items()},
        }


def measure(folder: Path, *, rounds: int, quick: bool, browser: bool) -> Table:
    """Everything that was asked for, in files of a folder that may be littered."""
    pairs = {length: _pair(folder, length) for length in (1, _LONG, *(() if quick else (_LONGEST,)))}
    long = (_SHARED / "baseline.txt", _SHARED / "current.txt") if _SHARED.exists() else pairs[_LONG]
    runs = run_in_turn(_starts(folder), rounds)
    page = _page_of(long, folder / "long")
    peers = [] if quick else available(_PEERS, _MODULES)
    short = {name: work(name, *long, page) for name in ("read", "page", "floor", "HtmlDiff", *peers)}
    growth = {f"{length}×": work("files", *pairs[length]) for length in (1, _LONG)}
    runs |= run_in_turn(short | growth, rounds)
    aims = [
        Aim("page of a long pair / HtmlDiff", _ratio(runs, "page", "HtmlDiff"), 3.0),
        Aim("page of a long pair / floor", _ratio(runs, "page", "floor"), 3.0),
        Aim("compare the seeds, cold / imports", _ratio(runs, "compare", "imports"), 1.3),
        Aim("--help / imports", _ratio(runs, "--help", "imports"), 0.12),
        Aim(f"{_LONG}× the length", _ratio(runs, f"{_LONG}×", "1×"), 11.0),
    ]
    if not quick:
        slow = {
            "SequenceMatcher": work("SequenceMatcher", *long),
            f"{_LONGEST}×": work("files", *pairs[_LONGEST]),
        }
        runs |= run_in_turn(slow, 1)
        aims += [
            Aim(f"{_LONGEST}× the length", _ratio(runs, f"{_LONGEST}×", "1×"), 90.0),
            Aim(f"memory at {_LONGEST}×", runs[f"{_LONGEST}×"].peak(), 1000.0, "MB"),
        ]
    if browser:
        from tests.bench.page import times_of

        opened, filtered = times_of(_page_of(pairs[_LONGEST], folder / "longest"), folder / "profile")
        aims += [
            Aim(f"the page at {_LONGEST}× opens", opened / 1000, 2.5, "s"),
            Aim(f"the page at {_LONGEST}× filters", filtered / 1000, 0.2, "s"),
        ]
    return Table(tuple(aims), runs)


def printed(table: Table) -> str:
    """The table as text."""
    lines = [f"{'':<36}{'measured':>10}{'wanted':>10}"]
    lines += [
        f"{aim.name:<36}{aim.measured:>10.2f}{aim.wanted:>10.2f} {aim.unit or '':<3}"
        f"{'' if aim.holds else '  above'}".rstrip()
        for aim in table.aims
    ]
    lines += [
        "",
        f"{'':<20}{'CPU min':>9}{'median':>9}{'wall min':>10}{'median':>9}{'peak MB':>9}{'runs':>6}",
    ]
    for name, runs in table.runs.items():
        each = runs.summary()
        lines.append(
            f"{name:<20}{each['cpu_min']:>9.3f}{each['cpu_median']:>9.3f}{each['wall_min']:>10.3f}"
            f"{each['wall_median']:>9.3f}{each['peak_mb']:>9.0f}{each['runs']:>6}"
        )
    return "\n".join(lines) + "\n"


def _pair(folder: Path, length: int) -> tuple[Path, Path]:
    own = folder / str(length)
    own.mkdir()
    return write_pair(own, length)


def _starts(folder: Path) -> dict[str, Command]:
    """Whole processes, the start included."""
    command = [sys.executable, "-m", "reports.cli"]
    return {
        "imports": [sys.executable, "-c", "import pandas, rapidfuzz, jinja2"],
        "compare": [*command, "compare", *map(str, SEED_PAIR), "-o", str(folder / "seeds")],
        "--help": [*command, "--help"],
    }


def _page_of(pair: tuple[Path, Path], folder: Path) -> Path:
    command = [sys.executable, "-m", "reports.cli", "compare", *map(str, pair), "-o", str(folder)]
    run_in_turn({"": [*command, "--limit", str(_SENTENCES)]}, 1)
    return folder / "report.html"


def _ratio(runs: Mapping[str, Runs], ours: str, measure: str) -> float:
    return runs[ours].cpu() / runs[measure].cpu()
