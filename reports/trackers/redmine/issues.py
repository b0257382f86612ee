"""A ticket as a Redmine issue and back; the custom fields are named as in redmine/setup.rb."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from compare.model import Notice
from reports.trackers.base import Field, Fields, Ticket, TrackerError

KEY: Final = "台账键"
_MEMORY: Final = "填报记录"
_CUSTOM: Final = {
    Field.STATUS: "延续情况",
    Field.ROLE: "内容类别",
    Field.CHANGE: "变化情况",
    Field.SECTION: "报告章节",
    Field.BEFORE: "上年原文",
    Field.AFTER: "本年原文",
    Field.FIGURES: "数据变化",
    Field.YEAR: "报告年度",
    Field.DUE: "完成年度",
    Field.OUTCOME: "兑现情况",
}
_OWN: Final = {Field.TITLE: "主题", Field.BODY: "描述", Field.STATE: "状态"}
FIELDS: Final = (KEY, _MEMORY, *_CUSTOM.values())


def ids(named: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """What Redmine lists, as ids by name: `{"待交办": 7}`."""
    return {each["name"]: each["id"] for each in named}


@dataclass(frozen=True, slots=True)
class Issues:
    """How the issues of one server are read and written: ids of its fields and states, and its address."""

    base: str
    fields: Mapping[str, int]
    states: Mapping[str, int]
    closed: frozenset[int]

    def written(self, fields: Fields, memory: str, key: str | None = None) -> dict[str, Any]:
        """What Redmine is sent for these fields.

        Raises
        ------
        TrackerError
            There is no such state.
        """
        named = {_CUSTOM[field]: value for field, value in fields.items() if field in _CUSTOM}
        named |= {_MEMORY: memory} if key is None else {_MEMORY: memory, KEY: key}
        issue: dict[str, Any] = {
            "custom_fields": [{"id": self.fields[name], "value": value} for name, value in named.items()]
        }
        if Field.TITLE in fields:
            issue["subject"] = fields[Field.TITLE]
        if Field.BODY in fields:
            issue["description"] = fields[Field.BODY]
        if Field.STATE in fields:
            issue["status_id"] = self._state(fields[Field.STATE])
        return issue

    def read(self, issue: Mapping[str, Any]) -> Ticket:
        """An issue as Redmine sends it; without a key where it has none."""
        texts = {each["id"]: each.get("value") or "" for each in issue.get("custom_fields", ())}
        named = {name: texts.get(number, "") for name, number in self.fields.items()}
        relations = issue.get("relations", ())
        ends = {str(each[end]) for each in relations for end in ("issue_id", "issue_to_id")}
        return Ticket(
            id=str(issue["id"]),
            key=named[KEY],
            fields={
                Field.TITLE: issue["subject"],
                Field.BODY: issue.get("description") or "",
                Field.STATE: issue["status"]["name"],
                **{field: named[name] for field, name in _CUSTOM.items()},
            },
            memory=named[_MEMORY],
            closed=issue["status"]["id"] in self.closed,
            related=frozenset(ends - {str(issue["id"])}),
            version=_version(issue),
            url=f"{self.base}issues/{issue['id']}",
        )

    def checked(self, ticket: Ticket, key: str, fields: Fields, memory: str) -> Ticket:
        """The ticket, once all that was written stands in it.

        Raises
        ------
        TrackerError
            Redmine dropped in silence what this user may not set.
        """
        named = {(_CUSTOM | _OWN)[field]: (value, ticket.fields[field]) for field, value in fields.items()}
        named |= {KEY: (key, ticket.key), _MEMORY: (memory, ticket.memory)}
        lost = [name for name, (sent, stands) in named.items() if sent.split() != stands.split()]
        if lost:
            values = (("ticket", ticket.url), ("fields", "、".join(lost)))
            # Without its key it would be made anew by every run.
            raise TrackerError(Notice("redmine_not_taken", values), is_fatal=KEY in lost)
        return ticket

    def _state(self, name: str) -> int:
        if name not in self.states:
            values = (("state", name), ("known", "、".join(self.states)))
            raise TrackerError(Notice("tracker_no_state", values))
        return self.states[name]


def _version(issue: Mapping[str, Any]) -> str:
    """Redmine's times have whole seconds, so that everything that stands in the issue counts."""
    own = {name: value for name, value in issue.items() if name != "relations"}
    return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:16]
