"""What a line of a report is: its heading, part of its page, or a sentence's role."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.model import Role


class Label(StrEnum):
    """What a line is: `一、工作回顾` a heading, `来源：…` furniture, `[1]一老一小：指…` glossary, or of a role."""

    HEADING = "heading"
    FURNITURE = "furniture"
    GLOSSARY = "glossary"
    PREAMBLE = "preamble"
    DONE = "done"
    PROBLEM = "problem"
    PLAN = "plan"


LABELS: Final = tuple(Label)
ROLES: Final = (Role.PREAMBLE, Role.DONE, Role.PROBLEM, Role.PLAN)
STATUS_LABELS: Final = (Label.DONE, Label.PROBLEM, Label.PLAN)

# How likely a line is which label, and a sentence which role; either sums to 1.
LabelOdds = Mapping[Label, float]
RoleOdds = Mapping[Role, float]


@dataclass(frozen=True, slots=True)
class LabelledLines:
    """The odds of each line, and how likely it is that the report goes by subject."""

    odds: tuple[LabelOdds, ...]
    by_subject: float
