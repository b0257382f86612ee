"""Names for what is no report and read by nobody here, so that a message can say what the file is."""

from typing import Final

from compare.reading.containers import format_in_compound, format_in_zip

_MARKS: Final = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"%!PS", "PostScript"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"ID3", "MP3"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"CAJ", "CAJ"),
    (b"KDH", "KDH"),
    (b"HN", "NH"),
)
_ARCHIVES: Final = ("ZIP", "RAR", "7Z", "GZIP")
_LOCKED: Final = "Office 加密文件"


def name_of(data: bytes) -> str | None:
    """The format's name, None for one that is not known.

    Examples
    --------
    >>> name_of(b"Rar!\\x1a\\x07\\x01\\x00"), name_of(b"\\x00\\x01")
    ('RAR', None)
    """
    found = format_in_zip(data) or format_in_compound(data)
    if found is None and data[4:8] == b"ftyp":
        return "MP4"
    return found or next((name for mark, name in _MARKS if data.startswith(mark)), None)


def code_for(name: str) -> str:
    """The code of the message that says what to do with such a file."""
    if name == _LOCKED:
        return "office_password"
    return "archive" if name in _ARCHIVES else "other_format"
