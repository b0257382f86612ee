"""Files in: every encoding and format, and every way in which a file can be of no use."""

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from compare.comparison import compare_reports, open_report
from compare.errors import InputError
from compare.model import ChangeKind, Status
from compare.reading import read_document

TEXT = (
    "青山县2023年法治政府建设情况报告\n"
    "2023年，青山县全面推进依法行政。现将有关情况报告如下。\n"
    "一、主要举措和成效\n"
    "开展行政执法案卷评查46宗，提出整改意见18条。举办执法培训3期。\n"
    "二、存在的不足\n"
    "个别单位执法力量薄弱。\n"
)


def write_pdf(path: Path, pages: list[list[str]], password: str | None = None) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    encryption = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(str(path), encrypt=encryption)
    for lines in pages:
        canvas.setFont("STSong-Light", 12)
        for place, line in enumerate(lines):
            canvas.drawString(72, 780 - 24 * place, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert [line.text for line in read_document(path).lines] == TEXT.splitlines()


def test_an_unusual_encoding_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert [notice.code for notice in read_document(path).notices] == ["encoding"]


def test_form_feeds_turn_pages(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("第一页。\f第二页。", encoding="utf-8")
    assert [(line.text, line.page) for line in read_document(path).lines] == [
        ("第一页。", 1),
        ("第二页。", 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("character", ["\uf0b7", "\ue5e5", "\U000f0001"])
def test_the_bullets_of_a_word_processor_and_characters_of_ones_own_are_text(
    tmp_path: Path, encoding: str, character: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(("一、工作\n" + f"{character}检查3次。\n" * 20).encode(encoding))
    lines = read_document(path).lines
    assert (len(lines), lines[1].text) == (21, f"{character}检查3次。")


@pytest.mark.parametrize("text", [TEXT, "\n".join(TEXT.splitlines()[:1])])
@pytest.mark.parametrize("encoding", ["big5", "gbk"])
def test_an_older_encoding_is_told_by_what_reads_as_chinese(tmp_path: Path, text: str, encoding: str) -> None:
    from opencc import OpenCC

    written = OpenCC("s2t").convert(text) if encoding == "big5" else text
    path = tmp_path / "報告.txt"
    path.write_bytes(written.encode(encoding))
    assert [line.text for line in read_document(path).lines] == written.splitlines()


def test_a_pdf_reads_as_its_text_does(tmp_path: Path) -> None:
    text = tmp_path / "报告.txt"
    text.write_text(TEXT, encoding="utf-8")
    pdf = write_pdf(tmp_path / "报告.bin", [TEXT.splitlines()[:3], TEXT.splitlines()[3:]])
    from_text, from_pdf = open_report(text), open_report(pdf)
    assert [m.text for m in from_pdf.measures] == [m.text for m in from_text.measures]
    assert {m.page for m in from_pdf.measures if "评查" in m.text} == {2}
    changes = compare_reports(from_text, from_pdf).changes
    assert {(change.status, change.change) for change in changes} == {
        (Status.CONTINUED, ChangeKind.UNCHANGED)
    }


def _bad_files(folder: Path) -> dict[str, Path]:
    files = {name: folder / name for name in ("empty", "blank", "binary", "damaged.pdf", "titles.txt")}
    files["empty"].write_bytes(b"")
    files["blank"].write_bytes(b" \r\n\t\n")
    files["binary"].write_bytes(bytes(range(256)) * 40)
    files["damaged.pdf"].write_bytes(b"%PDF-1.7\n" + bytes(200))
    files["titles.txt"].write_text("封面\n目录\n", encoding="utf-8")
    files["missing"] = folder / "missing.txt"
    files["folder"] = folder
    files["locked.pdf"] = write_pdf(folder / "locked.pdf", [["内容。"]], password="secret")
    files["scan.pdf"] = write_pdf(folder / "scan.pdf", [[]])
    return files


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty", "empty_file"),
        ("blank", "empty_file"),
        ("binary", "unknown_format"),
        ("missing", "not_found"),
        ("folder", "is_directory"),
        ("damaged.pdf", "pdf_damaged"),
        ("locked.pdf", "pdf_password"),
        ("scan.pdf", "pdf_no_text"),
        ("titles.txt", "no_text"),
    ],
)
def test_a_file_of_no_use_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        open_report(_bad_files(tmp_path)[name])
    assert refused.value.notice.code == code
