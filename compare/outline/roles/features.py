"""Named features of lines and sentences: what tells a role, each under a name to read its weight by.

`has:完成`, `begins:一年`, `ends:问题`, `under:回顾` are pairs of neighbouring characters of a text, of its
first and last words and of the heading above it; the others say how a line looks and where it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log2
from operator import add
from typing import Final

from compare.language.characters import canonical, ends_sentence, is_traditional, simplified
from compare.model import Role
from compare.outline.headings import BULLET, find_marker
from compare.outline.roles.labels import LABELS, ROLES, LabelOdds, LineLabel


@dataclass(frozen=True, slots=True)
class Features:
    """What one line or sentence shows: `flags` of value 1, `values`, and texts by their `pairs`.

    `("under", "工作回顾", 0.5)` stands for `under:工作`, `under:作回` and `under:回顾`, each of value 0.5.
    """

    flags: Sequence[str]
    values: Mapping[str, float] = field(default_factory=dict)
    pairs: tuple[tuple[str, str, float], ...] = ()

    def all(self) -> dict[str, float]:
        """Every feature by its name."""
        found = {**dict.fromkeys(self.flags, 1.0), **self.values}
        for name, words, value in self.pairs:
            found |= dict.fromkeys((f"{name}:{pair}" for pair in pairs_of(words)), value)
        return found


def pairs_of(words: str) -> set[str]:
    """Each pair of neighbouring characters."""
    return set(map(add, words, words[1:]))


_STOPS: Final = re.compile(r"[。；！？]")
_SPACES: Final = re.compile(r"\s+")
_YEAR: Final = re.compile(r"(20\d\d)年")
_REPUBLIC_YEAR: Final = re.compile(r"(?<!\d)1[0-2]\d(?=年)")  # as Taiwan counts them: 114年 is 2025
_REPUBLIC_BEGAN: Final = 1911
_DIGIT: Final = re.compile(r"\d")
_FIGURE: Final = re.compile(r"\d[万亿千百]?[^\d年月日.、）]")
_QUOTED: Final = re.compile(r"[《“]")
_LIST: Final = re.compile(
    r"(?P<first>[一二三四五六七八九十]+是)|(?P<must>[一二三四五六七八九十]+要)|(?P<dash>[—─-])|(?P<note>[\[〔【]\d{1,3}[\]〕】])"
)
# What most texts are made of; with simplified characters alone nothing is to be done.
_PLAIN: Final = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，。；：、！？（）《》“”%.+\-—·]*")
_SHORT: Final = 40
_SIZES: Final = (8, 13, 20, 35, 60)
_HEAD: Final = 14
_TAIL: Final = 8
_EDGE: Final = 6
_LENGTH_STEP: Final = 60
_WORK_REPORT: Final = "政府工作报告"


@dataclass(frozen=True, slots=True)
class TextShape:
    """A line as its features are read from it: `words` without spaces, in one canonical form.

    `form` names its number or list mark, `close` what it ends with, `size` its length in steps and whether it
    gives a number: `2n` is short and gives one.
    """

    words: str
    form: str
    close: str
    stops: int
    size: str

    @property
    def is_short(self) -> bool:
        """Whether it may be a heading: a short line that holds no stop."""
        return self.stops == 0 and len(self.words) <= _SHORT


def shape_of(text: str) -> TextShape:
    """`（一）加强监管` has the form 3 and no close."""
    bullet = BULLET.match(text)
    words = text[bullet.end() :] if bullet else text
    traditional = is_traditional(words)
    if traditional or not _PLAIN.fullmatch(words):
        words = _SPACES.sub("", simplified(canonical(words))).translate(_WIDE)
    if traditional:
        words = _REPUBLIC_YEAR.sub(lambda year: f"{int(year[0]) + _REPUBLIC_BEGAN}", words)
    close = "stop" if ends_sentence(words) else "colon" if words.endswith("：") else "none"
    return TextShape(words, _form(text), close, len(_STOPS.findall(words)), _size(words))


def _size(words: str) -> str:
    return f"{bisect_left(_SIZES, len(words))}{'n' if _DIGIT.search(words) else ''}"


# Canonical form makes these half-width, and reports use either.
_WIDE: Final = str.maketrans(",;:!?()", "，；：！？（）")


def _form(text: str) -> str:
    marker = find_marker(text)
    if marker is not None:
        return str(marker.rank)
    if BULLET.match(text):
        return "bullet"
    listed = _LIST.match(text)
    return (listed.lastgroup or "") if listed else ""


def line_features(lines: Sequence[TextShape], year: int | None, kind: str) -> list[Features]:
    """The features of every line, given the report's year and kind."""
    family = _family(kind)
    above, near = _headings_above(lines)
    found: list[Features] = []
    for number, line in enumerate(lines):
        flags = [
            *_looks(line),
            *_place(number, len(lines)),
            *_beside(lines, number),
            *_years(line.words, above[number], year, family),
        ]
        pairs = (
            ("under", above[number], 0.5),
            ("near", near[number], 0.5),
            ("has", line.words, 1 / (1 + len(line.words) / _LENGTH_STEP)),
            ("begins", line.words[:_HEAD], 1.0),
            ("ends", line.words[-_TAIL:], 1.0),
        )
        found.append(Features(flags, {}, pairs))
    return found


