"""The states of Jira's issues: those of a project's workflow, reached only by its transitions."""

from collections.abc import Iterable

from compare.model import Notice
from reports.trackers.base import Field, Ticket, TrackerError
from reports.trackers.http import Service, json_of


class Workflow:
    """The workflow of one type of issues in a project. A state of `None` is one that is not to be changed."""

    def __init__(self, service: Service, api: str, project: str, issue_type: str) -> None:
        self._service = service
        self._api = api
        self._project = project
        self._issue_type = issue_type
        self._known: set[str] | None = None

    def check(self, state: str | None) -> None:
        """See that the workflow knows a state, before an issue is made that cannot have it.

        Raises
        ------
        TrackerError
            It does not.
        """
        if state is None:
            return
        if self._known is None:
            types = json_of(self._service.get(f"{self._api}/project/{self._project}/statuses"))
            of_type = (each["statuses"] for each in types if each["name"] == self._issue_type)
            self._known = {status["name"] for statuses in of_type for status in statuses}
        if self._known and state not in self._known:
            values = (("state", state), ("known", _names(self._known)))
            raise TrackerError(Notice("tracker_no_state", values))

    def move(self, ticket: Ticket, state: str | None) -> bool:
        """Bring an issue into a state; whether it was in another.

        Raises
        ------
        TrackerError
            No transition leads there from where it is.
        """
        if state is None or state == ticket.fields[Field.STATE]:
            return False
        path = f"{self._api}/issue/{ticket.id}/transitions"
        leading_to = {way["to"]["name"]: way["id"] for way in json_of(self._service.get(path))["transitions"]}
        if state not in leading_to:
            values = (("address", ticket.id), ("state", state), ("known", _names(leading_to)))
            raise TrackerError(Notice("state_unreachable", values))
        way = {"transition": {"id": leading_to[state]}}
        self._service.send("POST", path, json=way, repeatable=False)
        return True


def _names(states: Iterable[str]) -> str:
    return "、".join(sorted(states))
