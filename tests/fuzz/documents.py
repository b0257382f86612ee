"""Mutated documents of every format, read and compared with a small report."""

import tempfile
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final
from zipfile import ZipFile

from compare.comparison import compare_reports, open_report, read_report
from compare.errors import InputError
from compare.model import Content, Document, Notice, Report
from compare.reading import READERS, Reader
from reports.changes_json import dump_comparison, load_comparison
from reports.output import write_results
from reports.words import Words
from tests.compare.reading.packages import (
    abstract,
    cell,
    docx,
    in_list,
    level,
    num,
    paragraph,
    set_as_ofd,
    table,
    zipped,
)
from tests.compare.reading.printed import Printer
from tests.fuzz.mutations import mutated_bytes, mutated_text
from tests.fuzz.running import SlowError, no_longer_than

TEXT: Final = """青岚县2024年法治政府建设情况报告
一、主要举措和成效
（一）优化服务。设立企业服务专窗12个，受理事项1.2万件，同比增长8.5%。
1.落实《青岚县行政检查办法》，检查46次，其中联合检查12次。
二、存在的不足
一是执法力量薄弱；二是部分单位公开不够及时。
三、2025年安排
将新建调解中心2处，力争12月底前建成。
"""
_BEFORE: Final = TEXT.replace("2025", "#").replace("2024", "2023").replace("#", "2024").replace("12个", "9个")
_SECONDS_TO_READ: Final = 8  # as the limits of a reader have it
_COMPARED_EVERY: Final = 5  # which takes four times as long as reading
_READ_BACK_EVERY: Final = 20
_WRITTEN_EVERY: Final = 200


def attempt(number: int, seed: int = 0) -> str:
    """Make the input of a number, read it, compare it, and say what became of that.

    Raises
    ------
    Exception
        Whatever is not told as bad input is.
    """
    chance = Random(f"{seed}-{number}")
    kind = chance.choice(list(_seeds()))
    data = _mutated(kind, _seeds()[kind], chance)
    try:
        report = read_report(_read(data))
    except InputError as error:
        return f"{kind}: {error.notice.code}"
    if number % _COMPARED_EVERY:
        return f"{kind}: read"
    pair = (_base(), report) if chance.random() < 0.8 else (report, _base())
    comparison = compare_reports(*pair)
    if number % _READ_BACK_EVERY == 0:
        load_comparison(dump_comparison(comparison, Words("zh")))
    if number % _WRITTEN_EVERY == 0:
        with tempfile.TemporaryDirectory() as folder:
            write_results(comparison, Words("en"), Path(folder, "out"), docx=True)
    return f"{kind}: compared"


def prepare() -> None:
    """Make and import once what every input needs, before processes come of this one."""
    for number in range(0, _WRITTEN_EVERY + 1, 4):
        attempt(number)


def _read(data: bytes) -> Document:
    """As `compare.reading` does, but for the process of its own: its limits are held to here."""
    path = Path("报告.bin")
    for reader in READERS:
        if reader.recognises(data):
            content = _content(reader, path, data)
            return Document(path.name, "0" * 64, content.lines, content.notices, content.tables)
    raise InputError(path, Notice("unknown_format"))


def _content(reader: Reader, path: Path, data: bytes) -> Content:
    if reader.name.startswith(("DOC、", "JPG")):
        raise InputError(path, Notice("another_program"))
    if reader.limits is None:
        return reader.read(path, data)
    try:
        with no_longer_than(_SECONDS_TO_READ):
            return reader.read(path, data)
    except SlowError:
        raise InputError(path, Notice("reading_time")) from None
    except InputError:
        raise
    except MemoryError:
        raise InputError(path, Notice("reading_memory")) from None
    except Exception as error:
        raise InputError(path, Notice(f"reader_stumbled {type(error).__name__}")) from None


@cache
def _base() -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "上年.txt")
        path.write_text(_BEFORE, encoding="utf-8")
        return open_report(path)


