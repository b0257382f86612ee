"""No labelled report may be read worse than it was, by models that did not see its body."""

import pytest

from tests.accuracy.roles.cases import faults_of_cases
from tests.accuracy.roles.labelled import Labelled, Piece, labelled_reports
from tests.accuracy.roles.structure import judge, structure_of, together
from tests.compare.outline.outlined import report_of
from tests.compare.outline.test_spellings import SPELLINGS

# The most that may be crossed, false, hidden, lost and altered: what was measured, and a little more.
MOST = {
    "invented": (0.055, 0.02, 0.02, 0.003, 0),
    "specimens beside": (0.045, 0.01, 0.045, 0.03, 0),
    "real reports": (0.001, 0.017, 0.17, 0.003, 0),
}

RIGHT = 81  # of 82


@pytest.mark.parametrize("group", MOST)
def test_every_group_of_reports_keeps_its_structure(group: str) -> None:
    reports = [report for report in labelled_reports() if report.group == group]
    if not reports:
        pytest.skip("these reports lie beside the project, where they may")
    seen = judge(reports).structure
    measured = (seen.crossed_share, seen.false_share, seen.hidden_share, seen.lost_share, seen.altered)
    assert [value <= most for value, most in zip(measured, MOST[group], strict=True)] == [True] * 5


def test_spellings_that_were_read_rightly_still_are() -> None:
    faults = faults_of_cases()
    if not faults:
        pytest.skip("these reports lie beside the project, where they may")
    assert sum(not each for each in faults.values()) >= RIGHT


def test_what_is_crossed_hidden_and_lost_is_counted() -> None:
    lines = SPELLINGS["as it is"]
    deed = next(line for line in lines if line.startswith("开展联合检查"))
    labels = dict.fromkeys(lines, "heading") | {deed: "plan", lines[-1]: "plan"}
    pieces = tuple(Piece(line, labels[line]) for line in lines)
    labelled = Labelled("x", "云溪县", 2023, "法治", "\n".join(lines), pieces, "invented")
    seen, mistakes = structure_of(report_of(*lines), labelled)
    assert (seen.sentences, seen.crossed, seen.hidden, seen.lost, seen.altered) == (4, 2, 0, 0, 0)
    assert mistakes[0] == "heading taken for done: 办理许可事项8600件，同比增长6.2%。"
    assert together([seen, seen]).crossed == 4


def test_what_stands_in_no_sentence_is_lost() -> None:
    lines = SPELLINGS["as it is"]
    more = "这一句话在报告里没有读出来，是丢了的一句。"
    labelled = Labelled("x", "云溪县", 2023, "法治", "", (Piece(more, "done"),), "invented")
    seen, _ = structure_of(report_of(*lines), labelled)
    assert (seen.lost, seen.letters) == (len(more) - 2, len(more) - 2)
    assert seen.altered == len(report_of(*lines).measures)
