"""Both reports as one text in pieces: what stayed, what was deleted and what was inserted, in one order.

What goes on in the same order in both years is compared word by word; what moved is deleted where it was and
inserted where it is. Kept and deleted pieces joined are the earlier report, kept and inserted ones the later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.changes.diff import diff_texts
from compare.model import Change, Comparison, DiffOp, DiffPiece, Report

BREAK = "\n"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of text, or the end of a paragraph (`\\n`) with the level of the heading that it ends, else 0."""

    op: DiffOp
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    """A heading, a sentence or the end of a paragraph; `key` is what anchors it to the other report."""

    text: str
    key: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Units of both sides that say the same: where they begin, how many they are, and how they differ."""

    before: int
    after: int
    before_count: int
    after_count: int
    pieces: tuple[DiffPiece, ...]

    @property
    def weight(self) -> int:
        """How much text would be lost to deleting and inserting it."""
        return sum(len(piece.text) for piece in self.pieces if piece.op is DiffOp.EQUAL)


def report_lines(report: Report) -> list[str]:
    """A report as it was read: its headings and paragraphs, a line each."""
    return "".join(unit.text for unit in _units(report)).removesuffix(BREAK).split(BREAK)


def merged_text(comparison: Comparison) -> tuple[TextPiece, ...]:
    """Both reports in one; the last piece is the end of the last paragraph, which stays."""
    before, after = _units(comparison.baseline), _units(comparison.current)
    pieces: list[TextPiece] = []
    row = column = 0
    for anchor in _in_order(list(_anchors(comparison, before, after))):
        pieces += _gap(before[row : anchor.before], after[column : anchor.after])
        pieces += [TextPiece(piece.op, piece.text) for piece in anchor.pieces]
        row, column = anchor.before + anchor.before_count, anchor.after + anchor.after_count
    pieces += _gap(before[row:-1], after[column:-1])
    return (*(each for each in pieces if each.text), TextPiece(DiffOp.EQUAL, BREAK, after[-1].level))


def _units(report: Report) -> list[_Unit]:
    units: list[_Unit] = []
    told, paragraph = -1, 0
    for measure in report.measures:
        if paragraph and (measure.paragraph != paragraph or measure.section > told):
            units.append(_Unit(BREAK))
        units += _headings(report, told + 1, measure.section + 1)
        told, paragraph = max(told, measure.section), measure.paragraph
        units.append(_Unit(measure.text.replace(BREAK, " "), measure.id))
    if paragraph:
        units.append(_Unit(BREAK))
    units += _headings(report, told + 1, len(report.sections))
    return units or [_Unit(BREAK)]


def _headings(report: Report, first: int, end: int) -> list[_Unit]:
    return [
        unit
        for section in report.sections[first:end]
        if section.heading
        for unit in (
            _Unit(section.heading.replace(BREAK, " "), f"section {section.index}"),
            _Unit(BREAK, level=section.level),
        )
    ]


def _anchors(comparison: Comparison, before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[_Anchor]:
    rows = {unit.key: place for place, unit in enumerate(before) if unit.key}
    columns = {unit.key: place for place, unit in enumerate(after) if unit.key}
    for change in comparison.changes:
        anchor = _anchored(change, rows, columns)
        if anchor is not None:
            yield anchor
    for link in comparison.sections:
        row, column = rows.get(f"section {link.baseline}"), columns.get(f"section {link.current}")
        if row is not None and column is not None:
            yield _Anchor(row, column, 1, 1, diff_texts(before[row].text, after[column].text))


def _anchored(change: Change, rows: dict[str, int], columns: dict[str, int]) -> _Anchor | None:
    """A change whose sentences follow one another on either side, and whose pieces are its texts."""
    before = [rows.get(measure.id, -9) for measure in change.baseline]
    after = [columns.get(measure.id, -9) for measure in change.current]
    for places in (before, after):
        if not places or places[0] < 0 or places != list(range(places[0], places[0] + len(places))):
            return None
    one, other = (
        "".join(measure.text for measure in measures) for measures in (change.baseline, change.current)
    )
    if BREAK in one or BREAK in other:
        return None
    pieces = change.diff
    if _joined(pieces, DiffOp.DELETE) != one or _joined(pieces, DiffOp.INSERT) != other:
        pieces = diff_texts(one, other)
    return _Anchor(before[0], after[0], len(before), len(after), pieces)


def _joined(pieces: Sequence[DiffPiece], op: DiffOp) -> str:
    return "".join(piece.text for piece in pieces if piece.op in (DiffOp.EQUAL, op))


def _in_order(anchors: list[_Anchor]) -> list[_Anchor]:
    """Those of the anchors that follow one another on both sides and keep the most text."""
    ordered = sorted((each for each in anchors if each.weight), key=lambda each: (each.before, each.after))
    best: list[int] = []
    previous: list[int] = []
    for place, anchor in enumerate(ordered):
        weight, found = 0, -1
        for earlier, other in enumerate(ordered[:place]):
            fits = (
                other.before + other.before_count <= anchor.before
                and other.after + other.after_count <= anchor.after
            )
            if fits and best[earlier] > weight:
                weight, found = best[earlier], earlier
        best.append(weight + anchor.weight)
        previous.append(found)
    chosen: list[_Anchor] = []
    place = max(range(len(ordered)), key=lambda each: best[each], default=-1)
    while place >= 0:
        chosen.append(ordered[place])
        place = previous[place]
    return chosen[::-1]


def _gap(before: Sequence[_Unit], after: Sequence[_Unit]) -> Iterator[TextPiece]:
    """What stands between two anchors; the end of its last paragraph stays, as if one had typed before it.

    The new paragraphs come first: LibreOffice joins two when it rejects an insertion of several that ends
    where a paragraph does.
    """
    (*olds, old), (*news, new) = _paragraphs(before), _paragraphs(after)
    stays = bool(olds and news)
    for op, paragraphs in ((DiffOp.INSERT, news), (DiffOp.DELETE, olds)):
        units = [unit for paragraph in paragraphs for unit in paragraph]
        yield from _all(op, units[:-1] if stays else units)
    if stays:
        yield TextPiece(DiffOp.EQUAL, BREAK, news[-1][-1].level)
    yield from _all(DiffOp.DELETE, old)
    yield from _all(DiffOp.INSERT, new)


def _all(op: DiffOp, units: Sequence[_Unit]) -> Iterator[TextPiece]:
    return (TextPiece(op, unit.text, unit.level) for unit in units)


def _paragraphs(units: Sequence[_Unit]) -> list[list[_Unit]]:
    """Cut after each paragraph's end; the last, which may be empty, has none."""
    found: list[list[_Unit]] = [[]]
    for unit in units:
        found[-1].append(unit)
        if unit.text == BREAK:
            found.append([])
    return found
