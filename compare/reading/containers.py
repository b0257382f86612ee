"""What a container of files is, by what stands in it: a ZIP as of DOCX, a compound file as of old Word."""

from io import BytesIO
from typing import Final

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first file that is there names the format; its name in lower case.
_IN_ZIP: Final = (
    ("word/document.xml", "DOCX"),
    ("ofd.xml", "OFD"),
    ("xl/workbook.xml", "XLSX"),
    ("xl/workbook.bin", "XLSB"),
    ("ppt/presentation.xml", "PPTX"),
)
_MIME_TYPES: Final = {
    b"application/vnd.oasis.opendocument.text": "ODT",
    b"application/vnd.oasis.opendocument.spreadsheet": "ODS",
    b"application/vnd.oasis.opendocument.presentation": "ODP",
}
_IN_COMPOUND: Final = (
    ("EncryptedPackage", "Office 加密文件"),
    ("WordDocument", "DOC"),
    ("Workbook", "XLS"),
    ("PowerPoint Document", "PPT"),
)


def format_in_zip(data: bytes) -> str | None:
    """`DOCX`, `OFD`, `ODT` …, `ZIP` for one that holds anything else, None for what is no ZIP.

    Of one that is cut off, or of a version to come, the names are looked for in its bytes.
    """
    if not data.startswith(_ZIP):
        return None
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = {name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist()}
            found = next((kind for name, kind in _IN_ZIP if name in names), None)
    except (BadZipFile, OSError, ValueError, NotImplementedError):  # the last of a version to come
        lowered = data.lower()
        found = next((kind for name, kind in _IN_ZIP if name.encode() in lowered), None)
    # OpenDocument has its type first of all, not packed.
    typed = next((kind for mime, kind in _MIME_TYPES.items() if data[38 : 38 + len(mime)] == mime), None)
    return found or typed or "ZIP"


def unpacked_size(data: bytes) -> int:
    """How many bytes a ZIP says that its parts have, together; 0 for what is no ZIP.

    Raises
    ------
    ValueError
        Its directory cannot be read, as of one that is cut off or of a version to come. Another program may
        unpack it nevertheless, to whatever size.
    """
    from zipfile import BadZipFile, ZipFile

    if not data.startswith(_ZIP):
        return 0
    try:
        with ZipFile(BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (BadZipFile, OSError, NotImplementedError) as error:  # the last of a version to come
        raise ValueError(str(error)) from error


def format_in_compound(data: bytes) -> str | None:
    """`DOC` (WPS's own `.wps` is one), `XLS`, `PPT`; None for what is no compound file or another one."""
    if not data.startswith(_COMPOUND):
        return None
    return next((kind for stream, kind in _IN_COMPOUND if stream.encode("utf-16-le") in data), None)
