"""The numbers of a sentence: where they stand, what they are worth, and what they count."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compare.figures import units
from compare.figures.lists import name_in_turn
from compare.figures.numerals import CHINESE_DIGITS, half_width, scale_of, value_of
from compare.figures.spans import years_told
from compare.figures.subjects import name_figures
from compare.language.characters import simplified
from compare.model import Figure, FigureKind, Report

_NAMES = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|「[^「」]*」|\"[^\"]*\"")

_CN = rf"[{CHINESE_DIGITS}]"
_DIGIT = re.compile(rf"[0-9{CHINESE_DIGITS}]")
_DASH = r"\s*+[-—–－~～至]++\s*+"
_ASCII_AMOUNT = (
    r"(?<![\d.])(?:\d{1,3}(?:,\d{3}(?!\d))++|\d++)(?:\.\d++)?"
    r"(?:\s*+[余多]?\s*+(?:(?!千[瓦米克])[十百千万亿])++(?:(?:\d,\d{3}(?!\d)|\d++)[十百千]?[余多]?[万亿]?)*)?\s*+[余多]?\s*+[万亿]*+"
)
_AMOUNT = rf"(?:{_ASCII_AMOUNT}|{_CN}+[余多]?[万亿]?)"
_SIGNS = rf"(?:{'|'.join(units.SPELLED)})(?![A-Za-z\d])"
_UNIT = rf"(?:{'|'.join(units.ALL)})"
_NEARLY = r"(?:不少于|不低于|不超过|不多于|至少|接近|超过|高于|低于|不足|不到|突破|将近|大约|约|近|超|逾)"
_ROUGHLY = r"(?:以上|左右|以下|以内|上下|余|多)"
_DAY = r"\s*+\d{1,2}\s*+月(?:\s*+\d{1,2}\s*+日|份|底|初|末|[上中下]旬)?"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][{CHINESE_DIGITS[:12]}]{{3}})"
_FOLLOWING = 8  # characters after a number that tell whether it counts
_LONGEST = 100  # characters of a name such as `GB/T19001-2016` that are looked through for a digit

# Repetitions that can give nothing back (`++`) keep a long run of digits, spaces or letters linear.
_FIGURE = re.compile(
    rf"(?P<date>(?<!\d){_YEAR}\s*+(?:{_DASH}(?:20)?\d\d\s*+)?年(?!\s*+版)(?:度|初|末|底)?(?:{_DAY})?"
    rf"(?:{_DASH}(?:{_YEAR}\s*+年)?{_DAY})?"
    rf"|(?<![\d.])\d{{1,2}}(?:{_DASH}\d{{1,2}})?\s*+月(?!球|饼)(?:\s*+\d{{1,2}}\s*+日|份|底|初|末|[上中下]旬)?"
    rf"|\d\d世纪|\d\d年代)"
    rf"|(?P<edition>第\s*+(?:\d+|{_CN}+)(?:\s*+(?:届|期|批次|批|轮|次|版|季|位|名|号|集|辑|卷|个)|(?=[，。；、）和与]|$))"
    rf"|{_CN}期(?=项目|工程|扩建|机组|用地|厂房|主体|[、和及]{_CN}期)"
    rf"|(?<=届){_CN}+次|{_CN}+次(?=全会)|(?<!\d)\d++(?:\.\d++){{0,9}}\s*+年?版|(?:(?<!\d)\d++|{_CN}+)\s*+周年|(?<!\d)\d++\s*+号(?!线))"
    rf"|(?P<word>第\s*+(?:\d+|{_CN}+)|{_CN}+届|[A-Za-z][A-Za-z\d.·-]{{0,{_LONGEST}}}\d[A-Za-z\d.]*"
    rf"|(?<!\d)\d[\d.]{{0,{_LONGEST}}}+(?!{_SIGNS})[×*/＋+A-Za-z][A-Za-z\d]*)"
    rf"|(?P<before>{_NEARLY}\s*+)?(?:"
    rf"(?P<share>百分之{_CN}+(?:点{_CN}+)?|(?:(?<!\d)\d++|{_CN}+)分之(?:\d+|{_CN}+)|[1-9一二两三四五六七八九]\s*+成[多半]?(?![立员果本效为功长熟型就绩都人份品])|一半)"
    rf"|(?<![.\d从由])(?P<low>{_AMOUNT})\s*+(?P<lowunit>%|{_UNIT})?{_DASH}(?P<high>{_AMOUNT})\s*+(?P<highunit>%|个?百分点|{_UNIT})"
    rf"|(?P<amount>{_AMOUNT})\s*+(?P<unit>%|个?百分点|{_UNIT})?"
    rf")(?P<after>\s*+{_ROUGHLY})?",
    re.ASCII,
)
_LARGEST = 1e18  # what is longer counts nothing: an account's number, a row of digits
_PRECISE = 15  # digits behind the point, more of which no float holds
_SERVICE_NUMBER = 10_000  # 12345市民服务热线 is no count of cities
_COMPOUND = re.compile(r"[所方位区会]?(?:一体|联动|合一|协同)|产业|规定")
_SPAN_OF_YEARS = re.compile(r"(?:[，。；、）以内后期]|$)")


def with_figures(report: Report) -> Report:
    """The report with the figures of every measure, and of how many years what gives some tells."""
    years = years_told(report.sections, report.measures)
    measured = (
        replace(measure, figures=figures, years=told)
        if (figures := extract_figures(measure.text))
        else measure
        for measure, told in zip(report.measures, years, strict=True)
    )
    return replace(report, measures=tuple(measured))


def extract_figures(text: str) -> tuple[Figure, ...]:
    """Every number of a sentence in order, with its value in base units and what it counts.

    Examples
    --------
    >>> [(f.text, f.value, f.unit, f.subject) for f in extract_figures("查处违法行为2.4万余起，合格率95%。")]
    [('2.4万余起', 24000.0, '起', '违法行为'), ('95%', 95.0, '%', '合格率')]
    """
    words = simplified(text)  # each character in its old place
    plain = half_width(_NAMES.sub(lambda name: "\ufffc" * len(name[0]), words))
    if _DIGIT.search(plain) is None:
        return ()
    found = [replace(figure, text=text[figure.start : figure.end]) for figure in _scan(plain)]
    return name_in_turn(words, name_figures(words, found))


def quantities(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that can be compared: no dates and no editions.

    Examples
    --------
    >>> [f.text for f in quantities(extract_figures("2023年培训4期"))]
    ['4期']
    """
    return tuple(figure for figure in figures if figure.kind.is_quantity)


