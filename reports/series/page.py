"""series.html: one body through the years on one page that needs no network and no script."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from compare.model import PledgeState, Role
from compare.series.values import Arrival, Ending, FigureSeries, Lineage, PlanHistory, Series, Stage
from reports.html.plain import render_plain
from reports.series.charts import Chart, chart_of
from reports.shown.signs import SIGNS
from reports.words import Words

_HERE: Final = Path(__file__).parent
_SLOGAN: Final = 3  # years on end
_STEP_SIGNS: Final = {
    Arrival.FIRST: "＋",
    Arrival.CONTINUED: "＝",
    Arrival.BROUGHT_BACK: "↺",
    Arrival.SPLIT_OFF: "＜",
}


@dataclass(frozen=True, slots=True)
class YearCard:
    """A year: its report, how its measures came there, the page of its comparison with the year before."""

    year: int
    title: str
    source: str
    counts: tuple[tuple[str, str, int], ...]
    dropped: int
    pair: str


@dataclass(frozen=True, slots=True)
class YearCell:
    """One year of a lineage: what it is to be marked as, and its text; "" where it is not reported."""

    year: int
    code: str
    sign: str
    step: str
    change: str
    section: str
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """A lineage as it is shown."""

    key: str
    role: str
    text: str
    cells: tuple[YearCell, ...]
    ending: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class RateRow:
    """A chapter's name with its share of repeated measures in one year."""

    chapter: str
    rate: str
    width: float
    measures: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan that was made again, with what each report said of it."""

    key: str
    text: str
    years: tuple[tuple[int, str, str], ...]


def render_series(series: Series, language: str = "zh") -> str:
    """The page of a series, the same text for the same series."""
    words = Words(language)
    return render_plain(
        _HERE,
        "series.html",
        words,
        series=series,
        notices=[words.notice(notice) for notice in series.notices],
        years=list(_year_cards(series, words)),
        totals=_totals(series),
        rates=_rates(series, words),
        charts=_charts(series, words),
        plans=list(_plan_rows(series, words)),
        again=[_strand(each, series, words) for each in series.lineages if each.came_back],
        slogans=[
            _strand(each, series, words) for each in series.lineages if each.longest_repetition >= _SLOGAN
        ],
        strands=[
            (words.label(role), [_strand(each, series, words) for each in _listed(series, role)])
            for role in (Role.DONE, Role.PROBLEM, Role.PLAN)
        ],
    )


def _year_cards(series: Series, words: Words) -> Iterator[YearCard]:
    steps: Counter[tuple[int, Arrival]] = Counter()
    dropped: Counter[int] = Counter()
    years = series.years
    for lineage in series.lineages:
        steps.update((stage.year, stage.step) for stage in lineage.stages)
        present = {stage.year for stage in lineage.stages}
        for before, after in pairwise(years):
            if before in present and after not in present and lineage.ending is not Ending.MERGED:
                dropped[after] += 1
    for place, report in enumerate(series.reports):
        year = report.year or 0
        yield YearCard(
            year=year,
            title=report.title,
            source=report.source,
            counts=tuple((_STEP_SIGNS[step], words.label(step), steps[year, step]) for step in Arrival),
            dropped=dropped[year],
            pair=f"{years[place - 1]}-{year}/report.html" if place else "",
        )


def _totals(series: Series) -> dict[str, int]:
    lineages = series.lineages
    return {
        "lineages": len(lineages),
        "always": sum(len(each.stages) == len(series.years) for each in lineages),
        "once": sum(len(each.stages) == 1 for each in lineages),
        "back": sum(each.came_back for each in lineages),
        "slogans": sum(each.longest_repetition >= _SLOGAN for each in lineages),
        "again": sum(each.only_planned_again for each in series.plans),
    }


def _rates(series: Series, words: Words) -> list[tuple[int, str, list[RateRow]]]:
    """Of every year but the first the share of all measures that only repeats, and that of each chapter."""
    found = []
    for year in series.years[1:]:
        own = [each for each in series.repetitions if each.year == year]
        measures, repeated = sum(each.measures for each in own), sum(each.repeated for each in own)
        rows = [
            RateRow(each.chapter or words.gettext("开篇"), f"{each.rate:.0%}", 100 * each.rate, each.measures)
            for each in own
        ]
        found.append((year, f"{repeated / measures:.0%}" if measures else "0%", rows))
    return found


def _charts(series: Series, words: Words) -> list[Chart]:
    """The quantities that are given in three years or more, those of most years first."""
    role_of = {each.key: each.role for each in series.lineages}
    shown = [
        each for each in series.figures if len(each.points) >= _SLOGAN and role_of[each.key] is Role.DONE
    ]
    shown.sort(key=_most_years)
    return [chart_of(each, series.years, words) for each in shown]


def _most_years(figures: FigureSeries) -> tuple[int, str]:
    return -len(figures.points), figures.key


def _plan_rows(series: Series, words: Words) -> Iterator[PlanRow]:
    by_key = {each.key: each for each in series.lineages}
    again = [plan for plan in series.plans if any(each.again for each in plan.years)]
    for plan in sorted(again, key=_longest_planned):
        yield PlanRow(
            plan.key,
            by_key[plan.key].stages[-1].measure.text,
            tuple((each.year, SIGNS[each.state], words.label(each.state)) for each in plan.years),
        )


def _longest_planned(plan: PlanHistory) -> tuple[bool, int, str]:
    silent = sum(each.state is PledgeState.SILENT for each in plan.years)
    return not plan.only_planned_again, -silent, plan.key


def _listed(series: Series, role: Role) -> Iterable[Lineage]:
    """The lineages of a role, those of the last year's report first and in its order."""
    own = [each for each in series.lineages if each.role is role]
    place = {measure.id: number for number, measure in enumerate(series.reports[-1].measures)}

    def order(lineage: Lineage) -> tuple[int, int]:
        if lineage.ending is Ending.CURRENT:
            return 0, place[lineage.stages[-1].measure.id]
        return -lineage.years[-1], 0

    current = sorted((each for each in own if each.ending is Ending.CURRENT), key=order)
    return [*current, *sorted((each for each in own if each.ending is not Ending.CURRENT), key=order)]


