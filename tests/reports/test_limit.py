"""A report of any length ends soon: in a result, or in a message that names the limit and its option."""

import time
from pathlib import Path

import pytest

from compare.comparison import open_report
from compare.errors import InputError
from reports.cli import run
from reports.cli.shared import LIMIT

_TITLE = "青岚县2024年法治政府建设情况报告\n"
_SENTENCE = "开展行政执法检查3次。"
_LARGE = {
    "20,000 sentences": f"一、成效\n{_SENTENCE * 20_000}\n",
    "100,000 headings": "".join(f"（{'一二三四五'[at % 5]}）开展第{at}项工作\n" for at in range(100_000))
    + _SENTENCE,
    "100,000 dots": f"一、成效\n{'。' * 100_000}\n",
    "100,000 lines of a dot": "一、成效\n" + "。\n" * 100_000,
    "100,000 tables of contents": "目录\n" * 100_000 + _SENTENCE,
    "a line of 50 MB": f"一、成效\n{'推进依法行政' * 2_800_000}。\n{_SENTENCE}",
}
_SECONDS = 60.0  # of a processor that others share; by itself each takes less than ten


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "上年.txt"
    path.write_text(_TITLE.replace("2024", "2023") + "一、成效\n" + _SENTENCE, encoding="utf-8")
    return path


@pytest.mark.parametrize("large", _LARGE)
def test_over_the_limit_the_option_that_lifts_it_is_named(
    tmp_path: Path, small: Path, large: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(_TITLE + _LARGE[large], encoding="utf-8")
    begun = time.process_time()

    assert run(["compare", str(small), str(path), "-o", str(tmp_path / "out")]) == 2
    assert time.process_time() - begun < _SECONDS
    (line,) = capfd.readouterr().err.splitlines()
    assert str(path) in line
    assert str(LIMIT) in line
    assert "--limit" in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["compare", "outline"])
def test_the_limit_is_what_is_said(
    tmp_path: Path, small: Path, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    more = [str(small), "-o", str(tmp_path / "out")] if command == "compare" else []

    assert run([command, str(small), *more, "--limit", "2"]) == 2
    assert "--limit 3" in capfd.readouterr().err
    assert run([command, str(small), *more, "--limit", "3"]) == 0


def test_a_program_sets_its_own_limit(small: Path) -> None:
    assert open_report(small, limit=3) == open_report(small)
    with pytest.raises(InputError) as refused:
        open_report(small, limit=2)

    assert (refused.value.path, refused.value.notice.code) == (small, "too_long")
