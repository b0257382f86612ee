"""The 新旧对照表: landscape, its head on every page, every measure in it, what changed marked twice over."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from compare.comparison import compare_reports, open_report
from compare.model import Comparison, Review, Role
from reports.cli import run
from reports.document import write_docx
from reports.words import Words
from tests.builders import comparison, large_comparison

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.docx"
    write_docx(comparison(), Words("zh"), path)
    return path


def test_page_is_a4_landscape_and_the_head_is_repeated(small: Path) -> None:
    document = Document(str(small))
    page, table = document.sections[0], document.tables[0]

    assert page.page_width is not None
    assert page.page_height is not None
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (29.7, 21.0)
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[0].cells[0].text.startswith("青岚县2023年")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_of_the_seeds_is_in_it(tmp_path: Path, language: str) -> None:
    made = compare_reports(
        open_report(SEEDS / "yangpu-2023.txt"), open_report(SEEDS / "yangpu-2024-specimen.txt")
    )
    path = tmp_path / "seeds.docx"
    write_docx(made, Words(language), path)
    table = Document(str(path)).tables[0]
    columns = ["\n".join(cell.text for cell in table.columns[place].cells) for place in (0, 1)]

    for change in made.changes:
        if change.role is not Role.PREAMBLE:
            assert all(measure.text in columns[0] for measure in change.baseline)
            assert all(measure.text in columns[1] for measure in change.current)


def test_what_changed_is_struck_or_underlined_and_coloured(small: Path) -> None:
    table = Document(str(small)).tables[0]
    runs = [run for row in table.rows for cell in row.cells for line in cell.paragraphs for run in line.runs]
    struck = {run.text: str(run.font.color.rgb) for run in runs if run.font.strike}
    underlined = {run.text: str(run.font.color.rgb) for run in runs if run.font.underline}

    assert struck["500余家"] == "9A4414"
    assert underlined["680家"] == "0B6B63"
    assert not set(struck) & set(underlined)


def test_review_stands_beside_the_row(tmp_path: Path) -> None:
    made = comparison()
    said = Review("link", "李敏", "2025-01-07T08:00:00Z", "同一窗口")
    changes = tuple(replace(each, review=said) for each in made.changes)
    write_docx(replace(made, changes=changes), Words("zh"), tmp_path / "a.docx")

    assert "人工对应 李敏\n同一窗口" in [
        row.cells[-1].text for row in Document(str(tmp_path / "a.docx")).tables[0].rows
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<w:p/>]]>&amp;",
        "javascript:alert(1)",
        "\u202e反转\x00\x0b\ud800\uffff",
        "=HYPERLINK(1)",
        "甲" * 1_000_000,
    ],
)
def test_text_of_reports_is_only_ever_text(tmp_path: Path, text: str) -> None:
    made: Comparison = large_comparison(3)
    changes = tuple(
        replace(
            each,
            baseline=tuple(replace(m, text=text) for m in each.baseline),
            current=tuple(replace(m, text=text) for m in each.current),
            diff=(),
        )
        for each in made.changes
    )
    path = tmp_path / "hostile.docx"
    write_docx(replace(made, changes=changes), Words("zh"), path)
    with zipfile.ZipFile(path) as parts:
        names = set(parts.namelist())
        whole = parts.read("word/document.xml").decode()

    assert not set(whole) & set("\u202e\x00\x0b\uffff")
    assert "w:hyperlink" not in whole
    assert not any(name.endswith((".bin", ".vba")) for name in names)
    assert Document(str(path)).tables[0].rows[-1].cells[0].text


def test_two_runs_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    write_docx(comparison(), Words("zh"), tmp_path / "again.docx")

    assert (tmp_path / "again.docx").read_bytes() == small.read_bytes()


def test_command_writes_it_where_it_is_asked_for(tmp_path: Path) -> None:
    files = [str(SEEDS / name) for name in ("yangpu-2023.txt", "yangpu-2024-specimen.txt")]
    assert run(["compare", *files, "-o", str(tmp_path), "--quiet", "--docx"]) == 0

    assert (tmp_path / "对照表.docx").exists()


@pytest.mark.slow
def test_paper_has_the_head_on_every_page(tmp_path: Path, office: Callable[[Path, str], Path]) -> None:
    write_docx(large_comparison(60), Words("zh"), tmp_path / "a.docx")
    document = pypdfium2.PdfDocument(io.BytesIO(office(tmp_path / "a.docx", "pdf").read_bytes()))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]

    assert len(pages) > 2
    assert all("青岚县2023年" in text and "复核" in text for text in pages[:-1])
    assert round(document[0].get_width()) > round(document[0].get_height())
