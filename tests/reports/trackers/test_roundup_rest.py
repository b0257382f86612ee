"""Roundup over REST, against a real server: the contract of all trackers, races, refusals, a real 429."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from roundup.backends import rdbms_common

from compare.model import Notice
from reports.trackers.base import (
    ExistsError,
    Field,
    Note,
    RetryPolicy,
    Secrets,
    Setup,
    StaleError,
    TrackerError,
)
from reports.trackers.roundup import open_tracker, rest
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.homes import open_home
from reports.trackers.roundup.rest import RestTracker
from tests.reports.trackers.contract import MEMORY, States, drafted
from tests.reports.trackers.roundup_contract import RestContract
from tests.reports.trackers.roundup_server import USER, RoundupServer

HASTY = RetryPolicy(timeout=10, attempts=8, longest_wait=0.2, total=30)


def setup_for(server: RoundupServer, folder: Path, token: str = RoundupServer.token) -> Setup:
    file = folder / "token"
    file.touch(mode=0o600)
    file.write_text(token)
    return Setup(server.url, secrets=Secrets(file), retry_policy=HASTY)


def opened(server: RoundupServer, folder: Path, token: str = RoundupServer.token) -> RestTracker:
    tracker = open_tracker("roundup", setup_for(server, folder, token))
    assert isinstance(tracker, RestTracker)
    return tracker


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RoundupServer]:
    with RoundupServer(tmp_path / "台账") as server:
        yield server


@pytest.fixture
def tracker(server: RoundupServer, tmp_path: Path) -> Iterator[RestTracker]:
    tracker = opened(server, tmp_path)
    yield tracker
    tracker.close()


@pytest.fixture
def beside(server: RoundupServer) -> Iterator[EmbeddedTracker]:
    """The same home, without the server."""
    embedded = open_tracker("roundup", Setup(str(server.home)))
    assert isinstance(embedded, EmbeddedTracker)
    yield embedded
    embedded.close()


class TestContract(RestContract):
    pass


def test_the_server_and_its_home_have_the_same_tickets(tracker: RestTracker, beside: EmbeddedTracker) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", drafted(tracker, States()), MEMORY)
    other = beside.create("2023-ffffffffffff", drafted(beside, States()), MEMORY)
    tracker.relate(made, other)
    beside.update(made, {Field.TITLE: "改过"}, "新", Note("mark", "记录"))

    here, there = list(tracker.tickets()), list(beside.tickets())

    assert [replace(each, url="") for each in here] == [replace(each, url="") for each in there]
    assert [each.url for each in here] == [f"{tracker._web}issue{number}" for number in (made.id, other.id)]
    assert [set(each.related) for each in here] == [{other.id}, {made.id}]


def test_white_space_is_compared_as_roundup_keeps_it(tracker: RestTracker) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.BODY: "一\r\n二\r三 \n"}, "记")

    changed = tracker.update(made, {Field.AFTER: "\u3000四 "}, "记")

    assert (changed.fields[Field.BODY], changed.fields[Field.AFTER]) == ("一\n二\n三", "四")
    assert tracker.find(made.key) == [changed]


def test_pages_are_turned_to_the_last(
    tracker: RestTracker, beside: EmbeddedTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "_PAGE", 3)
    keys = [f"2023-{number:012x}" for number in range(9)]
    for key in keys[:7]:
        beside.create(key, {Field.TITLE: key}, "")
    assert [each.key for each in tracker.tickets()] == keys[:7]
    for key in keys[7:]:
        beside.create(key, {Field.TITLE: key}, "")

    assert [each.key for each in tracker.tickets()] == keys


def test_tickets_made_by_hand_are_left_alone(tracker: RestTracker, beside: EmbeddedTracker) -> None:
    beside._db.issue.create(title="人工新建")
    beside._db.commit()

    assert list(tracker.tickets()) == []


def test_a_retired_ticket_is_neither_listed_nor_changed(
    tracker: RestTracker, beside: EmbeddedTracker
) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    beside._fresh().issue.retire(made.id)
    beside._db.commit()

    assert [*tracker.tickets(), *tracker.find(made.key)] == []
    with pytest.raises(StaleError):
        tracker.update(made, {Field.TITLE: "乙"}, "")


def at_once(server: RoundupServer, folder: Path, act: Callable[[RestTracker], str]) -> list[str]:
    """What sixteen feeders do in the same moment: what each returns, or the name of its error."""
    trackers = [opened(server, folder) for _ in range(16)]
    start = threading.Barrier(len(trackers))

    def run(tracker: RestTracker) -> str:
        start.wait()
        try:
            return act(tracker)
        except TrackerError as error:
            return type(error).__name__
        finally:
            tracker.close()

    with ThreadPoolExecutor(len(trackers)) as pool:
        return sorted(pool.map(run, trackers))


def test_of_sixteen_at_once_one_makes_the_ticket(
    server: RoundupServer, tracker: RestTracker, tmp_path: Path
) -> None:
    def create(each: RestTracker) -> str:
        return each.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "").id

    told = at_once(server, tmp_path, create)

    assert told == [*(each.id for each in tracker.tickets()), *["ExistsError"] * 15]


def test_of_sixteen_at_once_one_changes_the_ticket(
    server: RoundupServer, tracker: RestTracker, beside: EmbeddedTracker, tmp_path: Path
) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")

    def change(each: RestTracker) -> str:
        return each.update(made, {Field.TITLE: "乙"}, str(id(each)), Note("mark", "改")).id

    told = at_once(server, tmp_path, change)

    assert told == [made.id, *["StaleError"] * 15]
    assert len(beside._fresh().issue.get(made.id, "messages")) == 1


def test_a_key_taken_in_the_last_moment_leaves_the_database_open(
    tracker: RestTracker, beside: EmbeddedTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    find = rdbms_common.Class.lookup

    def late(self: Any, key: str) -> str:
        if self.classname == "issue":
            raise KeyError(key)  # as though it were not there yet
        number: str = find(self, key)
        return number

    with monkeypatch.context() as patched:
        patched.setattr(rdbms_common.Class, "lookup", late)
        with pytest.raises(ExistsError):
            tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "乙"}, "")

    beside.create("2023-ffffffffffff", {Field.TITLE: "丙"}, "")
    assert [each.fields[Field.TITLE] for each in tracker.tickets()] == ["甲", "丙"]


def test_a_change_between_reading_and_writing_is_refused(
    tracker: RestTracker, beside: EmbeddedTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    put = tracker._put

    def late(*given: Any, **named: Any) -> None:
        beside.update(made, {Field.TITLE: "先到"}, "1")
        put(*given, **named)

    monkeypatch.setattr(tracker, "_put", late)
    with pytest.raises(StaleError) as caught:
        tracker.update(made, {Field.TITLE: "后到"}, "2", Note("mark", "后到的记录"))

    assert dict(caught.value.notice.values)["status"] == "412"
    (read,) = beside.find(made.key)
    assert (read.fields[Field.TITLE], read.memory) == ("先到", "1")
    assert beside._db.issue.get(read.id, "messages") == []


def test_a_busy_server_is_waited_for(tmp_path: Path) -> None:
    with RoundupServer(tmp_path / "台账", calls=4, seconds=4) as server:
        tracker = opened(server, tmp_path)
        waits: list[str] = []

        def look(answer: httpx2.Response) -> None:
            if answer.status_code == httpx2.codes.TOO_MANY_REQUESTS:
                waits.append(answer.headers["retry-after"])

        tracker._service._client.event_hooks["response"].append(look)

        for number in range(4):
            tracker.create(f"2023-{number:012x}", {Field.TITLE: "甲"}, "")

        assert waits
        assert all(int(each) > 0 for each in waits)
        assert len(list(tracker.tickets())) == 4
        tracker.close()


@pytest.mark.parametrize("token", [f"{USER}:falsch", "niemand:falsch", "ein.falsches.JWT"])
def test_a_wrong_token_ends_it_with_one_line(server: RoundupServer, tmp_path: Path, token: str) -> None:
    with pytest.raises(TrackerError) as caught:
        opened(server, tmp_path, token)

    assert caught.value.is_fatal
    assert caught.value.notice.code == "tracker_auth"
    assert "falsch" not in str(caught.value)


def test_a_server_of_another_schema_is_refused_by_its_missing_properties(tmp_path: Path) -> None:
    home = tmp_path / "台账"
    with RoundupServer(home):
        pass
    schema = home / "schema.py"
    lines = schema.read_text("utf-8").splitlines()
    kept = [line for line in lines if "outcome=" not in line and "figures=" not in line]
    schema.write_text("\n".join(kept), encoding="utf-8")

    with RoundupServer(home) as server, pytest.raises(TrackerError) as caught:
        opened(server, tmp_path)

    values = (("address", server.url), ("names", "figures、outcome"))
    assert caught.value.notice == Notice("roundup_properties", values)


def test_what_is_no_roundup_is_told(server: RoundupServer, tmp_path: Path) -> None:
    setup = setup_for(server, tmp_path)
    with pytest.raises(TrackerError) as caught:
        open_tracker("roundup", replace(setup, address=f"{server.url}home"))

    assert caught.value.is_fatal


_REFUSING = """
def refuse(db, cl, nodeid, newvalues):
    raise ValueError("not on Sundays")


def init(db):
    db.issue.audit("create", refuse)
"""


def test_a_refusal_that_is_no_taken_key_is_told(tmp_path: Path) -> None:
    home = tmp_path / "台账"
    open_home(home)
    (home / "detectors" / "refusing.py").write_text(_REFUSING)
    with RoundupServer(home) as server:
        tracker = opened(server, tmp_path)
        with pytest.raises(TrackerError) as caught:
            tracker.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
        tracker.close()

    assert caught.value.notice.code == "tracker_refused"
    assert "not on Sundays" in dict(caught.value.notice.values)["reason"]
    assert not isinstance(caught.value, ExistsError)
