"""What does not add up in two reports is found, each with its places; what adds up gives nothing."""

from functools import cache
from pathlib import Path

import pytest

from compare.changes.findings import find
from compare.comparison import compare_reports, open_report, read_report
from compare.model import Cell, Comparison, Document, Line, Role, Table
from reports.words import FINDINGS, Words
from tests.compare.changes import planted
from tests.compare.pages import document, of_role

SEED = Path(__file__).parents[3] / "seeds" / "yangpu-2023.txt"


@cache
def comparison() -> Comparison:
    return compare_reports(read_report(planted.document(2023)), read_report(planted.document(2024)))


def test_every_planted_kind_is_found() -> None:
    found = {finding.code for finding in comparison().findings}
    assert planted.WANTED - found == set()
    assert set(FINDINGS) == planted.WANTED


def test_a_finding_names_its_places_in_the_reports() -> None:
    reports = {"baseline": comparison().baseline, "current": comparison().current}
    for finding in comparison().findings:
        assert finding.places
        for place in finding.places:
            if place.table is not None:
                assert place.table < len(reports[place.side].tables)
                continue
            measure = next(each for each in reports[place.side].measures if each.id == place.measure)
            assert place.text
            assert place.text in measure.text


def test_a_finding_is_told_in_both_languages() -> None:
    for language in ("zh", "en"):
        for finding in comparison().findings:
            assert "{" not in Words(language).finding(finding)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("parts_sum", "", "举办培训班45期，其中县级20期、乡镇级30期。"),
        ("parts_sum", "", "受理申请210件，其中不服甲90件，不服乙60件，其他70件。"),
        ("parts_sum", "", "共调处纠纷1000件，包括婚姻家庭400件、邻里300件、其他200件。"),
        ("parts_sum", "", "收到信访件350件（来信100件、来访150件、网上200件）。"),
        ("shares_sum", "", "从申请人看，个人占60%、企业占35%、其他占15%。"),
        ("shares_sum", "", "案件类型中，处罚占55%，许可占30%，强制占25%。"),
        ("list_count", "", "出台了三项制度，即《甲办法》《乙办法》《丙办法》《丁办法》。"),
        ("more_done", "", "应公开事项80项，已公开95项。"),
        ("rate_of_counts", "", "应出庭80次，实际出庭72次，出庭率100%。"),
        ("rate_of_counts", "", "抽查企业200户，合格150户，合格率95%。"),
        ("numbering_gap", "", "第一，健全机制。第三，强化考核。"),
        ("two_names", "", "落实《青山县决策程序暂行规定》。对照《青山县决策程序暂行办法》检查。"),
        ("growth_amount", "设立调解室30个。", "设立调解室36个，比上年多20个。"),
        ("growth_amount", "群众满意度96%。", "群众满意度97%，提升3.5个百分点。"),
        ("growth_times", "建成口袋公园5个。", "建成口袋公园20个，是上年的8倍。"),
        ("growth_times", "建成口袋公园5个。", "建成口袋公园20个，比上年翻一番。"),
        ("restated", "权责清单共3000项。", "权责清单由2800项调整为3100项。"),
        ("basis_words", "查处案件100件。", "查处案件180件，口径调整后与上年不可比。"),
    ],
)
def test_it_is_found_in_other_words_too(code: str, before: str, after: str) -> None:
    deeds = ("办理行政复议案件30件。", "审核文件20件，提出意见36条。", "开展执法监督检查12次。")
    baseline, current = (
        read_report(document(f"青山县{year}年法治政府建设情况报告", "一、主要举措和成效", *deeds, told))
        for year, told in ((2023, before or "开展案卷评查。"), (2024, after))
    )
    assert code in {finding.code for finding in compare_reports(baseline, current).findings}


