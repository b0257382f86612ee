"""The page's section of findings, and that of the tables' cells that differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from compare.model import CellChange, Comparison, FindingPlace, TableChange
from reports.html.markup_words import MarkupWords
from reports.html.rows import RowIndex
from reports.shown.numbers import percent


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a finding: its year, its words, and the row that it leads to, "" for a table."""

    year: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Check:
    """A finding in words with its places."""

    code: str
    text: Markup
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell that differs: its names, what both years print, the change in percent."""

    row: str
    column: str
    before: str
    after: str
    ratio: str
    tone: str


@dataclass(frozen=True, slots=True)
class TableCard:
    """A table of both years, or of one: its title, how many cells it has, those that differ."""

    title: str
    count: int
    rows: tuple[CellRow, ...]
    lonely: bool


def checks(
    comparison: Comparison, index: RowIndex, years: tuple[str, str], words: MarkupWords
) -> tuple[Check, ...]:
    """The findings in the order in which they are told."""
    known = {
        "baseline": {each.id: each for each in comparison.baseline.measures},
        "current": {each.id: each for each in comparison.current.measures},
    }

    def spot(place: FindingPlace) -> Spot:
        measure = known[place.side].get(place.measure)
        of_side = index.current if place.side == "current" else index.baseline
        anchor = of_side(measure) if measure else "tables"
        return Spot(years[place.side == "current"], place.text, anchor)

    return tuple(
        Check(each.code, words.finding_markup(each), tuple(map(spot, each.places)))
        for each in comparison.findings
    )


def table_cards(comparison: Comparison) -> tuple[TableCard, ...]:
    """The tables in the order of the current report."""
    return tuple(_card(change, comparison) for change in comparison.tables)


def _card(change: TableChange, comparison: Comparison) -> TableCard:
    if change.current is not None:
        title = comparison.current.tables[change.current].title
    else:
        title = comparison.baseline.tables[change.baseline or 0].title
    lonely = change.baseline is None or change.current is None
    return TableCard(title, len(change.cells), () if lonely else tuple(_rows(change)), lonely)


def _rows(change: TableChange) -> Iterator[CellRow]:
    for cell in change.cells:
        before, after = (each.text if each else "" for each in (cell.before, cell.after))
        if before != after:
            row, column = " / ".join(cell.cell.row), " / ".join(cell.cell.column)
            yield CellRow(row, column, before, after, _moved(cell), _tone(cell))


def _moved(cell: CellChange) -> str:
    if cell.ratio is None or cell.cell.unit == "%":
        return ""
    return ("+" if cell.ratio > 0 else "−") + percent(abs(cell.ratio))


def _tone(cell: CellChange) -> str:
    if cell.before is None:
        return "new"
    return "dropped" if cell.after is None else "continued"
