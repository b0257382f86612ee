"""A decision as a JSON object, and back; see `reports/review/README.md` for what stands in it."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from compare.decisions.standing import Action, Decision, Named
from compare.expressions import expression
from compare.model import ChangeKind, PledgeState, Role, Status

_ID: Final = expression(r"[0-9A-Za-z-]{8,64}")
_WHEN: Final = expression(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_VALUES: Final[dict[Action, type[StrEnum]]] = {
    Action.ACCEPT: Status,
    Action.STATUS: Status,
    Action.ROLE: Role,
    Action.CHANGE: ChangeKind,
    Action.PLEDGE: PledgeState,
}
_LONGEST: Final = {"who": 100, "note": 10_000, "text": 1_000_000}
_MOST: Final = 1_000
_HALF: Final = expression(r"[\ud800-\udfff]")  # of a pair, which JSON can write and no file hold
_SHOWN: Final = 40
_Value = TypeVar("_Value", bound=StrEnum)


def now() -> str:
    """The time in UTC to the millisecond: `2025-01-07T08:00:00.000Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_record(decision: Decision) -> dict[str, Any]:
    """A decision as its JSON object; what is empty is left out."""
    record: dict[str, Any] = {
        "id": decision.id,
        "when": decision.when,
        "who": decision.who,
        "action": decision.action.value,
        "value": decision.value,
        "baseline": [{"id": each.id, "text": each.text} for each in decision.baseline],
        "current": [{"id": each.id, "text": each.text} for each in decision.current],
        "note": decision.note,
        "undoes": decision.undoes,
        "after": list(decision.after),
    }
    return {name: value for name, value in record.items() if value}


def from_record(record: object) -> Decision:
    """The decision in a JSON object, which may come from anywhere.

    Raises
    ------
    ValueError
        Something is missing or of another type, too long, or of a value that there is not.
    """
    if not isinstance(record, dict):
        message = "no JSON object"
        raise ValueError(message)
    action = _one_of(Action, _text(record, "action"), "action")
    decision = Decision(
        id=_matching(_ID, _text(record, "id"), "id"),
        when=_matching(_WHEN, _text(record, "when"), "when"),
        who=_text(record, "who"),
        action=action,
        baseline=_named(record, "baseline"),
        current=_named(record, "current"),
        value=_text(record, "value"),
        note=_text(record, "note"),
        after=tuple(_matching(_ID, each, "after") for each in _list(record, "after")),
        undoes=_text(record, "undoes"),
    )
    _check(decision)
    return decision


def _check(decision: Decision) -> None:
    if decision.action is Action.UNDO:
        _matching(_ID, decision.undoes, "undoes")
        return
    if decision.action in _VALUES:
        _one_of(_VALUES[decision.action], decision.value, "value")
    both = decision.joins or decision.action in (Action.UNLINK, Action.CHANGE)
    sides = (bool(decision.baseline), bool(decision.current))
    plans = decision.action is not Action.PLEDGE or decision.baseline
    if not any(sides) or (both and not all(sides)) or not plans:
        message = f"{decision.action.value} does not name its measures"
        raise ValueError(message)


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST.get(name, 200):
        message = f"{name} is no text, or too long"
        raise ValueError(message)
    if _HALF.search(value):
        message = f"{name} has half a character in it"
        raise ValueError(message)
    return value


def _one_of(values: type[_Value], value: str, name: str) -> _Value:
    try:
        return values(value)
    except ValueError:
        message = f"{name} {value[:_SHOWN]!r} is none of {', '.join(values)}"
        raise ValueError(message) from None


def _matching(pattern: re.Pattern[str], value: object, name: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        message = f"{name} {str(value)[:_SHOWN]!r} is not of the form {pattern.pattern}"
        raise ValueError(message)
    return value


def _list(record: dict[str, Any], name: str) -> Sequence[Any]:
    value = record.get(name, [])
    if not isinstance(value, list) or len(value) > _MOST:
        message = f"{name} is no list, or too long"
        raise ValueError(message)
    return value


def _named(record: dict[str, Any], name: str) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for each in _list(record, name):
        if not isinstance(each, dict) or not _text(each, "id"):
            message = f"{name} names no measure"
            raise ValueError(message)
        found[each["id"]] = Named(each["id"], _text(each, "text"))
    return tuple(found.values())
