"""series.csv: one row a lineage, a column a year."""

import csv
from collections.abc import Iterator
from pathlib import Path

from compare.series.values import Lineage, Series
from reports.shown.safe_text import guarded, upright
from reports.words import Words


def write_series_csv(series: Series, words: Words, path: Path) -> None:
    """Write the lineages as Excel wants them: UTF-8 with BOM, and no cell that could run as a formula."""
    _ = words.gettext
    head = (_("编号"), _("类别"), _("首见"), _("末见"), _("年数"), _("现状"), _("章节"), _("源自或并入"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*head, *map(str, series.years)])
        for lineage in series.lineages:
            writer.writerow([guarded(upright(cell)) for cell in _cells(lineage, series, words)])


def _cells(lineage: Lineage, series: Series, words: Words) -> Iterator[str]:
    yield lineage.key
    yield words.label(lineage.role)
    yield str(lineage.years[0])
    yield str(lineage.years[-1])
    yield str(len(lineage.years))
    yield words.label(lineage.ending)
    yield " › ".join(lineage.stages[-1].section)
    yield lineage.origin or lineage.successor
    texts = {stage.year: stage.measure.text for stage in lineage.stages}
    yield from (texts.get(year, "") for year in series.years)
