"""What was reviewed, as labelled data: the scorer finds that the comparison agrees with it."""

import json
from pathlib import Path

import pytest

from compare.comparison import DEFAULT_MODELS, compare_reports, open_report
from compare.decisions.standing import Action, Decision, Named
from compare.model import Comparison, Measure, Role
from reports.cli import run
from reports.review.decision_file import DecisionFile
from reports.review.labels import make_labels, write_labels
from reports.review.records import now
from tests.accuracy.gold import Side, read_gold
from tests.accuracy.scoring import score
from tests.builders import new_id
from tests.reports.serving import written

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_reports(
        open_report(SEEDS / "yangpu-2023.txt"), open_report(SEEDS / "yangpu-2024-specimen.txt")
    )


def _named(measures: tuple[Measure, ...]) -> tuple[Named, ...]:
    return tuple(Named(each.id, each.text) for each in measures)


def _accepted(comparison: Comparison) -> list[Decision]:
    """Everything is right as proposed."""
    changes = [
        Decision(
            new_id(), now(), "李敏", Action.ACCEPT, _named(c.baseline), _named(c.current), c.status.value
        )
        for c in comparison.changes
    ]
    pledges = [
        Decision(new_id(), now(), "李敏", Action.PLEDGE, _named(p.baseline), _named(p.current), p.state.value)
        for p in comparison.pledges
    ]
    return changes + pledges


def test_labels_of_a_comparison_that_was_accepted_agree_with_it(seeds: Comparison, tmp_path: Path) -> None:
    made = compare_reports(seeds.baseline, seeds.current, DEFAULT_MODELS, _accepted(seeds))
    write_labels(make_labels(made), tmp_path)
    scores = score(read_gold(tmp_path), made)

    assert (scores.link.f1, scores.status_macro_f1, scores.missing) == (1.0, 1.0, 0)
    assert (scores.change.value, scores.role.value) == (1.0, 1.0)
    assert (scores.pledge.f1, scores.figure.f1) == (1.0, 1.0)


def test_what_nobody_decided_on_is_left_undecided(seeds: Comparison, tmp_path: Path) -> None:
    first = next(change for change in seeds.changes if change.change and change.role is Role.DONE)
    decision = next(each for each in _accepted(seeds) if each.baseline == _named(first.baseline))
    made = compare_reports(seeds.baseline, seeds.current, DEFAULT_MODELS, [decision])
    write_labels(make_labels(made), tmp_path)
    gold = read_gold(tmp_path)

    assert len(gold.counted(Side.BASELINE)) <= len(first.baseline)
    assert len(gold.links) == len(first.baseline) * len(first.current)
    labels = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    named = [
        u for e in labels if e["type"] in ("role", "ignore") and e["side"] == "current" for u in e["units"]
    ]
    units = (tmp_path / "current.units.jsonl").read_text("utf-8").splitlines()
    sentences = [json.loads(line)["id"] for line in units if json.loads(line)["kind"] == "text"]
    assert sorted(named) == sentences


def test_command_writes_the_three_files(
    seeds: Comparison, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = written(seeds, tmp_path / "out"), tmp_path / "labels"
    assert run(["export-labels", str(folder), "-o", str(target)]) == 2
    assert not target.exists()
    DecisionFile(folder).take(_accepted(seeds))
    assert run(["export-labels", str(folder), "-o", str(target)]) == 0

    counted = sum(change.role is not Role.PREAMBLE for change in seeds.changes)
    assert f"/ {counted} 条" in capsys.readouterr().out
    assert sorted(each.name for each in target.iterdir()) == [
        "baseline.units.jsonl",
        "current.units.jsonl",
        "gold.jsonl",
    ]
