"""Redmine over its REST API: a ticket is an issue, its key and what the feeder keeps are custom fields.

An administrator makes the server ready once (`redmine/setup.rb`). Redmine drops in silence what a user may
not set, so that every answer is held against what was sent. It has no unique field and no ETag, but refuses a
change whose `lock_version` is not the latest; that number stands on the issue's page only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import httpx2

from compare.model import Notice
from reports.trackers.base import (
    Capabilities,
    Fields,
    Markup,
    Note,
    Setup,
    StaleError,
    Ticket,
    Tracker,
    TrackerError,
)
from reports.trackers.http import Service, json_of
from reports.trackers.options import Options, web_address
from reports.trackers.redmine.issues import FIELDS, KEY, Issues, ids
from reports.trackers.secrets import find_token

_EXAMPLE: Final = "redmine:https://redmine.example.org/projects/duban"
_PATH: Final = re.compile(r"(?P<prefix>/|/.*/)projects/(?P<project>[a-z0-9_-]+)/?")
_TRACKER: Final = "督办事项"
_PAGE: Final = 100
_LOCK_INPUT: Final = re.compile(r'<input[^>]{0,400}name="issue\[lock_version\]"[^>]{0,400}>')
_LOCK: Final = re.compile(r'value="(\d+)"')
_NOT_FOUND: Final = httpx2.codes.NOT_FOUND
_UNPROCESSABLE: Final = 422
_NO_PAGE: Final = frozenset({302, 401, 403, 404, 406})


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The project at an address like `https://redmine.example.org/projects/duban`.

    The option `tracker` names Redmine's own tracker; `markup` is what its texts are: textile or markdown.

    Raises
    ------
    TrackerError
        The address, an option or the token is wrong, or the server was not made ready.
    """
    options = Options(name, setup.options)
    options.only("tracker", "markup")
    markup = options.text("markup", Markup.TEXTILE)
    if markup not in {Markup.TEXTILE, Markup.MARKDOWN}:
        values = (("tracker", name), ("option", "markup"), ("example", 'markup = "markdown"'))
        raise TrackerError(Notice("tracker_option_wrong", values), is_fatal=True)
    parts = web_address(setup.address, _EXAMPLE)
    match = _PATH.fullmatch(parts.path)
    if match is None:
        raise TrackerError(Notice("tracker_address", (("example", _EXAMPLE),)), is_fatal=True)
    token = find_token(setup.secrets, name, parts.hostname or "")
    base = f"{parts.scheme}://{parts.netloc}{match['prefix']}"
    service = Service(base, setup, {"X-Redmine-API-Key": token})
    try:
        return _opened(service, match["project"], options.text("tracker", _TRACKER), Markup(markup))
    except BaseException:
        service.close()
        raise


def _opened(service: Service, identifier: str, tracker: str, markup: Markup) -> Tracker:
    """The project, once it has the tracker and all fields."""
    answer = service.send(
        "GET",
        f"projects/{identifier}.json",
        params={"include": "trackers,issue_custom_fields"},
        repeatable=True,
        accepted=frozenset({_NOT_FOUND}),
    )
    if answer.status_code == _NOT_FOUND:
        raise TrackerError(Notice("redmine_no_project", (("project", identifier),)), is_fatal=True)
    project = json_of(answer)["project"]
    trackers, fields = ids(project.get("trackers", ())), ids(project.get("issue_custom_fields", ()))
    missing = [name for name in FIELDS if name not in fields]
    if tracker not in trackers:
        missing.insert(0, tracker)
    if missing:
        values = (("project", identifier), ("missing", "、".join(missing)))
        raise TrackerError(Notice("redmine_not_ready", values), is_fatal=True)
    states = json_of(service.get("issue_statuses.json"))["issue_statuses"]
    closed = frozenset(state["id"] for state in states if state.get("is_closed"))
    issues = Issues(service.base, {name: fields[name] for name in FIELDS}, ids(states), closed)
    return Redmine(service, issues, project["id"], trackers[tracker], markup)


