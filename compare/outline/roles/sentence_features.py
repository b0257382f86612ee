"""The named features of a sentence: its line's labels, its look, its place in the line, its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from compare.model import Role
from compare.outline.roles.labels import LABELS, ROLES, LabelOdds, LineLabel
from compare.outline.roles.line_features import family_of, years_in
from compare.outline.roles.shapes import SIZES, Features, TextShape

_QUOTED: Final = re.compile(r"[《“]")
_NEIGHBOUR_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: in which line, as which of how many (`order` from 0)."""

    line: int
    order: int
    count: int


def sentence_features(
    sentences: Sequence[TextShape],
    places: Sequence[Place],
    lines: Sequence[LabelOdds],
    year: int | None,
    kind: str,
) -> list[Features]:
    """The features of every sentence: its line's labels (with their probabilities), its words, its place."""
    found: list[Features] = []
    shares = _short_shares(sentences, places)
    family = family_of(kind)
    said = {line: dict(_line_says(lines, line)) for line in {place.line for place in places}}
    for at, (sentence, place) in enumerate(zip(sentences, places, strict=True)):
        flags = [
            *_sentence_looks(sentence),
            *_in_paragraph(sentence, place, likeliest(lines[place.line])),
            *_between(sentences, places, at),
            *years_in("year", sentence.words, year, family),
        ]
        short = shares[place.line]
        values = said[place.line] | {f"size:{sentence.size}&shorts": short, "shorts": short}
        pairs = (
            ("has", sentence.words, 1.0),
            ("begins", sentence.words[:_FIRST_WORDS], 1.0),
            ("ends", sentence.words[-_LAST_WORDS:], 1.0),
            *_neighbours(sentences, places, at),
        )
        found.append(Features(flags, values, pairs))
    return found


_FIRST_WORDS: Final = 8
_LAST_WORDS: Final = 6
_SMALLEST: Final = 1e-3


def likeliest(odds: LabelOdds) -> Role:
    """Of the roles a line may have, the one that its labels speak for."""
    return max(ROLES, key=lambda role: odds[_LABEL_OF[role]])


_LABEL_OF: Final = {role: LineLabel(role.value) for role in ROLES}


def _line_says(labels: Sequence[LabelOdds], line: int) -> Iterator[tuple[str, float]]:
    """What its own line is taken for, and the lines beside it."""
    for label in LABELS:
        says = (log(max(labels[line][label], _SMALLEST)) + 3) / 2
        yield f"line:{label}", says
    for name, at in (("before", line - 1), ("after", line + 1)):
        if 0 <= at < len(labels):
            for label in LABELS:
                yield f"{name}:{label}", labels[at][label]


def _short_shares(sentences: Sequence[TextShape], places: Sequence[Place]) -> Mapping[int, float]:
    """How many of a paragraph's sentences are short; where all are, none is a lead."""
    short: dict[int, list[bool]] = {}
    for sentence, place in zip(sentences, places, strict=True):
        short.setdefault(place.line, []).append(len(sentence.words) <= SIZES[2])
    return {line: sum(each) / len(each) for line, each in short.items()}


def following(form: str, line: Role, last: Role | None) -> Features:
    """What it means for a sentence what its paragraph spoke of last: a deed, a problem, a plan, or none yet.

    After `下一步，…` the rest of a paragraph is planned, though the paragraph began with problems. `form` is
    the sentence's, `line` what its line is likeliest.
    """
    return Features((f"after:{last}", f"after:{last}&form:{form}", f"after:{last}&line:{line}"))


def _sentence_looks(sentence: TextShape) -> Iterator[str]:
    yield "any"
    yield f"form:{sentence.form}"
    yield f"end:{sentence.words[-1:]}"
    yield f"size:{sentence.size}"
    yield f"clauses:{min(4, sentence.words.count('，'))}"
    yield f"quoted:{_QUOTED.search(sentence.words) is not None}"


def _in_paragraph(sentence: TextShape, place: Place, likeliest: str) -> Iterator[str]:
    where = _where(place)
    size, clauses = sentence.size, min(3, sentence.words.count("，"))
    yield f"at:{where}"
    yield f"at:{where}&size:{size}"
    yield f"at:{where}&line:{likeliest}"
    yield f"line:{likeliest}&size:{size}"
    yield f"form:{sentence.form}&line:{likeliest}&size:{size}"
    yield f"of:{min(place.count, 6)}"
    yield f"at:{where}&clauses:{clauses}&form:{sentence.form}"


def _where(place: Place) -> str:
    if place.count == 1:
        return "only"
    if place.order == 0:
        return "first"
    if place.order == place.count - 1:
        return "last"
    return "second" if place.order == 1 else "inside"


def _between(sentences: Sequence[TextShape], places: Sequence[Place], at: int) -> Iterator[str]:
    """How its neighbours in the paragraph look; a short one before long ones is their lead."""
    size = sentences[at].size
    sizes = {"before": "edge", "after": "edge"}
    for name, neighbour in _beside_in_line(sentences, places, at):
        sizes[name] = neighbour.size
        yield f"{name}:form:{neighbour.form}"
        yield f"{name}:end:{neighbour.words[-1:]}"
    yield f"size:{size}&before:{sizes['before']}"
    yield f"size:{size}&after:{sizes['after']}"
    yield f"size:{size[0]}&before:{sizes['before'][0]}&after:{sizes['after'][0]}"


def _neighbours(
    sentences: Sequence[TextShape], places: Sequence[Place], at: int
) -> Iterator[tuple[str, str, float]]:
    for name, neighbour in _beside_in_line(sentences, places, at):
        yield f"{name}:begins", neighbour.words[:_NEIGHBOUR_WORDS], 1.0


def _beside_in_line(
    sentences: Sequence[TextShape], places: Sequence[Place], at: int
) -> Iterator[tuple[str, TextShape]]:
    for name, beside in (("before", at - 1), ("after", at + 1)):
        if 0 <= beside < len(sentences) and places[beside].line == places[at].line:
            yield name, sentences[beside]
