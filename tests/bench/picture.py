"""The table of the bench as a picture: a bar an aim, measured by what is wanted."""

from html import escape
from typing import Final

from tests.bench.table import Aim, Table

_WIDTH: Final = 760
_NAMES: Final = 250
_WANTED: Final = 560  # where the line of what is wanted stands
_ROW: Final = 30
_TOP: Final = 34


def picture(table: Table) -> str:
    """An SVG: where what is wanted is just reached, a bar ends at the line; before it where it is better."""
    height = _TOP + _ROW * len(table.aims) + 14
    rows = "".join(_row(aim, _TOP + _ROW * number) for number, aim in enumerate(table.aims))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="13"><rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="{_WANTED}" y="20" text-anchor="middle" fill="#5f6368">wanted</text>{rows}'
        f'<line x1="{_WANTED}" x2="{_WANTED}" y1="26" y2="{height - 10}" stroke="#5f6368"/></svg>\n'
    )


def _row(aim: Aim, top: int) -> str:
    longest = _WIDTH - _NAMES - 60
    length = min(longest, (_WANTED - _NAMES) * aim.measured / aim.wanted)
    color = "#3f7f5f" if aim.holds else "#b3543e"
    unit = f" {aim.unit}" if aim.unit else ""
    return (
        f'<text x="{_NAMES - 8}" y="{top + 17}" text-anchor="end" fill="#202124">{escape(aim.name)}</text>'
        f'<rect x="{_NAMES}" y="{top + 4}" width="{length:.1f}" height="18" fill="{color}"/>'
        f'<text x="{_NAMES + length + 6:.1f}" y="{top + 17}" fill="#202124">{aim.measured:.3g}{unit} '
        f'<tspan fill="#5f6368">/ {aim.wanted:g}</tspan></text>'
    )
