"""The rooms of the engine: each imports only from those above it, and no file from itself in a circle."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import compare

_ENGINE = Path(compare.__file__).parent
_ORDER = (
    *(
        "terms",
        "model",
        "errors",
        "expressions",
        "remembered",
        "language",
        "reading",
        "outline",
        "figures",
        "alignment",
        "changes",
        "decisions",
    ),
    *("comparison", "series", "corpus", "compare"),
)
_MOST_FILES = 12


def _modules() -> dict[str, Path]:
    paths = sorted(_ENGINE.rglob("*.py"))
    return {".".join(path.relative_to(_ENGINE.parent).with_suffix("").parts): path for path in paths}


def _imports(path: Path) -> Iterator[str]:
    """What a file imports of the project, wherever in it, as names of modules."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.split(".")[0] in {"compare", "reports", "tests"})


def _module_of(name: str, modules: dict[str, Path]) -> str:
    """The module that an imported name is, or comes from."""
    while name not in modules and f"{name}.__init__" not in modules:
        name = name.rpartition(".")[0]
    return name if name in modules else f"{name}.__init__"


def _room(module: str) -> str:
    """`compare.language.words` is in language, `compare.model` is its own, the public API is compare's."""
    part = module.split(".")[1]
    return "compare" if part == "__init__" else part


@cache
def _graph() -> dict[str, set[str]]:
    modules = _modules()
    return {
        module: {_module_of(name, modules) for name in _imports(path)} - {module}
        for module, path in modules.items()
    }


def test_every_room_is_in_the_order() -> None:
    assert {_room(module) for module in _modules()} <= set(_ORDER)


def test_the_engine_imports_nothing_of_what_shows_it() -> None:
    names = {name.split(".")[0] for path in _modules().values() for name in _imports(path)}
    assert names == {"compare"}


@pytest.mark.parametrize("module", _modules())
def test_a_file_imports_only_from_its_own_room_and_those_above(module: str) -> None:
    own = _ORDER.index(_room(module))
    upwards = {other for other in _graph()[module] if _ORDER.index(_room(other)) > own}
    assert upwards == set()


def test_no_files_import_each_other_in_a_circle() -> None:
    try:
        tuple(TopologicalSorter(_graph()).static_order())
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_no_room_is_crowded() -> None:
    folders = [
        _ENGINE,
        *(path for path in _ENGINE.rglob("*") if path.is_dir() and path.name != "__pycache__"),
    ]
    crowded = {
        folder.name: len(files)
        for folder in folders
        if len(files := [each for each in folder.iterdir() if each.is_file()]) > _MOST_FILES
    }
    assert crowded == {}
