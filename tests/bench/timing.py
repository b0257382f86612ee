"""Runs of commands in turn, and what they took."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_UNLIKE_INSTALLED: Final = {*_ONE_THREAD, "PYTHONDONTWRITEBYTECODE"}  # an installed program is compiled
Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds of CPU, seconds by the clock, and the most memory in MB."""

    cpu: float
    wall: float
    peak: float


@dataclass(slots=True)
class Runs:
    """The runs of one command."""

    made: list[Run] = field(default_factory=list)

    def cpu(self) -> float:
        """The least CPU time: what others do on the machine only adds to it."""
        return min(run.cpu for run in self.made)

    def peak(self) -> float:
        """The most memory of all runs, in MB."""
        return max(run.peak for run in self.made)

    def summary(self) -> dict[str, float]:
        """Minima and medians, for JSON."""
        cpus, walls = [run.cpu for run in self.made], [run.wall for run in self.made]
        return {
            "cpu_min": min(cpus),
            "cpu_median": statistics.median(cpus),
            "wall_min": min(walls),
            "wall_median": statistics.median(walls),
            "peak_mb": self.peak(),
            "runs": len(self.made),
        }


def work(name: str, *files: object) -> Command:
    """The command of a piece of work: `work("page", baseline, current)`."""
    return [sys.executable, "-m", "tests.bench.works", name, *map(str, files)]


def run_in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, Runs]:
    """Each command once a round, so that what slows the machine down slows all of them down."""
    runs = {name: Runs() for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].made.append(_told(command) if "tests.bench.works" in command else _whole(command))
    return runs


def available(names: Iterable[str], modules: Mapping[str, str]) -> list[str]:
    """Those of the names whose module can be imported."""
    from importlib.util import find_spec

    return [name for name in names if name not in modules or find_spec(modules[name])]


def _told(command: Command) -> Run:
    """What the command says that its work took."""
    ended = subprocess.run(command, check=True, capture_output=True, env=os.environ | _ONE_THREAD)
    return Run(**json.loads(ended.stdout))


def _whole(command: Command) -> Run:
    """What a whole process took, in an environment that says nothing of threads or of compiling."""
    environment = {name: value for name, value in os.environ.items() if name not in _UNLIKE_INSTALLED}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, output.read())
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
