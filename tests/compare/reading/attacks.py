"""Documents that try to reach other files, to grow without end, or to lie about what they are.

PDFs that do are in `bombs`.
"""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.compare.reading.packages import (
    docx,
    of_another_version,
    ofd,
    paragraph,
    plain_docx,
    set_as_ofd,
    zipped,
)

SECRET: Final = "别人的文件里的话"  # which no document may get to see
TEXT: Final = "青岚县2024年法治政府建设情况报告\n一、成效\n检查3次。\n"
_LEVELS: Final = 100_000
_ODT: Final = "application/vnd.oasis.opendocument.text"


def with_entity(secret: str) -> dict[str, bytes]:
    """Documents with an entity that stands for a file at this address, and that is in their text."""
    declared = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret}">]>'
    return {f"external entity, {name}": data for name, data in _with_declaration(declared, "&x;").items()}


def _with_laughs() -> dict[str, bytes]:
    """A billion times ha by ten entities, each of ten of the one before."""
    declared = "".join(f'<!ENTITY x{at} "{f"&x{at - 1};" * 10}">' for at in range(1, 10))
    declared = f'<!DOCTYPE a [<!ENTITY x0 "ha">{declared}]>'
    return {f"billion laughs, {name}": data for name, data in _with_declaration(declared, "&x9;").items()}


def _with_declaration(declared: str, reference: str) -> dict[str, bytes]:
    page = "<html><body><p>一、成效</p><p>检查3次。{}</p></body></html>"
    mark = "检查3次。"
    return {
        "docx": _in_part(plain_docx(TEXT), "word/document.xml", mark, mark + reference, declared),
        "styles of a docx": _in_part(
            docx(paragraph(mark), styles="<w:docDefaults/>"),
            "word/styles.xml",
            "<w:docDefaults/>",
            reference,
            declared,
        ),
        "ofd": _in_part(set_as_ofd(TEXT), "Doc_0/Pages/Page_0/Content.xml", "一、成效", reference, declared),
        "pages of an ofd": _in_part(
            set_as_ofd(TEXT), "Doc_0/Document.xml", "0 0 210 297", reference, declared
        ),
        "html": f"{declared}{page.format(reference)}".encode(),
        "xhtml": f'<?xml version="1.0"?>{declared}{page.format(reference)}'.encode(),
        "odt": _odt(f"{declared}<office:document-content>{reference}</office:document-content>"),
        "xlsx": zipped({"xl/workbook.xml": f"{declared}<workbook>{reference}</workbook>"}),
    }


