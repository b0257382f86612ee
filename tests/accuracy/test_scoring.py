"""The scorer, on labels made by hand, and beside the project's reference where that is there."""

import importlib.util
import json
import random
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from compare.model import Candidate, Change, ChangeKind, Comparison, Measure, Role, Status
from reports.changes_json import dump_comparison
from reports.words import Words
from tests import builders
from tests.accuracy.gold import Gold, Side, Unit, read_gold
from tests.accuracy.pairs import BESIDE, ReportPair, committed_pairs, compared, labels_of, present_pairs
from tests.accuracy.placing import Placer, bare
from tests.accuracy.scoring import Scores, score

_REFERENCE: Final = BESIDE.parent / "eval" / "score.py"
_RIGHT: Final = (
    {"type": "role", "side": "baseline", "units": [2, 3, 4], "role": "done"},
    {"type": "role", "side": "baseline", "units": [5], "role": "plan"},
    {"type": "role", "side": "current", "units": [1], "role": "preamble"},
    {"type": "role", "side": "current", "units": [2, 3, 4], "role": "done"},
    {"type": "link", "baseline": [2], "current": [2], "change": "figures"},
    {"type": "link", "baseline": [3, 4], "current": [3], "change": "reworded"},
    {"type": "pledge", "baseline": [5], "current": [4], "state": "delivered"},
    {"type": "figure", "baseline": [2], "current": [2], "before": 500, "after": 680},
)
_BASELINE: Final = ("一、举措", "帮助500家企业登记。", "举办培训班。", "编写案例集。", "计划建成大厅。")
_CURRENT: Final = ("全县继续努力。", "帮助680家企业登记。", "办班并编写案例集。", "大厅建成。")


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    def write(name: str, entries: Iterable[Mapping[str, Any]]) -> None:
        lines = [json.dumps(entry) for entry in entries]
        (tmp_path / name).write_text("\n".join(lines), "utf-8")

    for side, texts in (("baseline", _BASELINE), ("current", _CURRENT)):
        kinds = ["heading" if "、举措" in text else "text" for text in texts]
        units = zip(range(1, 9), kinds, texts, strict=False)
        write(f"{side}.units.jsonl", [{"id": i, "kind": kind, "text": text} for i, kind, text in units])
    write("gold.jsonl", _RIGHT)
    return read_gold(tmp_path)


def comparison_of(*changes: Change) -> Comparison:
    baseline = [measure for change in changes for measure in change.baseline]
    current = [measure for change in changes for measure in change.current]
    return Comparison(
        builders.report(2023, builders.HEADINGS_2023, baseline),
        builders.report(2024, builders.HEADINGS_2024, current),
        (),
        changes,
        (),
    )


def said(before: str, after: str, kind: ChangeKind = ChangeKind.REWORDED, role: Role = Role.DONE) -> Change:
    """A change of the sentences named by their places in the texts above: `said("34", "3")`."""
    return builders.change(
        f"2023-{before}-{after}",
        [builders.measure(f"b{place}", _BASELINE[int(place) - 1], role) for place in before],
        [builders.measure(f"c{place}", _CURRENT[int(place) - 1], role) for place in after],
        kind,
    )


def right_changes() -> tuple[Change, ...]:
    figures = said("2", "2", ChangeKind.FIGURES)
    return (
        said("", "1", role=Role.PREAMBLE),
        figures,
        said("34", "3"),
        said("", "4"),
        said("5", "", role=Role.PLAN),
    )


def test_what_agrees_with_every_label_scores_one(gold: Gold) -> None:
    scores = score(gold, comparison_of(*right_changes()))
    assert (scores.link.f1, scores.status_macro_f1, scores.missing) == (1.0, 1.0, 0)
    assert (scores.change.value, scores.role.value, scores.reach, scores.placed) == (1.0, 1.0, 1.0, 1.0)


def test_what_says_nothing_scores_zero(gold: Gold) -> None:
    scores = score(gold, comparison_of())
    assert (scores.link.f1, scores.status_macro_f1, scores.role.value, scores.placed) == (0.0, 0.0, 0.0, 0.0)
    assert scores.missing == 7


