"""Mutated DOC, RTF, ODT and pictures, read as the command reads them: by LibreOffice and by recognition.

Each takes seconds, so that a few hundred are many.
"""

import resource
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final
from zipfile import ZipFile

from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument

from compare.comparison import open_report
from compare.errors import InputError
from compare.reading.office import find_program
from tests.compare.reading.packages import zipped
from tests.fuzz.documents import TEXT, docx_of, mutated_package, pdf_of
from tests.fuzz.mutations import mutated_bytes, mutated_text

HANGS: Final = (
    420  # seconds by the clock, after which LibreOffice and recognition are long ended by the readers
)
_KINDS: Final = ("doc", "rtf", "odt", "picture")
_KIB: Final = 1024**2  # that LibreOffice may take
_HEAD: Final = 512  # bytes of a compound file, without which it is none
_DOTS_AN_INCH: Final = 110
_CONTROLS: Final = (
    *("{", "}", "\\", "\\par ", "\\pard\\plain ", "\\u-1 ?", "\\u99999999 ?", "\\'ff", "\\bin99999999 "),
    *("\\trowd\\cellx1 \\cell\\row ", "\\ls9999\\ilvl99 ", "{\\field{\\*\\fldinst INCLUDETEXT x}}", "\\uc9 "),
    *("{\\*\\x ", "{\\pict\\pngblip ffff}", "{\\object\\objdata 00}", "{\\footnote x}", "\\deleted "),
)


def attempt(number: int, seed: int = 0) -> str:
    """Make the input of a number, read it, and say what became of that.

    Raises
    ------
    Exception
        Whatever is not told as bad input is, or LibreOffice took more than a gigabyte.
    """
    chance = Random(f"{seed}-{number}")
    kind = _KINDS[number % len(_KINDS)]
    data = _mutated(kind, chance)
    before = _largest_child()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"报告.{kind}")
        path.write_bytes(data)
        try:
            ended = f"read, {len(open_report(path).measures) and 'with measures'}"
        except InputError as error:
            ended = error.notice.code
    if kind != "picture" and _largest_child() > max(before, _KIB):
        message = f"{_largest_child()} KiB"
        raise MemoryError(message)
    return f"{kind}: {ended}"


def prepare() -> None:
    """Make what every input needs, before processes come of this one."""
    _seeds()


def _largest_child() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


@cache
def _seeds() -> Mapping[str, bytes]:
    """A document of each format, as LibreOffice writes it, and a picture of a page."""
    program = find_program()
    if program is None:
        raise FileNotFoundError("LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "report.docx")
        written.write_bytes(docx_of(TEXT))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        for kind in ("doc", "rtf", "odt"):
            command = [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(written)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = {kind: written.with_suffix(f".{kind}").read_bytes() for kind in ("doc", "rtf", "odt")}
    with PdfDocument(pdf_of(TEXT)) as document:
        page = document[0].render(scale=_DOTS_AN_INCH / 72).to_pil()
    file = BytesIO()
    page.crop((0, 0, page.width, page.height // 2)).save(file, "PNG")
    return {**made, "odt": _without_pictures(made["odt"]), "picture": file.getvalue()}


def _without_pictures(package: bytes) -> bytes:
    with ZipFile(BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml") or name == "mimetype"]
        return zipped({name: archive.read(name).decode() for name in names})


def _mutated(kind: str, chance: Random) -> bytes:
    data = _seeds()[kind]
    if kind == "picture":
        return _picture(data, chance)
    if chance.random() < 0.2:
        return mutated_bytes(data, chance)
    if kind == "doc":
        return _overwritten(data, chance)
    if kind == "odt":
        return mutated_package(data, chance)
    text = data.decode("ascii")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(_CONTROLS) * chance.choice((1, 1, 5, 500)) + text[at:]
    return (mutated_text(text, chance) if chance.random() < 0.5 else text).encode("utf-8", "surrogatepass")


def _overwritten(data: bytes, chance: Random) -> bytes:
    """Other bytes here and there, where all that a compound file points to stays in place."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        at = chance.randrange(_HEAD, len(data))
        length = chance.choice((1, 2, 16))
        changed[at : at + length] = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))
    return bytes(changed)


def _picture(data: bytes, chance: Random) -> bytes:
    """The page turned, cut, blurred, of another size or mode, in one of the formats, or with broken bytes."""
    with Image.open(BytesIO(data)) as image:
        page = image.convert(chance.choice(("RGB", "L", "1", "P", "RGBA")))
    kind = chance.randrange(6)
    if kind == 0:
        page = page.rotate(chance.choice((0.5, 3, 45, 90, 180)), expand=True)
    elif kind == 1:
        page = page.resize((chance.choice((1, 20, 4000)), chance.choice((1, 20, page.height))))
    elif kind == 2:
        page = page.convert("L").filter(ImageFilter.GaussianBlur(chance.choice((1, 3, 20))))
    elif kind == 3:
        left, top = chance.randrange(page.width), chance.randrange(page.height)
        page.paste(page.crop((0, 0, left + 1, top + 1)), (left, top))
    name = chance.choice(("PNG", "PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF"))
    file = BytesIO()
    (page.convert("RGB") if name == "JPEG" else page).save(file, name)
    return mutated_bytes(file.getvalue(), chance) if chance.random() < 0.6 else file.getvalue()
