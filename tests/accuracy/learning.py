"""What labels teach: `python -m tests.accuracy.learning` learns from halves of a pair's labels.

Prints one line a pair: link F1 on the other halves of the shipped decision and the recalibrated one (means
of four halvings), the worst halving, and what was learned.
"""

import random
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import mean
from typing import Final

from compare.alignment.evidence.features import Candidates, gather_features
from compare.alignment.evidence.pairs import gather_likeness
from compare.alignment.links import Link, find_links
from compare.alignment.logistic import Logistic
from compare.alignment.similarity import ngram_similarity
from compare.decisions.recalibration import Reviewed, recalibration_of
from compare.model import Measure, Recalibration
from tests.accuracy.gold import Side, UnitPair
from tests.accuracy.pairs import ReportPair, labels_of, models_for, present_pairs, reports_of
from tests.accuracy.placing import Placer
from tests.accuracy.scoring import pair_score

_HALVINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Halving:
    """Link F1 on one half of the baseline's units, before and after learning from the other."""

    shipped: float
    learned: float
    recalibration: Recalibration

    @property
    def gain(self) -> float:
        return self.learned - self.shipped


def main() -> int:
    """One line a pair, then the mean."""
    gains = []
    for pair in present_pairs():
        halvings = list(halvings_of(pair))
        gains.append(mean(each.gain for each in halvings))
        sys.stdout.write(
            f"{pair.name:20} shipped {mean(each.shipped for each in halvings):.3f}  "
            f"learned {mean(each.learned for each in halvings):.3f}  "
            f"worst {min(each.gain for each in halvings):+.3f}  "
            f"offset {mean(each.recalibration.offset for each in halvings):+.2f}  "
            f"slope {mean(each.recalibration.slope for each in halvings):.2f}\n"
        )
    sys.stdout.write(f"mean {mean(gains):+.4f}, worst pair {min(gains):+.4f}\n")
    return 0


def halvings_of(pair: ReportPair) -> Iterator[Halving]:
    """Learning from halves drawn at random, judged on the others."""
    gold, (baseline, current) = labels_of(pair), reports_of(pair)
    before, after = baseline.measures, current.measures
    similarity = ngram_similarity([each.text for each in before], [each.text for each in after])
    candidates = gather_features(gather_likeness(baseline, current, similarity))
    models = models_for(pair.name)
    units = _units(pair, Side.BASELINE, before), _units(pair, Side.CURRENT, after)
    wanted = gold.counted_links()

    def judged(model: Logistic, among: Collection[int]) -> float:
        links = find_links(baseline, current, candidates, model=model, parts=models.part)
        found = {each for link in links for each in _pairs(link, units) if each[0] in among}
        return pair_score(found, {each for each in wanted if each[0] in among}).f1

    for seed in range(_HALVINGS):
        taught = _half(gold.counted(Side.BASELINE), wanted, seed)
        others = gold.counted(Side.BASELINE) - taught
        columns = _half(gold.counted(Side.CURRENT) - {after for _, after in wanted}, (), seed)
        columns |= {after for before, after in wanted if before in taught}
        learned = recalibration_of(
            candidates, _reviewed(candidates, units, (taught, columns), wanted), models.linking
        )
        yield Halving(
            judged(models.linking, others), judged(models.linking.recalibrated(learned), others), learned
        )


_Units = tuple[list[frozenset[int]], list[frozenset[int]]]


def _units(pair: ReportPair, side: Side, measures: tuple[Measure, ...]) -> list[frozenset[int]]:
    gold = labels_of(pair)
    placer, counted = Placer(gold.units[side]), gold.counted(side)
    return [placer.take(measure.text) & counted for measure in measures]


def _pairs(link: Link, units: _Units) -> Iterator[UnitPair]:
    befores = frozenset[int]().union(*(units[0][row] for row in link.baseline))
    afters = frozenset[int]().union(*(units[1][column] for column in link.current))
    return ((before, after) for before in befores for after in afters)


def _half(units: Collection[int], links: Collection[UnitPair], seed: int) -> set[int]:
    """Half of the units at random, those that were merged into one kept together."""
    shuffled = sorted(units)
    random.Random(seed).shuffle(shuffled)
    half = set(shuffled[: len(shuffled) // 2])
    first: dict[int, int] = {}
    for before, after in sorted(links):
        whole = first.setdefault(after, before)
        (half.add if whole in half else half.discard)(before)
    return half


def _reviewed(
    candidates: Candidates,
    units: _Units,
    taught: tuple[Collection[int], Collection[int]],
    wanted: Collection[UnitPair],
) -> Reviewed:
    """What reviewers of these units would have said."""
    rows, columns = (
        frozenset(index for index, each in enumerate(side) if each & set(known))
        for side, known in zip(units, taught, strict=True)
    )
    links = frozenset(
        pair
        for pair in candidates.pairs
        if any((before, after) in wanted for before in units[0][pair[0]] for after in units[1][pair[1]])
    )
    apart = (frozenset(index for index, each in enumerate(side) if not each) for side in units)
    return Reviewed(rows, columns, links, *apart)


if __name__ == "__main__":
    sys.exit(main())
