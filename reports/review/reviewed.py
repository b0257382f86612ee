"""Labels that were exported from a review, read back as what is known of the measures of two reports."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from compare.decisions.recalibration import Reviewed
from compare.errors import InputError
from compare.language.characters import squeeze
from compare.model import Measure, Notice, Report, Role
from reports.review.labels import GOLD, UNITS

_SAME_REPORTS: Final = 0.5  # of what was reviewed, as much has to stand in the reports
_PREAMBLE: Final = frozenset({Role.PREAMBLE.value})
_COUNTED: Final = frozenset(role.value for role in Role) - _PREAMBLE  # a greeting is decided on by nobody
_Lines = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoredLabels:
    """What labels say of two reports; nothing, and a notice of it, where they are of other reports.

    What was learned of other reports makes links worse more often than better.
    """

    reviewed: Reviewed | None
    notices: tuple[Notice, ...] = ()


def read_labels(folder: Path, baseline: Report, current: Report) -> StoredLabels:
    """What the labels in a folder say of two reports; a sentence that was corrected since says nothing.

    Raises
    ------
    InputError
        The folder holds no labels, or none that can be read, or nothing was reviewed.
    """
    gold = _read(folder, GOLD)
    measures = {"baseline": baseline.measures, "current": current.measures}
    lines = {side: _read(folder, name) for side, name in UNITS.items()}
    try:
        places = [_places(lines[side], measures[side]) for side in UNITS]
        judged, preamble = ([_units(gold, side, roles) for side in UNITS] for roles in (_COUNTED, _PREAMBLE))
        links = [(each["baseline"], each["current"]) for each in gold if each["type"] == "link"]
        reviewed = Reviewed(
            rows=_placed(judged[0], places[0]),
            columns=_placed(judged[1], places[1]),
            links=frozenset(
                (places[0][before], places[1][after])
                for befores, afters in links
                for before, after in product(befores, afters)
                if before in places[0] and after in places[1]
            ),
            preamble_rows=_placed(preamble[0], places[0]),
            preamble_columns=_placed(preamble[1], places[1]),
        )
    except (KeyError, TypeError, AttributeError):
        raise InputError(folder, Notice("labels_unreadable", (("name", GOLD),))) from None
    total, count = sum(map(len, judged)), len(reviewed.rows) + len(reviewed.columns)
    if not total:
        raise InputError(folder, Notice("nothing_labelled"))
    if count < _SAME_REPORTS * total:
        return StoredLabels(None, (Notice("other_labels", (("total", str(total)), ("count", str(count)))),))
    return StoredLabels(reviewed)


def _read(folder: Path, name: str) -> _Lines:
    try:
        text = (folder / name).read_text(encoding="utf-8")
        lines = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(folder, Notice("no_labels", (("name", name),))) from None
    except OSError as error:
        raise InputError(
            folder / name, Notice("unreadable", (("reason", error.strerror or str(error)),))
        ) from None
    except (ValueError, RecursionError):
        raise InputError(folder, Notice("labels_unreadable", (("name", name),))) from None
    if not all(isinstance(line, dict) for line in lines):
        raise InputError(folder, Notice("labels_unreadable", (("name", name),)))
    return lines


def _units(gold: _Lines, side: str, roles: Collection[str]) -> frozenset[int]:
    """The units of a side that are of these roles."""
    return frozenset(
        unit
        for label in gold
        if label["type"] == "role" and label["side"] == side and label["role"] in roles
        for unit in label["units"]
    )


def _placed(units: Iterable[int], places: Mapping[int, int]) -> frozenset[int]:
    return frozenset(places[unit] for unit in units if unit in places)


def _places(lines: _Lines, measures: Sequence[Measure]) -> dict[int, int]:
    """The index of every unit's measure; of sentences that are alike the first is the first."""
    at = {key: index for index, key in enumerate(_numbered(measure.text for measure in measures))}
    units = [line for line in lines if line["kind"] == "text"]
    numbered = zip(units, _numbered(unit["text"] for unit in units), strict=True)
    return {unit["id"]: at[key] for unit, key in numbered if key in at}


def _numbered(texts: Iterable[str]) -> list[tuple[str, int]]:
    """Every text with how often it stood before."""
    seen: Counter[str] = Counter()
    numbered = []
    for text in map(squeeze, texts):
        numbered.append((text, seen[text]))
        seen[text] += 1
    return numbered
