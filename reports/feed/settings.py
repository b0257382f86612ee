"""What stands in tickets, and how: one TOML file of the user's, over the toolkit's own `defaults.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from compare.errors import InputError
from compare.model import Notice
from reports.json_lines import bytes_of
from reports.shown.texts import excerpt
from reports.trackers.base import Markup, RetryPolicy
from reports.trackers.markup import escape

_DEFAULTS: Final = Path(__file__).with_name("defaults.toml")
_FREE: Final = "trackers"
_LONGEST: Final = 1_000_000  # characters of what a template makes
_ROUNDS: Final = 10_000  # of all its ranges together
_FILTERS: Final = [
    "default",
    "d",
    "first",
    "float",
    "int",
    "join",
    "last",
    "length",
    "count",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "string",
    "sum",
    "title",
    "trim",
    "truncate",
    "unique",
    "upper",
]
_METHODS: Final = frozenset(
    [
        "capitalize",
        "count",
        "endswith",
        "find",
        "index",
        "items",
        "keys",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
        "first",
        "last",
        "index0",
        "length",
        "revindex",
        "revindex0",
        "previtem",
        "nextitem",
    ]  # of a loop
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Names of states, templates, retries; `trackers` has a table of options for each kind."""

    states: Mapping[str, str]
    templates: Mapping[str, str]
    notes: Mapping[str, str]
    retry_policy: RetryPolicy
    trackers: Mapping[str, Mapping[str, object]]


def load_settings(path: Path | None = None) -> Settings:
    """The user's settings, with the toolkit's own for what they leave out.

    Raises
    ------
    InputError
        The file cannot be read, is no TOML, or has a name or value that there is not.
    """
    tables = tomllib.loads(_DEFAULTS.read_text(encoding="utf-8"))
    given = {} if path is None else _read(path)
    for table, values in given.items():
        if table == _FREE:
            continue
        if table not in tables or not isinstance(values, dict):
            raise _wrong(path, table)
        for name, value in values.items():
            known = tables[table].get(name)
            if not _is_like(value, known):
                raise _wrong(path, f"{table}.{name}")
            tables[table][name] = value
    return Settings(
        states=tables["states"],
        templates=_compiled(tables["templates"], "templates", path),
        notes=_compiled(tables["notes"], "notes", path),
        retry_policy=RetryPolicy(
            timeout=float(tables["http"]["timeout"]),
            answer=float(tables["http"]["answer"]),
            attempts=int(tables["http"]["attempts"]),
            per_second=float(tables["http"]["per_second"]),
        ),
        trackers=_options(given.get(_FREE, {}), path),
    )


class Renderer:
    """Fills the templates for one markup; whatever a report says is text there, never markup."""

    def __init__(self, markup: Markup) -> None:
        self._environment = _environment()
        self._environment.finalize = lambda value: escape(str(value), markup)
        self._compiled = cache(self._environment.from_string)

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """The template with these values, without empty lines at its ends.

        Raises
        ------
        jinja2.TemplateError
            The template asks for something that there is not, or that cannot be done, or for too much.
        """
        self._environment.begin()
        text = ""
        try:
            for piece in self._compiled(template).generate(values):
                text += piece
                if len(text) > _LONGEST:
                    message = f"more than {_LONGEST} characters"
                    raise jinja2.TemplateRuntimeError(message)
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            message = f"{type(error).__name__}: {error}"
            raise jinja2.TemplateRuntimeError(message) from error
        return text.strip()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates that can neither reach out nor go on without end: few filters, few rounds, short texts."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self.filters = {name: self.filters[name] for name in _FILTERS} | {"excerpt": excerpt}
        self.globals = {"range": self._range}
        self.begin()

    def begin(self) -> None:
        """Count rounds from none."""
        self._rounds = _ROUNDS

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers may be multiplied; texts are not repeated, and no powers taken."""
        if operator != "*" or not all(isinstance(each, int | float) for each in (left, right)):
            message = f"no {operator} here"
            raise jinja2.TemplateRuntimeError(message)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of texts only what makes no longer ones."""
        return attr in _METHODS and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """No `format`, whose widths have no limit: it is an attribute as any other, and not among those."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template, without loops in loops and without macros, which could call themselves.

        What compiles a template comes here, too, and does not pass `parse`.
        """
        parsed = super()._parse(source, name, filename)
        nested = (inner for loop in parsed.find_all(nodes.For) for inner in loop.find_all(nodes.For))
        if any(True for _ in nested) or parsed.find(nodes.Macro) or parsed.find(nodes.CallBlock):
            message = "no loop in a loop and no macro here"
            raise jinja2.TemplateSyntaxError(message, 1)
        return parsed

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        self._rounds -= min(len(numbers), _ROUNDS + 1)
        if self._rounds < 0:
            message = f"more than {_ROUNDS} rounds"
            raise jinja2.TemplateRuntimeError(message)
        return numbers


def _environment() -> _Sandbox:
    return _Sandbox()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(bytes_of(path).decode("utf-8-sig"))
    except FileNotFoundError:
        raise InputError(path, Notice("not_found")) from None
    except OSError as error:
        raise InputError(path, Notice("unreadable", (("reason", error.strerror or str(error)),))) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise InputError(path, Notice("no_toml", (("reason", str(error)),))) from None


def _is_like(value: object, known: object) -> bool:
    if isinstance(value, bool) or known is None:
        return False
    if isinstance(known, str):
        return isinstance(value, str)
    return isinstance(value, (int, float)) and value >= 0


def _compiled(templates: dict[str, str], table: str, path: Path | None) -> dict[str, str]:
    """The templates as they are, once it is sure that each can be read."""
    for name, template in templates.items():
        try:
            _environment().parse(template)
        except jinja2.TemplateSyntaxError as error:
            values = (("name", f"{table}.{name}"), ("reason", str(error)))
            raise InputError(path or _DEFAULTS, Notice("bad_template", values)) from None
    return templates


def _options(given: object, path: Path | None) -> dict[str, dict[str, object]]:
    if not isinstance(given, dict) or not all(isinstance(each, dict) for each in given.values()):
        raise _wrong(path, _FREE)
    return given


def _wrong(path: Path | None, name: str) -> InputError:
    return InputError(path or _DEFAULTS, Notice("unknown_setting", (("name", name),)))
