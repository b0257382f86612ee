"""Jira's issues, of Cloud and of a server, as far as the toolkit asks for them."""

import base64
import re
from collections.abc import Mapping
from typing import Any

from reports.trackers.jira.adf import to_document
from tests.reports.trackers.fakes.server import Answer, Asked, Fake, Stored

STATUSES = {
    "待交办": ("1", "new"),
    "推进中": ("2", "indeterminate"),
    "未再提及": ("3", "indeterminate"),
    "已办结": ("4", "done"),
    "中止": ("5", "done"),
}
# No way leads there.
_UNREACHABLE = "中止"


class FakeJira(Fake):
    """A project `DUBAN`; a `lagging` search does not yet know what was made since."""

    description = "jira.openapi.json"
    root = "/rest/api"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.is_lagging = False
        self._indexed = 0

    def token_of(self, headers: Mapping[str, str]) -> str:
        return headers.get("Authorization", "").removeprefix("Bearer ")

    def refused(self, status: int, message: str) -> Answer:
        return Answer(status, {"errorMessages": [message], "errors": {}})

    def by_number(self, number: str | int) -> Stored:
        return super().by_number(str(number).rpartition("-")[2])

    def answer(self, asked: Asked) -> Answer:  # noqa: C901 - the table of what this fake answers
        if not self.is_lagging:
            self._indexed = len(self.stored)
        match (asked.method, *asked.parts[1:]):
            case ("POST", "issue"):
                return self._made(self.store("", more={"status": "待交办", "properties": {}}), asked.body)
            case ("POST", "issue", "bulkfetch"):
                numbers = [int(key.rpartition("-")[2]) for key in asked.body["issueIdsOrKeys"]]
                known = [self.by_number(number) for number in numbers if number <= len(self.stored)]
                return Answer(200, {"issues": list(map(self._shown, known)), "issueErrors": []})
            case ("GET", "issue", key):
                return Answer(200, self._shown(self.by_number(key)))
            case ("PUT", "issue", key):
                self._change(self.by_number(key), asked.body)
                return Answer(204)
            case ("GET", "issue", key, "transitions"):
                return self._ways(self.by_number(key))
            case ("POST", "issue", key, "transitions"):
                return self._moved(self.by_number(key), asked.body["transition"]["id"])
            case ("POST", "issueLink"):
                return self._tied(*(asked.body[side]["key"] for side in ("inwardIssue", "outwardIssue")))
            case ("GET", "project", "DUBAN", "statuses"):
                statuses = [_status(name) for name in STATUSES]
                return Answer(200, [{"id": "1", "name": "任务", "statuses": statuses}])
            case ("POST", "search"):
                return self._searched(asked.body)
            case ("POST", "search", "jql"):
                return self._searched_in_cloud(asked.body)
        return self.refused(404, "Not Found")

    def _ways(self, issue: Stored) -> Answer:
        ways = [name for name in STATUSES if name not in (_UNREACHABLE, issue.more["status"])]
        shown = [{"id": f"1{STATUSES[name][0]}", "name": name, "to": _status(name)} for name in ways]
        return Answer(200, {"transitions": shown})

    def _moved(self, issue: Stored, way: str) -> Answer:
        issue.more["status"] = next(name for name, (number, _) in STATUSES.items() if f"1{number}" == way)
        issue.closed = False
        return Answer(204)

    def _tied(self, one: str, other: str) -> Answer:
        self.by_number(one).ties.add(self.by_number(other).number)
        self.by_number(other).ties.add(self.by_number(one).number)
        return Answer(201)

    def _searched(self, body: Mapping[str, Any]) -> Answer:
        start, size = body["startAt"], min(body["maxResults"], self.largest_page)
        keys = self._found(body["jql"])
        issues = [{"id": key, "key": key} for key in keys[start : start + size]]
        return Answer(200, {"startAt": start, "maxResults": size, "total": len(keys), "issues": issues})

    def _searched_in_cloud(self, body: Mapping[str, Any]) -> Answer:
        start, size = int(body.get("nextPageToken", "0")), min(body["maxResults"], self.largest_page)
        keys = self._found(body["jql"])
        page: dict[str, Any] = {"issues": [{"id": key, "key": key} for key in keys[start : start + size]]}
        if start + size < len(keys):
            page["nextPageToken"] = str(start + size)
        return Answer(200, page)

    def _found(self, jql: str) -> list[str]:
        asked = re.fullmatch(r'project = "DUBAN"(?: AND labels = "([^"]+)")? ORDER BY key (ASC|DESC)', jql)
        assert asked is not None, jql
        known = self.stored[: self._indexed]
        found = [_key(each) for each in known if asked[1] is None or asked[1] in each.labels]
        return found if asked[2] == "ASC" else found[::-1]

    def _made(self, issue: Stored, body: Mapping[str, Any]) -> Answer:
        self._change(issue, body)
        return Answer(
            201, {"id": str(issue.number), "key": _key(issue), "self": f"{self.url}/{issue.number}"}
        )

    def _change(self, issue: Stored, body: Mapping[str, Any]) -> None:
        fields, update = body.get("fields", {}), body.get("update", {})
        issue.title = fields.get("summary", issue.title)
        issue.body = fields.get("description", issue.body)
        issue.labels = list(fields.get("labels", issue.labels))
        for change in update.get("labels", []):
            if "add" in change and change["add"] not in issue.labels:
                issue.labels.append(change["add"])
            elif change.get("remove") in issue.labels:
                issue.labels.remove(change["remove"])
        issue.notes += [change["add"]["body"] for change in update.get("comment", [])]
        for each in body.get("properties", []):
            issue.more["properties"][each["key"]] = each["value"]

    def _shown(self, issue: Stored) -> dict[str, Any]:
        links = [
            {"id": "1", "type": {"name": "Relates"}, "outwardIssue": {"key": f"DUBAN-{other}"}}
            for other in issue.ties
        ]
        return {
            "id": str(issue.number),
            "key": _key(issue),
            "properties": issue.more.get("properties", {}),
            "fields": {
                "summary": issue.title,
                "description": issue.body or None,
                "labels": issue.labels,
                "status": _status("已办结" if issue.closed else issue.more.get("status", "待交办")),
                "issuelinks": links,
            },
        }


class FakeJiraCloud(FakeJira):
    """The same as Cloud: texts are documents, and who asks says who he is beside the token."""

    def store(self, title: str, **more: Any) -> Stored:
        if more.get("body"):
            more["body"] = to_document(more["body"])
        return super().store(title, **more)

    def token_of(self, headers: Mapping[str, str]) -> str:
        kind, _, given = headers.get("Authorization", "").partition(" ")
        user, _, token = base64.b64decode(given).decode().partition(":")
        return token if (kind, user) == ("Basic", "clerk@example.org") else ""


def _key(issue: Stored) -> str:
    return f"DUBAN-{issue.number}"


def _status(name: str) -> dict[str, Any]:
    number, category = STATUSES[name]
    return {"id": number, "name": name, "statusCategory": {"key": category}}
