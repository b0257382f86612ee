"""A user's settings for one tracker, `[trackers.NAME]`: read with their types, and nothing unknown let by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from compare.model import Notice
from reports.trackers.base import TrackerError


@dataclass(frozen=True, slots=True)
class Options:
    """The table of one tracker: `Options("github", {"closed_states": ["已办结"]})`.

    All calls raise `TrackerError` where a setting is of the wrong type.
    """

    tracker: str
    values: Mapping[str, object]

    def only(self, *known: str) -> None:
        """Refuse every setting that is not among these."""
        for name in sorted(self.values.keys() - set(known)):
            values = (("tracker", self.tracker), ("option", name), ("known", "、".join(known) or "—"))
            raise TrackerError(Notice("tracker_option_unknown", values), is_fatal=True)

    def text(self, name: str, default: str) -> str:
        """A setting that is a text and not empty."""
        value = self.values.get(name, default)
        if not isinstance(value, str) or not (value or value == default):
            raise self.wrong(name, f'{name} = "{default or "…"}"')
        return value

    def flag(self, name: str, default: bool) -> bool:
        """A setting that is true or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, f"{name} = {str(default).lower()}")
        return value

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A setting that is a list of texts."""
        value = self.values.get(name, default)
        if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
            raise self.wrong(name, f"{name} = {json.dumps(default, ensure_ascii=False)}")
        return tuple(value)

    def table(self, name: str, default: Mapping[str, str]) -> Mapping[str, str]:
        """A setting that is a table of texts, each in place of a default, under no other name."""
        value = self.values.get(name, {})
        example = f"{name} = {{ {', '.join(f'{key} = {text!r}' for key, text in default.items())} }}"
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise self.wrong(name, example)
        if value.keys() - default.keys():
            raise self.wrong(name, example)
        return {**default, **value}

    def wrong(self, name: str, example: str) -> TrackerError:
        """The error that tells how a setting is to be written."""
        values = (("tracker", self.tracker), ("option", name), ("example", example))
        return TrackerError(Notice("tracker_option_wrong", values), is_fatal=True)


def web_address(address: str, example: str) -> SplitResult:
    """A web address without user, query or fragment: tokens never come from the command line.

    The address is not repeated in the error, lest there be a password in it.

    Raises
    ------
    TrackerError
        It is none.
    """
    wrong = TrackerError(Notice("tracker_address", (("example", example),)), is_fatal=True)
    try:
        parts = urlsplit(address)
        is_plain = parts.port is None or parts.port > 0
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise wrong
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise wrong
    return parts
