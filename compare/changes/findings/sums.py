"""Totals of a sentence against the parts that it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compare.changes.findings.places import at, finding, of_figure
from compare.expressions import expression
from compare.model import Figure, FigureKind, Finding, Measure

_TOTAL: Final = expression(r"(?:共计?|合计|总计|总共|累计)[^，。；、\d]{0,12}$")
_AMONG: Final = re.compile(
    r"^[^，。；\d]{0,4}[，（]?\s*(?:其中|包括|包含|分别(?:为|是))[，:：]?|^（(?=[^（）\d]{1,12}\d)"
)
_CLASSES: Final = ("级", "类", "型")
_REST: Final = ("其他", "其它", "其余", "另外")
_NAME: Final = expression(r"^[^，。；、\d%]{1,16}$")
_AVERAGE: Final = expression(r"均|每|率|价")
_NUMBER: Final = expression(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_HAIR: Final = 1e-6  # sums of binary fractions
_NEAR: Final = 0.1
_LEAST_PARTS: Final = 2
# Words of which each part's name has another one: together such parts are the whole.
_WHOLES: Final = (
    ("货物", "工程", "服务"),
    ("结果维持", "结果纠正", "其他结果", "尚未审结"),
    *(
        ("地上", "地下"),
        ("约束性", "预期性"),
        ("境内", "境外"),
        ("省内", "省外"),
        ("公办", "民办"),
        ("男", "女"),
    ),
)
_SHARE: Final = expression(r"[，、（(]?占(?:比|总数|总量|全部)?(?:的|为|达)?(?P<share>\d+(?:\.\d+)?)%")
_REACH: Final = 16  # characters before a total
_NO: Final = ("不", "非", "未")


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    figure: Figure


def sums(measure: Measure, side: str) -> Iterator[Finding]:
    """`共119期，其中，市级47期、区级70期` adds up to 117.

    Without 共 the parts must be such as make a whole: `8013平方米（其中计容7998平方米、不计容105平方米）`.
    """
    figures = [figure for figure in measure.figures if figure.kind is FigureKind.COUNT]
    for number, total in enumerate(figures):
        if not _AMONG.match(measure.text[total.end :]) or _inexact(total):
            continue
        parts = _parts(measure.text, total, figures[number + 1 :])
        yield from _share(measure, side, total, parts[:1])
        if len(parts) < _LEAST_PARTS or any(_inexact(part.figure) for part in parts):
            continue
        added = sum(part.figure.value for part in parts)
        if abs(added - total.value) <= _rounding(total, *(part.figure for part in parts)):
            continue
        before = measure.text[: total.start]
        closed = measure.text[parts[-1].figure.end :][:1] in ("。", "；", "）", "")
        near = total.value > added >= (1 - _NEAR) * total.value
        if (
            (_TOTAL.search(before) and (added > total.value or (closed and near)))
            or (_are_whole(parts) and not _AVERAGE.search(before[-_REACH:]))
            or (added > total.value and (_are_apart(parts) or _is_listed(measure.text, total, parts)))
        ):
            listed = at(side, measure, parts[0].figure.start, parts[-1].figure.end)
            places = (of_figure(side, measure, total), listed)
            yield finding("parts_sum", *places, sum=added, total=total.value, unit=total.unit)


def _share(measure: Measure, side: str, total: Figure, parts: Sequence[_Part]) -> Iterator[Finding]:
    """`办结80件，其中予以公开42件，占62.5%`, which is 52.5%."""
    for part in parts:
        told = _SHARE.match(measure.text[part.figure.end :])
        if told is None or _inexact(part.figure) or not total.value:
            continue
        real = 100 * part.figure.value / total.value
        if abs(real - float(told["share"])) >= 1:
            end = part.figure.end + told.end()
            places = (of_figure(side, measure, total), at(side, measure, part.figure.start, end))
            yield finding("rate_of_counts", *places, rate=f"{told['share']}%", real=f"{real:.1f}%")


def _parts(text: str, total: Figure, following: Sequence[Figure]) -> list[_Part]:
    """The figures of one unit that a list goes on with, each with a name of its own before it."""
    parts: list[_Part] = []
    end = total.end
    for figure in following:
        between = _AMONG.sub("", text[end : figure.start]) if not parts else text[end : figure.start]
        name = between.strip("、，和及与；") if parts else between.strip("，")
        if figure.unit != total.unit or not _NAME.match(name or "") or "其中" in name or "占" in name:
            break
        parts.append(_Part(name, figure))
        end = figure.end
    return parts


def _inexact(figure: Figure) -> bool:
    return figure.approximate or figure.high is not None


def _are_whole(parts: Sequence[_Part]) -> bool:
    """Whether the names of the parts say that there is no other: `计容面积` and `不计容面积`."""
    names = [part.name for part in parts]
    if names[-1].startswith(_REST):
        return True
    if len(names) == _LEAST_PARTS and any(no + names[0] == names[1] for no in _NO):
        return True
    return any(
        len(words) == len(names)
        and all(sum(word in name for name in names) == 1 for word in words)
        and all(any(word in name for word in words) for name in names)
        for words in _WHOLES
    )


def _are_apart(parts: Sequence[_Part]) -> bool:
    """Whether the names are levels or classes, so that nothing is counted twice: `县级20期、乡镇级30期`."""
    names = [part.name for part in parts]
    return all(name.endswith(_CLASSES) for name in names) and len(set(names)) == len(names)


def _is_listed(text: str, total: Figure, parts: Sequence[_Part]) -> bool:
    """Whether the parts are all that brackets behind the total hold: `350件（来信100件、来访150件）`."""
    return text[total.end :].startswith("（") and text[parts[-1].figure.end :].startswith("）")


def _rounding(*figures: Figure) -> float:
    """How far a sum may be off because its numbers are rounded: none of plain counts is."""
    return sum(_step(figure) / 2 for figure in figures) * (1 + _HAIR) + _HAIR


def _step(figure: Figure) -> float:
    """What the last digit of a figure is worth; 0 of a plain count."""
    number = _NUMBER.search(figure.text)
    if number is None:
        return 0.0
    scale = figure.value / (float(number[0].replace(",", "")) or 1.0)
    decimals = len(number["decimals"] or "")
    return scale * 10.0**-decimals if decimals or scale > 1 else 0.0
