"""Which sentence says what: done, lacking, planned, or nothing of the kind."""

import pytest

from compare.layout import read_paragraphs
from compare.model import Role
from compare.outline import build_outline
from compare.roles import assign_roles
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
        ("就业是民生之本、财富之源。", PREAMBLE),
        ("今年的重点任务是整治河道。", PLAN),
        ("坚持房子是用来住的定位，发展长租房市场。", PLAN),
        ("适度提高赤字率，主要考虑了财政收支等因素。", PREAMBLE),
        ("新的形势和任务，对政府工作提出了新的更高要求。", PREAMBLE),
        ("为政以公，行胜于言。", PREAMBLE),
        ("强化监管，优化服务。", PLAN),
        ("要坚持以人民为中心的发展思想，尽力而为、量力而行。", PREAMBLE),
        ("要坚持政府过紧日子，更好节用裕民。", PLAN),
        ("我们要坚持和完善民族区域自治制度。", PLAN),
        ("过去一年，双拥工作取得重大进展。", DONE),
    ],
)
def test_what_plans_are_set_in_is_told_from_plans(sentence: str, role: Role) -> None:
    assert role_in("三、2025年政府工作任务", sentence) is role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("世界经济复苏乏力，我国经济下行压力加大。", PREAMBLE),
        ("面对下行压力加大，我们坚持稳中求进，保持了经济增长。", DONE),
        ("破除地方保护主义，清理有关文件。", DONE),
        ("这再次表明，改革发展没有过不去的坎。", PREAMBLE),
    ],
)
def test_what_a_year_met_with_is_told_from_what_was_done(sentence: str, role: Role) -> None:
    assert role_in("一、2024年工作回顾", sentence) is role


def test_a_paragraph_on_how_to_go_about_the_work_plans_nothing() -> None:
    assert roles_of(
        "三、2025年政府工作任务",
        "新建学校3所。",
        "做好今年政府工作，要把握好以下关系。要统筹好当前与长远。要大力推进改革，放宽市场准入。",
        "修订管理办法。",
    ) == [PLAN, PREAMBLE, PREAMBLE, PREAMBLE, PLAN]
