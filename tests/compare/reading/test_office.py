"""Older documents are read by LibreOffice, which leaves nothing behind; without it, what to do is told."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from compare.errors import InputError
from compare.reading import office, read_document
from tests.compare.reading.packages import (
    abstract,
    cell,
    docx,
    in_list,
    level,
    num,
    paragraph,
    run,
    table,
    zipped,
)

_NUMBERING: Final = abstract(
    1, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")
) + num(1, 1)
_GONE: Final = f"<w:p>{run('设立专窗')}<w:del w:id='1' w:author='a'>{run('3个')}</w:del>{run('5个。')}</w:p>"
_DOCUMENT: Final = docx(
    paragraph("青山县2023年法治政府建设情况报告")
    + paragraph("主要举措", in_list(1))
    + paragraph("规范执法", in_list(1, 1))
    + _GONE
    + table(cell("类别") + cell("收案"), cell("复议") + cell("124"), cell("诉讼") + cell("18"))
    + paragraph("以上。"),
    numbering=_NUMBERING,
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_it_is_read_with_the_numbers_the_program_counts_and_without_what_was_deleted(
    tmp_path: Path, office: Callable[[Path, str], Path], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "报告.docx"
    written.write_bytes(_DOCUMENT)
    made = office(written, kind)
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    document = read_document(made.rename(tmp_path / "报告.wps"))
    (cells,) = document.tables

    assert [line.text.replace("(", "（").replace(")", "）") for line in document.lines if line.text] == [
        *("青山县2023年法治政府建设情况报告", "一、主要举措", "（一）规范执法", "设立专窗5个。", "以上。"),
    ]
    assert cells.grid()[1] == ("复议", "124")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"{\\rtf1\\ansi \\u19968 ?}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), "DOC"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "ODT"),
    ],
    ids=["RTF", "DOC", "ODT"],
)
def test_without_libreoffice_the_format_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    path = tmp_path / "报告.wps"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_document(path)

    assert (refused.value.notice.code, dict(refused.value.notice.values)) == (
        "office_missing",
        {"format": name},
    )


@pytest.mark.skipif(os.name == "nt", reason="no limit on processor time")
def test_one_that_reckons_without_end_is_ended_by_its_processor_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n(while :; do :; done) &\nwait $!\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(office, "find_program", lambda: str(program))
    monkeypatch.setattr(office, "_CPU_SECONDS", 1)
    path = tmp_path / "报告.rtf"
    path.write_bytes(b"{\\rtf1 }")
    begun = os.times()
    with pytest.raises(InputError) as refused:
        read_document(path)
    ended = os.times()

    assert refused.value.notice.code == "office_failed"
    assert ended.children_user - begun.children_user < 3


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 1; touch {tmp_path}/late) &\nwait\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(office, "find_program", lambda: str(program))
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    path = tmp_path / "报告.rtf"
    path.write_bytes(b"{\\rtf1 }")
    with pytest.raises(InputError) as refused:
        read_document(path)

    assert refused.value.notice.code == "office_failed"
    time.sleep(1.2)
    assert not (tmp_path / "late").exists()
