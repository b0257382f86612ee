"""Of how many years a report's sentences tell."""

from dataclasses import replace

import pytest

from compare.changes.figures import pair_figures
from compare.comparison import read_report
from compare.figures.spans import years_told
from compare.model import FigureCaveat, Report, Role
from tests.compare.pages import document


def told(*lines: str) -> dict[str, int]:
    report = read_report(document(*lines))
    return dict(
        zip((m.text for m in report.measures), years_told(report.sections, report.measures), strict=True)
    )


@pytest.mark.parametrize(
    "opening",
    [
        "五年来，我们攻坚克难、砥砺前行。",
        "过去五年，全区上下团结奋斗。",
        "“十四五”时期，我们坚持稳中求进。",
        "各位代表！过去的五年，是极不平凡的五年。",
        "这是城乡面貌显著变化的五年。",
        "本届政府任期以来，我们依法履职。",
    ],
)
def test_what_follows_a_look_back_on_five_years_tells_of_five(opening: str) -> None:
    years = told(
        "一、工作回顾",
        f"{opening}建成公园90个。",
        "新增学位1.2万个。",
        "二、2026年重点工作",
        "新建公园10个。",
    )
    assert [years[text] for text in ("建成公园90个。", "新增学位1.2万个。", "新建公园10个。")] == [5, 5, 1]


def test_a_heading_tells_it_of_all_below() -> None:
    years = told(
        "一、“十四五”时期工作回顾", "（一）民生持续改善", "建成公园90个。", "二、2025年工作", "建成公园12个。"
    )
    assert (years["建成公园90个。"], years["建成公园12个。"]) == (5, 1)


def test_within_the_five_years_the_last_one_tells_of_itself() -> None:
    years = told(
        "一、“十四五”时期和2025年工作回顾",
        "五年来，我们攻坚克难。建成公园90个。2025年，全区生产总值达到300亿元。新增学位1.2万个。",
        "刚刚过去的2025年，我们稳中求进。建成公园12个。",
    )
    assert list(years.values()) == [5, 5, 1, 5, 1, 1]


def test_below_a_heading_of_one_year_a_look_back_tells_of_its_paragraph_alone() -> None:
    years = told("一、2025年工作回顾", "五年来，我们攻坚克难。建成公园90个。", "新建托育中心3家。")
    assert list(years.values()) == [5, 5, 1]


def test_an_ordinary_report_tells_of_one_year() -> None:
    years = told(
        "一、工作回顾", "实施城市更新五年行动。", "近三年平均增速为5%，高于全市。", "修订“十四五”规划。"
    )
    assert "修订“十四五”规划。" in years
    assert years["实施城市更新五年行动。"] == years["修订“十四五”规划。"] == 1


def _report(*lines: str) -> Report:
    return read_report(document("一、工作回顾", *lines))


@pytest.mark.parametrize(
    ("before", "after", "caveat"),
    [
        ("建成公园12个。", "建成公园90个。", FigureCaveat.PERIOD),
        ("居民人均可支配收入增长5.1%。", "居民人均可支配收入增长34.3%。", FigureCaveat.PERIOD),
        ("公路通车总里程达到980公里。", "公路通车总里程达到1010公里。", None),
        ("污水集中处理率96%。", "污水集中处理率98%。", None),
    ],
)
def test_a_sum_of_five_years_is_no_rise_and_a_level_is(
    before: str, after: str, caveat: FigureCaveat | None
) -> None:
    old, new = _report(before), _report("五年来，我们攻坚克难。", after)
    (moved,) = pair_figures(old.measures, new.measures[1:])
    assert moved.caveat is caveat


def test_a_level_to_be_reached_in_five_years_is_no_aim_of_this_year() -> None:
    soon, later = (
        replace(measure, role=Role.PLAN, years=years)
        for measure, years in zip(_report("城镇化率达到62%。城镇化率达到65%。").measures, (1, 5), strict=True)
    )
    (moved,) = pair_figures([later], [soon])
    assert moved.caveat is FigureCaveat.PERIOD
