"""What reviewers said, as values, and which of it holds.

Decisions are never changed, only added: a later one that contradicts an earlier one takes its place, and an
undo takes one back. Each names the decisions that its reviewer had seen (`after`), so that two people who
decided without knowing of each other are told apart from one who changed their mind.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.model import Status


class Action(StrEnum):
    """What a reviewer said: `link` the same measure, `unlink` not the same, `accept` right as proposed…."""

    ACCEPT = "accept"
    LINK = "link"
    UNLINK = "unlink"
    STATUS = "status"
    ROLE = "role"
    CHANGE = "change"
    PLEDGE = "pledge"
    NOTE = "note"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Named:
    """A measure as a decision names it: by its id and, should that change, by its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that one reviewer said of some measures: `link` 设立服务专窗 — 开通企业服务专窗12个.

    `value` is the status of an accepted row, a role, a change kind or the state of a pledge; `when` is in
    UTC (ISO 8601); `after` are the ids of the decisions on the same matter that the reviewer had seen;
    `undoes` is the id of the decision that an undo takes back.
    """

    id: str
    when: str
    who: str
    action: Action
    baseline: tuple[Named, ...] = ()
    current: tuple[Named, ...] = ()
    value: str = ""
    note: str = ""
    after: tuple[str, ...] = ()
    undoes: str = ""

    @property
    def rows(self) -> frozenset[str]:
        """The ids of its baseline measures."""
        return frozenset(each.id for each in self.baseline)

    @property
    def columns(self) -> frozenset[str]:
        """The ids of its current measures."""
        return frozenset(each.id for each in self.current)

    @property
    def joins(self) -> bool:
        """Whether it says that its measures are one."""
        return self.action is Action.LINK or (
            self.action is Action.ACCEPT and self.value == Status.CONTINUED.value
        )

    @property
    def isolates(self) -> bool:
        """Whether it says that its measures have no counterpart."""
        return self.action is Action.STATUS or (self.action is Action.ACCEPT and not self.joins)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions that contradict each other, made without knowledge of each other; the later is kept."""

    kept: Decision
    other: Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that hold, in the order in which they were made, and the conflicts left unsettled."""

    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


_MATTERS: Final = {
    Action.ACCEPT: "match",
    Action.LINK: "match",
    Action.UNLINK: "match",
    Action.STATUS: "match",
    Action.ROLE: "role",
    Action.CHANGE: "change",
    Action.PLEDGE: "pledge",
    Action.NOTE: "note",
}


def matter(decision: Decision) -> str:
    """What a decision is about; only decisions on one matter can contradict each other.

    Examples
    --------
    >>> matter(Decision("1", "2025-01-07T08:00:00Z", "李敏", Action.UNLINK))
    'match'
    """
    return _MATTERS[decision.action]


def not_undone(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Every decision once, in the order in which they were made, without undos and what they took back.

    Examples
    --------
    >>> noted = Decision("1", "2025-01-07T08:00:00Z", "李敏", Action.NOTE, note="待核实")
    >>> undone = Decision("2", "2025-01-07T09:00:00Z", "李敏", Action.UNDO, undoes="1")
    >>> not_undone([noted]) == (noted,), not_undone([noted, undone])
    (True, ())
    """
    every = {each.id: each for each in decisions}
    ordered = sorted(every.values(), key=lambda each: (each.when, each.id))
    undone = {each.undoes for each in ordered if each.action is Action.UNDO}
    return tuple(each for each in ordered if each.action is not Action.UNDO and each.id not in undone)


