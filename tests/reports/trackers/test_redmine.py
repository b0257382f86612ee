"""Redmine, against the real one."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from reports.trackers.base import (
    Field,
    Markup,
    Note,
    RetryPolicy,
    Setup,
    StaleError,
    Ticket,
    Tracker,
    TrackerError,
)
from reports.trackers.markup import escape
from reports.trackers.redmine.tracker import Redmine, open_tracker
from reports.words import Words
from tests.builders import measure
from tests.conftest import leave_out
from tests.reports.feed.ledger import compared, feed_into, new, planner_for
from tests.reports.trackers.answering import Answer, answering
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, TrackerContract, drafted, one
from tests.reports.trackers.redmine_server import RedmineServer, running_redmine, what_is_missing
from tests.reports.trackers.rendered import HOSTILE_TEXTS, Rendered

pytestmark = pytest.mark.slow

KEY = "2023-0a1b2c3d4e5f"


@pytest.fixture(scope="session")
def started() -> Iterator[RedmineServer]:
    if missing := what_is_missing():
        leave_out(missing)
    with running_redmine() as server:
        yield server


@pytest.fixture
def server(started: RedmineServer) -> RedmineServer:
    started.forget_issues()
    return started


@pytest.fixture
def opened(server: RedmineServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Tracker]]:
    """Opens a project of the Redmine as the feeder; closes it in the end."""
    monkeypatch.setenv("CROSSYEAR_REDMINE_TOKEN", server.token("feeder"))
    trackers = []

    def open_project(project: str = "duban", **options: object) -> Tracker:
        setup = Setup(f"{server.url}/projects/{project}", options, retry_policy=RetryPolicy(attempts=1))
        trackers.append(open_tracker("redmine", setup))
        return trackers[-1]

    yield open_project
    for tracker in trackers:
        tracker.close()


@pytest.fixture
def tracker(opened: Callable[..., Tracker]) -> Tracker:
    return opened()


@pytest.fixture
def colleague(server: RedmineServer) -> Iterator[httpx2.Client]:
    """A person who works on tickets, and does not feed."""
    with httpx2.Client(
        base_url=server.url, headers={"X-Redmine-API-Key": server.token("colleague")}
    ) as client:
        yield client


def edit(person: httpx2.Client, ticket: Ticket, **changed: object) -> None:
    person.put(f"/issues/{ticket.id}.json", json={"issue": changed}).raise_for_status()


def state_id(person: httpx2.Client, name: str) -> int:
    states = person.get("/issue_statuses.json").json()["issue_statuses"]
    return int(next(each["id"] for each in states if each["name"] == name))


def journals(person: httpx2.Client, ticket: Ticket) -> list[dict[str, object]]:
    issue = person.get(f"/issues/{ticket.id}.json", params={"include": "journals"}).json()["issue"]
    return list(issue["journals"])


class TestContract(TrackerContract):
    @pytest.fixture(autouse=True)
    def _with_colleague(self, colleague: httpx2.Client) -> None:
        self.colleague = colleague

    def close_by_hand(self, tracker: Tracker, ticket: Ticket, states: States) -> None:
        assert not ticket.closed, tracker
        edit(self.colleague, ticket, status_id=state_id(self.colleague, states.closed))

    def notes_of(self, tracker: Tracker, ticket: Ticket) -> list[str]:
        assert ticket in tracker.find(ticket.key)
        return [str(journal["notes"]) for journal in journals(self.colleague, ticket)]


def test_a_ticket_is_the_same_however_it_is_read(tracker: Tracker) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    other = tracker.create("2023-ffffffffffff", drafted(tracker, States()), "")
    tracker.relate(made, other)

    assert list(tracker.tickets()) == [one(tracker, KEY), one(tracker, other.key)]
    assert replace(one(tracker, KEY), related=frozenset()) == made
    assert made.url.endswith(f"/issues/{made.id}")


def test_more_tickets_than_a_page_holds_are_all_listed(tracker: Tracker, server: RedmineServer) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    server.copy_issue(int(made.id), 119)

    listed = list(tracker.tickets())

    assert len({ticket.id for ticket in listed}) == len(listed) == 120


def test_what_a_person_changes_within_the_same_second_is_seen(
    tracker: Tracker, colleague: httpx2.Client
) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    edit(colleague, made, subject="人改的标题", status_id=state_id(colleague, "推进中"))

    with pytest.raises(StaleError):
        tracker.update(made, {Field.TITLE: "新标题"}, "新")

    edited = one(tracker, KEY)
    assert edited.version != made.version
    assert (edited.fields[Field.TITLE], edited.fields[Field.STATE]) == ("人改的标题", "推进中")
    assert edited.memory == MEMORY


def test_a_change_between_look_and_write_is_refused_by_redmine(
    tracker: Tracker, colleague: httpx2.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(tracker, Redmine)
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    look = tracker._fetched

    def look_before_a_colleague_writes(number: str) -> Ticket:
        seen = look(number)
        edit(colleague, seen, subject="人改的标题")
        return seen

    monkeypatch.setattr(tracker, "_fetched", look_before_a_colleague_writes)
    with pytest.raises(StaleError):
        tracker.update(made, {Field.TITLE: "新标题"}, "新")

    assert one(tracker, KEY).fields[Field.TITLE] == "人改的标题"


def test_a_page_that_does_not_tell_the_lock_leaves_the_comparison(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.trackers.redmine.tracker._LOCK_INPUT", re.compile("nothing like it"))
    made = tracker.create(KEY, drafted(tracker, States()), "")
    tracker.update(made, {Field.TITLE: "先到"}, "1")

    with pytest.raises(StaleError):
        tracker.update(made, {Field.TITLE: "后到"}, "2")


def test_of_two_feeders_that_update_at_once_one_is_refused(opened: Callable[..., Tracker]) -> None:
    feeders = [opened() for _ in range(4)]
    made = feeders[0].create(KEY, drafted(feeders[0], States()), MEMORY)

    def update(feeder: Tracker) -> bool:
        try:
            feeder.update(made, {Field.TITLE: "新标题"}, "新", Note("0123456789ab", "一条备注"))
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(len(feeders)) as pool:
        done = list(pool.map(update, feeders))

    assert done.count(True) == 1


def test_two_feeders_that_create_at_once_are_both_found(opened: Callable[..., Tracker]) -> None:
    feeders = [opened(), opened()]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda feeder: feeder.create(KEY, drafted(feeder, States()), MEMORY), feeders))

    assert {ticket.id for ticket in feeders[0].find(KEY)} == {ticket.id for ticket in made}
    assert len(made) == 2


def test_a_person_sees_neither_the_memory_nor_its_changes(tracker: Tracker, colleague: httpx2.Client) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), "第一次")
    tracker.update(made, {Field.TITLE: "新标题"}, "第二次", Note("0123456789ab", "一条备注"))

    page = colleague.get(f"/issues/{made.id}").text
    listed = colleague.get(f"/issues/{made.id}.json").json()["issue"]["custom_fields"]

    assert "新标题" in page
    assert "一条备注" in page
    assert "填报记录" not in page + str(listed)
    assert "0123456789ab" not in page
    assert "次" not in str(listed) + str(journals(colleague, made)).replace("一条备注", "")


def test_a_state_that_there_is_not_is_named(tracker: Tracker) -> None:
    with pytest.raises(TrackerError) as caught:
        tracker.create(KEY, {**drafted(tracker, States()), Field.STATE: "没有的状态"}, MEMORY)

    assert "没有“没有的状态”这个状态" in told(caught.value)
    assert list(tracker.tickets()) == []


def test_what_redmine_drops_in_silence_is_told(tracker: Tracker, server: RedmineServer) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    none_allowed = (
        "update workflows set role_id = role_id + 1000",
        "update workflows set role_id = role_id - 1000",
    )
    with server.changed(*none_allowed), pytest.raises(TrackerError) as caught:
        tracker.update(made, {Field.STATE: "已兑现"}, MEMORY)

    assert "没有保存" in told(caught.value)
    assert "状态" in told(caught.value)


def test_a_ticket_that_lost_its_key_ends_the_run(tracker: Tracker, server: RedmineServer) -> None:
    key_elsewhere = [
        f"update custom_fields_trackers set tracker_id = tracker_id {change} "
        "where custom_field_id = (select id from custom_fields where name = '台账键')"
        for change in ("+ 1000", "- 1000")
    ]
    with server.changed(*key_elsewhere), pytest.raises(TrackerError) as caught:
        tracker.create(KEY, drafted(tracker, States()), MEMORY)

    assert caught.value.is_fatal
    assert "台账键" in told(caught.value)


def test_a_server_may_be_made_ready_again(tracker: Tracker, server: RedmineServer) -> None:
    made = tracker.create(KEY, drafted(tracker, States()), MEMORY)
    before = server.set_up()

    server.make_ready("duban")

    assert server.set_up() == before
    assert one(tracker, KEY) == made


def test_a_project_that_was_not_made_ready_is_told_with_the_step(opened: Callable[..., Tracker]) -> None:
    with pytest.raises(TrackerError) as caught:
        opened("bare")

    assert caught.value.is_fatal
    assert "督办事项、台账键" in told(caught.value)
    assert "redmine/setup.rb" in told(caught.value)


def test_a_project_that_there_is_not_is_told(opened: Callable[..., Tracker]) -> None:
    with pytest.raises(TrackerError) as caught:
        opened("nowhere")

    assert caught.value.is_fatal
    assert "没有项目 nowhere" in told(caught.value)


def test_a_wrong_token_ends_in_one_line(
    opened: Callable[..., Tracker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSYEAR_REDMINE_TOKEN", "0" * 40)
    with pytest.raises(TrackerError) as caught:
        opened()

    assert caught.value.is_fatal
    assert "不接受令牌" in told(caught.value)
    assert "\n" not in told(caught.value)
    assert "0" * 40 not in told(caught.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"trackers": "x"}, "没有 trackers 这一项"),
        ({"markup": "html"}, 'markup = "markdown"'),
        ({"tracker": 1}, 'tracker = "督办事项"'),
        ({"tracker": "别的跟踪"}, "还没有：别的跟踪"),
    ],
)
def test_a_wrong_option_is_told(
    opened: Callable[..., Tracker], options: dict[str, object], message: str
) -> None:
    with pytest.raises(TrackerError) as caught:
        opened(**options)

    assert caught.value.is_fatal
    assert message in told(caught.value)


@pytest.mark.parametrize(
    "address", ["https://r.example", "https://r.example/issues", "r.example/projects/duban"]
)
def test_an_address_without_a_project_is_told(address: str) -> None:
    with pytest.raises(TrackerError) as caught:
        open_tracker("redmine", Setup(address))

    assert "https://redmine.example.org/projects/duban" in told(caught.value)


def test_a_server_below_a_prefix_is_asked_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSYEAR_REDMINE_TOKEN", "0" * 40)
    with answering(Answer(body="<html>")) as served, pytest.raises(TrackerError) as caught:
        open_tracker("redmine", Setup(f"{served.address}/tools/redmine/projects/duban"))

    assert served.asked[0][1].startswith("/tools/redmine/projects/duban.json?")
    assert served.asked[0][2]["x-redmine-api-key"] == "0" * 40
    assert "不像是跟踪系统" in told(caught.value)


def page_of(person: httpx2.Client, ticket: Ticket) -> Rendered:
    """What Redmine makes of a ticket's body."""
    page = person.get(f"/issues/{ticket.id}").text
    match = re.search(r'<div class="description">.*?<div class="wiki">(.*?)</div>', page, re.DOTALL)
    assert match, page
    return Rendered(match[1])


