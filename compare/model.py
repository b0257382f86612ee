"""The values that pass between the stages; each is frozen and owned by nobody.

A `Report` is what was read from one file, a `Comparison` what became of two of them. Texts are kept as
printed (layout spaces removed); what is only for matching is made where it is needed and never shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a sentence says: `本年开展…` done, `…不足` problem, `下一年将…` plan, else preamble."""

    DONE = "done"
    PROBLEM = "problem"
    PLAN = "plan"
    PREAMBLE = "preamble"


class Status(StrEnum):
    """What became of a measure: only in the current report, only in the baseline, or in both."""

    NEW = "new"
    DROPPED = "dropped"
    CONTINUED = "continued"


class ChangeKind(StrEnum):
    """How a continued measure changed; the first that applies, in this order."""

    EXPANDED = "expanded"
    NARROWED = "narrowed"
    FIGURES = "figures"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


class PledgeState(StrEnum):
    """What became of a baseline plan in the current report's done measures."""

    DELIVERED = "delivered"
    PARTLY = "partly"
    SILENT = "silent"


class FigureKind(StrEnum):
    """What sort of number it is; only the first three are quantities that can be compared."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    DATE = "date"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, as a code and its values; `reports.words` says it in words.

    `Notice("stray_line", (("text", "继续加强…"),))`.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as it was read, with its page (from 1) where the format has pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its lines, before any sense is made of them."""

    source: str
    sha256: str
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; `path` holds the headings from the top down to its own, as printed.

    `Section(3, 2, ("二、主要举措", "（一）优化营商环境"))`. `index` is its place in `Report.sections`;
    the first section of a report is the nameless opening, with an empty path.
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
    are what stands in 《》 and “”, marks included.
    """

    id: str
    text: str
    role: Role
    section: int
    paragraph: int
    page: int | None = None
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()


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
    """The same quantity in both years; a side is None where only one year gives it."""

    before: Figure | None
    after: Figure | None

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
        """after ÷ before − 1 (0.225 = +22.5 %); None where either is missing or before is 0."""
        if self.before is None or self.after is None or not self.before.value:
            return None
        return self.after.value / self.before.value - 1


class DiffOp(StrEnum):
    """Whether a run of text stands on both sides, or on one."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


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
class Change:
    """What became of one measure (or of several that became one, or of one that became several).

    New: `baseline` empty; dropped: `current` empty; continued: neither, and `change` says how. `score` is
    the probability of the link; for new and dropped measures that there is none.
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


@dataclass(frozen=True, slots=True)
class Pledge:
    """A plan of the baseline and the done measures of the current report that answer it."""

    state: PledgeState
    baseline: tuple[Measure, ...]
    current: tuple[Measure, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Encoder:
    """A sentence-embedding model: its name or folder as it was given, and the fingerprint of its weights."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Method:
    """What decided a comparison: `models` are pairs of a fitted model's name and its fingerprint.

    `Method("embedding_similarity", Encoder("text2vec", "1f0c…"), (("link", "9a3e…"), …))`; `similarity` names
    the function, `encoder` is None for one that needs none.
    """

    similarity: str = "ngram_similarity"
    encoder: Encoder | None = None
    models: tuple[tuple[str, str], ...] = ()


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
