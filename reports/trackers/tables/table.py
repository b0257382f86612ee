"""A tracker that is a table: a row is a ticket, found by the key that stands in it, wherever it stands.

Rows without a key are other people's and stay out of sight. What is written goes into the table in memory;
`close` puts it into the file, all of it or nothing.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, Protocol, cast

from compare.model import Notice
from reports.shown.safe_text import NOT_IN_XML
from reports.trackers.base import (
    Capabilities,
    ExistsError,
    Field,
    Fields,
    Markup,
    Note,
    StaleError,
    Ticket,
    TrackerError,
)
from reports.trackers.tables.files import TableFile

CELL_LIMIT: Final = 32_767  # units of UTF-16; what Excel holds at most

# `_x0007_` is how OOXML writes a character that XML has not. A text that has such letters itself is told
# apart by its x, `__x0078_0007_`: openpyxl takes out the usual `_x005F_` as it reads.
_UNWRITABLE: Final = re.compile(rf"[{NOT_IN_XML}\r]|(?<=_)x(?=[0-9A-Fa-f]{{4}}_)")
_WRITTEN: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_RELATED: Final = re.compile(r"〔([^〔〕]+)〕$")
_VERSION_LENGTH: Final = 16
_START_LENGTH: Final = 20


class Extra(StrEnum):
    """What a row has besides a ticket's fields."""

    KEY = "key"
    MEMORY = "memory"
    LOG = "log"
    RELATED = "related"


Column = Field | Extra


class StoredTable(Protocol):
    """Rows in memory, told by their number; `file` is where they are kept."""

    file: TableFile

    def load(self) -> None:
        """Read all rows anew."""

    def save(self) -> None:
        """Write all rows, in one step."""

    def rows(self) -> Iterable[int]:
        """All rows that may have a key, from the top."""

    def get(self, row: int, column: Column) -> str:
        """The text of a cell, "" for an empty one."""

    def write(self, row: int, texts: Mapping[Column, str]) -> None:
        """Write texts into cells, all or none; nothing in them is ever a formula."""

    def append(self) -> int:
        """A new row below all others."""


