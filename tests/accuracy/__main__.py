"""`python -m tests.accuracy [PAIR_DIR…]`: how well the toolkit does on labelled pairs; see README.md here."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.accuracy.calibration import as_lines, calibrate, write_picture
from tests.accuracy.floors import fallen, name_of, raised, read_floors, write_floors
from tests.accuracy.pairs import ReportPair, committed_pairs, fingerprint, present_pairs, read_pair, scored
from tests.accuracy.roles.cases import faults_of_cases
from tests.accuracy.roles.labelled import Labelled, labelled_reports
from tests.accuracy.roles.structure import as_line, judge
from tests.accuracy.scoring import Scores
from tests.accuracy.table import as_json, as_table


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0, or 1 where floors were to be raised and a figure has fallen below its own."""
    options = _options(arguments)
    pairs = [read_pair(folder) for folder in options.pairs] or present_pairs()
    results = {pair: scored(pair, semantic=options.semantic) for pair in pairs}
    named = [(pair.name, scores) for pair, scores in results.items()]
    sys.stdout.write(f"{_in_json(named) if options.json else as_table(named)}\n")
    if not options.pairs and not options.json and not options.semantic:
        _write_structure()
    if options.output and not options.semantic:
        _write_calibration(pairs, options.output)
    if options.update_floors:
        return _update_floors(results, options)
    return 0


def _write_structure() -> None:
    groups: dict[str, list[Labelled]] = {}
    for report in labelled_reports():
        groups.setdefault(report.group, []).append(report)
    for name, reports in groups.items():
        sys.stdout.write(f"{as_line(name, judge(reports), len(reports))}\n")
    if faults := faults_of_cases():
        right = sum(not each for each in faults.values())
        sys.stdout.write(f"spellings beside: {right} of {len(faults)} right\n")


def _write_calibration(pairs: Sequence[ReportPair], folder: Path) -> None:
    calibrations = {pair.name: calibrate(pair) for pair in pairs}
    folder.mkdir(parents=True, exist_ok=True)
    write_picture({name: each.candidates for name, each in calibrations.items()}, folder / "calibration.svg")
    sys.stdout.write(f"{as_lines(calibrations)}\n")


def _in_json(named: Sequence[tuple[str, Scores]]) -> str:
    return json.dumps([as_json(*result) for result in named], ensure_ascii=False, indent=2)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Score labelled pairs.")
    parser.add_argument(
        "pairs",
        metavar="PAIR_DIR",
        nargs="*",
        type=_labelled_folder,
        help="a folder with labels; without one, the committed pairs and those in ../shared/data",
    )
    parser.add_argument("--json", action="store_true", help="all figures in full, as JSON")
    parser.add_argument("--semantic", action="store_true", help="as with the encoder of `--semantic`")
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="judge the probabilities too, with a picture in DIR"
    )
    parser.add_argument(
        "--update-floors", action="store_true", help="raise the floors of the committed pairs"
    )
    parser.add_argument("--allow-regression", action="store_true", help="set floors anew, lower ones too")
    return parser.parse_args(arguments)


def _labelled_folder(argument: str) -> Path:
    folder = Path(argument).resolve()
    if not (folder / "gold.jsonl").is_file():
        raise argparse.ArgumentTypeError(f"{argument}: no gold.jsonl in it")
    return folder


def _update_floors(results: Mapping[ReportPair, Scores], options: argparse.Namespace) -> int:
    floors = read_floors()
    guarded = set(committed_pairs())
    refused = False
    for pair, scores in results.items():
        if pair not in guarded:
            continue
        name = name_of(pair.name, semantic=options.semantic)
        lower = fallen(floors[name], scores) if name in floors else []
        if lower and not options.allow_regression:
            refused = True
            hint = "--allow-regression would lower the floor"
            sys.stderr.write(f"{name}: {', '.join(lower)}; {hint}\n")
            continue
        anew = options.allow_regression
        floors[name] = raised(floors.get(name), fingerprint(pair), scores, anew=anew)
    write_floors(floors)
    return int(refused)


if __name__ == "__main__":
    sys.exit(main())
