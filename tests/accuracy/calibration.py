"""Whether probabilities are right: of pairs and of links that are given 0.9 nine in ten should be right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import pi, sqrt
from pathlib import Path
from typing import Final

from compare.alignment.links import Link, align
from compare.model import Report
from tests.accuracy.gold import Gold, Side, UnitPair
from tests.accuracy.pairs import ReportPair, labels_of, models_for, reports_of
from tests.accuracy.placing import Placer

BINS: Final = 10
SURE: Final = 0.9
LEAST: Final = 0.05  # of a candidate pair; less likely ones are no links anyway

Judged = tuple[float, bool]
"""The probability of a candidate pair, or of the link that joins it, and whether the labels hold it."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probabilities are close together: their mean, the share that are links, how many.

    `variance` is that of the number of links among them, where the probabilities are right.
    """

    expected: float
    observed: float
    count: int
    variance: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins, expected calibration error (weighted mean of |expected − observed| over ten bins) and the sure.

    `by_chance` is about the error that right probabilities have, as so few are judged. `sure_right` is the
    share of the `sure_count` from 0.9 on that are right; of `count` in all.
    """

    bins: tuple[Bin, ...]
    count: int
    error: float
    by_chance: float
    sure_right: float
    sure_count: int


@dataclass(frozen=True, slots=True)
class PairCalibration:
    """Of a pair's candidates that may be links (from 0.05 on), of its links, and of what these join.

    A link is right if the labels hold any two sentences that it joins; `joined` are all of these by two.
    """

    candidates: Calibration
    links: Calibration
    joined: Calibration


def calibrate(pair: ReportPair) -> PairCalibration:
    """How well the probabilities of a pair are calibrated, by models that did not see it."""
    gold = labels_of(pair)
    baseline, current = reports_of(pair)
    models = models_for(pair.name)
    alignment = align(baseline, current, model=models.link, parts=models.part, certainty=models.certainty)
    labelled = _Labelled(
        _units(gold, Side.BASELINE, baseline), _units(gold, Side.CURRENT, current), gold.counted_links()
    )
    candidates = [
        (float(alignment.probability[place]), labelled.holds(*place))
        for place in zip(*alignment.probability.nonzero(), strict=True)
        if labelled.counts(*place)
    ]
    joined = [judged for link in alignment.links if (judged := _joined(link, labelled))]
    return PairCalibration(
        summarise(candidates),
        summarise([(each[0][0], any(is_right for _, is_right in each)) for each in joined]),
        summarise([judged for each in joined for judged in each]),
    )


def summarise(judged: Sequence[Judged]) -> Calibration:
    """The bins, the error and the sure ones, of pairs less those that nobody takes for a link."""
    possible = [each for each in judged if each[0] >= LEAST]
    sure = [is_link for probability, is_link in judged if probability >= SURE]
    bins = _bins(possible)
    return Calibration(
        bins=bins,
        count=len(possible),
        error=_error(bins),
        by_chance=_by_chance(bins),
        sure_right=sum(sure) / len(sure) if sure else 0.0,
        sure_count=len(sure),
    )


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    held: dict[int, list[Judged]] = {}
    for probability, is_link in judged:
        held.setdefault(min(BINS - 1, int(probability * BINS)), []).append((probability, is_link))
    return tuple(
        Bin(
            sum(probability for probability, _ in each) / len(each),
            sum(is_link for _, is_link in each) / len(each),
            len(each),
            sum(probability * (1 - probability) for probability, _ in each),
        )
        for _, each in sorted(held.items())
    )


def _error(bins: Sequence[Bin]) -> float:
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.expected - each.observed) for each in bins) / total if total else 0.0


def _by_chance(bins: Sequence[Bin]) -> float:
    """The mean error of right probabilities, as if the links of a bin were normally distributed."""
    total = sum(each.count for each in bins)
    return sum(sqrt(2 / pi * each.variance) for each in bins) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Labelled:
    """The counted units of every measure of either side, and the labelled pairs of units."""

    rows: Sequence[frozenset[int]]
    columns: Sequence[frozenset[int]]
    links: Collection[UnitPair]

    def counts(self, row: int, column: int) -> bool:
        return bool(self.rows[row] and self.columns[column])

    def holds(self, row: int, column: int) -> bool:
        return any((a, b) in self.links for a in self.rows[row] for b in self.columns[column])


def _joined(link: Link, labelled: _Labelled) -> list[Judged]:
    """Each pair of sentences that a link joins and that counts, as sure as the link."""
    return [
        (link.score, labelled.holds(*pair))
        for pair in product(link.baseline, link.current)
        if labelled.counts(*pair)
    ]


def _units(gold: Gold, side: Side, report: Report) -> list[frozenset[int]]:
    placer, counted = Placer(gold.units[side]), gold.counted(side)
    return [placer.take(measure.text) & counted for measure in report.measures]


def as_lines(named: Mapping[str, PairCalibration]) -> str:
    """One line a pair."""
    return "\n".join(
        f"{name}: {_told(each.candidates, 'pairs', 'links')}; {_told(each.links, 'links', 'right')};"
        f" {_told(each.joined, 'joined pairs', 'right')}"
        for name, each in named.items()
    )


def _told(calibration: Calibration, what: str, right: str) -> str:
    return (
        f"of {calibration.sure_count} {what} given p ≥ {SURE} {calibration.sure_right:.1%} are {right},"
        f" expected calibration error of all {calibration.count} {calibration.error:.3f}"
        f" ({calibration.by_chance:.3f} by chance)"
    )


_COLOURS: Final = ("#1f6f5c", "#b4552d", "#3b5b92", "#7a3e8e", "#6b6b2f", "#444444")
_EDGE: Final = 40
_SIZE: Final = 360


def write_picture(named: Mapping[str, Calibration], path: Path) -> None:
    """A reliability diagram: expected to the right, observed upwards; on the diagonal all is well."""
    shapes = [
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<rect x="{_x(0)}" y="{_y(1)}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#444"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        shapes.append(f'<text x="{_x(tick)}" y="{_y(0) + 18}" text-anchor="middle">{tick:.2f}</text>')
        shapes.append(f'<text x="{_x(0) - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick:.2f}</text>')
    for place, (name, calibration) in enumerate(named.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        points = " ".join(f"{_x(each.expected):.1f},{_y(each.observed):.1f}" for each in calibration.bins)
        shapes.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        shapes += [
            f'<circle cx="{_x(each.expected):.1f}" cy="{_y(each.observed):.1f}"'
            f' r="{min(9.0, 2 + each.count**0.5 / 3):.1f}" fill="{colour}" fill-opacity="0.6"/>'
            for each in calibration.bins
        ]
        label = f"{name}: {calibration.error:.3f}"
        shapes.append(f'<text x="{_x(1) + 16}" y="{_y(1) + 16 + 20 * place}" fill="{colour}">{label}</text>')
    width, height = 2 * _EDGE + _SIZE + 220, 2 * _EDGE + _SIZE
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="sans-serif" font-size="12">'
        f'<rect width="{width}" height="{height}" fill="white"/>{"".join(shapes)}</svg>\n'
    )
    path.write_text(picture, encoding="utf-8")


def _x(share: float) -> float:
    return _EDGE + share * _SIZE


def _y(share: float) -> float:
    return _EDGE + (1 - share) * _SIZE
