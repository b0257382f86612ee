"""Workbooks and their cells: opened with a word on what cannot be kept, written without the clock."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter

from compare.model import Notice
from compare.reading.containers import unpacked_size
from reports.shown.safe_text import is_formula_like
from reports.trackers.base import TrackerError
from reports.trackers.tables.table import from_cell, in_cell

# The clock stays out of the file: the same steps give the same bytes.
CREATED: Final = datetime.datetime(2000, 1, 1)

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED: Final = 100_000_000  # bytes, which no ledger that people keep has
_KEPT_BY_NONE: Final = re.compile(
    "xl/(threadedComments|slicers|slicerCaches|timelines|timelineCaches|ctrlProps|activeX|embeddings|diagrams"
    "|queryTables|model|richData|cellimages|webextensions)(?=[/.])"
)
_ANCHOR: Final = re.compile(rb"<(?:\w+:)?(?:twoCell|oneCell|absolute)Anchor[\s>]")
_HARMLESS: Final = ("Ignored Error", "no default style", "no stylesheet")
_REMOVED: Final = " is not supported and will be removed"
_REASON_LENGTH: Final = 120


def open_workbook(data: bytes, name: str) -> tuple[Workbook, tuple[str, ...]]:
    """The workbook, and what of it would be lost if it were written."""
    if data.startswith(_OLE):
        code = "table_password" if _ENCRYPTED in data else "table_suffix"
        raise TrackerError(Notice(code, (("file", name), ("suffix", ".xlsx"))), is_fatal=True)
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            _refuse_bombs(data)
            workbook = load_workbook(io.BytesIO(data), rich_text=True)
    except Exception as error:  # whatever openpyxl stumbles over, the file is no workbook
        reason = " ".join(str(error).split())[:_REASON_LENGTH] or type(error).__name__
        raise TrackerError(
            Notice("table_damaged", (("file", name), ("reason", reason))), is_fatal=True
        ) from None
    messages = (str(each.message).removesuffix(_REMOVED) for each in told)
    lost = [text for text in messages if not any(harmless in text for harmless in _HARMLESS)]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        lost += [found[1] for part in parts.namelist() if (found := _KEPT_BY_NONE.match(part))]
        drawings = [part for part in parts.namelist() if re.match(r"xl/drawings/[^/]*\.xml$", part)]
        anchors = sum(len(_ANCHOR.findall(parts.read(part))) for part in drawings)
    sheets = [workbook[name] for name in workbook.sheetnames]
    if anchors > sum(len(sheet._charts) + len(getattr(sheet, "_images", ())) for sheet in sheets):
        lost.append("drawings")
    return workbook, tuple(sorted(set(lost)))


def _refuse_bombs(data: bytes) -> None:
    """Leave alone what unpacks to more than any ledger has: openpyxl holds all of it in memory.

    Raises
    ------
    ValueError
        It does.
    """
    if (size := unpacked_size(data)) > _MOST_UNPACKED:
        message = f"{size // 1_000_000} MB > {_MOST_UNPACKED // 1_000_000} MB"
        raise ValueError(message)


def workbook_bytes(workbook: Workbook) -> bytes:
    """The workbook as a file, without the clock."""
    written, stream = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(workbook, archive).write_data()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(stream, "w") as file:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, CREATED.timetuple()[:6])
            file.writestr(info, parts.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def held_rows(sheet: Any, until: int | None = None) -> Iterator[tuple[int, Mapping[int, Any]]]:
    """The rows that hold anything, from the top, each with its values by column.

    A sheet's range may end at row 1,048,576 for one cell there; to walk it would make a cell at each place.
    """
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value not in (None, "") and (until is None or row <= until):
            rows.setdefault(row, {})[column] = cell.value
    for row in sorted(rows):
        yield row, rows[row]


def cell_text(value: Any) -> str:
    """What stands in a cell as text: a date as `2025-12-31`, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return from_cell(str(value))


def write_cell(cell: Any, text: str, *, is_number: bool) -> None:
    """A text is a string by name, whatever it looks like."""
    if not text:
        cell.value = None
    elif is_number and text.isascii() and text.isdecimal() and str(int(text)) == text:
        cell.value = int(text)
    else:
        cell.value = in_cell(text)
        cell.data_type = "s"
    is_marked = cell.data_type == "s" and is_formula_like(text)
    if cell.quotePrefix is not is_marked:
        cell.quotePrefix = is_marked
