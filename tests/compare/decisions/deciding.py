"""Two small reports, and decisions on them."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from compare.decisions.standing import Action, Decision, Named
from compare.model import Report
from tests.compare.test_comparison import report_of

DONE = "一、主要举措和成效"
PLANS = "三、下一年度主要安排"
CHECKS = "开展食品安全检查18次，约谈企业3家。"
CHECKS_AGAIN = "开展食品安全检查22次，约谈企业5家。"
LECTURES = "举办行政复议法宣讲活动36场，听众1.2万人次。"
CATALOGUE = "编制重大行政决策事项目录并向社会公布。"
MEDIATION = "建成一站式矛盾纠纷调解中心，调解成功率达到95.3%。"
PLAN = "2024年将建设一站式矛盾纠纷调解中心。"

BASELINE = report_of(2023, DONE, CHECKS, LECTURES, PLANS, PLAN)
CURRENT = report_of(2024, DONE, CHECKS_AGAIN, CATALOGUE, MEDIATION)


def of(report: Report, *texts: str) -> tuple[Named, ...]:
    return tuple(Named(each.id, each.text) for text in texts for each in report.measures if each.text == text)


def decision(
    number: int,
    action: Action,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    value: str = "",
    *,
    who: str = "李敏",
    note: str = "",
    seen: tuple[str, ...] = (),
) -> Decision:
    return Decision(
        id=f"d{number}",
        when=f"2025-01-07T08:00:{number:02}.000Z",
        who=who,
        action=action,
        baseline=of(BASELINE, *before),
        current=of(CURRENT, *after),
        value=value,
        note=note,
        after=seen,
    )


def undo(number: int, of_number: int) -> Decision:
    return replace(decision(number, Action.UNDO), undoes=f"d{of_number}")


ANY_DECISION = st.builds(
    decision,
    st.integers(0, 30),
    st.sampled_from([Action.LINK, Action.UNLINK, Action.STATUS, Action.ACCEPT]),
    st.lists(st.sampled_from([CHECKS, LECTURES]), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from([CHECKS_AGAIN, CATALOGUE, MEDIATION]), min_size=1, max_size=3, unique=True),
    st.just("continued"),
)
