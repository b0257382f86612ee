"""Whatever a document tries, the command ends soon, takes less than a gigabyte, and says so in one line."""

import os
import sys
import time
from pathlib import Path

import pytest

from compare.comparison import open_report
from compare.errors import InputError
from compare.reading import read_document
from reports.cli import run
from tests.compare.reading.attacks import ATTACKS, LYING, SECRET, TEXT, with_entity

_SECONDS = 10.0
_KIB = 1024**2
_EXTERNAL = sorted(with_entity("file:///x"))


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is not asked, which takes seconds to start: what reaches it is tried elsewhere."""
    monkeypatch.setattr("compare.reading.office.find_program", lambda: "false")


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_and_is_told_in_one_line(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(ATTACKS[name]())

    _is_harmless(path, capfd)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["zip bomb, odt", "zip bomb of a version to come, odt"])
def test_what_is_too_large_unpacked_does_not_reach_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "报告.odt"
    path.write_bytes(ATTACKS[name]())
    monkeypatch.setattr("compare.reading.office.find_program", lambda: pytest.fail("asked"))
    with pytest.raises(InputError) as refused:
        read_document(path)

    assert refused.value.notice.code == "damaged"


@pytest.mark.parametrize("name", _EXTERNAL)
def test_no_other_file_gets_into_a_report(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    path = tmp_path / "报告.docx"
    path.write_bytes(with_entity(secret.as_uri())[name])

    assert SECRET not in _is_harmless(path, capfd)


@pytest.mark.parametrize("name", LYING)
def test_a_lying_name_is_not_believed(tmp_path: Path, name: str) -> None:
    called, made = LYING[name]
    path = tmp_path / called
    path.write_bytes(made())

    assert open_report(path).measures[-1].text == "检查3次。"
    assert open_report(path).title in TEXT


def _is_harmless(path: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """What the command says of a file: its outline, or one line and exit code 2."""
    begun, before, largest = time.monotonic(), os.times(), _largest_child()
    code = run(["outline", str(path)])
    after = os.times()
    out, err = capfd.readouterr()

    assert code in (0, 2), err
    if code == 2:
        assert out == ""
        assert err.count("\n") == 1
        assert err.startswith(f"crossyear: {path}: ")
    spent = sum(after[kind] - before[kind] for kind in range(4))
    assert min(spent, time.monotonic() - begun) < _SECONDS
    assert _largest_child() <= max(largest, _KIB)
    return out + err


def _largest_child() -> int:
    """How much memory the largest process took that was begun from here so far; 0 where nobody counts it.

    Each begins as a copy of this one, whose own is counted for it, too.
    """
    if sys.platform != "linux":
        return 0
    import resource

    own, of_children = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return max(own, of_children)
