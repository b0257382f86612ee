"""What a line of a report is: its heading, part of its page, or a sentence's role."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from compare.model import Role


class LineLabel(StrEnum):
    """What a line is: a heading, furniture (`来源：…`), glossary (`[1]一老一小：指…`), or of a role."""

    HEADING = "heading"
    FURNITURE = "furniture"
    GLOSSARY = "glossary"
    PREAMBLE = "preamble"
    DONE = "done"
    PROBLEM = "problem"
    PLAN = "plan"


LABELS: Final = tuple(LineLabel)
ROLES: Final = (Role.PREAMBLE, Role.DONE, Role.PROBLEM, Role.PLAN)
STATUS_LABELS: Final = (LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN)

# How likely a line is which label, and a sentence which role; either sums to 1.
LabelOdds = Mapping[LineLabel, float]
RoleOdds = Mapping[Role, float]
