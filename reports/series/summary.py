"""What came out of a series, for the terminal and, as JSON, for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.series.output import DATA, PAGE, TABLE, Written
from reports.words import Words


def series_summary(written: Written, folder: Path) -> dict[str, Any]:
    """The summary as JSON values: `{"years": [2021, 2022, 2023], "lineages": 214, "compared": 1, …}`."""
    series = written.series
    return {
        "body": series.body,
        "kind": series.kind,
        "years": list(series.years),
        "gaps": list(series.gaps),
        "lineages": len(series.lineages),
        "brought_back": sum(each.came_back for each in series.lineages),
        "only_planned_again": sum(each.only_planned_again for each in series.plans),
        "figures": len(series.figures),
        "pairs": written.pairs,
        "compared": written.compared,
        "files": {name: str(folder / name) for name in (PAGE, DATA, TABLE)},
    }


def series_lines(written: Written, words: Words, page: Path) -> Iterator[str]:
    """The summary in a few lines."""
    _ = words.gettext
    series = written.series
    yield f"{series.body}{series.kind} {series.years[0]}–{series.years[-1]}"
    yield _("{pairs} 对年度，本次比较 {compared} 对").format(pairs=written.pairs, compared=written.compared)
    back = sum(each.came_back for each in series.lineages)
    always = sum(len(each.stages) == len(series.years) for each in series.lineages)
    yield _("{count} 条沿革：年年都有 {always} 条，重新提出 {back} 条").format(
        count=len(series.lineages), always=always, back=back
    )
    if series.gaps:
        years = "、".join(map(str, series.gaps))
        yield _("缺 {years} 年度的报告，以前后两年直接比较").format(years=years)
    yield str(page)
