"""What `crossyear feed` does, but for its options: plan, and where it is asked to, carry out."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import jinja2
from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from compare.errors import InputError
from compare.model import Comparison, Notice
from reports.feed.apply import Feeder, Result
from reports.feed.draft import Drafter
from reports.feed.items import Selection
from reports.feed.journal import Journal, opened_journal
from reports.feed.plan import Plan, Planner, StepKind
from reports.feed.settings import load_settings
from reports.feed.showing import (
    done_line,
    plan_record,
    result_lines,
    show_left,
    show_plan,
    show_results,
)
from reports.review.decision_file import DecisionFile
from reports.review.session import Session, open_compared
from reports.shown.safe_text import printable
from reports.terminal import Output
from reports.trackers import open_tracker, split_target
from reports.trackers.base import Secrets, Setup, Tracker
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which folder into which tracker, which measures, with what settings."""

    folder: Path
    target: str
    selection: Selection
    settings: Path | None = None
    token_file: Path | None = None
    ca_file: Path | None = None
    encoder: str | None = None


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """The plan, and what became of its steps; None where it was only planned."""

    plan: Plan
    results: tuple[Result, ...] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every row that was to be written is."""
        return not any(result.error for result in self.results or ())


def feed_and_tell(
    order: Order, words: Words, *, apply: bool, as_json: bool, quiet: bool, verbose: bool = False
) -> bool:
    """Plan, or plan and do it, and tell of it; returns whether every row that was to be written is.

    Raises
    ------
    InputError, TrackerError
        As `plan_feed` and `apply_feed`.
    """
    said, errors = Output(), Output(stderr=True)
    if not apply:
        fed = plan_feed(order)
    else:
        with _progress(words, errors, shown=not quiet and sys.stderr.isatty()) as (started, advanced):
            waiting = words.gettext("另一次写入正在进行，等它结束…")
            fed = apply_feed(
                order, on_wait=lambda: errors.print(waiting), on_plan=started, on_result=advanced
            )
    if as_json:
        record = plan_record(order.target, fed.plan, fed.results, words)
        said.print(json.dumps(record, ensure_ascii=False, indent=1), markup=False, soft_wrap=True)
    elif not quiet:
        _tell(fed, words, said, verbose=verbose)
    for line in result_lines(fed.results or (), words):
        errors.print(Text(f"crossyear: {printable(line)}"), soft_wrap=True)
    return fed.is_complete


def _tell(fed: FeedOutcome, words: Words, console: Console, *, verbose: bool) -> None:
    if fed.results is None:
        show_plan(fed.plan, words, console, verbose=verbose)
        if _written_steps(fed.plan):
            console.print(words.gettext("这只是计划，什么都没有写；加上 --apply 才写入"))
        return
    show_results(fed.results, words, console, verbose=verbose)
    show_left(fed.plan, words, console)
    console.print(Text(done_line(fed.plan, fed.results, words), "bold"))


@contextmanager
def _progress(
    words: Words, console: Console, *, shown: bool
) -> Iterator[tuple[Callable[[Plan], None], Callable[[], None]]]:
    """What to call when the steps are known, and after each of them."""
    with Progress(console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task(words.gettext("正在写入台账…"), total=None)

        def started(plan: Plan) -> None:
            progress.update(task, total=_written_steps(plan))

        yield started, lambda: progress.advance(task)


def plan_feed(order: Order) -> FeedOutcome:
    """What would be done; nothing is written anywhere.

    Raises
    ------
    InputError
        The folder holds no comparison, or the settings cannot be used.
    TrackerError
        The tracker cannot be opened or read.
    """
    with _opened(order) as (tracker, planner):
        return FeedOutcome(planner.plan(tracker.tickets()))


def apply_feed(
    order: Order,
    *,
    on_wait: Callable[[], None],
    on_plan: Callable[[Plan], None],
    on_result: Callable[[], None],
) -> FeedOutcome:
    """Plan, and do it; `on_wait` is called when another feed of the folder has to be waited for.

    Raises
    ------
    InputError
        As `plan_feed`, or the folder cannot be written.
    TrackerError
        As `plan_feed`.
    """
    with _journal(order, on_wait) as journal:
        with _opened(order) as (tracker, planner):
            plan = planner.plan(tracker.tickets())
            on_plan(plan)
            results: list[Result] = []
            for result in Feeder(tracker, planner, journal).apply(plan):
                results.append(result)
                on_result()
        journal.kept()
        return FeedOutcome(plan, tuple(results))


def open_reviewed(folder: Path, encoder: str | None = None) -> Comparison:
    """The comparison of a folder, with all decisions that were made since it was written."""
    if not DecisionFile(folder).read().decisions:
        return open_compared(folder)
    return Session(folder, encoder=encoder).comparison


@contextmanager
def _opened(order: Order) -> Iterator[tuple[Tracker, Planner]]:
    name, address = split_target(order.target)
    settings = load_settings(order.settings)
    comparison = open_reviewed(order.folder, order.encoder)
    setup = Setup(
        address=address,
        options=settings.trackers.get(name, {}),
        secrets=Secrets(order.token_file),
        ca_file=order.ca_file,
        retry_policy=settings.retry_policy,
    )
    tracker = open_tracker(name, setup)
    try:
        drafter = Drafter(comparison, settings, tracker.capabilities, Words("zh"))
        yield tracker, Planner(comparison, order.selection, drafter)
    except jinja2.TemplateError as error:
        values = (("name", "templates, notes"), ("reason", str(error)))
        raise InputError(order.settings or order.folder, Notice("bad_template", values)) from None
    finally:
        tracker.close()


@contextmanager
def _journal(order: Order, on_wait: Callable[[], None]) -> Iterator[Journal]:
    """The journal, which keeps other feeds of the folder waiting."""
    with ExitStack() as opened:
        try:
            journal = opened.enter_context(opened_journal(order.folder, order.target, on_wait))
        except OSError as error:
            values = (("reason", error.strerror or str(error)),)
            raise InputError(order.folder, Notice("unwritable", values)) from None
        yield journal


def _written_steps(plan: Plan) -> int:
    return sum(step.action not in (StepKind.KEEP, StepKind.SKIP) for step in plan.steps)
