"""A review that is served, as its user starts it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.model import Comparison
from reports.output import write_results
from reports.words import Words


@dataclass(frozen=True)
class Served:
    """The address of a review, the folder it keeps decisions in, and the process that serves it."""

    address: str
    folder: Path
    process: subprocess.Popen[str]

    def lines(self) -> list[dict[str, Any]]:
        """What the file of decisions holds."""
        path = self.folder / "decisions.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def written(comparison: Comparison, folder: Path, language: str = "zh") -> Path:
    """The folder with the results of a comparison."""
    write_results(comparison, Words(language), folder)
    return folder


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Served]:
    """`crossyear review FOLDER`, until the block ends."""
    command = [sys.executable, "-m", "reports.cli", "review", str(folder), "--no-browser", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        try:
            assert "http://" in told, process.stderr.read() if process.stderr else ""
            yield Served("http://" + told.split("http://")[1].strip(), folder, process)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
