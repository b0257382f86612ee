"""Which sentence says what: done, lacking, planned, or nothing of the kind."""

import pytest

from compare.model import Role
from compare.outline.paragraphs import read_paragraphs
from compare.outline.roles import assign_roles
from compare.outline.tree import build_outline
from tests.compare.pages import document

DONE, PROBLEM, PLAN, PREAMBLE = Role.DONE, Role.PROBLEM, Role.PLAN, Role.PREAMBLE


def roles_of(*lines: str, year: int | None = 2024) -> list[Role]:
    return list(assign_roles(build_outline(read_paragraphs(document(*lines))[0]), year))


def role_in(heading: str, sentence: str) -> Role:
    return roles_of(heading, f"全年办理案件8件。{sentence}")[-1]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、主要举措和成效", DONE),
        ("一、2024年工作回顾", DONE),
        ("二、存在的不足和原因", PROBLEM),
        ("三、当前存在的主要问题", PROBLEM),
        ("三、2025年工作安排", PLAN),
        ("三、下一步工作打算", PLAN),
        ("三、2024年政府工作任务", PLAN),
        ("四、党政主要负责人履行第一责任人职责情况", DONE),
        ("一、着力破解企业难题", DONE),
    ],
)
def test_a_section_gives_its_role(heading: str, role: Role) -> None:
    assert roles_of(heading, "加大执法力度，查处违法案件。", "力量还不够。")[1] is role


def test_a_heading_below_does_not_turn_the_section() -> None:
    assert roles_of("一、主要成效", "（一）聚焦突出问题和困难", "化解纠纷8件。") == [DONE]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("2025年将扩大试点范围。", PLAN),
        ("下一步，扩大试点范围。", PLAN),
        ("2024年将试点扩大到全区。", DONE),
        ("我们也清醒地看到，执法力量薄弱等问题仍然存在，主要表现在：一是人员不足。", PROBLEM),
        ("推动解决企业反映的困难问题12个。", DONE),
    ],
)
def test_a_sentence_may_say_otherwise(sentence: str, role: Role) -> None:
    assert role_in("一、主要举措和成效", sentence) is role


def test_problems_named_inside_results_end_with_their_paragraph() -> None:
    assert roles_of(
        "一、主要举措和成效",
        "办理案件8件。同时也看到还存在一些不足。个别单位重视不够。",
        "举办培训3期。",
    ) == [DONE, PREAMBLE, PROBLEM, DONE]


def test_what_was_mended_among_the_problems_is_done() -> None:
    assert roles_of("二、存在的不足", "一是力量薄弱。", "针对上述问题，增配执法人员8名。") == [PROBLEM, DONE]


@pytest.mark.parametrize(
    "sentence",
    [
        "各位代表！",
        "现将有关情况报告如下。",
        "向关心支持我区发展的各界人士，表示衷心感谢！",
        "主要做了以下工作：",
    ],
)
def test_ceremony_is_no_measure(sentence: str) -> None:
    assert role_in("一、主要举措和成效", sentence) is PREAMBLE


def test_a_paragraphs_first_words_only_name_its_subject() -> None:
    assert roles_of("一、主要举措", "夯实数据底座。归集目录1280条。") == [PREAMBLE, DONE]
    assert roles_of("一、主要举措", "夯实数据底座。") == [DONE]
    assert roles_of("二、存在的不足", "一是力量仍显不足。岗位由他人兼任。") == [PROBLEM, PROBLEM]


def test_the_opening_is_a_preamble_unless_there_is_nothing_else() -> None:
    assert roles_of("2024年成效明显。", "一、主要举措", "检查3次。") == [PREAMBLE, DONE]
    assert roles_of("全年检查3次。") == [DONE]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("教育是立国之本、强县之基。", PREAMBLE),
        ("今年的重点任务是整治河道。", PLAN),
        ("坚持绿水青山就是金山银山理念，修复湿地。", PLAN),
        ("适度放宽标准，主要考虑了企业负担等因素。", PREAMBLE),
        ("新的使命对法治建设提出了更高要求。", PREAMBLE),
        ("业精于勤，行成于思。", PREAMBLE),
        ("强化监管，优化服务。", PLAN),
        ("要坚持以人民为中心，办好民生实事。", PREAMBLE),
        ("要坚持勤俭办事，压减会议和文件。", PLAN),
        ("我们要坚持和完善基层群众自治制度。", PLAN),
        ("过去一年，双拥工作取得重大进展。", DONE),
    ],
)
def test_what_plans_are_set_in_is_told_from_plans(sentence: str, role: Role) -> None:
    assert role_in("三、2025年政府工作任务", sentence) is role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("外贸复苏乏力，经济下行压力加大。", PREAMBLE),
        ("面对下行压力加大，我们坚持助企纾困，稳住了就业。", DONE),
        ("破除地方保护主义，清理有关文件。", DONE),
        ("这再次表明，干部群众经得起考验。", PREAMBLE),
    ],
)
def test_what_a_year_met_with_is_told_from_what_was_done(sentence: str, role: Role) -> None:
    assert role_in("一、2024年工作回顾", sentence) is role


def test_a_paragraph_on_how_to_go_about_the_work_plans_nothing() -> None:
    assert roles_of(
        "三、2025年政府工作任务",
        "新建学校3所。",
        "做好明年法治工作，要突出重点。要统筹好执法与服务。要放宽准入，严守底线。",
        "修订管理办法。",
    ) == [PLAN, PREAMBLE, PREAMBLE, PREAMBLE, PLAN]
