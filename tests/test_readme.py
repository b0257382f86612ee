"""The README tells every command, its reference every option, and neither names what is not there."""

import re
import subprocess
import sys
from pathlib import Path

from compare.reading import READERS, office, scans
from compare.reading.address import _MOST_MEGABYTES, _SECONDS
from compare.reading.confined import Limits
from tests import option_reference

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_BLOCKS = re.findall(r"^```sh\n(.*?)^```$", _README, flags=re.DOTALL | re.MULTILINE)
_NO_FORMATS = {"Word"}
_PATH = re.compile(r"(?<![\w/.-])(?:seeds|compare|reports|tests)/[\w./-]*")


def _help(*command: str) -> str:
    arguments = [sys.executable, "-m", "reports.cli", *command, "--help"]
    return subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True).stdout


def test_every_command_is_told() -> None:
    commands = re.findall(r"^  ([\w-]+) ", _help().partition("Commands:")[2], flags=re.MULTILINE)

    assert commands
    assert [command for command in commands if f"crossyear {command}" not in _README] == []


def test_the_reference_of_options_is_that_of_the_commands() -> None:
    written = option_reference.PATH.read_text(encoding="utf-8")

    assert written == option_reference.with_reference(written)


def test_every_format_that_is_read_is_told_in_both_languages_and_no_other() -> None:
    told = [_in_first_column("| format | what is read of it |"), _in_first_column("| 格式 | 读出什么 |")]
    read = {name for reader in READERS for name in reader.name.split("、")}

    assert [sorted(read - names) for names in told] == [[], []]
    assert [names - read for names in told] == [{"MHT", "Markdown"}] * 2


def test_the_limits_are_those_of_the_code() -> None:
    english, chinese = _README.split("# 中文说明")

    assert f"up to {_MOST_MEGABYTES} MB and a minute" in english.replace("\n", " ")
    assert f"不超过 {_MOST_MEGABYTES} MB、一分钟" in chinese
    assert _SECONDS == 60
    assert {reader.limits for reader in READERS if reader.limits} == {Limits()}
    assert (Limits().seconds, Limits().seconds_per_megabyte, round(Limits().memory / 1024**3)) == (8, 1, 1)
    assert "a gigabyte and eight seconds of processor time, and one more for each MB" in " ".join(
        english.split()
    )
    assert "1 GB 内存、8 秒处理器时间（每 MB 再加一秒）" in chinese
    assert (office._CPU_SECONDS, office._CPU_SECONDS_A_MEGABYTE, scans._SECONDS_A_PAGE) == (15, 2, 60)
    assert "15 秒（每 MB 再加两秒），文字识别每页一分钟" in chinese
    assert ", ".join(reader.name for reader in READERS if reader.limits) == "PDF, DOCX, OFD, HTML"


def _in_first_column(head: str) -> set[str]:
    """The names of formats in a table of the README."""
    rows = _README.partition(head + "\n")[2].partition("\n\n")[0].splitlines()[1:]
    return {name for row in rows for name in re.findall(r"[A-Z][A-Za-z]+", row.split("|")[1])} - _NO_FORMATS


def test_no_option_is_told_that_is_not_there() -> None:
    known = option_reference.PATH.read_text(encoding="utf-8")
    told = re.findall(r"`(--?[a-z][a-z-]*)`", _README)

    assert [option for option in told if f"`{option}`" not in known] == []


def test_it_opens_with_two_commands_that_need_nothing_else() -> None:
    assert _BLOCKS[0].startswith(
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/crossyear compare "
    )
    assert _BLOCKS[1].startswith("python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && ")
    assert _BLOCKS[1].endswith(" -m pytest\n")


def test_what_it_names_is_there() -> None:
    named = _PATH.findall(_README)

    assert named
    assert [path for path in named if not (_ROOT / path).exists()] == []
