"""GitLab's issues, as far as the toolkit asks for them, with the orders (`/close`) that it finds in texts."""

import re
from collections.abc import Mapping
from typing import Any

from tests.reports.trackers.fakes.server import Answer, Asked, Fake, Stored


class FakeGitLab(Fake):
    """A project `owner/duban`."""

    description = "gitlab.openapi.json"
    root = "/api/v4"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.orders: list[str] = []
        self.may_label = True

    def token_of(self, headers: Mapping[str, str]) -> str:
        return {name.lower(): value for name, value in headers.items()}.get("private-token", "")

    def answer(self, asked: Asked) -> Answer:
        match (asked.method, *asked.parts):
            case ("GET", "projects", "owner/duban", "issues"):
                return self.page(asked, [self._shown(each) for each in self.stored if _is_asked(each, asked)])
            case ("POST", "projects", "owner/duban", "issues"):
                return Answer(201, self._shown(self._change(self.store(""), asked.body)))
            case ("GET", "projects", "owner/duban", "issues", number):
                return Answer(200, self._shown(self.by_number(number)))
            case ("PUT", "projects", "owner/duban", "issues", number):
                return Answer(200, self._shown(self._change(self.by_number(number), asked.body)))
            case ("GET", "projects", "owner/duban", "issues", number, "notes"):
                return self.page(asked, list(map(_note, reversed(self.by_number(number).notes))))
            case ("POST", "projects", "owner/duban", "issues", number, "notes"):
                text = self._obeyed(asked.body["body"])
                self.by_number(number).notes.append(text)
                return Answer(201, _note(text))
            case ("POST", "projects", "owner/duban", "issues", number, "links"):
                return self._tied(self.by_number(number), self.by_number(asked.body["target_issue_iid"]))
        return self.refused(404, "404 Not Found")

    def _tied(self, issue: Stored, other: Stored) -> Answer:
        if other.number in issue.ties:
            return self.refused(409, "Issue(s) already assigned")
        issue.ties.add(other.number)
        other.ties.add(issue.number)
        shown = {"source_issue": self._shown(issue), "target_issue": self._shown(other)}
        return Answer(201, {**shown, "link_type": "relates_to"})

    def _change(self, issue: Stored, body: Mapping[str, str]) -> Stored:
        issue.title = body.get("title", issue.title)
        issue.body = self._obeyed(body.get("description", issue.body))
        if self.may_label:
            going = _names(body.get("remove_labels", ""))
            coming = [*_names(body.get("labels", "")), *_names(body.get("add_labels", ""))]
            kept = [name for name in issue.labels if name not in going]
            issue.labels = list(dict.fromkeys([*kept, *coming]))
        if "state_event" in body:
            issue.closed = body["state_event"] == "close"
        return issue

    def _obeyed(self, text: str) -> str:
        """GitLab does what such a line orders, and takes it out."""
        order = re.compile(r"^ *\/(close|label|title|assign|shrug)\b.*(?:\n|$)", re.MULTILINE)
        self.orders += order.findall(text)
        return order.sub("", text).rstrip()

    def _shown(self, issue: Stored) -> dict[str, Any]:
        return {
            "id": issue.number + 1000,
            "iid": issue.number,
            "title": issue.title,
            "description": issue.body,
            "state": "closed" if issue.closed else "opened",
            "labels": sorted(issue.labels),
            "web_url": f"{self.url}/owner/duban/-/issues/{issue.number}",
        }


def _is_asked(issue: Stored, asked: Asked) -> bool:
    is_state = asked.query.get("state", "all") in {"all", "closed" if issue.closed else "opened"}
    return is_state and not issue.is_pull and set(_names(asked.query.get("labels", ""))) <= set(issue.labels)


def _names(labels: str) -> list[str]:
    return [name for name in labels.split(",") if name]


def _note(text: str) -> dict[str, Any]:
    return {"id": 1, "body": text, "system": False}
