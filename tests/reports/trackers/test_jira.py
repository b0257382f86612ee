"""Jira: the contract against fakes of a server and of Cloud that are held to a description of their API."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.trackers import open_tracker
from reports.trackers.base import Field, Note, Secrets, Setup, Ticket, Tracker, TrackerError, UncertainError
from reports.trackers.jira.adf import to_document, to_text
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, drafted, one
from tests.reports.trackers.fakes.jira import FakeJira, FakeJiraCloud
from tests.reports.trackers.fakes.server import Fake, Fault
from tests.reports.trackers.served import KEY, ServedContract


class JiraContract(ServedContract):
    """What is common to both kinds."""

    kind = "jira"
    creates = "issue"
    unfit = ("很长" * 30, "甲_乙", "甲\u3000乙")

    @pytest.fixture
    def address(self, fake: Fake) -> str:
        return f"{fake.url}/DUBAN"

    def test_a_note_comes_with_the_fields(self, tracker: Tracker, states: States, fake: FakeJira) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        fake.asked.clear()
        tracker.update(made, {Field.TITLE: "新", Field.STATUS: "延续"}, MEMORY, Note("0123456789ab", "今年"))

        (written,) = (asked.body for asked in fake.asked if asked.method != "GET")
        assert written["fields"] == {"summary": "新"}
        assert len(written["update"]["comment"]) == 1

    def test_a_note_whose_answer_is_lost_is_told_by_the_memory(
        self, tracker: Tracker, states: States, fake: FakeJira
    ) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        fake.faults.append(Fault("PUT", done=True))
        with pytest.raises(UncertainError):
            tracker.update(made, {Field.TITLE: "新"}, MEMORY, Note("0123456789ab", "今年"))

        assert one(tracker, KEY).memory == MEMORY
        assert len(fake.stored[0].notes) == 1

    def test_a_state_that_the_workflow_does_not_know_is_named(
        self, tracker: Tracker, states: States, fake: FakeJira
    ) -> None:
        with pytest.raises(TrackerError) as raised:
            tracker.create(KEY, drafted(tracker, states, state="挂牌督办"), "")
        assert raised.value.notice.code == "tracker_no_state"
        assert ("state", "挂牌督办") in raised.value.notice.values
        assert fake.stored == []

    def test_a_state_to_which_no_way_leads_is_named(self, tracker: Tracker, states: States) -> None:
        made = tracker.create(KEY, drafted(tracker, states), "")
        with pytest.raises(TrackerError) as raised:
            tracker.update(made, {Field.STATE: "中止", Field.TITLE: "新"}, MEMORY)
        assert raised.value.notice.code == "state_unreachable"
        assert one(tracker, KEY).fields[Field.TITLE] != "新"

    def test_a_new_issue_gets_to_its_state(self, tracker: Tracker, states: States, fake: FakeJira) -> None:
        made = tracker.create(KEY, drafted(tracker, states, state=states.dropped), MEMORY)

        assert made.fields[Field.STATE] == states.dropped
        assert fake.stored[0].more["status"] == states.dropped

    def test_spaces_in_a_value_come_back(self, tracker: Tracker, states: States, fake: FakeJira) -> None:
        tracker.create(KEY, drafted(tracker, states, status="no longer mentioned"), "")
        fake.stored[0].labels.append("Wichtig_für_alle")

        tracker.update(one(tracker, KEY), {Field.TITLE: "新"}, "")

        assert one(tracker, KEY).fields[Field.STATUS] == "no longer mentioned"
        assert "状态:no_longer_mentioned" in fake.stored[0].labels
        assert "Wichtig_für_alle" in fake.stored[0].labels

    def test_a_clone_is_known_by_its_label_alone(
        self, tracker: Tracker, states: States, fake: FakeJira
    ) -> None:
        tracker.create(KEY, drafted(tracker, states), MEMORY)
        fake.store("克隆", labels=list(fake.stored[0].labels), more={"status": "推进中", "properties": {}})

        first, second = tracker.find(KEY)
        assert (first.id, first.memory) == ("DUBAN-1", MEMORY)
        assert (second.id, second.memory) == ("DUBAN-2", "")

    @pytest.mark.parametrize(
        "address", ["https://jira.example.org/", "https://jira.example.org/browse/duban", "DUBAN"]
    )
    def test_an_address_without_a_project_is_refused(self, token_file: Path, address: str) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker("jira", Setup(address, self.options, Secrets(token_file)))
        assert raised.value.notice.code == "tracker_address"


class TestJiraServer(JiraContract):
    @pytest.fixture
    def fake(self) -> Iterator[FakeJira]:
        with FakeJira.running() as fake:
            yield fake

    def test_an_address_below_a_path(self, token_file: Path) -> None:
        tracker = open_tracker("jira", Setup("https://example.org/jira/DUBAN", {}, Secrets(token_file)))
        assert tracker._tracker._service.base == "https://example.org/jira/"  # type: ignore[attr-defined]
        tracker.close()


class TestJiraCloud(JiraContract):
    options: ClassVar[dict[str, object]] = {"cloud": True, "user": "clerk@example.org"}

    @pytest.fixture
    def fake(self) -> Iterator[FakeJiraCloud]:
        with FakeJiraCloud.running() as fake:
            yield fake

    def notes_of(self, _tracker: Tracker, ticket: Ticket) -> list[str]:
        notes: list[Any] = list(self.server.by_number(ticket.id).notes)
        return [to_text(note) for note in notes]

    def test_what_the_search_does_not_know_yet_is_found(
        self, tracker: Tracker, states: States, fake: FakeJiraCloud
    ) -> None:
        for number in range(3):
            tracker.create(f"2023-{number:012x}", drafted(tracker, states), "")
        assert len(list(tracker.tickets())) == 3
        fake.is_lagging = True
        for number in range(3, 260):
            fake.store("", labels=["crossyear", f"crossyear:2023-{number:012x}"])

        assert [ticket.key for ticket in tracker.tickets()] == [f"2023-{each:012x}" for each in range(260)]
        assert one(tracker, f"2023-{258:012x}").id == "DUBAN-259"

    def test_what_a_text_says_is_never_markup(
        self, tracker: Tracker, states: States, fake: FakeJiraCloud
    ) -> None:
        tracker.create(KEY, drafted(tracker, states, body=f"{HOSTILE}\n{{color:red}}h1. *甲*"), "")

        document: Any = fake.stored[0].body
        (paragraph,) = document["content"]
        assert [node["type"] for node in paragraph["content"]] == ["text", "hardBreak", "text"]
        assert paragraph["content"][0] == {"type": "text", "text": HOSTILE}

    def test_cloud_needs_a_name_beside_the_token(self, token_file: Path) -> None:
        with pytest.raises(TrackerError) as raised:
            open_tracker("jira", Setup("https://duban.atlassian.net/DUBAN", {}, Secrets(token_file)))
        assert raised.value.notice.code == "tracker_option_wrong"


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.just("\n")))
def test_a_text_comes_back_from_its_document(text: str) -> None:
    assert to_text(to_document(text)) == text


def test_of_what_a_person_laid_out_the_words_are_told() -> None:
    def node(kind: str, *content: dict[str, Any]) -> dict[str, Any]:
        return {"type": kind, "content": list(content)}

    def text(words: str) -> dict[str, Any]:
        return {"type": "text", "text": words, "marks": [{"type": "strong"}]}

    items = [node("listItem", node("paragraph", text(words))) for words in ("甲", "乙")]
    mention = {"type": "mention", "attrs": {"id": "1", "text": "@张"}}
    document = node("doc", node("bulletList", *items), node("paragraph", text("见"), mention), node("rule"))

    assert to_text(document) == "甲\n\n乙\n\n见@张\n\n"
    assert to_text(None) == ""