def test_what_adds_up_gives_no_finding() -> None:
    lines = (
        "青山县2024年法治政府建设情况报告",
        "一、主要举措和成效",
        "发布典型案例共117期，其中，县级47期、镇级70期。",
        "发布典型案例共120期，其中县级47期。",
        "毛入学率达到104%，完成年度计划的114%。",
        "全年受理申请200件，办结180件，办结率90%。",
        "全年受理行政复议申请61件，审结57件，调解、和解结案率为31.6%。",
        "全年办结案件530件，其中上年结转40件，受理500件。",
        "规划到2025年3月建成2个中心，2025年1月1日起施行。",
        "印发《青山县执法公示办法》《青山县执法记录办法》等5件文件。",
        "调解纠纷800件，其中疑难纠纷500件、涉企纠纷400件。",
        "培训干部900人，其中女干部300人、年轻干部400人、基层干部500人。",
        "办理案件350件（含积案20件、新收330件）。",
        "应急演练30次，参演500人，实际疏散600人。",
        "从类型看，甲类占30%、乙类占50%、丙类占20%。",
        "工业占50%，农业增长40%，服务业占比提高20%。",
        "出台三项制度，包括《甲办法》《乙办法》等。",
        "第一，第二产业协同发展，第三产业占比提高。",
        "《青山县供水条例》《青山县供水条例实施细则》配套实施。",
        "2024年，全县户均由35平方米下降到32平方米。",
    )
    report = read_report(document(*lines))
    assert find(report, report, ()) == ()


@pytest.mark.parametrize(
    ("kind", "since", "found"),
    [
        ("法治政府建设情况报告", "2005", []),
        ("法治政府建设情况报告", "2023", ["growth_amount"]),
        ("政府工作报告", "2023", []),
        ("政府工作报告", "2022", ["growth_amount"]),
    ],
)
def test_a_claim_is_held_against_the_year_that_it_names(kind: str, since: str, found: list[str]) -> None:
    lead = "全县命名的法治文化示范基地达到"
    before, after = (
        read_report(document(f"青山县{year}年{kind}", "一、主要举措", f"{lead}{told}。"))
        for year, told in ((2023, "12家"), (2024, f"14家，比{since}年增加8家"))
    )
    assert [finding.code for finding in compare_reports(before, after).findings] == found


def test_a_total_of_groups_takes_their_subtotals_alone() -> None:
    head = (Cell("合计", rows=2), Cell("接待费", rows=2), Cell("车辆费", columns=3))
    below = (Cell("小计"), Cell("购置费"), Cell("运行费"))
    rows = tuple(
        tuple(map(Cell, (name, *values)))
        for name, values in (("甲局", ("48", "1", "47", "25", "22")), ("乙局", ("9", "1", "7", "3", "4")))
    )
    lines = tuple(map(Line, ("青山县2024年法治政府建设情况报告", "一、主要举措", "开展检查3次。")))
    grid = ((Cell("单位", rows=2), *head), below, *rows)
    report = read_report(Document("2024.txt", "", lines, tables=(Table(grid, 3),)))
    told = [finding for finding in find(report, report, ()) if finding.places[0].side == "current"]
    assert [(finding.code, dict(finding.values)["cell"]) for finding in told] == [
        ("table_row", "乙局 · 合计")
    ]


