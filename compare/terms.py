"""What the values of `compare.model` are told by: every closed list of words, each with what it means.

They stand by themselves because the command offers some of them and has to answer `--help` at once.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a sentence says: `本年开展…` done, `…不足` problem, `下一年将…` plan, else preamble."""

    DONE = "done"
    PROBLEM = "problem"
    PLAN = "plan"
    PREAMBLE = "preamble"


class TextPart(StrEnum):
    """What a sentence is part of: the text itself, its page's furniture (来源、打印本页), or a glossary."""

    TEXT = "text"
    FURNITURE = "furniture"
    GLOSSARY = "glossary"


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


class ReversalKind(StrEnum):
    """In what a continued measure now says the opposite: `不再保留` 保留, `必须` 可以, `3.2个百分点` 3.2%."""

    POLARITY = "polarity"
    MODALITY = "modality"
    UNIT = "unit"


class PledgeOutcome(StrEnum):
    """What became of a baseline plan, finer than its state; `carried_over` is what is only planned again."""

    EXCEEDED = "exceeded"
    MET = "met"
    PARTLY = "partly"
    UNDER_WAY = "under_way"
    POSTPONED = "postponed"
    CARRIED_OVER = "carried_over"
    SILENT = "silent"


class FigureCaveat(StrEnum):
    """Why two values are no rise or fall: another basis (口径), another part of the year (1—9月)."""

    BASIS = "basis"
    PERIOD = "period"


class PledgeState(StrEnum):
    """What became of a baseline plan in the current report's done measures."""

    DELIVERED = "delivered"
    PARTLY = "partly"
    SILENT = "silent"


class FigureKind(StrEnum):
    """What sort of number it is."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    DATE = "date"
    EDITION = "edition"

    @property
    def is_quantity(self) -> bool:
        """Whether such a number can be compared with another year's: a date or an edition cannot."""
        return self not in (FigureKind.DATE, FigureKind.EDITION)


class DiffOp(StrEnum):
    """Whether a run of text stands on both sides, or on one."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"
