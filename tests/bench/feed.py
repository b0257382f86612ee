"""How long it takes to feed a long change list into an embedded Roundup, and to plan it again.

    python -m tests.bench.feed [MEASURES]

prints the seconds of whole commands, start included. The aims, for 500 measures: 10 for all of them, 2 for
the plan of a run that finds nothing to do.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reports.changes_json import dump_comparison
from reports.words import Words
from tests.builders import large_comparison


def main(measures: int) -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        text = dump_comparison(large_comparison(measures), Words("zh"))
        (folder / "changes.json").write_text(text, encoding="utf-8")
        for kind in ("roundup:台账", "xlsx:台账.xlsx"):
            target = f"{kind.partition(':')[0]}:{folder / kind.partition(':')[2]}"
            command = [sys.executable, "-m", "reports.cli", "feed", work, "--to", target, "--quiet"]
            fed, planned = _seconds([*command, "--apply"]), _seconds(command)
            sys.stdout.write(f"{measures} measures, {kind}: fed {fed:.1f} s, planned again {planned:.1f} s\n")


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
