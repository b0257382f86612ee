"""What a figure is counted over: which part of the year, and on which basis."""

import pytest

from compare.figures.basis import Basis, basis_of
from compare.figures.extract import extract_figures, quantities

MONTHS = [
    ("上半年受理150件。", (1, 6)),
    ("下半年受理150件。", (7, 12)),
    ("前三季度受理150件。", (1, 9)),
    ("第四季度受理150件。", (10, 12)),
    ("1—9月受理150件。", (1, 9)),
    ("１月至１１月，受理150件。", (1, 11)),
    ("受理150件（1-8月）。", (1, 8)),
    ("截至10月底，受理150件。", (1, 10)),
    ("前10个月受理150件。", (1, 10)),
    ("五年来受理150件。", (1, 60)),
    ("近三年受理150件。", (1, 36)),
    ("2021—2023年受理150件。", (1, 36)),
    ("2020年新增就业比2015年增长73.8%。", (1, 60)),
    ("2020年新增就业较2019年增长7.8%。", None),
    ("受理150件。", None),
    ("全年受理150件。", None),
    ("2022年12月至2023年11月受理150件。", None),
    ("1—12月受理150件。", None),
    ("截至2023年底，受理150件。", None),
    ("上半年开展排查，全年受理150件。", None),
    ("落实三年行动计划，受理150件。", None),
]

REMARKS = [
    ("受理380件（统计口径调整）。", True),
    ("因统计范围扩大，受理380件。", True),
    ("受理380件，与上年口径不同。", True),
    ("首次将热线来电纳入统计，受理380件。", True),
    ("按可比口径，受理380件。", False),
    ("统一口径对外发布，受理380件。", False),
    ("规范统计口径，受理380件。", False),
]


def basis(text: str) -> Basis:
    return basis_of(text, quantities(extract_figures(text))[-1])


@pytest.mark.parametrize(("text", "months"), MONTHS)
def test_the_part_of_the_year_is_read(text: str, months: tuple[int, int] | None) -> None:
    assert basis(text).months == months


@pytest.mark.parametrize(("text", "changed"), REMARKS)
def test_another_basis_is_read_where_the_report_says_so(text: str, changed: bool) -> None:
    assert bool(basis(text).remark) is changed


def test_a_remark_speaks_of_the_figures_of_its_clause() -> None:
    text = "登记企业120家，受理投诉380件（统计口径调整），办结率98%。"
    figures = quantities(extract_figures(text))
    assert [bool(basis_of(text, figure).remark) for figure in figures] == [False, True, False]


def test_what_is_counted_in_is_read() -> None:
    assert basis("受理380件（含转办件）。").includes == "（含转办件）"
    assert basis("受理380件（含处级干部12人）。").includes == ""