class Redmine:
    """The issues of one project that have a key."""

    def __init__(self, service: Service, issues: Issues, project: int, tracker: int, markup: Markup) -> None:
        self.capabilities = Capabilities(markup)
        self._service = service
        self._issues = issues
        self._project = project
        self._tracker = tracker

    def tickets(self) -> Iterable[Ticket]:
        """Every ticket that has a key, closed ones too."""
        return self._listed("*")

    def find(self, key: str) -> Sequence[Ticket]:
        """The tickets with exactly this key; the database is asked, no index that lags."""
        return [ticket for ticket in self._listed(f"={key}") if ticket.key == key]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new ticket; Redmine takes a key twice."""
        issue = self._issues.written(fields, memory, key)
        issue |= {"project_id": self._project, "tracker_id": self._tracker}
        answer = self._service.send("POST", "issues.json", json={"issue": issue}, repeatable=False)
        return self._issues.checked(self._issues.read(json_of(answer)["issue"]), key, fields, memory)

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Fields, memory and note in one request."""
        issue = self._issues.written(fields, memory) | self._lock(ticket.id)
        if note is not None:
            issue["notes"] = note.text
        # In this order: a change before the lock was read is seen now, one after it is refused.
        if self._fetched(ticket.id).version != ticket.version:
            raise StaleError(Notice("tracker_stale"))
        answer = self._send_or_refuse("PUT", f"issues/{ticket.id}.json", {"issue": issue}, note is None)
        if refusals := _refusals(answer):
            raise self._refused(ticket, refusals)
        if answer.status_code == _UNPROCESSABLE:
            # Another's change is the one thing that it refuses without a word.
            raise StaleError(Notice("tracker_stale"))
        return self._issues.checked(self._fetched(ticket.id), ticket.key, fields, memory)

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Tie two tickets together; does nothing where they are."""
        if other.id in self._fetched(ticket.id).related:
            return
        relation = {"issue_to_id": int(other.id), "relation_type": "relates"}
        answer = self._send_or_refuse(
            "POST", f"issues/{ticket.id}/relations.json", {"relation": relation}, True
        )
        if (refusals := _refusals(answer)) and other.id not in self._fetched(ticket.id).related:
            raise self._refused(ticket, refusals)

    def close(self) -> None:
        """Let go of the connections."""
        self._service.close()

    def _listed(self, key: str) -> Iterator[Ticket]:
        """The tickets whose key passes a filter, from the lowest id up."""
        query: dict[str, str | int] = {"project_id": self._project, "subproject_id": "!*", "status_id": "*"}
        query |= {f"cf_{self._issues.fields[KEY]}": key, "include": "relations", "sort": "id", "limit": _PAGE}
        last = 0
        # Pages begin at an id, not at an offset: a ticket deleted meanwhile would move another off its page.
        while page := json_of(self._service.get("issues.json", **query, issue_id=f">={last + 1}"))["issues"]:
            last = page[-1]["id"]
            yield from (ticket for ticket in map(self._issues.read, page) if ticket.key)
            if len(page) < _PAGE:
                return

    def _fetched(self, number: str) -> Ticket:
        return self._issues.read(
            json_of(self._service.get(f"issues/{number}.json", include="relations"))["issue"]
        )

    def _lock(self, number: str) -> dict[str, int]:
        """What makes Redmine refuse a change after another's; nothing where the page does not tell."""
        page = self._service.send("GET", f"issues/{number}", repeatable=True, accepted=_NO_PAGE)
        found = _LOCK_INPUT.search(page.text)
        value = _LOCK.search(found[0]) if found else None
        return {"lock_version": int(value[1])} if value else {}

    def _send_or_refuse(self, method: str, path: str, body: Any, repeatable: bool) -> httpx2.Response:
        accepted = frozenset({_UNPROCESSABLE})
        return self._service.send(method, path, json=body, repeatable=repeatable, accepted=accepted)

    def _refused(self, ticket: Ticket, reason: str) -> TrackerError:
        values = (("status", str(_UNPROCESSABLE)), ("address", ticket.url), ("reason", reason))
        return TrackerError(Notice("tracker_refused", values))


def _refusals(answer: httpx2.Response) -> str:
    """Why Redmine does not do it."""
    return "；".join(json_of(answer)["errors"]) if answer.status_code == _UNPROCESSABLE else ""
