"""Smaller and respelled copies of labelled reports, so that a model does not take length for what it means.

Fitted on whole reports alone, a model gets half of the sentences of a page-long report wrong.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from compare.model import Role
from compare.outline.roles.labels import STATUS_LABELS, LineLabel
from tests.accuracy.roles.labelled import Lines
from tests.accuracy.roles.wordings import (
    AHEAD,
    CLOSES,
    DUTIES,
    INTRODUCTIONS,
    KINDS,
    LACKING,
    NUMBERINGS,
    OPENINGS,
    ORDINALS,
    REMEDIES,
    SOME_YEAR,
    SUBJECTS,
    TITLES,
    TURNS,
)

Row = tuple[str, LineLabel | None, list[tuple[str, Role]]]
"""A line, its label, its labelled sentences."""

Sentences = Sequence[tuple[str, Role]]
Told = Mapping[LineLabel, Sentences]

_COPY_WEIGHT: Final = 0.11
_PAGES: Final = 20
_SHRUNKEN: Final = 4
_NUMBER: Final = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）])")
_FIRST: Final = re.compile(r"^[一二三四五六七八九十]+是")
_STOP: Final = re.compile(r"[。；]$")
_SPELLINGS: Final = (
    "as it is",
    "as it is",
    "without numbers",
    "without stops",
    "a line a sentence",
    "a line a sentence with stops",
    "a line a sentence with stops",
)
_BULLETS: Final = ("", "", "●", "-", "1.")
_COUNTED: Final = ("（{}）", "{}.", "{}、", "", "{}是")
_ORDERS: Final = (
    STATUS_LABELS,
    STATUS_LABELS,
    (LineLabel.DONE, LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN),
    (LineLabel.DONE, LineLabel.PROBLEM, LineLabel.DONE, LineLabel.PLAN),
    (LineLabel.DONE, LineLabel.PLAN, LineLabel.PROBLEM),
)
_UNNUMBERED: Final = 0.25
_SOMETIMES: Final = 0.15


def with_copies(reports: Sequence[Lines], seed: int) -> list[Lines]:
    """The reports, and of each shrunken copies, some whose problems are numbered lines, and pages."""
    random = Random(seed)
    found = list(reports)
    for report in reports:
        found += [_copy(report, _shrunken(report, random), random) for _ in range(_SHRUNKEN)]
        found += [_copy(report, _split(report, random), random) for _ in range(2)]
        found += [_copy(report, _outlined(report, random), random) for _ in range(_PAGES)]
    return [report for report in found if report.texts]


def _copy(report: Lines, rows: Iterator[Row], random: Random) -> Lines:
    kept = list(rows)
    sentences = tuple((line, text, role) for line, (_, _, each) in enumerate(kept) for text, role in each)
    year = report.report.year if random.random() < 0.8 else None
    labelled = replace(report.report, year=year, weight=report.report.weight * _COPY_WEIGHT)
    return Lines(labelled, tuple(row[0] for row in kept), tuple(row[1] for row in kept), sentences)


def _rows(report: Lines) -> Iterator[Row]:
    for line, (text, label) in enumerate(zip(report.texts, report.labels, strict=True)):
        yield text, label, [(each, role) for at, each, role in report.sentences if at == line]


def _shrunken(report: Lines, random: Random) -> Iterator[Row]:
    """Every kind of line, of a run of one kind a few, of each a few sentences; in one spelling or another."""
    lines, sentences = random.choice((1, 1, 2, 3)), random.choice((1, 2, 3))
    spelling, bullet = random.choice(_SPELLINGS), random.choice(_BULLETS)
    before, run = None, 0
    for text, label, each in _rows(report):
        run = run + 1 if label == before else 1
        before = label
        if run > _most(label, lines) or random.random() < _dropped(label):
            continue
        if label in STATUS_LABELS and each:
            start = random.randrange(len(each)) if len(each) > sentences and random.random() < 0.5 else 0
            title = text[: max(0, text.find(each[0][0]))] if random.random() < 0.6 else ""
            each = each[start : start + sentences]
            text = title + "".join(sentence for sentence, _ in each)
        if spelling.startswith("a line a sentence") and label in STATUS_LABELS and each:
            for sentence, role in each:
                if role.value == label.value:
                    said = sentence if spelling.endswith("with stops") else _STOP.sub("", sentence)
                    yield bullet + said, label, [(said, role)]
        elif spelling == "without numbers":
            yield _NUMBER.sub("", text), label, each
        elif spelling == "without stops":
            last = [(_STOP.sub("", sentence), role) for sentence, role in each[-1:]]
            yield _STOP.sub("", text), label, [*each[:-1], *last]
        else:
            yield text, label, each


def _most(label: LineLabel | None, lines: int) -> int:
    if label is LineLabel.GLOSSARY:
        return 3
    return lines if label in (*STATUS_LABELS, LineLabel.PREAMBLE) else 1000


def _dropped(label: LineLabel | None) -> float:
    shares = {LineLabel.FURNITURE: 0.5, LineLabel.PREAMBLE: 0.4, LineLabel.HEADING: _SOMETIMES, None: 0.5}
    return shares.get(label, 0.0)


def _split(report: Lines, random: Random) -> Iterator[Row]:
    """Problems, and now and then other paragraphs, as a numbered line a sentence."""
    number = random.choice(_COUNTED)
    for text, label, each in _rows(report):
        of_one_kind = all(role in (label, Role.PREAMBLE) for _, role in each)
        chosen = label is LineLabel.PROBLEM or (label in STATUS_LABELS and random.random() < _SOMETIMES)
        if not (chosen and of_one_kind and len(each) > 1):
            yield text, label, each
            continue
        for order, (sentence, role) in enumerate(each):
            if role is Role.PREAMBLE:
                yield sentence, None if order else LineLabel.PREAMBLE, [(sentence, role)]
                continue
            ordinal = str(order + 1) if number == "{}." else ORDINALS[min(order, 9)]
            yield number.format(ordinal) + _FIRST.sub("", sentence), label, [(sentence, role)]


def _outlined(report: Lines, random: Random) -> Iterator[Row]:
    """A page under three headings of the usual words: some deeds, some problems, some plans, and a close."""
    told = {
        label: [(text, role) for _, text, role in report.sentences if role.value == label.value]
        for label in STATUS_LABELS
    }
    if not all(told.values()):
        return
    year = report.report.year or SOME_YEAR
    number, inner = random.choice(NUMBERINGS), random.choice(NUMBERINGS)
    if random.random() < _UNNUMBERED:
        number = inner = ("",) * len(ORDINALS)
    titles = {label: _title(label, year, random) for label in TITLES}
    yield f"{report.report.body}{year}年度{random.choice(KINDS)}", LineLabel.FURNITURE, []
    opens_with_heading = random.random() < _SOMETIMES
    if opens_with_heading:
        yield number[0] + random.choice(INTRODUCTIONS), LineLabel.HEADING, []
    if opens_with_heading or random.random() < 0.7:
        yield random.choice(OPENINGS).format(year=year), LineLabel.PREAMBLE, []
    together = random.random() < 0.4
    without_stops = random.random() < 0.2
    order, seen = int(opens_with_heading), set[LineLabel]()
    for label in random.choice(_ORDERS):
        some = _some(told[label], random)
        if label is LineLabel.PLAN and together:
            continue
        some = _with_outlook(label, some, told, year, random)
        title = titles[label] if label not in seen else random.choice(DUTIES)
        seen.add(label)
        if label is LineLabel.PROBLEM and together:
            title = f"{title}及{random.choice(REMEDIES)}"
            plans = _some(told[LineLabel.PLAN], random)
            some = [*some, (random.choice(TURNS).format(next=year + 1) + plans[0][0], Role.PLAN), *plans[1:]]
        yield number[order] + title, LineLabel.HEADING, []
        order += 1
        yield from _section(label, some, told[label], together, inner, without_stops, random)
    yield from ((line.format(year=year + 1), LineLabel.FURNITURE, []) for line in random.choice(CLOSES))


def _title(label: LineLabel, year: int, random: Random) -> str:
    """A heading's words, at times with the year that it is about."""
    title = random.choice(TITLES[label])
    about = {LineLabel.DONE: year, LineLabel.PLAN: year + 1}.get(label)
    if about and "{" not in title and random.random() < _UNNUMBERED:
        title = f"{about}年{title}"
    return title.format(year=year, next=year + 1)