def standing(decisions: Sequence[Decision], seen: Iterable[Decision] = ()) -> Standing:
    """Which of the decisions hold: each, unless a later one contradicts it.

    Parameters
    ----------
    decisions
        In the order in which they were made, undone ones left out.
    seen
        All lines of the file, undone ones too, through which one decision may know of another.

    Examples
    --------
    >>> def said(id_: str, action: Action, current: str) -> Decision:
    ...     sides = (Named("b1", "设立专窗3个。"),), (Named(current, "设立专窗5个。"),)
    ...     return Decision(id_, "2025-01-07T08:00:00Z", "李敏", action, *sides)
    >>> linked = said("1", Action.LINK, "c1")
    >>> parted = said("2", Action.UNLINK, "c1")
    >>> [each.id for each in standing([linked, parted]).decisions]
    ['2']
    """
    known = Knowledge([*seen, *decisions])
    touching: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    displaced: set[str] = set()
    conflicts: list[Conflict] = []
    for decision in decisions:
        earlier = {each.id: each for subject in _subjects(decision) for each in touching[subject]}
        for other in earlier.values():
            if other.id in displaced or not contradicts(other, decision):
                continue
            displaced.add(other.id)
            if not known.knows(decision, other):
                conflicts.append(Conflict(decision, other))
        for subject in _subjects(decision):
            touching[subject].append(decision)

    def is_settled(conflict: Conflict) -> bool:
        """Whether somebody decided who had seen both."""
        both = (conflict.kept, conflict.other)
        later = (each for subject in _subjects(conflict.kept) for each in touching[subject])
        return any(all(known.knows(each, one) for one in both) for each in later)

    return Standing(
        tuple(each for each in decisions if each.id not in displaced),
        tuple(each for each in conflicts if not is_settled(each)),
    )


def contradicted_unseen(new: Decision, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold and that a new one would displace without its reviewer having seen them."""
    every = tuple(decisions)
    known = Knowledge([*every, new])
    holding = standing(not_undone(every), every).decisions
    return tuple(each for each in holding if contradicts(each, new) and not known.knows(new, each))


def contradicts(one: Decision, other: Decision) -> bool:
    """Whether two decisions cannot both hold.

    Examples
    --------
    >>> def said(id_: str, action: Action, current: str) -> Decision:
    ...     sides = (Named("b1", "设立专窗3个。"),), (Named(current, "设立专窗5个。"),)
    ...     return Decision(id_, "2025-01-07T08:00:00Z", "李敏", action, *sides)
    >>> contradicts(said("1", Action.LINK, "c1"), said("2", Action.UNLINK, "c1"))
    True
    >>> contradicts(said("1", Action.LINK, "c1"), said("2", Action.UNLINK, "c2"))
    False
    """
    if matter(one) != matter(other) or not set(_subjects(one)) & set(_subjects(other)):
        return False
    if matter(one) == "note":
        return one.who == other.who and one.note != other.note
    if matter(one) == "match":
        return _cannot_match(one, other)
    answers_differ = one.action is Action.PLEDGE and one.columns != other.columns
    return one.value != other.value or answers_differ


def _cannot_match(one: Decision, other: Decision) -> bool:
    if one.joins and other.joins:
        return (one.rows, one.columns) != (other.rows, other.columns)
    if not one.joins and not other.joins:
        return False
    joining, parting = (one, other) if one.joins else (other, one)
    shared_rows, shared_columns = joining.rows & parting.rows, joining.columns & parting.columns
    if parting.isolates:
        return bool(shared_rows or shared_columns)
    return bool(shared_rows and shared_columns)


def _subjects(decision: Decision) -> Iterator[tuple[str, str]]:
    """What a decision is about, so that another about the same is found; a pledge is its plan's."""
    about = matter(decision)
    yield from ((f"{about} baseline", each.id) for each in decision.baseline)
    if about != "pledge":
        yield from ((f"{about} current", each.id) for each in decision.current)


class Knowledge:
    """Which decisions were known when another was made: those it names, and those that they name."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._after: Mapping[str, Sequence[str]] = {each.id: each.after for each in decisions}

    def knows(self, decision: Decision, other: Decision) -> bool:
        """Whether another was known when a decision was made."""
        return other.id in self.of(decision)

    def of(self, decision: Decision) -> set[str]:
        """The ids of all that were known when a decision was made."""
        reached: set[str] = set()
        left = list(decision.after)
        while left:
            each = left.pop()
            if each not in reached:
                reached.add(each)
                left.extend(self._after.get(each, ()))
        return reached
