"""DOC, WPS, RTF and ODT through LibreOffice, where it is installed: it saves them as DOCX, which is read."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.model import Content, Notice
from compare.reading import word
from compare.reading.confined import read_confined
from compare.reading.containers import format_in_compound, format_in_zip, unpacked_size

NAME: Final = "DOC、WPS、RTF、ODT"
LIMITS: Final = None  # LibreOffice has its own clock; what it makes is read within limits

_SECONDS: Final = 180  # by the clock
# Of processor time, for a file and for each MB: 10,000 sentences take 4 s as DOC, 13 s as RTF of 8.5 MB.
# A small one that was made for it took 145 s.
_CPU_SECONDS: Final = 15
_CPU_SECONDS_A_MEGABYTE: Final = 2
_MEGABYTE: Final = 1_000_000
_MOST_UNPACKED: Final = 200_000_000  # bytes; LibreOffice has no limit of its own
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# A document may link to pictures elsewhere and hold macros: neither is fetched nor run.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def recognises(data: bytes) -> bool:
    """Whether it is of a format that LibreOffice reads for us."""
    return _format_of(data) is not None


def read(path: Path, data: bytes) -> Content:
    """The lines of a document that is none of Word's newer ones.

    Raises
    ------
    InputError
        LibreOffice is not installed, or cannot read the file.
    """
    name = _format_of(data) or ""
    if not _is_bounded(data):
        raise InputError(path, Notice("damaged", (("format", name),)))
    program = find_program()
    if program is None:
        raise InputError(path, Notice("office_missing", (("format", name),)))
    try:
        converted = _converted(program, data, name.lower())
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(path, Notice("office_failed", (("format", name),))) from error
    if converted is None:
        raise InputError(path, Notice("office_failed", (("format", name),)))
    return read_confined(word.read, path, converted, word.LIMITS)


def find_program() -> str | None:
    """LibreOffice, on the path or where its installers put it."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _PLACES if Path(place).is_file()), None)


def _format_of(data: bytes) -> str | None:
    if data.lstrip().startswith(b"{\\rtf"):
        return "RTF"
    if (format_in_compound(data) or format_in_zip(data)) in ("DOC", "ODT"):
        return format_in_compound(data) or format_in_zip(data)
    return None


def _is_bounded(data: bytes) -> bool:
    """Whether what LibreOffice would unpack is known to be no more than it may be."""
    try:
        return unpacked_size(data) <= _MOST_UNPACKED
    except ValueError:
        return False


def _converted(program: str, data: bytes, suffix: str) -> bytes | None:
    """The document as DOCX, made in a folder and with a profile that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="crossyear-", ignore_cleanup_errors=True) as folder:
        given, profile = Path(folder, f"report.{suffix}"), Path(folder, "profile")
        given.write_bytes(data)
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        options = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck")
        wanted = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(Path(folder, "out")))
        seconds = _CPU_SECONDS + _CPU_SECONDS_A_MEGABYTE * len(data) // _MEGABYTE
        _run([program, *options, *wanted, str(given)], seconds)
        made = Path(folder, "out", "report.docx")
        return made.read_bytes() if made.is_file() else None


def _run(command: list[str], seconds: int) -> None:
    """Runs LibreOffice, which starts further processes; all of them end when it takes too long."""
    own_group = sys.platform != "win32"
    if own_group:  # where there is a limit on processor time, which what is started inherits
        command = ["/bin/sh", "-c", 'ulimit -t "$0" && exec "$@"', str(seconds), *command]
    with subprocess.Popen(  # noqa: S603 the program is LibreOffice, its arguments are made here
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=own_group
    ) as process:
        try:
            process.wait(_SECONDS)
        except BaseException:
            with suppress(ProcessLookupError):
                if own_group:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            raise
