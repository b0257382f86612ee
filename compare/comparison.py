"""From two reports to their comparison: the stages in their order, and the change list they end in."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compare.alignment.embedding import EMBEDDING, EmbeddingSimilarity
from compare.alignment.evidence.certainty import default_certainty_model
from compare.alignment.evidence.meaning import Meaning
from compare.alignment.link_model import default_link_model
from compare.alignment.links import align
from compare.alignment.logistic import Logistic
from compare.alignment.parts import default_part_model
from compare.alignment.sections import align_sections
from compare.alignment.similarity import Similarity, ngram_similarity
from compare.changes.answers import default_pledge_model
from compare.changes.change_list import in_reading_order, list_changes
from compare.changes.findings import find
from compare.changes.kinds import ChangeModel, default_change_model
from compare.changes.pledges import find_pledges
from compare.changes.tables import compare_tables
from compare.decisions.applied import apply_decisions
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
    Recalibration,
    Report,
    Role,
    Status,
)
from compare.outline.report import build_report
from compare.outline.sentences import hold_to
from compare.reading import read_address, read_document
from compare.reading.address import is_address


@dataclass(frozen=True, slots=True)
class Models:
    """What decides: the fitted models (None for those of the toolkit), and how similarity is measured.

    `meaning` is a sentence encoder's say beside it, where one is asked for (`sentence_meaning()`);
    `recalibration` is what reviewers' labels taught of one body's links, if there are any.
    """

    link: Logistic | None = None
    part: Logistic | None = None
    certainty: Logistic | None = None
    change: ChangeModel | None = None
    pledge: Logistic | None = None
    similarity: Similarity = ngram_similarity
    meaning: Meaning | None = None
    recalibration: Recalibration | None = None

    @property
    def linking(self) -> Logistic:
        """The link model, recalibrated where reviewers' labels taught something."""
        link = self._fitted_link
        return link.recalibrated(self.recalibration) if self.recalibration else link

    @property
    def _fitted_link(self) -> Logistic:
        return self.link or default_link_model(by_meaning=self.meaning is not None)

    @property
    def method(self) -> Method:
        """What they are, as it is recorded in a comparison."""
        embedding = self.similarity if isinstance(self.similarity, EmbeddingSimilarity) else None
        asked = embedding or self.meaning
        fitted: dict[str, ChangeModel | Logistic] = {
            "link": self._fitted_link,
            "part": self.part or default_part_model(),
            "certainty": self.certainty or default_certainty_model(),
            "change": self.change or default_change_model(),
            "pledge": self.pledge or default_pledge_model(by_meaning=self.meaning is not None),
        }
        return Method(
            similarity=EMBEDDING if embedding else _name_of(self.similarity),
            encoder=asked.encoder if asked else None,
            models=tuple((name, _fingerprint(model)) for name, model in fitted.items()),
            recalibration=self.recalibration,
        )


DEFAULT_MODELS: Final = Models()
_FEW_LINKS: Final = 0.1
_FINGERPRINT: Final = 12


def open_report(path: Path | str, *, trusted: bool = False, limit: int | None = None) -> Report:
    """The report in a file, of whatever format there is a reader for.

    Parameters
    ----------
    path
        The file, or an http(s) address as a text.
    trusted
        Whether it may take whatever time and memory it needs, and an address lead into a private network;
        else a format that can hide more than its size tells, as PDF can, is read by a process with limits on
        both.
    limit
        How many sentences it may have at most, where a report that takes minutes is not wanted.

    Returns
    -------
    Report
        Its title, year, body and kind, its sections, and every sentence as a `Measure`; what was left out or
        could not be read is told in its notices.

    Raises
    ------
    InputError
        The file is missing, no file, empty, unreadable, of no format that is known, takes too much to read,
        is longer than the limit, or holds no sentence.

    Examples
    --------
    >>> open_report("seeds/yangpu-2023.txt").kind
    '法治政府建设情况报告'
    """
    at_address = isinstance(path, str) and is_address(path)
    if at_address:
        document = read_address(str(path), trusted=trusted)
    else:
        document = read_document(Path(path), trusted=trusted)
    try:
        if limit is not None:
            hold_to(document, limit)
        return read_report(document)
    except InputError as error:  # which knows the name of the file, not its place
        raise InputError(str(path) if at_address else Path(path), error.notice) from None


