"""What people wrote into changes.xlsx, as decisions: in its columns 复核决定 and 备注, or beside them.

A row is found by its 编号, and taken only where its texts are those of the comparison. What stands in a cell
because it was decided before is not decided again; the same cell taken in twice is one decision.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from compare.decisions.standing import Action, Decision, Named, not_undone
from compare.language.characters import squeeze
from compare.model import Change, Comparison, Measure, Status
from reports.review.records import now
from reports.tables.columns import HEADINGS
from reports.words import Words

_ZIP: Final = b"PK\x03\x04"
_LARGEST: Final = 50_000_000
_LANGUAGES: Final = (Words("zh"), Words("en"))
_COLUMN_OF: Final = {words.gettext(HEADINGS[name]): name for name in HEADINGS for words in _LANGUAGES}
_NOTED: Final = frozenset({"批注", "人工判断", "意见", "复核意见", "comment", "comments", "remarks"})
_SAID: Final = {
    **{words.label(action): action for action in Action for words in _LANGUAGES},
    "认可": Action.ACCEPT,
    "对": Action.ACCEPT,
    "不是同一举措": Action.UNLINK,
}


@dataclass(frozen=True, slots=True)
class Annotations:
    """The decisions in a workbook, and how many rows that were written in are not those of the comparison."""

    decisions: tuple[Decision, ...]
    lost: int


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands in a row: the cells of our columns, and what people wrote elsewhere."""

    cells: Mapping[str, str]
    remarks: Sequence[str]


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook, as far as its first bytes tell."""
    return data.startswith(_ZIP)


def read_annotations(
    data: bytes, comparison: Comparison, known: Sequence[Decision], reviewer: str
) -> Annotations:
    """The decisions in a workbook that `crossyear compare` wrote and people wrote in.

    Parameters
    ----------
    data
        The file.
    comparison
        What it was written of.
    known
        All decisions so far, in the ids of the comparison's measures.
    reviewer
        Who wrote, where the row's own 复核人 does not say.

    Raises
    ------
    ValueError
        It is no workbook, or has no sheet with the columns of the change list.
    """
    changes = {change.key: change for change in comparison.changes}
    live = not_undone(known)
    decisions: list[Decision] = []
    lost = 0
    for line in _lines(data):
        change = changes.get(line.cells.get("key", ""))
        if change is not None and _is_of(line, change):
            decisions += _decisions(line, change, _on(change, live), reviewer)
        elif line.cells.get("note") or line.cells.get("decision") or line.remarks:
            lost += 1
    return Annotations(tuple(decisions), lost)


def _lines(data: bytes) -> Iterator[_Line]:
    for sheet in _sheets(data):
        rows: dict[int, dict[int, Any]] = {}
        for (row, column), cell in sheet._cells.items():  # to walk the range would make a cell at each place
            rows.setdefault(row, {})[column] = cell
        head = {place: str(cell.value or "").strip() for place, cell in rows.pop(1, {}).items()}
        if not {"key", "note"} <= {_COLUMN_OF.get(name) for name in head.values()}:
            continue
        for number in sorted(rows):
            yield _line(head, rows[number])
        return
    message = "no sheet of changes"
    raise ValueError(message)


def _sheets(data: bytes) -> Sequence[Any]:
    from openpyxl import load_workbook

    if len(data) > _LARGEST:
        message = "too large"
        raise ValueError(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of formats and pictures, which are not read here
            return tuple(load_workbook(io.BytesIO(data)).worksheets)
    except Exception as error:  # whatever openpyxl stumbles over, the file is no workbook
        raise ValueError(str(error)[:120] or type(error).__name__) from None


def _line(head: Mapping[int, str], row: Mapping[int, Any]) -> _Line:
    cells: dict[str, str] = {}
    remarks: list[str] = []
    for place, cell in sorted(row.items()):
        name, text = head.get(place, ""), str(cell.value if cell.value is not None else "").strip()
        if name in _COLUMN_OF:
            cells[_COLUMN_OF[name]] = text
        elif text and name.casefold() in _NOTED:
            remarks.append(text)
        if cell.comment is not None and cell.comment.text.strip():
            remarks.append(cell.comment.text.strip())
    return _Line(cells, remarks)


def _is_of(line: _Line, change: Change) -> bool:
    return all(
        squeeze(line.cells.get(side, "")) == squeeze("".join(measure.text for measure in measures))
        for side, measures in (("baseline", change.baseline), ("current", change.current))
    )


def _on(change: Change, decisions: Sequence[Decision]) -> Sequence[Decision]:
    rows = {measure.id for measure in change.baseline}
    columns = {measure.id for measure in change.current}
    return [each for each in decisions if each.rows & rows or each.columns & columns]


def _decisions(line: _Line, change: Change, known: Sequence[Decision], reviewer: str) -> Iterator[Decision]:
    named = line.cells.get("reviewer", "")
    who = named if named and named not in {each.who for each in known} else reviewer
    said = line.cells.get("decision", "")
    action = _SAID.get(said.casefold(), _SAID.get(said))
    if action is Action.ACCEPT and not any(each.action is action for each in known):
        yield _decision(change, action, who, known, value=change.status.value)
    elif action is Action.UNLINK and change.status is Status.CONTINUED:
        yield _decision(change, action, who, known)
    remarks = [*([said] if said and action is None else []), line.cells.get("note", ""), *line.remarks]
    if note := _new_note(remarks, known, who):
        yield _decision(change, Action.NOTE, who, known, note=note)


def _new_note(remarks: Sequence[str], known: Sequence[Decision], who: str) -> str:
    """What is remarked without what others noted; nothing where all of it was noted before."""
    lines = [part.strip() for remark in remarks for part in remark.splitlines() if part.strip()]
    by_others = {part for each in known if each.who != who for part in each.note.splitlines()}
    noted = by_others | {part for each in known for part in each.note.splitlines()}
    if all(part in noted for part in lines):
        return ""
    return "\n".join(dict.fromkeys(part for part in lines if part not in by_others))


def _decision(
    change: Change, action: Action, who: str, known: Sequence[Decision], *, value: str = "", note: str = ""
) -> Decision:
    told = "\0".join((change.key, action.value, value, note, who))
    return Decision(
        id=hashlib.sha256(told.encode()).hexdigest()[:32],
        when=now(),
        who=who,
        action=action,
        baseline=_named(change.baseline),
        current=_named(change.current),
        value=value,
        note=note,
        after=tuple(each.id for each in known if each.who == who),
    )


def _named(measures: Sequence[Measure]) -> tuple[Named, ...]:
    return tuple(Named(measure.id, measure.text) for measure in measures)
