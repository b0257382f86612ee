"""All regular expressions of the engine and of its outputs, and strings on which bad ones take long.

Compiled ones are found in modules, their classes and containers; those that a function gives `re` itself are
found in its source, with samples for the names in them.
"""

import ast
import importlib
import pkgutil
import re
import re._constants as kinds  # type: ignore[import-not-found] # what typeshed does not know
import re._parser as parser  # type: ignore[import-not-found] # the same
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import compare
import reports
from compare.expressions import Expression

Pattern = re.Pattern[str] | re.Pattern[bytes]

# What Roundup runs, what only reads the user's own command line, and what compiles those of other modules.
_LEFT_OUT: Final = ("reports.trackers.roundup.home", "reports.cli.usage", "compare.expressions")
_ANCHORED: Final = {"match", "fullmatch"}
_METHODS: Final = {*_ANCHORED, "search", "finditer", "findall", "sub", "subn", "split"}
# What names stand for in expressions that are put together in a function.
_SAMPLES: Final[dict[str, object]] = {
    "level": "县",
    "acting": "加强",
    "reference": "1|2",
    "name": "《条例》",
    "self": SimpleNamespace(forbidden="[,/]"),
    "forbidden": "[,/]",
}
_ALWAYS: Final = (
    "1",
    "1千",
    " ",
    "甲",
    "、",
    "一",
    "（",
    "《",
    "“",
    "1,",
    "。",
    "第一",
    "a",
    "1.",
    "\t",
    "《甲",
    "\n",
)
_END: Final = "\x00"  # which next to nothing matches


@dataclass(frozen=True, slots=True)
class Regex:
    """An expression, where it stands, and whether it is only tried at the beginning of a text."""

    place: str
    pattern: Pattern
    is_anchored: bool


def modules() -> list[ModuleType]:
    """All of the engine and its outputs."""
    names = [
        each.name
        for package in (compare, reports)
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not each.name.startswith(_LEFT_OUT) and not each.name.endswith("__main__")
    ]
    return [compare, reports, *map(importlib.import_module, sorted(names))]


def find_regexes() -> tuple[list[Regex], list[str]]:
    """The expressions, and the calls whose expression could not be had: their names need a sample."""
    found: dict[tuple[str | bytes, int], Regex] = {}
    unknown: list[str] = []
    read = [(module, ast.parse(Path(str(module.__file__)).read_text("utf-8"))) for module in modules()]
    asked_anywhere = _asked(tree for _, tree in read)
    for module, tree in read:
        asked_here = _asked([tree])
        for name, value in vars(module).items():
            asked = asked_here if name.startswith("_") else asked_anywhere
            for pattern in _patterns_in(value, module.__name__):
                is_anchored = bool(asked.get(name)) and asked[name] <= _ANCHORED
                regex = Regex(f"{module.__name__}.{name}", pattern, is_anchored)
                found.setdefault((pattern.pattern, pattern.flags), regex)
    for module, tree in read:
        for call in _calls_of_re(tree):
            place = f"{module.__name__}:{call.lineno}"
            try:
                regex = _evaluated(call, module, place)
            except NameError as error:
                if ast.unparse(call.func) != "re.compile":
                    unknown.append(f"{place} {error}")
                continue
            found.setdefault((regex.pattern.pattern, regex.pattern.flags), regex)
    return list(found.values()), unknown


def hostile_texts(pattern: Pattern, length: int) -> dict[str, str]:
    """Texts of about such a length that keep an expression busy, by what they are made of.

    What it repeats is repeated: alone, after what leads to it, and together with that.
    """
    texts: dict[str, str] = {}
    repeats = dict.fromkeys(_repeats(parser.parse(pattern.pattern, pattern.flags), ""))
    if pattern.flags & re.MULTILINE:
        repeats |= dict.fromkeys((lead, f"{unit}\n") for lead, unit in repeats)
    pumps = [("", unit) for unit in _ALWAYS] + list(repeats)
    for lead, unit in pumps:
        for begin, again in ((lead, unit), ("", lead + unit), ("", unit)):
            if again:
                text = begin + (again * (length // len(again) + 1))[: length - len(begin)]
                texts |= {f"{begin!r} {again!r}*": text, f"{begin!r} {again!r}* end": text + _END}
    return texts


def _asked(trees: Iterable[ast.AST]) -> dict[str, set[str]]:
    """The methods that are asked of a name, wherever; of what a name is given to, all."""
    asked: dict[str, set[str]] = {}
    for tree in trees:
        held = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked.setdefault(node.value.id, set()).add(node.attr)
                held.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in held:
                asked.setdefault(node.id, set()).add("")
    return asked


def _calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in {*_METHODS, "compile"}
        ):
            yield node


def _evaluated(call: Any, module: ModuleType, place: str) -> Regex:
    names = {**_SAMPLES, **vars(module)}
    if call.func.attr == "compile":
        return Regex(place, eval(ast.unparse(call), names), is_anchored=False)
    pattern = re.compile(eval(ast.unparse(call.args[0]), names))
    return Regex(place, pattern, call.func.attr in _ANCHORED)


def _patterns_in(value: object, module: str) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Expression):
        yield value.compiled()
    elif isinstance(value, dict):
        yield from (found for each in (*value, *value.values()) for found in _patterns_in(each, module))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (found for each in value for found in _patterns_in(each, module))
    elif isinstance(value, type) and value.__module__ == module:
        yield from (found for each in vars(value).values() for found in _patterns_in(each, module))


def _repeats(parsed: Iterable[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What may come many times in an expression, and an example of what stands before it."""
    for operation, details in parsed:
        for part in _parts(operation, details):
            yield from _repeats(part, lead)
        if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT) and details[1] > 1:
            yield lead, _example(details[2])
        lead += _example([(operation, details)])


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
        elif operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            text += _example(details[2]) * max(1, min(details[0], 3))
        elif operation not in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):
            text += "".join(_example(part) for part in _parts(operation, details))
    return text


def _of_class(members: Any) -> str:
    for operation, details in members:
        if operation is kinds.NEGATE:
            return "甲"
        if operation is kinds.LITERAL:
            return chr(details)
        if operation is kinds.RANGE:
            return chr(details[0])
        if operation is kinds.CATEGORY:
            return {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " "}.get(details, "甲")
    return "甲"
