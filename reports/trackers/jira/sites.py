"""Both kinds of Jira: Cloud, and a server of one's own (Data Center); what they are asked, how they answer.

A server's search is right at once, but tells no properties: each issue is read by itself. Cloud's search lags
behind, by seconds as a rule; what it may not know yet are the issues with a project's highest numbers, and
those are read by their numbers, which does not lag.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol

from reports.trackers.base import Markup
from reports.trackers.http import Service, json_of
from reports.trackers.jira import adf

PROPERTY: Final = "crossyear"
_FIELDS: Final = ("summary", "description", "labels", "status", "issuelinks")
_PAGE: Final = 100

Json = dict[str, Any]


class Site(Protocol):
    """What differs between the two. All calls raise `TrackerError`."""

    @property
    def markup(self) -> Markup:
        """In what texts are written."""

    @property
    def api(self) -> str:
        """Where the API is, below the server's address."""

    def write_text(self, text: str) -> object:
        """A text as it is sent."""

    def read_text(self, value: Any) -> str:
        """A text as it was answered."""

    def search(self, project: str, label: str) -> Iterator[Json]:
        """The issues of a project with a label, closed ones too; others may be among them."""


class Server:
    """Jira Data Center: version 2 of the API, texts in Jira's markup."""

    markup = Markup.JIRA
    api = "rest/api/2"

    def __init__(self, service: Service) -> None:
        self._service = service

    def write_text(self, text: str) -> object:
        """A text as it is sent: as it is."""
        return text

    def read_text(self, value: Any) -> str:
        """A text as it was answered: as it is."""
        return str(value or "")

    def search(self, project: str, label: str) -> Iterator[Json]:
        """The keys, page by page, and then each issue."""
        keys: list[str] = []
        total = 1
        while len(keys) < total:
            asked = {"jql": _jql(project, label), "fields": ["labels"], "maxResults": _PAGE}
            page = _read(self._service, f"{self.api}/search", {**asked, "startAt": len(keys)})
            keys += [issue["key"] for issue in page["issues"]]
            total = page["total"] if page["issues"] else 0
        for key in keys:
            yield read_issue(self._service, self.api, key)


class Cloud:
    """Jira Cloud: version 3 of the API, texts as documents in which nothing is markup."""

    markup = Markup.PLAIN
    api = "rest/api/3"

    def __init__(self, service: Service) -> None:
        self._service = service

    def write_text(self, text: str) -> object:
        """A text as it is sent: a document."""
        return adf.to_document(text)

    def read_text(self, value: Any) -> str:
        """A text as it was answered: what a document says."""
        return adf.to_text(value)

    def search(self, project: str, label: str) -> Iterator[Json]:
        """What the search knows, and all issues near the project's end, each once."""
        keys = self._keys(_jql(project, label))
        for start in range(0, len(keys), _PAGE):
            yield from self._fetched(keys[start : start + _PAGE])
        yield from (issue for issue in self._newest(project) if issue["key"] not in keys)

    def _newest(self, project: str) -> Iterator[Json]:
        """The last hundred issues that the search knows of, and all behind them."""
        last = next(iter(self._keys(f'project = "{project}" ORDER BY key DESC', 1)), f"{project}-0")
        number = max(1, int(last.rpartition("-")[2]) - _PAGE + 1)
        is_behind = False
        while True:
            numbers = range(number, number + _PAGE)
            issues = self._fetched([f"{project}-{each}" for each in numbers])
            yield from issues
            if is_behind and not issues:
                return
            number += _PAGE
            is_behind = number > int(last.rpartition("-")[2])

    def _keys(self, jql: str, most: int = 0) -> list[str]:
        keys: list[str] = []
        asked: Json = {"jql": jql, "fields": ["key"], "maxResults": most or _PAGE}
        while True:
            page = _read(self._service, f"{self.api}/search/jql", asked)
            keys += [issue["key"] for issue in page["issues"]]
            if most or not page.get("nextPageToken"):
                return keys
            asked = {**asked, "nextPageToken": page["nextPageToken"]}

    def _fetched(self, keys: Sequence[str]) -> list[Json]:
        asked = {"issueIdsOrKeys": list(keys), "fields": list(_FIELDS), "properties": [PROPERTY]}
        issues: list[Json] = _read(self._service, f"{self.api}/issue/bulkfetch", asked)["issues"]
        return issues


def read_issue(service: Service, api: str, key: str) -> Json:
    """One issue as it stands, with its property."""
    answer = service.get(f"{api}/issue/{key}", fields=",".join(_FIELDS), properties=PROPERTY)
    issue: Json = json_of(answer)
    return issue


def _read(service: Service, path: str, asked: Json) -> Json:
    """A question that is too long for an address: it is posted, and may be repeated."""
    answer: Json = json_of(service.send("POST", path, json=asked, repeatable=True))
    return answer


def _jql(project: str, label: str) -> str:
    return f'project = "{project}" AND labels = "{label}" ORDER BY key ASC'
