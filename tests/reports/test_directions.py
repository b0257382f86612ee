"""Which room of reports/ may import which; the page is asked for only by what writes or serves it."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import compare
import reports

_REPORTS: Final = Path(reports.__file__).parent
# Each may import those above it; those on one line import each other not at all.
_FLOORS: Final = (
    ("locales", "locking"),
    ("words",),
    ("shown",),
    ("json_text", "merged_text", "word_parts"),
    (
        "changes_json",
        "document",
        "html",
        "json_lines",
        "kept_files",
        "revision",
        "staging",
        "tables",
        "terminal",
    ),
    ("output",),
    ("trackers", "review"),
    ("corpus", "series"),
    ("feed",),
    ("cli",),
    ("start",),
)
_ASK_FOR_THE_PAGE: Final = {"output", "review", "series", "corpus"}


def _imports() -> Iterator[tuple[str, str]]:
    """Each room that imports another of reports/, with the other."""
    for path in _REPORTS.rglob("*.py"):
        room = path.relative_to(_REPORTS).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                package, _, rest = name.partition(".")
                if package == "reports" and rest and rest.split(".")[0] != room:
                    yield room, rest.split(".")[0]


def test_every_room_has_its_floor() -> None:
    rooms = {path.stem for path in _REPORTS.glob("*.py")} | {
        path.parent.name for path in _REPORTS.glob("*/*.py")
    }

    assert rooms - {"__init__"} == {room for floor in _FLOORS for room in floor}


def test_no_room_imports_upwards() -> None:
    floor_of = {room: number for number, floor in enumerate(_FLOORS) for room in floor}

    assert [each for each in _imports() if floor_of[each[1]] >= floor_of[each[0]]] == []


def test_only_what_writes_or_serves_the_page_imports_it() -> None:
    assert {room for room, other in _imports() if other == "html"} == _ASK_FOR_THE_PAGE


def test_a_class_name_means_one_thing() -> None:
    files = (
        path for package in (compare, reports) for path in Path(str(package.__file__)).parent.rglob("*.py")
    )
    names = (
        node.name
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert [name for name, count in Counter(names).items() if count > 1] == []
