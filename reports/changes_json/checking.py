"""Whether what was read is a comparison as the schema has it; where it is not, at which place."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any, Final, NoReturn

from compare.expressions import expression
from reports.words import EVIDENCE, FINDINGS, NOTICES

_SCHEMA: Final = Path(__file__).with_name("changes.schema.json")
_HALF: Final = expression(r"\\u[dD][89a-fA-F]")  # how JSON writes the halves of a pair
_LONGEST: Final = 200
_SIDES: Final = ("baseline", "current")


def parsed(text: str) -> Any:
    """What a JSON text holds, without numbers and characters that there are not.

    Raises
    ------
    ValueError
        It is no JSON, nested beyond all reason, or has `NaN` or half a character in it.
    """
    try:
        data = json.loads(text, parse_constant=_refuse, object_hook=_with_integers)
        if _HALF.search(text):
            json.dumps(data, ensure_ascii=False).encode()
    except RecursionError:
        message = "nested too deeply"
        raise ValueError(message) from None
    return data


def check_comparison(data: Any) -> None:
    """Hold parsed JSON to the schema, and what it names by number or id to what there is.

    Raises
    ------
    ValueError
        `data.changes[3].status must be one of …`: the place and what is wrong there.
    """
    import fastjsonschema

    try:
        _validator()(data)
    except fastjsonschema.JsonSchemaValueException as error:
        raise ValueError(error.message[:_LONGEST]) from None
    for place, what in chain(_dangling(data), _unspoken(data)):
        message = f"data.{place}: {what}"
        raise ValueError(message[:_LONGEST])


@cache
def _validator() -> Callable[[Any], Any]:
    import fastjsonschema

    compiled: Callable[[Any], Any] = fastjsonschema.compile(_in_draft_7(_schema()))
    return compiled


@cache
def _schema() -> Any:
    return json.loads(_SCHEMA.read_text(encoding="utf-8"))


def _with_integers(data: dict[str, Any]) -> dict[str, Any]:
    """An object whose integers are such: JSON Schema takes 1.0 for one, and some programs write them so."""
    for name in data.keys() & _integers():
        if isinstance(data[name], float) and data[name].is_integer():
            data[name] = int(data[name])
    return data


@cache
def _integers() -> frozenset[str]:
    """The names that the schema has for integers; none of them is one of a number anywhere."""
    return frozenset(_names_of_integers(_schema(), ""))


def _names_of_integers(schema: Any, name: str) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _names_of_integers(each, name)
    elif isinstance(schema, dict):
        if "integer" in (schema.get("type") or ()):
            yield name
        for key, value in schema.items():
            properties = value.items() if key == "properties" else [(name, value)]
            for each, inner in properties:
                yield from _names_of_integers(inner, each)


def _in_draft_7(schema: Any) -> Any:
    """The schema as the compiler knows it: tuples were written with `items` before `prefixItems`."""
    if isinstance(schema, list):
        return [_in_draft_7(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: _in_draft_7(value) for name, value in schema.items() if name != "$schema"}
    if "prefixItems" in told:
        told |= {"additionalItems": told.get("items", True), "items": told.pop("prefixItems")}
    return told


def _dangling(data: Any) -> Iterator[tuple[str, str]]:
    """What names a section or a measure that there is not."""
    ids = {side: {each["id"] for change in data["changes"] for each in change[side]} for side in _SIDES}
    for side in _SIDES:
        yield from _dangling_in(data, side, ids[side])
        for number, pledge in enumerate(data["pledges"]):
            if any(each["id"] not in ids[side] for each in pledge[side]):
                yield f"pledges[{number}].{side}", "no such measure"
    for number, change in enumerate(data["changes"]):
        others = ids["current" if change["status"] == "dropped" else "baseline"]
        if any(each["id"] not in others for each in change["candidates"]):
            yield f"changes[{number}].candidates", "no such measure"


def _unspoken(data: Any) -> Iterator[tuple[str, str]]:
    """What there are no words for: a code that is unknown, or lacks a value that its sentence has."""
    told = [("warnings", data["warnings"], NOTICES), ("findings", data.get("findings", ()), FINDINGS)]
    told += [(f"{side}.warnings", data[side]["warnings"], NOTICES) for side in _SIDES]
    for place, items, sentences in told:
        for number, each in enumerate(items):
            if not _places_of(sentences.get(each["code"])) <= each["values"].keys():
                yield f"{place}[{number}]", f"no words for {each['code']} with these values"
    for name in ("changes", "pledges"):
        for number, each in enumerate(data[name]):
            if any(reason["code"] not in EVIDENCE for reason in each["evidence"]):
                yield f"{name}[{number}].evidence", "no words for a reason"


@cache
def _places_of(sentence: str | None) -> frozenset[str]:
    """The names of the values in a sentence; of none, one that nothing has."""
    if sentence is None:
        return frozenset({"\0"})
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def _dangling_in(data: Any, side: str, ids: set[str]) -> Iterator[tuple[str, str]]:
    """What is wrong on one side: its sections, its measures, and the links to its sections."""
    count = len(data[side]["sections"])
    for number, section in enumerate(data[side]["sections"]):
        if section["index"] != number:
            yield f"{side}.sections[{number}].index", f"{section['index']} is not {number}"
    for number, change in enumerate(data["changes"]):
        for place, measure in enumerate(change[side]):
            if measure["section_index"] >= count:
                where = f"changes[{number}].{side}[{place}].section_index"
                yield where, f"no section {measure['section_index']}"
    if len(data[side]["measures"]) != len(ids) or set(data[side]["measures"]) != ids:
        yield f"{side}.measures", "not those that stand in the changes"
    for number, link in enumerate(data["sections"]):
        if link[side] is not None and link[side]["index"] >= count:
            yield f"sections[{number}].{side}.index", f"no section {link[side]['index']}"


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is no number"
    raise ValueError(message)
