"""The laws that hold of every comparison, whatever the two reports say."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compare.comparison import compare_reports, open_report, read_report
from compare.model import Change, ChangeKind, Comparison, DiffOp, Measure, Report, Role, Status
from tests.compare.pages import document

_SEEDS: Final = Path(__file__).parents[2] / "seeds"
_SENTENCES: Final = (
    "开展食品安全检查18次，约谈企业3家。",
    "开展食品安全检查22次，约谈企业5家。",
    "举办行政复议法宣讲活动36场，听众1.2万人次。",
    "编制《青山区重大行政决策事项目录》并向社会公布。",
    "修订《青山区重大行政决策事项目录》，新增听证事项4项。",
    "建成一站式矛盾纠纷调解中心，调解成功率达到95.3%。",
    "推行“首席服务员”制度，帮助500余家企业办理登记。",
    "执法辅助人员的培训不够系统，基层力量仍显薄弱。",
    "2025年将完善行政裁量权基准，组织案卷评查2轮。",
    "一是完善制度；二是压实责任；三是强化保障。",
    "开展检查。",
)
_HEADINGS: Final = ("一、主要举措和成效", "二、存在的不足和原因", "三、下一年度主要安排")


def report_of(year: int, *lines: str, body: str = "青山区") -> Report:
    """A report with a title; its hash is told apart by its words, as a file's is."""
    title = f"{year}年{body}法治政府建设情况报告"
    read = document(title, *lines, source=f"{body}-{year}.txt")
    digest = hashlib.sha256("\n".join((title, *lines)).encode()).hexdigest()
    return read_report(replace(read, sha256=digest))


@st.composite
def reports(draw: st.DrawFn, year: int) -> Report:
    """A title, and under each of some headings some sentences, which may stand there twice."""
    lines: list[str] = []
    for heading in draw(st.lists(st.sampled_from(_HEADINGS), unique=True)):
        lines.append(heading)
        lines += draw(st.lists(st.sampled_from(_SENTENCES), max_size=5))
    assume(any(line in _SENTENCES for line in lines))
    return report_of(year, *lines)


@cache
def seeds() -> tuple[Report, Report]:
    return open_report(_SEEDS / "yangpu-2023.txt"), open_report(_SEEDS / "yangpu-2024-specimen.txt")


@cache
def seeds_compared() -> Comparison:
    return compare_reports(*seeds())


Law = Callable[[Comparison], None]
LAWS: list[Law] = []


def law(check: Law) -> Law:
    LAWS.append(check)
    return check


@law
def every_measure_stands_in_exactly_one_change(comparison: Comparison) -> None:
    before = Counter(measure.id for change in comparison.changes for measure in change.baseline)
    after = Counter(measure.id for change in comparison.changes for measure in change.current)
    assert before == Counter(measure.id for measure in comparison.baseline.measures)
    assert after == Counter(measure.id for measure in comparison.current.measures)
    assert set(before.values()) | set(after.values()) <= {1}


@law
def the_status_says_which_sides_there_are(comparison: Comparison) -> None:
    for change in comparison.changes:
        sides = (bool(change.baseline), bool(change.current))
        assert (
            sides
            == {
                Status.NEW: (False, True),
                Status.DROPPED: (True, False),
                Status.CONTINUED: (True, True),
            }[change.status]
        )
        assert (change.change is not None) is (change.status is Status.CONTINUED)


@law
def keys_are_unique(comparison: Comparison) -> None:
    keys = [change.key for change in comparison.changes]
    assert len(keys) == len(set(keys))


@law
def a_key_names_the_year_in_which_the_measure_appeared(comparison: Comparison) -> None:
    for change in comparison.changes:
        first = comparison.baseline if change.baseline else comparison.current
        assert change.key.startswith(f"{first.year}-")


@law
def a_link_joins_two_roles_only_in_doubt(comparison: Comparison) -> None:
    for change in comparison.changes:
        measures = (*change.baseline, *change.current)
        assert change.role in {measure.role for measure in measures}
        possible = [{role for role, _ in measure.odds} or {measure.role} for measure in measures]
        assert all(one & other for one in possible for other in possible)


@law
def the_pieces_of_a_diff_are_its_texts(comparison: Comparison) -> None:
    for change in comparison.changes:
        if change.status is Status.CONTINUED:
            assert pieces(change, DiffOp.EQUAL, DiffOp.DELETE) == texts(change.baseline)
            assert pieces(change, DiffOp.EQUAL, DiffOp.INSERT) == texts(change.current)


