"""changes.json keeps its contract and gives back what was written."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import reports.changes_json
from compare.comparison import compare_reports, open_report
from compare.model import (
    Aside,
    ChangeKind,
    Comparison,
    DiffOp,
    DiffPiece,
    Figure,
    FigureChange,
    FigureKind,
    Notice,
    Report,
    Review,
    Section,
    TextPart,
)
from reports.changes_json import dump_comparison, dump_report, load_comparison
from reports.words import Words
from tests.builders import change, comparison, large_comparison, measure

_SEEDS = Path(__file__).parents[3] / "seeds"
_SCHEMA = json.loads(
    (Path(reports.changes_json.__file__).parent / "changes.schema.json").read_text(encoding="utf-8")
)
_VALIDATOR = Draft202012Validator(_SCHEMA)
_ZH = Words("zh")


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    baseline, current = (
        open_report(_SEEDS / name) for name in ("yangpu-2023.txt", "yangpu-2024-specimen.txt")
    )
    return compare_reports(baseline, current)


@pytest.fixture(params=["seeds", "small", "large", "reviewed"])
def any_comparison(request: pytest.FixtureRequest, seeds: Comparison) -> Comparison:
    return {"seeds": seeds, "small": comparison(), "large": large_comparison(40), "reviewed": _reviewed()}[
        request.param
    ]


def _reviewed() -> Comparison:
    made = comparison()
    said = Review("link", "李敏", "2025-01-07T08:00:00Z", "同一窗口", ("a" * 32,))
    return dataclasses.replace(
        made,
        changes=tuple(dataclasses.replace(each, review=said) for each in made.changes),
        pledges=tuple(dataclasses.replace(each, review=said) for each in made.pledges),
    )


def _data(value: Comparison, language: str = "zh") -> dict[str, Any]:
    return dict(json.loads(dump_comparison(value, Words(language))))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_schema_holds(any_comparison: Comparison, language: str) -> None:
    assert [error.message for error in _VALIDATOR.iter_errors(_data(any_comparison, language))] == []


def test_every_field_is_described_and_none_may_be_added() -> None:
    for place, definition in _definitions(_SCHEMA, "changes.json"):
        assert definition.get("description"), place
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is not True, place
            assert set(definition.get("required", ())) == set(definition.get("properties", ())), place


def _definitions(schema: dict[str, Any], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield place, schema
    for group in ("properties", "$defs"):
        for name, each in schema.get(group, {}).items():
            yield from _definitions(each, f"{place}.{name}")


def test_it_is_read_back_to_the_same_values(any_comparison: Comparison) -> None:
    assert load_comparison(dump_comparison(any_comparison, _ZH)) == any_comparison


def test_written_read_and_written_again_it_is_the_same(any_comparison: Comparison) -> None:
    text = dump_comparison(any_comparison, _ZH)

    assert dump_comparison(load_comparison(text), _ZH) == text


def test_its_keys_stand_in_the_order_of_the_contract() -> None:
    data = _data(comparison())

    assert list(data)[:3] == ["schema_version", "baseline", "current"]
    told = ["method", "warnings", "sections", "changes", "pledges", "figures", "tables", "findings"]
    assert list(data)[3:] == told
    assert list(data["changes"][0])[:7] == [
        "key",
        "status",
        "role",
        "change",
        "moved",
        "score",
        "uncertain",
    ]


def test_every_measure_stands_in_exactly_one_change(any_comparison: Comparison) -> None:
    data = _data(any_comparison)
    for side in ("baseline", "current"):
        placed = [each["id"] for change_ in data["changes"] for each in change_[side]]
        assert sorted(placed) == sorted(data[side]["measures"])


def test_a_figure_is_a_plain_number_with_what_was_printed_beside_it() -> None:
    figure = next(each for change_ in _data(comparison())["changes"] for each in change_["figures"])

    assert (figure["before"], figure["after"], figure["ratio"]) == (500, 680, 0.36)
    assert figure["approximate"] is True
    assert (figure["baseline"]["text"], figure["current"]["text"]) == ("500余家", "680家")


def test_whole_numbers_are_written_as_such() -> None:
    assert '"value": 500,' in dump_comparison(comparison(), _ZH)
    assert "500.0" not in dump_comparison(comparison(), _ZH)


def test_a_candidate_has_its_text_and_score() -> None:
    dropped = next(each for each in _data(comparison())["changes"] if each["key"] == "2023-e")

    assert dropped["candidates"] == [{"id": "c4", "text": "政务大厅建成启用。", "score": 0.12}]


def test_warnings_are_told_in_the_language_asked_for() -> None:
    assert _data(comparison())["warnings"][0]["text"].startswith("只有 4 条")
    assert "4" in _data(comparison(), "en")["warnings"][0]["text"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": 99}'])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"schema_version|Expecting value"):
        load_comparison(text)


def test_a_report_alone_has_its_measures_in_full() -> None:
    data = json.loads(dump_report(comparison().baseline, _ZH))
    measures = Draft202012Validator({"$ref": "#/$defs/measure", "$defs": _SCHEMA["$defs"]})

    assert [each["id"] for each in data["measures"]] == [f"b{number}" for number in range(9)]
    assert all(measures.is_valid(each) for each in data["measures"])


_WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
_VALUES = st.floats(allow_nan=False, allow_infinity=False)
_FIGURES = st.builds(
    Figure,
    text=_WORDS,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    kind=st.sampled_from(FigureKind),
    value=_VALUES,
    unit=_WORDS,
    subject=_WORDS,
    high=st.none() | _VALUES,
    approximate=st.booleans(),
)
_NOTICES = st.builds(Notice, st.just("encoding"), st.tuples(st.tuples(st.just("encoding"), _WORDS)))


@given(_WORDS, st.lists(_FIGURES, max_size=3), st.sampled_from(ChangeKind), _NOTICES)
def test_whatever_stands_in_a_report_comes_back(
    text: str, figures: list[Figure], kind: ChangeKind, notice: Notice
) -> None:
    old, new = (
        measure(side, text, section=1, figures=figures)
        if side == "b"
        else measure(side, text + "。", section=1)
        for side in "bc"
    )
    told = change(
        "2023-b",
        [old],
        [new],
        kind,
        figures=[FigureChange(each, None) for each in figures],
        diff=[DiffPiece(DiffOp.EQUAL, text), DiffPiece(DiffOp.INSERT, "。")],
    )
    sections = (Section(0, 0, ()), Section(1, 1, (text,)))
    baseline = Report(
        text,
        None,
        text,
        "",
        "甲.txt",
        "0" * 64,
        sections,
        (old,),
        (notice,),
        asides=(Aside(text, TextPart.GLOSSARY, 3),),
    )
    current = dataclasses.replace(baseline, measures=(new,), year=2024)
    value = Comparison(baseline, current, (), (told,), (), (notice,))

    assert load_comparison(dump_comparison(value, _ZH)) == value


def _tampered(change: Callable[[Any], object]) -> str:
    data = json.loads(dump_comparison(comparison(), Words("zh")))
    change(data)
    return json.dumps(data)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    text = dump_comparison(comparison(), _ZH)
    pointed = re.sub(r'"(index|level|section_index|paragraph|year|start)": (\d+)', r'"\1": \2.0', text)

    assert pointed.count(".0,") > text.count(".0,") + 9
    assert dump_comparison(load_comparison(pointed), _ZH) == text


def _told(code: str) -> dict[str, object]:
    """A notice without the values that its words need."""
    return {"code": code, "values": {}, "text": ""}


_UNKNOWN = {"code": "of_another_day", "detail": "", "weight": 1.0}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["changes"][3].update(status="old"), "data.changes[3].status"),
        (lambda data: data["changes"][1].pop("key"), "data.changes[1]"),
        (lambda data: data["changes"][1]["baseline"][0].update(text=7), "data.changes[1].baseline[0].text"),
        (lambda data: data["changes"][1]["baseline"][0].update(section_index=99), "no section 99"),
        (lambda data: data["baseline"]["sections"].pop(), "no section"),
        (lambda data: data["baseline"]["measures"].append("x"), "data.baseline.measures"),
        (lambda data: data["sections"][0]["current"].update(index=99), "data.sections[0].current.index"),
        (lambda data: data["pledges"][0]["baseline"][0].update(id="x"), "data.pledges[0].baseline"),
        (lambda data: data.update(changes={}), "data.changes"),
        (lambda data: data["changes"][1].update(score=float("nan")), "NaN"),
        (lambda data: data["current"].update(title="\ud800"), "surrogates"),
        (lambda data: data["warnings"][0].update(code="of_another_day"), "data.warnings[0]"),
        (lambda data: data["current"]["warnings"].append(_told("few_links")), "data.current.warnings"),
        (lambda data: data["changes"][1]["evidence"].append(_UNKNOWN), "data.changes[1].evidence"),
    ],
)
def test_what_is_not_as_the_schema_has_it_is_told_with_its_place(
    change: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        load_comparison(_tampered(change))


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, "[]", "null", '{"schema_version": 1}', '{"a": 1' + "0" * 9_999]
)
def test_what_is_no_comparison_at_all_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_comparison(text)
