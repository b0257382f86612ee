"""A forge's issue as a ticket: a hidden mark at the end of its body, and labels for its fields.

A body `设立服务专窗12个。` is kept as

    设立服务专窗12个。

    ↔ #12
    <!-- crossyear 2023-0a1b2c3d4e5f 12 eyJ2IjoxfQ== -->

where the mark has the key, the related issues, and the feeder's memory in Base64, which cannot end it.
Labels are `crossyear`, `crossyear:2023-0a1b2c3d4e5f`, `进展:待交办`, `类别:举措` …, and a person's own.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from compare.model import Notice
from reports.trackers.base import Field, Fields, TrackerError
from reports.trackers.options import Options

OWN_LABEL: Final = "crossyear"
# What comes of a short list of words or is a year; sentences, sections and figures are told in the body.
PREFIXES: Final = {
    Field.STATE: "进展",
    Field.STATUS: "状态",
    Field.ROLE: "类别",
    Field.CHANGE: "变化",
    Field.YEAR: "年度",
    Field.DUE: "完成时限",
    Field.OUTCOME: "兑现",
}
# GitHub and Gitea take no more. A comma parts labels in what forges are asked for.
_LONGEST_LABEL: Final = 50
_MARK: Final = re.compile(
    r"(?:\r?\n\r?\n)?(?:↔[ #\d]*\r?\n)?"
    r"<!-- crossyear (?P<key>[\w.-]+) (?P<related>[\d,]*) (?P<memory>[\w+/=]*) -->",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the hidden mark says: whose ticket it is, what it is tied to, what the feeder left there."""

    key: str
    memory: str = ""
    related: frozenset[str] = frozenset()


def with_mark(body: str, mark: Mark) -> str:
    """A body with its mark; ties are shown to people too: `↔ #12 #13`."""
    related = sorted(mark.related, key=int)
    shown = f"↔ {' '.join(f'#{each}' for each in related)}\n" if related else ""
    memory = base64.b64encode(mark.memory.encode()).decode()
    between = "\n\n" if body else ""
    return f"{body}{between}{shown}<!-- crossyear {mark.key} {','.join(related)} {memory} -->"


def split_mark(body: str) -> tuple[str, Mark | None]:
    """A body as it was before its mark, and the mark; `None` where a person took it out.

    What a person wrote behind the mark belongs to the body. A mark that was damaged has no memory.
    """
    marks = list(_MARK.finditer(body))
    if not marks:
        return body, None
    found = marks[-1]
    try:
        memory = base64.b64decode(found["memory"], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        memory = ""
    related = frozenset(filter(None, found["related"].split(",")))
    return body[: found.start()] + body[found.end() :], Mark(found["key"], memory, related)


def note_mark(mark: str) -> str:
    """The hidden mark of a note: `<!-- crossyear note 0123456789ab -->`."""
    return f"<!-- crossyear note {mark} -->"


@dataclass(frozen=True, slots=True)
class FieldLabels:
    """How fields are written as labels: `FieldLabels(":", PREFIXES)`; none may have what is `forbidden`."""

    separator: str
    prefixes: Mapping[Field, str]
    forbidden: str = ","

    @classmethod
    def of(
        cls, separator: str, options: Options, prefixes: Mapping[Field, str] = PREFIXES, forbidden: str = ","
    ) -> "FieldLabels":
        """As the user's setting `labels` has it.

        Raises
        ------
        TrackerError
            The setting is of the wrong type.
        """
        named = options.table("labels", {name.value: prefix for name, prefix in prefixes.items()})
        distinct = {prefix for prefix in named.values() if prefix and not re.search(forbidden, prefix)}
        if len(distinct - {OWN_LABEL}) < len(named):
            raise options.wrong("labels", 'labels = { status = "状态" }')
        return cls(separator, {Field(name): prefix for name, prefix in named.items()}, forbidden)

    def of_key(self, key: str) -> str:
        """The label that tells a ticket's key: `crossyear:2023-0a1b2c3d4e5f`."""
        return f"{OWN_LABEL}{self.separator}{key}"

    def keys(self, labels: Iterable[str]) -> list[str]:
        """The keys that labels tell, more than one only by a person's hand."""
        start = self.of_key("")
        return sorted(label.removeprefix(start) for label in labels if label.startswith(start))

    def own_mark(self, labels: Iterable[str], mark: Mark | None) -> Mark:
        """The mark of an issue, or what its label tells where it has none; "" is no ticket's key.

        A mark that came with a text copied from elsewhere is not this issue's.
        """
        keys = self.keys(labels)
        if mark is None or (keys and mark.key not in keys):
            return Mark(keys[0] if keys else "")
        return mark

    def fields(self, labels: Iterable[str]) -> dict[Field, str]:
        """The fields that labels tell; several of one field are all told: `待交办、推进中`."""
        told: dict[Field, str] = {}
        for name, prefix in self.prefixes.items():
            start = prefix + self.separator
            values = sorted(label.removeprefix(start) for label in labels if label.startswith(start))
            told[name] = "、".join(values)
        return told

    def changed(self, labels: Iterable[str], key: str, fields: Fields) -> tuple[str, ...]:
        """The labels with these fields instead of what they told of them, and a person's as they are.

        Raises
        ------
        TrackerError
            A value is too long for a label, or has a comma in it.
        """
        own = {OWN_LABEL, self.of_key(key)}
        starts = [self.prefixes[name] + self.separator for name in fields if name in self.prefixes]
        kept = [
            label for label in labels if label not in own and not label.startswith((*starts, self.of_key("")))
        ]
        written = [self._label(name, fields[name]) for name in self.prefixes if fields.get(name)]
        return (OWN_LABEL, self.of_key(key), *written, *kept)

    def _label(self, name: Field, value: str) -> str:
        label = f"{self.prefixes[name]}{self.separator}{value}"
        if len(label) > _LONGEST_LABEL or re.search(self.forbidden, value):
            raise TrackerError(Notice("label_unfit", (("label", label), ("length", str(_LONGEST_LABEL)))))
        return label


def version_of(fields: Fields, memory: str, closed: bool) -> str:
    """What stands for all that a ticket tells: another, as soon as any of it is another."""
    told = json.dumps([sorted(fields.items()), memory, closed])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
