"""Which table of last year's report this year's is, and what became of each of its cells."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from rapidfuzz.fuzz import ratio

from compare.expressions import expression
from compare.language.characters import simplified, squeeze
from compare.model import CellChange, NamedCell, ReportTable, TableChange

_YEAR: Final = expression(r"(?:19|20)\d\d年?度?")
_NUMBERING: Final = expression(r"^(?:表?\d+[.、]?|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_ALIKE: Final = 0.5
_SAME_NAME: Final = 80.0

Name = tuple[str, str]


def compare_tables(
    baseline: Sequence[ReportTable], current: Sequence[ReportTable]
) -> tuple[TableChange, ...]:
    """The tables of both reports in pairs, in the order of the current report, then what only the other has.

    Examples
    --------
    >>> def table(value: float) -> ReportTable:
    ...     return ReportTable("许可情况", 0, None, (NamedCell(("许可",), ("件数",), str(value), value),))
    >>> [change.cells[0].ratio for change in compare_tables([table(10)], [table(12)])]
    [0.19999999999999996]
    """
    scores = sorted(
        (
            (_likeness(before, after), -here, -there)
            for here, before in enumerate(baseline)
            for there, after in enumerate(current)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, here, there in scores:
        if score >= _ALIKE and -there not in partner and -here not in taken:
            partner[-there] = -here
            taken.add(-here)
    changes = [
        TableChange(
            partner.get(there),
            there,
            tuple(_cells(baseline[partner[there]].cells if there in partner else (), after.cells)),
        )
        for there, after in enumerate(current)
    ]
    lost = (
        TableChange(here, None, tuple(_cells(before.cells, ())))
        for here, before in enumerate(baseline)
        if here not in taken
    )
    return (*changes, *lost)


def _likeness(before: ReportTable, after: ReportTable) -> float:
    """How much two tables have in common, 0 to 1: the names of their cells, and their titles."""
    ours, theirs = ({_name(cell) for cell in table.cells} for table in (before, after))
    shared = 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
    return 0.6 * shared + 0.4 * ratio(_plain(before.title), _plain(after.title)) / 100


def _cells(before: Sequence[NamedCell], after: Sequence[NamedCell]) -> Iterator[CellChange]:
    """Every cell of both, by its name; one whose name differs in a few characters is the same."""
    left: dict[tuple[Name, int], NamedCell] = dict(_counted(before))
    found: list[tuple[int, CellChange]] = []
    for place, (name, cell) in enumerate(_counted(after)):
        if name in left:
            found.append((place, CellChange(left.pop(name), cell)))
        else:
            found.append((place, CellChange(None, cell)))
    rest = list(left.values())
    for at, (place, change) in enumerate(found):
        if change.before is None and rest and change.after is not None:
            own = _name(change.after)
            best = max(rest, key=partial(_alike, own))
            if _alike(own, best) >= _SAME_NAME:
                rest.remove(best)
                found[at] = (place, CellChange(best, change.after))
    yield from (change for _, change in found)
    yield from (CellChange(cell, None) for cell in rest)


def _counted(cells: Sequence[NamedCell]) -> Iterator[tuple[tuple[Name, int], NamedCell]]:
    """The cells with their names, the second of one name told apart."""
    seen: dict[Name, int] = {}
    for cell in cells:
        name = _name(cell)
        seen[name] = seen.get(name, 0) + 1
        yield (name, seen[name]), cell


def _name(cell: NamedCell) -> Name:
    return "/".join(map(_plain, cell.row)), "/".join(map(_plain, cell.column))


def _alike(ours: Name, cell: NamedCell) -> float:
    """Both names must be alike: a row's and a column's."""
    theirs = _name(cell)
    return min(ratio(ours[0], theirs[0]), ratio(ours[1], theirs[1]))


def _plain(name: str) -> str:
    return squeeze(simplified(_NUMBERING.sub("", _YEAR.sub("", name))))
