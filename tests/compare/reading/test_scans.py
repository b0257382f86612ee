"""A page that is a picture of text is recognised where that is installed; the others are read as ever."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from rapidfuzz.distance import Levenshtein
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from compare.comparison import open_report
from compare.errors import InputError
from compare.language.characters import squeeze
from compare.model import Content, Line, Notice
from compare.reading import read_document
from compare.reading.placed import Piece
from compare.reading.scans import can_recognise, read_pages, spans_of
from tests.compare.pages import wrapped
from tests.conftest import leave_out

_SEED = Path(__file__).parents[3] / "seeds" / "yangpu-2024-specimen.txt"
_TEXT = [
    "青山县2023年法治政府建设情况报告",
    "一、主要举措和成效",
    "开展行政执法案卷评查46宗。",
    "二、存在的不足",
    "执法力量薄弱。",
]


def _printed(pages: list[list[str]]) -> bytes:
    """A PDF with a text layer."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file)
    for lines in pages:
        canvas.setFont("STSong-Light", 14)
        for place, line in enumerate(lines):
            canvas.drawString(72, 760 - 26 * place, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _scanned(data: bytes, *pages: int) -> bytes:
    """A PDF of which some pages are pictures, as a scanner makes them at 200 dots an inch."""
    file, document = BytesIO(), PdfDocument(data)
    canvas = Canvas(file)
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        canvas.setPageSize((width, height))
        if number in pages:
            picture = page.render(scale=200 / 72).to_pil().convert("L")
            canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        else:
            canvas.setFont("STSong-Light", 14)
            for place, line in enumerate(page.get_textpage().get_text_range().splitlines()):
                canvas.drawString(72, 760 - 26 * place, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(_scanned(_printed([_TEXT[:2], [_TEXT[2]], _TEXT[3:]]), 2))
    return path


def _instead(read: partial[Content], *_: object) -> Content:
    """What recognition would give for the pages that it is asked for."""
    pages: tuple[int, ...] = read.keywords["pages"]
    return Content(
        tuple(Line(_TEXT[2], page) for page in pages), notices=(Notice("doubtful_line"),) * len(pages)
    )


def test_recognised_pages_stand_in_their_place_and_are_told(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.reading.scans.can_recognise", lambda: True)
    monkeypatch.setattr("compare.reading.scans.read_confined", _instead)
    document = read_document(mixed)

    assert [(line.text, line.page) for line in document.lines] == [*zip(_TEXT, (1, 1, 2, 3, 3), strict=True)]
    assert document.notices == (Notice("scans_read", (("pages", "2"), ("count", "1"), ("doubtful", "1"))),)


def test_without_the_extra_the_other_pages_are_read_and_the_scanned_ones_told(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.reading.scans.can_recognise", lambda: False)
    document = read_document(mixed)

    assert [line.text for line in document.lines] == [*_TEXT[:2], *_TEXT[3:]]
    assert [notice.code for notice in document.notices] == ["scans_unread"]


def _picture(kind: str) -> bytes:
    file = BytesIO()
    page = PdfDocument(_printed([_TEXT]))[0].render(scale=200 / 72).to_pil()
    page.crop((0, 0, page.width, page.height // 3)).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: _scanned(_printed([_TEXT]), 1), "pdf_no_text"),
        (partial(_picture, "PNG"), "picture_no_ocr"),
        (partial(_picture, "JPEG"), "picture_no_ocr"),
        (partial(_picture, "TIFF"), "picture_no_ocr"),
        (partial(_picture, "BMP"), "picture_no_ocr"),
        (partial(_picture, "WEBP"), "picture_no_ocr"),
        (partial(_picture, "GIF"), "picture_no_ocr"),
    ],
)
def test_without_the_extra_a_file_of_pictures_is_told_by_its_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes], code: str
) -> None:
    monkeypatch.setattr("compare.reading.scans.can_recognise", lambda: False)
    path = tmp_path / "报告"
    path.write_bytes(make())
    with pytest.raises(InputError) as refused:
        read_document(path)

    assert refused.value.notice.code == code


@pytest.mark.parametrize("size", [(20, 643), (4000, 1), (1, 1), (600, 800)])
def test_a_strip_is_put_on_a_ground_that_recognition_does_not_enlarge_without_end(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    seen: list[Any] = []

    def see(pixels: Any) -> tuple[list[Piece], list[str]]:
        seen.append(pixels)
        return [], []

    monkeypatch.setattr("compare.reading.scans._recogniser", lambda: see)
    file = BytesIO()
    Image.new("RGB", size).save(file, "PNG")
    read_pages(Path("报告.png"), file.getvalue(), (1,))

    ((height, width, _),) = (pixels.shape for pixels in seen)
    assert max(height, width) <= 4 * min(height, width) + 4
    assert (height, width) == (800, 600) or size != (600, 800)
    assert not seen[0][0, 0].any()  # the picture stands where it was


def test_pages_are_told_in_spans() -> None:
    assert spans_of([1, 2, 3, 7, 9, 10]) == "1–3、7、9–10"


@pytest.fixture
def recognition() -> None:
    if not can_recognise():
        leave_out('no recognition of text: python -m pip install ".[ocr]"')


@pytest.mark.slow
@pytest.mark.usefixtures("recognition")
def test_a_scan_reads_as_its_text(tmp_path: Path) -> None:
    paragraphs = _SEED.read_text(encoding="utf-8").splitlines()[:12]
    lines = [part for paragraph in paragraphs if paragraph for part in wrapped(paragraph, 30)][:24]
    path = tmp_path / "扫描.pdf"
    path.write_bytes(_scanned(_printed([lines]), 1))
    told, read = squeeze("".join(lines)), squeeze("".join(line.text for line in read_document(path).lines))

    assert 1 - Levenshtein.distance(told, read) / len(told) >= 0.99


@pytest.mark.slow
@pytest.mark.usefixtures("recognition")
def test_a_picture_of_a_page_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "照片.dat"
    path.write_bytes(_picture("JPEG"))
    report = open_report(path)

    assert (report.body, report.year) == ("青山县", 2023)
    assert [measure.text for measure in report.measures if measure.section] == [_TEXT[2], _TEXT[4]]


@pytest.mark.usefixtures("recognition")
@pytest.mark.slow
def test_a_broken_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(_picture("PNG")[:300])
    with pytest.raises(InputError) as refused:
        read_document(path)

    assert refused.value.notice.code == "damaged"