PLACES = ("{}", "甲{}乙", "年：{} 。", "({})", "甲\n{}", "* {}\n* 乙", "1. {}", "# {}", "> {}")


def everywhere(texts: Iterable[str]) -> str:
    """The texts in every place where a template might put them."""
    return "\n\n文\n\n".join(place.format(text) for text in texts for place in PLACES)


@pytest.mark.parametrize("formatting", ["textile", "common_mark", "markdown"])
def test_redmine_makes_nothing_of_a_text(
    tracker: Tracker, colleague: httpx2.Client, server: RedmineServer, formatting: str
) -> None:
    markup = Markup.TEXTILE if formatting == "textile" else Markup.MARKDOWN
    marks = {f"文{number}字": text for number, text in enumerate(HOSTILE_TEXTS)}
    bodies = (everywhere(marks), everywhere(escape(text, markup) for text in HOSTILE_TEXTS))
    with server.formatting(formatting):
        plain, hostile = (
            page_of(colleague, tracker.create(KEY, {**drafted(tracker, States()), Field.BODY: body}, MEMORY))
            for body in bodies
        )
    expected = plain.text
    for mark, text in marks.items():
        expected = expected.replace(mark, escape(text, Markup.PLAIN))

    read = hostile.text.replace("\u200b", "")
    if formatting == "markdown":  # Redmine's older Markdown shows the backslash before this sign
        read = read.replace("\\$", "$")

    assert hostile.tags == plain.tags
    assert read == " ".join(expected.split())