@law
def scores_are_probabilities(comparison: Comparison) -> None:
    for change in comparison.changes:
        assert 0 <= change.score <= 1
        assert all(0 <= candidate.score <= 1 for candidate in change.candidates)


@law
def candidates_come_from_the_other_report_best_first(comparison: Comparison) -> None:
    for change in comparison.changes:
        other = comparison.baseline if change.status is Status.NEW else comparison.current
        assert all(candidate.measure in other.measures for candidate in change.candidates)
        scores = [candidate.score for candidate in change.candidates]
        assert scores == sorted(scores, reverse=True)


@law
def every_plan_of_the_baseline_has_its_pledge(comparison: Comparison) -> None:
    plans = {measure.id for measure in comparison.baseline.measures if measure.role is Role.PLAN}
    assert plans == {measure.id for pledge in comparison.pledges for measure in pledge.baseline}
    answers = [measure for pledge in comparison.pledges for measure in pledge.current]
    odds = [dict(measure.odds) or {measure.role: 1.0} for measure in answers]
    assert all(each.get(Role.DONE, 0.0) >= 0.5 for each in odds)


@law
def current_measures_keep_the_order_of_their_report(comparison: Comparison) -> None:
    firsts = [change.current[0] for change in comparison.changes if change.current]
    places = [comparison.current.measures.index(measure) for measure in firsts]
    assert places == sorted(places)


def pieces(change: Change, *ops: DiffOp) -> str:
    return "".join(piece.text for piece in change.diff if piece.op in ops)


def texts(measures: Sequence[Measure]) -> str:
    return "".join(measure.text for measure in measures)


@pytest.mark.parametrize("check", LAWS, ids=lambda check: check.__name__)
def test_the_law_holds_of_the_seeds(check: Law) -> None:
    check(seeds_compared())


@settings(max_examples=60, derandomize=True)
@given(reports(2023), reports(2024))
def test_every_law_holds_of_any_two_reports(baseline: Report, current: Report) -> None:
    comparison = compare_reports(baseline, current)
    for check in LAWS:
        check(comparison)


def test_two_runs_give_the_same() -> None:
    assert compare_reports(*seeds()) == seeds_compared()


@pytest.mark.parametrize("which", [0, 1], ids=["2023", "2024"])
def test_a_report_beside_itself_has_not_changed(which: int) -> None:
    report = seeds()[which]
    comparison = compare_reports(report, report)
    assert {change.status for change in comparison.changes} == {Status.CONTINUED}
    assert {change.change for change in comparison.changes} == {ChangeKind.UNCHANGED}
    assert not any(change.moved for change in comparison.changes)
    assert codes(comparison) == ["same_file"]


def codes(comparison: Comparison) -> list[str]:
    return [notice.code for notice in comparison.notices]


_DONE: Final = ("一、主要举措", "开展食品安全检查18次。", "编制重大行政决策事项目录。", "举办宣讲活动36场。")
_LATER: Final = ("一、主要举措", "开展食品安全检查22次。", "修订重大行政决策事项目录。", "举办宣讲活动40场。")


def test_consecutive_years_of_one_body_raise_no_doubt() -> None:
    assert codes(compare_reports(report_of(2023, *_DONE), report_of(2024, *_LATER))) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [(2024, 2023, "years_swapped"), (2023, 2023, "same_year"), (2021, 2024, "years_apart")],
)
def test_years_that_do_not_follow_each_other_are_noticed(before: int, after: int, code: str) -> None:
    assert codes(compare_reports(report_of(before, *_DONE), report_of(after, *_LATER))) == [code]


def test_another_body_is_noticed() -> None:
    current = report_of(2024, *_LATER, body="绿水县")
    comparison = compare_reports(report_of(2023, *_DONE), current)
    assert codes(comparison) == ["different_body"]
    assert dict(comparison.notices[0].values) == {"baseline": "青山区", "current": "绿水县"}


@pytest.mark.parametrize("body", ["云岭市青山区", "青山县", "", "青山區"])
def test_one_body_under_another_of_its_names_raises_no_doubt(body: str) -> None:
    current = replace(report_of(2024, *_LATER), body=body)
    assert codes(compare_reports(report_of(2023, *_DONE), current)) == []


def test_reports_with_nothing_in_common_are_noticed() -> None:
    unlike = ("一、主要举措", "修建农村公路。", "种植果树。", "疏浚河道。")
    assert "few_links" in codes(compare_reports(report_of(2023, *_DONE), report_of(2024, *unlike)))


