"""What each committed pair must reach, so that no change of the engine makes it worse unnoticed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Final

from tests.accuracy.scoring import Scores

PATH: Final = Path(__file__).with_name("floors.json")
_SLACK: Final = 0.01  # one label more or less; what is below it is no regression
_STRICT: Final = frozenset({"placed", "present"})  # nothing may be lost, not even one sentence


@dataclass(frozen=True, slots=True)
class Floors:
    """The least values of one pair, and the hash of the texts and labels that they were measured on."""

    inputs: str
    least: Mapping[str, float]


def name_of(pair: str, *, semantic: bool) -> str:
    """By what the floors of a pair are known: those with the encoder beside those without."""
    return f"{pair} --semantic" if semantic else pair


def measured(scores: Scores) -> dict[str, float]:
    """The figures that have a floor; a pair without figure labels, say, has none for figures."""
    counted = {
        "link F1": (scores.link.f1, scores.link.count),
        "status macro-F1": (scores.status_macro_f1, scores.link.count),
        "change": (scores.change.value, scores.change.count),
        "role": (scores.role.value, scores.role.count),
        "pledge F1": (scores.pledge.f1, scores.pledge.count),
        "figure F1": (scores.figure.f1, scores.figure.count),
        "reach": (scores.reach, scores.link.count),
        "placed": (scores.placed, 1),
        "present": (scores.present, 1),
    }
    return {name: value for name, (value, count) in counted.items() if count}


def fallen(floors: Floors, scores: Scores) -> list[str]:
    """Which figures are below their floor, in words: `link F1 0.801 < 0.820`."""
    reached = measured(scores)
    return [
        f"{name} {reached.get(name, 0.0):.3f} < {least:.3f}"
        for name, least in floors.least.items()
        if reached.get(name, 0.0) < least
    ]


def raised(floors: Floors | None, inputs: str, scores: Scores, *, anew: bool = False) -> Floors:
    """The floors that these scores allow: none lower than before, unless they are set anew."""
    known = floors.least if floors and not anew else {}
    below = {name: _below(name, value) for name, value in measured(scores).items()}
    return Floors(inputs, {name: max(value, known.get(name, 0.0)) for name, value in below.items()})


def _below(name: str, value: float) -> float:
    slack = 0.0 if name in _STRICT else _SLACK
    return max(0.0, floor((value - slack) * 1000) / 1000)


def read_floors(path: Path = PATH) -> dict[str, Floors]:
    if not path.is_file():
        return {}
    stored = json.loads(path.read_text("utf-8"))
    return {name: Floors(entry["inputs"], entry["least"]) for name, entry in stored.items()}


def write_floors(floors: Mapping[str, Floors], path: Path = PATH) -> None:
    entries = {name: {"inputs": entry.inputs, "least": dict(entry.least)} for name, entry in floors.items()}
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")
