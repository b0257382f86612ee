"""What changes.json holds, read back to the values it was written from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from compare.model import (
    Aside,
    Candidate,
    Change,
    ChangeKind,
    Comparison,
    DiffOp,
    DiffPiece,
    Encoder,
    Evidence,
    Figure,
    FigureCaveat,
    FigureChange,
    FigureKind,
    Measure,
    Method,
    Notice,
    Pledge,
    PledgeOutcome,
    PledgeState,
    Recalibration,
    Report,
    Reversal,
    ReversalKind,
    Review,
    Role,
    Section,
    SectionLink,
    Status,
    TextPart,
)
from reports.changes_json.checking import check_comparison, parsed
from reports.changes_json.findings import load_findings
from reports.changes_json.tables import load_table_changes, load_tables

SCHEMA_VERSION: Final = 2

JsonObject = dict[str, Any]


class VersionError(ValueError):
    """A comparison that another version of the toolkit wrote."""


def load_comparison(text: str) -> Comparison:
    """The comparison that `dump_comparison` wrote.

    Raises
    ------
    VersionError
        It is of another schema version.
    ValueError
        The text is no JSON, or not as the schema has it: at which place, and what is wrong there.
    """
    data = parsed(text)
    version = data.get("schema_version") if isinstance(data, dict) else None
    if version != SCHEMA_VERSION:
        message = f"schema_version is {version!r}, expected {SCHEMA_VERSION}"
        raise VersionError(message)
    check_comparison(data)
    baseline = {each["id"]: _measure(each) for change in data["changes"] for each in change["baseline"]}
    current = {each["id"]: _measure(each) for change in data["changes"] for each in change["current"]}
    return Comparison(
        baseline=_report(data["baseline"], baseline),
        current=_report(data["current"], current),
        sections=tuple(_section_link(each) for each in data["sections"]),
        changes=tuple(_change(each, baseline, current) for each in data["changes"]),
        pledges=tuple(_pledge(each, baseline, current) for each in data["pledges"]),
        notices=_notices(data["warnings"]),
        method=_method(data["method"]),
        tables=load_table_changes(data),
        findings=load_findings(data),
    )


def _method(data: JsonObject) -> Method:
    encoder, recalibration = data["encoder"], data.get("recalibration")
    return Method(
        data["similarity"],
        Encoder(encoder["name"], encoder["version"]) if encoder else None,
        tuple(data["models"].items()),
        Recalibration(recalibration["offset"], recalibration["slope"]) if recalibration else None,
    )


def _report(data: JsonObject, measures: Mapping[str, Measure]) -> Report:
    return Report(
        title=data["title"],
        year=data["year"],
        body=data["body"],
        kind=data["kind"],
        source=data["source"],
        sha256=data["sha256"],
        sections=tuple(
            Section(each["index"], each["level"], tuple(each["path"])) for each in data["sections"]
        ),
        measures=tuple(measures[each] for each in data["measures"]),
        notices=_notices(data["warnings"]),
        tables=load_tables(data),
        asides=tuple(Aside(each["text"], TextPart(each["part"]), each["page"]) for each in data["asides"]),
    )


def _notices(data: Sequence[JsonObject]) -> tuple[Notice, ...]:
    return tuple(Notice(each["code"], tuple(each["values"].items())) for each in data)


def _section_link(data: JsonObject) -> SectionLink:
    before, after = data["baseline"], data["current"]
    return SectionLink(before and before["index"], after and after["index"], data["score"])


def _change(data: JsonObject, baseline: Mapping[str, Measure], current: Mapping[str, Measure]) -> Change:
    status = Status(data["status"])
    others = current if status is Status.DROPPED else baseline
    return Change(
        key=data["key"],
        status=status,
        role=Role(data["role"]),
        change=ChangeKind(data["change"]) if data["change"] else None,
        moved=data["moved"],
        score=data["score"],
        uncertain=data["uncertain"],
        evidence=_evidence(data["evidence"]),
        baseline=tuple(baseline[each["id"]] for each in data["baseline"]),
        current=tuple(current[each["id"]] for each in data["current"]),
        candidates=tuple(Candidate(others[each["id"]], each["score"]) for each in data["candidates"]),
        figures=tuple(map(_figure_change, data["figures"])),
        other_figures=tuple(map(_figure_change, data["other_figures"])),
        reversals=tuple(
            Reversal(ReversalKind(each["kind"]), each["before"], each["after"]) for each in data["reversals"]
        ),
        added=tuple(data["added"]),
        left_out=tuple(data["left_out"]),
        diff=tuple(DiffPiece(DiffOp(op), text) for op, text in data["diff"]),
        review=_review(data),
    )


def _pledge(data: JsonObject, baseline: Mapping[str, Measure], current: Mapping[str, Measure]) -> Pledge:
    return Pledge(
        state=PledgeState(data["state"]),
        outcome=PledgeOutcome(data["outcome"]),
        share=data["share"],
        baseline=tuple(baseline[each["id"]] for each in data["baseline"]),
        current=tuple(current[each["id"]] for each in data["current"]),
        again=tuple(current[each["id"]] for each in data["again"]),
        score=data["score"],
        evidence=_evidence(data["evidence"]),
        review=_review(data),
    )


def _review(data: JsonObject) -> Review | None:
    if data["decision"] is None:
        return None
    return Review(
        data["decision"], data["reviewer"], data["reviewed"], data["note"], tuple(data["decision_ids"])
    )


def _evidence(data: Sequence[JsonObject]) -> tuple[Evidence, ...]:
    return tuple(Evidence(each["code"], each["detail"], each["weight"]) for each in data)


def _measure(data: JsonObject) -> Measure:
    return Measure(
        id=data["id"],
        text=data["text"],
        role=Role(data["role"]),
        section=data["section_index"],
        paragraph=data["paragraph"],
        page=data["page"],
        figures=tuple(figure for each in data["figures"] if (figure := _figure(each))),
        names=tuple(data["names"]),
        part=TextPart(data["part"]),
        odds=tuple((Role(each["role"]), each["probability"]) for each in data["role_odds"]),
    )


def _figure_change(data: JsonObject) -> FigureChange:
    caveat = data["caveat"]
    return FigureChange(
        _figure(data["baseline"]), _figure(data["current"]), FigureCaveat(caveat) if caveat else None
    )


def _figure(data: JsonObject | None) -> Figure | None:
    if data is None:
        return None
    return Figure(
        text=data["text"],
        start=data["start"],
        end=data["end"],
        kind=FigureKind(data["kind"]),
        value=float(data["value"]),
        unit=data["unit"],
        subject=data["subject"],
        high=None if data["high"] is None else float(data["high"]),
        approximate=data["approximate"],
    )
