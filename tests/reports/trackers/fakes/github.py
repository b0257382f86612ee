"""GitHub's issues, as far as the toolkit asks for them; unlisted fields are as in GitHub's own examples."""

import copy
from collections.abc import Mapping
from typing import Any

from tests.reports.trackers.fakes.server import Answer, Asked, Fake, Stored


class FakeGitHub(Fake):
    """A repository `owner/duban` on an Enterprise Server."""

    description = "github.openapi.json"
    root = "/api/v3"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.may_push = True
        examples = self.spec["components"]["examples"]
        self._issue = examples["issue"]["value"]
        self._comment = examples["issue-comment"]["value"]
        # The example, and the forks in it, leave out a field that the description asks for.
        self._repository = {**examples["full-repository-default-response"]["value"], "language": None}
        for fork in ("parent", "source"):
            del self._repository[fork]

    def token_of(self, headers: Mapping[str, str]) -> str:
        return headers.get("Authorization", "").removeprefix("Bearer ")

    def answer(self, asked: Asked) -> Answer:
        match (asked.method, *asked.parts):
            case ("GET", "repos", "owner", "duban"):
                permissions = {"admin": False, "pull": True, "push": self.may_push}
                return Answer(200, {**self._repository, "permissions": permissions})
            case ("GET", "repos", "owner", "duban", "issues"):
                return self.page(asked, [self._shown(each) for each in self.stored if _is_asked(each, asked)])
            case ("POST", "repos", "owner", "duban", "issues"):
                return Answer(201, self._shown(self._change(self.store(""), asked.body)))
            case ("GET", "repos", "owner", "duban", "issues", number):
                return Answer(200, self._shown(self.by_number(number)))
            case ("PATCH", "repos", "owner", "duban", "issues", number):
                return Answer(200, self._shown(self._change(self.by_number(number), asked.body)))
            case ("GET", "repos", "owner", "duban", "issues", number, "comments"):
                return self.page(asked, list(map(self._remark, self.by_number(number).notes)))
            case ("POST", "repos", "owner", "duban", "issues", number, "comments"):
                self.by_number(number).notes.append(asked.body["body"])
                return Answer(201, self._remark(asked.body["body"]))
        return self.refused(404, "Not Found")

    def _change(self, issue: Stored, body: Mapping[str, Any]) -> Stored:
        issue.title = body.get("title", issue.title)
        issue.body = body.get("body", issue.body)
        issue.closed = body.get("state", "closed" if issue.closed else "open") == "closed"
        if self.may_push:  # else they are dropped without a word
            issue.labels = list(body.get("labels", issue.labels))
        return issue

    def _shown(self, issue: Stored) -> dict[str, Any]:
        shown: dict[str, Any] = copy.deepcopy(self._issue) | {
            "number": issue.number,
            "title": issue.title,
            "body": issue.body,
            "state": "closed" if issue.closed else "open",
            "labels": [{"id": 1, "name": name, "color": "ededed", "default": False} for name in issue.labels],
            "html_url": f"{self.url}/owner/duban/issues/{issue.number}",
        }
        if not issue.is_pull:
            shown.pop("pull_request", None)
        return shown

    def _remark(self, text: str) -> dict[str, Any]:
        return {**self._comment, "body": text}


def _is_asked(issue: Stored, asked: Asked) -> bool:
    labels = {name.lower() for name in asked.query.get("labels", "").lower().split(",") if name}
    state = asked.query.get("state", "open")
    return labels <= {name.lower() for name in issue.labels} and state in {
        "all",
        "closed" if issue.closed else "open",
    }
