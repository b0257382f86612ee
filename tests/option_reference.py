"""The options in `reports/cli/README.md`; `python -m tests.option_reference` writes them anew."""

import inspect
import re
from collections.abc import Callable, Iterable
from enum import EnumType
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from typer.models import OptionInfo

from reports.cli import app

PATH: Final = Path(__file__).parents[1] / "reports" / "cli" / "README.md"
_GENERATED: Final = re.compile(r"(?<=<!-- generated -->\n).*(?=<!-- end -->)", re.DOTALL)
_HEAD: Final = ("| 选项 option | 作用 | does | 不写时 default |", "| --- | --- | --- | --- |")


def with_reference(text: str) -> str:
    """A text with the reference between its two marks."""
    commands = (each.callback for each in app.registered_commands if each.callback)
    reference = "\n".join(_section(command) for command in commands)
    return _GENERATED.sub(lambda _: reference, text)


def _section(command: Callable[..., Any]) -> str:
    hints = get_type_hints(command, include_extras=True)
    parameters = [
        (each, *get_args(hints[each.name])) for each in inspect.signature(command).parameters.values()
    ]
    arguments = [info.metavar for _, _, info in parameters if not isinstance(info, OptionInfo)]
    usage = " ".join(("crossyear", command.__name__.replace("_", "-"), *arguments))
    rows = (_row(*each) for each in parameters if isinstance(each[2], OptionInfo))
    chinese, english = (command.__doc__ or "").split(" · ")
    return "\n".join((f"## `{usage}`", "", f"{chinese}。{english}.", "", *_HEAD, *rows, ""))


def _row(parameter: inspect.Parameter, type_: Any, info: OptionInfo) -> str:
    dashed = parameter.name.replace("_", "-")
    is_flag = type_ is bool
    usual = (f"--{dashed}", f"--no-{dashed}") if is_flag else (f"--{dashed}",)
    first = (info.default,) if isinstance(info.default, str) else ()  # inside Annotated it is a name, too
    declared = (*first, *(info.param_decls or ())) or usual
    names = ", ".join(f"`{name}`" for name in declared)
    value = "" if is_flag else f" `{info.metavar or _values(type_, info)}`"
    chinese, english = (info.help or "").split(" · ")
    return f"| {names}{value} | {chinese} | {english} | {_default(parameter.default, declared)} |"


def _values(type_: Any, info: OptionInfo) -> str:
    """What may be written: `zh/en`, `0…65535`."""
    for each in _parts(type_):
        if isinstance(each, EnumType):
            return "/".join(each)
    return f"{info.min}…{info.max}"


def _parts(type_: Any) -> Iterable[Any]:
    """The types that a type is made of: `list[Status] | None` → `Status`, `None`."""
    is_made = get_origin(type_) in (UnionType, list, Annotated)
    return (part for each in get_args(type_) for part in _parts(each)) if is_made else (type_,)


def _default(default: Any, declared: Iterable[str]) -> str:
    if default is inspect.Parameter.empty:
        return "必填 required"
    if default is True:
        return f"`{next(iter(declared))}`"
    return "" if default is None or default is False or default == "" else f"`{default}`"


if __name__ == "__main__":
    PATH.write_text(with_reference(PATH.read_text(encoding="utf-8")), encoding="utf-8")
