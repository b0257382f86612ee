"""Large input ends, and what was not compared is said."""

from compare.changes.diff import diff_texts
from compare.comparison import compare_reports, read_report
from compare.language.normalise import LONGEST
from compare.model import DiffOp, Status
from tests.compare.pages import document


def test_a_megabyte_without_a_stop_is_one_measure_that_is_compared_by_its_beginning() -> None:
    baseline = read_report(document("一、主要举措", "推进依法行政工作" * 130_000 + "。", "检查3次。"))
    current = read_report(document("一、主要举措", "推进依法行政工作" * 130_000 + "；", "检查4次。"))
    unsaid = ["no_title", "no_year", "no_body", "no_kind"]
    assert [notice.code for notice in baseline.notices] == [*unsaid, "long_sentence"]
    assert dict(baseline.notices[-1].values) == {"length": str(LONGEST)}
    longest = compare_reports(baseline, current).changes[0]
    assert longest.status is Status.CONTINUED
    assert [piece.op for piece in longest.diff] == [DiffOp.DELETE, DiffOp.INSERT]


def test_the_same_long_text_on_both_sides_is_one_equal_piece() -> None:
    text = "推进依法行政" * 2_000
    assert [(piece.op, piece.text) for piece in diff_texts(text, text)] == [(DiffOp.EQUAL, text)]
    assert [piece.op for piece in diff_texts("", text)] == [DiffOp.INSERT]
