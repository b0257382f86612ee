"""What does not add up within one report's sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from compare.changes.findings.places import at, finding, of_figure
from compare.changes.findings.shares import rates, shares
from compare.changes.findings.sums import sums
from compare.expressions import expression
from compare.language.characters import squeeze
from compare.model import Figure, Finding, Measure, Report, Role

_DATE: Final = re.compile(r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AHEAD: Final = expression(
    r"将|拟|计划|预计|力争|规划|目标|到期|有效期|届满|[至到—\-－~～]|前|底|起|施行|实施|拟于|安排|下一"
)
_DONE: Final = expression(
    r"(?:举办|召开|开展|印发|完成|建成|出台|组织|成立|启动|举行)了|(?<!不)已(?:经)?[举召开印完建出组成启办受]"
)
_QUOTED: Final = re.compile(r"《[^》]{0,200}》|“[^”]{0,200}”|（[^）]{0,200}）|〔[^〕]{0,200}〕")

_NAMED: Final = re.compile(
    r"(?P<names>(?:《[^《》]+》[、和及以]*){2,12})(?P<more>等)?(?P<count>\d{1,3}|[两二三四五六七八九十])(?:部|件|个|项|份|余?篇)(?!月|工作日)"
)
_COUNTED: Final = re.compile(
    r"(?P<count>\d{1,3}|[两二三四五六七八九十])(?:部|件|个|项|份|余?篇)[^，。；《》\d]{0,8}"
    r"(?:[，：]?(?:即|分别是|分别为|包括|为)|[：（])[：]?(?P<names>(?:《[^《》]+》[、和及以]*){2,12})(?P<more>等)?"
)
_SMALL: Final = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NUMBERED: Final = re.compile(
    r"(?:(?<=[。；：，])|^)(?:(?P<is>[一二三四五六七八九])是|第(?P<th>[一二三四五六七八九])[，、：])"
)
_EDITION: Final = re.compile(r"[（(][^（）()]*[）)]|(?:19|20)\d\d年?(?:[—\-－至]\d{2,4}年?)?度?|[\d.]+版?")
_NO_SLIP: Final = frozenset(
    "省市区县镇乡村街一二三四五六七八九十上下东西南北中前后新老大小正副男女京津沪渝甲乙丙丁"
)
_SHORTEST_NAME: Final = 9
# One is written for another; an 实施细则 stands beside its 条例.
_KIND_OF_RULE: Final = re.compile(r"(?:规定|办法|规则)$")

_HEADING_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!以来|版|至|底|前)")
_OWN_WORDS: Final = 12  # characters before a figure that no other quantity shares
_STATE: Final = re.compile(r"上年|去年|同比|比|截至|上半年|季度|月|其中|分别|每|各|约")


def within_report(report: Report, side: str) -> Iterator[Finding]:
    """The findings of a report in itself; `side` is `baseline` or `current`."""
    told = [measure for measure in report.measures if measure.role is not Role.PREAMBLE]
    for measure in told:
        yield from sums(measure, side)
        yield from shares(measure, side)
        yield from _ranges(measure, side)
        yield from _dates(measure, side, report.year)
        yield from _lists(measure, side)
        yield from rates(measure, side)
    yield from _numbering(report.measures, side)
    yield from _values(told, side)
    yield from _names(report.measures, side)
    yield from _headings(report, side)


def _ranges(measure: Measure, side: str) -> Iterator[Finding]:
    for figure in measure.figures:
        if figure.kind.is_quantity and figure.high is not None and figure.high < figure.value:
            yield finding("range_reversed", of_figure(side, measure, figure), range=figure.text)


def _dates(measure: Measure, side: str, year: int | None) -> Iterator[Finding]:
    """A day that no calendar has; a deed that is told with a date after the report's year."""
    plain = _QUOTED.sub(lambda found: "\ufffc" * len(found[0]), measure.text)
    for found in _DATE.finditer(plain):
        month, day = int(found["month"]), int(found["day"] or 1)
        place = at(side, measure, found.start(), found.end())
        if plain[found.end() : found.end() + 1] in ("球", "饼") or plain[: found.start()].endswith(
            (".", "-")
        ):
            continue
        if not 1 <= month <= len(_DAYS) or not 1 <= day <= _DAYS[month - 1]:
            yield finding("date_impossible", place, date=found[0])
            continue
        clause = plain[max(plain.rfind(mark, 0, found.start()) for mark in "，。；") + 1 :]
        clause = re.split(r"[。；]", clause)[0]
        late = year is not None and found["year"] is not None and int(found["year"]) > year
        if late and _DONE.search(clause) and not _AHEAD.search(clause):
            yield finding("date_later", place, date=found[0], year=year)


