"""Which figures of a continued measure are the same quantity in both years."""

import pytest
from hypothesis import given

from compare.changes.figures import pair_figures
from compare.figures.extract import extract_figures
from compare.model import Measure, Role
from tests.compare.figures.test_extract import TEXTS

PAIRS = [
    ("完成质押融资34笔，金额7.9亿元。", "办理质押融资41笔，金额85600万元。", [(34, 41), (7.9e8, 8.56e8)]),
    ("发明专利30件，实用新型52件。", "实用新型60件，发明专利41件。", [(52, 60), (30, 41)]),
    ("开展十三类检查，培训4期。", "开展13类检查，培训6期。", [(4, 6)]),
    ("与五省签订协议。", "协议扩大到七省。", [(5, 7)]),
    ("免罚清单87项。", "免罚清单由87项增加到112项。", [(87, 112)]),
    ("累计培养宣传员1026名。", "新培养宣传员286名，总数达到1312名。", [(1026, 1312)]),
    ("赋予乡镇处罚事项58项。", "收回处罚事项11项，目前承接47项。", [(58, 47)]),
    ("收到申请68件，办结率31.6%。", "收到申请143件，增长110.3%，办结率38.8%。", [(68, 143), (31.6, 38.8)]),
    ("人大代表建议126件、政协提案143件。", "131件人大代表建议、138件政协提案。", [(126, 131), (143, 138)]),
    ("受理投诉31件。", "收到投诉52件，受理45件。", [(31, 45)]),
    ("满意率提高2个百分点。", "满意率提高3个百分点。", [(2, 3)]),
]

NOT_PAIRED = [
    ("设立知识产权服务站4个。", "提出审查意见37条。"),
    ("出台行动方案6.0版。", "出台行动方案7.0版。"),
    ("投诉量下降30%。", "投诉量增长20%。"),
    ("调解成功率98%。", "调解数量增长12%。"),
    ("新增停车场3处。", "停车场总数达到41处。"),
    ("发明专利30件。", "发明专利占比30%。"),
    ("检查单位300家。", "检查单位300余家。"),
    ("举办讲座12场。", "举办讲座多场。"),
]


def measure(text: str) -> Measure:
    return Measure(text, text, Role.DONE, 0, 1, figures=extract_figures(text))


def changes(before: str, after: str) -> list[tuple[float, float]]:
    found = pair_figures([measure(before)], [measure(after)])
    return [(pair.before.value, pair.after.value) for pair in found if pair.before and pair.after]


@pytest.mark.parametrize(("before", "after", "expected"), PAIRS)
def test_same_quantity_is_paired(before: str, after: str, expected: list[tuple[float, float]]) -> None:
    assert changes(before, after) == expected


@pytest.mark.parametrize(("before", "after"), NOT_PAIRED)
def test_other_quantities_and_equal_values_are_left_out(before: str, after: str) -> None:
    assert changes(before, after) == []


def test_pairs_follow_the_current_sentences() -> None:
    before = [measure("听证会9场。"), measure("群众意见427条。")]
    after = [measure("群众意见510余条。"), measure("听证会十二场。")]
    assert [change.subject for change in pair_figures(before, after)] == ["群众意见", "听证会"]


def test_nothing_is_paired_with_nothing() -> None:
    assert pair_figures([], [measure("听证会十二场。")]) == ()


@given(TEXTS, TEXTS)
def test_no_figure_is_paired_twice(before: str, after: str) -> None:
    pairs = pair_figures([measure(before)], [measure(after)])
    assert all(pair.before and pair.after and pair.before.value != pair.after.value for pair in pairs)
    assert len({pair.before for pair in pairs}) == len({pair.after for pair in pairs}) == len(pairs)


@given(TEXTS)
def test_a_sentence_has_no_changes_against_itself(text: str) -> None:
    assert pair_figures([measure(text)], [measure(text)]) == ()
