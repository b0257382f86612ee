"""Rows that were chosen on the page, as files like those of all rows: changes.xlsx, 对照表.docx."""

import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from compare.model import Comparison, Measure
from reports.document import write_docx
from reports.tables.workbook import write_xlsx
from reports.words import Words

_WRITERS: Final[Mapping[str, Callable[[Comparison, Words, Path], None]]] = {
    "xlsx": write_xlsx,
    "docx": write_docx,
}
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def taken_file(
    comparison: Comparison, baseline: Collection[str], current: Collection[str], kind: str, words: Words
) -> bytes:
    """The `xlsx` or `docx` of the changes, and of their plans, that any of some measures stands in.

    Raises
    ------
    ValueError
        There is no such file, or no such measure.
    """
    chosen = _chosen(comparison, baseline, current)
    if kind not in _WRITERS or not chosen.changes:
        message = "no such file, or none of these rows"
        raise ValueError(message)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows"
        _WRITERS[kind](chosen, words, path)
        return path.read_bytes()


def _chosen(comparison: Comparison, baseline: Collection[str], current: Collection[str]) -> Comparison:
    def is_chosen(before: tuple[Measure, ...], after: tuple[Measure, ...]) -> bool:
        return any(each.id in baseline for each in before) or any(each.id in current for each in after)

    return replace(
        comparison,
        changes=tuple(each for each in comparison.changes if is_chosen(each.baseline, each.current)),
        pledges=tuple(each for each in comparison.pledges if is_chosen(each.baseline, ())),
    )
