"""The words that the review on the page needs."""

from dataclasses import dataclass
from enum import StrEnum

from compare.decisions.agreement import Agreement
from compare.decisions.standing import Action
from compare.model import ChangeKind, PledgeState, Role, Status
from reports.html.rows import Label
from reports.shown.signs import SIGNS
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom a served page is for, whether they are kept from others' decisions, and how far others agree."""

    reviewer: str = ""
    blind: bool = False
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewLabels:
    """What a reviewer can choose."""

    actions: tuple[Label, ...]
    roles: tuple[Label, ...]
    kinds: tuple[Label, ...]
    states: tuple[Label, ...]
    statuses: tuple[Label, ...]


def review_labels(words: Words) -> ReviewLabels:
    """All words that decisions are told in."""

    def labels(kind: type[StrEnum]) -> tuple[Label, ...]:
        return tuple(Label(each.value, SIGNS.get(each, ""), words.label(each)) for each in kind)

    return ReviewLabels(labels(Action), labels(Role), labels(ChangeKind), labels(PledgeState), labels(Status))
