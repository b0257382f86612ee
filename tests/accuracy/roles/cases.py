"""Small reports in many spellings that may lie beside the project, held against what is wanted of each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from compare.errors import InputError
from compare.model import Report, Role
from compare.outline.report import build_report
from compare.reading import read_document
from tests.accuracy.pairs import BESIDE
from tests.accuracy.roles.labelled import letters_of

CASES: Final = BESIDE.parent / "cases" / "reading"
_MARK: Final = 3  # letters of a number before a sentence


def faults_of_cases() -> Mapping[str, list[str]]:
    """What is wrong with each case; empty where they are not there."""
    wanted = CASES / "wanted.json"
    if not wanted.is_file():
        return {}
    cases: Mapping[str, Any] = json.loads(wanted.read_text("utf-8"))
    return {name: list(_faults(CASES / name, case)) for name, case in sorted(cases.items())}


def _faults(path: Path, wanted: Mapping[str, Any]) -> Iterator[str]:
    try:
        report = build_report(read_document(path))
    except InputError as error:
        yield f"refused: {error.notice.code}"
        return
    yield from _of_sentences(report, {letters_of(text): role for text, role in wanted["roles"]})
    headings = [letters_of(section.heading) for section in report.sections]
    for heading in wanted.get("headings") or ():
        if not any(letters_of(heading) in each for each in headings):
            yield f"no heading {heading}"
    for name in ("year", "body", "kind"):
        if wanted.get(name) not in (None, getattr(report, name)):
            yield f"{name} {getattr(report, name)!r}, not {wanted[name]!r}"


def _of_sentences(report: Report, wanted: Mapping[str, str]) -> Iterator[str]:
    seen = set()
    for measure in report.measures:
        letters = letters_of(measure.text)
        text = next((each for each in wanted if _is(letters, each)), None)
        if text is None and measure.role is not Role.PREAMBLE:
            yield f"false {measure.role} {measure.text[:20]}"
        elif text is not None:
            seen.add(text)
            if measure.role != wanted[text]:
                yield f"{wanted[text]} taken for {measure.role}: {measure.text[:20]}"
    yield from (f"lost {text[:20]}" for text in wanted if text not in seen)


def _is(letters: str, wanted: str) -> bool:
    """Whether a sentence is the wanted one, with its number perhaps."""
    return letters.endswith(wanted) and 0 <= len(letters) - len(wanted) <= _MARK
