"""The 修订稿: accepting all its changes gives this year's text, rejecting all last year's."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from compare.model import Comparison, DiffOp, Measure, Report
from reports.merged_text import merged_text, report_lines
from reports.revision import write_revision
from reports.words import Words
from tests.accuracy.pairs import ReportPair, committed_pairs, compared
from tests.builders import change, comparison, large_comparison
from tests.reports.deciding_office import ACCEPT, REJECT, DecidingOffice

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(made: Comparison, folder: Path) -> Path:
    path = folder / "修订稿.docx"
    write_revision(made, Words("zh"), path)
    return path


def decided(document: Path, command: str) -> list[str]:
    """The paragraphs when all is accepted or rejected, as ECMA-376 says what that does."""
    with zipfile.ZipFile(document) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))[0]
    gone = "del" if command == ACCEPT else "ins"
    lines, text = [], ""
    for paragraph in body.iter(f"{_W}p"):
        text += "".join(_text_of(child, gone) for child in paragraph)
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{gone}") is None:
            lines.append(text)
            text = ""
    return [*lines, text] if text else lines


def _text_of(child: Any, gone: str) -> str:
    if child.tag == f"{_W}{gone}":
        return ""
    return "".join(each.text or "" for each in child.iter(f"{_W}t", f"{_W}delText"))


def shuffled() -> Comparison:
    """Measures that moved, in every way, split and merged across paragraphs."""
    made = large_comparison(40)
    after = list(made.current.measures)
    order = [*after[::-1][:7], *after[7::2], *after[8::2]]
    moved = tuple(
        replace(each, paragraph=number // 2 + 1, section=min(10, number // 2 + 1))
        for number, each in enumerate(order)
    )
    return replace(made, current=replace(made.current, measures=moved))


def without(report: Report) -> Report:
    return replace(report, measures=(), sections=report.sections[:1])


def unlinked(baseline: Report, current: Report) -> Comparison:
    return replace(comparison(), baseline=baseline, current=current, changes=(), sections=(), pledges=())


@pytest.mark.parametrize(
    "made",
    [
        comparison(),
        large_comparison(60),
        shuffled(),
        unlinked(without(comparison().baseline), comparison().current),
        unlinked(comparison().baseline, without(comparison().current)),
    ],
    ids=["small", "large", "shuffled", "all new", "all gone"],
)
def test_accepting_gives_this_year_and_rejecting_last(made: Comparison, tmp_path: Path) -> None:
    document = written(made, tmp_path)

    assert decided(document, ACCEPT) == report_lines(made.current)
    assert decided(document, REJECT) == report_lines(made.baseline)


@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_both_texts_of_a_labelled_pair_are_in_it(pair: ReportPair, tmp_path: Path) -> None:
    made = compared(pair)
    document = written(made, tmp_path)

    assert decided(document, ACCEPT) == report_lines(made.current)
    assert decided(document, REJECT) == report_lines(made.baseline)


@pytest.mark.slow
@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_libreoffice_accepts_and_rejects_them(pair: ReportPair, tmp_path: Path) -> None:
    made = compared(pair)
    document = written(made, tmp_path)
    office = DecidingOffice(tmp_path)

    assert office.lines(document, ACCEPT) == report_lines(made.current)
    assert office.lines(document, REJECT) == report_lines(made.baseline)


def test_what_stayed_in_place_is_neither_deleted_nor_inserted() -> None:
    pieces = merged_text(comparison())

    assert [each.text for each in pieces if each.op is DiffOp.EQUAL and "企业办理登记" in each.text]
    assert all(each.op is DiffOp.EQUAL for each in pieces[-1:])


def test_every_change_has_an_id_of_its_own_an_author_and_a_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(comparison(), tmp_path)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    tracked = [*body.iter(f"{_W}ins", f"{_W}del")]
    ids = [each.get(f"{_W}id") for each in tracked]

    assert len(ids) == len(set(ids)) > 4
    assert {each.get(f"{_W}author") for each in tracked} == {"crossyear"}
    assert all(each.get(f"{_W}date") for each in tracked)


@pytest.mark.parametrize("text", ["<w:p/>]]>&amp;", "\u202e反转\x00\x0b", "甲\t乙\r\n丙"])
def test_text_of_reports_is_only_ever_text(text: str, tmp_path: Path) -> None:
    old, new = (Measure(f"{side}9", text, comparison().changes[-1].role, 1, 1) for side in "bc")
    base = comparison()
    made = replace(
        base,
        baseline=replace(base.baseline, measures=(old,)),
        current=replace(base.current, measures=(new,)),
        changes=(change("2023-z", [old], [new]),),
        pledges=(),
    )
    with zipfile.ZipFile(written(made, tmp_path)) as parts:
        whole = parts.read("word/document.xml").decode()

    assert not set(whole) & set("\u202e\x00\x0b")
    assert "<w:p/>" not in whole


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(comparison(), tmp_path).read_bytes()

    assert written(comparison(), tmp_path).read_bytes() == first
