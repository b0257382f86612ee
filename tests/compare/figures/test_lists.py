"""Figures in a row have each the name of its own thing."""

import pytest

from compare.figures.extract import extract_figures


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("粮食、蔬菜产量分别达到10万吨、20万吨。", ["粮食产量", "蔬菜产量"]),
        ("一产、二产、三产增加值分别为1亿元、2亿元、3亿元。", ["一产增加值", "二产增加值", "三产增加值"]),
        ("调查失业率、消费价格涨幅分别控制在5%和3%以内。", ["调查失业率", "消费价格涨幅"]),
        ("城镇和农村居民收入分别达到3.2万元和1.5万元。", ["城镇居民收入", "农村居民收入"]),
        ("城乡居民收入分别增长8%和10%。", ["城镇居民收入 增长", "农村居民收入 增长"]),
        ("进口、出口分别增长6%、8%。", ["进口 增长", "出口 增长"]),
        (
            "高技术制造业、装备制造业增加值分别增长6%、8%。",
            ["高技术制造业增加值 增长", "装备制造业增加值 增长"],
        ),
        ("能源集团、生态公司利润分别增长1倍和2倍。", ["能源集团利润 增长", "生态公司利润 增长"]),
        ("省外游客、入境游客分别增长6%、8%。", ["省外游客 增长", "入境游客 增长"]),
        ("基本养老和基本医疗参保率分别达到99%、95%。", ["基本养老参保率", "基本医疗参保率"]),
        ("存款、贷款余额分别增长6%、8%。", ["存款余额 增长", "贷款余额 增长"]),
        ("PM2.5、PM10浓度分别下降6%、8%。", ["PM2.5浓度 下降", "PM10浓度 下降"]),
        ("新能源汽车、集成电路产量增长45%、20%。", ["新能源汽车产量 增长", "集成电路产量 增长"]),
        (
            "事故起数、死亡人数比2020年分别下降65%、58%。",
            ["", "事故起数 下降", "死亡人数 下降"],
        ),
        ("三次产业增加值增长3%、5%、6%。", ["三次产业增加值 增长"] * 3),
        (
            "接待游客80万人次，旅游收入6亿元，同比分别增长23%和26%。",
            ["游客", "旅游收入", "游客 增长", "旅游收入 增长"],
        ),
        (
            "城乡居民收入达到4万元、2万元，增长6%、8%。",
            ["城镇居民收入", "农村居民收入", "城镇居民收入 增长", "农村居民收入 增长"],
        ),
    ],
)
def test_each_figure_has_the_name_of_its_own(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in extract_figures(text)] == subjects


@pytest.mark.parametrize(
    "text", ["分别开展检查。", "，分别为3件。", "甲、乙分别", "3件分别为。", "、分别为1件、2件。"]
)
def test_a_row_without_names_or_figures_is_none(text: str) -> None:
    assert len(extract_figures(text)) == sum(map(str.isdigit, text))


@pytest.mark.parametrize("text", ["甲、乙、丙分别检查12次、8次。", "全县分别检查12次、8次。"])
def test_where_names_and_figures_do_not_match_none_is_given_away(text: str) -> None:
    subjects = {figure.subject for figure in extract_figures(text)}
    assert len(subjects) == 1
