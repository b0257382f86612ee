"""Rows of text in a CSV file as spreadsheets want it: UTF-8 with BOM, no cell that could run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from compare.model import Notice
from reports.shown.safe_text import guarded, unguarded
from reports.trackers.base import TrackerError
from reports.trackers.tables.files import TableFile


def read_rows(file: TableFile, needed: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a file, each as long as the head; of one that is not there, only the head.

    Raises
    ------
    TrackerError
        The file is no such table: a column that is `needed` is not there as often as it should be.
    """
    data = file.read()
    if data is None:
        return list(needed), []
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        raise TrackerError(Notice("table_not_utf8", (("file", file.name),)), is_fatal=True) from None
    except csv.Error as error:
        values = (("file", file.name), ("reason", str(error)))
        raise TrackerError(Notice("table_damaged", values), is_fatal=True) from None
    head = lines[0] if lines else []
    if wrong := [text for text in dict.fromkeys(needed) if head.count(text) != needed.count(text)]:
        values = (("file", file.name), ("columns", "、".join(wrong)))
        raise TrackerError(Notice("table_columns", values), is_fatal=True)
    rows = [[unguarded(cell) for cell in line] for line in lines[1:] if any(line)]
    return head, [row + [""] * (len(head) - len(row)) for row in rows]


def rows_as_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A head and rows as a file."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
