"""What does not add up in two reports: told with both places, decided by nobody, never an error.

Precision goes first: a rule speaks only where the words leave hardly another reading.
"""

from collections.abc import Iterator, Sequence

from compare.changes.findings.sentences import within_report
from compare.changes.findings.tables import carried_over, within_tables
from compare.changes.findings.years import against_baseline
from compare.model import Change, Finding, Report

__all__ = ["find"]


def find(baseline: Report, current: Report, changes: Sequence[Change]) -> tuple[Finding, ...]:
    """The findings of both reports: those of the current one, of the two against each other, of the baseline.

    Examples
    --------
    >>> from compare.comparison import read_report
    >>> from compare.model import Document, Line
    >>> lines = ("青山县2023年法治政府建设情况报告", "一、主要举措", "已办结案件35件，办结率达到120%。")
    >>> report = read_report(Document("2023.txt", "", tuple(map(Line, lines))))
    >>> [(each.code, dict(each.values)) for each in find(report, report, ())][:1]
    [('share_over', {'share': '120%'})]
    """
    return tuple(_once(_all(baseline, current, changes)))


def _all(baseline: Report, current: Report, changes: Sequence[Change]) -> Iterator[Finding]:
    yield from within_report(current, "current")
    yield from within_tables(current, "current")
    yield from against_baseline(baseline, current, changes)
    if baseline.year is None or current.year is None or current.year - baseline.year == 1:
        yield from carried_over(baseline, current)
    yield from within_report(baseline, "baseline")
    yield from within_tables(baseline, "baseline")


def _once(findings: Iterator[Finding]) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for finding in findings:
        key = (finding.code, finding.values, tuple(place.text for place in finding.places))
        if key not in seen:
            seen.add(key)
            yield finding
