"""The embedded Roundup: the contract of all trackers, and homes that are taken, torn, shared or killed."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import roundup.instance

from compare.model import Notice
from reports.trackers.base import ExistsError, Field, Note, Setup, StaleError, Ticket, Tracker, TrackerError
from reports.trackers.roundup import homes, open_tracker
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.homes import open_home
from reports.trackers.states import STATES
from tests.reports.trackers.contract import States, TrackerContract

KEY = "2023-0a1b2c3d4e5f"
_FEED = """
import sys
from reports.trackers.base import ExistsError, Field, Note, Setup
from reports.trackers.roundup import open_tracker

tracker = open_tracker("roundup", Setup(sys.argv[1]))
made = 0
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    text = f"{number}·甲"
    try:
        ticket = tracker.create(f"2023-{number:012x}", {Field.TITLE: text, Field.BODY: text}, text)
    except ExistsError:
        continue
    made += 1
    print("made", flush=True)
    text = f"{number}·乙"
    tracker.update(ticket, {Field.TITLE: text, Field.BODY: text}, text, Note("mark", text))
print(made)
"""


def opened(path: Path) -> EmbeddedTracker:
    tracker = open_tracker("roundup", Setup(str(path)))
    assert isinstance(tracker, EmbeddedTracker)
    return tracker


def notes(tracker: Tracker, ticket: Ticket) -> list[str]:
    assert isinstance(tracker, EmbeddedTracker)
    db = tracker._fresh()
    return [db.msg.get(number, "content") for number in db.issue.get(ticket.id, "messages")]


def feeding(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that makes tickets with these numbers, and changes each once."""
    command = [sys.executable, "-c", _FEED, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def tracker(path: Path) -> Iterator[EmbeddedTracker]:
    tracker = opened(path)
    yield tracker
    tracker.close()


class TestContract(TrackerContract):
    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        assert isinstance(tracker, EmbeddedTracker)
        db = tracker._fresh()
        db.issue.set(ticket.id, state=db.state.lookup(states.closed))
        db.commit()

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        return notes(tracker, ticket)


def test_five_hundred_measures_make_five_hundred_tickets(tracker: EmbeddedTracker) -> None:
    keys = [f"2023-{number:012x}" for number in range(500)]
    for key in keys:
        tracker.create(key, {Field.TITLE: key, Field.STATE: "待交办"}, key)

    assert [ticket.key for ticket in tracker.tickets()] == keys


def test_tickets_made_by_hand_are_left_alone(tracker: EmbeddedTracker) -> None:
    number = tracker._db.issue.create(title="人工新建")
    tracker._db.commit()

    assert tracker._db.issue.get(number, "key").startswith("manual-")
    assert tracker._db.state.get(tracker._db.issue.get(number, "state"), "name") == "待交办"
    assert list(tracker.tickets()) == []


def test_a_retired_ticket_is_neither_listed_nor_changed(tracker: EmbeddedTracker) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    tracker._db.issue.retire(made.id)
    tracker._db.commit()

    assert [*tracker.tickets(), *tracker.find(made.key)] == []
    with pytest.raises(StaleError):
        tracker.update(made, {Field.TITLE: "乙"}, "")


def test_two_tied_tickets_both_show_it(tracker: EmbeddedTracker) -> None:
    made, other = (tracker.create(f"2023-{each}", {Field.TITLE: each}, "") for each in "ab")

    tracker.relate(made, other)
    tracker.relate(*reversed([made, other]))

    assert [(each.id, set(each.related)) for each in tracker.tickets()] == [
        (made.id, {other.id}),
        (other.id, {made.id}),
    ]


def test_an_unknown_state_is_named_with_those_there_are(tracker: EmbeddedTracker) -> None:
    with pytest.raises(TrackerError) as caught:
        tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.STATE: "Done"}, "")

    known = "、".join(STATES)
    assert caught.value.notice == Notice("tracker_no_state", (("state", "Done"), ("known", known)))
    assert list(tracker.tickets()) == []


def test_the_feeder_leaves_the_file_mask_alone(path: Path) -> None:
    before = os.umask(0o027)
    try:
        tracker = opened(path)
        made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
        tracker.update(made, {}, "", Note("mark", "记录"))
        tracker.close()
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["file", "folder"])
def test_something_else_at_the_path_is_left_as_it_is(path: Path, name: str) -> None:
    kept = path if name == "file" else path / "报告.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("别的东西", encoding="utf-8")

    with pytest.raises(TrackerError) as caught:
        opened(path)

    assert caught.value.notice == Notice("roundup_not_home", (("path", str(path)),))
    assert caught.value.is_fatal
    assert kept.read_text("utf-8") == "别的东西"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_path_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").touch()

    tracker = opened(tmp_path / "报告.txt" / "台账")
    with pytest.raises(TrackerError) as caught:
        tracker.create(KEY, {Field.TITLE: "甲"}, "")

    assert caught.value.notice.code == "roundup_failed"