def _in_part(package: bytes, name: str, old: str, new: str, declared: str) -> bytes:
    with ZipFile(BytesIO(package)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    assert old in parts[name]
    return zipped({**parts, name: declared + parts[name].replace(old, new, 1)})


def _odt(content: str) -> bytes:
    return zipped({"mimetype": _ODT, "content.xml": content})


def _nested(name: str, inside: str) -> str:
    return f"<{name}>" * _LEVELS + inside + f"</{name}>" * _LEVELS


def huge(name: str, others: dict[str, str]) -> bytes:
    """A package with a part of nearly two gigabytes of spaces, though it is small itself.

    The parts of a packed stream that end on a whole byte can be put one behind the other.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = 1 << 24
    piece = packer.compress(b" " * block) + packer.flush(zlib.Z_FULL_FLUSH)
    size = 127 * block
    packed = piece * 127 + b"\x03\x00"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for each, content in others.items():
            archive.writestr(ZipInfo(each), content)
        entry = ZipInfo(name)
        entry.compress_type, entry.header_offset, entry.CRC = ZIP_DEFLATED, file.tell(), 0
        entry.compress_size, entry.file_size = len(packed), size
        file.write(entry.FileHeader())
        file.write(packed)
        archive.filelist.append(entry)
        archive.NameToInfo[name] = entry
        archive.start_dir = file.tell()
        archive._didModify = True  # type: ignore[attr-defined] # no method adds what is packed already
    return file.getvalue()


def _many(data: bytes, count: int) -> bytes:
    """A package with so many empty parts more."""
    file = BytesIO(data)
    with ZipFile(file, "a") as archive:
        for number in range(count):
            archive.writestr(ZipInfo(f"x/{number}.xml"), b"")
    return file.getvalue()


def parts_of(data: bytes, *left_out: str) -> dict[str, str]:
    """The parts of a package by their names, but for some."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name not in left_out}


def _with_names(data: bytes) -> bytes:
    """A package with parts whose names lead out of it, break lines and hold what no name may."""
    strange = (
        "../../hack.xml",
        "/etc/hack",
        "a\nb\x1b[31m.xml",
        "C:\\hack",
        "word/../../hack",
        "甲\u202e.xml",
        "x" * 60_000,
    )
    return zipped({**parts_of(data), **dict.fromkeys(strange, "hack")})


def _lying_about_its_size(data: bytes) -> bytes:
    """A package whose directory says that its largest part has four gigabytes less a byte."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 0xFFFFFFF0) + data[at + 28 :]


def _related(count: int) -> bytes:
    """A document that is related to itself very often."""
    rels = "".join(
        f'<Relationship Id="x{at}" Type="http://x/{at}" Target="document.xml"/>' for at in range(count)
    )
    parts = parts_of(plain_docx(TEXT))
    name = "word/_rels/document.xml.rels"
    return zipped({**parts, name: parts[name].replace("</Relationships>", f"{rels}</Relationships>")})


_HALF: Final = "检查\ud8003次。"

_ARCHIVE: Final = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
_VAST: Final = f"<table><tr><td rowspan=999999999 colspan=999999999>{TEXT}</table>"
# What makes each; not made before it is wanted, as some are large.
ATTACKS: Final[dict[str, Callable[[], bytes]]] = {
    **{name: lambda data=data: data for name, data in _with_laughs().items()},  # type: ignore[misc] # lambdas
    "zip bomb, docx": lambda: huge("word/document.xml", parts_of(plain_docx(TEXT), "word/document.xml")),
    "zip bomb, ofd": lambda: huge("Doc_0/Document.xml", parts_of(set_as_ofd(TEXT), "Doc_0/Document.xml")),
    "zip bomb, odt": lambda: huge("content.xml", {"mimetype": _ODT}),
    "zip bomb of a version to come, docx": lambda: of_another_version(
        huge("word/document.xml", parts_of(plain_docx(TEXT), "word/document.xml"))
    ),
    "zip bomb of a version to come, ofd": lambda: of_another_version(
        huge("Doc_0/Document.xml", parts_of(set_as_ofd(TEXT), "Doc_0/Document.xml"))
    ),
    "zip bomb of a version to come, odt": lambda: of_another_version(huge("content.xml", {"mimetype": _ODT})),
    "zip bomb of a version to come, xlsx": lambda: of_another_version(huge("xl/workbook.xml", {})),
    "zip bomb, xlsx": lambda: huge("xl/workbook.xml", {}),
    "many parts, docx": lambda: _many(plain_docx(TEXT), 10_000),
    "many parts, ofd": lambda: _many(set_as_ofd(TEXT), 10_000),
    "many parts, odt": lambda: _many(_odt("<a/>"), 10_000),
    "many relations": lambda: _related(5_000),
    "names, docx": lambda: _with_names(plain_docx(TEXT)),
    "names, ofd": lambda: _with_names(set_as_ofd(TEXT)),
    "size that lies, docx": lambda: _lying_about_its_size(plain_docx(TEXT)),
    "size that lies, ofd": lambda: _lying_about_its_size(set_as_ofd(TEXT)),
    "NUL, text": lambda: TEXT.replace("检查", "检\x00查").encode(),
    "NUL, html": lambda: f"<html><p>{TEXT}\x00&#0;</p></html>".encode(),
    "NUL, docx": lambda: zipped({**parts_of(plain_docx(TEXT)), "word/document.xml": "<a>\x00</a>"}),
    "half a pair, utf-8": lambda: (TEXT + _HALF).encode("utf-8", "surrogatepass"),
    "half a pair, utf-16": lambda: (TEXT + _HALF).encode("utf-16", "surrogatepass"),
    "half a pair, html": lambda: f"<html><p>{TEXT}&#xD800;&#55296;</p></html>".encode(),
    "half a pair, docx": lambda: zipped(
        {**parts_of(plain_docx(TEXT)), "word/document.xml": "<a>&#xD800;</a>"}
    ),
    "nested, html": lambda: f"<html>{_nested('div', TEXT)}</html>".encode(),
    "nested, lists of html": lambda: f"<html>{_nested('ol', TEXT)}</html>".encode(),
    "nested, tables of html": lambda: f"<html>{'<table><tr><td>' * _LEVELS}{TEXT}</html>".encode(),
    "nested, docx": lambda: docx(_nested("w:sdt", paragraph(TEXT))),
    "nested, tables of docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 300 + paragraph(TEXT) + "</w:tc></w:tr></w:tbl>" * 300
    ),
    "nested, ofd": lambda: zipped(
        {**parts_of(ofd([(TEXT, 1.0, 9.0)])), "Doc_0/Pages/Page_0/Content.xml": _nested("a", TEXT)}
    ),
    "nested, odt": lambda: _odt(_nested("text:p", TEXT)),
    "parts without end, mht": lambda: _ARCHIVE + b"--x\n\n" * 5_000,
    "rows without end, html": lambda: f"<html>{_VAST * 50}</html>".encode(),
}  # fmt: skip
# Of another format than the name says: they are read as what they are.
LYING: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "a docx called pdf": ("报告.pdf", lambda: plain_docx(TEXT)),
    "a text called docx": ("报告.docx", TEXT.encode),
    "an ofd called txt": ("报告.txt", lambda: set_as_ofd(TEXT)),
    "a page called xlsx": ("报告.xlsx", lambda: f"<p>{TEXT.replace(chr(10), '</p><p>')}".encode()),
}  # fmt: skip
