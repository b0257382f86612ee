"""What a page's layout does to a clean text, so that tests can undo it."""

import re
from dataclasses import replace

from compare.language.characters import width_of
from compare.model import Document, Line, Report, Role

_PIECE = re.compile(r"[\x21-\x7e]+[，。；：、！？”’）》】]*|.[，。；：、！？”’）》】]*")
_NUMBER = re.compile(r"(?<=[^\x00-\x7f])(\d[\d.,%]*)(?=[^\x00-\x7f])")


def document(*lines: str, source: str = "报告.txt") -> Document:
    """A document of the given lines."""
    return Document(source, "0" * 64, tuple(Line(line) for line in lines))


def of_role(report: Report, role: Role) -> Report:
    """The report with all its sentences of one role, whatever so short a text was taken for."""
    return replace(report, measures=tuple(replace(each, role=role, odds=()) for each in report.measures))


def wrapped(text: str, width: float, *, indent: float = 0.0) -> list[str]:
    """A paragraph's lines on a page `width` em wide; its first line lacks the `indent`."""
    lines, line, used = [], "", indent
    for piece in _PIECE.findall(text):
        if line and used + width_of(piece) > width:
            lines.append(line)
            line, used = "", 0.0
        line += piece
        used += width_of(piece)
    return [*lines, line]


def as_printed(lines: list[str], per_page: int) -> list[str]:
    """The lines as in a PDF's raw text: spaced numbers, empty lines, a page's first line indented."""
    spaced = [_NUMBER.sub(r" \1 ", line) for line in lines]
    pages = [spaced[start : start + per_page] for start in range(0, len(spaced), per_page)]
    return [
        piece
        for number, page in enumerate(pages, start=1)
        for place, line in enumerate([*page, f"— {number} —"])
        for piece in ((" " if place == 0 else "") + line, "")
    ]