def _with_outlook(label: LineLabel, some: Sentences, told: Told, year: int, random: Random) -> Sentences:
    """Deeds, now and then with a sentence that looks ahead or on what is lacking."""
    if label is not LineLabel.DONE:
        return some
    if random.random() < _SOMETIMES:
        text, _ = random.choice(told[LineLabel.PLAN])
        return [*some, (f"{year + 1}年{random.choice(AHEAD)}{text}", Role.PLAN)]
    if random.random() < _SOMETIMES:
        text, _ = random.choice(told[LineLabel.PROBLEM])
        return [*some, (random.choice(LACKING) + _FIRST.sub("", text), Role.PROBLEM)]
    return some


def _section(
    label: LineLabel,
    some: Sentences,
    told: Sentences,
    together: bool,
    inner: Sequence[str],
    without_stops: bool,
    random: Random,
) -> Iterator[Row]:
    """What stands under a heading, perhaps under two more."""
    mixed = None if together or some[-1][1].value != label.value else label
    if label is LineLabel.PROBLEM or random.random() >= 0.5:
        yield from _laid_out(some, mixed, inner, without_stops, random)
        return
    for number, part in zip(inner, (some, _some(told, random)), strict=False):
        yield number + random.choice(SUBJECTS), LineLabel.HEADING, []
        yield from _laid_out(part, mixed, random.choice(NUMBERINGS), without_stops, random)


def _laid_out(
    some: Sentences,
    label: LineLabel | None,
    inner: Sequence[str],
    without_stops: bool,
    random: Random,
) -> Iterator[Row]:
    """Sentences as one paragraph, as a line each, or as a numbered line each."""
    form = random.choice(("paragraph", "paragraph", "lines", "numbered"))
    if (form == "paragraph" or len(some) == 1) and not without_stops:
        yield "".join(text for text, _ in some), label, list(some)
        return
    for order, (text, role) in enumerate(some):
        number = inner[order % len(inner)] if form == "numbered" else ""
        words = _FIRST.sub("", _STOP.sub("", text) if without_stops else text)
        yield number + words, LineLabel(role.value), [(words, role)]


def _some(told: Sentences, random: Random) -> Sentences:
    start = random.randrange(len(told))
    return list(told[start : start + random.choice((1, 2, 2, 3, 4))])
