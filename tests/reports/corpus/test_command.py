"""`crossyear corpus`: its files, what it says, how it ends, and that it goes on where it was stopped."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from distributed import Client

from compare.corpus import running
from compare.corpus.kept.parts import PAIRS
from reports.cli import run
from tests.compare.corpus.built import contents_of
from tests.generated.corpora import generate_corpus

_YEARS = range(2022, 2025)
_BAD = "青岚县-2030.txt"
Run = Callable[..., int]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    generate_corpus(folder, 3, _YEARS, measures=8)
    (folder / _BAD).write_bytes(b"")
    return folder


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with threads in place of processes, which take seconds to start."""
    threads: Callable[[int], AbstractContextManager[Client]] = partial(running.local_client, processes=False)
    monkeypatch.setattr(running, "local_client", threads)
    return lambda *words: run(["corpus", *map(str, words)])


@pytest.fixture(scope="module")
def out(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes as it is, with a process of its own."""
    folder = tmp_path_factory.mktemp("out")
    assert run(["corpus", str(source), "-o", str(folder), "--workers", "1", "--quiet"]) == 0
    return folder


def test_every_pair_has_its_page_and_every_file_its_state(out: Path) -> None:
    page = (out / "overview.html").read_text(encoding="utf-8")
    files = json.loads((out / "files.json").read_text(encoding="utf-8"))

    pages = sorted(path.relative_to(out).as_posix() for path in (out / "pages").rglob("*.html"))
    assert len(pages) == 6
    assert [name for name in pages if f'href="{name}"' not in page] == []
    states = {Path(each["address"]).name: each["state"] for each in files["files"]}
    assert states.pop(_BAD) == "unreadable"
    assert set(states.values()) == {"read"}


def test_a_second_run_says_that_nothing_was_left_to_compare(
    out: Path, source: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents_of(out)

    assert command(source, "-o", out) == 0
    told = capsys.readouterr()
    assert told.out == f"10 个文件，6 对年度，本次比较 0 对\n{out / 'overview.html'}\n"
    assert told.err == ""
    assert contents_of(out) == before


def test_it_goes_on_where_a_part_is_missing(
    out: Path, source: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents_of(out)
    next((out / "parts").glob(f"*/{PAIRS}/*/*.arrow")).unlink()

    assert command(source, "-o", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["pairs"], told["compared"], told["failed"]) == (10, 6, 1, [])
    assert contents_of(out) == before


def test_what_failed_ends_it_with_3_and_is_said_until_it_is_tried_again(
    source: Path, tmp_path: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise ValueError("no \u202elike")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("compare.corpus.work.compare_reports", failing)
        assert command(source, "-o", tmp_path, "--no-pages") == 3
    told = capsys.readouterr()
    assert told.out.startswith("10 个文件，6 对年度，本次比较 0 对\n")
    assert told.err.count("※ ") == 6
    assert "2024: ValueError: no" in " ".join(told.err.split())
    assert "\u202e" not in told.err
    assert "ValueError" in (tmp_path / "overview.html").read_text(encoding="utf-8")
    assert command(source, "-o", tmp_path, "--no-pages", "--quiet") == 3
    assert command(source, "-o", tmp_path, "--no-pages", "--retry-failed") == 0
    assert capsys.readouterr().out.startswith("10 个文件，6 对年度，本次比较 6 对\n")


def test_a_report_of_more_sentences_than_the_limit_is_listed(
    source: Path, tmp_path: Path, command: Run
) -> None:
    assert command(source, "-o", tmp_path, "--no-pages", "--quiet", "--limit", "9") == 0
    assert "--limit" in (tmp_path / "overview.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--manifest", "nowhere.csv"], "nowhere.csv: 没有这个文件"),
        (["--workers", "-1"], "--workers"),
        (["--scheduler", "tcp://127.0.0.1:9"], "127.0.0.1:9"),
    ],
    ids=["no manifest", "no number", "no scheduler"],
)
def test_what_cannot_be_is_told_in_a_line(
    options: list[str],
    said: str,
    source: Path,
    tmp_path: Path,
    command: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "_PATIENCE", 0.2)

    assert command(source, "-o", "out", *options) == 2
    told = capsys.readouterr().err
    assert told.startswith("crossyear: ")
    assert told.count("\n") == 1
    assert said in told
    assert not (tmp_path / "out").exists()


def test_a_folder_without_reports_is_told(
    tmp_path: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path, "-o", tmp_path / "out") == 2
    assert capsys.readouterr().err == f"crossyear: {tmp_path} 里没有能读的报告\n"
