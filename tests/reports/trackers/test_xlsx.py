"""The 台账 in Excel: brought up to date where it is, with everything that people did to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import openpyxl
import pytest

from reports.trackers import open_tracker
from reports.trackers.base import Setup, Ticket, Tracker
from tests.reports.trackers.contract import States, TrackerContract


def ledger_at(path: Path, **options: object) -> Tracker:
    return open_tracker("xlsx", Setup(str(path), options))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


@pytest.fixture
def tracker(path: Path) -> Iterator[Tracker]:
    opened = ledger_at(path)
    yield opened
    opened.close()


def path_of(ticket: Ticket) -> Path:
    return Path(url2pathname(urlsplit(ticket.url).path))


def place_of(sheet: Any, heading: str) -> int:
    """The number of a column."""
    return [cell.value for cell in sheet[1]].index(heading) + 1


class TestContract(TrackerContract):
    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        tracker.close()
        workbook = openpyxl.load_workbook(path_of(ticket))
        sheet = workbook.worksheets[0]
        sheet.cell(2, place_of(sheet, "状态")).value = states.closed
        workbook.save(path_of(ticket))

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        tracker.close()
        sheet = openpyxl.load_workbook(path_of(ticket)).worksheets[0]
        return str(sheet.cell(2, place_of(sheet, "更新记录")).value).splitlines()
