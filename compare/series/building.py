"""From the reports of three or more years to their series: the steps in their order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from compare.comparison import compare_reports
from compare.errors import InputError
from compare.model import Comparison, Notice, Report, Role
from compare.series.histories import figure_series, is_repeated, plan_histories, repetitions
from compare.series.keys import KnownKey, name_threads
from compare.series.returns import Comparing, bring_back, told_before
from compare.series.threads import Knot, Thread, Threads, said_roles
from compare.series.values import Ending, Lineage, Series, Stage


def build_series(
    reports: Iterable[Report], compare: Comparing = compare_reports, known: Iterable[KnownKey] = ()
) -> Series:
    """What became of every measure of one body's reports.

    Parameters
    ----------
    reports
        Of three or more years, in any order.
    compare
        What compares two of them; whoever has decisions or remembered comparisons gives its own.
    known
        What an earlier run called the measures, so that it is called so again.

    Raises
    ------
    InputError
        There are fewer than three, one does not say its year, or two are of the same.

    Examples
    --------
    >>> from compare.comparison import read_report
    >>> from compare.model import Document, Line
    >>> def report(year: int, *told: str) -> Report:
    ...     lines = (f"青山县{year}年法治政府建设情况报告", "一、主要举措", *told)
    ...     return read_report(Document(f"{year}.txt", str(year), tuple(map(Line, lines))))
    >>> series = build_series(
    ...     [
    ...         report(2021, "设立企业服务专窗3个。", "修缮乡村学校8所。"),
    ...         report(2022, "设立企业服务专窗5个。"),
    ...         report(2023, "设立企业服务专窗6个。", "修缮乡村学校9所。"),
    ...     ]
    ... )
    >>> [(each.years, each.ending.value, each.came_back) for each in series.lineages]
    [((2021, 2022, 2023), 'current', False), ((2021, 2023), 'current', True)]
    >>> [[figure.value for _, figure in each.points] for each in series.figures]
    [[3.0, 5.0, 6.0], [8.0, 9.0]]
    """
    ordered = in_order(reports)
    threads = Threads()
    comparisons: list[Comparison] = []
    for place, report in enumerate(ordered):
        roles: dict[str, Role] = {}
        if place:
            comparisons.append(compare(ordered[place - 1], report))
            earlier_roles, roles = said_roles(comparisons[-1])
            threads.begin(ordered[place - 1].measures, place - 1, earlier_roles)
            threads.go_on(comparisons[-1], place, told_before(threads, comparisons[-1], place))
            bring_back(threads, ordered, place, compare)
            threads.begin(report.measures, place, roles)
    keys = name_threads(threads.all, ordered, known)
    lineages = tuple(_lineage(thread, keys, ordered) for thread in _in_reading_order(threads.all))
    return Series(
        reports=ordered,
        lineages=lineages,
        figures=tuple(figure_series(lineages)),
        plans=tuple(plan_histories(comparisons, threads, keys)),
        repetitions=tuple(repetitions(ordered, lineages)),
        gaps=_gaps(ordered),
        notices=tuple(dict.fromkeys(notice for each in comparisons for notice in each.notices)),
    )


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports by their years.

    Raises
    ------
    InputError
        There are fewer than three, one does not say its year, or two are of the same.
    """
    given = tuple(reports)
    for report in given:
        if report.year is None:
            raise InputError(Path(report.source), Notice("series_no_year"))
    ordered = tuple(sorted(given, key=lambda report: report.year or 0))
    for before, after in pairwise(ordered):
        if before.year == after.year:
            values = (("year", str(after.year)), ("other", before.source))
            raise InputError(Path(after.source), Notice("series_same_year", values))
    if len(ordered) < 3:
        raise InputError(Path(ordered[0].source if ordered else "."), Notice("series_too_few"))
    return ordered


def _in_reading_order(threads: Iterable[Thread]) -> list[Thread]:
    """By their first years, in the order in which those have them."""
    return sorted(threads, key=lambda each: each.knots[0].place)


def _lineage(thread: Thread, keys: dict[Thread, str], reports: Sequence[Report]) -> Lineage:
    is_current = thread.last.place == len(reports) - 1
    ending = Ending.CURRENT if is_current else Ending.MERGED if thread.successor else Ending.DROPPED
    stages = [
        _stage(knot, thread.knots[number - 1] if number else None, keys, reports)
        for number, knot in enumerate(thread.knots)
    ]
    return Lineage(
        key=keys[thread],
        role=thread.role,
        stages=tuple(stages),
        ending=ending,
        origin=keys[thread.origin] if thread.origin else "",
        successor=keys[thread.successor] if thread.successor else "",
        perhaps=keys[thread.perhaps] if thread.perhaps else "",
    )


def _stage(knot: Knot, before: Knot | None, keys: dict[Thread, str], reports: Sequence[Report]) -> Stage:
    report, change = reports[knot.place], knot.change
    return Stage(
        year=report.year or 0,
        measure=knot.measure,
        section=report.sections[knot.measure.section].path,
        step=knot.step,
        change=change.change if change and before else None,
        moved=change.moved if change and before else False,
        score=change.score if change else 1.0,
        uncertain=change.uncertain if change else False,
        repeated=before is not None and is_repeated(before.measure, knot.measure),
        review=change.review if change else None,
        parts=tuple(keys[each] for each in knot.parts),
        absorbed=tuple(keys[each] for each in knot.absorbed),
    )


def _gaps(reports: Sequence[Report]) -> tuple[int, ...]:
    years = [report.year for report in reports if report.year is not None]
    return tuple(year for year in range(years[0], years[-1]) if year not in years)
