"""The named features of a line: its look, place, neighbours, years and words, and the headings above it."""

import re
from collections.abc import Iterator, Sequence
from math import log2
from typing import Final

from compare.outline.roles.shapes import DIGIT, SHORT, STOPS, Features, TextShape

_YEAR: Final = re.compile(r"(20\d\d)年")
_FIGURE: Final = re.compile(r"\d[万亿千百]?[^\d年月日.、）]")
_HEAD: Final = 14
_TAIL: Final = 8
_EDGE: Final = 6
_LENGTH_STEP: Final = 60
_BEGINNING: Final = 4  # lines
_WORK_REPORT: Final = "政府工作报告"


def line_features(lines: Sequence[TextShape], year: int | None, kind: str) -> list[Features]:
    """The features of every line, given the report's year and kind."""
    family = family_of(kind)
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
            *words_of(line),
        )
        found.append(Features(flags, {}, pairs))
    return found


def words_of(line: TextShape) -> tuple[tuple[str, str, float], ...]:
    """The pairs of a line's own words; each tells the less the more there are."""
    return (
        ("has", line.words, 1 / (1 + len(line.words) / _LENGTH_STEP)),
        ("begins", line.words[:_HEAD], 1.0),
        ("ends", line.words[-_TAIL:], 1.0),
    )


def _looks(line: TextShape) -> Iterator[str]:
    yield "any"
    yield f"form:{line.form}"
    yield f"close:{line.close}"
    yield f"length:{min(8, int(log2(len(line.words) + 1)))}"
    yield f"stops:{min(line.stops, 4)}"
    digits = len(DIGIT.findall(line.words)) / max(1, len(line.words))
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
        yield from years_in(f"{name}:year", text, year, family)


def years_in(name: str, text: str, year: int | None, family: str) -> Iterator[str]:
    """`2024年` is +1 in a report of 2023; what that means differs between kinds of reports."""
    if year is not None:
        for mentioned in dict.fromkeys(_YEAR.findall(text)):
            apart = int(mentioned) - year
            yield f"{name}:{apart if abs(apart) <= 2 else 'far'}:{family}"


def family_of(kind: str) -> str:
    """A work report of a year reviews the year before, another one its own."""
    return "work" if _WORK_REPORT in kind else "other"


def _headings_above(lines: Sequence[TextShape]) -> tuple[list[str], list[str]]:
    """For each line the heading above it of the topmost numbering, or without a number, and the nearest."""
    top = _topmost(lines)
    above, near = "", ""
    all_above, all_near = [], []
    for line in lines:
        all_above.append(above)
        all_near.append(near)
        title = STOPS.split(line.words)[0]
        if len(title) > SHORT:
            continue
        if line.form == top or _is_plain(line):
            above = title
        if line.form.isdigit() or _is_plain(line):
            near = title
    return all_above, all_near


def chapter_beginnings(lines: Sequence[TextShape]) -> list[bool]:
    """Whether each line is one of the first few below what looks like a topmost heading."""
    top = _topmost(lines)
    headings = [line.is_short and (line.form == top or _is_plain(line)) for line in lines]
    return [any(headings[max(0, at - _BEGINNING) : at]) for at in range(len(lines))]


def _topmost(lines: Sequence[TextShape]) -> str:
    """The form of the topmost numbering of headings."""
    ranks = [int(line.form) for line in lines if line.form.isdigit() and line.is_short]
    return str(min(ranks)) if ranks else ""


def _is_plain(line: TextShape) -> bool:
    """Whether it looks like a heading without a number."""
    return line.form == "" and line.is_short and line.close == "none"
