"""Which sections of two reports belong together: by their headings, and by what stands in them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from compare.alignment.similarity import Matrix
from compare.language.normalise import normalise
from compare.model import Report, Section, SectionLink
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
    scores = section_scores(baseline, current, similarity)
    rows, columns = _occupied(baseline), _occupied(current)
    pairs: dict[tuple[int, int], float] = {}
    for row in rows:
        best = max(columns, key=lambda column: (scores[row, column], -column))
        pairs[row, best] = float(scores[row, best])
    for column in columns:
        best = max(rows, key=lambda row: (scores[row, column], -row))
        pairs[best, column] = float(scores[best, column])
    links = [
        SectionLink(row, column, round(score, 4)) for (row, column), score in pairs.items() if score >= _LEAST
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
    headings = np.array(
        [[_heading_similarity(a, b) for b in current.sections] for a in baseline.sections], dtype=np.float64
    )
    content = _content_similarity(
        [measure.section for measure in baseline.measures],
        [measure.section for measure in current.measures],
        similarity,
        headings.shape,
    )
    mixed: Matrix = _HEADING_WEIGHT * headings + (1 - _HEADING_WEIGHT) * content
    return mixed


def _content_similarity(
    rows: Sequence[int], columns: Sequence[int], similarity: Matrix, shape: tuple[int, ...]
) -> Matrix:
    """For two sections, the mean over the smaller one's measures of the best similarity in the other."""
    content = np.zeros(shape, dtype=np.float64)
    row_sections, column_sections = np.array(rows), np.array(columns)
    for a in sorted(set(rows)):
        for b in sorted(set(columns)):
            block = similarity[np.ix_(row_sections == a, column_sections == b)]
            axis = 1 if block.shape[0] <= block.shape[1] else 0
            content[a, b] = block.max(axis=axis).mean()
    return content


def _heading_similarity(a: Section, b: Section) -> float:
    if not a.path or not b.path:
        return float(a.path == b.path)
    return float(fuzz.ratio(_heading_words(a.heading), _heading_words(b.heading)) / 100)


def _heading_words(heading: str) -> str:
    marker = find_marker(heading)
    return normalise(heading[marker.end :] if marker else heading)


def _occupied(report: Report) -> list[int]:
    return sorted({measure.section for measure in report.measures})


def _in_order(link: SectionLink) -> tuple[float, float]:
    current = float("inf") if link.current is None else link.current
    return current, float("inf") if link.baseline is None else link.baseline