def keys_by_text(comparison: Comparison) -> dict[str, str]:
    return {
        measure.text: change.key
        for change in comparison.changes
        for measure in (*change.baseline, *change.current)
    }


def test_keys_stay_when_another_sentence_is_corrected() -> None:
    current = report_of(2024, *_LATER)
    before = keys_by_text(compare_reports(report_of(2023, *_DONE), current))
    corrected = [line.replace("编制重大", "编制、公布重大") for line in _DONE]
    after = keys_by_text(compare_reports(report_of(2023, *corrected), current))
    for text in (_DONE[1], _DONE[3], _LATER[1], _LATER[3]):
        assert after[text] == before[text]


def test_keys_stay_when_a_sentence_is_put_before() -> None:
    before = keys_by_text(compare_reports(report_of(2023, *_DONE), report_of(2024, *_LATER)))
    longer = (_LATER[0], "建成矛盾纠纷调解中心。", *_LATER[1:])
    after = keys_by_text(compare_reports(report_of(2023, *_DONE), report_of(2024, *longer)))
    assert {text: after[text] for text in before if text in after} == {
        text: key for text, key in before.items() if text in after
    }


def test_a_link_takes_its_key_from_the_baseline() -> None:
    comparison = compare_reports(report_of(2023, *_DONE), report_of(2024, *_LATER))
    inspection = next(change for change in comparison.changes if "食品安全" in texts(change.current))
    assert inspection.key.startswith("2023-")
    assert (inspection.status, inspection.change) == (Status.CONTINUED, ChangeKind.FIGURES)
    assert [
        (pair.before and pair.before.value, pair.after and pair.after.value) for pair in inspection.figures
    ] == [(18, 22)]


_STAYED_2023: Final = (
    "一、主要举措",
    "（一）优化营商环境",
    "推行“首席服务员”制度，帮助企业办理登记500件。",
    "实施政务服务“一件事”改革，上线套餐12个。",
    "设立知识产权保护中心，受理专利预审申请96件。",
    "（二）加强执法监督",
    "开展行政执法案卷评查，抽查案卷120件。",
    "聘请特邀行政执法监督员，走访监督联系点9处。",
    "组织行政执法人员轮训，参训680人。",
)


def test_a_measure_that_stands_under_another_heading_has_moved() -> None:
    moving = "设立知识产权保护中心，受理专利预审申请96件。"
    others = [line for line in _STAYED_2023 if line != moving]
    comparison = compare_reports(report_of(2023, *_STAYED_2023), report_of(2024, *others, moving))
    moved = [change for change in comparison.changes if change.moved]
    assert [(change.status, texts(change.current)) for change in moved] == [(Status.CONTINUED, moving)]


def test_a_section_that_changed_its_place_has_moved_nothing() -> None:
    title, first, second = _STAYED_2023[0], _STAYED_2023[1:5], _STAYED_2023[5:]
    swapped = (title, second[0].replace("二", "一"), *second[1:], first[0].replace("一", "二"), *first[1:])
    comparison = compare_reports(report_of(2023, *_STAYED_2023), report_of(2024, *swapped))
    assert not any(change.moved for change in comparison.changes)


def test_one_sentence_that_became_two_is_one_change() -> None:
    whole = "编制《青山区重大行政决策事项目录》并向社会公布，建成一站式矛盾纠纷调解中心并投入运行。"
    parts = (
        "编制《青山区重大行政决策事项目录》并向社会公布。",
        "建成一站式矛盾纠纷调解中心并投入运行。",
    )
    heading, other = "一、主要举措", "开展食品安全检查18次。"
    comparison = compare_reports(
        report_of(2023, heading, other, whole), report_of(2024, heading, other, *parts)
    )
    split = next(change for change in comparison.changes if texts(change.baseline) == whole)
    assert tuple(measure.text for measure in split.current) == parts


def test_a_lead_that_may_be_a_measure_is_linked_with_one_or_offered() -> None:
    baseline = read_report(document("一、主要举措", "推进大众创业。归集目录1280条。", "新建学校。"))
    current = read_report(document("一、主要举措", "推进大众创业，举办大赛3场。", "新招教师。"))
    changes = compare_reports(baseline, current).changes
    lead = next(change for change in changes if "推进大众创业。" in [m.text for m in change.baseline])
    others = [*lead.current, *(candidate.measure for candidate in lead.candidates)]
    assert [measure.text for measure in others][:1] == ["推进大众创业，举办大赛3场。"]
