"""What does not add up, as changes.json has it."""

from collections.abc import Sequence
from typing import Any

from compare.model import Finding, FindingPlace
from reports.words import Words

JsonObject = dict[str, Any]


def dump_findings(findings: Sequence[Finding], words: Words) -> list[JsonObject]:
    """The findings with both places; `text` says them in words."""
    return [
        {
            "code": each.code,
            "values": dict(each.values),
            "text": words.finding(each),
            "places": [
                {"side": place.side, "text": place.text, "measure": place.measure, "table": place.table}
                for place in each.places
            ],
        }
        for each in findings
    ]


def load_findings(data: JsonObject) -> tuple[Finding, ...]:
    """What `dump_findings` wrote; an older file has none."""
    return tuple(
        Finding(
            each["code"],
            tuple(each["values"].items()),
            tuple(
                FindingPlace(place["side"], place["text"], place["measure"], place["table"])
                for place in each["places"]
            ),
        )
        for each in data.get("findings", ())
    )
