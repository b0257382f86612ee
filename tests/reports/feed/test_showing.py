"""What a feed says that it did."""

import io

from rich.console import Console

from compare.model import Notice
from reports.feed.apply import Result
from reports.feed.plan import Plan, Step, StepKind
from reports.feed.showing import done_line, show_results
from reports.trackers.base import Ticket, TrackerError
from reports.words import Words

ZH = Words("zh")


def step(number: int, action: StepKind = StepKind.CREATE) -> Step:
    return Step(action, f"2024-{number:03}", f"第{number}项举措")


def ticket(number: int) -> Ticket:
    return Ticket(
        id=str(number), key=f"2024-{number:03}", fields={}, url=f"file:///%E5%8F%B0%E8%B4%A6.xlsx#{number}"
    )


def test_what_was_not_written_is_not_counted_as_done() -> None:
    steps = tuple(step(number) for number in range(115))
    locked = Result(steps[0], None, TrackerError(Notice("table_locked", (("file", "台账.xlsx"),))))

    line = done_line(Plan(steps), [locked], ZH)
    assert line.startswith("新建 0，更新 0，标记 0")
    assert line.endswith("没有写成 115")


def test_all_that_was_written_is_counted_and_nothing_is_missing() -> None:
    steps = (step(1), step(2))
    results = [Result(each, ticket(number)) for number, each in enumerate(steps)]

    assert done_line(Plan(steps), results, ZH).startswith("新建 2，")
    assert "没有写成" not in done_line(Plan(steps), results, ZH)


def test_a_long_table_is_cut_unless_all_is_asked_for() -> None:
    results = [Result(step(number), ticket(number)) for number in range(153)]

    def shown(*, verbose: bool) -> str:
        stream = io.StringIO()
        show_results(results, ZH, Console(file=stream, width=120), verbose=verbose)
        return stream.getvalue()

    assert "其余 138 行没有列出，加上 --verbose 全部列出" in shown(verbose=False)
    assert "#152" in shown(verbose=True)
    assert "台账.xlsx" in shown(verbose=False)
    assert "%E5" not in shown(verbose=False)
