"""Gitea's issues, as far as the toolkit asks for them; labels that are not there sort nothing out."""

from collections.abc import Mapping
from typing import Any

from tests.reports.trackers.fakes.server import Answer, Asked, Fake, Stored


class FakeGitea(Fake):
    """A repository `owner/duban`; labels are kept by their numbers from 1."""

    description = "gitea.openapi.json"
    root = "/api/v1"
    largest_page = 50

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.labels: list[str] = []

    def token_of(self, headers: Mapping[str, str]) -> str:
        return headers.get("Authorization", "").removeprefix("token ")

    def answer(self, asked: Asked) -> Answer:
        match (asked.method, *asked.parts):
            case ("GET", "repos", "owner", "duban", "issues"):
                shown = [self._shown(each) for each in reversed(self.stored) if self._is_asked(each, asked)]
                return self.page(asked, shown, "limit")
            case ("POST", "repos", "owner", "duban", "issues"):
                stored = self._change(self.store(""), asked.body)
                stored.closed = asked.body.get("closed", False)
                stored.labels = self._named(asked.body["labels"])
                return Answer(201, self._shown(stored))
            case ("GET", "repos", "owner", "duban", "issues", number):
                return Answer(200, self._shown(self.by_number(number)))
            case ("PATCH", "repos", "owner", "duban", "issues", number):
                return Answer(201, self._shown(self._change(self.by_number(number), asked.body)))
            case ("PUT", "repos", "owner", "duban", "issues", number, "labels"):
                self.by_number(number).labels = self._named(asked.body["labels"])
                return Answer(200, [self._label(name) for name in self.by_number(number).labels])
            case ("GET", "repos", "owner", "duban", "issues", number, "comments"):
                return Answer(200, [{"id": 1, "body": text} for text in self.by_number(number).notes])
            case ("POST", "repos", "owner", "duban", "issues", number, "comments"):
                self.by_number(number).notes.append(asked.body["body"])
                return Answer(201, {"id": 1, "body": asked.body["body"]})
            case ("GET", "repos", "owner", "duban", "labels"):
                return self.page(asked, list(map(self._label, self.labels)), "limit")
            case ("POST", "repos", "owner", "duban", "labels"):
                self.labels.append(asked.body["name"])
                return Answer(201, self._label(asked.body["name"]))
        return self.refused(404, "Not Found")

    def _is_asked(self, issue: Stored, asked: Asked) -> bool:
        known = {name for name in asked.query.get("labels", "").split(",") if name in self.labels}
        is_kind = asked.query.get("type") != "issues" or not issue.is_pull
        is_state = asked.query.get("state", "open") in {"all", "closed" if issue.closed else "open"}
        return is_kind and is_state and (not known or not known.isdisjoint(issue.labels))

    def _change(self, issue: Stored, body: Mapping[str, Any]) -> Stored:
        issue.title = body.get("title", issue.title)
        issue.body = body.get("body", issue.body)
        issue.closed = body.get("state", "closed" if issue.closed else "open") == "closed"
        return issue

    def _named(self, numbers: list[int]) -> list[str]:
        return [self.labels[number - 1] for number in numbers]

    def _label(self, name: str) -> dict[str, Any]:
        if name not in self.labels:
            self.labels.append(name)  # one that a test gave an issue
        return {"id": self.labels.index(name) + 1, "name": name, "color": "ededed"}

    def _shown(self, issue: Stored) -> dict[str, Any]:
        return {
            "id": issue.number + 1000,
            "number": issue.number,
            "title": issue.title,
            "body": issue.body,
            "state": "closed" if issue.closed else "open",
            "labels": [self._label(name) for name in issue.labels],
            "pull_request": {"merged": False} if issue.is_pull else None,
            "html_url": f"{self.url}/owner/duban/issues/{issue.number}",
        }