def read_report(document: Document) -> Report:
    """The report that a document holds, with the figures of its measures.

    Raises
    ------
    InputError
        There is no sentence in it.

    Examples
    --------
    >>> from compare.model import Line
    >>> lines = ("青山县2023年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗3个。")
    >>> report = read_report(Document("2023.txt", "", tuple(map(Line, lines))))
    >>> report.body, report.year, report.measures[-1].figures[0].value
    ('青山县', 2023, 3.0)
    """
    return with_figures(build_report(document))


def compare_reports(
    baseline: Report,
    current: Report,
    models: Models = DEFAULT_MODELS,
    decisions: Sequence[Decision] = (),
) -> Comparison:
    """What became of every measure of both reports.

    Parameters
    ----------
    baseline, current
        The earlier and the later report.
    models
        What decides: the fitted models, how similarity is measured, what labels taught.
    decisions
        What reviewers said, which binds the comparison.

    Returns
    -------
    Comparison
        Every sentence of both reports stands in exactly one of its changes, in the order of the current
        report; scores are probabilities (0 to 1).

    Examples
    --------
    >>> from compare.model import Line
    >>> def report(*lines: str) -> Report:
    ...     return read_report(Document(lines[0], lines[0], tuple(map(Line, lines))))
    >>> before = report("青山县2023年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗3个。")
    >>> after = report("青山县2024年法治政府建设情况报告", "一、主要举措", "设立企业服务专窗5个。")
    >>> change = compare_reports(before, after).changes[-1]
    >>> change.status.value, change.change.value, change.figures[0].before.value
    ('continued', 'figures', 3.0)
    """
    applied = apply_decisions(decisions, baseline, current)
    alignment = applied.bind(
        align(
            baseline,
            current,
            model=models.linking,
            parts=models.part,
            certainty=models.certainty,
            similarity=models.similarity,
            meaning=models.meaning,
        )
    )
    sections = align_sections(baseline, current, alignment.probability)
    changes = applied.mark(list_changes(baseline, current, alignment, sections, models.change))
    pledges = find_pledges(baseline, current, alignment, models.pledge)
    return Comparison(
        baseline=baseline,
        current=current,
        sections=sections,
        changes=in_reading_order(changes, baseline, current),
        pledges=applied.answer(pledges, changes),
        notices=(*_warnings(baseline, current, changes), *applied.notices),
        method=models.method,
        tables=compare_tables(baseline.tables, current.tables),
        findings=find(baseline, current, changes),
    )


@cache
def engine_fingerprint() -> str:
    """Another text whenever the engine is another: whoever keeps its results keeps this beside them.

    Examples
    --------
    >>> engine_fingerprint() == engine_fingerprint()
    True
    """
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".json"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_FINGERPRINT]


def _name_of(similarity: Similarity) -> str:
    """A function's name; that of its class where it is an object that can be called."""
    return getattr(similarity, "__name__", type(similarity).__name__)


def _fingerprint(model: ChangeModel | Logistic) -> str:
    """The same for the same numbers, on every machine."""
    return hashlib.sha256(json.dumps(astuple(model)).encode()).hexdigest()[:_FINGERPRINT]


def _warnings(baseline: Report, current: Report, changes: Sequence[Change]) -> Iterable[Notice]:
    """What makes the comparison itself doubtful."""
    if baseline.sha256 == current.sha256:
        yield Notice("same_file")
    elif baseline.year is not None and current.year is not None:
        yield from _year_warnings(baseline.year, current.year)
    if not same_body(simplified(baseline.body), simplified(current.body)):
        yield Notice("different_body", (("baseline", baseline.body), ("current", current.body)))
    if baseline.kind and current.kind and baseline.kind != current.kind:
        yield Notice("different_kind", (("baseline", baseline.kind), ("current", current.kind)))
    counted = [change for change in changes if change.role is not Role.PREAMBLE]
    continued = sum(change.status is Status.CONTINUED for change in counted)
    if continued < _FEW_LINKS * len(counted):
        yield Notice("few_links", (("count", str(continued)),))


def _year_warnings(baseline: int, current: int) -> Iterable[Notice]:
    if baseline == current:
        yield Notice("same_year", (("year", str(baseline)),))
    elif baseline > current:
        yield Notice("years_swapped", (("baseline", str(baseline)), ("current", str(current))))
    elif current - baseline > 1:
        yield Notice("years_apart", (("years", str(current - baseline)),))
