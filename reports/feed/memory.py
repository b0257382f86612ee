"""What the feeder remembers of a ticket, kept in the ticket itself: the tracker is the truth."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from reports.trackers.base import Field

_DIGEST_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Memory:
    """What was said of a measure last, so that a later run knows it again and sees what people changed.

    `series` is the body and kind of its reports, `years` the two years compared last; `names` are the keys
    of all its sentences of all years; `wrote` has a digest of what was written in each field; `said` is the
    sense of its last note, and `notes` how many it has; `standing` is its status then (`new`, `dropped`,
    `continued`, `gone` from the reports, or `merged`); `text` the letters of its latest sentence; `into` the
    key of the ticket that it became part of, `parted` that of the ticket that it was a part of.
    """

    series: str = ""
    years: tuple[int, int] = (0, 0)
    names: tuple[str, ...] = ()
    wrote: Mapping[Field, str] = field(default_factory=dict)
    said: str = ""
    notes: int = 0
    standing: str = ""
    text: str = ""
    into: str = ""
    parted: str = ""


def digest(text: str) -> str:
    """A short digest of a value as a person sees it: line ends and spaces at the ends do not count."""
    return hashlib.sha256(settled(text).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]


def settled(text: str) -> str:
    """A value without what trackers do to it on the way: other line ends, spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def dump_memory(memory: Memory) -> str:
    """One line of JSON, the same for the same memory; what is empty is left out."""
    record: dict[str, Any] = {
        "v": 1,
        "series": memory.series,
        "years": list(memory.years),
        "names": list(memory.names),
        "wrote": {name.value: memory.wrote[name] for name in sorted(memory.wrote)},
        "said": memory.said,
        "notes": memory.notes,
        "standing": memory.standing,
        "text": memory.text,
        "into": memory.into,
        "parted": memory.parted,
    }
    kept = {name: value for name, value in record.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def load_memory(text: str) -> Memory:
    """What `dump_memory` wrote; of anything else nothing is remembered, and no field taken for ours."""
    try:
        record = json.loads(text)
        return Memory(
            series=str(record.get("series", "")),
            years=_years(record.get("years", (0, 0))),
            names=tuple(map(str, record.get("names", ()))),
            wrote={Field(name): str(value) for name, value in record.get("wrote", {}).items()},
            said=str(record.get("said", "")),
            notes=int(record.get("notes", 0)),
            standing=str(record.get("standing", "")),
            text=str(record.get("text", "")),
            into=str(record.get("into", "")),
            parted=str(record.get("parted", "")),
        )
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return Memory()


def _years(value: Any) -> tuple[int, int]:
    before, after = value
    return int(before), int(after)
