"""From a document to a report: its title, year, body and kind, its sections and its measures."""

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.language.characters import clean, ends_sentence
from compare.language.names import extract_names
from compare.model import Document, Measure, Notice, Report, Role, TextPart
from compare.outline.doubts import doubts_of
from compare.outline.identity import Identity, measure_ids, read_identity
from compare.outline.paragraphs import read_paragraphs
from compare.outline.roles import (
    LabelOdds,
    Place,
    RoleModels,
    RoleOdds,
    label_lines,
    role_odds,
    shipped_models,
)
from compare.outline.runins import part_run_ins
from compare.outline.sentences import split_sentences
from compare.outline.tables import report_tables
from compare.outline.tree import Outline, Sentence, build_outline

_SMALLEST_ODD: Final = 0.01


def build_report(document: Document, models: RoleModels | None = None) -> Report:
    """The report that a document holds, its figures not read yet.

    Every sentence becomes a `Measure`, preambles too; their role says which they are. `models` decide the
    roles in place of the toolkit's own.

    Raises
    ------
    InputError
        There is no sentence in it.
    """
    models = models or shipped_models()
    paragraphs, notices = read_paragraphs(document)
    paragraphs = part_run_ins(paragraphs)
    texts = [paragraph.text for paragraph in paragraphs]
    identity = read_identity(texts, Path(document.source).stem)
    marked = [number for number, paragraph in enumerate(paragraphs) if paragraph.heading]
    lines = label_lines(texts, identity.year, identity.kind, models, marked)
    outline = build_outline(paragraphs, lines)
    if not any(sentence.section or ends_sentence(sentence.text) for sentence in outline.sentences):
        raise InputError(Path(document.source), Notice("no_text"))
    measures = _measures(outline, _apart(document, outline), lines, models, identity)
    return Report(
        title=identity.title,
        year=identity.year,
        body=identity.body,
        kind=identity.kind,
        source=document.source,
        sha256=document.sha256,
        sections=outline.sections,
        measures=measures,
        notices=(*notices, *identity.notices, *doubts_of(outline.sections, measures)),
        tables=report_tables(document, outline.sections, outline.lines),
    )


def _apart(document: Document, outline: Outline) -> list[Sentence]:
    """The sentences that the file itself sets apart from its text, as footnotes: at the end of the report."""
    last = outline.sentences[-1].paragraph if outline.sentences else 0
    apart = [line for line in document.lines if line.part is not TextPart.TEXT]
    return [
        Sentence(text, outline.sections[-1].index, number, order, len(texts), line.page, line.part)
        for number, line in enumerate(apart, start=last + 1)
        for texts in [split_sentences(clean(line.text))]
        for order, text in enumerate(texts)
    ]


def _measures(
    outline: Outline,
    apart: Sequence[Sentence],
    lines: Sequence[LabelOdds],
    models: RoleModels,
    identity: Identity,
) -> tuple[Measure, ...]:
    sentences = (*outline.sentences, *apart)
    texts = [sentence.text for sentence in outline.sentences]
    places = [Place(sentence.paragraph - 1, sentence.order, sentence.count) for sentence in outline.sentences]
    odds = role_odds(texts, places, lines, identity.year, identity.kind, models)
    ids = measure_ids(f"{identity.body}\n{identity.kind}", [sentence.text for sentence in sentences])
    known = (*odds, *({Role.PREAMBLE: 1.0} for _ in apart))
    return tuple(map(_measure, ids, known, sentences))


def _measure(identity: str, odds: RoleOdds, sentence: Sentence) -> Measure:
    """Of a page's furniture and of a glossary no sentence is a measure, whatever it says."""
    is_text = sentence.part is TextPart.TEXT
    likeliest = [(role, round(odd, 3)) for role, odd in odds.items() if odd >= _SMALLEST_ODD]
    likeliest.sort(key=itemgetter(1), reverse=True)
    return Measure(
        id=identity,
        text=sentence.text,
        role=likeliest[0][0] if is_text else Role.PREAMBLE,
        section=sentence.section,
        paragraph=sentence.paragraph,
        page=sentence.page,
        names=extract_names(sentence.text),
        part=sentence.part,
        odds=tuple(likeliest) if is_text else (),
    )
