"""Small charts of one quantity through the years, as lines in an SVG that needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from compare.model import Figure
from compare.series.values import FigureSeries
from reports.shown.numbers import quantity
from reports.words import Words

_WIDTH: Final = 120.0
_HEIGHT: Final = 28.0
_MARGIN: Final = 4.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A value in its year, where it stands in the chart, and as it is told."""

    year: int
    x: float
    y: float
    told: str
    printed: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A quantity: of which measure, what it counts, its dots, and the line through them."""

    key: str
    subject: str
    dots: tuple[Dot, ...]
    line: str


def chart_of(figures: FigureSeries, years: Sequence[int], words: Words) -> Chart:
    """The chart of a quantity over all years of the series, in which it may have gaps."""
    values = [figure.value for _, figure in figures.points]
    dots = tuple(
        Dot(year, _x(year, years), _y(figure, values), quantity(figure, words), figure.text)
        for year, figure in figures.points
    )
    return Chart(figures.key, figures.subject, dots, " ".join(f"{dot.x},{dot.y}" for dot in dots))


def _x(year: int, years: Sequence[int]) -> float:
    span = max(1, years[-1] - years[0])
    return round(_MARGIN + (_WIDTH - 2 * _MARGIN) * (year - years[0]) / span, 1)


def _y(figure: Figure, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    share = (figure.value - low) / (high - low) if high > low else 0.5
    return round(_HEIGHT - _MARGIN - (_HEIGHT - 2 * _MARGIN) * share, 1)
