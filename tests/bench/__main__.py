"""How fast the toolkit is, as ratios to what stays the same on every machine.

    python -m tests.bench [--quick] [--rounds N] [--no-page] [--json FILE] [--picture FILE]

prints a table: each aim, what was measured, and the seconds behind it. Ratios are of the least CPU seconds of
runs in turn. The long pair is that of ../shared where it is there, else an invented one; reports of 10 and 50
times the seeds' length are invented ones. `--quick` leaves out the longest and the page in a browser.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.picture import picture
from tests.bench.table import measure, printed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="without the longest reports and the page")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run (5)")
    parser.add_argument("--no-page", action="store_true", help="without a browser")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--picture", type=Path, help="draw the table here, as SVG")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        table = measure(
            Path(work),
            rounds=arguments.rounds,
            quick=arguments.quick,
            browser=not (arguments.quick or arguments.no_page),
        )
    sys.stdout.write(printed(table))
    sys.stdout.write(f"load of the machine: {' '.join(f'{load:.1f}' for load in os.getloadavg())}\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(table.as_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    if arguments.picture:
        arguments.picture.write_text(picture(table), "utf-8")


if __name__ == "__main__":
    main()
