"""The command as it is installed: odd names, closed streams, signals at any moment, faults of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from reports import cli
from reports.output import FILES
from reports.shown.secrets import keep_secret

_TEXT = "青岚县{}年法治政府建设情况报告\n一、主要举措\n开展执法检查{}次。\n二、不足\n执法力量不足。\n"
_MAIN = "import sys; from reports.start import main; sys.exit(main())"
_ROOT = str(Path(__file__).parents[2])


def _run(
    *arguments: str | bytes, code: str = _MAIN, shell: str = "", cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", code, *map(os.fsdecode, arguments)]
    return subprocess.run(
        ["bash", "-c", f'"$0" "$@" {shell}', *command] if shell else command,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": _ROOT, **environment},
        capture_output=True,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports."""
    for year, name in ((2023, "a.txt"), (2024, "b.txt")):
        (tmp_path / name).write_text(_TEXT.format(year, year - 2000), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("environment", [{}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_odd_names_are_compared_and_shown_escaped(folder: Path, environment: dict[str, str]) -> None:
    odd = folder / os.fsdecode("报告\udcff.txt".encode("utf-8", "surrogateescape"))
    odd.write_bytes((folder / "a.txt").read_bytes())
    done = _run(odd.name, "b.txt", code=_compare_into(b"\xe5\x87\xba\xfe"), cwd=folder, **environment)

    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
    assert "报告：出\\xfe/report.html" in done.stdout.decode()
    written = folder / os.fsdecode(b"\xe5\x87\xba\xfe")
    assert '"source": "报告\\\\xff.txt"' in (written / "changes.json").read_text(encoding="utf-8")
    missing = _run("outline", "无\udcff", cwd=folder, **environment)
    assert (missing.returncode, missing.stderr.decode()) == (
        2,
        "crossyear: 无\\xff: 没有这个文件，请检查路径\n",
    )


def _left_in(folder: Path) -> list[str]:
    """What is there, but for the templates that Jinja keeps compiled for the next run."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("_jinja2-cache"))


def _compare_into(name: bytes) -> str:
    """A command line whose names are bytes, whatever the locale."""
    added = f"sys.argv[1:1] = ['compare']; sys.argv += ['-o', os.fsdecode({name!r})]; "
    return f"import os, sys; {added}{_MAIN}"


@pytest.mark.parametrize(
    ("arguments", "shell", "code", "told"),
    [
        (("outline", "a.txt"), ">&-", 2, b"cannot write the output"),
        (("--help",), ">&-", 2, b"cannot write the output"),
        (("compare", "a.txt", "b.txt", "-o", "out"), ">&-", 2, b"cannot write the output"),
        (("compare", "a.txt", "b.txt", "-o", "out", "--quiet"), ">&-", 0, b""),
        (("outline", "a.txt"), "2>&-", 0, b""),
        (("outline", "none.txt"), "2>&-", 2, b""),
        (("compare", "a.txt", "b.txt", "-o", "out", "--quiet"), "<&- >&- 2>&-", 0, b""),
    ],
)
def test_a_closed_stream_is_told_of_or_not_needed(
    folder: Path, arguments: Sequence[str], shell: str, code: int, told: bytes
) -> None:
    done = _run(*arguments, shell=shell, cwd=folder)

    assert done.returncode == code
    assert told in done.stderr
    assert done.stderr.count(b"\n") == bool(told)


@pytest.mark.parametrize(
    "moment", ["click", "rich", "numpy", "compare.alignment", "reports.html", "xlsxwriter"]
)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_something_is_imported_ends_quietly(
    folder: Path, moment: str, number: signal.Signals, code: int
) -> None:
    hook = (
        "import os, sys\n"
        "def heard(event, details):\n"
        f"    if event == 'import' and details[0] == {moment!r} and not seen:\n"
        f"        seen.append(1); os.kill(os.getpid(), {int(number)})\n"
        "seen = []; sys.addaudithook(heard)\n"
    )
    done = _run("compare", "a.txt", "b.txt", "-o", "out", code=hook + _MAIN, cwd=folder, TMPDIR=str(folder))

    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
    written = {path.name for path in folder.glob("out/*")}
    assert _left_in(folder) == ["a.txt", "b.txt", *(["out"] if written else [])]
    assert written in (set(), {*FILES, ".written.json"})


def test_sigterm_leaves_nothing_behind(folder: Path) -> None:
    slow = (
        "import reports.tables.change_list as table, time\n"
        "table.write_csv = lambda *_: (print('begun', flush=True), time.sleep(60))\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", slow + _MAIN, "compare", "a.txt", "b.txt", "-o", "new/out"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _ROOT, "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"begun\n"
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=60)

    assert (running.returncode, told) == (143, b"")
    assert _left_in(folder) == ["a.txt", "b.txt"]


def test_a_child_that_reads_ends_with_its_parent(folder: Path) -> None:
    hook = (
        "from compare.reading import confined, text\n"
        "confined._START = \"import os, sys, time; os.write(1, b'%d\\\\n' % os.getpid()); time.sleep(60)\"\n"
        "import compare.reading as room\n"
        "room.READERS = [room.Reader('TXT', text.recognises, text.read, confined.Limits())]\n"
        "asked = confined._asked\n"
        "def told(process, question):\n"
        "    print(process.pid, flush=True)\n"
        "    return asked(process, question)\n"
        "confined._asked = told\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", hook + _MAIN, "outline", "a.txt"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _ROOT},
        stdout=subprocess.PIPE,
    )
    with running:
        assert running.stdout is not None
        child = int(running.stdout.readline())
        os.kill(child, 0)
        running.terminate()
        assert running.wait(timeout=60) == 143
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_fault_of_the_program_is_told_in_one_line_with_the_place_of_its_details(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        message = "geheim-1234 in words"
        raise ZeroDivisionError(message)

    keep_secret("geheim-1234")
    monkeypatch.setattr("compare.comparison.compare_reports", broken)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    code = cli.run(["compare", str(folder / "a.txt"), str(folder / "b.txt"), "-o", str(folder / "out")])
    told = capsys.readouterr().err
    (details,) = folder.glob("crossyear-*.txt")

    assert code == 70
    assert told.startswith("crossyear: ")
    assert told.count("\n") == 1
    assert str(details) in told
    assert details.stat().st_mode & 0o077 == 0
    assert "ZeroDivisionError: ●●● in words" in details.read_text(encoding="utf-8")
    assert not (folder / "out").exists()


def test_a_fault_is_told_also_where_its_details_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("compare.comparison.open_report", None)
    monkeypatch.setattr("tempfile.tempdir", str(folder / "nowhere"))

    assert cli.run(["outline", str(folder / "a.txt")]) == 70
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_without_a_name_is_not_the_current_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert cli.run(["compare", "a.txt", "b.txt", "-o", ""]) == 2
    assert cli.run(["export-labels", ".", "-o", " "]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]
