"""series.json: every lineage with its stages, figures through the years, plans, what repeats.

What it calls the measures is read back by the next run, so that keys stay.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from compare.model import Figure, Report
from compare.series.keys import KnownKey
from compare.series.values import FigureSeries, Lineage, PlanHistory, Series, Stage
from reports.json_text import json_text
from reports.words import Words

SERIES_VERSION: Final = 1
_EXACT_INTEGERS: Final = 2**53

JsonObject = dict[str, Any]


def dump_series(series: Series, words: Words) -> str:
    """The text of series.json, the same for the same series: `{"schema_version": 1, "body": "杨浦区", …}`."""
    return json_text(
        {
            "schema_version": SERIES_VERSION,
            "body": series.body,
            "kind": series.kind,
            "years": list(series.years),
            "gaps": list(series.gaps),
            "reports": [_report(report) for report in series.reports],
            "warnings": [
                {"code": each.code, "values": dict(each.values), "text": words.notice(each)}
                for each in series.notices
            ],
            "lineages": [_lineage(each) for each in series.lineages],
            "figures": [_figures(each) for each in series.figures],
            "plans": [_plan(each) for each in series.plans],
            "repetition": [
                {
                    "year": each.year,
                    "chapter": each.chapter,
                    "measures": each.measures,
                    "repeated": each.repeated,
                }
                for each in series.repetitions
            ],
        }
    )


def known_keys(text: str) -> Iterator[KnownKey]:
    """What the measures are called in a series.json.

    Raises
    ------
    ValueError
        It is none, or of another schema version.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("schema_version") != SERIES_VERSION:
        raise ValueError("no series.json of this version")
    for lineage in data["lineages"]:
        for stage in lineage["stages"]:
            yield KnownKey(stage["year"], stage["id"], stage["text"], lineage["key"])


def _report(report: Report) -> JsonObject:
    return {
        "year": report.year,
        "title": report.title,
        "body": report.body,
        "kind": report.kind,
        "source": report.source,
        "sha256": report.sha256,
    }


def _lineage(lineage: Lineage) -> JsonObject:
    return {
        "key": lineage.key,
        "role": lineage.role.value,
        "ending": lineage.ending.value,
        "origin": lineage.origin or None,
        "successor": lineage.successor or None,
        "perhaps": lineage.perhaps or None,
        "stages": [_stage(stage) for stage in lineage.stages],
    }


def _stage(stage: Stage) -> JsonObject:
    return {
        "year": stage.year,
        "id": stage.measure.id,
        "text": stage.measure.text,
        "section": list(stage.section),
        "step": stage.step.value,
        "change": stage.change.value if stage.change else None,
        "moved": stage.moved,
        "score": stage.score,
        "uncertain": stage.uncertain,
        "repeated": stage.repeated,
        "decision": stage.review.decision if stage.review else None,
        "parts": list(stage.parts),
        "absorbed": list(stage.absorbed),
    }


def _figures(figures: FigureSeries) -> JsonObject:
    return {
        "key": figures.key,
        "subject": figures.subject,
        "unit": figures.unit,
        "points": [{"year": year} | _value(figure) for year, figure in figures.points],
    }


def _value(figure: Figure) -> JsonObject:
    return {
        "text": figure.text,
        "value": _number(figure.value),
        "high": None if figure.high is None else _number(figure.high),
        "approximate": figure.approximate,
    }


def _plan(plan: PlanHistory) -> JsonObject:
    return {
        "key": plan.key,
        "only_planned_again": plan.only_planned_again,
        "years": [
            {
                "year": each.year,
                "state": each.state.value,
                "score": each.pledge.score,
                "planned_again": each.again,
                "answers": list(each.answers),
            }
            for each in plan.years
        ],
    }


def _number(value: float) -> float | int:
    return int(value) if abs(value) < _EXACT_INTEGERS and value == int(value) else value
