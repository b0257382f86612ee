"""From a document to a report: its title, year, body and kind, its sections and its measures."""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import itemgetter
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.language.characters import clean, ends_sentence
from compare.language.names import extract_names
from compare.model import Aside, Document, Measure, Notice, Report, Role, TextPart
from compare.outline.doubts import doubts_of
from compare.outline.frame import annexes_in, frame_of
from compare.outline.identity import Identity, measure_ids, read_identity
from compare.outline.paragraphs import Paragraph, read_paragraphs
from compare.outline.roles import (
    LABELS,
    LabelOdds,
    Place,
    RoleModels,
    RoleOdds,
    label_lines,
    role_odds,
    shipped_models,
)
from compare.outline.roles.labels import LineLabel
from compare.outline.roles.this_year import year_reading
from compare.outline.runins import part_run_ins
from compare.outline.tables import notes_of, report_tables
from compare.outline.tree import Sentence, build_outline

_OF_PAGE: Final = {label: float(label is LineLabel.FURNITURE) for label in LABELS}
_SMALLEST_ODD: Final = 0.01
_SHOWN: Final = 30  # characters of a row


def build_report(document: Document, models: RoleModels | None = None) -> Report:
    """The report that a document holds, its figures not read yet.

    Every sentence becomes a `Measure`, preambles too; their role says which they are. What the file itself
    sets apart, as footnotes, and what frames the report stand beside them. `models` decide the roles in place
    of the toolkit's own.

    Raises
    ------
    InputError
        There is no sentence in it.
    """
    models = models or shipped_models()
    paragraphs, notices = read_paragraphs(document)
    end = annexes_in([paragraph.text for paragraph in paragraphs])
    annexes = paragraphs[end:]
    paragraphs = part_run_ins(paragraphs[:end])
    identity = read_identity([paragraph.text for paragraph in paragraphs], Path(document.source).stem)
    paragraphs = _title_joined(paragraphs, identity.title_lines)
    texts = [paragraph.text for paragraph in paragraphs]
    marked = [number for number, paragraph in enumerate(paragraphs) if paragraph.heading]
    cells = [number for number, paragraph in enumerate(paragraphs) if paragraph.cells]
    read = year_reading(texts, identity.year)
    lines = label_lines([read(text) for text in texts], identity.year, identity.kind, models, marked, cells)
    lines = _knowing_title(lines, identity.title_lines)
    outline = build_outline(paragraphs, lines)
    if not any(sentence.section or ends_sentence(sentence.text) for sentence in outline.sentences):
        raise InputError(Path(document.source), Notice("no_text"))
    frame = frame_of(outline.sentences, identity.title)
    told = [sentence for at, sentence in enumerate(outline.sentences) if at not in frame]
    measures = _measures(told, lines, models, identity, read)
    return Report(
        title=identity.title,
        year=identity.year,
        body=identity.body,
        kind=identity.kind,
        source=document.source,
        sha256=document.sha256,
        sections=outline.sections,
        measures=measures,
        notices=(
            *notices,
            *identity.notices,
            *_rows_as_text([texts[number] for number in cells]),
            *_annexes_apart(annexes),
            *doubts_of(outline.sections, measures),
        ),
        tables=report_tables(document, outline.sections, outline.lines),
        asides=(
            *_asides(document),
            *(_framing(outline.sentences[at]) for at in sorted(frame)),
            *(Aside(each.text, TextPart.FURNITURE, each.page_at(0)) for each in annexes),
        ),
    )


def _rows_as_text(rows: Sequence[str]) -> tuple[Notice, ...]:
    """That cells which lost their bounds were read as the page's own, and as no table."""
    if not rows:
        return ()
    return (Notice("table_rows_as_text", (("count", str(len(rows))), ("text", rows[0][:_SHOWN]))),)


def _annexes_apart(annexes: Sequence[Paragraph]) -> tuple[Notice, ...]:
    """That all from `附件1` on was set apart: much of a report may stand there."""
    if not annexes:
        return ()
    return (Notice("annexes_apart", (("count", str(len(annexes))), ("text", annexes[0].text[:_SHOWN]))),)


def _title_joined(paragraphs: Sequence[Paragraph], lines: Sequence[int]) -> tuple[Paragraph, ...]:
    """The paragraphs with the lines of the title as one: `…情况报`, `告` is no title and a heading."""
    if not lines:
        return tuple(paragraphs)
    first, last = lines[0], lines[-1]
    title = reduce(Paragraph.followed_by, paragraphs[first : last + 1])
    return (*paragraphs[:first], title, *paragraphs[last + 1 :])


def _knowing_title(lines: Sequence[LabelOdds], title: Sequence[int]) -> tuple[LabelOdds, ...]:
    """The labels of the lines, of which that of the title, all of it in one, is known."""
    return tuple(_OF_PAGE if number in title[:1] else odds for number, odds in enumerate(lines))


def _asides(document: Document) -> tuple[Aside, ...]:
    """What the file itself sets apart from its text, as footnotes: no part of what is compared."""
    notes = notes_of(document)
    apart = (
        (line, TextPart.GLOSSARY if number in notes else line.part)
        for number, line in enumerate(document.lines)
    )
    return tuple(
        Aside(clean(line.text), part, line.page) for line, part in apart if part is not TextPart.TEXT
    )


def _framing(sentence: Sentence) -> Aside:
    return Aside(sentence.text, TextPart.FURNITURE, sentence.page)


def _measures(
    sentences: Sequence[Sentence],
    lines: Sequence[LabelOdds],
    models: RoleModels,
    identity: Identity,
    read: Callable[[str], str],
) -> tuple[Measure, ...]:
    texts = [sentence.text for sentence in sentences]
    places = [Place(sentence.paragraph - 1, sentence.order, sentence.count) for sentence in sentences]
    odds = role_odds([read(text) for text in texts], places, lines, identity.year, identity.kind, models)
    ids = measure_ids(f"{identity.body}\n{identity.kind}", texts)
    return tuple(map(_measure, ids, odds, sentences))


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
