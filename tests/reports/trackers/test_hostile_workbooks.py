"""A workbook that unpacks without end, reaches for other files or lies is told as damaged, soon."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from reports.trackers import open_tracker
from reports.trackers.base import Secrets, Setup, TrackerError
from tests.compare.reading.attacks import SECRET, huge, parts_of
from tests.compare.reading.packages import of_another_version, zipped

_SHEET = "xl/worksheets/sheet1.xml"


def _ledger() -> dict[str, str]:
    file = io.BytesIO()
    workbook = Workbook()
    workbook.worksheets[0].append(["编号", "标题"])
    workbook.save(file)
    return parts_of(file.getvalue())


def _laughing(declared: str, reference: str) -> bytes:
    parts = _ledger()
    text, count = re.subn("<t>[^<]*</t>", f"<t>{reference}</t>", parts[_SHEET], count=1)
    assert count
    return zipped({**parts, _SHEET: declared + text})


def _billion() -> bytes:
    declared = "".join(f'<!ENTITY x{at} "{f"&x{at - 1};" * 10}">' for at in range(1, 10))
    return _laughing(f'<!DOCTYPE worksheet [<!ENTITY x0 "ha">{declared}]>', "&x9;")


def _bomb() -> bytes:
    return huge(_SHEET, {name: content for name, content in _ledger().items() if name != _SHEET})


def _bomb_to_come() -> bytes:
    return of_another_version(_bomb())


@pytest.mark.parametrize(
    "make",
    [_billion, _bomb, _bomb_to_come],
    ids=["billion laughs", "zip bomb", "zip bomb of a version to come"],
)
def test_it_is_told_as_damaged(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(make())
    begun = time.process_time()
    with pytest.raises(TrackerError) as refused:
        open_tracker("xlsx", Setup(str(path), {}, Secrets(None))).tickets()

    assert refused.value.notice.code == "table_damaged"
    assert time.process_time() - begun < 10


def test_no_other_file_gets_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    path = tmp_path / "台账.xlsx"
    path.write_bytes(_laughing(f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{secret.as_uri()}">]>', "&x;"))
    try:
        told = str(list(open_tracker("xlsx", Setup(str(path), {}, Secrets(None))).tickets()))
    except TrackerError as error:
        told = str(error.notice)

    assert SECRET not in told
