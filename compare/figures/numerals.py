"""Numbers as reports print them, read as values: `1,286`, `2万5千`, `3000多亿`, `一百四十五`, `四分之一`."""

import re
import unicodedata
from decimal import Decimal

CHINESE_DIGITS = "零〇一二两三四五六七八九十百千万亿"
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_MYRIAD = 10_000
_GROUP = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[余多]?\s*([十百千万亿]*)\s*[余多]?\s*([万亿]*)")
_SAME_WIDTH = str.maketrans("０１２３４５６７８９％．﹪〜", "0123456789%.%~")


def half_width(text: str) -> str:
    """The text with half-width digits and signs, each character in its old place.

    Examples
    --------
    >>> half_width("占９５％")
    '占95%'
    """
    return text.translate(_SAME_WIDTH)


def value_of(printed: str) -> float:
    """The value of a printed number, whatever its script and scale.

    Examples
    --------
    >>> value_of("7.9亿"), value_of("1亿3千多万"), value_of("六百余")
    (790000000.0, 130000000.0, 600.0)
    """
    printed = half_width(printed)
    if printed[:1].isdigit() and printed[:1].isascii():
        return _scaled(printed)
    if "分之" in printed:
        return _fraction(printed)
    return chinese_value(re.sub(r"[余多\s]", "", printed))


def scale_of(printed: str) -> float:
    """What the trailing scale words of a printed number multiply by: `30万` 10000.0, `30` 1.0.

    Examples
    --------
    >>> scale_of("5千万")
    10000000.0
    """
    scale = 1.0
    for sign in re.findall(r"[十百千万亿]", printed.lstrip("0123456789.,")):
        scale *= _SCALES[sign]
    return scale


def _scaled(printed: str) -> float:
    total = Decimal(0)
    for number, scales, more in _GROUP.findall(printed):
        value = Decimal(number.replace(",", ""))
        for sign in scales + more:
            value *= _SCALES[sign]
        total += value
    return float(total)


def _fraction(printed: str) -> float:
    below, above = printed.split("分之")
    parts = chinese_value(below) or 1.0
    return round(chinese_value(above) / parts * 100, 4)


def chinese_value(numeral: str) -> float:
    """The value of a Chinese numeral, 0 for what is none.

    Importing cn2an takes as long as reading a report, so the tests hold this to it instead.

    Examples
    --------
    >>> chinese_value("二十一"), chinese_value("一亿零五百万"), chinese_value("二〇二三")
    (21.0, 105000000.0, 2023.0)
    """
    whole, _, fraction = numeral.partition("点")
    digits = [_numeric(sign) for sign in whole]
    if len(digits) > 1 and max(digits) < 10:  # 二〇二三 is read digit by digit
        return float("".join(str(int(digit)) for digit in digits))
    total = below_scale = digit = 0.0
    for value in digits:
        if value < 10:
            digit = value
        elif value < _MYRIAD:
            below_scale += (digit or 1.0) * value
            digit = 0.0
        else:
            section = below_scale + digit
            total = (total + section or 1.0) * value if value > _MYRIAD else total + (section or 1.0) * value
            below_scale = digit = 0.0
    return total + below_scale + digit + _decimals(fraction)


def _decimals(fraction: str) -> float:
    return float("0." + "".join(str(int(_numeric(sign))) for sign in fraction)) if fraction else 0.0


def _numeric(sign: str) -> float:
    return 2.0 if sign == "两" else unicodedata.numeric(sign, 0.0)
