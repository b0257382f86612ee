"""Whatever a document does to its reader, the command goes on and says so in one line."""

import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from compare.comparison import open_report
from compare.errors import InputError
from compare.model import Content, Line, Notice
from compare.reading import confined, pdf, read_document
from compare.reading.confined import Limits, Read, read_confined
from tests.compare.reading import bombs
from tests.compare.reading.test_reading import TEXT, write_pdf


@pytest.mark.parametrize("data", [bombs.drawn_twice(), bombs.packed(2_000)], ids=["drawn twice", "packed"])
def test_a_bomb_of_a_few_kilobytes_ends_within_its_limits(data: bytes) -> None:
    assert len(data) < 20_000
    limits = Limits(seconds=2)
    before = os.times()
    with pytest.raises(InputError) as refused:
        read_confined(pdf.read, bombs.NAME, data, limits)
    after = os.times()

    assert refused.value.notice.code in {"reading_time", "reading_memory", "reader_died", "pdf_no_text"}
    assert sum(after[kind] - before[kind] for kind in range(4)) < 2 * limits.seconds  # of both processes


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (bombs.reads_on_and_on, "reading_time"),
        (bombs.sleeps, "reading_time"),
        (bombs.takes_all, "reading_memory"),
        (bombs.dies, "reader_died"),
        (bombs.takes_over, "reader_died"),
        (bombs.stumbles, "reader_stumbled"),
        (bombs.refuses, "pdf_password"),
    ],
)
def test_a_reader_that_fails_is_told_by_what_it_did(
    read: Read, code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError) as refused:
        read_confined(read, bombs.NAME, b"1", Limits(seconds=1))

    assert (refused.value.path, refused.value.notice.code) == (bombs.NAME, code)
    assert capfd.readouterr() == ("", "")


def test_what_a_library_prints_is_no_part_of_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    pages = read_confined(bombs.talks, bombs.NAME, "甲\ud800".encode("utf-8", "replace"), Limits())

    assert pages == Content((Line("甲?"),))
    assert capfd.readouterr() == ("", "")


def test_a_package_that_the_reader_lacks_is_named() -> None:
    with pytest.raises(ModuleNotFoundError) as lacking:
        read_confined(bombs.lacks, bombs.NAME, b"", Limits())

    assert lacking.value.name == "a_package_that_is_not_there"


def test_an_answer_without_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "_LARGEST_ANSWER", 1_000_000)
    with pytest.raises(InputError) as refused:
        read_confined(bombs.talks, bombs.NAME, b"1" * 2_000_000, Limits())

    assert refused.value.notice.code == "reading_memory"


def test_a_large_file_has_more_time_than_a_small_one() -> None:
    assert Limits().seconds_for(50_000_000) > Limits().seconds_for(1_000)


@pytest.mark.parametrize("fault", ["no program", "no process"])
def test_where_no_process_can_be_started_the_file_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise OSError

    path = write_pdf(tmp_path / "报告.pdf", [TEXT.splitlines()])
    expected = read_document(path)
    if fault == "no program":
        monkeypatch.setattr(sys, "executable", "")
    else:
        monkeypatch.setattr(subprocess, "Popen", refused)

    assert read_document(path) == expected


def test_without_limits_of_the_system_the_clock_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = "import sys; sys.modules['resource'] = None; " + confined._START
    monkeypatch.setattr(confined, "_START", blocked)
    monkeypatch.setattr(confined, "_CLOCK_BEATS_CPU", 2)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        read_confined(bombs.reads_on_and_on, bombs.NAME, b"1", Limits(seconds=1))

    assert refused.value.notice.code == "reading_time"
    assert time.monotonic() - begun > 1.9
    assert read_confined(bombs.talks, bombs.NAME, b"1", Limits()) == Content((Line("1"),))


@pytest.mark.parametrize(
    ("taken", "looks"),
    [
        ([each / 100 for each in range(1, 41)], 41),  # works, then stands still
        ([0.0] * 9, 4),
        ([0.3, 0.6, 0.9, 1.2, 1.5], 4),  # more than it may, where the system does not end it
    ],
)
def test_the_clock_ends_what_stands_still_and_waits_for_what_works(
    monkeypatch: pytest.MonkeyPatch, taken: list[float], looks: int
) -> None:
    monkeypatch.setattr(confined, "_CLOCK_BEATS_CPU", 0.04)
    seen: list[float] = []

    def look(_process: int) -> float:
        seen.append(taken[min(len(seen), len(taken) - 1)])
        return seen[-1]

    monkeypatch.setattr(confined, "_processor_seconds", look)
    process = Mock(pid=1)
    clock = confined._Clock(process, 1)
    clock.start()
    clock.join(60)

    assert (clock.ran_out, len(seen)) == (True, looks)
    process.kill.assert_called_once_with()


@pytest.mark.skipif(not Path("/proc").exists(), reason="the system does not tell what a process takes")
def test_what_a_process_has_taken_is_known_until_it_is_gone() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert 0 < confined._processor_seconds(os.getpid()) <= time.process_time() + 1
    assert confined._processor_seconds(ended.pid) == 0


def test_only_values_of_the_model_come_out_of_the_child() -> None:
    told = Content((Line("甲", 1),), (), (Notice("encoding", (("encoding", "GBK"),)),))
    assert confined._understood(pickle.dumps(told), bombs.NAME, Limits()) == told
    for strange in (os.system, Path, pickle.loads, pytest.raises):
        with pytest.raises(InputError):
            confined._understood(pickle.dumps(strange), bombs.NAME, Limits())


def test_a_trusted_file_is_read_without_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pdf(tmp_path / "报告.pdf", [TEXT.splitlines()])
    expected = open_report(path)
    monkeypatch.setattr(subprocess, "Popen", None)

    assert open_report(path, trusted=True) == expected


def test_a_pipe_is_no_file_to_read(tmp_path: Path) -> None:
    pipe = tmp_path / "报告.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError) as refused:
        read_document(pipe)

    assert refused.value.notice.code == "no_file"
