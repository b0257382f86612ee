"""What is wrong with a command line, in Chinese: click knows its sentences in English alone."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_VALUE: Final = r"Invalid value for (?P<name>[^:]+): "
_ALIKE: Final = r"\(?Did you mean (?:one of: )?(?P<other>.+)\?\)?"
_SENTENCES: Final = tuple(
    (re.compile(rf"\A{pattern}"), chinese)
    for pattern, chinese in (
        (r"Missing command\.", "缺少命令，如 crossyear compare 上年报告 本年报告 -o 文件夹"),
        (r"Missing argument (?P<name>.+)\.", "缺少参数 {name}"),
        (r"Missing option (?P<name>.+)\.", "缺少选项 {name}"),
        (r"Missing parameter: (?P<name>.+)", "缺少 {name}"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)", "多出了参数 {name}"),
        (rf"No such command (?P<name>.+)\. {_ALIKE}", "没有 {name} 这个命令，相近的有 {other}"),
        (r"No such command (?P<name>.+)\.", "没有 {name} 这个命令"),
        (rf"No such option (?P<name>.+)\. {_ALIKE}", "没有 {name} 这个选项，相近的有 {other}"),
        (r"No such option (?P<name>.+)\.", "没有 {name} 这个选项"),
        (r"Option (?P<name>.+) requires an argument\.", "选项 {name} 后面缺少值"),
        (r"Option (?P<name>.+) does not take a value\.", "选项 {name} 后面不能有值"),
        (
            _VALUE + r"[^']*'(?P<value>.*)' is not one of (?P<other>.+?)\.?",
            "{name} 不能是 {value}，能用的有 {other}",
        ),
        (_VALUE + r".*valid (?:integer|number|int range|float range)\b.*", "{name} 后面应当是数字"),
        (_VALUE + r".* not in the range (?P<other>.+?)\.?", "{name} 不在范围内：{other}"),
        (_VALUE + r"(?P<other>.+?)(?: · .+)?", "{name} 的值不对：{other}"),
        (r"(?P<other>.+)", "命令写得不对：{other}"),
    )
)
_ARGUMENTS: Final = {
    "BASELINE": "BASELINE（上年的报告）",
    "CURRENT": "CURRENT（本年的报告）",
    "DIR": "DIR（文件夹）",
    "FILE": "FILE（报告文件）",
    "FILE...": "FILE（报告文件）",
    "PATH": "PATH（台账）",
}
_NO_COMMAND: Final = ("No such command", "Missing command")


def told_usage(message: str, arguments: Sequence[str]) -> str:
    """What is wrong with the arguments of a command, in their `--lang`, and how to find out what is right.

    Examples
    --------
    >>> told_usage("Missing option '-o' / '--output'.", ["compare", "2023.txt", "2024.txt"])
    '缺少选项 -o / --output（说明见 crossyear compare --help）'
    """
    line = " ".join(message.split())
    known = not line.startswith(_NO_COMMAND)
    command = [each for each in arguments[:1] if known and not each.startswith("-")]
    help_ = " ".join(("crossyear", *command, "--help"))
    if _asks_for_english(arguments):
        return f"{line} ({help_})"
    return f"{_in_chinese(line)}（说明见 {help_}）"


def _in_chinese(line: str) -> str:
    for pattern, chinese in _SENTENCES:
        if found := pattern.fullmatch(line):
            return chinese.format(
                **{name: _unquoted(value or "") for name, value in found.groupdict().items()}
            )
    return line


def _unquoted(names: str) -> str:
    """Names as they are typed, arguments explained: `'zh', 'en'` → `zh、en`."""
    typed = re.sub(r"'([^']*)'", r"\1", names).replace(", ", "、")
    return _ARGUMENTS.get(typed, typed)


def _asks_for_english(arguments: Sequence[str]) -> bool:
    return "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
