"""Pictures of pages, as phones and scanners make them: they are scanned pages and nothing else."""

from pathlib import Path
from typing import Final

from compare.model import Content

NAME: Final = "JPG、PNG、TIFF、BMP、WEBP、GIF"
LIMITS: Final = None  # nothing is read here; recognition has its own

_MARKS: Final = (
    (b"\xff\xd8\xff", "JPG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"GIF8", "GIF"),
)
_RESERVED: Final = slice(6, 10)  # of a BMP these four bytes are zero


def format_of(data: bytes) -> str | None:
    """`JPG`, `PNG`, `TIFF` …, None for what is no picture."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(b"BM") and not any(data[_RESERVED]):
        return "BMP"
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def recognises(data: bytes) -> bool:
    """Whether the file is a picture."""
    return format_of(data) is not None


def read(path: Path, data: bytes) -> Content:  # noqa: ARG001 - every reader is asked so
    """A picture has no lines before it is recognised."""
    return Content((), scanned=(1,))
