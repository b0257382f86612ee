"""DOCX as Word and WPS write it: paragraphs with the numbers of their lists, headings, tables and notes.

`xml` names the elements, `text` takes the words of a paragraph, `numerals` and `numbering` count, `styles`
says which paragraphs are headings, `body` puts it together.
"""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compare.errors import InputError
from compare.model import Content, Line, Notice, TextPart
from compare.reading.confined import Limits
from compare.reading.containers import format_in_zip
from compare.reading.word.xml import Element, child

if TYPE_CHECKING:
    from docx.opc.part import Part


NAME: Final = "DOCX"
LIMITS: Final = Limits()

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def recognises(data: bytes) -> bool:
    """Whether the file is a package that holds a document of Word's."""
    return format_in_zip(data) == NAME


def read(path: Path, data: bytes) -> Content:
    """The lines of a document as they are when every tracked change is accepted; its notes stand apart.

    Raises
    ------
    InputError
        The file is damaged.
    """
    from zipfile import BadZipFile

    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    unknown = NotImplementedError  # packed in a way, or of a version, that is not known
    damaged = (BadZipFile, OpcError, XMLSyntaxError, KeyError, ValueError, OSError, EOFError)
    try:
        return _read(data)
    except (*damaged, unknown) as error:
        raise InputError(path, Notice("damaged", (("format", NAME),))) from error


def _read(data: bytes) -> Content:
    from docx.opc.package import OpcPackage

    from compare.reading.word.body import Body, lines_of_notes
    from compare.reading.word.numbering import Numbering
    from compare.reading.word.styles import Styles

    document = OpcPackage.open(BytesIO(data)).main_document_part
    styles = Styles(_root_of(document, "styles"))
    numbers = _root_of(document, "numbering")
    main = child(_parsed(document), "body")
    if main is None:
        message = "no body"
        raise ValueError(message)
    body = Body(styles, Numbering(numbers, styles.lists))
    body.read(main)
    notes = [
        Line(line.text, part=TextPart.GLOSSARY)
        for kind in ("footnotes", "endnotes")
        if (root := _root_of(document, kind)) is not None
        for line in lines_of_notes(root, styles, Numbering(numbers, styles.lists))
        if line.text.strip()
    ]
    return Content((*body.lines, *notes), tuple(body.tables))


def _root_of(document: "Part", kind: str) -> Element | None:
    """The root of a part that the document is related to; None where it has none."""
    found = [rel.target_part for rel in document.rels.values() if rel.reltype == _RELATIONS + kind]
    return _parsed(found[0]) if found else None


def _parsed(part: "Part") -> Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)
