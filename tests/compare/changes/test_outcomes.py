"""What became of a plan, by what the later report says of it."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.changes.outcomes import judge_answered, judge_unanswered, outcome_of
from compare.changes.outcomes.stages import ActStage, speaks_of_delay, stage_of
from compare.comparison import compare_reports, read_report
from compare.figures.extract import extract_figures
from compare.model import Measure, Pledge, PledgeOutcome, PledgeState, Role
from tests.accuracy.pairs import COMMITTED
from tests.compare.changes.told_plans import PLANNED_AGAIN, PLANNED_FOR_LATER, SET_IN, TOLD
from tests.compare.pages import document

_WRONG = 0.1  # of what is set into a report; which deeds answer a plan is a model's doing
STATES = {
    PledgeOutcome.EXCEEDED: {PledgeState.DELIVERED},
    PledgeOutcome.MET: {PledgeState.DELIVERED},
    PledgeOutcome.PARTLY: {PledgeState.PARTLY},
    PledgeOutcome.UNDER_WAY: {PledgeState.DELIVERED, PledgeState.PARTLY},
    PledgeOutcome.POSTPONED: {PledgeState.PARTLY},
}


def told(text: str, role: Role = Role.DONE) -> Measure:
    names = tuple(re.findall(r"《[^》]*》|“[^”]*”", text))
    return Measure(text, text, role, 0, 1, figures=extract_figures(text), names=names)


@pytest.mark.parametrize(("plan", "deed", "outcome", "share"), TOLD)
def test_the_deed_says_what_became_of_the_plan(
    plan: str, deed: str, outcome: PledgeOutcome, share: float | None
) -> None:
    judged = judge_answered(told(plan, Role.PLAN), [told(deed)])
    assert judged.outcome is outcome
    assert judged.share == (share if share is None else pytest.approx(share))
    assert judged.state in STATES[outcome]


@pytest.mark.parametrize(("plan", "deed", "outcome", "share"), PLANNED_FOR_LATER)
def test_what_is_planned_for_a_later_year_is_under_way_until_it_is_reached(
    plan: str, deed: str, outcome: PledgeOutcome, share: float | None
) -> None:
    judged = judge_answered(told(plan, Role.PLAN), [told(deed)], 2024)
    assert judged.outcome is outcome
    assert judged.share == (share if share is None else pytest.approx(share))
    assert judged.state in STATES[outcome]


def test_what_is_planned_for_five_years_is_under_way_after_one() -> None:
    plan = replace(told("新增城镇就业10万人。", Role.PLAN), years=5)
    judged = judge_answered(plan, [told("新增城镇就业3万人。")], 2024)
    assert (judged.outcome, judged.state) == (PledgeOutcome.UNDER_WAY, PledgeState.PARTLY)


@pytest.mark.parametrize(("plan", "deed"), [(plan, deed) for plan, deed, *_ in TOLD])
def test_what_is_quoted_stands_in_the_plan_and_the_deed(plan: str, deed: str) -> None:
    judged = judge_answered(told(plan, Role.PLAN), [told(deed)])
    quotes = [
        piece.removesuffix("…")
        for each in judged.evidence
        for part in each.detail.split("；")
        for piece in part.split(" → ")
    ]
    assert quotes
    assert all(quote in plan or quote in deed for quote in quotes)


@cache
def _pledges_in_qinglan() -> dict[str, Pledge]:
    """Those of the labelled pair qinglan, with all plans and answers set into its reports."""
    folder = COMMITTED / "qinglan-2023-2024"
    before, after = (
        (folder / f"{side}.txt").read_text("utf-8").splitlines() for side in ("baseline", "current")
    )
    before.append("（七）统筹推进重点工作。" + "".join(plan for plan, *_ in SET_IN + PLANNED_AGAIN))
    place = next(place for place, line in enumerate(after) if line.startswith("二、"))
    after[place:place] = ["".join(deed for _, deed, _ in SET_IN)]
    after.append("（七）统筹推进重点工作。" + "".join(again for _, again, _ in PLANNED_AGAIN))
    comparison = compare_reports(read_report(document(*before)), read_report(document(*after)))
    return {pledge.baseline[0].text: pledge for pledge in comparison.pledges}


def test_plans_set_into_a_report_are_answered_and_judged() -> None:
    pledges = _pledges_in_qinglan()
    wanted = {plan: outcome for plan, _, outcome in SET_IN + PLANNED_AGAIN}
    wrong = {plan: pledges[plan].outcome for plan in wanted if pledges[plan].outcome is not wanted[plan]}
    assert len(wrong) <= _WRONG * len(wanted), wrong


def test_plans_made_again_are_named_with_the_plan() -> None:
    pledges = _pledges_in_qinglan()
    found = [[measure.text for measure in pledges[plan].again] == [again] for plan, again, _ in PLANNED_AGAIN]
    assert sum(found) >= (1 - _WRONG) * len(found)


def test_a_plan_that_a_problem_says_was_not_done_is_postponed_and_silent() -> None:
    problem = told("受用地指标制约，河东泵站未能如期建成。", Role.PROBLEM)
    judged = judge_unanswered(told("建成河东泵站。", Role.PLAN), [problem], ())
    assert (judged.state, judged.outcome) == (PledgeState.SILENT, PledgeOutcome.POSTPONED)
    assert "河东泵站未能如期建成" in judged.evidence[0].detail


def test_what_was_put_off_of_another_thing_says_nothing_of_a_plan() -> None:
    problem = told("西城泵站未能如期建成。", Role.PROBLEM)
    judged = judge_unanswered(told("建成智慧停车平台。", Role.PLAN), [problem], ())
    assert judged.outcome is PledgeOutcome.SILENT


@pytest.mark.parametrize(
    ("clause", "plan", "stage"),
    [
        ("对尚未整改的单位逐一约谈", "约谈单位", ActStage.DONE),
        ("为企业办理延期缴税120户", "办理延期缴税", ActStage.DONE),
        ("启动并建成农产品冷库", "建成农产品冷库", ActStage.DONE),
        ("起草并印发实施方案", "印发实施方案", ActStage.DONE),
        ("举办普法月启动仪式", "举办普法月活动", ActStage.DONE),
        ("建成虚拟养老院", "建成虚拟养老院", ActStage.DONE),
        ("完成可研编制", "建成泵站", ActStage.BEGUN),
        ("推进泵站建设", "建成泵站", ActStage.BEGUN),
        ("推进泵站建设", "推进泵站建设", ActStage.DONE),
        ("盘活停缓建项目65个", "盘活停缓建项目", ActStage.DONE),
        ("体育馆缓建", "建成体育馆", ActStage.PUT_OFF),
        ("暂停办理入户登记的工作延后", "办理登记", ActStage.PUT_OFF),
    ],
)
def test_a_clause_says_how_far_a_thing_has_come(clause: str, plan: str, stage: ActStage) -> None:
    assert stage_of(clause, plan) is stage


@given(st.sampled_from(PledgeState), st.sampled_from(PledgeOutcome))
def test_the_outcome_of_a_reviewed_state_fits_it(state: PledgeState, found: PledgeOutcome) -> None:
    outcome = outcome_of(state, found)
    assert outcome_of(state, outcome) is outcome
    assert outcome is found or outcome in (PledgeOutcome.MET, PledgeOutcome.PARTLY, PledgeOutcome.SILENT)


@given(st.text(max_size=40), st.lists(st.text(max_size=40), min_size=1, max_size=3))
def test_whatever_stands_there_is_judged(plan: str, deeds: list[str]) -> None:
    judged = judge_answered(told(plan, Role.PLAN), [told(deed) for deed in deeds])
    assert judged.state in STATES[judged.outcome]


@pytest.mark.parametrize("text", ["群众关心的问题未能得到及时解决。", "新的增长点尚未形成规模。"])
def test_a_vague_problem_puts_no_plan_off(text: str) -> None:
    assert not speaks_of_delay(text)