def _lists(measure: Measure, side: str) -> Iterator[Finding]:
    """`《甲》《乙》《丙》等2部` names more than it counts."""
    for found in (*_NAMED.finditer(measure.text), *_COUNTED.finditer(measure.text)):
        named = found["names"].count("《")
        count = int(found["count"]) if found["count"].isdigit() else _SMALL[found["count"]]
        if named > count or (not found["more"] and named != count):
            place = at(side, measure, found.start(), found.end())
            yield finding("list_count", place, named=named, count=count)


def _numbering(measures: Sequence[Measure], side: str) -> Iterator[Finding]:
    """`一是…二是…四是…` in one paragraph lacks one."""
    by_form: dict[tuple[int, bool], list[tuple[re.Match[str], Measure]]] = {}
    for measure in measures:
        for found in _NUMBERED.finditer(measure.text):
            by_form.setdefault((measure.paragraph, bool(found["is"])), []).append((found, measure))
    for numbers in by_form.values():
        for (before, first), (after, second) in pairwise(numbers):
            if _ordinal(after) > _ordinal(before) + 1:
                places = (at(side, first), at(side, second))
                yield finding("numbering_gap", *places, before=_numbered(before), after=_numbered(after))


def _numbered(found: re.Match[str]) -> str:
    return found[0].rstrip("，、：")


def _ordinal(found: re.Match[str]) -> int:
    return _SMALL[found["is"] or found["th"]]


def _values(measures: Sequence[Measure], side: str) -> Iterator[Finding]:
    """One quantity in the same words with two values."""
    seen: dict[tuple[str, str], tuple[Measure, Figure]] = {}
    for measure in measures:
        if measure.role is not Role.DONE:
            continue
        for figure in measure.figures:
            start = max(measure.text.rfind(mark, 0, figure.start) for mark in "，。；：、") + 1
            words = squeeze(measure.text[start : figure.start])
            clause = measure.text[start : figure.end]
            if (
                not figure.kind.is_quantity
                or figure.approximate
                or figure.high
                or start
                or len(words) < _OWN_WORDS
                or any(character.isdigit() for character in words)
                or _STATE.search(clause)
            ):
                continue
            other, known = seen.setdefault((words, figure.unit), (measure, figure))
            if other.section != measure.section and known.value != figure.value:
                places = (of_figure(side, other, known), of_figure(side, measure, figure))
                yield finding("two_values", *places, first=known.text, second=figure.text)


def _names(measures: Iterable[Measure], side: str) -> Iterator[Finding]:
    """Two names of documents that may be one."""
    first: dict[str, Measure] = {}
    for measure in measures:
        for name in measure.names:
            if name.startswith("《"):
                first.setdefault(_EDITION.sub("", name.strip("《》")), measure)
    long = sorted(name for name in first if len(name) >= _SHORTEST_NAME)
    for name, other in combinations(long, 2):
        if _is_slip(name, other) and squeeze(name) != squeeze(other):
            places = (at(side, first[name]), at(side, first[other]))
            yield finding("two_names", *places, first=f"《{name}》", second=f"《{other}》")


def _is_slip(name: str, other: str) -> bool:
    """Whether two names differ by one character that tells no place or number, or by 规定 for 办法."""
    if _KIND_OF_RULE.sub("", name) == _KIND_OF_RULE.sub("", other):
        return True
    if abs(len(name) - len(other)) > 1 or Levenshtein.distance(name, other, score_cutoff=1) != 1:
        return False
    return _NO_SLIP.isdisjoint(text[place] for text, place in _touched(name, other))


def _touched(name: str, other: str) -> Iterator[tuple[str, int]]:
    for edit in Levenshtein.editops(name, other):
        if edit.tag != "insert":
            yield name, edit.src_pos
        if edit.tag != "delete":
            yield other, edit.dest_pos


def _headings(report: Report, side: str) -> Iterator[Finding]:
    """A heading whose year is neither the report's nor the one before or after it."""
    if report.year is None:
        return
    for section in report.sections:
        for found in _HEADING_YEAR.finditer(section.heading):
            if abs(int(found[1]) - report.year) > 1 and "五" not in section.heading:
                first = next((each for each in report.measures if each.section == section.index), None)
                place = at(side, first) if first else None
                if place is not None:
                    yield finding("heading_year", place, heading=section.heading, year=report.year)
