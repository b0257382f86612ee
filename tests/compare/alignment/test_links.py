"""Links: identical sentences before all others, and the same whichever report is the baseline."""

from dataclasses import replace

from compare.alignment.links import align
from compare.comparison import read_report
from compare.model import Report, Role
from tests.accuracy.pairs import committed_pairs, reports_of
from tests.compare.pages import document, of_role


def report(*sentences: str) -> Report:
    return of_role(read_report(document("一、主要举措", *sentences)), Role.DONE)


def pairs_of(before: Report, after: Report) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(link.baseline, link.current) for link in align(before, after).links}


def test_an_identical_sentence_is_linked_before_one_of_the_same_form() -> None:
    form = "持续加强{}领域执法监管，进一步完善分级分类监管机制。"
    before = report(form.format("食品"), form.format("劳动"))
    after = report(form.format("劳动"), form.format("养老"))
    assert ((1,), (0,)) in pairs_of(before, after)


def test_a_sentence_whose_role_is_in_doubt_is_linked_with_a_measure() -> None:
    said = "建成全国首个跨省通办自助服务驿站，日均接待群众三百人次。"
    before, after = report(said, "新招教师十二名。"), report(said, "修缮学校三所。")
    doubtful = replace(before.measures[0], role=Role.PREAMBLE, odds=((Role.PREAMBLE, 0.6), (Role.DONE, 0.4)))
    before = replace(before, measures=(doubtful, *before.measures[1:]))
    assert ((0,), (0,)) in pairs_of(before, after)


def test_swapped_reports_have_the_same_links() -> None:
    for pair in committed_pairs():
        before, after = reports_of(pair)
        assert pairs_of(before, after) == {(row, column) for column, row in pairs_of(after, before)}
