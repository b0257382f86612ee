"""The options in `reports/cli/README.md`; `python -m tests.option_reference` writes them anew."""

import re
from pathlib import Path
from typing import Any, Final

import click

from reports.cli import app

PATH: Final = Path(__file__).parents[1] / "reports" / "cli" / "README.md"
_GENERATED: Final = re.compile(r"(?<=<!-- generated -->\n).*(?=<!-- end -->)", re.DOTALL)
_HEAD: Final = ("| 选项 option | 作用 | does | 不写时 default |", "| --- | --- | --- | --- |")


def with_reference(text: str) -> str:
    """A text with the reference between its two marks."""
    reference = "\n".join(map(_section, app.commands.values()))
    return _GENERATED.sub(lambda _: reference, text)


def _section(command: click.Command) -> str:
    arguments = (each.human_readable_name for each in command.params if isinstance(each, click.Argument))
    usage = " ".join(("crossyear", str(command.name), *arguments))
    rows = (_row(each) for each in command.params if isinstance(each, click.Option))
    chinese, english = (command.help or "").split(" · ")
    return "\n".join((f"## `{usage}`", "", f"{chinese}。{english}.", "", *_HEAD, *rows, ""))


def _row(option: click.Option) -> str:
    declared = (*option.opts, *option.secondary_opts)
    names = ", ".join(f"`{name}`" for name in declared)
    value = "" if option.is_flag else f" `{option.metavar or _values(option.type)}`"
    chinese, english = (option.help or "").split(" · ")
    return f"| {names}{value} | {chinese} | {english} | {_default(option)} |"


def _values(type_: click.ParamType[Any]) -> str:
    """What may be written: `zh/en`, `0…65535`."""
    if isinstance(type_, click.Choice):
        return "/".join(type_.choices)
    assert isinstance(type_, click.IntRange | click.FloatRange)
    return f"{type_.min}…{type_.max}"


def _default(option: click.Option) -> str:
    if option.required:
        return "必填 required"
    if not option.show_default:
        return ""
    return f"`{option.opts[0] if option.is_flag else option.default}`"


if __name__ == "__main__":
    PATH.write_text(with_reference(PATH.read_text(encoding="utf-8")), encoding="utf-8")