def _looks(line: TextShape) -> Iterator[str]:
    yield "any"
    yield f"form:{line.form}"
    yield f"close:{line.close}"
    yield f"length:{min(8, int(log2(len(line.words) + 1)))}"
    yield f"stops:{min(line.stops, 4)}"
    digits = len(_DIGIT.findall(line.words)) / max(1, len(line.words))
    yield f"digits:{min(4, int(digits * 20))}"
    if line.is_short:
        figure = "&figure" if _FIGURE.search(line.words) else ""
        comma = "&comma" if "，" in line.words else ""
        yield f"short{figure}"
        yield f"short&form:{line.form}{figure}"
        yield f"short&form:{line.form}&close:{line.close}{figure}{comma}"


def _place(number: int, count: int) -> Iterator[str]:
    yield f"place:{number * 8 // max(1, count)}"
    if number < _EDGE:
        yield f"first:{number}"
    if count - number <= _EDGE:
        yield f"last:{count - number}"


def _beside(lines: Sequence[TextShape], number: int) -> Iterator[str]:
    for name, at in (("before", number - 1), ("after", number + 1)):
        if 0 <= at < len(lines):
            yield f"{name}:form:{lines[at].form}"
            yield f"{name}:close:{lines[at].close}"
            yield f"{name}:short:{lines[at].is_short}"
        else:
            yield f"{name}:edge"


def _years(words: str, above: str, year: int | None, family: str) -> Iterator[str]:
    for name, text in (("head", words[:_LENGTH_STEP]), ("body", words[_LENGTH_STEP:]), ("under", above)):
        yield from _mentioned(f"{name}:year", text, year, family)


def _mentioned(name: str, text: str, year: int | None, family: str) -> Iterator[str]:
    """`2024年` is +1 in a report of 2023; what that means differs between kinds of reports."""
    if year is not None:
        for mentioned in set(_YEAR.findall(text)):
            apart = int(mentioned) - year
            yield f"{name}:{apart if abs(apart) <= 2 else 'far'}:{family}"


def _family(kind: str) -> str:
    """A work report of a year reviews the year before, another one its own."""
    return "work" if _WORK_REPORT in kind else "other"


def _headings_above(lines: Sequence[TextShape]) -> tuple[list[str], list[str]]:
    """For each line the heading above it of the topmost numbering, or without a number, and the nearest."""
    ranks = [int(line.form) for line in lines if line.form.isdigit() and line.is_short]
    top = str(min(ranks)) if ranks else ""
    above, near = "", ""
    all_above, all_near = [], []
    for line in lines:
        all_above.append(above)
        all_near.append(near)
        title = _STOPS.split(line.words)[0]
        if len(title) > _SHORT:
            continue
        is_plain = line.form == "" and line.is_short and line.close == "none"
        if line.form == top or is_plain:
            above = title
        if line.form.isdigit() or is_plain:
            near = title
    return all_above, all_near


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
    family = _family(kind)
    said = {line: dict(_line_says(lines, line)) for line in {place.line for place in places}}
    for at, (sentence, place) in enumerate(zip(sentences, places, strict=True)):
        flags = [
            *_sentence_looks(sentence),
            *_in_paragraph(sentence, place, likeliest(lines[place.line])),
            *_between(sentences, places, at),
            *_mentioned("year", sentence.words, year, family),
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
        short.setdefault(place.line, []).append(len(sentence.words) <= _SIZES[2])
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
        yield f"{name}:begins", neighbour.words[:_EDGE], 1.0


def _beside_in_line(
    sentences: Sequence[TextShape], places: Sequence[Place], at: int
) -> Iterator[tuple[str, TextShape]]:
    for name, beside in (("before", at - 1), ("after", at + 1)):
        if 0 <= beside < len(sentences) and places[beside].line == places[at].line:
            yield name, sentences[beside]
