"""All regular expressions of the engine, found in its source, and strings on which bad ones take long."""

import ast
import importlib
import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import compare

_ROOT: Final = Path(str(compare.__file__)).parent
_ANCHORED: Final = {"match", "fullmatch"}
_MATCHED: Final = {"compare.outline.headings._STYLES"}  # by match alone, one after the other
# What names stand for in expressions that are put together where they are used.
_SAMPLES: Final[dict[str, str]] = {"level": "县", "acting": "加强", "name": "青岚县", "sign": "。"}
_ALWAYS: Final = ("1", "1千", " ", "甲", "、", "一", "（", "《", "“", "1,", "。", "\t", "第一", "a", "1.")
_MOST: Final = 14  # hostile units that a pattern itself gives


@dataclass(frozen=True, slots=True)
class Regex:
    """An expression, where it stands, and whether it is only tried at the beginning of a text."""

    place: str
    pattern: re.Pattern[str]
    is_anchored: bool


def find_regexes() -> tuple[list[Regex], list[str]]:
    """The expressions, and the calls whose expression could not be had from the source alone."""
    found: dict[tuple[str, int], Regex] = {}
    unknown: list[str] = []
    for path in sorted(_ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(_ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not any(_is_of_re(node) for node in ast.walk(tree)):
            continue
        module = importlib.import_module(name)
        anchored = _only_anchored(tree)
        held = {id(each): each for each in _patterns_in(module)}
        for constant, value in vars(module).items():
            for pattern in _patterns_of(value):
                held.pop(id(pattern), None)
                regex = Regex(
                    f"{name}.{constant}", pattern, constant in anchored or f"{name}.{constant}" in _MATCHED
                )
                found[pattern.pattern, pattern.flags] = regex
        for node, is_inside in _calls(tree):
            try:
                regex = _evaluated(node, module, f"{name}:{node.lineno}")
            except NameError as error:
                if is_inside:
                    unknown.append(f"{name}:{node.lineno} {error}")
                continue
            found.setdefault((regex.pattern.pattern, regex.pattern.flags), regex)
    return list(found.values()), unknown


def hostile_units(pattern: re.Pattern[str]) -> list[str]:
    """Short texts that, repeated, keep an expression busy: what it repeats itself, and what always does."""
    units = dict.fromkeys(_ALWAYS)
    pieces = [_example(part) for part in _repeated(parser.parse(pattern.pattern, pattern.flags))]
    units |= dict.fromkeys(each for each in pieces[:_MOST] if each)
    units |= dict.fromkeys(one + another for one, another in pairwise(pieces))
    return [each for each in units if each][: len(_ALWAYS) + _MOST]


def _is_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr != "escape"
    )


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, bool]]:
    """The calls of `re`, and whether they stand in a function."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_of_re(node):
            yield node, id(node) in inside


def _evaluated(node: ast.Call, module: ModuleType, place: str) -> Regex:
    names = {**_SAMPLES, **vars(module)}
    called = ast.unparse(node.func).removeprefix("re.")
    if called == "compile":
        pattern = eval(ast.unparse(node), names)
    else:
        pattern = re.compile(eval(ast.unparse(node.args[0]), names))
    return Regex(place, pattern, called in _ANCHORED)


def _only_anchored(tree: ast.Module) -> set[str]:
    """The constants of which no other method is asked than match and fullmatch."""
    asked: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.setdefault(node.value.id, set()).add(node.attr)
    return {name for name, methods in asked.items() if methods <= _ANCHORED}


def _patterns_in(module: ModuleType) -> Iterator[re.Pattern[str]]:
    for value in vars(module).values():
        yield from _patterns_of(value)


def _patterns_of(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        yield from (found for each in (*value, *value.values()) for found in _patterns_of(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (found for each in value for found in _patterns_of(each))


def _repeated(parsed: Iterable[Any]) -> Iterator[Any]:
    """The parts of an expression that may come many times, the innermost first."""
    for operation, details in parsed:
        for part in _parts(operation, details):
            yield from _repeated(part)
        if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and details[1] > 1:
            yield details[2]


def _parts(operation: Any, details: Any) -> Iterator[Any]:
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        yield details[2]
    elif operation is kinds.SUBPATTERN:
        yield details[3]
    elif operation is kinds.BRANCH:
        yield from details[1]
    elif operation in (kinds.ASSERT, kinds.ASSERT_NOT):
        yield details[1]
    elif operation is kinds.ATOMIC_GROUP:
        yield details


def _example(parsed: Iterable[Any]) -> str:
    """A text that a part of an expression matches, or nearly."""
    text = ""
    for operation, details in parsed:
        if operation is kinds.LITERAL:
            text += chr(details)
        elif operation is kinds.IN:
            text += _of_class(details)
        elif operation in (kinds.ANY, kinds.NOT_LITERAL):
            text += "甲"
        elif operation is kinds.BRANCH:
            text += _example(details[1][0])
        elif operation in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):
            continue
        else:
            text += "".join(_example(part) for part in _parts(operation, details))
    return text


def _of_class(members: Any) -> str:
    negated = members[0][0] is kinds.NEGATE
    for operation, details in members[negated:]:
        if negated:
            continue
        if operation is kinds.LITERAL:
            return chr(details)
        if operation is kinds.RANGE:
            return chr(details[0])
        if operation is kinds.CATEGORY:
            return {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " "}.get(details, "甲")
    return "甲"
