"""Changes to texts, bytes and values of JSON, as chance has it: the same for the same seed."""

import random
from collections.abc import Callable
from typing import Any, Final

_RUN: Final = 200  # times that a piece is repeated at most
PIECES: Final = (
    *(
        "1",
        "9",
        "0",
        ".",
        ",",
        "，",
        "。",
        "；",
        "、",
        "：",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "〔",
        "—",
        "-",
        " ",
        "　",
        "\t",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "①",
        "第一部分",
        "第百条",
        "一是",
        "目录",
        "附件",
        "表1",
        "单位：件",
        "...",
        "……",
        "……3",
    ),
    *(
        "2023年",
        "二〇二三年",
        "1—9月",
        "截至12月底",
        "百分之",
        "三分之二",
        "投入1千",
        "1千1千",
        "万亿",
        "1,000",
        "8.8%",
        "3.5个百分点",
    ),
    *(
        "同比增长",
        "其中",
        "共",
        "分别",
        "由",
        "至",
        "不再",
        "必须",
        "下一年将",
        "未",
        "政府",
        "县",
        "委员会",
        "关于印发《",
        "》的通知",
    ),
    *(
        "\n",
        "\r\n",
        "\f",
        "\x00",
        "\ufeff",
        "\u202e",
        "\u2028",
        "\ufffd",
        "\ue000",
        "\U0001f600",
        "𠀀",
        "é",
        "ｱ",
        "１",
        "Ⅷ",
        "㈠",
    ),
    *(
        "9" * 309,
        "1e999",
        "NaN",
        "-0",
        "&nbsp;",
        "&#x41;",
        "&amp;",
        "<b>",
        "</p>",
        "<table><tr><td>",
        "<!--",
        "]]>",
        "%1",
        "{{ 1 }}",
    ),
    *("=1+1", "@x", "# ", "**", "|a|b|", "---", "\\", '"', "'"),
)
_VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**30,
    0.5,
    -1.5,
    1e308,
    "",
    "甲",
    "\x00",
    "new",
    [],
    {},
    [[]],
    {"id": "x"},
    "9" * 400,
)
_MOST_CHANGES: Final = 4
Chance = random.Random


def mutated_text(text: str, chance: Chance) -> str:
    """A text with some of its pieces left out, repeated, moved, or hostile ones put in."""
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        text = chance.choice(_OF_TEXT)(text, chance)
    return text


def mutated_bytes(data: bytes, chance: Chance) -> bytes:
    """Bytes with some changed, left out, repeated or cut off."""
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        at, end = _span(len(data), chance)
        kind = chance.randrange(5)
        if kind == 0 and data:
            data = (
                data[:at]
                + bytes([data[min(at, len(data) - 1)] ^ (1 << chance.randrange(8))])
                + data[at + 1 :]
            )
        elif kind == 1:
            data = data[:at] + data[end:]
        elif kind == 2:
            data = data[:end] + data[at:end] * chance.randint(1, 20) + data[end:]
        elif kind == 3:
            data = data[:at] + chance.randbytes(chance.randint(1, 16)) + data[end:]
        else:
            data = data[: max(at, 8)]
    return data


def mutated_json(value: Any, chance: Chance) -> Any:
    """A value of JSON in one place of which something else stands, or is missing."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(list(value))
        kind = chance.randrange(12)
        if kind == 0:
            return {key: each for key, each in value.items() if key != name}
        if kind == 1:
            return {**value, chance.choice(("x", "id", name + " ")): chance.choice(_VALUES)}
        return {**value, name: mutated_json(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        kind = chance.randrange(8)
        if kind == 0:
            return value[:at] + value[at + 1 :]
        if kind == 1:
            return value[:at] + [value[at]] * chance.randint(2, 4) + value[at + 1 :]
        if kind == 2:
            return chance.sample(value, len(value))
        return [*value[:at], mutated_json(value[at], chance), *value[at + 1 :]]
    if isinstance(value, str) and chance.random() < 0.6:
        return mutated_text(value, chance)
    if isinstance(value, int | float) and not isinstance(value, bool) and chance.random() < 0.5:
        return chance.choice((value + 1, -value, value * 1000, value / 3, str(value)))
    return chance.choice(_VALUES)


def _span(length: int, chance: Chance) -> tuple[int, int]:
    at = chance.randint(0, length)
    return at, min(length, at + chance.choice((1, 2, 5, 20, 100)))


def _insert(text: str, chance: Chance) -> str:
    at = chance.randint(0, len(text))
    times = chance.choice((1, 1, 1, 2, 5, chance.randint(1, _RUN)))
    return text[:at] + chance.choice(PIECES) * times + text[at:]


def _leave_out(text: str, chance: Chance) -> str:
    at, end = _span(len(text), chance)
    return text[:at] + text[end:]


def _repeat(text: str, chance: Chance) -> str:
    at, end = _span(len(text), chance)
    return text[:end] + text[at:end] * chance.choice((1, 2, 5, 30)) + text[end:]


def _move(text: str, chance: Chance) -> str:
    at, end = _span(len(text), chance)
    rest = text[:at] + text[end:]
    to = chance.randint(0, len(rest))
    return rest[:to] + text[at:end] + rest[to:]


def _shuffle(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    return "\n".join(chance.sample(lines, len(lines)))


def _scatter(text: str, chance: Chance) -> str:
    """A piece behind every few characters, or wherever another one stands."""
    piece = chance.choice(PIECES)
    if chance.random() < 0.5:
        return text.replace(chance.choice("，。、一1年"), piece)
    step = chance.randint(1, 30)
    return piece.join(text[at : at + step] for at in range(0, min(len(text), 100 * step), step))


_OF_TEXT: Final[tuple[Callable[[str, Chance], str], ...]] = (
    *(_insert,) * 4,
    _leave_out,
    _repeat,
    _move,
    _shuffle,
    _scatter,
)
