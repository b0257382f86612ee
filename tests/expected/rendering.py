"""Reports and comparisons as plain text, a fact a line, so that a diff shows what a change of the code did.

Probabilities are left out: they move with every refinement, and would bury what matters.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.model import (
    Change,
    Comparison,
    Figure,
    FigureChange,
    Measure,
    Notice,
    Pledge,
    Report,
    Section,
    SectionLink,
)


def render_report(report: Report) -> str:
    """What was read of a report: its head, then every section with its measures."""
    lines = [
        f"title: {report.title}",
        f"year: {report.year}",
        f"body: {report.body}",
        f"kind: {report.kind}",
        f"measures: {len(report.measures)} ({_counts(measure.role for measure in report.measures)})",
        *_notices(report.notices),
    ]
    for section in report.sections:
        lines += ["", f"{'#' * (section.level + 1)} {section.heading or '(opening)'}"]
        for measure in report.measures:
            if measure.section == section.index:
                lines += _measure(measure)
    return _joined(lines)


def render_comparison(comparison: Comparison) -> str:
    """What became of every measure: totals, sections, changes in their order, pledges."""
    changes = comparison.changes
    lines = [
        f"changes: {len(changes)} ({_counts(change.status for change in changes)})",
        f"continued: {_counts(change.change for change in changes if change.change)}",
        f"moved: {sum(change.moved for change in changes)}",
        f"pledges: {_counts(pledge.state for pledge in comparison.pledges)}",
        *_notices(comparison.notices),
        "",
        "== sections ==",
        *(_section_link(link, comparison) for link in comparison.sections),
        "",
        "== changes ==",
    ]
    for change in changes:
        lines += ["", *_change(change, comparison)]
    lines += ["", "== pledges =="]
    for pledge in comparison.pledges:
        lines += ["", *_pledge(pledge)]
    return _joined(lines)


def _measure(measure: Measure) -> Iterator[str]:
    page = f"p{measure.page} " if measure.page else ""
    yield f"[{measure.role} {page}¶{measure.paragraph}] {measure.text}"
    for figure in measure.figures:
        yield f"    figure {_figure(figure)}"
    if measure.names:
        yield f"    names {' '.join(measure.names)}"


def _figure(figure: Figure) -> str:
    subject = f" {figure.subject}" if figure.subject else ""
    return f"{figure.text} = {_value(figure)} {figure.kind}{subject}"


def _value(figure: Figure) -> str:
    approximate = "~" if figure.approximate else ""
    upper = f"–{figure.high:.12g}" if figure.high is not None else ""
    return f"{approximate}{figure.value:.12g}{upper}{figure.unit}"


def _section_link(link: SectionLink, comparison: Comparison) -> str:
    before = _place(comparison.baseline.sections, link.baseline)
    return f"{before} → {_place(comparison.current.sections, link.current)}"


def _place(sections: Sequence[Section], index: int | None) -> str:
    return "–" if index is None else " > ".join(sections[index].path) or "(opening)"


def _change(change: Change, comparison: Comparison) -> Iterator[str]:
    marks = [change.status, change.role, change.change or ""]
    marks += ["moved"] * change.moved + ["uncertain"] * change.uncertain
    yield f"{change.key} {' '.join(filter(None, marks))}"
    before = _places(change.baseline, comparison.baseline)
    after = _places(change.current, comparison.current)
    yield f"  @ {' → '.join(filter(None, (before, after)))}"
    yield from _sides(change)
    yield from (f"  = {_figure_change(pair)}" for pair in change.figures)


def _places(measures: Iterable[Measure], report: Report) -> str:
    """The headings that these measures stand under, each once."""
    headings = (report.sections[measure.section].heading or "(opening)" for measure in measures)
    return " + ".join(dict.fromkeys(headings))


def _sides(item: Change | Pledge) -> Iterator[str]:
    yield from (f"  - {measure.text}" for measure in item.baseline)
    yield from (f"  + {measure.text}" for measure in item.current)


def _figure_change(pair: FigureChange) -> str:
    values = " → ".join(_value(figure) if figure else "–" for figure in (pair.before, pair.after))
    return f"{pair.subject}: {values}" if pair.subject else values


def _pledge(pledge: Pledge) -> Iterator[str]:
    yield str(pledge.state)
    yield from _sides(pledge)


def _notices(notices: Iterable[Notice]) -> Iterator[str]:
    for notice in notices:
        yield f"notice: {notice.code} {' '.join(f'{name}={value}' for name, value in notice.values)}".rstrip()


def _counts(values: Iterable[object]) -> str:
    return ", ".join(f"{count} {value}" for value, count in sorted(Counter(map(str, values)).items()))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
