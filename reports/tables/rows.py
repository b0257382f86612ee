"""The comparison as tables: one row a change, a figure, a pledge or a link between sections."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from compare.decisions.standing import Action
from compare.model import (
    Change,
    Comparison,
    Figure,
    FigureChange,
    FigureKind,
    Measure,
    Pledge,
    Review,
    SectionLink,
)
from reports.shown.numbers import figure_line
from reports.shown.texts import excerpt, section_path, sections_of
from reports.tables.columns import CHANGE_COLUMNS, FIGURE_COLUMNS, PLEDGE_COLUMNS, SECTION_COLUMNS
from reports.tables.table import Row, TextTable
from reports.words import Words

_CANDIDATE_LENGTH: Final = 40


def change_table(comparison: Comparison, words: Words) -> TextTable:
    """One row per change in the order of changes.json; the measures of a side stand on lines of their own.

    `新增 · 举措 · … · 开通企业服务专窗12个。`
    """
    return TextTable(
        CHANGE_COLUMNS, tuple(_change_row(change, comparison, words) for change in comparison.changes)
    )


def figure_table(comparison: Comparison, words: Words) -> TextTable:
    """One row per quantity that both years, or one, give: `受助企业 · 家 · 500 · 680 · 180 · 0.36`.

    Percentages have a difference (in points) and no ratio: 95 → 97 is not `+2.1 %`.
    """
    rows = [
        _figure_row(change, figure, comparison, words)
        for change in comparison.changes
        for figure in change.figures
    ]
    return TextTable(FIGURE_COLUMNS, rows)


def pledge_table(comparison: Comparison, words: Words) -> TextTable:
    """One row per plan of the baseline: `已兑现 · … · 计划建成政务大厅。 · … · 政务大厅建成启用。`."""
    return TextTable(
        PLEDGE_COLUMNS, tuple(_pledge_row(pledge, comparison, words) for pledge in comparison.pledges)
    )


def section_table(comparison: Comparison, words: Words) -> TextTable:
    """One row per link between sections, with how many sentences stand right under each heading."""
    counts = tuple(
        Counter(measure.section for measure in report.measures)
        for report in (comparison.baseline, comparison.current)
    )
    return TextTable(
        SECTION_COLUMNS, tuple(_section_row(link, comparison, counts, words) for link in comparison.sections)
    )


def _change_row(change: Change, comparison: Comparison, words: Words) -> Row:
    return {
        "status": words.label(change.status),
        "role": words.label(change.role),
        "change": words.label(change.change) if change.change else "",
        "moved": words.gettext("移动") if change.moved else "",
        "baseline_section": sections_of(change.baseline, comparison.baseline, words),
        "baseline": _texts(change.baseline),
        "baseline_page": _pages(change.baseline),
        "current_section": sections_of(change.current, comparison.current, words),
        "current": _texts(change.current),
        "current_page": _pages(change.current),
        "figures": "\n".join(figure_line(figure, words) for figure in change.figures),
        "score": change.score,
        "uncertain": words.gettext("待核") if change.uncertain else "",
        **_review_cells(change.review, words),
        "reason": words.reason(change.evidence),
        "candidates": "\n".join(
            f"{each.score:.0%} {excerpt(each.measure.text, _CANDIDATE_LENGTH)}" for each in change.candidates
        ),
        "key": change.key,
    }


def _review_cells(review: Review | None, words: Words) -> Row:
    if review is None:
        return {"decision": "", "reviewer": "", "note": ""}
    return {
        "decision": words.label(Action(review.decision)),
        "reviewer": review.reviewer,
        "note": review.note,
    }


def _figure_row(change: Change, figure: FigureChange, comparison: Comparison, words: Words) -> Row:
    before, after = figure.before, figure.after
    measures, report = (
        (change.current, comparison.current) if after else (change.baseline, comparison.baseline)
    )
    shown = [measure for measure in measures if (after or before) in measure.figures] or list(measures)
    return {
        "subject": figure.subject,
        "unit": figure.unit,
        "before": before.value if before else None,
        "after": after.value if after else None,
        "difference": round(after.value - before.value, 6) if before and after else None,
        "ratio": _ratio(figure),
        "approximate": words.gettext("约") if _is_approximate(before, after) else "",
        "before_text": before.text if before else "",
        "after_text": after.text if after else "",
        "section": section_path(shown[0].section, report, words),
        "sentence": shown[0].text,
        "key": change.key,
    }


def _pledge_row(pledge: Pledge, comparison: Comparison, words: Words) -> Row:
    return {
        "state": words.label(pledge.state),
        "baseline_section": sections_of(pledge.baseline, comparison.baseline, words),
        "plan": _texts(pledge.baseline),
        "current_section": sections_of(pledge.current, comparison.current, words),
        "answer": _texts(pledge.current),
        "score": pledge.score,
        **_review_cells(pledge.review, words),
        "reason": words.reason(pledge.evidence),
    }


def _section_row(
    link: SectionLink, comparison: Comparison, counts: Sequence[Counter[int]], words: Words
) -> Row:
    before, after = link.baseline, link.current
    return {
        "baseline_section": "" if before is None else section_path(before, comparison.baseline, words),
        "baseline_measures": None if before is None else counts[0][before],
        "current_section": "" if after is None else section_path(after, comparison.current, words),
        "current_measures": None if after is None else counts[1][after],
        "similarity": link.score,
    }


def _texts(measures: Iterable[Measure]) -> str:
    return "\n".join(measure.text for measure in measures)


def _pages(measures: Iterable[Measure]) -> str:
    return "\n".join(dict.fromkeys(str(each.page) for each in measures if each.page is not None))


def _ratio(change: FigureChange) -> float | None:
    shares = (FigureKind.PERCENT, FigureKind.POINTS)
    if change.ratio is None or (change.after and change.after.kind in shares):
        return None
    return round(change.ratio, 4)


def _is_approximate(*figures: Figure | None) -> bool:
    return any(figure.approximate for figure in figures if figure)
