"""GitHub's issues: `github:owner/repository`, or on an Enterprise Server `github:https://ghe.example.org/owner/repository`."""

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

_EXAMPLE: Final = "github:owner/repository · github:https://ghe.example.org/owner/repository"
_WEB: Final = "github.com"
_API: Final = "https://api.github.com/"
_PAGE: Final = 100


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The issues of a repository; nothing is asked of the server yet.

    Raises
    ------
    TrackerError
        The address or a setting is wrong, or there is no token.
    """
    settings = ForgeSettings.of(":", Options(name, setup.options))
    base, host, repository = _place(setup.address)
    headers = {
        "Authorization": f"Bearer {find_token(setup.secrets, name, host)}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    return ForgeTracker(GitHub(Service(base, setup, headers), repository), settings)


class GitHub:
    """A repository of GitHub as a forge."""

    def __init__(self, service: Service, repository: str) -> None:
        self._service = service
        self._repository = f"repos/{quote(repository)}"
        self._issues = f"{self._repository}/issues"
        self._may_label = False

    def issues(self, label: str) -> Iterator[Issue]:
        """Oldest first, so that an issue that is made meanwhile moves no other to another page."""
        wanted: dict[str, str | int] = {
            "labels": label,
            "state": "all",
            "sort": "created",
            "direction": "asc",
            "per_page": _PAGE,
        }
        for page in pages(self._service, self._issues, wanted):
            yield from (_issue(each) for each in page if "pull_request" not in each)

    def issue(self, number: str) -> Issue:
        """One issue as it stands."""
        return _issue(json_of(self._service.get(f"{self._issues}/{number}")))

    def add(self, issue: Issue) -> Issue:
        """A new issue; GitHub makes labels that are not there yet, and drops those that may not be set."""
        self._be_sure_to_label()
        draft = {"title": issue.title, "body": issue.body, "labels": list(issue.labels)}
        return _issue(json_of(self._service.send("POST", self._issues, json=draft, repeatable=False)))

    def change(self, before: Issue, after: Issue) -> Issue:
        """What differs, in one request."""
        differing: dict[str, object] = {"body": after.body}
        if after.title != before.title:
            differing["title"] = after.title
        if set(after.labels) != set(before.labels):
            differing["labels"] = list(after.labels)
        if after.closed != before.closed:
            differing["state"] = "closed" if after.closed else "open"
        path = f"{self._issues}/{before.id}"
        return _issue(json_of(self._service.send("PATCH", path, json=differing, repeatable=True)))

    def notes(self, number: str) -> Iterator[str]:
        """The texts of all comments."""
        for page in pages(self._service, f"{self._issues}/{number}/comments", {"per_page": _PAGE}):
            yield from (each["body"] or "" for each in page)

    def add_note(self, number: str, text: str) -> None:
        """A new comment."""
        path = f"{self._issues}/{number}/comments"
        self._service.send("POST", path, json={"body": text}, repeatable=False)

    def tie(self, number: str, other: str) -> None:
        """GitHub shows an issue that is named in a body as a link, on both sides."""

    def close(self) -> None:
        """Let go of connections."""
        self._service.close()

    def _be_sure_to_label(self) -> None:
        if self._may_label:
            return
        repository = json_of(self._service.get(self._repository))
        if not repository.get("permissions", {}).get("push", True):
            raise TrackerError(Notice("may_not_label", (("address", repository["html_url"]),)), is_fatal=True)
        self._may_label = True


def _issue(answer: dict[str, Any]) -> Issue:
    return Issue(
        id=str(answer["number"]),
        title=answer["title"],
        body=answer["body"] or "",
        labels=tuple(label["name"] for label in answer["labels"]),
        closed=answer["state"] == "closed",
        url=answer["html_url"],
    )


def _place(address: str) -> tuple[str, str, str]:
    """Where the API is, whose token is needed, and the repository."""
    is_short = "//" not in address
    parts = web_address(f"https://{_WEB}/{address}" if is_short else address, _EXAMPLE)
    repository = parts.path.strip("/").removesuffix(".git")
    if not re.fullmatch(r"[^/]+/[^/]+", repository):
        raise TrackerError(Notice("tracker_address", (("example", _EXAMPLE),)), is_fatal=True)
    if parts.hostname == _WEB:
        return _API, _WEB, repository
    return f"{parts.scheme}://{parts.netloc}/api/v3/", parts.hostname or "", repository
