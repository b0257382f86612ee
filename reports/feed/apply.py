"""A plan carried out: each ticket once, whatever answers are lost on the way.

A create that got no answer is followed by a search, never by a second create. An update that got none is read
back: what is remembered in the ticket tells whether it arrived.
"""

import time
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reports.feed.journal import Journal
from reports.feed.memory import load_memory
from reports.feed.plan import Plan, Planner, Step, StepKind
from reports.trackers.base import ExistsError, StaleError, Ticket, Tracker, TrackerError, UncertainError

_SEARCHES: Final = (0.2, 1.0, 3.0)  # seconds before each search for what may be on its way
_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a step: its ticket, or the error that it ended in."""

    step: Step
    ticket: Ticket | None = None
    error: TrackerError | None = None


class Feeder:
    """Carries out one plan; `pause` waits for some seconds."""

    def __init__(
        self,
        tracker: Tracker,
        planner: Planner,
        journal: Journal,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._tracker, self._planner, self._journal = tracker, planner, journal
        self._pause = pause

    def apply(self, plan: Plan) -> Iterator[Result]:
        """Do all steps in their order and say of each what became of it; one bad row stops no other.

        An error that no other step can escape (a wrong token, a server out of reach) is the last result.
        """
        working = [step for step in plan.steps if step.action not in (StepKind.KEEP, StepKind.SKIP)]
        self._journal.meant((step.action.value, step.key) for step in working)
        written: list[tuple[Step, Ticket]] = []
        for step in working:
            result = self._done(step)
            yield result
            if result.error is not None and result.error.is_fatal:
                return
            if result.error is None and result.ticket is not None:
                written.append((step, result.ticket))
        yield from self._tied(written)
        made = {step.key for step, _ in written if step.action is StepKind.CREATE}
        if made and not self._tracker.capabilities.unique_key:
            yield from self._doubles_marked(made)

    def _done(self, step: Step) -> Result:
        try:
            ticket = self._written(step)
        except TrackerError as error:
            self._journal.failed(step.action.value, step.key, error.notice.code)
            return Result(step, step.ticket, error)
        return Result(step, ticket)

    def _written(self, step: Step, tries: int = _TRIES) -> Ticket:
        try:
            return self._created(step) if step.ticket is None else self._updated(step, step.ticket)
        except (ExistsError, StaleError) as error:
            found = self._found(step)
            if found is not None and found.memory == step.memory:
                return found  # another run wrote just that
            planned_anew = self._planned_anew(step, found)
            if planned_anew is None or tries == 1:
                raise TrackerError(error.notice) from error
        return self._written(planned_anew, tries - 1)

    def _planned_anew(self, step: Step, found: Ticket | None) -> Step | None:
        """The step for the ticket as it stands now; None where it has to wait for the next run."""
        if found is None:
            return None
        if found == step.ticket:
            return step  # what was sent never arrived
        return self._planner.again(step, found) if self._planner.can_again(step) else None

    def _created(self, step: Step) -> Ticket:
        if self._may_be_on_its_way(step) and (found := self._awaited(step)):
            return self._taken_up(step, found)
        self._journal.sent(step.action.value, step.key)
        try:
            ticket = self._tracker.create(step.key, step.fields, step.memory)
        except UncertainError:
            found = self._awaited(step)
            if found is None:
                raise
            return self._taken_up(step, found)
        self._answered(step, ticket)
        return ticket

    def _may_be_on_its_way(self, step: Step) -> bool:
        """Whether an earlier run sent it and heard nothing, and the tracker would not refuse it twice."""
        return step.key in self._journal.unanswered and not self._tracker.capabilities.unique_key

    def _taken_up(self, step: Step, found: Ticket) -> Ticket:
        """A ticket that was made though no answer came, or by another run: brought up to date."""
        self._answered(step, found)
        return (
            found if found.memory == step.memory else self._updated(self._planner.again(step, found), found)
        )

    def _updated(self, step: Step, ticket: Ticket) -> Ticket:
        if not step.changes_ticket:
            return ticket
        self._journal.sent(step.action.value, step.key)
        try:
            written = self._tracker.update(ticket, step.fields, step.memory, step.note)
        except UncertainError as error:
            found = self._awaited(step, ticket.id)
            if found is None:
                raise
            if found.memory != step.memory:
                raise StaleError(error.notice) from error
            written = found
        self._answered(step, written)
        return written

    def _answered(self, step: Step, ticket: Ticket) -> None:
        is_kept = not self._tracker.capabilities.writes_on_close
        self._journal.answered(step.action.value, step.key, ticket.id, is_kept=is_kept)

    def _awaited(self, step: Step, id_: str = "") -> Ticket | None:
        """What a search finds of a ticket that may be on its way; it is looked for more than once."""
        for seconds in _SEARCHES:
            self._pause(seconds)
            found = self._found(step, id_)
            if found is not None and (not id_ or found.memory == step.memory):
                return found
        return self._found(step, id_)

    def _found(self, step: Step, id_: str = "") -> Ticket | None:
        wanted = id_ or (step.ticket.id if step.ticket else "")
        key = step.ticket.key if step.ticket else step.key
        tickets = self._tracker.find(key)
        return next((each for each in tickets if not wanted or each.id == wanted), None)

    def _tied(self, written: Iterable[tuple[Step, Ticket]]) -> Iterator[Result]:
        for step, ticket in written:
            for other in step.related:
                try:
                    self._tracker.relate(ticket, other)
                except TrackerError as error:
                    yield Result(step, ticket, error)

    def _doubles_marked(self, made: Container[str]) -> Iterator[Result]:
        """Where another run made the same tickets meanwhile, the older of two stays."""
        plan = self._planner.plan(self._tracker.tickets())
        for step in plan.steps:
            if step.action is StepKind.MARK and step.key in made and _is_double(step):
                yield self._done(step)


def _is_double(step: Step) -> bool:
    """Whether the step puts a ticket aside for another of the same key."""
    return step.ticket is not None and load_memory(step.memory).into == step.ticket.key