@cache
def _seeds() -> Mapping[str, bytes]:
    """A document of each format, by its name."""
    page = _page(TEXT)
    return {
        "txt": TEXT.encode(),
        "txt again": TEXT.encode(),
        "txt as printed": "\n".join(TEXT[at : at + 30] for at in range(0, len(TEXT), 30)).encode(),
        "gb18030": TEXT.encode("gb18030"),
        "utf-16": TEXT.encode("utf-16"),
        "markdown": ("# " + TEXT.replace("\n一、", "\n## 一、").replace("二、", "\n- **二、**")).encode(),
        "html": page.encode(),
        "html again": page.encode(),
        "mht": _archive(page),
        "docx": docx_of(TEXT),
        "ofd": set_as_ofd(TEXT, width=40),
        "pdf": pdf_of(TEXT),
        "odt": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "xlsx": zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
    }


def _page(text: str) -> str:
    title, *lines = text.splitlines()
    told = "".join(f"<p style='text-indent:2em'>{line}</p>\n" for line in lines)
    cells = "<tr><th rowspan=2>结果</th><th colspan=2>行政复议</th></tr><tr><td>维持</td><td>3</td></tr>"
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}_某县人民政府</title></head><body>"
        f"<ul><li><a href='/1.html'>通知</a></li></ul><div class=main><h1>{title}</h1>"
        "<div>来源：县司法局</div>"
        f"<div id=content>{told}<table border=1>{cells}</table>"
        "<ol><li>甲事项3件。</li></ol></div></div></body></html>"
    )


def _archive(page: str) -> bytes:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.add_related(page.encode(), "text", "html")
    return message.as_bytes()


def docx_of(text: str) -> bytes:
    """A document with what Word has: numbers that it counts, a table, words inserted and deleted."""
    numbers = abstract(1, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2")) + num(1, 1)
    lines = text.splitlines()
    body = "".join(paragraph(line) for line in lines)
    listed = paragraph("其他", in_list(1)) + paragraph("受理事项3件。", in_list(1, 1))
    cells = table(cell("结果") + cell("件数"), cell("维持", '<w:gridSpan w:val="1"/>') + cell("3"))
    inserted = '<w:ins w:id="1"><w:r><w:t>新增2处。</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'
    changed = f"<w:p>{inserted}{deleted}</w:p>"
    return docx(body + listed + cells + changed, numbering=numbers)


def pdf_of(text: str) -> bytes:
    """A page with a table on it."""
    with tempfile.TemporaryDirectory() as folder:
        printer = Printer(Path(folder, "报告.pdf"))
        printer.flow(text.splitlines())
        printer.table(0, [["结果", "件数"], ["维持", "3"]], 200.0)
        return printer.save().read_bytes()


def _mutated(kind: str, data: bytes, chance: Random) -> bytes:
    """Of a package one part or two, of a text its characters; now and then the bytes of the whole file."""
    if chance.random() < 0.15 or kind == "pdf":
        return mutated_bytes(data, chance)
    if data.startswith(b"PK"):
        return mutated_package(data, chance)
    encoding = kind if kind in ("gb18030", "utf-16") else "utf-8"
    return mutated_text(data.decode(encoding), chance).encode(encoding, "surrogatepass")


def mutated_package(data: bytes, chance: Random) -> bytes:
    """A package with a part or two changed, or under another name."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for _ in range(chance.randint(1, 2)):
        # Most words are in the part that is largest.
        name = chance.choice((max(parts, key=lambda each: len(parts[each])), *parts))
        if chance.random() < 0.1:
            content = parts.pop(name)
            parts[chance.choice((name.upper(), f"../{name}", f"{name}\n", "x"))] = content
        else:
            parts[name] = _in_mark_up(parts[name], chance)
    return zipped(parts)


def _in_mark_up(content: str, chance: Random) -> str:
    """Mostly between the tags, where it stays well-formed, or a tag in another's place."""
    pieces = content.split("<")
    at = chance.randrange(len(pieces))
    kind = chance.random()
    if kind < 0.6:
        tag, closed, text = pieces[at].partition(">")
        hostile = (
            mutated_text(text, chance)
            .replace("<", "＜")
            .replace("&", "＆")
            .replace("\x00", "")
            .replace("\x0c", "")
        )
        pieces[at] = tag + closed + hostile
    elif kind < 0.8:
        pieces[at] = mutated_text(pieces[at], chance)
    else:
        end = min(len(pieces), at + chance.choice((1, 2, 4, 8)))
        pieces[at:end] = pieces[at:end] * chance.choice((0, 2, 20))
    return "<".join(pieces)
