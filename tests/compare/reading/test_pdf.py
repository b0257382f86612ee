"""A PDF reads as its text does, however its pages are laid out."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from compare.comparison import open_report
from compare.model import Cell, Report, Role, TextPart
from compare.outline.paragraphs import read_paragraphs
from compare.reading import pdf, read_document
from tests.compare.reading.printed import Printer, by_rows, right_first

SEED = Path(__file__).parents[3] / "seeds" / "yangpu-2023.txt"
CASES = (
    ("类别", "收案", "结案"),
    ("市场监管", "124", "118"),
    ("城管执法", "57", "55"),
    ("合计", "181", "173"),
)


@cache
def paragraphs() -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in read_paragraphs(read_document(SEED))[0])


@cache
def seed() -> Report:
    return open_report(SEED)


def told(report: Report) -> list[tuple[str, Role]]:
    return [(each.text, each.role) for each in report.measures if each.role is not Role.PREAMBLE]


def plain(printer: Printer) -> Path:
    printer.flow(paragraphs())
    return printer.save()


def letter_spaced(printer: Printer) -> Path:
    printer.spacing = 1.5
    return plain(printer)


def in_columns(printer: Printer) -> Path:
    printer.flow(paragraphs(), columns=2, size=12, rows=30)
    return printer.save()


def in_columns_right_first(printer: Printer) -> Path:
    printer.flow(paragraphs(), columns=2, size=12, rows=30)
    return printer.save(right_first)


def in_columns_by_rows(printer: Printer) -> Path:
    printer.flow(paragraphs(), columns=2, size=12, rows=30)
    return printer.save(by_rows)


def in_three_columns(printer: Printer) -> Path:
    printer.flow(paragraphs(), columns=3, size=9, rows=40)
    return printer.save()


def in_three_columns_by_rows(printer: Printer) -> Path:
    printer.flow(paragraphs(), columns=3, size=9, rows=40)
    return printer.save(by_rows)


def with_line_numbers(printer: Printer) -> Path:
    printer.flow(paragraphs())
    for page in printer.pages:
        page += [(50.0, page[at][1], 8.0, str(at + 1)) for at in range(4, len(page) - 1, 5)]
    return printer.save()


def with_a_watermark(printer: Printer) -> Path:
    printer.watermark = "内部资料注意保存"
    return plain(printer)


def with_its_title_as_head(printer: Printer) -> Path:
    printer.flow(paragraphs()[1:])
    title = paragraphs()[0]
    printer.pages[0].insert(0, (100.0, 750.0, 22.0, title))
    for number, page in enumerate(printer.pages):
        page.insert(0, (200.0, 800.0, 9.0, title))
        page[-1] = (275.0, 50.0, 9.0, f"第{'一二三四五六七八九十百百百百百百百百百'[number]}页")
    return printer.save()


def with_footnotes(printer: Printer) -> Path:
    printer.flow([text.replace("学习专班，", "学习专班①，") for text in paragraphs()])
    for number, page in enumerate(printer.pages):
        if number % 2:
            page.append((79.0, 90.0, 9.0, f"①指第{number}次印发的有关工作方案，由有关部门组织"))
            page.append((79.0, 79.0, 9.0, "实施。"))
            left, baseline, size, text = page[len(page) // 2]
            page.append((left + len(text) * size, baseline + 7, 9.0, "1"))
    return printer.save()


def with_endnotes(printer: Printer) -> Path:
    printer.flow(paragraphs())
    for page, mark in zip(printer.pages, ("i", "ii", "iii"), strict=False):
        left, baseline, size, text = page[len(page) // 2]
        page.append((left + len(text) * size, baseline + 7, 9.0, mark))
    notes = ["i指第一次印发的方案，由有关部门组织实施。", "ii指第二次印发的方案。", "iii指第三次印发的方案。"]
    printer.pages.append([(79.0, 720.0 - 15 * at, 10.0, note) for at, note in enumerate(notes)])
    printer.number()
    return printer.save()


def with_two_heads(printer: Printer) -> Path:
    printer.flow(paragraphs(), rows=40, size=9)
    for number, page in enumerate(printer.pages):
        page.insert(0, (79.0, 790.0, 7.0, "上海市杨浦区人民政府" if number % 2 else "法治政府建设年度报告"))
    return printer.save()


def with_tables(printer: Printer) -> Path:
    printer.flow(paragraphs(), rows=16)
    printer.table(2, CASES, 280)
    printer.table(4, CASES, 280, ruled=False)
    return printer.save()


def with_contents_and_heads(printer: Printer) -> Path:
    headings = [section.heading for section in seed().sections if section.level == 2 or section.level == 1][
        1:
    ]
    entries = [f"{heading[:26]}{'…' * 8}{number}" for number, heading in enumerate(headings, start=1)]
    printer.pages.append([(79.0, 720 - 24 * at, 14.0, text) for at, text in enumerate(["目　录", *entries])])
    printer.flow(paragraphs())
    for page in printer.pages:
        page.insert(0, (200.0, 790.0, 10.0, "杨浦区法治政府建设年度报告"))
    return printer.save()


def with_hung_stops(printer: Printer) -> Path:
    """A stop that does not fit stands beyond the edge, drawn apart."""
    printer.flow(paragraphs())
    for page in printer.pages:
        for at, (left, baseline, size, text) in enumerate(page[:-1]):
            if text[-1] in "，。" and len(text) > 20:
                page[at] = (left, baseline, size, text[:-1])
                page.append(
                    (
                        left + size * sum(1 if ord(each) > 127 else 0.5 for each in text[:-1]),
                        baseline,
                        size,
                        text[-1],
                    )
                )
    return printer.save()


@pytest.mark.parametrize(
    "layout",
    [
        plain,
        letter_spaced,
        in_columns,
        in_columns_right_first,
        in_columns_by_rows,
        in_three_columns,
        in_three_columns_by_rows,
        with_line_numbers,
        with_a_watermark,
        with_its_title_as_head,
        with_footnotes,
        with_endnotes,
        with_two_heads,
        with_tables,
        with_contents_and_heads,
        with_hung_stops,
    ],
)
def test_a_pdf_reads_as_its_text_does_in_every_layout(
    tmp_path: Path, layout: Callable[[Printer], Path]
) -> None:
    report = open_report(layout(Printer(tmp_path / "杨浦区.pdf")))
    assert [each.heading for each in report.sections] == [each.heading for each in seed().sections]
    assert told(report) == told(seed())


def test_columns_that_cannot_be_made_out_are_told(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "杨浦区.pdf")
    text = "".join(paragraphs())
    for start in range(0, len(text) - 1600, 1600):
        page = []
        for row in range(40):
            wide, at = 12 + 5 * (row % 4), start + 40 * row
            page.append((79.0, 720.0 - 15 * row, 9.0, text[at : at + wide]))
            page.append((79.0 + 9 * (wide + 3), 720.0 - 15 * row, 9.0, text[at + wide : at + 40]))
        printer.pages.append(page)
    told = {notice.code: dict(notice.values) for notice in read_document(printer.save()).notices}
    assert told["columns_unclear"] == {"pages": f"1–{len(printer.pages)}"}


def test_footnotes_stand_apart_with_their_pages(tmp_path: Path) -> None:
    report = open_report(with_footnotes(Printer(tmp_path / "杨浦区.pdf")))
    notes = [each for each in report.asides if each.part is TextPart.GLOSSARY]
    assert [each.text for each in notes[:1]] == ["①指第1次印发的有关工作方案，由有关部门组织实施。"]
    assert [each.page for each in notes] == list(range(2, 2 * len(notes) + 1, 2))


def test_tables_are_read_with_lines_and_without(tmp_path: Path) -> None:
    tables = read_document(with_tables(Printer(tmp_path / "杨浦区.pdf"))).tables
    assert [table.page for table in tables] == [3, 5]
    for table in tables:
        assert table.rows == tuple(tuple(map(Cell, row)) for row in CASES)


def test_a_table_goes_on_over_a_page_without_its_second_head(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "表.pdf", pages=[[(79.0, 700.0, 16.0, "一、办案情况")], []])
    printer.table(0, CASES[:3], 200)
    printer.table(1, [CASES[0], CASES[3]], 780)
    printer.number()
    (table,) = read_document(printer.save()).tables
    assert table.rows == tuple(tuple(map(Cell, row)) for row in CASES)


def test_paragraphs_in_frames_are_no_table(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "表.pdf", pages=[[]])
    printer.table(0, [["设立专窗3个。"], ["检查5次。"], ["整改7处。"]], 700)
    document = read_document(printer.save())
    assert document.tables == ()
    assert [line.text for line in document.lines] == ["设立专窗3个。", "检查5次。", "整改7处。"]


def scan(path: Path, pages: int) -> Path:
    picture = Image.new("L", (595, 842), 200)
    picture.save(path, "PDF", save_all=True, append_images=[picture] * (pages - 1))
    return path


def test_scanned_pages_among_others_are_known(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    printer = Printer(tmp_path / "文字.pdf")
    printer.flow(paragraphs()[:6])
    mixed = PdfDocument(printer.save())
    mixed.import_pages(PdfDocument(scan(tmp_path / "扫描.pdf", 3)))
    mixed.save(tmp_path / "合.pdf")
    path = tmp_path / "合.pdf"
    first = len(printer.pages) + 1
    assert pdf.read(path, path.read_bytes()).scanned == (first, first + 1, first + 2)
