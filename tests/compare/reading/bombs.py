"""Documents that a few bytes make take minutes or gigabytes, and readers that misbehave."""

import os
import sys
import time
import zlib
from importlib import import_module
from pathlib import Path
from typing import cast

from compare.errors import InputError
from compare.model import Content, Line, Notice

NAME = Path("报告.pdf")
BOMB = b"%PDF-1.7\n"


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = BOMB, []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + end


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def page(content: bytes, *others: bytes) -> bytes:
    """A PDF of one page, whose resources name object 5 as the form F."""
    return pdf_of(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources <</XObject <</F 5 0 R>>>>>>",
        content,
        *others,
    )


def drawn_twice() -> bytes:
    """A page with a form that draws itself twice."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F 5 0 R>>>>"
    return page(stream(b"", b"/F Do"), stream(form, b"/F Do /F Do"))


def packed(megabytes: int) -> bytes:
    """A page whose content was compressed three times."""
    content = b" " * (megabytes * 1_000_000)
    for _ in range(3):
        content = zlib.compress(content, 9)
    return page(stream(b"/Filter [/FlateDecode /FlateDecode /FlateDecode]", content))


def reads_on_and_on(_path: Path, _data: bytes) -> Content:
    while True:
        pass


def sleeps(_path: Path, _data: bytes) -> Content:
    time.sleep(600)
    return Content(())


def takes_all(_path: Path, _data: bytes) -> Content:
    return Content((Line("甲" * 10**10),))


def dies(_path: Path, _data: bytes) -> Content:
    os.abort()


def stumbles(_path: Path, data: bytes) -> Content:
    return Content((Line(str(data[len(data)])),))


def refuses(path: Path, _data: bytes) -> Content:
    raise InputError(path, Notice("pdf_password"))


def lacks(_path: Path, _data: bytes) -> Content:
    return Content((Line(import_module("a_package_that_is_not_there").__name__),))


def talks(_path: Path, data: bytes) -> Content:
    os.write(1, b"a library says something\n")
    sys.stdout.write("and again")
    return Content((Line(data.decode()),))


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo taken over",)


def takes_over(_path: Path, _data: bytes) -> Content:
    return cast("Content", _Evil())
