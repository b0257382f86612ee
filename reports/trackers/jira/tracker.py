"""Jira's issues: `jira:https://jira.example.org/PROJECT`, of a server (Data Center) or of Jira Cloud.

A ticket's key is in a label and in a property of the issue, which has the feeder's memory, too, and is not
shown to people. States are the workflow's own and are reached by its transitions; other fields are labels.
As with forges there is no lock: an issue is read again before it is written.
"""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compare.model import Notice
from reports.trackers.base import (
    Capabilities,
    Field,
    Fields,
    Note,
    Setup,
    StaleError,
    Ticket,
    Tracker,
    TrackerError,
)
from reports.trackers.forges.marked import OWN_LABEL, PREFIXES, FieldLabels, Mark, version_of
from reports.trackers.http import Service, json_of
from reports.trackers.jira.sites import PROPERTY, Cloud, Json, Server, Site, read_issue
from reports.trackers.jira.workflow import Workflow
from reports.trackers.options import Options, web_address
from reports.trackers.secrets import find_token

_EXAMPLE: Final = "jira:https://jira.example.org/PROJECT"
_CLOUD: Final = ".atlassian.net"
_PREFIXES: Final[Mapping[Field, str]] = {
    name: prefix for name, prefix in PREFIXES.items() if name is not Field.STATE
}
_DONE: Final = "done"
# A label has no spaces: they are written as underscores.
_UNFIT: Final = r"_|(?! )\s"


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The issues of a project; nothing is asked of the server yet.

    Raises
    ------
    TrackerError
        The address or a setting is wrong, or there is no token.
    """
    options = Options(name, setup.options)
    options.only("labels", "issue_type", "link_type", "user", "cloud")
    parts = web_address(setup.address, _EXAMPLE)
    path = re.fullmatch(r"/((?:[^/]+/)*)([A-Z][A-Z0-9_]+)/?", parts.path)
    if path is None:
        raise TrackerError(Notice("tracker_address", (("example", _EXAMPLE),)), is_fatal=True)
    host = parts.hostname or ""
    is_cloud = options.flag("cloud", host.endswith(_CLOUD))
    user = options.text("user", "")
    if is_cloud and not user:
        raise options.wrong("user", 'user = "name@example.org"')
    token = find_token(setup.secrets, name, host)
    basic = base64.b64encode(f"{user}:{token}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}" if user else f"Bearer {token}"}
    web = f"{parts.scheme}://{parts.netloc}/{path[1]}"
    return JiraTracker(Service(web, setup, headers), is_cloud, path[2], options)


class JiraTracker:
    """A project of Jira as a tracker."""

    def __init__(self, service: Service, is_cloud: bool, project: str, options: Options) -> None:
        self._service = service
        self._site: Site = (Cloud if is_cloud else Server)(service)
        self._project = project
        self._labels = FieldLabels.of(":", options, _PREFIXES, forbidden=_UNFIT)
        self._issue_type = options.text("issue_type", "任务")
        self._workflow = Workflow(service, self._site.api, project, self._issue_type)
        self._link_type = options.text("link_type", "Relates")
        self.capabilities = Capabilities(
            self._site.markup, frozenset({Field.TITLE, Field.BODY, Field.STATE, *_PREFIXES})
        )

    def tickets(self) -> Iterator[Ticket]:
        """Every issue with the label `crossyear` whose label or property has a key, oldest first."""
        return (ticket for ticket in self._listed(OWN_LABEL) if ticket.key)

    def find(self, key: str) -> Sequence[Ticket]:
        """The issues with the key's label, oldest first."""
        return [ticket for ticket in self._listed(self._labels.of_key(key)) if ticket.key == key]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new issue, and then its state, unless the workflow begins with it.

        Raises `TrackerError`, too, where the workflow does not know the state; nothing is made then.
        """
        state = fields.get(Field.STATE)
        self._workflow.check(state)
        draft = {
            "fields": {
                "project": {"key": self._project},
                "issuetype": {"name": self._issue_type},
                "labels": [_joined(label) for label in self._labels.changed((), key, fields)],
                **self._texts(fields),
            },
            "properties": _property(key, memory),
        }
        made = json_of(self._service.send("POST", f"{self._site.api}/issue", json=draft, repeatable=False))
        ticket = self._ticket(self._issue(made["key"]))
        if self._workflow.move(ticket, state):
            return self._ticket(self._issue(made["key"]))
        return ticket

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """The state, where it is another, and then all else with the note in one request."""
        issue = self._issue(ticket.id)
        now = self._ticket(issue)
        if now.version != ticket.version:
            raise StaleError(Notice("tracker_stale", (("address", now.url),)))
        self._workflow.move(now, fields.get(Field.STATE))
        labels = issue["fields"]["labels"]
        wanted = [_joined(each) for each in self._labels.changed(map(_spaced, labels), now.key, fields)]
        coming = [{"add": label} for label in wanted if label not in labels]
        going = [{"remove": label} for label in labels if label not in wanted]
        change: Json = {
            "fields": self._texts(fields),
            "update": {"labels": coming + going},
            "properties": _property(now.key, memory),
        }
        if note is not None:
            change["update"]["comment"] = [{"add": {"body": self._site.write_text(note.text)}}]
        path = f"{self._site.api}/issue/{ticket.id}"
        self._service.send("PUT", path, json=change, repeatable=note is None)
        return self._ticket(self._issue(ticket.id))

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """A link, by default of the type "Relates"."""
        if other.id in self._ticket(self._issue(ticket.id)).related:
            return
        link = {
            "type": {"name": self._link_type},
            "inwardIssue": {"key": ticket.id},
            "outwardIssue": {"key": other.id},
        }
        self._service.send("POST", f"{self._site.api}/issueLink", json=link, repeatable=True)

    def close(self) -> None:
        """Let go of connections."""
        self._service.close()

    def _listed(self, label: str) -> list[Ticket]:
        found = map(self._ticket, self._site.search(self._project, label))
        return sorted(found, key=lambda ticket: int(ticket.id.rpartition("-")[2]))

    def _issue(self, key: str) -> Json:
        return read_issue(self._service, self._site.api, key)

    def _texts(self, fields: Fields) -> Json:
        texts: Json = {}
        if Field.TITLE in fields:
            texts["summary"] = fields[Field.TITLE]
        if Field.BODY in fields:
            texts["description"] = self._site.write_text(fields[Field.BODY])
        return texts

    def _ticket(self, issue: Json) -> Ticket:
        values = issue["fields"]
        labels = [_spaced(label) for label in values["labels"]]
        kept = issue.get("properties", {}).get(PROPERTY, {})
        mark = self._labels.own_mark(labels, Mark(kept["key"], kept["memory"]) if kept else None)
        fields = {
            Field.TITLE: values["summary"],
            Field.BODY: self._site.read_text(values["description"]),
            Field.STATE: values["status"]["name"],
            **self._labels.fields(labels),
        }
        links = (link.get("inwardIssue") or link["outwardIssue"] for link in values["issuelinks"])
        is_closed = values["status"]["statusCategory"]["key"] == _DONE
        return Ticket(
            issue["key"],
            mark.key,
            fields,
            mark.memory,
            is_closed,
            frozenset(link["key"] for link in links),
            version_of(fields, mark.memory, is_closed),
            f"{self._service.base}browse/{issue['key']}",
        )


def _property(key: str, memory: str) -> list[Json]:
    return [{"key": PROPERTY, "value": {"key": key, "memory": memory}}]


def _joined(label: str) -> str:
    return label.replace(" ", "_")


def _spaced(label: str) -> str:
    return label.replace("_", " ")
