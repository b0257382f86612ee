"""Plain text in the encodings that Chinese offices use: UTF-8, GB18030, UTF-16."""

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.model import Content, Line, Notice

NAME: Final = "TXT"
LIMITS: Final = None

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES: Final = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_IN_EVERY_TEXT: Final = frozenset(
    "，。、；：的和在一年"
)  # some fifteen of a hundred characters, decoded rightly
_ENOUGH: Final = 0.04
_SAMPLE: Final = 20_000
_MARKDOWN_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})[ \t\u3000]+(?=\S)")
_BOLD: Final = re.compile(r"\*\*(?=\S)([^*\n]{1,200})(?<=\S)\*\*")
_TAG: Final = re.compile(r"</?(?:b|strong|em|i|u|p|br|span|font)(?:\s[^<>\n]{0,200})?/?>", re.IGNORECASE)
_LAYOUT: Final = "\t\n\r\f\v"
_WITHOUT_LAYOUT: Final = dict.fromkeys(map(ord, _LAYOUT + "\u3000\xa0\ufeff"))


def recognises(data: bytes) -> bool:
    """Whether the bytes are text: they decode, and hardly hold control characters."""
    return _decode(data) is not None


def read(path: Path, data: bytes) -> Content:
    r"""The lines of a text; form feeds turn pages, where there are any.

    Raises
    ------
    InputError
        The bytes are text in no encoding that is known.

    Examples
    --------
    >>> content = read(Path("报告.txt"), "一、主要举措\f设立专窗3个。".encode())
    >>> [(line.text, line.page) for line in content.lines]
    [('一、主要举措', 1), ('设立专窗3个。', 2)]
    """
    decoded = _decode(data)
    if decoded is None:
        raise InputError(path, Notice("undecodable"))
    content, encoding = decoded
    pages = content.split("\f")
    lines = tuple(
        _line(line, number if len(pages) > 1 else None)
        for number, page in enumerate(pages, start=1)
        for line in page.splitlines()
    )
    plain = encoding.startswith("utf-8")
    notices = () if plain else (Notice("encoding", (("encoding", encoding.upper()),)),)
    return Content(lines, notices=notices)


def _line(text: str, page: int | None) -> Line:
    """Of Markdown only headings and what is set in bold are known; tags within a line, as `<b>`, go."""
    marked = _MARKDOWN_HEADING.match(text)
    bare = _TAG.sub("", _BOLD.sub(r"\1", text[marked.end() :] if marked else text))
    return Line(bare, page, len(marked[1]) if marked else 0)


def _decode(data: bytes) -> tuple[str, str] | None:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError:
        return _guess(data)
    return (content, encoding) if _is_text(content) else _guess(data)


def _guess(data: bytes) -> tuple[str, str] | None:
    """The encoding in which a text reads as Chinese, also where it holds characters of somebody's own."""
    best, share = None, _ENOUGH
    for encoding in _GUESSES:
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        known = sum(character in _IN_EVERY_TEXT for character in content[:_SAMPLE]) / len(content[:_SAMPLE])
        if known > share and _is_text(content):
            best, share = (content, encoding), known
    return best or _guess_by_statistics(data)


def _guess_by_statistics(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_GUESSES, threshold=0.5).best()
    if best is None or not _is_text(str(best)):
        return None
    return str(best), best.encoding


def _is_text(content: str) -> bool:
    """Binaries decode now and then, but into characters that no report holds.

    A word processor's bullets stand in the private area that symbol fonts use.
    """
    sample = content[:_SAMPLE]
    if sample.translate(_WITHOUT_LAYOUT).isprintable():
        return True
    strange = sum(
        unicodedata.category(character) in ("Cc", "Cn", "Cs")
        and character not in _LAYOUT
        and not "\uf000" <= character <= "\uf0ff"
        for character in sample
    )
    return strange * 100 <= len(sample)
