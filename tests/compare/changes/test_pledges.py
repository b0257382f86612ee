"""What became of last year's plans."""

from dataclasses import replace

from compare.alignment.links import Link, align
from compare.changes.pledges import find_pledges
from compare.comparison import read_report
from compare.model import Pledge, PledgeOutcome, PledgeState, Report, Role
from tests.compare.pages import document, of_role

OTHERS = ("新招教师12名。", "修缮历史建筑8处。", "清理河道淤泥3万方。", "开展消防演练46场。")


def pledges_of(plans: list[str], done: list[str]) -> list[Pledge]:
    baseline = of_role(read_report(document("一、2024年工作安排", *plans)), Role.PLAN)
    current = of_role(read_report(document("一、主要举措", *done, *OTHERS)), Role.DONE)
    return list(_found(baseline, current))


def _found(baseline: Report, current: Report) -> tuple[Pledge, ...]:
    return find_pledges(baseline, current, align(baseline, current))


def test_a_plan_that_is_reported_as_done_is_delivered() -> None:
    plan = "建成行政规范性文件数据库，实现现行有效文件统一公开、在线查询。"
    done = "行政规范性文件数据库上线运行，122件现行有效文件全部公开，群众可在线查询。"
    (pledge,) = pledges_of([plan], [done])
    assert pledge.state is PledgeState.DELIVERED
    assert [measure.text for measure in pledge.current] == [done]


def test_a_named_item_that_is_not_reported_makes_it_partly() -> None:
    plan = "出台《行政复议与信访衔接办法》，在乡镇设立行政复议申请受理点。"
    done = "在18个乡镇设立行政复议申请受理点，就近接收行政复议申请37件。"
    (pledge,) = pledges_of([plan], [done])
    assert pledge.state is PledgeState.PARTLY
    missing = {evidence.code: evidence.detail for evidence in pledge.evidence}["item_missing"]
    assert "《行政复议与信访衔接办法》" in missing


def test_a_plan_that_nobody_mentions_again_is_silent() -> None:
    (pledge,) = pledges_of(["筹建民营企业法律服务中心。"], ["举办宪法宣传周活动。"])
    assert (pledge.state, pledge.current) == (PledgeState.SILENT, ())


def test_a_plan_linked_with_a_plan_of_this_year_is_carried_over() -> None:
    baseline = of_role(read_report(document("一、2024年工作安排", "筹建法律服务中心。")), Role.PLAN)
    current = of_role(read_report(document("一、2025年工作安排", "谋划建设法务集聚区。")), Role.PLAN)
    link = Link((0,), (0,), 0.9, ())
    (pledge,) = find_pledges(baseline, current, replace(align(baseline, current), links=(link,)))
    assert (pledge.state, pledge.outcome) == (PledgeState.SILENT, PledgeOutcome.CARRIED_OVER)
    assert pledge.again == current.measures
    assert [evidence.code for evidence in pledge.evidence] == ["planned_again"]


def test_a_plan_much_like_one_of_this_year_is_carried_over_without_a_link() -> None:
    baseline = of_role(read_report(document("一、2024年工作安排", "探索开展碳排放权质押登记。")), Role.PLAN)
    again, other = "继续探索开展碳排放权质押登记。", "修缮历史建筑12处。"
    current = of_role(read_report(document("一、2025年工作安排", again, other)), Role.PLAN)
    (pledge,) = _found(baseline, current)
    assert pledge.outcome is PledgeOutcome.CARRIED_OVER
    assert [measure.text for measure in pledge.again] == [again]


def test_without_plans_there_are_no_pledges() -> None:
    report = read_report(document("一、主要举措", *OTHERS))
    assert _found(report, report) == ()
