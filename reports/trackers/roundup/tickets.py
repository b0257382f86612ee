"""What both ways to Roundup share: the properties of our schema, and tickets made of them.

Every field is a property of the same name; the state is a link to the class `state`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from compare.model import Notice
from reports.trackers.base import Capabilities, Field, Fields, Markup, Ticket, TrackerError

CAPABILITIES: Final = Capabilities(Markup.PLAIN, unique_key=True)
TEXTS: Final = tuple(name for name in Field if name is not Field.STATE)
PROPERTIES: Final = ("key", *Field, "memory", "related", "related_from")
_BY_HAND: Final = "manual-"


def is_fed(key: str) -> bool:
    """Whether a ticket was fed, and not made by hand in the page."""
    return not key.startswith(_BY_HAND)


def ticket(number: str, key: str, values: Mapping[str, Any], state: str, closed: bool, web: str) -> Ticket:
    """A ticket of the values of its properties; those of `related` and `related_from` are numbers."""
    fields: Fields = {name: values[name] or "" for name in TEXTS} | {Field.STATE: state}
    memory = values["memory"] or ""
    related = frozenset((*values["related"], *values["related_from"]))
    return Ticket(
        number, key, fields, memory, closed, related, version(fields, memory), f"{web}issue{number}"
    )


def version(fields: Fields, memory: str) -> str:
    """Another text whenever something that is fed has changed; who works on a ticket is none of that."""
    texts = [fields.get(name, "") for name in Field]
    return hashlib.sha256(json.dumps([*texts, memory]).encode()).hexdigest()[:32]


def properties(fields: Fields, memory: str, states: Mapping[str, str]) -> dict[str, Any]:
    """What is to be written; `states` are the numbers of the tracker's states: `{"待交办": "1"}`.

    Raises
    ------
    TrackerError
        The tracker has no such state.
    """
    values: dict[str, Any] = {name.value: text for name, text in fields.items()}
    if state := fields.get(Field.STATE):
        if state not in states:
            known = (("state", state), ("known", "、".join(states)))
            raise TrackerError(Notice("tracker_no_state", known))
        values[Field.STATE] = states[state]
    elif Field.STATE in fields:
        values[Field.STATE] = None
    return {**values, "memory": memory}


def require(missing: Iterable[str], address: str) -> None:
    """Do nothing where the tracker has every property.

    Raises
    ------
    TrackerError
        Some are missing: it has another schema.
    """
    if names := "、".join(missing):
        values = (("address", address), ("names", names))
        raise TrackerError(Notice("roundup_properties", values), is_fatal=True)
