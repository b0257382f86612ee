"""`crossyear compare --labels`: what was reviewed teaches the next comparison; other folders are refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from compare.comparison import DEFAULT_MODELS, Models, compare_reports, open_report
from compare.decisions.recalibration import learn_recalibration
from compare.decisions.standing import Action, Decision, Named
from compare.errors import InputError
from compare.model import Comparison, Measure, Role
from reports.changes_json import load_comparison
from reports.cli import run
from reports.review.labels import make_labels, write_labels
from reports.review.records import now
from reports.review.reviewed import read_labels
from reports.review.session import Session
from tests.accuracy.learning import halvings_of
from tests.accuracy.pairs import COMMITTED, read_pair
from tests.builders import new_id

_PAIR = COMMITTED / "qinglan-2023-2024"


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return compare_reports(open_report(_PAIR / "baseline.txt"), open_report(_PAIR / "current.txt"))


@pytest.fixture
def labels(compared: Comparison, tmp_path: Path) -> Path:
    """Every second link was taken apart: the reviewers of this body are stricter than the toolkit."""
    links = [change for change in compared.changes if change.change]
    decisions = [
        Decision(
            new_id(),
            now(),
            "李敏",
            Action.UNLINK if at % 2 else Action.ACCEPT,
            _named(link.baseline),
            _named(link.current),
            "" if at % 2 else link.status.value,
        )
        for at, link in enumerate(links)
    ]
    made = compare_reports(compared.baseline, compared.current, DEFAULT_MODELS, decisions)
    write_labels(make_labels(made), tmp_path / "labels")
    return tmp_path / "labels"


def _named(measures: tuple[Measure, ...]) -> tuple[Named, ...]:
    return tuple(Named(each.id, each.text) for each in measures)


def _compare(labels: Path, out: Path, *, pair: Path = _PAIR) -> int:
    return run(
        [
            "compare",
            str(pair / "baseline.txt"),
            str(pair / "current.txt"),
            "-o",
            str(out),
            "--quiet",
            "--labels",
            str(labels),
        ]
    )


def test_what_was_judged_is_read_back_as_it_was_exported(compared: Comparison, labels: Path) -> None:
    reviewed = read_labels(labels, compared.baseline, compared.current).reviewed
    assert reviewed is not None
    accepted = [change for change in compared.changes if change.change][::2]
    kept = [change for change in accepted if change.role is not Role.PREAMBLE]
    index = {
        measure.id: at
        for report in (compared.baseline, compared.current)
        for at, measure in enumerate(report.measures)
    }
    first = kept[0]
    assert (index[first.baseline[0].id], index[first.current[0].id]) in reviewed.links
    assert len(reviewed.rows) >= len(kept)


def test_labels_move_the_decision_which_is_recorded_and_reviewed_alike(labels: Path, tmp_path: Path) -> None:
    assert _compare(labels, tmp_path / "out") == 0
    made = load_comparison((tmp_path / "out" / "changes.json").read_text("utf-8"))
    learned = made.method.recalibration
    assert learned is not None
    assert learned.offset < 0
    reviewed = read_labels(labels, made.baseline, made.current).reviewed
    assert reviewed is not None
    assert learned == learn_recalibration(made.baseline, made.current, reviewed, DEFAULT_MODELS.linking)
    assert Models(recalibration=learned).method == made.method
    assert Session(tmp_path / "out").comparison.changes == made.changes


def _emptied(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def _garbled(folder: Path) -> None:
    (folder / "gold.jsonl").write_text("这不是 JSON\n", encoding="utf-8")


def _of_lists(folder: Path) -> None:
    (folder / "gold.jsonl").write_text('{"type": "link", "baseline": 3, "current": [{}]}\n', encoding="utf-8")


def _unreviewed(folder: Path) -> None:
    (folder / "gold.jsonl").write_text(
        '{"type": "ignore", "side": "current", "units": [1]}\n', encoding="utf-8"
    )


def _of_others(folder: Path) -> None:
    for side in ("baseline", "current"):
        path = folder / f"{side}.units.jsonl"
        units = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        lines = [json.dumps(unit | {"text": f"另一份报告的第{unit['id']}句。"}) for unit in units]
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_emptied, "no_labels"),
        (_garbled, "labels_unreadable"),
        (_of_lists, "labels_unreadable"),
        (_unreviewed, "nothing_labelled"),
    ],
)
def test_a_folder_of_no_use_is_told_by_what_is_wrong_with_it(
    compared: Comparison, labels: Path, harm: Callable[[Path], None], code: str
) -> None:
    harm(labels)
    with pytest.raises(InputError) as refused:
        read_labels(labels, compared.baseline, compared.current)
    assert refused.value.notice.code == code


def test_labels_of_other_reports_teach_nothing_and_the_result_says_so(
    compared: Comparison, labels: Path, tmp_path: Path
) -> None:
    _of_others(labels)
    assert _compare(labels, tmp_path / "out") == 0
    made = load_comparison((tmp_path / "out" / "changes.json").read_text("utf-8"))
    assert [change.key for change in made.changes] == [change.key for change in compared.changes]
    assert made.method.recalibration is None
    assert "other_labels" in [notice.code for notice in made.notices]


def test_the_command_ends_with_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _compare(tmp_path / "不存在", tmp_path / "out") == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "不存在" in told
    assert "export-labels" in told
    assert not (tmp_path / "out").exists()


def test_half_of_a_pairs_labels_makes_the_other_half_hardly_worse() -> None:
    gains = [each.gain for each in halvings_of(read_pair(_PAIR))]
    assert sum(gains) / len(gains) >= -0.01