def _strand(lineage: Lineage, series: Series, words: Words) -> Strand:
    stages = {stage.year: stage for stage in lineage.stages}
    return Strand(
        key=lineage.key,
        role=words.label(lineage.role),
        text=lineage.stages[-1].measure.text,
        cells=tuple(_cell(year, stages.get(year), lineage, words) for year in series.years),
        ending=words.label(lineage.ending) + (f" {lineage.successor}" if lineage.successor else ""),
        is_current=lineage.ending is Ending.CURRENT,
    )


def _cell(year: int, stage: Stage | None, lineage: Lineage, words: Words) -> YearCell:
    if stage is None:
        return YearCell(year, "absent", "", "", "", "", "", ())
    notes = [words.gettext("拆出 {keys}").format(keys="、".join(stage.parts))] if stage.parts else []
    if stage.absorbed:
        notes.append(words.gettext("并入了 {keys}").format(keys="、".join(stage.absorbed)))
    if stage.step is Arrival.SPLIT_OFF:
        notes.append(words.gettext("拆自 {key}").format(key=lineage.origin))
    if stage.step is Arrival.FIRST and lineage.perhaps:
        notes.append(words.gettext("可能延续自 {key}，待核").format(key=lineage.perhaps))
    if stage.uncertain:
        notes.append(words.gettext("待核"))
    if stage.review:
        notes.append(words.gettext("已复核"))
    return YearCell(
        year=year,
        code="repeated" if stage.repeated else stage.step.value,
        sign=_STEP_SIGNS[stage.step],
        step=words.label(stage.step),
        change=words.gettext("逐字相同")
        if stage.repeated
        else words.label(stage.change)
        if stage.change
        else "",
        section=" › ".join(stage.section),
        text=stage.measure.text,
        notes=tuple(notes),
    )
