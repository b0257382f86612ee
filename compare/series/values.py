"""What became of one body's measures through the years; values only, all frozen."""

from dataclasses import dataclass
from enum import StrEnum

from compare.model import ChangeKind, Figure, Measure, Notice, Pledge, PledgeState, Report, Review, Role


class Arrival(StrEnum):
    """How a measure came into a year: first, from the year before, after a gap, out of another."""

    FIRST = "first"
    CONTINUED = "continued"
    BROUGHT_BACK = "brought_back"
    SPLIT_OFF = "split_off"


class Ending(StrEnum):
    """How a lineage stands after the last year: still reported, dropped, or gone up in another one."""

    CURRENT = "current"
    DROPPED = "dropped"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Stage:
    """A measure in one year: its sentence, under which headings, and how it came there from its last stage.

    `change`, `moved`, `score` and `review` are those of the comparison with the stage before (None, False,
    1.0 and None at the first); `repeated` says that it is that stage's sentence word for word, with the
    same figures. `parts` are the keys of the lineages that split off in this year, `absorbed` of those that
    were merged in.
    """

    year: int
    measure: Measure
    section: tuple[str, ...]
    step: Arrival
    change: ChangeKind | None = None
    moved: bool = False
    score: float = 1.0
    uncertain: bool = False
    repeated: bool = False
    review: Review | None = None
    parts: tuple[str, ...] = ()
    absorbed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """One measure through the years, at most one stage in each; `key` is its identity.

    `origin` is the key of the lineage that it split off from, `successor` of that which it was merged into,
    `perhaps` of one that it may go on, by a link that is in doubt.
    """

    key: str
    role: Role
    stages: tuple[Stage, ...]
    ending: Ending
    origin: str = ""
    successor: str = ""
    perhaps: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it is reported."""
        return tuple(stage.year for stage in self.stages)

    @property
    def came_back(self) -> bool:
        """Whether it was left out for a year or more, and reported again."""
        return any(stage.step is Arrival.BROUGHT_BACK for stage in self.stages)

    @property
    def longest_repetition(self) -> int:
        """In how many stages on end it stands word for word: 1 where every year words it anew."""
        longest = run = 1
        for stage in self.stages[1:]:
            run = run + 1 if stage.repeated and stage.step is Arrival.CONTINUED else 1
            longest = max(longest, run)
        return longest


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """One quantity of a lineage through the years, in base units: 受助企业, 家: 500 (2022), 680 (2023)…."""

    key: str
    subject: str
    unit: str
    points: tuple[tuple[int, Figure], ...]


@dataclass(frozen=True, slots=True)
class PlanYear:
    """What became of a plan of `year` in the year after: its pledge, the keys of what answers it.

    `again` says that the same plan is made anew in that next report.
    """

    year: int
    pledge: Pledge
    answers: tuple[str, ...]
    again: bool

    @property
    def state(self) -> PledgeState:
        """Delivered, partly, or silent."""
        return self.pledge.state


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """A lineage of plans, with what every year's report says of the plan of the year before."""

    key: str
    years: tuple[PlanYear, ...]

    @property
    def only_planned_again(self) -> bool:
        """Whether it was planned in two years or more, and no report says that anything came of it."""
        silent = all(each.state is PledgeState.SILENT for each in self.years)
        return silent and any(each.again for each in self.years)


@dataclass(frozen=True, slots=True)
class Repetition:
    """How many of a chapter's measures of one year stand word for word in the report before."""

    year: int
    chapter: str
    measures: int
    repeated: int

    @property
    def rate(self) -> float:
        """The share that is repeated, 0 to 1."""
        return self.repeated / self.measures if self.measures else 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """One body's reports, the earliest first, and what became of every measure of them.

    `gaps` are the years between the first and the last of which there is no report.
    """

    reports: tuple[Report, ...]
    lineages: tuple[Lineage, ...]
    figures: tuple[FigureSeries, ...]
    plans: tuple[PlanHistory, ...]
    repetitions: tuple[Repetition, ...]
    gaps: tuple[int, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def body(self) -> str:
        """Whose reports they are: the latest that says it."""
        return next((report.body for report in reversed(self.reports) if report.body), "")

    @property
    def kind(self) -> str:
        """Of which kind they are: the latest that says it."""
        return next((report.kind for report in reversed(self.reports) if report.kind), "")

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which there is a report."""
        return tuple(report.year for report in self.reports if report.year is not None)
