"""Any Roundup server with our schema, over REST.

A change is sent with the ETag of what was read just before, so that the server refuses it where somebody else
was faster; a taken key is refused by the server's database. Roundup takes white space off both ends of texts.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, urlsplit

import httpx2

from compare.model import Notice
from reports.trackers.base import (
    Capabilities,
    ExistsError,
    Field,
    Fields,
    Note,
    Setup,
    StaleError,
    Ticket,
    TrackerError,
    UncertainError,
)
from reports.trackers.http import Service
from reports.trackers.roundup.tickets import (
    CAPABILITIES,
    PROPERTIES,
    is_fed,
    properties,
    require,
    ticket,
    version,
)
from reports.trackers.secrets import find_token

_PAGE: Final = 1000
_REFUSED: Final = frozenset({400, 409})
_READ: Final[Mapping[str, str | int]] = {"@fields": ",".join(PROPERTIES), "@verbose": 0}


class RestTracker:
    """The tickets of a server: `RestTracker(Setup("https://duban.example.org/tracker/"))`.

    The token is a JSON web token, or `user:password`.
    """

    def __init__(self, setup: Setup) -> None:
        self._web = setup.address.rstrip("/") + "/"
        token = find_token(setup.secrets, "roundup", urlsplit(self._web).hostname or "")
        self._service = Service(f"{self._web}rest/data/", setup, _headers(self._web, token))
        try:
            self._require_schema()
            states = self._collection("state", {"@fields": "name,closed", "@sort": "order", "@verbose": 0})
        except BaseException:
            self.close()
            raise
        self._numbers = {each["name"]: each["id"] for each in states}
        self._names = {number: name for name, number in self._numbers.items()}
        self._closed = frozenset(each["name"] for each in states if each["closed"])

    @property
    def capabilities(self) -> Capabilities:
        """Everything; the server refuses a key that is taken."""
        return CAPABILITIES

    def tickets(self) -> Iterable[Ticket]:
        """Every ticket that was fed, a page at a time."""
        page = _PAGE
        index = 0
        while page == _PAGE:
            index += 1
            asked = {**_READ, "@sort": "id", "@page_size": _PAGE, "@page_index": index}
            found = self._collection("issue", asked)
            page = len(found)
            yield from (self._ticket(each["id"], each) for each in found if is_fed(each.get("key", "")))

    def find(self, key: str) -> Sequence[Ticket]:
        """The ticket with this key, if there is one."""
        found = self._collection("issue", {**_READ, "key:": key})
        return [self._ticket(each["id"], each) for each in found if each.get("key") == key]

    def create(self, key: str, fields: Fields, memory: str) -> Ticket:
        """A new ticket, in one request."""
        fields = {Field.STATE: next(iter(self._numbers), ""), **fields}
        values = properties(fields, memory, self._numbers)
        # Empty is what a new ticket's properties are anyway, and Roundup refuses to be told so.
        body = {"key": key, **{name: value for name, value in values.items() if value}}
        answer = self._service.send("POST", "issue", json=body, repeatable=False, accepted=_REFUSED)
        if not answer.is_success:
            if self.find(key):
                raise ExistsError(Notice("tracker_exists", (("key", key),)))
            raise TrackerError(Notice("tracker_refused", self._told(answer)))
        try:
            number = answer.json()["data"]["id"]
        except (ValueError, KeyError, TypeError):
            raise UncertainError(Notice("tracker_no_answer", self._told(answer))) from None
        made = Ticket(number, key, {}, url=f"{self._web}issue{number}")
        return self._with(made, fields, memory)

    def update(self, ticket: Ticket, fields: Fields, memory: str, note: Note | None = None) -> Ticket:
        """Change fields and add a note, in one request, unless the ticket has changed."""
        values = properties(fields, memory, self._numbers)
        current, etag = self._current(ticket)
        if current.version != ticket.version:
            raise StaleError(Notice("tracker_changed", (("ticket", ticket.id),)))
        if note:
            # A message that no ticket has yet is shown nowhere: made twice, it does no harm.
            answer = self._service.send("POST", "msg", json={"content": note.text}, repeatable=True)
            values["messages"] = f"+{self._data(answer)['id']}"
        self._put(ticket, values, etag, repeatable=note is None)
        return self._with(current, fields, memory)

    def relate(self, ticket: Ticket, other: Ticket) -> None:
        """Tie two tickets together; the other one shows it as well."""
        current, etag = self._current(ticket)
        if other.id not in current.related:
            self._put(ticket, {"related": f"+{other.id}"}, etag, repeatable=True)

    def close(self) -> None:
        """Close all connections."""
        self._service.close()

    def _require_schema(self) -> None:
        """Say which properties are missing; the server itself names only one, and in many words."""

        def has(kind: str, names: str) -> bool:
            asked: Mapping[str, str | int] = {"@fields": names, "@page_size": 1}
            accepted = _REFUSED | {404}
            answer = self._service.send("GET", kind, params=asked, repeatable=True, accepted=accepted)
            return answer.is_success

        if not has("issue", ",".join(PROPERTIES)):
            require((name for name in PROPERTIES if not has("issue", name)), self._web)
        if not has("state", "name,closed"):
            require(("state.name", "state.closed"), self._web)

    def _collection(self, kind: str, params: Mapping[str, str | int]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._data(self._service.get(kind, **params))["collection"]
        return found

    def _current(self, ticket: Ticket) -> tuple[Ticket, str]:
        # Asked for by its key, since by its number even a ticket that was retired is found.
        path = f"issue/key={quote(ticket.key, safe='')}"
        answer = self._service.send("GET", path, params=_READ, repeatable=True, accepted=_REFUSED)
        if not answer.is_success:
            raise StaleError(Notice("tracker_changed", (("ticket", ticket.id),)))
        return self._ticket(ticket.id, self._data(answer)["attributes"]), answer.headers.get("etag", "")

    def _put(self, ticket: Ticket, values: Mapping[str, Any], etag: str, *, repeatable: bool) -> None:
        headers = {"If-Match": etag}
        self._service.send("PUT", f"issue/{ticket.id}", json=values, headers=headers, repeatable=repeatable)

    def _data(self, answer: httpx2.Response) -> Any:
        try:
            return answer.json()["data"]
        except (ValueError, KeyError, TypeError):
            raise TrackerError(
                Notice("roundup_no_server", (("address", self._web),)), is_fatal=True
            ) from None

    def _told(self, answer: httpx2.Response) -> tuple[tuple[str, str], ...]:
        reason = " ".join(answer.text.split())[:200]
        return (("status", str(answer.status_code)), ("address", self._web), ("reason", reason))

    def _with(self, ticket: Ticket, fields: Fields, memory: str) -> Ticket:
        """The ticket with what was just written, as the server keeps it."""
        kept = {**dict.fromkeys(Field, ""), **ticket.fields}
        kept |= {name: _kept(text) for name, text in fields.items()}
        memory = _kept(memory)
        closed = kept[Field.STATE] in self._closed
        return replace(ticket, fields=kept, memory=memory, closed=closed, version=version(kept, memory))

    def _ticket(self, number: str, values: Mapping[str, Any]) -> Ticket:
        # What the user may not see is left out by the server.
        require((name for name in PROPERTIES if name not in values), self._web)
        state = self._names.get(values[Field.STATE] or "", "")
        return ticket(number, values["key"], values, state, state in self._closed, self._web)


def _kept(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")


def _headers(web: str, token: str) -> dict[str, str]:
    """Who asks, and from where: else Roundup suspects that another page sent it."""
    encoded = base64.b64encode(token.encode()).decode()
    parts = urlsplit(web)
    return {
        "Authorization": f"Basic {encoded}" if ":" in token else f"Bearer {token}",
        "X-Requested-With": "crossyear",
        "Origin": f"{parts.scheme}://{parts.netloc}",
    }
