"""Numbers as people read them: 万 and 亿 in Chinese, thousands and millions in English."""

import math
import re
from dataclasses import dataclass
from typing import Final

from compare.model import Figure, FigureChange, FigureKind
from reports.shown.signs import CAVEAT
from reports.words import Words

NO_BREAK = "\u00a0"
_ODD: Final = re.compile(r"[余多]")  # stands between the number and its unit
_EXACT: Final = 1e-9  # what a float may lack of a whole per cent
_WAN, _YI, _MILLION, _BILLION = 1e4, 1e8, 1e6, 1e9


@dataclass(frozen=True, slots=True)
class Movement:
    """How far a figure moved: `direction` is up, down, level or caveat, `text` says by how much."""

    direction: str
    sign: str
    text: str


def number(value: float, language: str = "zh") -> str:
    """A number in short, nothing lost below four significant digits: 425000 → `42.5 万`, 12345 → `12,345`."""
    return _chinese(value) if language == "zh" else _english(value)


def quantity(figure: Figure, words: Words) -> str:
    """A figure with its unit on one line: 790000000, 元 → `7.9 亿元`; ranges `3–5 件`, 余 as it stands."""
    parts = [number(figure.value, words.language)]
    if figure.high is not None:
        parts.append(number(figure.high, words.language))
    unit = _unit(figure, words.language, parts[-1])
    odd = _ODD.search(figure.text) if figure.approximate else None
    if odd and words.language == "zh":
        space = "" if parts[-1][-1:] in ("万", "亿") else NO_BREAK
        return f"{'–'.join(parts)}{space}{odd[0]}{unit.strip(NO_BREAK)}"
    text = "–".join(parts) + unit
    if figure.approximate:
        said = words.gettext("逾 {number}") if odd else words.gettext("约 {number}")
        text = said.format(number=text).replace(" ", NO_BREAK)
    return text


def movement(change: FigureChange, words: Words) -> Movement | None:
    """By how much a figure moved: 500 → 680 `▲ 36.0%`, 95% → 97% `▲ 2 个百分点`.

    Where the basis or the period is another it is no movement (`※ 口径不同`); None where a side is missing.
    """
    if change.before is None or change.after is None:
        return None
    if change.caveat is not None:
        return Movement("caveat", CAVEAT, words.label(change.caveat))
    difference = change.after.value - change.before.value
    direction, sign = _direction(difference)
    if change.after.kind in (FigureKind.PERCENT, FigureKind.POINTS):
        points = number(round(abs(difference), 2), words.language)
        text = words.gettext("{number} 个百分点").format(number=points)
    elif change.ratio is None:
        text = number(abs(difference), words.language)
    else:
        text = percent(abs(change.ratio), digits=1)
    return Movement(direction, sign, text.replace(" ", NO_BREAK))


def figure_line(change: FigureChange, words: Words) -> str:
    """A figure of both years on one line: `受助企业 500余家 → 680家（▲36.0%）`."""
    before = change.before.text if change.before else words.gettext("无")
    after = change.after.text if change.after else words.gettext("无")
    moved = movement(change, words)
    by = f"（{moved.sign}{moved.text}）" if moved and moved.direction != "level" else ""
    return f"{change.subject} {before} → {after}{by}".strip().replace("\u00a0", " ")


def percent(share: float, digits: int = 0) -> str:
    """A share in per cent: 0.925 → `92%`; thousands of per cent as a multiple would only be noise."""
    return f"{share * 100:.{digits}f}%"


def share_reached(share: float) -> str:
    """How much of a planned figure was reached; what falls short is never all of it.

    Examples
    --------
    >>> share_reached(0.6), share_reached(0.997), share_reached(1.2)
    ('60%', '99%', '120%')
    """
    return percent(share if share >= 1 else math.floor(share * 100 + _EXACT) / 100)


def movement_weight(change: FigureChange) -> float:
    """How much a movement matters, to put the greatest first: 500 → 680 before 3 → 5.

    The logarithm of the ratio, damped for numbers of one digit, where one more is already +50 %.
    """
    before, after = change.before, change.after
    if change.caveat or before is None or after is None or min(before.value, after.value) <= 0:
        return 0.0
    size = max(before.value, after.value)
    return abs(math.log(after.value / before.value)) * min(1.0, math.log10(1 + size) / 2)


def _direction(difference: float) -> tuple[str, str]:
    if difference > 0:
        return "up", "▲"
    return ("down", "▼") if difference < 0 else ("level", "＝")


def _unit(figure: Figure, language: str, printed: str) -> str:
    if figure.unit in ("%", "％", "‰"):
        return figure.unit
    spaced = language != "zh" or printed[-1:] not in ("万", "亿")
    return (NO_BREAK if spaced and figure.unit else "") + figure.unit


def _chinese(value: float) -> str:
    size = abs(value)
    if size >= _YI:
        return f"{_plain(value / _YI)}{NO_BREAK}亿"
    if size >= _MILLION or (size >= _WAN and _is_round(value / _WAN)):
        return f"{_plain(value / _WAN)}{NO_BREAK}万"
    return _plain(value)


def _english(value: float) -> str:
    size = abs(value)
    if size >= _BILLION:
        return f"{_plain(value / _BILLION)}{NO_BREAK}billion"
    if size >= _MILLION:
        return f"{_plain(value / _MILLION)}{NO_BREAK}million"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _is_round(value: float) -> bool:
    return abs(value * 100 - round(value * 100)) < 1e-6