def test_an_option_is_refused(path: Path) -> None:
    with pytest.raises(TrackerError) as caught:
        open_tracker("roundup", Setup(str(path), {"project": "甲"}))

    assert caught.value.notice.code == "tracker_option_unknown"
    assert not path.exists()


def test_to_look_what_is_there_makes_nothing(path: Path) -> None:
    tracker = opened(path)

    assert list(tracker.tickets()) == list(tracker.find(KEY)) == []
    tracker.close()
    assert not path.exists()


def test_an_empty_folder_becomes_a_home(path: Path) -> None:
    path.mkdir()

    tracker = opened(path)
    tracker.create(KEY, {Field.TITLE: "甲"}, "")

    assert len(list(tracker.tickets())) == 1
    tracker.close()


def test_a_home_whose_making_was_cut_off_is_made_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(roundup.instance.Tracker, "init", killed)
        with pytest.raises(KeyboardInterrupt):
            opened(path).create(KEY, {Field.TITLE: "甲"}, "")
    assert not path.exists()
    assert any("making" in each.name for each in path.parent.iterdir())

    tracker = opened(path)
    tracker.create(KEY, {Field.TITLE: "甲"}, "")

    assert len(list(tracker.tickets())) == 1
    assert not any("making" in each.name for each in path.parent.iterdir())
    tracker.close()


def test_a_home_of_another_schema_is_refused_by_its_missing_properties(path: Path) -> None:
    open_home(path)
    schema = path / "schema.py"
    kept = [line for line in schema.read_text("utf-8").splitlines() if "outcome=" not in line]
    schema.write_text("\n".join(kept), encoding="utf-8")

    with pytest.raises(TrackerError) as caught:
        opened(path)

    assert caught.value.notice == Notice("roundup_properties", (("address", str(path)), ("names", "outcome")))


def test_the_template_can_be_installed_by_roundup_itself(path: Path) -> None:
    settings = (
        "admin_email=a@example.org,tracker_web=http://127.0.0.1:1/,mail_domain=e.org,mail_host=127.0.0.1"
    )
    for command in (["install", "crossyear", "sqlite", settings], ["initialise", "geheim"]):
        subprocess.run(
            [sys.executable, "-m", "roundup.scripts.roundup_admin", "-i", str(path), *command],
            cwd=Path(homes.__file__).parent / "home",
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )

    tracker = opened(path)
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.STATE: "已办结"}, "")
    assert (made.closed, made.url) == (True, "http://127.0.0.1:1/issue1")
    tracker.close()


def test_what_somebody_else_wrote_is_seen_at_once(tracker: EmbeddedTracker, path: Path) -> None:
    other = opened(path)
    made = other.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    assert [each.fields[Field.TITLE] for each in tracker.tickets()] == ["甲"]

    other.update(made, {Field.TITLE: "乙"}, "")

    assert [each.fields[Field.TITLE] for each in tracker.find(made.key)] == ["乙"]
    with pytest.raises(ExistsError):
        tracker.create(made.key, {Field.TITLE: "丙"}, "")
    other.close()


def test_two_feeders_at_once_make_each_ticket_once(path: Path) -> None:
    both = [feeding(path, 0, 40) for _ in range(2)]
    told = [process.communicate(timeout=60)[0].split() for process in both]

    assert sum(int(each[-1]) for each in told) == 40
    tracker = opened(path)
    found = list(tracker.tickets())
    assert sorted(each.fields[Field.TITLE] for each in found) == sorted(f"{each}·乙" for each in range(40))
    assert all(notes(tracker, each) == [each.memory] for each in found)
    tracker.close()


def test_a_kill_leaves_every_ticket_whole(path: Path) -> None:
    for round_ in range(6):
        with feeding(path, 1000 * round_, 1000 * round_ + 1000) as process:
            assert process.stdout is not None
            process.stdout.readline()  # the first is made
            time.sleep(0.02 + 0.013 * round_)
            process.kill()

    with sqlite3.connect(path / "db" / "db") as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    connection.close()
    tracker = opened(path)
    found = list(tracker.tickets())
    assert len(found) >= 6
    for ticket in found:
        assert ticket.fields[Field.TITLE] == ticket.fields[Field.BODY] == ticket.memory
        assert notes(tracker, ticket) == ([ticket.memory] if ticket.memory.endswith("乙") else [])
    tracker.create("2024-0a1b2c3d4e5f", {Field.TITLE: "以后还能写"}, "")
    tracker.close()
