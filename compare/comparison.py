"""From two reports to their comparison: the stages in their order, and the change list they end in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compare.alignment.features import word_weights
from compare.alignment.link_model import LinkModel
from compare.alignment.links import Alignment, Link, align
from compare.alignment.logistic import Logistic
from compare.alignment.reasons import explain
from compare.alignment.sections import align_sections
from compare.alignment.similarity import Similarity, ngram_similarity
from compare.changes.diff import diff_texts
from compare.changes.figures import pair_figures
from compare.changes.kinds import ChangeModel, Sides, change_kind
from compare.changes.pledges import find_pledges
from compare.decisions.applied import rule
from compare.decisions.standing import Decision
from compare.errors import InputError
from compare.figures.extract import with_figures
from compare.language.bodies import same_body
from compare.language.characters import simplified
from compare.model import (
    Candidate,
    Change,
    Comparison,
    Document,
    Evidence,
    Measure,
    Notice,
    Report,
    Role,
    SectionLink,
    Status,
)
from compare.outline.report import build_report
from compare.reading import read_document


@dataclass(frozen=True, slots=True)
class Models:
    """What decides: the fitted models (None for those of the toolkit), and how likeness is measured."""

    link: LinkModel | None = None
    change: ChangeModel | None = None
    pledge: Logistic | None = None
    similarity: Similarity = ngram_similarity


DEFAULT_MODELS: Final = Models()
_UNCERTAIN: Final = (0.3, 0.7)
_FEW_LINKS: Final = 0.1


def open_report(path: Path) -> Report:
    """The report in a file; see `compare.reading.read_document` for what is raised."""
    document = read_document(path)
    try:
        return read_report(document)
    except InputError as error:  # which knows the name of the file, not its place
        raise InputError(path, error.notice) from None


def read_report(document: Document) -> Report:
    """The report that a document holds, with the figures of its measures.

    Raises
    ------
    InputError
        There is no sentence in it.
    """
    return with_figures(build_report(document))


def compare_reports(
    baseline: Report,
    current: Report,
    models: Models = DEFAULT_MODELS,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """What became of every measure of both reports; reviewers' decisions bind it.

    `compare_reports(open_report(Path("2023.txt")), open_report(Path("2024.txt")))`.
    """
    rulings = rule(decisions, baseline, current)
    alignment = rulings.bind(align(baseline, current, model=models.link, similarity=models.similarity))
    sections = align_sections(baseline, current, alignment.probability)
    weight = word_weights((*baseline.measures, *current.measures))
    changes = [_continued(link, baseline, current, sections, weight, models) for link in alignment.links]
    linked_rows = {row for link in alignment.links for row in link.baseline}
    linked_columns = {column for link in alignment.links for column in link.current}
    changes += [
        _dropped(row, baseline, current, alignment)
        for row in range(len(baseline.measures))
        if row not in linked_rows
    ]
    changes += [
        _new(column, baseline, current, alignment)
        for column in range(len(current.measures))
        if column not in linked_columns
    ]
    changes = rulings.mark(changes)
    return Comparison(
        baseline=baseline,
        current=current,
        sections=sections,
        changes=_in_reading_order(changes, baseline, current),
        pledges=rulings.answer(find_pledges(baseline, current, alignment.likeness, models.pledge), changes),
        notices=(*_doubts(baseline, current, changes), *rulings.notices),
    )


def _continued(
    link: Link,
    baseline: Report,
    current: Report,
    sections: Sequence[SectionLink],
    weight: Mapping[str, float],
    models: Models,
) -> Change:
    before = tuple(baseline.measures[row] for row in link.baseline)
    after = tuple(current.measures[column] for column in link.current)
    figures = pair_figures(before, after)
    sides = Sides(before, after, figures, weight)
    return Change(
        key=_key(baseline, before[0]),
        status=Status.CONTINUED,
        role=_shared_role(before + after),
        change=change_kind(sides, models.change),
        moved=_moved(before, after, sections),
        score=round(link.score, 4),
        uncertain=_UNCERTAIN[0] <= link.score <= _UNCERTAIN[1],
        evidence=explain(link, baseline, current),
        baseline=before,
        current=after,
        figures=figures,
        diff=diff_texts(_texts(before), _texts(after)),
    )


def _shared_role(measures: Sequence[Measure]) -> Role:
    """What most of its sentences say; a preamble is outvoted by anything that says more."""
    said = Counter(measure.role for measure in measures if measure.role is not Role.PREAMBLE)
    return said.most_common(1)[0][0] if said else Role.PREAMBLE


def _dropped(row: int, baseline: Report, current: Report, alignment: Alignment) -> Change:
    found = alignment.counterparts_of_row(row)
    candidates = tuple(Candidate(current.measures[index], round(score, 4)) for index, score in found)
    return _unlinked(Status.DROPPED, baseline, baseline.measures[row], candidates)


def _new(column: int, baseline: Report, current: Report, alignment: Alignment) -> Change:
    found = alignment.counterparts_of_column(column)
    candidates = tuple(Candidate(baseline.measures[index], round(score, 4)) for index, score in found)
    return _unlinked(Status.NEW, current, current.measures[column], candidates)


def _unlinked(status: Status, report: Report, measure: Measure, candidates: tuple[Candidate, ...]) -> Change:
    best = candidates[0].score if candidates else 0.0
    return Change(
        key=_key(report, measure),
        status=status,
        role=measure.role,
        change=None,
        moved=False,
        score=round(1 - best, 4),
        uncertain=_UNCERTAIN[0] <= best <= _UNCERTAIN[1],
        evidence=(Evidence("nearest", f"{best:.0%}", -best) if candidates else Evidence("no_counterpart"),),
        baseline=(measure,) if status is Status.DROPPED else (),
        current=(measure,) if status is Status.NEW else (),
        candidates=candidates,
    )


def _key(report: Report, measure: Measure) -> str:
    """Minted in the year in which the measure first appears, from its words alone: `2023-1f0c…`."""
    return f"{report.year or 0}-{measure.id}"


def _moved(before: Sequence[Measure], after: Sequence[Measure], sections: Sequence[SectionLink]) -> bool:
    """Whether no part of the measure stayed in a section that belongs to its own."""
    together = {(link.baseline, link.current) for link in sections}
    return not any((a.section, b.section) in together for a in before for b in after)


def _texts(measures: Iterable[Measure]) -> str:
    return "".join(measure.text for measure in measures)


def _in_reading_order(changes: Iterable[Change], baseline: Report, current: Report) -> tuple[Change, ...]:
    """In the order of the current report; a dropped measure follows what stood before it in the baseline."""
    place_in_current = {measure.id: place for place, measure in enumerate(current.measures)}
    place_in_baseline = {measure.id: place for place, measure in enumerate(baseline.measures)}
    listed = list(changes)
    follows: dict[int, int] = {}
    for change in listed:
        if change.status is Status.CONTINUED:
            for measure in change.baseline:
                follows[place_in_baseline[measure.id]] = place_in_current[change.current[0].id]

    def order(change: Change) -> tuple[int, int, int]:
        if change.current:
            return place_in_current[change.current[0].id], 0, 0
        place = place_in_baseline[change.baseline[0].id]
        before = [follows[earlier] for earlier in range(place - 1, -1, -1) if earlier in follows]
        return (before[0] if before else -1), 1, place

    return tuple(sorted(listed, key=order))


def _doubts(baseline: Report, current: Report, changes: Sequence[Change]) -> Iterable[Notice]:
    """What makes the comparison itself doubtful."""
    if baseline.sha256 == current.sha256:
        yield Notice("same_file")
    elif baseline.year is not None and current.year is not None:
        yield from _year_doubts(baseline.year, current.year)
    if not same_body(simplified(baseline.body), simplified(current.body)):
        yield Notice("different_body", (("baseline", baseline.body), ("current", current.body)))
    if baseline.kind and current.kind and baseline.kind != current.kind:
        yield Notice("different_kind", (("baseline", baseline.kind), ("current", current.kind)))
    counted = [change for change in changes if change.role is not Role.PREAMBLE]
    continued = sum(change.status is Status.CONTINUED for change in counted)
    if continued < _FEW_LINKS * len(counted):
        yield Notice("few_links", (("count", str(continued)),))


def _year_doubts(baseline: int, current: int) -> Iterable[Notice]:
    if baseline == current:
        yield Notice("same_year", (("year", str(baseline)),))
    elif baseline > current:
        yield Notice("years_swapped", (("baseline", str(baseline)), ("current", str(current))))
    elif current - baseline > 1:
        yield Notice("years_apart", (("years", str(current - baseline)),))
