"""Which figures of a continued measure are the same quantity in both years."""

from collections import Counter

import pytest
from hypothesis import given

from compare.changes.figures import compare_figures, pair_figures
from compare.comparison import compare_reports, open_report
from compare.figures.extract import extract_figures, quantities
from compare.model import FigureCaveat, Measure, Role
from tests.accuracy.pairs import ReportPair, committed_pairs
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
    ("负责人出庭应诉率98.2%。", "出庭率100%。", [(98.2, 100)]),
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
    ("满意率提高3.2个百分点。", "满意率提高3.2%。"),
    ("登记失业率下降0.4个百分点。", "登记失业率下降12%。"),
    ("办结率提升5个百分点。", "办结率提升至95%。"),
    ("办结率达98%。", "满意率达99%。"),
    ("人均道路面积达13平方米。", "人均公园绿地面积达15平方米。"),
    ("一期投资3亿元。", "二期投资5亿元。"),
    ("人均2.3平方米。", "总面积2.8平方米。"),
    ("开展180项检验结果互认。", "检验结果互认医院60家。"),
    ("经营主体净增3.6万户。", "经营主体总量达到79万户。"),
    ("轨道运营总里程超240公里。", "新增轨道运营里程18公里。"),
    ("重点项目总投资141亿元。", "重点项目完成投资69亿元。"),
    ("改造老旧小区28个。", "改造老旧小区9.8万户。"),
    ("投资4亿元的基地一期项目建成。", "投资3亿元的基地二期项目建成。"),
    ("限额以上零售额17亿元。", "零售总额57亿元。"),
    ("规上工业增加值25亿元。", "规上工业产值92亿元，限上零售额30亿元。"),
    ("高端装备增加值增长9.8%。", "高新技术产业占规上工业比重提高到25.5%。"),
    ("信息技术、高端装备增加值增长13.6%、9.8%。", "高新技术产业占规上工业比重提高到25.5%。"),
    (
        "工业增加值增长7.7%，固定资产投资增长6.5%。",
        "服务业营收增长11.4%，数字经济核心产业规模增长8%。",
    ),
    ("培育专精特新企业10家以上。", "力争专精特新企业突破60家。"),
    ("新培育高新技术企业80家。", "高新技术企业突破210家。"),
    ("无还本续贷余额17亿元。", "无还本续贷新增6亿元。"),
    ("改造燃气管道126公里、排水管道33公里。", "完成燃气、排水、供水管网改造294公里。"),
    ("办理人大代表建议16件。", "承办的47件人大代表建议和政协提案全部办复。"),
    ("新增国家级绿色工厂27家。", "新增省级绿色工厂54家。"),
    ("家庭医生签约覆盖率达79.8%。", "森林覆盖率保持在54%以上。"),
    ("现代服务业占生产总值的26.8%。", "现代服务业占三产的53.4%。"),
    ("消除集体收入5万元以下的村。", "村集体收入达到10万元以上。"),
    ("万人发明专利拥有量74.5件。", "万人高价值发明专利拥有量34.2件。"),
    ("工业技改投资增长24%。", "工业投资增长8.5%。"),
    ("年度投资完成率114.2%。", "完成投资29亿元，超年度计划28%。"),
    ("到位资金5亿元以上。", "完成固定资产投资2.2亿元。"),
    ("完成小区改造183个。", "小区改造开工742个、完工548个。"),
]
PAIRS += [
    ("原油、天然气产量分别增长7%、21%。", "原油、天然气产量分别增长31%、14%。", [(7, 31), (21, 14)]),
    (
        "城镇居民收入5630元，增长5%，农民收入2478元，增长1.5%。",
        "城镇居民收入5985元，农民收入2604元，分别增长5.7%和5.2%。",
        [(5630, 5985), (2478, 2604), (5, 5.7), (1.5, 5.2)],
    ),
    ("生产总值123亿元。", "生产总值从2015年的87亿元增长到118亿元。", [(123e8, 118e8)]),
    ("规上工业增加值25亿元。", "规上工业产值92亿元，规上工业增加值26亿元。", [(25e8, 26e8)]),
    ("入园率和普惠率均达到93%。", "入园率达到96%。", [(93, 96)]),
    ("办理人大代表建议、政协提案130件。", "办理建议提案142件。", [(130, 142)]),
    (
        "劳动力转移就业稳定在26万人以上。",
        "城镇新增就业5万人、劳动力转移稳定在25万人以上。",
        [(260000, 250000)],
    ),
    ("普惠性幼儿园覆盖率达到85%。", "普惠性学前教育覆盖率达到90%。", [(85, 90)]),
    ("民间投资增长8.2%。", "社会资本投资增长4.6%。", [(8.2, 4.6)]),
]