def test_one_part_of_a_merge_costs_recall_by_its_units(gold: Gold) -> None:
    scores = score(gold, comparison_of(*right_changes()[:2], said("3", "3"), said("4", "")))
    assert scores.link.precision == 1.0
    assert scores.link.recall == pytest.approx(4 / 5)


def test_a_wrong_link_costs_precision_and_status(gold: Gold) -> None:
    scores = score(gold, comparison_of(said("2", "4"), said("", "2"), *right_changes()[2:3]))
    assert scores.link.precision == pytest.approx(2 / 3)
    assert scores.status[Status.NEW].f1 == 0.0


def test_a_candidate_brings_a_reviewer_to_the_counterpart(gold: Gold) -> None:
    dropped, new = said("2", ""), said("", "2")
    assert score(gold, comparison_of(dropped, new)).reach == 0.0
    candidate = Candidate(new.current[0], 0.2)
    assert score(gold, comparison_of(replace(dropped, candidates=(candidate,)), new)).reach == 2 / 5


def test_confused_kinds_of_change_are_counted(gold: Gold) -> None:
    scores = score(gold, comparison_of(said("2", "2", ChangeKind.EXPANDED)))
    assert scores.change.value == 0.0
    assert scores.confused == {(ChangeKind.FIGURES, ChangeKind.EXPANDED): 1}


def test_only_values_that_differ_are_figures(gold: Gold) -> None:
    changes = builders.comparison().changes
    with_figures = next(change for change in changes if change.figures)
    assert score(gold, comparison_of(with_figures)).figure.count == 1
    before, after = with_figures.figures[0].before, with_figures.figures[0].after
    assert score(gold, comparison_of(with_figures)).figure.f1 == 1.0
    same = replace(with_figures, figures=(replace(with_figures.figures[0], after=before),))
    assert score(gold, comparison_of(same)).figure.f1 == 0.0
    assert after is not None


def units(*texts: str) -> list[Unit]:
    return [Unit(place, text, text.startswith("#")) for place, text in enumerate(texts, start=1)]


def test_texts_are_placed_by_their_letters_and_digits() -> None:
    assert bare("Ａ区， 办件 3％。") == "a区办件3%"
    assert Placer(units("办件 3％。")).take("办件3%") == {1}


def test_a_coarser_cut_covers_several_units_and_a_finer_one_a_part() -> None:
    placer = Placer(units("# 一", "甲乙丙丁；", "戊己庚辛。"))
    assert placer.look("# 一甲乙丙丁；戊己庚辛。") == {2, 3}
    assert placer.look("甲") == {2}


def test_a_sentence_that_stands_twice_is_taken_in_turn() -> None:
    placer = Placer(units("办件。", "其他。", "办件。"))
    assert [placer.take("办件。") for _ in range(3)] == [{1}, {3}, {3}]


def test_an_altered_text_is_placed_by_its_longest_run() -> None:
    placer = Placer(units("一二三四五六七八九十百千万亿。", "甲乙丙丁。"))
    assert placer.look("另一二三四五六七八九十百千万亿。") == {1}
    assert placer.look("甲乙丙戊。") == set()
    assert placer.look("，") == set()


# Beside the reference: every figure the same, on what the toolkit says and on what it might say.

Damage = Callable[[Comparison, random.Random], Comparison]


def as_it_is(comparison: Comparison, _: random.Random) -> Comparison:
    return comparison


