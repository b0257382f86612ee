"""Writes changes.json.

A measure stands in full once, in its change; elsewhere it is named by its id and its text.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from compare.model import (
    Change,
    Comparison,
    Evidence,
    Figure,
    FigureChange,
    Measure,
    Method,
    Notice,
    Pledge,
    Report,
    Review,
    Role,
    SectionLink,
)
from reports.changes_json.findings import dump_findings
from reports.changes_json.reading import SCHEMA_VERSION, JsonObject
from reports.changes_json.tables import dump_table_changes, dump_tables
from reports.json_text import json_text
from reports.words import Words

_EXACT_INTEGERS: Final = 2**53


def dump_comparison(comparison: Comparison, words: Words) -> str:
    """The text of changes.json, the same for the same comparison; reasons and warnings are in words.

    `{"schema_version": 2, "baseline": {"title": "2023年…"}, …, "changes": [{"key": "2023-…", …}]}`.
    """
    before, after = comparison.baseline, comparison.current
    return json_text(
        {
            "schema_version": SCHEMA_VERSION,
            "baseline": _report(before, words) | {"measures": [each.id for each in before.measures]},
            "current": _report(after, words) | {"measures": [each.id for each in after.measures]},
            "method": _method(comparison.method),
            "warnings": [_notice(notice, words) for notice in comparison.notices],
            "sections": [_section_link(link, comparison) for link in comparison.sections],
            "changes": [_change(change, comparison, words) for change in comparison.changes],
            "pledges": [_pledge(pledge, words) for pledge in comparison.pledges],
            "figures": [
                {"key": change.key} | _movement(figure)
                for change in comparison.changes
                for figure in change.figures
            ],
            "tables": dump_table_changes(comparison.tables),
            "findings": dump_findings(comparison.findings, words),
        }
    )


def dump_report(report: Report, words: Words) -> str:
    """One report as JSON: what changes.json says of it, with its measures in full."""
    measures = [_measure(measure, report) for measure in report.measures]
    return json_text(
        {"schema_version": SCHEMA_VERSION} | _report(report, words) | {"measures": measures},
    )


def _report(report: Report, words: Words) -> JsonObject:
    return {
        "title": report.title,
        "year": report.year,
        "body": report.body,
        "kind": report.kind,
        "source": report.source,
        "sha256": report.sha256,
        "counts": {
            "sections": sum(bool(section.path) for section in report.sections),
            "sentences": len(report.measures),
            **{role.value: sum(each.role is role for each in report.measures) for role in Role},
            "figures": sum(len(measure.figures) for measure in report.measures),
        },
        "tables": dump_tables(report),
        "asides": [{"text": each.text, "part": each.part.value, "page": each.page} for each in report.asides],
        "warnings": [_notice(notice, words) for notice in report.notices],
        "sections": [
            {"index": section.index, "level": section.level, "path": list(section.path)}
            for section in report.sections
        ],
    }


def _method(method: Method) -> JsonObject:
    encoder = method.encoder
    return {
        "similarity": method.similarity,
        "encoder": {"name": encoder.name, "version": encoder.version} if encoder else None,
        "models": dict(method.models),
        "recalibration": asdict(method.recalibration) if method.recalibration else None,
    }


def _notice(notice: Notice, words: Words) -> JsonObject:
    return {"code": notice.code, "values": dict(notice.values), "text": words.notice(notice)}


def _section_link(link: SectionLink, comparison: Comparison) -> JsonObject:
    return {
        "baseline": _section(link.baseline, comparison.baseline),
        "current": _section(link.current, comparison.current),
        "score": link.score,
    }


def _section(index: int | None, report: Report) -> JsonObject | None:
    return None if index is None else {"index": index, "path": list(report.sections[index].path)}


def _change(change: Change, comparison: Comparison, words: Words) -> JsonObject:
    return {
        "key": change.key,
        "status": change.status.value,
        "role": change.role.value,
        "change": change.change.value if change.change else None,
        "moved": change.moved,
        "score": change.score,
        "uncertain": change.uncertain,
        "reason": words.reason(change.evidence),
        "evidence": _evidence(change.evidence),
        "baseline": [_measure(measure, comparison.baseline) for measure in change.baseline],
        "current": [_measure(measure, comparison.current) for measure in change.current],
        "candidates": [_named(each.measure) | {"score": each.score} for each in change.candidates],
        "figures": [_figure_change(each) for each in change.figures],
        "other_figures": [_figure_change(each) for each in change.other_figures],
        "reversals": [
            {"kind": each.kind.value, "before": each.before, "after": each.after} for each in change.reversals
        ],
        "added": list(change.added),
        "left_out": list(change.left_out),
        "diff": [[piece.op.value, piece.text] for piece in change.diff],
    } | _review(change.review)


def _pledge(pledge: Pledge, words: Words) -> JsonObject:
    return {
        "state": pledge.state.value,
        "outcome": pledge.outcome.value,
        "share": pledge.share,
        "score": pledge.score,
        "reason": words.reason(pledge.evidence),
        "evidence": _evidence(pledge.evidence),
        "baseline": [_named(measure) for measure in pledge.baseline],
        "current": [_named(measure) for measure in pledge.current],
        "again": [_named(measure) for measure in pledge.again],
    } | _review(pledge.review)


def _review(review: Review | None) -> JsonObject:
    """What a reviewer said; `decision` is null where nobody said anything."""
    said = review or Review("", "", "")
    return {
        "decision": said.decision or None,
        "reviewer": said.reviewer,
        "reviewed": said.when,
        "note": said.note,
        "decision_ids": list(said.ids),
    }


def _named(measure: Measure) -> JsonObject:
    return {"id": measure.id, "text": measure.text}


def _evidence(evidence: Sequence[Evidence]) -> list[JsonObject]:
    return [{"code": each.code, "detail": each.detail, "weight": each.weight} for each in evidence]


def _measure(measure: Measure, report: Report) -> JsonObject:
    return {
        "id": measure.id,
        "text": measure.text,
        "role": measure.role.value,
        "section": list(report.sections[measure.section].path),
        "section_index": measure.section,
        "page": measure.page,
        "paragraph": measure.paragraph,
        "figures": [_figure(figure) for figure in measure.figures],
        "names": list(measure.names),
        "part": measure.part.value,
        "role_odds": [{"role": role.value, "probability": odd} for role, odd in measure.odds],
    }


def _figure(figure: Figure | None) -> JsonObject | None:
    if figure is None:
        return None
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "kind": figure.kind.value,
        "value": _number(figure.value),
        "high": None if figure.high is None else _number(figure.high),
        "unit": figure.unit,
        "subject": figure.subject,
        "approximate": figure.approximate,
    }


def _figure_change(change: FigureChange) -> JsonObject:
    return _movement(change) | {"baseline": _figure(change.before), "current": _figure(change.after)}


def _movement(change: FigureChange) -> JsonObject:
    sides = [figure for figure in (change.before, change.after) if figure]
    return {
        "subject": change.subject,
        "unit": change.unit,
        "before": _number(change.before.value) if change.before else None,
        "after": _number(change.after.value) if change.after else None,
        "ratio": None if change.ratio is None else round(change.ratio, 4),
        "approximate": any(figure.approximate for figure in sides),
        "caveat": change.caveat.value if change.caveat else None,
    }


def _number(value: float) -> float | int:
    """Whole numbers as such: 790000000, not 790000000.0."""
    return int(value) if abs(value) < _EXACT_INTEGERS and value == int(value) else value
