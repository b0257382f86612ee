"""HTML: a page as a site serves it or a word processor saves it; only the report of it is read.

`blocks` makes paragraphs, headings and tables of the elements, `article` tells which of them are the report.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from compare.errors import InputError
from compare.expressions import expression
from compare.language.characters import clean, holds_stop
from compare.model import Content, Line, Notice, Table, TextPart
from compare.reading.confined import Limits

if TYPE_CHECKING:
    from compare.reading.web.blocks import Element, PageBlock

NAME: Final = "HTML"
LIMITS: Final = Limits()

_START: Final = 4_096
_PAGE: Final = expression(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARK_UP_FIRST: Final = expression(
    rb"\s*<(?:p|div|span|table|h[1-6]|br|center|font|article|section|meta|title)\b[^>]*>", re.IGNORECASE
)
_MARKDOWN: Final = re.compile(rb"^#{1,6} ", re.MULTILINE)
_ARCHIVE: Final = re.compile(rb"^MIME-Version:[^<]{0,400}multipart/related", re.IGNORECASE | re.MULTILINE)
_CHARSET: Final = expression(rb"""charset\s*+=\s*+["']?\s*+([\w-]+)""", re.IGNORECASE)
_DECLARED: Final = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def recognises(data: bytes) -> bool:
    """Whether the bytes are a page, or a piece of one that begins with its mark-up."""
    start = data[:_START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _ARCHIVE.search(start):
        return True
    if not start.startswith(b"<"):
        return False
    is_page = _PAGE.search(start) is not None
    return is_page or (_MARK_UP_FIRST.match(start) is not None and _MARKDOWN.search(data) is None)


def read(path: Path, data: bytes) -> Content:
    """The report of a page: its title, paragraphs and tables; where it came from stands apart.

    Raises
    ------
    InputError
        There is no text on the page.

    Examples
    --------
    >>> page = "<html><h1>青山县2023年工作报告</h1><div><p>一、成效</p><p>设立专窗3个。</p></div></html>"
    >>> [line.text for line in read(Path("报告.html"), page.encode()).lines]
    ['青山县2023年工作报告', '一、成效', '设立专窗3个。']
    """
    from lxml import html
    from lxml.etree import ParserError

    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = html.document_fromstring(_decoded(data).encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise InputError(path, Notice("no_text")) from error
    return _content(root)


def _content(root: "Element") -> Content:
    from compare.reading.web.article import article_of, is_link_list, sources_of, title_of
    from compare.reading.web.blocks import blocks_of

    blocks = blocks_of(root)
    first, end = article_of(blocks)
    article = [block for block in blocks[first:end] if not is_link_list(block)]
    title = title_of(root, blocks[:first], article)
    lines = [Line(title)] if title else []
    tables: list[Table] = []
    for block in article:
        if block.table is not None:
            tables.append(replace(block.table, line=len(lines)))
        else:
            lines.append(_line(block))
    sources = [Line(text, part=TextPart.FURNITURE) for text in sources_of(blocks, first, end)]
    return Content((*lines, *sources), tuple(tables))


def _line(block: "PageBlock") -> Line:
    """A heading that holds a whole sentence is set as one for its looks."""
    from compare.reading.web.blocks import is_note

    words = clean(block.text)
    part = TextPart.GLOSSARY if is_note(block) else TextPart.TEXT
    return Line(block.text, heading=0 if holds_stop(words[:-1]) else block.heading, part=part)


def _decoded(data: bytes) -> str:
    """The page's text: as its marks or itself say, or else as Chinese sites write."""
    if _ARCHIVE.search(data[:_START]):
        data = _page_in(data)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = _CHARSET.search(data[:_START])
    said = declared[1].decode("ascii").lower() if declared else "utf-8"
    for encoding in (marked, "utf-8", _DECLARED.get(said, said), "gb18030"):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _page_in(data: bytes) -> bytes:
    """The page in an archive of one page and its pictures (MHT)."""
    from email import message_from_bytes
    from email.policy import default

    parts: Sequence[Any] = list(message_from_bytes(data, policy=default).walk())
    pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    return bytes(pages[0] or b"") if pages else b""
