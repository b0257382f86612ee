"""The file of decisions: lines are only ever added, and each is on the disk before it is acknowledged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Final

from compare.decisions.standing import Conflict, Decision, contradicted_unseen
from compare.errors import InputError
from compare.model import Notice
from reports.json_lines import Adding, adding_to, bytes_of, records_in
from reports.review.records import from_record, to_record

DECISIONS: Final = "decisions.jsonl"
_LONGEST_REASON: Final = 120


@dataclass(frozen=True, slots=True)
class StoredDecisions:
    """All decisions of a file in its order, each once; the lines that are none, and why the first is none."""

    decisions: tuple[Decision, ...] = ()
    unreadable: tuple[int, ...] = ()
    why: str = ""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is to be told of the file."""
        if not self.unreadable:
            return ()
        lines = "、".join(map(str, self.unreadable))
        values = (("count", str(len(self.unreadable))), ("lines", lines), ("reason", self.why))
        return (Notice("unreadable_decisions", values),)


class UnseenError(Exception):
    """A decision that contradicts others which its reviewer had not seen; nothing was written."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(conflicts)
        self.conflicts = conflicts


class KnownError(Exception):
    """A decision with the id of another one, which it would have to replace; nothing was written."""

    def __init__(self, known: Decision) -> None:
        super().__init__(known)
        self.known = known


class DecisionFile:
    """`decisions.jsonl` of a folder; several threads and processes may add to it at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / DECISIONS
        self._reading = RLock()
        self._read: tuple[str, StoredDecisions] = ("", StoredDecisions())

    @property
    def stamp(self) -> str:
        """Another text whenever the file has changed."""
        try:
            state = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return f"{state.st_size}-{state.st_mtime_ns}"

    def read(self) -> StoredDecisions:
        """What the file holds; a line that a crash tore, or that is no decision, is passed over and told.

        Raises
        ------
        InputError
            There is something that cannot be read in its place.
        """
        with self._reading:
            stamp = self.stamp
            if self._read[0] != stamp:
                try:
                    self._read = (stamp, read_decisions(self.path) if stamp else StoredDecisions())
                except OSError as error:
                    values = (("reason", error.strerror or str(error)),)
                    raise InputError(self.path, Notice("unreadable", values)) from None
            return self._read[1]

    def add(self, decision: Decision, *, blind: bool = False) -> None:
        """Add one decision; one that is there already is not added again, whenever it was made.

        A blind reviewer may contradict what others decided: that is what two are asked for.

        Raises
        ------
        KnownError
            Its id is that of another decision.
        UnseenError
            It contradicts decisions that its reviewer had not seen.
        OSError
            It could not be written.
        """
        with adding_to(self.path) as file:
            decisions = self.read().decisions
            if known := next((each for each in decisions if each.id == decision.id), None):
                if replace(known, when=decision.when) != decision:
                    raise KnownError(known)
                return
            visible = _visible(decision, decisions, blind)
            if decision.undoes == "" and (unseen := contradicted_unseen(decision, visible)):
                raise UnseenError(tuple(Conflict(decision, other) for other in unseen))
            _add(file, [decision])

    def add_many(self, decisions: Sequence[Decision], *, blind: bool = False) -> tuple[Decision, ...]:
        """Add decisions in one step, but for those that contradict what was not seen; returns what was added.

        Raises
        ------
        OSError
            They could not be written; then none is.
        """
        with adding_to(self.path) as file:
            there = self.read().decisions
            known = {each.id for each in there}
            fresh = tuple(
                each
                for each in decisions
                if each.id not in known
                and (each.undoes or not contradicted_unseen(each, _visible(each, there, blind)))
            )
            _add(file, fresh)
        return fresh

    def take(self, decisions: Iterable[Decision]) -> int:
        """Add what is not there yet, whatever it contradicts, and say how many that were."""
        with adding_to(self.path) as file:
            known = {each.id for each in self.read().decisions}
            fresh = {each.id: each for each in decisions if each.id not in known}
            _add(file, fresh.values())
        return len(fresh)


def read_decisions(path: Path) -> StoredDecisions:
    """The decisions of any file, such as one that was saved from the page.

    Raises
    ------
    OSError
        It cannot be read.
    """
    found: dict[str, Decision] = {}
    unreadable: list[int] = []
    why = ""
    for number, record in records_in(bytes_of(path)):
        try:
            decision = from_record(record)
        except ValueError as error:
            unreadable.append(number)
            why = why or str(error)[:_LONGEST_REASON]
        else:
            found.setdefault(decision.id, decision)
    return StoredDecisions(tuple(found.values()), tuple(unreadable), why)


def _visible(decision: Decision, decisions: Iterable[Decision], blind: bool) -> tuple[Decision, ...]:
    """What a decision may contradict only when it is asked for: a blind reviewer's own alone."""
    return tuple(each for each in decisions if not blind or each.who == decision.who)


def _add(file: Adding, decisions: Iterable[Decision]) -> None:
    file.add(to_record(each) for each in decisions)
