"""How well the structure of labelled reports is read, sentence by sentence against their labels.

Each report is read with models that saw no report of its body.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import accumulate
from typing import Final

from compare.model import Document, Line, Report, Role
from compare.outline.report import build_report
from compare.outline.roles.labels import STATUS_LABELS, LineLabel
from tests.accuracy.roles.held_out import models_without
from tests.accuracy.roles.labelled import Labelled, letters_of

_BAD: Final = 0.1
_APART: Final = (LineLabel.HEADING, LineLabel.FURNITURE, LineLabel.GLOSSARY)


@dataclass(frozen=True, slots=True)
class Structure:
    """Counts over one report or several.

    `crossed` of the `sentences` of deeds, problems and plans have another of these roles, `hidden` are taken
    for preambles; `false` are sentences of the `others`, headings, furniture and glossary, that are taken for
    measures; `lost` of the `letters` stand in no sentence and no heading; `altered` sentences are none of the
    text's own.
    """

    sentences: int = 0
    crossed: int = 0
    hidden: int = 0
    others: int = 0
    false: int = 0
    letters: int = 0
    lost: int = 0
    altered: int = 0

    @property
    def crossed_share(self) -> float:
        return self.crossed / max(1, self.sentences)

    @property
    def hidden_share(self) -> float:
        return self.hidden / max(1, self.sentences)

    @property
    def false_share(self) -> float:
        return self.false / max(1, self.others)

    @property
    def lost_share(self) -> float:
        return self.lost / max(1, self.letters)


def together(found: Iterable[Structure]) -> Structure:
    """The counts of several reports."""
    each = list(found)
    return Structure(*(sum(getattr(one, field.name) for one in each) for field in fields(Structure)))


def structure_of(report: Report, labelled: Labelled) -> tuple[Structure, tuple[str, ...]]:
    """The counts of one report, and what was taken for what, in words."""
    kept = [letters_of(piece.text) for piece in labelled.pieces]
    text, starts = "".join(kept), list(accumulate(map(len, kept), initial=0))
    count: Counter[str] = Counter()
    mistakes: list[str] = []
    covered = bytearray(len(text))
    at = 0
    for measure in report.measures:
        letters = letters_of(measure.text)
        if not letters:
            continue
        found = text.find(letters, at)
        found = text.find(letters) if found < 0 else found
        if found < 0:
            count["altered"] += 1
            mistakes.append(f"altered: {measure.text[:40]}")
            continue
        at = found + len(letters)
        covered[found:at] = b"\1" * len(letters)
        label = labelled.pieces[bisect_right(starts, found + len(letters) // 2) - 1].label
        kind = _mistake(label, measure.role)
        count["sentences"] += label in STATUS_LABELS
        count[kind] += 1
        if kind in ("crossed", "false"):
            mistakes.append(f"{label} taken for {measure.role}: {measure.text[:40]}")
    count["others"] = sum(piece.label in _APART and bool(piece.text.strip()) for piece in labelled.pieces)
    headings = letters_of("".join(section.heading for section in report.sections))
    for piece, letters, start in zip(labelled.pieces, kept, starts, strict=False):
        if piece.label in STATUS_LABELS:
            count["letters"] += len(letters)
            if letters[:12] not in headings:
                lost = covered[start : start + len(letters)].count(0)
                count["lost"] += lost
                if lost:
                    mistakes.append(f"lost {lost} of: {piece.text[:40]}")
    return Structure(**{field.name: count[field.name] for field in fields(Structure)}), tuple(mistakes)


def _mistake(label: str, role: Role) -> str:
    if label in STATUS_LABELS:
        return "hidden" if role is Role.PREAMBLE else "right" if role == label else "crossed"
    return "false" if label in _APART and role is not Role.PREAMBLE else "right"


@dataclass(frozen=True, slots=True)
class Judged:
    """The counts of a group of reports, the reports over a tenth of which is crossed, and all mistakes."""

    structure: Structure
    bad: tuple[str, ...]
    mistakes: tuple[str, ...]


def judge(reports: Iterable[Labelled]) -> Judged:
    """What is read of labelled reports by models that did not see their bodies."""
    found, bad, mistakes = [], [], []
    for labelled in reports:
        lines = tuple(Line(line) for line in labelled.text.split("\n"))
        report = build_report(Document(f"{labelled.name}.txt", "", lines), models_without(labelled.body))
        structure, of_this = structure_of(report, labelled)
        found.append(structure)
        mistakes += [f"{labelled.name}: {mistake}" for mistake in of_this]
        if structure.crossed_share > _BAD:
            bad.append(labelled.name)
    return Judged(together(found), tuple(bad), tuple(mistakes))


def as_line(name: str, judged: Judged, count: int) -> str:
    """The figures of a group of reports in one line."""
    seen = judged.structure
    return (
        f"{name} ({count} reports): crossed {seen.crossed_share:.4f}  false {seen.false_share:.4f}"
        f"  hidden {seen.hidden_share:.4f}  lost {seen.lost_share:.4f}  altered {seen.altered}"
        f"  over a tenth crossed {len(judged.bad)}"
    )
