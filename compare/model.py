"""The values that pass between the stages; each is frozen and owned by nobody.

A `Report` is what was read from one file, a `Comparison` what became of two of them. Texts are kept as
printed (layout spaces removed); what is only for matching is made where it is needed and never shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from compare.terms import (
    ChangeKind as ChangeKind,
    DiffOp as DiffOp,
    FigureCaveat as FigureCaveat,
    FigureKind as FigureKind,
    PledgeOutcome as PledgeOutcome,
    PledgeState as PledgeState,
    ReversalKind as ReversalKind,
    Role as Role,
    Status as Status,
    TextPart as TextPart,
)

if TYPE_CHECKING:
    from pandas import DataFrame

_WORK_REPORT: Final = "政府工作报告"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, as a code and its values; `reports.words` says it in words.

    `Notice("stray_line", (("text", "继续加强…"),))`.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as it was read, with its page (from 1) where the format has pages.

    `heading` is the level of a heading, from 1, where the format itself marks one (`## 一、成效`), else 0.
    `part` is what the format itself says of the line: a footnote is of a glossary, 来源 and 发布时间 are
    furniture; such lines stand after those of the text, where they tear no sentence.
    """

    text: str
    page: int | None = None
    heading: int = 0
    part: TextPart = TextPart.TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as printed, its lines joined; `rows` and `columns` are how many it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its rows of cells, each cell once, in the first row and column that it covers.

    `line` is how many of the document's lines stand before it; its own words are none of them. `page` is that
    of its first row; a table that goes on over a page is one. `labels` is how many of the first columns name
    the rows, 0 where the reader does not know.

    Examples
    --------
    >>> table = Table((
    ...     (Cell("结果", rows=2), Cell("行政复议", columns=2)),
    ...     (Cell("维持"), Cell("纠正")),
    ...     (Cell("件数"), Cell("3"), Cell("1")),
    ... ), line=12)
    >>> table.grid()[1]
    ('结果', '维持', '纠正')
    """

    rows: tuple[tuple[Cell, ...], ...]
    line: int
    page: int | None = None
    labels: int = 0

    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The text at every place of the table (rows × columns); a cell's stands wherever it covers."""
        cells = self.covered()
        width = max((column + 1 for _, column in cells), default=0)
        return tuple(
            tuple(cells[place][0].text if place in cells else "" for place in product([row], range(width)))
            for row in range(len(self.rows))
        )

    def covered(self) -> dict[tuple[int, int], tuple[Cell, tuple[int, int]]]:
        """The cell that covers each place (row, column), and the first place that it covers."""
        places: dict[tuple[int, int], tuple[Cell, tuple[int, int]]] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in places:
                    column += 1
                covers = product(range(row, row + cell.rows), range(column, column + cell.columns))
                places |= dict.fromkeys(covers, (cell, (row, column)))
                column += cell.columns
        return places


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of a file's bytes: its lines, the tables among them, and what it has to tell.

    `scanned` are the pages (from 1) that are pictures of text, of which it has no lines.
    """

    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its lines and tables, before any sense is made of them."""

    source: str
    sha256: str
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; `path` holds the headings from the top down to its own, as printed.

    `index` is its place in `Report.sections`; the first section of a report is the nameless opening, with an
    empty path.

    Examples
    --------
    >>> Section(3, 2, ("二、主要举措", "（一）优化营商环境")).heading
    '（一）优化营商环境'
    """

    index: int
    level: int
    path: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The section's own heading, "" for the opening."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a measure: `7.9亿元` → value 790000000, unit `元`, subject `质押登记总金额`.

    `start` and `end` are offsets in the measure's text; `value` is in base units (percentages as
    they stand: 95% → 95); `high` is the upper end of a range; `approximate` for 余, 多, 近, 超, 以上….
    """

    text: str
    start: int
    end: int
    kind: FigureKind
    value: float
    unit: str
    subject: str
    high: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a report and its role; `id` comes from the text, not from its place.

    `section` is an index into `Report.sections`, `paragraph` counts from 1 through the report, `names`
    are what stands in 《》 and “”, marks included. `odds` are the probabilities of its possible roles,
    the likeliest first. `years` says of how many its figures tell: of five below `五年来`; 1 without figures.
    """

    id: str
    text: str
    role: Role
    section: int
    paragraph: int
    page: int | None = None
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
    part: TextPart = TextPart.TEXT
    odds: tuple[tuple[Role, float], ...] = ()
    years: int = 1


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell of a table's body under the names of its row and column, from the outermost in.

    `value` is its number as printed, in the table's own `unit`; None where it is none.

    Examples
    --------
    >>> cell = NamedCell(("行政规范性文件",), ("第二十条第（一）项", "本年制发件数"), "8", 8.0, "件")
    >>> cell.name
    '行政规范性文件 · 第二十条第（一）项 / 本年制发件数'
    """

    row: tuple[str, ...]
    column: tuple[str, ...]
    text: str
    value: float | None = None
    unit: str = ""

    @property
    def name(self) -> str:
        """Row and column in words."""
        return " · ".join(" / ".join(part) for part in (self.row, self.column) if part)


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report: its title, the index of the section it stands in, and its cells by name."""

    title: str
    section: int
    page: int | None
    cells: tuple[NamedCell, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the text of a report, as a footnote or a line of its file's frame: no measure."""

    text: str
    part: TextPart
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One body's report of one year, as read: `year` 2023, `body` 杨浦区, `kind` 法治政府建设情况报告."""

    title: str
    year: int | None
    body: str
    kind: str
    source: str
    sha256: str
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    notices: tuple[Notice, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def looks_back_on(self) -> int | None:
        """The year whose deeds it tells: a 政府工作报告, given as a year begins, tells of the one before."""
        return None if self.year is None else self.year - (_WORK_REPORT in self.kind)

    def heading_of(self, measures: Sequence[Measure]) -> str:
        """The headings down to the first of some measures: `二、主要举措 / （一）优化营商环境`."""
        return " / ".join(self.sections[measures[0].section].path) if measures else ""

    def to_pandas(self) -> "DataFrame":
        """The measures as a table: a row a measure, in the order of the report.

        Returns
        -------
        pandas.DataFrame
            n measures × id, role, section, paragraph, page, text, figures (how many) and names.

        Examples
        --------
        >>> section = Section(0, 1, ("一、主要举措",))
        >>> told = Measure("1f0c", "设立企业服务专窗3个。", Role.DONE, section=0, paragraph=1)
        >>> report = Report("", 2023, "青山县", "", "2023.txt", "", (section,), (told,))
        >>> report.to_pandas()[["role", "section", "text"]].values.tolist()
        [['done', '一、主要举措', '设立企业服务专窗3个。']]
        """
        from pandas import DataFrame

        rows = [
            {
                "id": each.id,
                "role": each.role.value,
                "section": self.heading_of([each]),
                "paragraph": each.paragraph,
                "page": each.page,
                "text": each.text,
                "figures": len(each.figures),
                "names": "、".join(each.names),
            }
            for each in self.measures
        ]
        return DataFrame(rows, columns=_MEASURE_COLUMNS)

    def _repr_html_(self) -> str:
        """The table, as a notebook shows it."""
        return _shown(self.to_pandas())


@dataclass(frozen=True, slots=True)
class SectionLink:
    """Two sections that belong together (indexes into `Report.sections`), with a score of 0–1.

    A side is None where a section has no counterpart; a section may stand in several links.
    """

    baseline: int | None
    current: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a decision, as a code, what it was seen in, and its weight (+ for, − against).

    `Evidence("names", "《行政复议法》", 1.4)`; `reports.words` says it in words.
    """

    code: str
    detail: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The same quantity in both years; a side is None where only one year gives it.

    Examples
    --------
    >>> before = Figure("40件", 2, 5, FigureKind.COUNT, 40.0, "件", "案件")
    >>> after = Figure("49件", 2, 5, FigureKind.COUNT, 49.0, "件", "案件")
    >>> change = FigureChange(before, after)
    >>> change.subject, change.unit, round(change.ratio, 3)
    ('案件', '件', 0.225)
    """

    before: Figure | None
    after: Figure | None
    caveat: FigureCaveat | None = None

    @property
    def unit(self) -> str:
        """The unit of the quantity."""
        figure = self.after or self.before
        return figure.unit if figure else ""

    @property
    def subject(self) -> str:
        """The indicator's name: the current year's where it has one."""
        names = [figure.subject for figure in (self.after, self.before) if figure and figure.subject]
        return names[0] if names else ""

    @property
    def ratio(self) -> float | None:
        """after ÷ before − 1 (0.225 = +22.5 %); None with a caveat, without a side, or from 0."""
        if self.caveat or self.before is None or self.after is None or not self.before.value:
            return None
        return self.after.value / self.before.value - 1


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of text: equal and deleted pieces give the baseline back, equal and inserted the current."""

    op: DiffOp
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure of the other report that was not linked, with the probability (0–1) that it is the same."""

    measure: Measure
    score: float


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer said last of a change or a pledge: `Review("link", "李敏", "2025-01-07T…")`.

    `ids` are the ids of all decisions on it, as the file of decisions has them.
    """

    decision: str
    reviewer: str
    when: str
    note: str = ""
    ids: tuple[str, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether something was decided; a note alone decides nothing."""
        return self.decision != "note"


@dataclass(frozen=True, slots=True)
class Reversal:
    """What a continued measure said and what it now says instead, as printed.

    `Reversal(ReversalKind.POLARITY, "保留", "不再保留")`.
    """

    kind: ReversalKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one measure (or of several that became one, or of one that became several).

    New: `baseline` empty; dropped: `current` empty; continued: neither, and `change` says how. `score` is
    the probability of the link; for new and dropped measures that there is none. `figures` are those that
    moved, `other_figures` those that only one year gives or that stayed; `added` and `left_out` what only the
    current report or only the baseline says, as printed.
    """

    key: str
    status: Status
    role: Role
    change: ChangeKind | None
    moved: bool
    score: float
    uncertain: bool
    evidence: tuple[Evidence, ...]
    baseline: tuple[Measure, ...]
    current: tuple[Measure, ...]
    candidates: tuple[Candidate, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    diff: tuple[DiffPiece, ...] = ()
    review: Review | None = None
    reversals: tuple[Reversal, ...] = ()
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    other_figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """A plan of the baseline and the done measures of the current report that answer it.

    `outcome` is finer than `state`; `share` is how much of a planned figure was reached (0.6 of 10 are 6);
    `again` are the current report's plans that plan the same once more.
    """

    state: PledgeState
    baseline: tuple[Measure, ...]
    current: tuple[Measure, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()
    review: Review | None = None
    outcome: PledgeOutcome = PledgeOutcome.SILENT
    share: float | None = None
    again: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Encoder:
    """A sentence-embedding model: its name or folder as it was given, and the fingerprint of its weights.

    Of the encoder of the extra `semantic` the package and its version.
    """

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What reviewers' labels did to the odds (logarithm) of links: times `slope`, plus `offset`."""

    offset: float
    slope: float


@dataclass(frozen=True, slots=True)
class Method:
    """What decided a comparison: `models` are pairs of a fitted model's name and its fingerprint.

    `Method("embedding_similarity", Encoder("text2vec", "1f0c…"), (("link", "9a3e…"), …))`; `similarity` names
    the function, `encoder` is None for one that needs none, `recalibration` where no labels were given.
    """

    similarity: str = "ngram_similarity"
    encoder: Encoder | None = None
    models: tuple[tuple[str, str], ...] = ()
    recalibration: Recalibration | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """The same cell in both years; a side is None where only one year's table has it."""

    before: NamedCell | None
    after: NamedCell | None

    @property
    def cell(self) -> NamedCell:
        """The cell as the later year names it, where it has it."""
        return self.after or self.before or NamedCell((), (), "")

    @property
    def ratio(self) -> float | None:
        """after ÷ before − 1; None where either has no number or before is 0."""
        if self.before is None or self.after is None or not self.before.value or self.after.value is None:
            return None
        return self.after.value / self.before.value - 1


@dataclass(frozen=True, slots=True)
class TableChange:
    """The same table in both years (indexes into `Report.tables`), cell by cell."""

    baseline: int | None
    current: int | None
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where a report (`baseline`, `current`) says one side of a finding: in a measure or in a table."""

    side: str
    text: str
    measure: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the reports that does not add up, as a code and its values, with both places.

    `Finding("parts_sum", (("sum", "118"), ("total", "119")), (FindingPlace("current", "…共119期"), …))`.
    """

    code: str
    values: tuple[tuple[str, str], ...]
    places: tuple[FindingPlace, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and what became of every measure of both: each stands in exactly one change."""

    baseline: Report
    current: Report
    sections: tuple[SectionLink, ...]
    changes: tuple[Change, ...]
    pledges: tuple[Pledge, ...]
    notices: tuple[Notice, ...] = ()
    method: Method = Method()
    tables: tuple[TableChange, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_pandas(self) -> "DataFrame":
        """The changes as a table: a row a change, in the order of the list.

        Returns
        -------
        pandas.DataFrame
            n changes × key, status, role, change, moved, score (a probability), uncertain, figures (how many
            moved), decision (a reviewer's), and of both reports the section and the text, the sentences of a
            split or merged measure joined.

        Examples
        --------
        >>> section = Section(0, 1, ("一、主要举措",))
        >>> told = Measure("1f0c", "设立企业服务专窗3个。", Role.DONE, section=0, paragraph=1)
        >>> before = Report("", 2023, "青山县", "", "2023.txt", "", (section,), ())
        >>> after = Report("", 2024, "青山县", "", "2024.txt", "", (section,), (told,))
        >>> new = Change("2024-1f0c", Status.NEW, Role.DONE, None, False, 0.9, False, (), (), (told,))
        >>> comparison = Comparison(before, after, (), (new,), ())
        >>> comparison.to_pandas()[["status", "score", "current_text"]].values.tolist()
        [['new', 0.9, '设立企业服务专窗3个。']]
        """
        from pandas import DataFrame

        rows = [
            {
                "key": each.key,
                "status": each.status.value,
                "role": each.role.value,
                "change": each.change.value if each.change else None,
                "moved": each.moved,
                "score": each.score,
                "uncertain": each.uncertain,
                "figures": len(each.figures),
                "decision": each.review.decision if each.review else None,
                "baseline_section": self.baseline.heading_of(each.baseline),
                "baseline_text": "".join(measure.text for measure in each.baseline),
                "current_section": self.current.heading_of(each.current),
                "current_text": "".join(measure.text for measure in each.current),
            }
            for each in self.changes
        ]
        return DataFrame(rows, columns=_CHANGE_COLUMNS)

    def _repr_html_(self) -> str:
        """The table, as a notebook shows it."""
        return _shown(self.to_pandas())


_MEASURE_COLUMNS: Final = ["id", "role", "section", "paragraph", "page", "text", "figures", "names"]
_SHOWN_ROWS: Final = 60
_CHANGE_COLUMNS: Final = [
    *("key", "status", "role", "change", "moved", "score", "uncertain", "figures", "decision"),
    *("baseline_section", "baseline_text", "current_section", "current_text"),
]


def _shown(table: "DataFrame") -> str:
    """HTML by pandas, which escapes what stands in the cells."""
    return str(table.to_html(max_rows=_SHOWN_ROWS, notebook=True))
