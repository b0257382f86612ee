"""Numbers as reports print them, read as values: `1,286`, `2万5千`, `3000多亿`, `一百四十五`, `四分之一`."""

import re
from decimal import Decimal
from functools import lru_cache

CHINESE_DIGITS = "零〇一二两三四五六七八九十百千万亿"
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_GROUP = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[余多]?\s*([十百千万亿]*)\s*[余多]?\s*([万亿]*)")
_SAME_WIDTH = str.maketrans("０１２３４５６７８９％．﹪〜", "0123456789%.%~")


def half_width(text: str) -> str:
    """Return `text` with half-width digits and signs, each character in its old place.

    >>> half_width("占９５％")
    '占95%'
    """
    return text.translate(_SAME_WIDTH)


def value_of(printed: str) -> float:
    """Return the value of a printed number, whatever its script and scale.

    >>> value_of("7.9亿"), value_of("1亿3千多万"), value_of("六百余")
    (790000000.0, 130000000.0, 600.0)
    """
    printed = half_width(printed)
    if printed[:1].isdigit() and printed[:1].isascii():
        return _scaled(printed)
    if "分之" in printed:
        return _fraction(printed)
    return chinese_value(re.sub(r"[余多\s]", "", printed))


def scale_of(printed: str) -> int:
    """Return what the trailing scale words of `printed` multiply by: `30万` 10000, `30` 1.

    >>> scale_of("5千万")
    10000000
    """
    scale = 1
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


@lru_cache(maxsize=4096)
def chinese_value(numeral: str) -> float:
    """Return the value of a Chinese numeral, 0 for what is none.

    >>> chinese_value("二十一")
    21.0
    """
    import cn2an  # its import takes 0.1 s, which a report without Chinese numerals need not pay

    if numeral.startswith(("百", "千", "万", "亿")):
        numeral = "一" + numeral
    try:
        return float(cn2an.cn2an(numeral.replace("〇", "零"), "smart"))
    except ValueError:
        return 0.0
