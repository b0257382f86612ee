"""Packages made by hand as the programs of offices make them: DOCX with all its parts, and OFD."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def zipped(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)  # of no time, so that the same parts make the same bytes
            archive.writestr(entry, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return file.getvalue()


def of_another_version(package: bytes) -> bytes:
    """A package whose directory says that nobody can unpack it yet."""
    return package.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x94")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def in_list(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def style(name: str, title: str, properties: str = "", based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def table(*rows: str) -> str:
    columns = max(row.count("<w:tc>") for row in rows) * '<w:gridCol w:w="2000"/>'
    inside = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{inside}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def docx(body: str, **parts: str) -> bytes:
    """A document with a body; `numbering`, `styles` and `footnotes` are the insides of its further parts."""
    contents = {"document": f"<w:body>{body}</w:body>", **parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name in contents
        for kind in ["document.main" if name == "document" else name]
    )
    rels = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{types}</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{rels}</Relationships>",
            **{
                f"word/{name}.xml": f"<w:{name} {_NAMESPACES}>{text}</w:{name}>"
                for name, text in contents.items()
            },
        }
    )


def plain_docx(text: str) -> bytes:
    return docx("".join(map(paragraph, text.splitlines())))


def ofd(*pages: list[tuple[str, float, float]], size: float = 5.0) -> bytes:
    """A layout of pages, each with texts at places (mm from the left, and of the baseline from the top)."""
    contents = {
        f"Doc_0/Pages/Page_{number}/Content.xml": f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID='{number}1'>"
        + "".join(
            f'<ofd:TextObject ID="{number}{at}2" Boundary="{x} {y - size} {size * len(text)} {size}" '
            f'Font="3" Size="{size}"><ofd:TextCode X="0" Y="{size}" DeltaX="g {len(text) - 1} {size}">'
            f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
            for at, (text, x, y) in enumerate(page)
        )
        + "</ofd:Layer></ofd:Content></ofd:Page>"
        for number, page in enumerate(pages)
    }
    listed = "".join(
        f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **contents,
        }
    )


def set_as_ofd(text: str, *, width: int = 28, lines: int = 24) -> bytes:
    """A text in lines of `width` characters, wrapped where a line may end, with as many lines a page."""
    wrapped = [part for line in text.splitlines() for part in _wrapped(line, width)]
    pages = [wrapped[at : at + lines] for at in range(0, len(wrapped), lines)]
    return ofd(*([(line, 30.0, 40.0 + 9 * place) for place, line in enumerate(page)] for page in pages))


def _wrapped(line: str, width: int) -> Iterator[str]:
    kept = ""
    for piece in re.findall(r"(?:[\x21-\x7e]+|.)[，。；：、！？”’）》】%]*", line):
        if kept and len(kept + piece) > width:
            yield kept
            kept = ""
        kept += piece
    if kept:
        yield kept
