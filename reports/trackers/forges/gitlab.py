"""GitLab's issues: `gitlab:https://gitlab.example.org/group/project`, with subgroups as they are.

A line that begins with `/` is an order to GitLab (`/close`), in a body and in a note. Its slash is written as
`&#x2f;`, which is shown as a slash and orders nothing, and is read as a slash again.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from compare.model import Notice
from reports.trackers.base import Setup, Tracker, TrackerError
from reports.trackers.forges.forge import Issue, pages
from reports.trackers.forges.tracker import ForgeSettings, ForgeTracker
from reports.trackers.http import Service, json_of
from reports.trackers.options import Options, web_address
from reports.trackers.secrets import find_token

_EXAMPLE: Final = "gitlab:https://gitlab.example.org/group/project"
_PAGE: Final = 100
_SCOPE: Final = "::"  # of labels with one scope, an issue has only one
_SLASH: Final = "&#x2f;"
_IS_THERE: Final = frozenset({409})


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The issues of a project; nothing is asked of the server yet.

    Raises
    ------
    TrackerError
        The address or a setting is wrong, or there is no token.
    """
    settings = ForgeSettings.of(_SCOPE, Options(name, setup.options))
    parts = web_address(setup.address, _EXAMPLE)
    project = parts.path.strip("/").removesuffix(".git")
    if not re.fullmatch(r"[^/]+(/[^/]+)+", project):
        raise TrackerError(Notice("tracker_address", (("example", _EXAMPLE),)), is_fatal=True)
    headers = {"PRIVATE-TOKEN": find_token(setup.secrets, name, parts.hostname or "")}
    service = Service(f"{parts.scheme}://{parts.netloc}/api/v4/", setup, headers)
    return ForgeTracker(GitLab(service, project), settings)


class GitLab:
    """A project of GitLab as a forge; GitLab makes labels that are not there yet."""

    def __init__(self, service: Service, project: str) -> None:
        self._service = service
        self._project = project
        self._issues = f"projects/{quote(project, safe='')}/issues"

    def issues(self, label: str) -> Iterator[Issue]:
        """Oldest first, so that an issue that is made meanwhile moves no other to another page."""
        wanted: dict[str, str | int] = {
            "labels": label,
            "state": "all",
            "order_by": "created_at",
            "sort": "asc",
            "per_page": _PAGE,
        }
        for page in pages(self._service, self._issues, wanted):
            yield from map(_issue, page)

    def issue(self, number: str) -> Issue:
        """One issue as it stands."""
        return _issue(json_of(self._service.get(f"{self._issues}/{number}")))

    def add(self, issue: Issue) -> Issue:
        """A new issue."""
        draft = {
            "title": issue.title,
            "description": _inert(issue.body),
            "labels": ",".join(issue.labels),
        }
        return _issue(json_of(self._service.send("POST", self._issues, json=draft, repeatable=False)))

    def change(self, before: Issue, after: Issue) -> Issue:
        """What differs, in one request; of the labels only those that come and go."""
        differing = {"description": _inert(after.body)}
        if after.title != before.title:
            differing["title"] = after.title
        if coming := set(after.labels) - set(before.labels):
            differing["add_labels"] = ",".join(sorted(coming))
        if going := set(before.labels) - set(after.labels):
            differing["remove_labels"] = ",".join(sorted(going))
        if after.closed != before.closed:
            differing["state_event"] = "close" if after.closed else "reopen"
        path = f"{self._issues}/{before.id}"
        return _issue(json_of(self._service.send("PUT", path, json=differing, repeatable=True)))

    def notes(self, number: str) -> Iterator[str]:
        """The texts of all notes, those that GitLab wrote itself too."""
        for page in pages(self._service, f"{self._issues}/{number}/notes", {"per_page": _PAGE}):
            yield from (each["body"] for each in page)

    def add_note(self, number: str, text: str) -> None:
        """A new note."""
        path = f"{self._issues}/{number}/notes"
        self._service.send("POST", path, json={"body": _inert(text)}, repeatable=False)

    def tie(self, number: str, other: str) -> None:
        """A link of the kind "relates to"."""
        link = {"target_project_id": self._project, "target_issue_iid": other, "link_type": "relates_to"}
        path = f"{self._issues}/{number}/links"
        self._service.send("POST", path, json=link, repeatable=True, accepted=_IS_THERE)

    def close(self) -> None:
        """Let go of connections."""
        self._service.close()


def _issue(answer: dict[str, Any]) -> Issue:
    body = answer["description"] or ""
    return Issue(
        id=str(answer["iid"]),
        title=answer["title"],
        body=re.sub(rf"^([ \t]*){_SLASH}", r"\1/", body, flags=re.MULTILINE),
        labels=tuple(answer["labels"]),
        closed=answer["state"] == "closed",
        url=answer["web_url"],
    )


def _inert(text: str) -> str:
    return re.sub(r"^([ \t]*)/", rf"\1{_SLASH}", text, flags=re.MULTILINE)
