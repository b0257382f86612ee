"""The files of a folder are whole, old or new, wherever the process that writes them is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reports.staging import recover, staged

_NAMES = ("report.html", "changes.json", "changes.csv", "changes.xlsx", "对照表.docx")
# Forks a child for each moment: the child dies before or after its Nth call to the system.
_KILLS = """
import os, shutil, signal, sys
from pathlib import Path
from reports import staging

names, root = sys.argv[2:], Path(sys.argv[1])

def write(folder, text):
    with staging.staged(folder, names) as stage:
        for name in names:
            (stage / name).write_text(text)

def dying(function, moment, calls):
    def call(*arguments, **options):
        calls.append(function)
        if len(calls) * 2 - 1 == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*arguments, **options)
        if len(calls) * 2 == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return call

moment, killed = 0, True
while killed:
    moment, killed = moment + 1, False
    for begun in (True, False):  # whether there is an earlier result
        folder = root / f"{moment}-{begun}"
        if begun:
            write(folder, "old")
        child = os.fork()
        if not child:
            calls = []
            for name in ("rename", "replace", "mkdir", "rmdir", "unlink"):
                setattr(os, name, dying(getattr(os, name), moment, calls))
            write(folder, "new")
            os._exit(0)
        ended = os.waitpid(child, 0)[1]
        killed = killed or bool(ended)
        print(moment, begun, bool(ended), sep=";", flush=True)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, bool, bool]]:
    """The folders, whether there was an earlier result, and whether the process was killed."""
    root = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, "-c", _KILLS, str(root), *_NAMES], capture_output=True, text=True, check=True
    )
    lines = (line.split(";") for line in done.stdout.splitlines())
    return [(root / f"{line[0]}-{line[1]}", line[1] == "True", line[2] == "True") for line in lines]


def _write(folder: Path, text: str) -> None:
    with staged(folder, _NAMES) as stage:
        for name in _NAMES:
            (stage / name).write_text(text)


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.exists() else {}


def test_a_process_is_killed_before_and_after_each_step(killed: list[tuple[Path, bool, bool]]) -> None:
    assert sum(was_killed for *_, was_killed in killed) >= 60


def test_after_a_kill_the_next_reader_finds_all_files_new_or_all_old(
    killed: list[tuple[Path, bool, bool]],
) -> None:
    found = set()
    for folder, begun, was_killed in killed:
        recover(folder)
        texts = _texts(folder)
        if texts or begun or not was_killed:
            assert set(texts) == set(_NAMES), folder.name  # no file missing, nothing hidden left
            assert len(set(texts.values())) == 1, folder.name
        found.add((begun, *texts.values()))

    assert found == {(True, *["old"] * 5), (True, *["new"] * 5), (False,), (False, *["new"] * 5)}


def test_after_a_kill_the_next_run_writes_all(killed: list[tuple[Path, bool, bool]]) -> None:
    for folder, *_ in killed:
        _write(folder, "newer")
        assert _texts(folder) == dict.fromkeys(_NAMES, "newer")


def test_what_another_process_is_writing_is_left_alone(tmp_path: Path) -> None:
    with staged(tmp_path, ["a"]) as stage:
        recover(tmp_path)
        assert stage.is_dir()
        (stage / "a").write_text("new")

    assert _texts(tmp_path) == {"a": "new"}


def test_an_error_on_the_way_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def all_but_the_last(source: str, target: str) -> None:
        if Path(source).name == "changes.xlsx" and Path(target).parent == tmp_path:
            raise PermissionError
        replace(source, target)

    for name in _NAMES[:2]:
        (tmp_path / name).write_text("old")
    monkeypatch.setattr(os, "replace", all_but_the_last)
    with pytest.raises(PermissionError):
        _write(tmp_path, "new")

    assert _texts(tmp_path) == dict.fromkeys(_NAMES[:2], "old")
