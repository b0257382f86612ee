"""The numbers of a word processor's lists, in the forms that it knows: 一 十一 壹 ① ㈠ ⅱ b 甲."""

from collections.abc import Callable, Mapping
from typing import Final

_PLAIN: Final = "零一二三四五六七八九"
_FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_POSITIONAL: Final = "〇一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS: Final = 26


def in_format(number: int, form: str) -> str:
    """A number as `w:numFmt` names its form; one that is not known counts in decimals.

    Examples
    --------
    >>> [in_format(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "lowerLetter")]
    ['十二', '⑫', 'l']
    """
    if form in ("none", "bullet"):
        return ""
    return _FORMS.get(form, str)(number)


def _counting(digits: str, units: str) -> Callable[[int], str]:
    """Up to 9999 as one counts: 一百零五; of the plain numbers ten is 十, not 一十."""

    def count(number: int) -> str:
        if not 0 < number < 10_000:
            return str(number)
        text = ""
        for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
            if digit:
                text += digits[digit] + units[place]
            elif not text.endswith(digits[0]):
                text += digits[0]
        text = text.rstrip(digits[0]).replace(" ", "")
        return text[1:] if text.startswith("一十") else text

    return count


def _digits(number: int) -> str:
    return "".join(_POSITIONAL[int(digit)] for digit in str(number))


def _short_counting(number: int) -> str:
    """Up to ninety-nine as one counts, then digit by digit."""
    return _counting(_PLAIN, " 十百千")(number) if number < 100 else _digits(number)


def _from(first: str, count: int, then: Callable[[int], str] = str) -> Callable[[int], str]:
    """A run of `count` characters, of which the first is one."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else then(number)


def _cycle(names: str) -> Callable[[int], str]:
    return lambda number: names[(number - 1) % len(names)]


def _sexagenary(number: int) -> str:
    return _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _letter(number: int) -> str:
    """A to Z, then AA to ZZ, as word processors go on."""
    times, place = divmod(number - 1, _LETTERS)
    return chr(ord("A") + place) * (times + 1)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _short_counting),
    **dict.fromkeys(
        ("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"),
        _counting(_PLAIN, " 十百千"),
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits),
    "chineseLegalSimplified": _counting(_FORMAL, " 拾佰仟"),
    **dict.fromkeys(
        ("ideographLegalTraditional", "japaneseLegal"), _counting(_FORMAL_TRADITIONAL, " 拾佰仟")
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①", 20)),
    "decimalEnclosedFullstop": _from("⒈", 20, lambda number: f"{number}."),
    "decimalEnclosedParen": _from("⑴", 20, lambda number: f"({number})"),
    "ideographEnclosedCircle": _from("㊀", 10, _short_counting),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "numberInDash": lambda number: f"- {number} -",
}