def test_the_seed_of_2023_gives_no_finding() -> None:
    report = open_report(SEED)
    assert find(report, report, ()) == ()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("新建场馆面积6200平方米（其中计容面积5900平方米，不计容面积210平方米），已封顶。", ["6110"]),
        ("新建场馆面积6200平方米（其中计容面积5900平方米，不计容面积300平方米），已封顶。", []),
        ("采购预算830万元，其中：货物预算10万元、工程预算550万元、服务预算275万元。", ["8350000"]),
        ("采购预算830万元，其中：货物预算10万元、工程预算550万元、服务预算270万元。", []),
        ("行政复议35件，其中结果维持20件，结果纠正4件，其他结果3件，尚未审结7件。", ["34"]),
        ("设定指标28项，其中约束性指标9项、预期性指标20项。", ["29"]),
        ("设定指标28项，其中约束性指标9项。", []),
        ("培训人均课时40个，其中男42个、女30个。", []),
        ("培训骨干40人，其中县级15人、镇级12人。", []),
        ("补助资金共计0.3亿元，其中县级0.1亿元、镇级0.2亿元。", []),
        ("补助资金共计12.3亿元，其中县级4.15亿元、镇级8.2亿元。", []),
        ("补助资金共计12.3亿元，其中县级4.15亿元、镇级8.7亿元。", ["1285000000"]),
    ],
)
def test_parts_are_added_up_where_their_names_make_a_whole(said: str, found: list[str]) -> None:
    lines = ("青山县2024年法治政府建设情况报告", "一、主要举措", said)
    report = of_role(read_report(document(*lines)), Role.DONE)
    told = [each for each in find(report, report, ()) if each.places[0].side == "current"]
    assert [dict(each.values)["sum"] for each in told if each.code == "parts_sum"] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("办结申请80件，其中予以公开42件，占52.5%。", []),
        ("办结申请80件，其中予以公开42件，占62.5%。", ["52.5%"]),
        ("办结申请80件，其中予以公开约42件，占62.5%。", []),
        ("办结申请80件，其中予以公开42件，占全市的12.5%。", []),
    ],
)
def test_a_share_is_held_against_its_counts(said: str, found: list[str]) -> None:
    lines = ("青山县2024年法治政府建设情况报告", "一、主要举措", said)
    report = of_role(read_report(document(*lines)), Role.DONE)
    told = [each for each in find(report, report, ()) if each.places[0].side == "current"]
    assert [dict(each.values)["real"] for each in told if each.code == "rate_of_counts"] == found


def _codes_between(
    before: str, after: str, kind: str = "法治政府建设情况报告", heading: str = ""
) -> list[str]:
    older, newer = (
        of_role(
            read_report(document(f"青山县{year}年{kind}", f"一、{heading or '主要举措'}", said)), Role.DONE
        )
        for year, said in ((2023, before), (2024, after))
    )
    return [each.code for each in compare_reports(older, newer).findings]


_TOURISM = "全县全年接待研学游客{}万人次，研学综合效益达到{}亿元{}。"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (_TOURISM.format(87, 43, "，分别增长16%、13%"), []),
        (_TOURISM.format(87, 43, "，分别增长23%和26%"), ["growth_share", "growth_share"]),
        (_TOURISM.format(87, 43, "，同比分别增长16%和26%"), ["growth_share"]),
        (_TOURISM.format(87, 43, "，比2019年分别增长33%和46%"), []),
        (_TOURISM.format(87, 43, "，比2023年分别增长23%和26%"), ["growth_share", "growth_share"]),
        (_TOURISM.format(87, 43, "，年均分别增长33%和46%"), []),
        (_TOURISM.format(87, 43, "，分别增长23%和26%，五年来成倍增长"), []),
    ],
)
def test_what_is_claimed_of_several_figures_is_held_against_each(after: str, found: list[str]) -> None:
    assert _codes_between(_TOURISM.format(75, 38, "，群众满意"), after) == found


@pytest.mark.parametrize(
    ("told", "heading", "found"),
    [
        ("120件、增长20%", "", []),
        ("120件，增长50%", "", ["growth_share"]),
        ("80件，增长5%", "", ["growth_sign"]),
        ("120件，年均增长50%", "", []),
        ("120件，增长50%左右", "", []),
        ("120件，增长50%", "五年来的主要举措", []),
    ],
)
def test_growth_without_a_year_is_since_the_last_unless_several_are_told_of(
    told: str, heading: str, found: list[str]
) -> None:
    lead = "全县基层司法所调解矛盾纠纷案件"
    assert _codes_between(f"{lead}100件。", f"{lead}{told}。", heading=heading) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("106亿元，增长9%", ["growth_sign"]),
        ("215亿元，增长8.6%", ["growth_share"]),
        ("150亿元，增长38.6%", ["growth_share"]),
        ("172亿元，增长6%", []),
        ("106亿元，可比增长9%", []),
        ("160亿元，增长12%", []),
        ("149亿元，增长9%", []),
    ],
)
def test_of_what_is_counted_anew_only_a_contrary_way_or_more_than_prices_is_told(
    told: str, found: list[str]
) -> None:
    lead = "全县固定资产投资完成"
    assert _codes_between(f"{lead}151亿元。", f"{lead}{told}。", "政府工作报告") == found
