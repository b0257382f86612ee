"""What sorts of things matter, and how much each sort does before anything is known of the single one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.model import Change, FigureChange, Notice, Pledge


class MatterKind(StrEnum):
    """What sort of thing happened."""

    REVERSED = "reversed"
    NAME_GONE = "name_gone"
    NAME_NEW = "name_new"
    FIGURE_FELL = "figure_fell"
    FIGURE_ROSE = "figure_rose"
    PLAN_SILENT = "plan_silent"
    PLAN_PUT_OFF = "plan_put_off"
    PLAN_PARTLY = "plan_partly"
    SECTION_GONE = "section_gone"
    SECTION_NEW = "section_new"
    MEASURE_GONE = "measure_gone"
    MEASURE_NEW = "measure_new"
    NARROWED = "narrowed"
    PROBLEM_NEW = "problem_new"


# What a reader asks of two reports first: what was dropped, fell or was not kept weighs more than what came.
# The distances are ours; nobody labelled what matters.
_WEIGHTS: Final = {
    MatterKind.REVERSED: 1.4,
    MatterKind.NAME_GONE: 1.0,
    MatterKind.PLAN_PUT_OFF: 1.05,
    MatterKind.PLAN_SILENT: 0.95,
    MatterKind.SECTION_GONE: 0.95,
    MatterKind.FIGURE_FELL: 1.3,
    MatterKind.NAME_NEW: 0.8,
    MatterKind.FIGURE_ROSE: 0.75,
    MatterKind.MEASURE_GONE: 0.7,
    MatterKind.NARROWED: 0.6,
    MatterKind.PLAN_PARTLY: 0.6,
    MatterKind.SECTION_NEW: 0.6,
    MatterKind.MEASURE_NEW: 0.55,
    MatterKind.PROBLEM_NEW: 0.5,
}
_DOUBT: Final = 1.5  # the power of the certainty: what is half sure counts a third


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that matters: how much (0 to about 2), what it rests on, and why it is told.

    `certainty` is the probability (0–1) of the link, or that there is none, on which it rests. `name` is the
    document or programme, or the heading of a section.
    """

    kind: MatterKind
    weight: float
    certainty: float
    reasons: tuple[Notice, ...]
    change: Change | None = None
    pledge: Pledge | None = None
    figure: FigureChange | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """What it is about: of two matters of one row only the weightier is told."""
        if self.change is not None:
            return self.change.key
        return self.pledge.baseline[0].id if self.pledge else self.name


def weigh(kind: MatterKind, factor: float, certainty: float) -> float:
    """The weight of one matter: of its kind, of what is unlike the others about it, and of its doubt.

    Examples
    --------
    >>> weigh(MatterKind.NAME_GONE, 1.0, 1.0), weigh(MatterKind.NAME_GONE, 1.0, 0.25)
    (1.0, 0.125)
    """
    return _WEIGHTS[kind] * factor * float(certainty**_DOUBT)


def reason(code: str, **values: object) -> Notice:
    """Why something is told, as a code: `reason("name_times", count=3)`."""
    return Notice(code, tuple((name, str(value)) for name, value in values.items()))