BASIS, PERIOD = FigureCaveat.BASIS, FigureCaveat.PERIOD
CAVEATS = [
    ("受理复议申请150件。", "受理复议申请380件（统计口径调整）。", BASIS),
    ("受理复议申请150件。", "因统计范围扩大，受理复议申请380件。", BASIS),
    ("受理信访件150件（不含转办件）。", "受理信访件380件（含转办件）。", BASIS),
    ("接待来访150人次。", "接待来访380人次，统计口径较上年有变。", BASIS),
    ("全年受理案件1500件。", "1—9月受理案件1100件。", PERIOD),
    ("上半年受理案件700件。", "全年受理案件1500件。", PERIOD),
    ("前三季度接待来访310人次。", "接待来访402人次。", PERIOD),
    ("截至10月底，办结案件300件。", "截至12月底，办结案件400件。", PERIOD),
    ("举办讲座30场。", "五年来举办讲座180场。", PERIOD),
    ("办结案件500件。", "办结案件650件，数据截至2024年10月31日。", PERIOD),
    ("任期内新建学校12所。", "新建学校3所。", PERIOD),
    ("新建学校3所。", "本届政府以来新建学校12所。", PERIOD),
    ("居民收入增长9%。", "居民收入年均增长6%。", PERIOD),
    ("居民收入年均增长9%。", "居民收入年均增长6%。", None),
    ("1—9月受理案件900件。", "1—9月受理案件1100件。", None),
    ("全年受理案件900件。", "受理案件1100件。", None),
    ("2022年12月至2023年11月，办结案件300件。", "办结案件400件。", None),
    ("按可比口径，税收3亿元。", "按可比口径，税收4亿元。", None),
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


@pytest.mark.parametrize(("before", "after", "caveat"), CAVEATS)
def test_another_basis_or_part_of_the_year_is_no_rise_or_fall(
    before: str, after: str, caveat: FigureCaveat | None
) -> None:
    (pair,) = pair_figures([measure(before)], [measure(after)])
    assert pair.caveat is caveat
    assert (pair.ratio is None) is (caveat is not None)


def test_what_only_one_side_gives_or_what_stayed_is_listed_apart() -> None:
    compared = compare_figures(
        [measure("检查18次，约谈企业3家，培训4期。")], [measure("检查25次，培训4期，查封货物2批。")]
    )
    listed = [(pair.before and pair.before.text, pair.after and pair.after.text) for pair in compared.others]
    assert [(pair.before and pair.before.text) for pair in compared.moved] == ["18次"]
    assert listed == [("4期", "4期"), (None, "2批"), ("3家", None)]


@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_every_quantity_of_both_reports_stands_once(pair: ReportPair) -> None:
    comparison = compare_reports(open_report(pair.baseline), open_report(pair.current))
    listed = [each for change in comparison.changes for each in (*change.figures, *change.other_figures)]
    for report, side in (
        (comparison.baseline, [each.before for each in listed]),
        (comparison.current, [each.after for each in listed]),
    ):
        told = [figure for each in report.measures for figure in quantities(each.figures)]
        assert Counter(told) == Counter(figure for figure in side if figure)


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


@given(TEXTS, TEXTS)
def test_every_quantity_of_two_sentences_is_listed_once(before: str, after: str) -> None:
    one, other = measure(before), measure(after)
    compared = compare_figures([one], [other])
    listed = (*compared.moved, *compared.others)
    assert Counter(each.before for each in listed if each.before) == Counter(quantities(one.figures))
    assert Counter(each.after for each in listed if each.after) == Counter(quantities(other.figures))


@given(TEXTS)
def test_a_sentence_has_no_changes_against_itself(text: str) -> None:
    assert pair_figures([measure(text)], [measure(text)]) == ()
