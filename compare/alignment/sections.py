"""Which sections of two reports belong together: by their headings, and by what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from compare.alignment.similarity import Matrix
from compare.language.normalise import normalise
from compare.model import Report, SectionLink
from compare.outline.headings import find_marker

_HEADING_WEIGHT: Final = 0.4
_LEAST: Final = 0.25  # below it, two sections have no more in common than any two


def align_sections(baseline: Report, current: Report, similarity: Matrix) -> tuple[SectionLink, ...]:
    """The sections with measures, each with its best counterpart; those without one have None.

    A section that was split or merged stands in several links.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    similarity
        n × m, how alike any two measures are.

    Returns
    -------
    tuple of SectionLink
        In the order of the current report, with scores from 0 to 1.

    Examples
    --------
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> links = align_sections(baseline, baseline, np.eye(len(baseline.measures)))
    >>> all(link.baseline == link.current and link.score == 1.0 for link in links)
    True
    """
    rows, columns = _occupied(baseline), _occupied(current)
    scores = section_scores(baseline, current, similarity)[np.ix_(rows, columns)]
    pairs: dict[tuple[int, int], None] = {}
    if scores.size:
        pairs.update({(row, int(best)): None for row, best in enumerate(scores.argmax(axis=1))})
        pairs.update({(int(best), column): None for column, best in enumerate(scores.argmax(axis=0))})
    links = [
        SectionLink(rows[row], columns[column], round(float(scores[row, column]), 4))
        for row, column in pairs
        if scores[row, column] >= _LEAST
    ]
    linked_rows = {link.baseline for link in links}
    linked_columns = {link.current for link in links}
    links += [SectionLink(row, None, 0.0) for row in rows if row not in linked_rows]
    links += [SectionLink(None, column, 0.0) for column in columns if column not in linked_columns]
    return tuple(sorted(links, key=_in_order))


def section_scores(baseline: Report, current: Report, similarity: Matrix) -> Matrix:
    """How well any two sections match, by their headings and by their measures.

    Returns
    -------
    Matrix
        Baseline sections × current sections, each from 0 to 1.
    """
    content = _content_similarity(
        [measure.section for measure in baseline.measures],
        [measure.section for measure in current.measures],
        similarity,
        (len(baseline.sections), len(current.sections)),
    )
    mixed: Matrix = (1 - _HEADING_WEIGHT) * content + _HEADING_WEIGHT * _heading_similarity(baseline, current)
    return mixed


def _content_similarity(
    rows: Sequence[int], columns: Sequence[int], similarity: Matrix, shape: tuple[int, int]
) -> Matrix:
    """For two sections, the mean over the smaller one's measures of the best similarity in the other."""
    content = np.zeros(shape, dtype=np.float64)
    if not rows or not columns:
        return content
    down, right = _runs(rows), _runs(columns)
    ordered = similarity
    if not (down.is_ordered and right.is_ordered):
        ordered = similarity[np.ix_(down.order, right.order)]
    best_in_column_section = np.maximum.reduceat(ordered, right.starts, axis=1)
    best_in_row_section = np.maximum.reduceat(ordered, down.starts, axis=0)
    of_rows = np.add.reduceat(best_in_column_section, down.starts, axis=0) / down.lengths[:, None]
    of_columns = np.add.reduceat(best_in_row_section, right.starts, axis=1) / right.lengths
    rows_are_fewer = down.lengths[:, None] <= right.lengths
    content[np.ix_(down.sections, right.sections)] = np.where(rows_are_fewer, of_rows, of_columns)
    return content


@dataclass(frozen=True, slots=True)
class _Runs:
    """Measures in the `order` of their sections: where each of the `sections` starts, and how long it is."""

    order: NDArray[np.intp]
    sections: NDArray[np.intp]
    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]

    @property
    def is_ordered(self) -> bool:
        """Whether the measures stand in that order as they are."""
        return bool((np.diff(self.order) > 0).all())


def _runs(places: Sequence[int]) -> _Runs:
    found = np.array(places, dtype=np.intp)
    order = np.argsort(found, kind="stable")
    sections, starts, lengths = np.unique(found[order], return_index=True, return_counts=True)
    return _Runs(order, sections, starts, lengths)


def _heading_similarity(baseline: Report, current: Report) -> Matrix:
    """How alike the words of any two headings are; the nameless opening has only its like."""
    names = [
        [_heading_words(section.heading) for section in report.sections] for report in (baseline, current)
    ]
    alike: Matrix = process.cdist(*names, scorer=fuzz.ratio, dtype=np.float64) / 100
    nameless = [np.array([not section.path for section in report.sections]) for report in (baseline, current)]
    either, both = np.logical_or.outer(*nameless), np.logical_and.outer(*nameless)
    return np.where(either, both.astype(np.float64), alike)


def _heading_words(heading: str) -> str:
    marker = find_marker(heading)
    return normalise(heading[marker.end :] if marker else heading)


def _occupied(report: Report) -> list[int]:
    return sorted({measure.section for measure in report.measures})


def _in_order(link: SectionLink) -> tuple[float, float]:
    current = float("inf") if link.current is None else link.current
    return current, float("inf") if link.baseline is None else link.baseline
