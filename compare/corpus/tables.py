"""The tables of the data set: their columns, and the rows that a report and a comparison give.

`SCHEMA_VERSION` is in the metadata of every file; a column may be added under the same version, one that
is renamed, removed or means something else makes a new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from zlib import crc32

import pyarrow as pa
from rapidfuzz import fuzz, process

from compare.alignment.evidence.profiles import content_of
from compare.corpus.spread import band_hashes, signature_of
from compare.corpus.values import CorpusFile, Pair
from compare.language.normalise import normalise
from compare.model import Change, ChangeKind, Comparison, Finding, Measure, Report, Role, Status

SCHEMA_VERSION: Final = 2
_TOLD: Final = 80  # per cent of the wording
Rows = list[dict[str, Any]]

_TYPES: Final = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "whole": pa.int32(),
    "number": pa.float64(),
    "yes": pa.bool_(),
    "hash": pa.uint32(),
    "hashes": pa.list_(pa.uint64()),
    "bytes": pa.binary(),
}


def _columns(told: str) -> dict[str, pa.DataType]:
    """The columns of a table as they are told below: after each type the columns that are of it."""
    found: dict[str, pa.DataType] = {}
    kind = ""
    for word in told.split():
        if word.endswith(":"):
            kind = word[:-1]
        else:
            found[word] = _TYPES[kind]
    return found


_OF_PAIR: Final = "text: pair_id body whole: baseline_year gap"
COLUMNS: Final = {
    "reports": _columns(
        "text: report_id body title source sha256 whole: sections sentences done problem plan figures "
        "texts: warnings"
    ),
    "measures": _columns(
        "text: report_id body measure_id whole: place text: role section whole: paragraph page text: text "
        "texts: names whole: shared_by yes: boilerplate"
    ),
    "figures": _columns(
        "text: report_id body measure_id whole: position text: text sort number: value high "
        "text: unit subject yes: approximate"
    ),
    "links": _columns(
        f"{_OF_PAIR} text: key status role change yes: moved number: score yes: uncertain "
        "texts: baseline_ids current_ids text: baseline_text current_text whole: figures_moved "
        "yes: repeated whole: shared_by yes: boilerplate number: unusual texts: unusual_words"
    ),
    "pledges": _columns(
        f"{_OF_PAIR} text: state outcome number: score texts: plan_ids answer_ids text: plan answer"
    ),
    "findings": _columns(f"{_OF_PAIR} text: report_id code detail texts: sides place_texts measure_ids"),
    "pairs": _columns(
        f"{_OF_PAIR} text: baseline_id current_id whole: new dropped continued repeated plans kept "
        "texts: warnings"
    ),
}
# What only the steps in between need: of every report its words and sentences, of every change what it says.
_INSIDE: Final = {
    "reports": _columns("texts: words"),
    "measures": _columns("hash: sentence"),
    "links": _columns("texts: changed_words hash: sentence hashes: bands bytes: signature"),
}
OF_REPORT: Final = ("reports", "measures", "figures")
OF_PAIR: Final = ("links", "pledges", "pairs", "findings")


@cache
def schema_of(table: str) -> pa.Schema:
    """The columns of a table as the data set has them; year and kind are in the names of its folders."""
    return pa.schema(COLUMNS[table].items(), metadata={"crossyear_schema_version": str(SCHEMA_VERSION)})


@cache
def part_schema(table: str) -> pa.Schema:
    """The columns of a table as parts have them."""
    return pa.schema((COLUMNS[table] | _INSIDE.get(table, {})).items())


def report_rows(report: Report, item: CorpusFile) -> dict[str, Rows]:
    """The rows that one report gives."""
    own = {"report_id": item.id, "body": item.body}
    roles = [measure.role for measure in report.measures]
    counted = [measure for measure in report.measures if measure.role is not Role.PREAMBLE]
    words = sorted(frozenset().union(*(content_of(measure) for measure in counted)))
    return {
        "reports": [
            own
            | {"title": report.title, "source": item.address, "sha256": item.sha256, "words": words}
            | {role.value: roles.count(role) for role in (Role.DONE, Role.PROBLEM, Role.PLAN)}
            | {
                "sections": sum(bool(section.path) for section in report.sections),
                "sentences": len(report.measures),
                "figures": sum(len(measure.figures) for measure in report.measures),
                "warnings": [notice.code for notice in report.notices],
            }
        ],
        "measures": [own | _measure(measure, place, report) for place, measure in enumerate(report.measures)],
        "figures": [
            own
            | {
                "measure_id": measure.id,
                "position": number,
                "text": figure.text,
                "sort": figure.kind.value,
                "value": figure.value,
                "high": figure.high,
                "unit": figure.unit,
                "subject": figure.subject,
                "approximate": figure.approximate,
            }
            for measure in report.measures
            for number, figure in enumerate(measure.figures)
        ],
    }


def pair_rows(comparison: Comparison, pair: Pair) -> dict[str, Rows]:
    """The rows that one comparison gives; preambles are no measures and left out."""
    own = {
        "pair_id": pair.id,
        "body": pair.current.body,
        "baseline_year": pair.baseline.year,
        "gap": pair.gap,
    }
    changes = [change for change in comparison.changes if change.role is not Role.PREAMBLE]
    statuses = [change.status for change in changes]
    known = _Known(
        [normalise(measure.text) for measure in comparison.baseline.measures],
        frozenset(measure.id for pledge in comparison.pledges for measure in pledge.current),
    )
    links = [own | _link(change, known) for change in changes]
    kept = sum(pledge.state.value != "silent" for pledge in comparison.pledges)
    counts = {
        "baseline_id": pair.baseline.id,
        "current_id": pair.current.id,
        **{status.value: statuses.count(status) for status in Status},
        "repeated": sum(bool(link["repeated"]) for link in links),
        "plans": len(comparison.pledges),
        "kept": kept,
        "warnings": [notice.code for notice in comparison.notices],
    }
    pledges = [
        own
        | {
            "state": pledge.state.value,
            "outcome": pledge.outcome.value,
            "score": pledge.score,
            "plan_ids": [measure.id for measure in pledge.baseline],
            "answer_ids": [measure.id for measure in pledge.current],
            "plan": _texts(pledge.baseline),
            "answer": _texts(pledge.current),
        }
        for pledge in comparison.pledges
    ]
    findings = [own | _finding(each, pair) for each in comparison.findings]
    return {"links": links, "pledges": pledges, "pairs": [own | counts], "findings": findings}


def _measure(measure: Measure, place: int, report: Report) -> dict[str, Any]:
    return {
        "measure_id": measure.id,
        "place": place,
        "role": measure.role.value,
        "section": report.heading_of([measure]),
        "paragraph": measure.paragraph,
        "page": measure.page,
        "text": measure.text,
        "names": list(measure.names),
        "sentence": _sentence(measure.text),
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What a body told the year before, in whatever role, and which measures answer what it planned."""

    told: Sequence[str]
    answers: frozenset[str]

    def holds(self, measures: Sequence[Measure]) -> bool:
        """Whether new measures are new in their role alone: what is done now was planned then."""
        said = normalise(_texts(measures))
        return (
            any(measure.id in self.answers for measure in measures)
            or process.extractOne(said, self.told, scorer=fuzz.ratio, score_cutoff=_TOLD) is not None
        )