def _scan(plain: str) -> Iterator[Figure]:
    """The figures of a text whose names are blanked out, without text and subject."""
    for figure in _numbers(plain):
        if figure.value <= _LARGEST and (figure.high or 0.0) <= _LARGEST:
            yield figure


def _numbers(plain: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(plain):
        if found["word"]:
            continue
        if found["date"] or found["edition"]:
            yield _label(found)
        elif found["share"]:
            yield _share(found)
        elif found["low"]:
            yield from _range(found)
        else:
            yield from _amount(found, plain)


def _label(found: re.Match[str]) -> Figure:
    kind = FigureKind.DATE if found["date"] else FigureKind.EDITION
    number = re.search(rf"\d+(?:\.\d+)?|{_CN}+", found[0])
    value = value_of(number[0]) if number else 0.0
    unit = re.sub(rf"[\d.\s第]|{_CN}", "", found["edition"] or "")
    return Figure("", found.start(), found.end(), kind, value, unit, "")


def _share(found: re.Match[str]) -> Figure:
    printed = re.sub(r"\s", "", found["share"])
    if printed == "一半":
        value = 50.0
    elif "成" in printed:
        value = value_of(printed[0]) * 10 + 5 * printed.endswith("半")
    elif "点" in printed:
        whole, digits = printed.removeprefix("百分之").split("点")
        value = value_of(whole) + sum(value_of(d) / 10**i for i, d in enumerate(digits[:_PRECISE], 1))
    else:
        value = value_of(printed)
    return Figure("", *_bounds(found), FigureKind.PERCENT, value, "%", "", None, _approximate(found))


def _range(found: re.Match[str]) -> Iterator[Figure]:
    low, high = found["low"], found["high"]
    if not (low[0].isascii() or _counts(low, found["highunit"], "")):
        return
    kind, unit = _kind_and_unit(found["highunit"])
    scale = scale_of(high) if scale_of(low) == 1 and not found["lowunit"] and low[0].isascii() else 1.0
    yield Figure(
        "", *_bounds(found), kind, value_of(low) * scale, unit, "", value_of(high), _approximate(found)
    )


def _amount(found: re.Match[str], plain: str) -> Iterator[Figure]:
    amount, printed_unit = found["amount"], found["unit"] or ""
    end = found.end("unit") if printed_unit else found.end("amount")
    rest = plain[end : end + _FOLLOWING]
    if amount[0].isascii():
        if not printed_unit and not re.search(r"[万亿余多]", amount):
            return
        if printed_unit in units.PLACES and value_of(amount) >= _SERVICE_NUMBER:
            return
    elif not _counts(amount, printed_unit, rest):
        return
    kind, unit = _kind_and_unit(printed_unit)
    yield Figure("", *_bounds(found), kind, value_of(amount), unit, "", None, _approximate(found))


def _counts(numeral: str, unit: str, rest: str) -> bool:
    """Whether a Chinese numeral counts something, or is a part of a word (`一体化`, `千家万户`)."""
    bare = re.sub(r"[余多]", "", numeral)
    if not unit or bare in ("一", "二", "零", "〇") or bare[0] in "零〇":
        return False
    if bare[0] in "百千万亿" and not re.fullmatch(r"[百千万][余多]", numeral):
        return False
    if len(bare) == 1 and unit in units.NOT_AFTER_CHINESE:
        return False
    if unit == "年" and not _SPAN_OF_YEARS.match(rest):
        return False
    if rest[:1] and rest[0] in CHINESE_DIGITS and unit not in units.PLACES:
        return False
    return not _COMPOUND.match(rest) and not re.fullmatch(rf"[{CHINESE_DIGITS[:12]}]{{2,}}", bare)


def _kind_and_unit(printed: str) -> tuple[FigureKind, str]:
    if printed == "%":
        return FigureKind.PERCENT, "%"
    if printed.endswith("百分点"):
        return FigureKind.POINTS, "个百分点"
    return FigureKind.COUNT, units.SPELLED.get(printed, printed)


def _bounds(found: re.Match[str]) -> tuple[int, int]:
    printed = found[0]
    return found.start() + len(printed) - len(printed.lstrip()), found.start() + len(printed.rstrip())


def _approximate(found: re.Match[str]) -> bool:
    return bool(found["before"] or found["after"] or re.search(r"[余多]", found[0]))
