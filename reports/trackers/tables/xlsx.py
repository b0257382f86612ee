"""`xlsx:台账.xlsx`: a 工作台账 in Excel or WPS that is brought up to date where it is.

A row is found by the key in its hidden cell, so that rows may be sorted, filtered and moved; a column by its
heading, so that columns may be moved, widened and hidden, others put between them, and a title above them.
Whatever is not ours is kept as openpyxl keeps it: people's columns, more columns and sheets, formats, bold
words, formulas, comments, filters, lists, conditional formats, images and charts. Not kept are the size of
comments, the results of formulas (a spreadsheet works them out as it opens the file) and the finer points of
charts. A file with something in it that would be gone altogether (shapes and text boxes, threaded comments,
sparklines, slicers, controls, lists taken from another sheet the newer way) is not written, unless
`allow_loss` is set; nor is one with pictures where Pillow is not installed.

Texts are cells of type string, with a quote prefix where they look like a formula. Years are numbers. A new
row stands below all others, has the formats of the last row that has a key, and takes part in the filter and
in the table (Ctrl+T); formulas of people's columns are not copied into it.

Options: `states` (offered in a new file), `closed` (those that end the work), `allow_loss`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from compare.model import Notice
from reports.trackers.base import ALL_FIELDS, Markup, Setup, Tracker, TrackerError
from reports.trackers.options import Options
from reports.trackers.states import CLOSED, STATES
from reports.trackers.tables.files import TableFile
from reports.trackers.tables.ledger import (
    HEADINGS,
    NUMBER,
    SOURCES,
    WHOLE_NUMBERS,
    can_offer,
    extend,
    fitting_height,
    lay_out_row,
    new_ledger,
    shown_widths,
)
from reports.trackers.tables.table import (
    Column,
    Extra,
    TableTracker,
)
from reports.trackers.tables.workbooks import (
    cell_text,
    held_rows,
    open_workbook,
    workbook_bytes,
    write_cell,
)

_HEAD_WITHIN: Final = 20
_LAST_ROW: Final = 1_048_576  # of a sheet
_OWN_HEIGHT: Final = 1.0  # points by which spreadsheets round a row's height


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The 台账 at a path, which is made as soon as there is a row to write.

    Raises
    ------
    TrackerError
        The file is no workbook that can be changed, a column is missing, an option is wrong.
    """
    options = Options(name, setup.options)
    options.only("states", "closed", "allow_loss")
    states, closed = options.texts("states", STATES), options.texts("closed", CLOSED)
    allows_loss = options.flag("allow_loss", default=False)
    path = Path(setup.address)
    if not can_offer(states):
        raise options.wrong("states", f"states = {json.dumps(STATES[:2], ensure_ascii=False)}")
    if path.suffix.lower() != ".xlsx":
        raise TrackerError(Notice("table_suffix", (("file", path.name), ("suffix", ".xlsx"))), is_fatal=True)
    file = TableFile(path, setup.retry_policy.timeout)
    ledger = LedgerFile(file, states, allows_loss=allows_loss)
    return TableTracker(ledger, ALL_FIELDS, closed, Markup.PLAIN)