class TableTracker:
    """The tickets of a table; `closed` are the states in which a ticket is closed."""

    def __init__(
        self, table: StoredTable, fields: frozenset[Field], closed: Iterable[str], markup: Markup
    ) -> None:
        self.capabilities = Capabilities(markup, fields, unique_key=True, writes_on_close=True)
        self._table = table
        self._closed = frozenset(closed)
        self._columns: tuple[Column, ...] = (*(each for each in Field if each in fields), *Extra)
        self._rows: dict[str, list[int]] = {}
        self._is_locked = self._is_changed = False
        self._load()

    def tickets(self) -> Iterable[Ticket]:
        """Every row that has a key."""
        self._refresh()
        return [ticket for key in self._rows for ticket in self.find(key)]

    def find(self, key: str) -> Sequence[Ticket]:
        """The rows with this key: more than one where a person copied a row."""
        self._refresh()
        return [self._ticket(row, key, place) for place, row in enumerate(self._rows.get(key, ()))]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new row below the others. Raises `ExistsError` where the key is taken."""
        self._begin()
        if key in self._rows:
            raise ExistsError(Notice("table_key_taken", (("file", self._table.file.name), ("key", key))))
        texts = {**cast(Mapping[Column, str], fields), Extra.KEY: key, Extra.MEMORY: memory}
        _see_that_they_fit(texts)
        row = self._table.append()
        self._write(row, texts)
        self._rows[key] = [row]
        return self._ticket(row, key, 0)

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Change a row; a note is added to its log unless these words stand there.

        Raises `StaleError` where what we keep in the row, or its key, is no longer as it was.
        """
        self._begin()
        row, place = self._row_of(ticket)
        if self._version(row) != ticket.version:
            raise self._stale(ticket)
        texts = {**cast(Mapping[Column, str], fields), Extra.MEMORY: memory}
        if note is not None:
            texts[Extra.LOG] = _with_lines(self._table.get(row, Extra.LOG), note.text)
        self._write(row, texts)
        return self._ticket(row, ticket.key, place)

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Name each of the two in the other's row: `设立服务专窗12个〔2023-1f0c…〕`."""
        self._begin()
        for one, another in ((ticket, other), (other, ticket)):
            row, _ = self._row_of(one)
            if another.key not in self._related(row):
                title = " ".join(another.fields.get(Field.TITLE, "").split())
                lines = _with_lines(self._table.get(row, Extra.RELATED), f"{title}〔{another.key}〕")
                self._write(row, {Extra.RELATED: lines})

    def close(self) -> None:
        """Write the file if anything changed, and let others have it.

        Raises
        ------
        TrackerError
            The file is open or was changed meanwhile, or cannot be written: it is as it was.
        """
        try:
            if self._is_changed:
                self._table.save()
        finally:
            self._table.file.forget()
            self._is_locked = self._is_changed = False
            self._table.file.release()

    def _begin(self) -> None:
        """From the first change on the file is ours, and is read anew if it changed while it was not."""
        if not self._is_locked:
            self._table.file.lock()
            self._is_locked = True
        self._refresh()

    def _refresh(self) -> None:
        if not self._is_changed and self._table.file.has_changed():
            self._load()

    def _load(self) -> None:
        self._table.load()
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row in self._table.rows():
            if key := self._table.get(row, Extra.KEY).strip():
                rows[key].append(row)
        self._rows = dict(rows)

    def _write(self, row: int, texts: Mapping[Column, str]) -> None:
        _see_that_they_fit(texts)
        self._table.write(row, texts)
        self._is_changed = True

    def _row_of(self, ticket: Ticket) -> tuple[int, int]:
        for place, row in enumerate(self._rows.get(ticket.key, ())):
            if _id(ticket.key, place) == ticket.id:
                return row, place
        raise self._stale(ticket)

    def _stale(self, ticket: Ticket) -> StaleError:
        title = ticket.fields.get(Field.TITLE, "")
        return StaleError(Notice("table_row_changed", (("file", self._table.file.name), ("title", title))))

    def _related(self, row: int) -> frozenset[str]:
        lines = self._table.get(row, Extra.RELATED).splitlines()
        return frozenset(found[1] for line in lines if (found := _RELATED.search(line.rstrip())))

    def _version(self, row: int) -> str:
        """Changes with every cell that is the feeder's, and with none that is only people's."""
        cells = "\x1f".join(self._table.get(row, column) for column in self._columns)
        return hashlib.sha256(cells.encode("utf-8", "surrogatepass")).hexdigest()[:_VERSION_LENGTH]

    def _ticket(self, row: int, key: str, place: int) -> Ticket:
        fields = {field: self._table.get(row, field) for field in Field if field in self.capabilities.fields}
        return Ticket(
            id=_id(key, place),
            key=key,
            fields=fields,
            memory=self._table.get(row, Extra.MEMORY),
            closed=fields[Field.STATE].strip() in self._closed,
            related=self._related(row),
            version=self._version(row),
            url=self._table.file.path.as_uri(),
        )


def in_cell(text: str) -> str:
    """A text as a cell holds it: `\\x07` → `_x0007_`."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_cell(text: str) -> str:
    """What `in_cell` was given: `_x0007_` → `\\x07`."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)


def _see_that_they_fit(texts: Mapping[Column, str]) -> None:
    for column, text in texts.items():
        if len(in_cell(text).encode("utf-16-le")) > 2 * CELL_LIMIT:
            values = (("column", column.value), ("start", text[:_START_LENGTH]))
            raise TrackerError(Notice("table_cell_full", values))


def _with_lines(cell: str, lines: str) -> str:
    """Lines below those of a cell, once: they are left out where they stand in it."""
    if f"\n{lines}\n" in f"\n{cell}\n":
        return cell
    return f"{cell}\n{lines}" if cell else lines


def _id(key: str, place: int) -> str:
    return f"{key}#{place + 1}" if place else key
