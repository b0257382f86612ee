"""`zentao:任务.csv`, `tapd:需求.csv`, `jira-csv:issues.csv`: files to be imported into 禅道, TAPD and Jira.

Such a system cannot be asked what is in it, and a second import of a row makes a second item there. So there
are two files. `任务.台账.csv`, beside the named one, is the tracker: every row ever made, found by key, with
its state, what was noted in which year, and what the feeder remembers; people may add columns and sort it.
`任务.csv` is what waits to be imported: the rows made since it was last taken away. Import it and delete or
move it; the next run writes a new one with new rows only. While a row waits, its changes go into it; of one
that was imported they go into the 台账 only, and are made in the other system by hand, from 更新记录.

Both are UTF-8 with BOM; a cell that a spreadsheet could take for a formula has an apostrophe before it. The
last line of a description names the key, `台账键：2023-1f0c…`; in Jira it is a label, too.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compare.model import Notice
from reports.shown.safe_text import NOT_IN_XML
from reports.trackers.base import Field, Markup, Setup, Tracker, TrackerError
from reports.trackers.options import Options
from reports.trackers.states import CLOSED
from reports.trackers.tables.files import TableFile
from reports.trackers.tables.table import (
    Column,
    Extra,
    TableTracker,
    from_cell,
    in_cell,
)
from reports.trackers.tables.text_rows import read_rows, rows_as_bytes

HEADINGS: Final[Mapping[Column, str]] = {
    Extra.KEY: "台账键",
    Field.TITLE: "工作任务",
    Field.BODY: "目标要求",
    Field.YEAR: "年度",
    Field.DUE: "完成时限",
    Field.STATE: "状态",
    Extra.LOG: "更新记录",
    Extra.RELATED: "相关",
    Extra.MEMORY: "台账记录",
}
_FIELDS: Final = frozenset({Field.TITLE, Field.BODY, Field.YEAR, Field.DUE, Field.STATE})
_KEY_LINE: Final = "台账键："
_UNPRINTABLE: Final = re.compile(f"[{NOT_IN_XML}\r\x7f]")
# These systems show a description as HTML, and do not say whether an import is taken for it.
_WIDE: Final = str.maketrans({"<": "＜", ">": "＞", "&": "＆"})

Texts = Callable[[Column], str]


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A system's columns: their names, which of them holds the description, and the cells of a row.

    A cell that is None is people's, as the one who is to do it; it stays as they left it.
    """

    markup: Markup
    columns: Sequence[str]
    description: str
    cells: Callable[[Texts], Sequence[str | None]]


def _zentao(text: Texts) -> Sequence[str | None]:
    return (_wide(text(Field.TITLE)), "事务", None, None, None, _last_day(text(Field.DUE)), _described(text))


def _tapd(text: Texts) -> Sequence[str | None]:
    return (_wide(text(Field.TITLE)), _described(text), None, None, None, _last_day(text(Field.DUE)))


def _jira(text: Texts) -> Sequence[str | None]:
    body = f"{text(Field.BODY)}\n\n{_KEY_LINE}{text(Extra.KEY)}"
    labels = ("crossyear", text(Extra.KEY))
    return (text(Field.TITLE), "Task", None, *labels, _last_day(text(Field.DUE)), body)


