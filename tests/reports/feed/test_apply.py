"""Exactly once, whatever answers are lost: on a tracker in memory that loses them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from compare.model import Comparison, Notice
from reports.feed.apply import Feeder
from reports.feed.journal import JOURNAL, opened_journal
from reports.trackers.base import Field, TrackerError, UncertainError
from tests.builders import measure
from tests.reports.feed.ledger import Ledger, compared, continued, new

WINDOWS_24 = measure("w24", "设立企业服务专窗12个。")
WINDOWS_25 = measure("w25", "设立企业服务专窗20个。")
COURSE = measure("c24", "组织行政执法人员培训班三期。")
_NO_ANSWER = UncertainError(Notice("tracker_no_answer"))
_Fault = Callable[[str, str], TrackerError | None]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path)
    ledger.tracker.unique_key = False
    return ledger


@pytest.fixture
def made() -> Comparison:
    return compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)])


@pytest.fixture
def later() -> Comparison:
    return compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25]), continued(2025, [COURSE], [COURSE])])


def first(action: str, error: TrackerError) -> _Fault:
    """An error for the first request of a kind, and none after."""
    left = [error]
    return lambda asked, _key: left.pop() if left and asked == action else None


def always(action: str, error: TrackerError, key: str = "") -> _Fault:
    return lambda asked, asked_key: error if asked == action and asked_key.endswith(key) else None


def creates(ledger: Ledger) -> int:
    return ledger.tracker.requests.count("create")


def test_a_create_whose_answer_is_lost_is_found_and_not_repeated(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.lost = first("create", _NO_ANSWER)

    results = ledger.feed(made)

    assert [result.error for result in results] == [None, None]
    assert creates(ledger) == 2
    assert [ticket.key for ticket in ledger.tracker.tickets()] == ["2024-w24", "2024-c24"]


def test_a_create_that_may_have_been_lost_is_not_repeated_in_the_same_run(
    ledger: Ledger, made: Comparison
) -> None:
    ledger.tracker.trouble = first("create", _NO_ANSWER)

    results = ledger.feed(made)

    assert [bool(result.error) for result in results] == [True, False]
    assert creates(ledger) == 2
    assert [ticket.key for ticket in ledger.tracker.tickets()] == ["2024-c24"]


def test_the_next_run_looks_for_it_again_before_it_creates(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.trouble = first("create", _NO_ANSWER)
    ledger.feed(made)
    ledger.tracker.requests.clear()

    ledger.feed(made)

    assert ledger.tracker.requests[0] == "find"
    assert creates(ledger) == 1
    assert ledger.fed(made) == {"keep": 2}


def test_without_its_journal_it_makes_no_double(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.lost = first("create", _NO_ANSWER)
    ledger.feed(made)
    (ledger.folder / JOURNAL).unlink()

    assert ledger.fed(made) == {"keep": 2}


def test_an_update_whose_answer_is_lost_is_not_noted_twice(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    ledger.tracker.lost = always("update", _NO_ANSWER, "w24")

    results = ledger.feed(later)

    assert [result.error for result in results] == [None, None]
    assert ledger.notes("2024-w24") == ["2025年：延续（改写）。设立企业服务专窗20个。"]


def test_an_update_that_never_arrived_is_sent_again(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    ledger.tracker.trouble = first("update", _NO_ANSWER)

    results = ledger.feed(later)

    assert [result.error for result in results] == [None, None]
    assert ledger.ticket("2024-w24").fields[Field.AFTER] == WINDOWS_25.text
    assert len(ledger.notes("2024-w24")) == 1


def test_a_ticket_that_changes_meanwhile_is_planned_anew(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    left = ["edit"]

    def edit_meanwhile(action: str, _key: str) -> None:
        if action == "update" and left:
            left.pop()
            ledger.tracker.edit("2024-w24", title="专窗（张科长跟进）", state="推进中")

    ledger.tracker.trouble = edit_meanwhile
    results = ledger.feed(later)

    assert [result.error for result in results] == [None, None]
    fields = ledger.ticket("2024-w24").fields
    assert (fields[Field.TITLE], fields[Field.STATE]) == ("专窗（张科长跟进）", "推进中")
    assert fields[Field.AFTER] == WINDOWS_25.text


def test_a_ticket_that_another_run_made_meanwhile_is_taken_up(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.unique_key = True
    planner = ledger.planner(made)
    plan = planner.plan([])
    ledger.feed(made)
    with opened_journal(ledger.folder, "tracker:here") as journal:
        results = list(Feeder(ledger.tracker, planner, journal, ledger.pauses.append).apply(plan))

    assert [result.error for result in results] == [None, None]
    assert len(ledger.tracker.kept) == 2


def test_one_bad_row_does_not_stop_the_others(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.trouble = always("create", TrackerError(Notice("tracker_refused")), "w24")

    results = ledger.feed(made)

    assert [bool(result.error) for result in results] == [True, False]


def test_an_error_that_no_row_can_escape_ends_the_run(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.trouble = always("create", TrackerError(Notice("tracker_auth"), is_fatal=True))

    assert len(ledger.feed(made)) == 1
    assert creates(ledger) == 1


def test_two_runs_at_once_leave_one_ticket_where_keys_are_not_unique(
    ledger: Ledger, made: Comparison
) -> None:
    other = Ledger(ledger.folder / "other", ledger.tracker)
    other.folder.mkdir()
    left = ["run"]

    def run_meanwhile(action: str, _key: str) -> None:
        if action == "create" and left:
            left.pop()
            other.feed(made)

    ledger.tracker.trouble = run_meanwhile
    ledger.feed(made)

    at_work = [ticket for ticket in ledger.tracker.tickets() if ticket.fields[Field.STATE] != "已并入"]
    assert [ticket.key for ticket in at_work] == ["2024-w24", "2024-c24"]


def test_the_journal_says_what_was_meant_sent_and_answered(ledger: Ledger, made: Comparison) -> None:
    ledger.tracker.trouble = always("create", TrackerError(Notice("tracker_refused")), "c24")
    ledger.feed(made)

    lines = [json.loads(line) for line in (ledger.folder / JOURNAL).read_text("utf-8").splitlines()]

    assert [(line["step"], line["action"], line["key"]) for line in lines] == [
        ("meant", "create", "2024-w24"),
        ("meant", "create", "2024-c24"),
        ("sent", "create", "2024-w24"),
        ("answered", "create", "2024-w24"),
        ("sent", "create", "2024-c24"),
        ("failed", "create", "2024-c24"),
    ]
    assert lines[3]["ticket"] == "1"
    assert lines[5]["code"] == "tracker_refused"


def test_a_torn_line_of_the_journal_harms_nothing(ledger: Ledger, made: Comparison) -> None:
    (ledger.folder / JOURNAL).write_bytes('{"step": "sent", "key": "2024-专'.encode()[:-1])

    ledger.fed(made)

    lines = (ledger.folder / JOURNAL).read_bytes().splitlines()
    assert json.loads(lines[1])["step"] == "meant"


def test_what_another_run_wrote_meanwhile_is_not_written_again(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    other = Ledger(ledger.folder / "other", ledger.tracker)
    other.folder.mkdir()
    left = ["run"]

    def run_meanwhile(action: str, _key: str) -> None:
        if action == "update" and left:
            left.pop()
            other.feed(later)

    ledger.tracker.trouble = run_meanwhile
    results = ledger.feed(later)

    assert [result.error for result in results] == [None, None]
    assert [len(ledger.notes(ticket.key)) for ticket in ledger.tracker.tickets()] == [1, 1]


def test_a_ticket_that_another_run_took_to_a_later_year_meanwhile_is_left(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    other = Ledger(ledger.folder / "other", ledger.tracker)
    other.folder.mkdir()
    windows_26 = measure("w26", "设立企业服务专窗30个。")
    last = compared(2026, [continued(2026, [WINDOWS_25], [windows_26]), continued(2026, [COURSE], [COURSE])])
    left = ["run"]

    def run_meanwhile(action: str, _key: str) -> None:
        if action == "update" and left:
            left.pop()
            other.feed(later)
            other.feed(last)

    ledger.tracker.trouble = run_meanwhile
    results = ledger.feed(later)

    assert [result.error for result in results] == [None, None]
    assert ledger.ticket("2024-w24").fields[Field.AFTER] == windows_26.text
    assert other.fed(last) == {"keep": 2}


def test_putting_a_ticket_aside_is_sent_again_when_it_never_arrived(ledger: Ledger, made: Comparison) -> None:
    ledger.feed(made)
    ledger.tracker.trouble = first("update", _NO_ANSWER)

    results = ledger.feed(compared(2024, [new(2024, COURSE)]))

    assert [result.error for result in results] == [None]
    assert ledger.state("2024-w24") == "未再提及"


def test_a_tie_that_failed_is_made_up_for_by_the_next_run(ledger: Ledger) -> None:
    one, two = measure("a24", "开设服务专窗。"), measure("b24", "举办企业沙龙。")
    ledger.feed(compared(2024, [continued(2024, [COURSE], [one, two])]))
    apart = compared(2025, [continued(2025, [one], [one]), continued(2025, [two], [two])])
    ledger.tracker.trouble = first("relate", TrackerError(Notice("tracker_busy")))

    assert [bool(result.error) for result in ledger.feed(apart)] == [False, False, True]
    assert ledger.fed(apart) == {"keep": 1, "update": 1}
    assert ledger.ticket("2024-b24").related == {ledger.ticket("2023-c24").id}
    assert ledger.fed(apart) == {"keep": 2}


def test_an_update_that_never_arrives_is_told_as_such(
    ledger: Ledger, made: Comparison, later: Comparison
) -> None:
    ledger.feed(made)
    ledger.tracker.trouble = always("update", _NO_ANSWER, "w24")

    results = ledger.feed(later)

    assert [result.error and result.error.notice.code for result in results] == ["tracker_no_answer", None]
