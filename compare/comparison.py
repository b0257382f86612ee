"""From two reports to their comparison: the stages in their order, and the change list they end in."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from compare.alignment.embedding import EMBEDDING, EmbeddingSimilarity
from compare.alignment.link_model import LinkModel, default_model
from compare.alignment.links import align
from compare.alignment.logistic import Logistic
from compare.alignment.sections import align_sections
from compare.alignment.similarity import Similarity, ngram_similarity
from compare.changes.change_list import in_reading_order, list_changes
from compare.changes.kinds import ChangeModel, default_change_model
from compare.changes.pledges import default_pledge_model, find_pledges
from compare.decisions.applied import rule
from compare.decisions.standing import Decision
from compare.errors import InputError
from compare.figures.extract import with_figures
from compare.language.bodies import same_body
from compare.language.characters import simplified
from compare.model import (
    Change,
    Comparison,
    Document,
    Method,
    Notice,
    Report,
    Role,
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

    @property
    def method(self) -> Method:
        """What they are, as it is recorded in a comparison."""
        embedding = self.similarity if isinstance(self.similarity, EmbeddingSimilarity) else None
        fitted: dict[str, LinkModel | ChangeModel | Logistic] = {
            "link": self.link or default_model(),
            "change": self.change or default_change_model(),
            "pledge": self.pledge or default_pledge_model(),
        }
        return Method(
            similarity=EMBEDDING if embedding else self.similarity.__name__,
            encoder=embedding.encoder if embedding else None,
            models=tuple((name, _fingerprint(model)) for name, model in fitted.items()),
        )


DEFAULT_MODELS: Final = Models()
_FEW_LINKS: Final = 0.1
_FINGERPRINT: Final = 12


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
    changes = rulings.mark(list_changes(baseline, current, alignment, sections, models.change))
    pledges = find_pledges(baseline, current, alignment.likeness, alignment.word_weights, models.pledge)
    return Comparison(
        baseline=baseline,
        current=current,
        sections=sections,
        changes=in_reading_order(changes, baseline, current),
        pledges=rulings.answer(pledges, changes),
        notices=(*_doubts(baseline, current, changes), *rulings.notices),
        method=models.method,
    )


def _fingerprint(model: LinkModel | ChangeModel | Logistic) -> str:
    """The same for the same numbers, on every machine."""
    return hashlib.sha256(json.dumps(asdict(model)).encode()).hexdigest()[:_FINGERPRINT]


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