_PROFILES: Final = {
    "zentao": ImportFormat(
        Markup.PLAIN,
        ("任务名称", "任务类型", "优先级", "指派给", "预计开始", "截止日期", "任务描述"),
        "任务描述",
        _zentao,
    ),
    "tapd": ImportFormat(
        Markup.PLAIN, ("标题", "详细描述", "优先级", "处理人", "预计开始", "预计结束"), "详细描述", _tapd
    ),
    "jira-csv": ImportFormat(
        Markup.JIRA,
        ("Summary", "Issue Type", "Priority", "Labels", "Labels", "Due Date", "Description"),
        "Description",
        _jira,
    ),
}


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The files for a system's import; they are made as soon as there is a row to write.

    Raises
    ------
    TrackerError
        A file is no such table, or an option is wrong (there is `closed`, the states that end the work).
    """
    options = Options(name, setup.options)
    options.only("closed")
    closed = options.texts("closed", CLOSED)
    path = Path(setup.address)
    if path.suffix.lower() != ".csv":
        raise TrackerError(Notice("table_suffix", (("file", path.name), ("suffix", ".csv"))), is_fatal=True)
    book = TableFile(path.with_suffix(".台账.csv"), setup.retry_policy.timeout)
    profile = _PROFILES[name]
    table = ImportFiles(book, TableFile(path, setup.retry_policy.timeout), profile)
    return TableTracker(table, _FIELDS, closed, profile.markup)


class ImportFiles:
    """The 台账 of all rows, and the file of those that wait to be imported."""

    def __init__(self, book: TableFile, waiting: TableFile, profile: ImportFormat) -> None:
        self.file = book
        self._waiting = waiting
        self._profile = profile

    def load(self) -> None:
        """Read the 台账 anew."""
        read_rows(self._waiting, self._profile.columns)  # only to see that it is one
        self._head, self._rows = read_rows(self.file, tuple(HEADINGS.values()))
        self._places = {column: self._head.index(text) for column, text in HEADINGS.items()}
        self._made: set[int] = set()
        self._changed: set[int] = set()

    def save(self) -> None:
        """Write what waits, then the 台账: a run that ends between the two makes its rows again, once."""
        self.file.see_that_it_can_be_replaced()
        head, waiting = read_rows(self._waiting, self._profile.columns)
        place = head.index(self._profile.description)
        row_of = {_key_in(cells[place]): cells for cells in waiting}
        is_changed = False
        for row in sorted(self._changed):
            cells = row_of.get(self.get(row, Extra.KEY))
            if cells is None and row in self._made:
                cells = [""] * len(head)
                waiting.append(cells)
            if cells is not None:
                self._fill(cells, row, head)
                is_changed = True
        if is_changed:
            self._waiting.replace(rows_as_bytes(head, waiting))
        self.file.replace(rows_as_bytes(self._head, self._rows))

    def rows(self) -> Iterable[int]:
        """All rows of the 台账."""
        return range(len(self._rows))

    def get(self, row: int, column: Column) -> str:
        """A cell of the 台账."""
        return from_cell(self._rows[row][self._places[column]])

    def write(self, row: int, texts: Mapping[Column, str]) -> None:
        """Write cells of the 台账."""
        self._changed.add(row)
        for column, text in texts.items():
            self._rows[row][self._places[column]] = in_cell(text)

    def append(self) -> int:
        """A new row, which waits to be imported."""
        self._rows.append([""] * len(self._head))
        self._made.add(len(self._rows) - 1)
        return len(self._rows) - 1

    def _fill(self, cells: list[str], row: int, head: Sequence[str]) -> None:
        """Put a row of the 台账 into one that waits, past the columns that people put there."""
        used: dict[str, int] = {}
        texts = self._profile.cells(lambda column: self.get(row, column))
        for name, text in zip(self._profile.columns, texts, strict=True):
            used[name] = head.index(name, used.get(name, -1) + 1)
            if text is not None:
                cells[used[name]] = _UNPRINTABLE.sub("", text)


def _described(text: Texts) -> str:
    return _wide(f"{text(Field.BODY)}\n\n{_KEY_LINE}{text(Extra.KEY)}")


def _key_in(description: str) -> str:
    return description.rstrip().rpartition(_KEY_LINE)[2]


def _wide(text: str) -> str:
    return text.translate(_WIDE)


def _last_day(year: str) -> str:
    """The day by which a plan is due: `2025` → `2025-12-31`; what a person wrote stays."""
    return f"{year}-12-31" if re.fullmatch("[0-9]{4}", year) else year