def test_report_text_in_fields_is_text_on_redmines_page(
    tracker: Tracker, colleague: httpx2.Client, server: RedmineServer
) -> None:
    def whole_page(text: str) -> Rendered:
        server.forget_issues()
        fields = dict.fromkeys((Field.TITLE, Field.AFTER, Field.SECTION), text)
        made = tracker.create(KEY, {**drafted(tracker, States()), **fields, Field.BODY: ""}, MEMORY)
        return Rendered(colleague.get(f"/issues/{made.id}").text)

    plain, hostile = whole_page("某段报告文字"), whole_page(HOSTILE)

    assert hostile.tags == plain.tags
    assert hostile.text.count(" ".join(HOSTILE.split())) == plain.text.count("某段报告文字") > 2


def told(error: TrackerError) -> str:
    return Words("zh").notice(error.notice)


def test_two_feeds_at_once_leave_one_ticket_of_each_measure(
    opened: Callable[..., Tracker], tmp_path: Path
) -> None:
    measures = [
        measure(f"m{number}", f"第{number}项：{'设立服务专窗' * (number + 1)}。") for number in range(5)
    ]
    made = compared(2024, [new(2024, each) for each in measures])

    def feed(name: str) -> dict[str, int]:
        (tmp_path / name).mkdir(exist_ok=True)
        tracker = opened()
        counts, results = feed_into(tracker, tmp_path / name, planner_for(tracker, made))
        assert [result.error for result in results if result.error] == []
        return counts

    with ThreadPoolExecutor(2) as both:
        list(both.map(feed, ("one", "other")))
    feed("last")

    assert set(feed("last")) == {"keep"}
    at_work = [ticket for ticket in opened().tickets() if ticket.fields[Field.STATE] != "已并入"]
    assert sorted(ticket.key for ticket in at_work) == [f"2024-m{number}" for number in range(5)]
