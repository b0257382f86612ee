"""How long a cold `crossyear compare` of the seeds takes, as a ratio to three imports that stay the same.

    python -m tests.bench.cold_start [RUNS]

prints the medians of alternating runs, each in a fresh interpreter. The aim is a ratio below 3.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SEEDS = Path(__file__).parents[2] / "seeds"
_IMPORTS = [sys.executable, "-c", "import pandas, rapidfuzz, jinja2"]
_RUNS = 7


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seeds = [str(_SEEDS / name) for name in ("yangpu-2023.txt", "yangpu-2024-specimen.txt")]
        command = [sys.executable, "-m", "reports.cli", "compare", *seeds, "-o", folder]
        times = [(_seconds(_IMPORTS), _seconds(command)) for _ in range(runs)]
    imports, compared = (statistics.median(column) for column in zip(*times, strict=True))
    sys.stdout.write(
        f"imports {imports:.3f} s, compare {compared:.3f} s, "
        f"ratio {compared / imports:.2f} (medians of {runs})\n"
    )


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS)
