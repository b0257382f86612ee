"""A Redmine and a Roundup that answer as the real ones do where nothing is wrong, for mutated answers.

The trackers' own tests ask the real servers, which are too slow for thousands of inputs.
"""

from collections.abc import Mapping
from typing import Any, Final

from reports.trackers.redmine.issues import FIELDS, KEY
from reports.trackers.roundup.tickets import PROPERTIES
from tests.reports.trackers.fakes.server import Answer, Asked

_STATES: Final = ("待交办", "推进中", "未再提及", "已兑现", "部分兑现", "重新提及", "已并入", "已办结")
_CLOSED: Final = {"已办结"}
_LOCK: Final = '<html><input type="hidden" name="issue[lock_version]" value="3" /></html>'
_NONE: Final = Answer(404, {"errors": ["Not Found"]})


class Redmine:
    """A project `duban` that was made ready."""

    root = ""

    def __init__(self, url: str) -> None:
        self.url = url
        self._fields = dict(enumerate(FIELDS, start=1))
        self._issues: list[dict[str, Any]] = []

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked."""
        match (asked.method, *asked.parts):
            case ("GET", "projects", "duban.json"):
                fields = [{"id": number, "name": name} for number, name in self._fields.items()]
                trackers = [{"id": 4, "name": "督办事项"}]
                project = {"id": 1, "identifier": "duban", "trackers": trackers}
                return Answer(200, {"project": {**project, "issue_custom_fields": fields}})
            case ("GET", "issue_statuses.json"):
                return Answer(200, {"issue_statuses": [_state(name) for name in _STATES]})
            case ("GET", "issues.json"):
                return self._listed(asked.query)
            case ("POST", "issues.json"):
                number = len(self._issues) + 1
                self._issues.append({"id": number, "status": _state(_STATES[0]), "relations": []})
                return Answer(201, {"issue": self._changed(number, asked.body["issue"])})
            case ("PUT", "issues", name):
                self._changed(_number(name), asked.body["issue"])
                return Answer(204)
            case ("GET", "issues", name) if name.endswith(".json"):
                return Answer(200, {"issue": self._issues[_number(name) - 1]})
            case ("GET", "issues", _):
                return Answer(200, _LOCK)
            case ("POST", "issues", name, "relations.json"):
                return self._related(int(name), asked.body["relation"]["issue_to_id"])
        return _NONE

    def _listed(self, query: Mapping[str, str]) -> Answer:
        first = int(query["issue_id"].removeprefix(">="))
        key = next(value for name, value in query.items() if name.startswith("cf_"))
        shown = [each for each in self._issues if each["id"] >= first and key in ("*", f"={_key(each)}")]
        return Answer(200, {"issues": shown, "total_count": len(shown), "offset": 0, "limit": 100})

    def _changed(self, number: int, sent: Mapping[str, Any]) -> dict[str, Any]:
        issue = self._issues[number - 1]
        issue |= {name: sent[name] for name in ("subject", "description") if name in sent}
        if "status_id" in sent:
            issue["status"] = _state(_STATES[sent["status_id"] - 1])
        values = {
            each["id"]: each["value"] for each in (*issue.get("custom_fields", ()), *sent["custom_fields"])
        }
        named = self._fields.items()
        issue["custom_fields"] = [{"id": at, "name": name, "value": values.get(at, "")} for at, name in named]
        return issue

    def _related(self, number: int, other: int) -> Answer:
        relation = {"id": 1, "issue_id": number, "issue_to_id": other, "relation_type": "relates"}
        for each in (number, other):
            self._issues[each - 1]["relations"].append(relation)
        return Answer(201, {"relation": relation})


class Roundup:
    """A tracker with our schema."""

    root = ""

    def __init__(self, url: str) -> None:
        self.url = url
        self._issues: list[dict[str, Any]] = []

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked."""
        match (asked.method, *asked.parts):
            case ("GET", "state"):
                states = [{**_state(name), "id": str(at)} for at, name in enumerate(_STATES, start=1)]
                return _collection([{**each, "closed": each["is_closed"]} for each in states])
            case ("GET", "issue"):
                key = asked.query.get("key:")
                return _collection([each for each in self._issues if key in (None, each["key"])])
            case ("POST", "issue"):
                number = str(len(self._issues) + 1)
                empty: dict[str, Any] = {**dict.fromkeys(PROPERTIES), "related": [], "related_from": []}
                self._issues.append({**empty, **asked.body, "id": number})
                return Answer(201, {"data": {"id": number, "link": f"issue/{number}"}})
            case ("GET", "issue", name):
                found = [each for each in self._issues if f"key={each['key']}" == name]
                tag = {"ETag": '"1"'}
                return (
                    Answer(200, {"data": {"attributes": found[0], "@etag": '"1"'}}, tag) if found else _NONE
                )
            case ("PUT", "issue", number):
                self._change(self._issues[int(number) - 1], asked.body)
                return Answer(200, {"data": {"attribute": asked.body, "id": number, "type": "issue"}})
            case ("POST", "msg"):
                return Answer(201, {"data": {"id": "9", "link": "msg/9"}})
        return _NONE

    def _change(self, issue: dict[str, Any], sent: Mapping[str, Any]) -> None:
        issue |= {name: value for name, value in sent.items() if name not in ("messages", "related")}
        if "related" in sent:
            issue["related"] = [*issue["related"], sent["related"].removeprefix("+")]


def _state(name: str) -> dict[str, Any]:
    return {"id": _STATES.index(name) + 1, "name": name, "is_closed": name in _CLOSED}


def _key(issue: Mapping[str, Any]) -> str:
    texts: dict[str, str] = {each["name"]: each["value"] for each in issue["custom_fields"]}
    return texts[KEY]


def _number(name: str) -> int:
    return int(name.removesuffix(".json"))


def _collection(items: list[dict[str, Any]]) -> Answer:
    return Answer(200, {"data": {"collection": items, "@total_size": len(items)}})