def _link(change: Change, known: _Known) -> dict[str, Any]:
    before, after = _texts(change.baseline), _texts(change.current)
    row: dict[str, Any] = {
        "key": change.key,
        "status": change.status.value,
        "role": change.role.value,
        "change": change.change.value if change.change else None,
        "moved": change.moved,
        "score": change.score,
        "uncertain": change.uncertain,
        "baseline_ids": [measure.id for measure in change.baseline],
        "current_ids": [measure.id for measure in change.current],
        "baseline_text": before or None,
        "current_text": after or None,
        "figures_moved": len(change.figures),
        "repeated": change.change is ChangeKind.UNCHANGED and normalise(before) == normalise(after),
        "changed_words": _changed_words(change),
        "sentence": _sentence(after or before),
    }
    if (
        change.status is Status.NEW
        and change.role in (Role.DONE, Role.PLAN)
        and not known.holds(change.current)
    ):
        signature = signature_of(after)
        row |= {"bands": band_hashes(signature), "signature": signature.astype("uint8").tobytes()}
    return row


def _changed_words(change: Change) -> list[str]:
    """The content words that only one side says."""
    sides = [
        frozenset().union(*(content_of(measure) for measure in side))
        for side in (change.baseline, change.current)
    ]
    return sorted(sides[0] ^ sides[1])


def _texts(measures: Sequence[Measure]) -> str:
    return "".join(measure.text for measure in measures)


def _sentence(text: str) -> int:
    """What sentences that are the same but for years and figures share."""
    return crc32(normalise(text).encode())


def _finding(finding: Finding, pair: Pair) -> dict[str, Any]:
    """Of the current report, unless all its places are in the baseline."""
    is_older = all(place.side == "baseline" for place in finding.places)
    return {
        "report_id": (pair.baseline if is_older else pair.current).id,
        "code": finding.code,
        "detail": "；".join(f"{name}={value}" for name, value in finding.values),
        "sides": [place.side for place in finding.places],
        "place_texts": [place.text for place in finding.places],
        "measure_ids": [place.measure for place in finding.places],
    }
