"""From a document to a report: its title, year, body and kind, its sections and its measures."""

from pathlib import Path

from compare.errors import InputError
from compare.language.names import extract_names
from compare.language.normalise import LONGEST
from compare.model import Document, Measure, Notice, Report
from compare.outline.identity import measure_ids, read_identity
from compare.outline.paragraphs import read_paragraphs
from compare.outline.roles import assign_roles
from compare.outline.tree import Outline, build_outline


def build_report(document: Document) -> Report:
    """The report that a document holds, its figures not read yet.

    Every sentence becomes a `Measure`, preambles too; their role says which they are.

    Raises
    ------
    InputError
        There is no sentence in it.
    """
    paragraphs, notices = read_paragraphs(document)
    outline = build_outline(paragraphs)
    if not any(sentence.section or sentence.text.endswith("。") for sentence in outline.sentences):
        raise InputError(Path(document.source), Notice("no_text"))
    identity = read_identity([paragraph.text for paragraph in paragraphs], Path(document.source).stem)
    return Report(
        title=identity.title,
        year=identity.year,
        body=identity.body,
        kind=identity.kind,
        source=document.source,
        sha256=document.sha256,
        sections=outline.sections,
        measures=_measures(outline, identity.year, f"{identity.body}\n{identity.kind}"),
        notices=(*notices, *identity.notices, *_doubts(outline)),
    )


def _measures(outline: Outline, year: int | None, owner: str) -> tuple[Measure, ...]:
    ids = measure_ids(owner, (sentence.text for sentence in outline.sentences))
    roles = assign_roles(outline, year)
    return tuple(
        Measure(
            id=identity,
            text=sentence.text,
            role=role,
            section=sentence.section,
            paragraph=sentence.paragraph,
            page=sentence.page,
            names=extract_names(sentence.text),
        )
        for identity, role, sentence in zip(ids, roles, outline.sentences, strict=True)
    )


def _doubts(outline: Outline) -> tuple[Notice, ...]:
    doubts = [Notice("no_headings")] if len(outline.sections) == 1 else []
    if any(len(sentence.text) > LONGEST for sentence in outline.sentences):
        doubts.append(Notice("long_sentence", (("length", str(LONGEST)),)))
    return tuple(doubts)
