"""Gitea and Forgejo: `gitea:https://git.example.org/owner/repository`, also below a path of the host.

Labels are numbers there, and have to be made before an issue can have them; two may have the same name. A
list by labels that there are not is a list of everything, so a label is looked up before it is asked for.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from compare.model import Notice
from reports.trackers.base import Setup, Tracker, TrackerError, UncertainError
from reports.trackers.forges.forge import Issue, pages
from reports.trackers.forges.tracker import ForgeSettings, ForgeTracker
from reports.trackers.http import Service, json_of
from reports.trackers.options import Options, web_address
from reports.trackers.secrets import find_token

_EXAMPLE: Final = "gitea:https://git.example.org/owner/repository"
_PAGE: Final = 50  # what Gitea gives at most, unless it is set up otherwise
_SCOPE: Final = "/"  # of labels with one scope, people can choose only one
_COLOUR: Final = "#ededed"


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The issues of a repository; nothing is asked of the server yet.

    Raises
    ------
    TrackerError
        The address or a setting is wrong, or there is no token.
    """
    settings = ForgeSettings.of(_SCOPE, Options(name, setup.options))
    parts = web_address(setup.address, _EXAMPLE)
    path = re.fullmatch(r"/((?:[^/]+/)*)([^/]+/[^/]+?)(?:\.git)?/?", parts.path)
    if path is None:
        raise TrackerError(Notice("tracker_address", (("example", _EXAMPLE),)), is_fatal=True)
    headers = {"Authorization": f"token {find_token(setup.secrets, name, parts.hostname or '')}"}
    service = Service(f"{parts.scheme}://{parts.netloc}/{path[1]}api/v1/", setup, headers)
    return ForgeTracker(Gitea(service, path[2]), settings)


class Gitea:
    """A repository of Gitea as a forge."""

    def __init__(self, service: Service, repository: str) -> None:
        self._service = service
        self._labels = f"repos/{quote(repository)}/labels"
        self._issues = f"repos/{quote(repository)}/issues"
        self._number_of: dict[str, int] = {}
        self._has_read = False

    def issues(self, label: str) -> Iterator[Issue]:
        """Newest first: of two pages, the later may have an issue again that the earlier had."""
        if label not in self._number_of:
            self._read_labels()
        if label not in self._number_of:
            return
        wanted: dict[str, str | int] = {"labels": label, "state": "all", "type": "issues", "limit": _PAGE}
        for page in pages(self._service, self._issues, {**wanted, "page": 1}):
            yield from map(self._issue, page)

    def issue(self, number: str) -> Issue:
        """One issue as it stands."""
        return self._issue(json_of(self._service.get(f"{self._issues}/{number}")))

    def add(self, issue: Issue) -> Issue:
        """A new issue, once there are its labels."""
        draft = {
            "title": issue.title,
            "body": issue.body,
            "labels": self._numbers(issue.labels),
            "closed": issue.closed,
        }
        return self._issue(json_of(self._service.send("POST", self._issues, json=draft, repeatable=False)))

    def change(self, before: Issue, after: Issue) -> Issue:
        """The labels, where they differ, then the rest with the mark."""
        path = f"{self._issues}/{before.id}"
        if set(after.labels) != set(before.labels):
            labels = {"labels": self._numbers(after.labels)}
            self._service.send("PUT", f"{path}/labels", json=labels, repeatable=True)
        differing = {"body": after.body}
        if after.title != before.title:
            differing["title"] = after.title
        if after.closed != before.closed:
            differing["state"] = "closed" if after.closed else "open"
        return self._issue(json_of(self._service.send("PATCH", path, json=differing, repeatable=True)))

    def notes(self, number: str) -> Iterator[str]:
        """The texts of all comments, which come on one page."""
        for comment in json_of(self._service.get(f"{self._issues}/{number}/comments")):
            yield comment["body"]

    def add_note(self, number: str, text: str) -> None:
        """A new comment."""
        path = f"{self._issues}/{number}/comments"
        self._service.send("POST", path, json={"body": text}, repeatable=False)

    def tie(self, number: str, other: str) -> None:
        """Gitea shows an issue that is named in a body as a link, on both sides."""

    def close(self) -> None:
        """Let go of connections."""
        self._service.close()

    def _numbers(self, labels: tuple[str, ...]) -> list[int]:
        if not self._has_read:
            self._read_labels()
        for label in labels:
            if label not in self._number_of:
                self._make_label(label)
        return [self._number_of[label] for label in labels]

    def _read_labels(self) -> None:
        for page in pages(self._service, self._labels, {"limit": _PAGE, "page": 1}):
            self._learn(page)
        self._has_read = True

    def _make_label(self, label: str) -> None:
        draft = {"name": label, "color": _COLOUR, "exclusive": _SCOPE in label}
        try:
            self._learn([json_of(self._service.send("POST", self._labels, json=draft, repeatable=False))])
        except UncertainError:
            self._read_labels()
            if label not in self._number_of:
                raise

    def _learn(self, labels: list[dict[str, Any]]) -> None:
        for label in labels:
            self._number_of.setdefault(label["name"], label["id"])

    def _issue(self, answer: dict[str, Any]) -> Issue:
        self._learn(answer["labels"])
        return Issue(
            id=str(answer["number"]),
            title=answer["title"],
            body=answer["body"],
            labels=tuple(label["name"] for label in answer["labels"]),
            closed=answer["state"] == "closed",
            url=answer["html_url"],
        )
