"""Every format: told by its bytes, the same as the text, with its outline; broken, it is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from compare.comparison import open_report
from compare.errors import InputError
from compare.model import Report
from compare.reading import READERS
from tests.compare.reading.packages import of_another_version, plain_docx, set_as_ofd, zipped

_SEEDS: Final = Path(__file__).parents[3] / "seeds"
_TEXT: Final = (_SEEDS / "yangpu-2024-specimen.txt").read_text(encoding="utf-8")


def _page(text: str) -> str:
    paragraphs = "".join(f"<p>　　{line}</p>\n" for line in text.splitlines()[1:] if line)
    links = "".join(f'<li><a href="/{at}.html">第{at}期公开日活动通知</a></li>' for at in range(8))
    return (
        f"<!DOCTYPE html><html><head><title>{text.splitlines()[0]}_某区人民政府</title></head><body>"
        f"<div class=nav><ul>{links}</ul></div><div class=main><h1>{text.splitlines()[0]}</h1>"
        f"<div class=info>来源：区司法局　发布时间：2025-03-20</div><div id=content>{paragraphs}</div>"
        f"<div>上一篇：<a href='/9.html'>没有了</a></div></div>"
        "<div><p>主办：区政府办公室。版权所有。</p></div></body></html>"
    )


_FORMATS: Final[dict[str, tuple[str, Callable[[str], bytes]]]] = {
    "docx": ("DOCX", plain_docx),
    "html": ("HTML", lambda text: _page(text).encode()),
    "html in gbk": (
        "HTML",
        lambda text: _page(text).replace("<head>", "<head><meta charset=gbk>").encode("gbk"),
    ),
    "ofd": ("OFD", set_as_ofd),
    "gb18030": ("TXT", lambda text: text.encode("gb18030")),
    "utf-16": ("TXT", lambda text: text.encode("utf-16")),
}


def _measures(report: Report) -> list[tuple[str, str]]:
    return [(measure.text, measure.role.value) for measure in report.measures if measure.role != "preamble"]


@pytest.fixture(scope="module")
def seed() -> Report:
    return open_report(_SEEDS / "yangpu-2024-specimen.txt")


@pytest.fixture(params=_FORMATS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "报告.bin"
    path.write_bytes(_FORMATS[request.param][1](_TEXT))
    return path


@pytest.mark.parametrize("name", _FORMATS)
def test_a_format_is_told_by_its_bytes(name: str) -> None:
    wanted, make = _FORMATS[name]

    assert next(reader.name for reader in READERS if reader.recognises(make(_TEXT))) == wanted


def test_it_reads_as_the_text_does(made: Path, seed: Report) -> None:
    assert _measures(open_report(made)) == _measures(seed)


def test_it_has_the_outline_and_the_identity_of_the_text(made: Path, seed: Report) -> None:
    report = open_report(made)

    assert [section.path for section in report.sections] == [section.path for section in seed.sections]
    assert (report.title, report.year, report.body, report.kind) == (
        seed.title,
        seed.year,
        seed.body,
        seed.kind,
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (plain_docx(_TEXT)[:-400], "damaged"),
        (zipped({"word/document.xml": "<w:document"}), "damaged"),
        (set_as_ofd(_TEXT)[:-400], "damaged"),
        (zipped({"OFD.xml": "<ofd:OFD"}), "damaged"),
        (of_another_version(plain_docx(_TEXT)), "damaged"),
        (of_another_version(set_as_ofd(_TEXT)), "damaged"),
        (set_as_ofd(""), "ofd_no_text"),
        (b"<html><body></body></html>", "no_text"),
        (b"<!doctype html>", "no_text"),
        (b"{\\rtf1 nothing closes it", "office_failed"),
        (zipped({"xl/workbook.xml": ""}), "other_format"),
        (zipped({"readme.txt": ""}), "archive"),
        (b"Rar!\x1a\x07\x00" + bytes(60), "archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
            "office_password",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_is_broken_or_no_report_is_told_by_its_format(
    tmp_path: Path, data: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    monkeypatch.setattr("compare.reading.office.find_program", lambda: "false")
    with pytest.raises(InputError) as refused:
        open_report(path)

    assert refused.value.notice.code == code