def with_altered_texts(comparison: Comparison, chance: random.Random) -> Comparison:
    """Sentences cut short, begun late, marked as list items."""

    def altered(measure: Measure) -> Measure:
        text = measure.text
        text = chance.choice(
            (text, f"另{text}", text[len(text) // 4 :], text[: len(text) // 2], text[:8] + "某" + text[8:])
        )
        return replace(measure, text=text)

    def over(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        return tuple(altered(measure) for measure in measures)

    changes = [replace(c, baseline=over(c.baseline), current=over(c.current)) for c in comparison.changes]
    return replace(comparison, changes=tuple(changes))


def with_wrong_links(comparison: Comparison, chance: random.Random) -> Comparison:
    """The current sides of the continued changes dealt out anew, with other kinds and roles."""
    continued = [change for change in comparison.changes if change.status is Status.CONTINUED]
    dealt = [change.current for change in continued]
    chance.shuffle(dealt)
    wrong = [
        replace(
            change, current=current, change=chance.choice(list(ChangeKind)), role=chance.choice(list(Role))
        )
        for change, current in zip(continued, dealt, strict=True)
    ]
    others = [change for change in comparison.changes if change.status is not Status.CONTINUED]
    return replace(comparison, changes=(*others, *wrong[1:]))


def with_doubles(comparison: Comparison, chance: random.Random) -> Comparison:
    """Some changes said twice, some not at all."""
    return replace(comparison, changes=tuple(chance.choices(comparison.changes, k=len(comparison.changes))))


_DAMAGES: Final = (as_it_is, with_altered_texts, with_wrong_links, with_doubles)


Reference = Callable[[ReportPair, Comparison], Mapping[str, Any]]


@pytest.fixture(scope="module")
def reference() -> Reference:
    if not _REFERENCE.is_file():
        pytest.skip("no reference scorer beside the project (../shared/eval/score.py)")
    spec = importlib.util.spec_from_file_location("reference_scorer", _REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def scores(pair: ReportPair, comparison: Comparison) -> Mapping[str, Any]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves closing its files to the interpreter
            found: Mapping[str, Any] = module.score(pair.folder, as_written(comparison))
        return found

    return scores


@pytest.mark.parametrize("pair", present_pairs(), ids=lambda pair: pair.name)
def test_every_figure_is_the_reference_scorers(pair: ReportPair, reference: Reference) -> None:
    comparison = compared(pair)
    theirs = reference(pair, comparison)
    assert ours(score(labels_of(pair), comparison)) == pytest.approx(flat(theirs), rel=0, abs=1e-12)


@pytest.mark.parametrize("damage", _DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_a_worse_comparison_scores_as_the_reference_says(
    pair: ReportPair, damage: Damage, reference: Reference
) -> None:
    comparison = damage(compared(pair), random.Random(7))
    theirs = reference(pair, comparison)
    assert ours(score(labels_of(pair), comparison)) == pytest.approx(flat(theirs), rel=0, abs=1e-12)


def as_written(comparison: Comparison) -> Mapping[str, Any]:
    """What stands in the comparison's changes.json."""
    written: Mapping[str, Any] = json.loads(dump_comparison(comparison, Words("zh")))
    return written


def flat(reference: Mapping[str, Any]) -> dict[str, float]:
    """The reference's figures by one name each: `status.new.p`."""
    figures: dict[str, float] = {}
    for name, value in reference.items():
        if isinstance(value, dict):
            figures |= {f"{name}.{inner}": number for inner, number in flat(value).items()}
        elif name != "pair":
            figures[name] = value
    return figures


def ours(scores: Scores) -> dict[str, float]:
    """Our figures by the reference's names."""
    named = {f"status.{status}": part for status, part in scores.status.items()}
    named |= {"link": scores.link, "pledge": scores.pledge, "figure": scores.figure}
    figures: dict[str, float] = {
        "status.macro_f1": scores.status_macro_f1,
        "status.missing": scores.missing,
        "change.accuracy": scores.change.value,
        "change.n": scores.change.count,
        "role.accuracy": scores.role.value,
        "role.n": scores.role.count,
        "reach": scores.reach,
        "placed": scores.placed,
    }
    for (truth, given), count in scores.confused.items():
        figures[f"change.confusion.{truth}>{given}"] = count
    for name, part in named.items():
        figures |= {f"{name}.p": part.precision, f"{name}.r": part.recall}
        figures |= {f"{name}.f1": part.f1, f"{name}.n": part.count}
    return figures


def test_the_labels_of_every_committed_pair_hold_together() -> None:
    for pair in committed_pairs():
        gold = labels_of(pair)
        for side in Side:
            known = {unit.id for unit in gold.units[side] if not unit.is_heading}
            assert gold.roles[side].keys() <= known, f"{pair.name}: a label of a unit that is not there"
            assert gold.linked[side] <= known, f"{pair.name}: a link of a unit that is not there"
