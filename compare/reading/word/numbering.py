"""The numbers that a word processor puts before paragraphs: they stand in no text and are counted here.

`numbering.xml` has list definitions (`w:abstractNum`, nine levels each) and lists (`w:num`) that use one,
some levels altered. Lists of one definition go on counting, unless a list says where it starts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compare.reading.word.numerals import in_format
from compare.reading.word.xml import Element, attribute, child, number_of, tag, value_of

_REFERENCE: Final = re.compile(r"%([1-9])")
_BULLET: Final = "●"
_LOST_STOP: Final = re.compile(r"(%[1-9])\?$")  # LibreOffice's RTF cannot say 一、


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: `（%2）` in chineseCounting; it begins anew after the level `restart` (from 1)."""

    start: int
    form: str
    text: str
    apart: bool
    restart: int | None
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    definition: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """What the lists of one document have counted so far."""

    def __init__(self, root: Element | None, list_styles: Mapping[str, int]) -> None:
        """`list_styles` are the lists (`w:numId`) that styles of lists stand for."""
        self._lists = {} if root is None else _read_lists(root, list_styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def level_of_style(self, list_id: int, style: str) -> int:
        """The level that a list keeps for the paragraphs of a style."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((number for number, level in levels.items() if style and level.style == style), 0)

    def next_label(self, list_id: int, depth: int) -> str:
        """What stands before the next paragraph of a list, on a level from 0: `（三）`."""
        numbers = self._lists.get(list_id)
        if numbers is None or depth not in numbers.levels:
            return ""
        counts = self._counts.setdefault(numbers.definition, {})
        if depth in numbers.starts and (list_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((list_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else _start(numbers, depth)
        for deeper in [each for each in counts if each > depth]:
            restart = numbers.levels[deeper].restart if deeper in numbers.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        return _label(numbers, depth, counts)


def _start(numbers: _List, depth: int) -> int:
    return numbers.starts.get(depth, numbers.levels[depth].start)


def _label(numbers: _List, depth: int, counts: Mapping[int, int]) -> str:
    level = numbers.levels[depth]
    if level.form == "bullet":
        return f"{_BULLET} "

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in numbers.levels:
            return ""
        form = "decimal" if level.legal and at != depth else numbers.levels[at].form
        return in_format(counts.get(at, _start(numbers, at)), form)

    text = _REFERENCE.sub(counted, level.text)
    return f"{text} " if text and level.apart else text


def _read_lists(root: Element, list_styles: Mapping[str, int]) -> dict[int, _List]:
    definitions = {attribute(each, "abstractNumId"): each for each in root.iterchildren(tag("abstractNum"))}
    nums = {number_of(each, "numId"): each for each in root.iterchildren(tag("num"))}
    lists: dict[int, _List] = {}
    for list_id, num in nums.items():
        name = _definition_of(num)
        link = value_of(definitions.get(name), "numStyleLink")
        if link is not None and list_styles.get(link) in nums:
            name = _definition_of(nums[list_styles[link]])
        levels, starts = _levels_of(definitions.get(name)), {}
        for override in num.iterchildren(tag("lvlOverride")):
            depth = number_of(override, "ilvl")
            levels |= _levels_of(override)
            if (start := value_of(override, "startOverride")) is not None:
                starts[depth] = _whole(start, 1)
        lists[list_id] = _List(name, levels, starts)
    return lists


def _definition_of(num: Element) -> str:
    return value_of(num, "abstractNumId") or ""


def _levels_of(parent: Element | None) -> dict[int, _Level]:
    if parent is None:
        return {}
    return {number_of(level, "ilvl"): _level(level) for level in parent.iterchildren(tag("lvl"))}


def _level(level: Element) -> _Level:
    restart = value_of(level, "lvlRestart")
    return _Level(
        start=_whole(value_of(level, "start"), 1),
        form=_form(level),
        text=_LOST_STOP.sub(r"\1、", value_of(level, "lvlText") or ""),
        apart=value_of(level, "suff") != "nothing",
        restart=None if restart is None else _whole(restart, 0),
        legal=child(level, "isLgl") is not None and value_of(level, "isLgl") not in ("0", "false"),
        style=value_of(level, "pStyle") or "",
    )


def _form(level: Element) -> str:
    """The form, also where it stands among alternatives for several versions of the program."""
    found = child(level, "numFmt")
    if found is None:
        found = next(level.iter(tag("numFmt")), None)
    return "decimal" if found is None else attribute(found, "val") or "decimal"


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() else otherwise