class LedgerFile:
    """The rows of a 台账 in a workbook."""

    def __init__(self, file: TableFile, states: Sequence[str], *, allows_loss: bool) -> None:
        self.file = file
        self._states = states
        self._allows_loss = allows_loss
        self._model: int | None = None
        self._held: set[int] = set()

    def load(self) -> None:
        """Read the workbook, or set up a new one where there is no file."""
        data = self.file.read()
        self._losses: tuple[str, ...] = ()
        if data is None:
            self._workbook = new_ledger(self._states)
        else:
            self._workbook, self._losses = open_workbook(data, self.file.name)
        self._heights: dict[int, float] = {}
        self._find_columns()
        self._find_last_row()

    def save(self) -> None:
        """Write the workbook in the place of the file."""
        for row, before in self._heights.items():
            now = self._sheet.row_dimensions[row].height
            if now is None or not before or abs(now - before) < _OWN_HEIGHT:
                self._sheet.row_dimensions[row].height = self._fitting_height(row)
        extend(self._sheet, self._head, self._last)
        self.file.replace(workbook_bytes(self._workbook))

    def rows(self) -> Iterable[int]:
        """The rows below the head that hold anything."""
        return (row for row in sorted(self._held) if row > self._head)

    def get(self, row: int, column: Column) -> str:
        """A cell as text: a date as `2025-12-31`."""
        return cell_text(self._sheet.cell(row, self._places[column]).value)

    def write(self, row: int, texts: Mapping[Column, str]) -> None:
        """Write all these cells, or none."""
        from openpyxl.cell.cell import MergedCell

        if self._losses and not self._allows_loss:
            values = (("file", self.file.name), ("parts", "、".join(self._losses)))
            raise TrackerError(Notice("table_loss", values), is_fatal=True)
        cells = {column: self._sheet.cell(row, self._places[column]) for column in texts}
        for cell in cells.values():
            if isinstance(cell, MergedCell):
                raise TrackerError(
                    Notice("table_merged", (("file", self.file.name), ("cell", cell.coordinate)))
                )
        self._remember_height(row)
        for column, cell in cells.items():
            write_cell(cell, texts[column], is_number=column in WHOLE_NUMBERS)

    def append(self) -> int:
        """A new row with the formats of the last one."""
        if self._last >= _LAST_ROW:
            raise TrackerError(Notice("table_no_room", (("file", self.file.name),)), is_fatal=True)
        self._last += 1
        lay_out_row(self._sheet, self._last, self._model, self._headings)
        self._model = self._last
        self._held.add(self._last)
        self._heights[self._last] = 0.0  # nobody set one
        if self._number_place:
            self._number += 1
            self._sheet.cell(self._last, self._number_place).value = self._number
        return self._last

    def _find_columns(self) -> None:
        """The sheet, the row of its head, and the place of each of our columns, by the words of the head."""
        key = next(each.text for each in HEADINGS if each.column is Extra.KEY)
        for sheet in self._workbook.worksheets:
            for row, values in held_rows(sheet, _HEAD_WITHIN):
                texts = [
                    "".join(cell_text(values.get(column)).split()) for column in range(1, max(values) + 1)
                ]
                if key in texts:
                    self._sheet, self._head = sheet, row
                    self._number_place = texts.index(NUMBER) + 1 if NUMBER in texts else 0
                    self._places = self._places_in(texts)
                    self._headings = texts
                    self._widths = shown_widths(sheet, len(texts))
                    return
        raise self._wrong_columns([key])

    def _places_in(self, texts: Sequence[str]) -> Mapping[Column, int]:
        ours: dict[Column, str] = {each.column: each.text for each in HEADINGS if each.column is not None}
        if wrong := [text for text in ours.values() if texts.count(text) != 1]:
            raise self._wrong_columns(wrong)
        return {column: texts.index(text) + 1 for column, text in ours.items()}

    def _wrong_columns(self, texts: Sequence[str]) -> TrackerError:
        values = (("file", self.file.name), ("columns", "、".join(texts)))
        return TrackerError(Notice("table_columns", values), is_fatal=True)

    def _find_last_row(self) -> None:
        """The last row with anything in it, the last with a key, and the highest number of a row."""
        self._last, self._number = self._head, 0
        self._model = None
        self._held = set()
        for row, values in held_rows(self._sheet):
            if row > self._head:
                self._last = row
                self._held.add(row)
                if values.get(self._places[Extra.KEY]):
                    self._model = row
                number = values.get(self._number_place)
                self._number = max(self._number, number if isinstance(number, int) else 0)

    def _remember_height(self, row: int) -> None:
        """What the height would be before the change: where it is, no person set another one."""
        if row not in self._heights:
            self._heights[row] = self._fitting_height(row)

    def _fitting_height(self, row: int) -> float:
        sources = frozenset(self._places[column] for column in SOURCES)
        return fitting_height(self._sheet, row, self._widths, sources)
