"""What the years together tell: quantities through time, plans and what came of them, what only repeats."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.changes.quantities import same_quantities
from compare.figures.extract import quantities
from compare.language.normalise import normalise
from compare.model import Comparison, Figure, Measure, Report, Role
from compare.series.threads import Thread, Threads
from compare.series.values import Arrival, FigureSeries, Lineage, PlanHistory, PlanYear, Repetition


def is_repeated(before: Measure, after: Measure) -> bool:
    """Whether two sentences are word for word the same, figures included; only the years may differ.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> def told(text: str) -> Measure:
    ...     return Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))
    >>> is_repeated(told("2023年开展检查3次。"), told("2024年开展检查3次。"))
    True
    >>> is_repeated(told("开展检查3次。"), told("开展检查5次。"))
    False
    """
    values = [[(f.value, f.unit) for f in quantities(each.figures)] for each in (before, after)]
    return values[0] == values[1] and normalise(before.text) == normalise(after.text)


def figure_series(lineages: Iterable[Lineage]) -> Iterator[FigureSeries]:
    """Every quantity that a lineage gives in two years or more, in the order of its first year."""
    for lineage in lineages:
        for points in _quantities(lineage):
            named = [figure.subject for _, figure in reversed(points) if figure.subject]
            if len(points) > 1:
                latest = points[-1][1]
                yield FigureSeries(lineage.key, named[0] if named else "", latest.unit, tuple(points))


def _quantities(lineage: Lineage) -> list[list[tuple[int, Figure]]]:
    started: list[list[tuple[int, Figure]]] = []
    open_now: dict[Figure, list[tuple[int, Figure]]] = {}
    for place, stage in enumerate(lineage.stages):
        came_from: dict[Figure, list[tuple[int, Figure]]] = {}
        if place:
            before = lineage.stages[place - 1].measure
            for old, new in same_quantities([before], [stage.measure]):
                if old in open_now:
                    came_from[new] = open_now[old]
        open_now = {}
        for figure in quantities(stage.measure.figures):
            points = came_from.get(figure)
            if points is None:
                points = []
                started.append(points)
            points.append((stage.year, figure))
            open_now[figure] = points
    return started


def plan_histories(
    comparisons: Sequence[Comparison], threads: Threads, keys: dict[Thread, str]
) -> Iterator[PlanHistory]:
    """Every lineage of plans, with what became of the plan from each year to the next."""
    found: dict[str, list[PlanYear]] = {}
    for place, comparison in enumerate(comparisons):
        for pledge in comparison.pledges:
            thread = threads.thread_at(place, pledge.baseline[0].id)
            if thread is None:
                continue
            answers = (threads.thread_at(place + 1, measure.id) for measure in pledge.current)
            again = any(knot.place == place + 1 and knot.measure.role is Role.PLAN for knot in thread.knots)
            year = comparison.baseline.year or 0
            answer_keys = tuple(dict.fromkeys(keys[each] for each in answers if each is not None))
            found.setdefault(keys[thread], []).append(PlanYear(year, pledge, answer_keys, again))
    yield from (PlanHistory(key, tuple(years)) for key, years in found.items())


def repetitions(reports: Sequence[Report], lineages: Iterable[Lineage]) -> Iterator[Repetition]:
    """Of every chapter of each year but the first, how much stands word for word in the year before."""
    measures: Counter[tuple[int, str]] = Counter()
    repeated: Counter[tuple[int, str]] = Counter()
    for lineage in lineages:
        for stage in lineage.stages:
            chapter = stage.section[0] if stage.section else ""
            measures[stage.year, chapter] += 1
            repeated[stage.year, chapter] += stage.repeated and stage.step is Arrival.CONTINUED
    for report in reports[1:]:
        for chapter in dict.fromkeys(each.path[0] if each.path else "" for each in report.sections):
            place = (report.year or 0, chapter)
            if measures[place]:
                yield Repetition(*place, measures[place], repeated[place])
