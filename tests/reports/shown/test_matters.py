"""What matters most comes first, with its reasons; and the paragraph counts what the page counts."""

from dataclasses import replace

import pytest

from compare.figures.extract import extract_figures
from compare.language.names import extract_names
from compare.model import (
    Change,
    ChangeKind,
    Comparison,
    FigureChange,
    Measure,
    Pledge,
    PledgeOutcome,
    PledgeState,
    Role,
    Status,
)
from reports.shown.matters.brief import brief, merged_sentence
from reports.shown.matters.kinds import Matter, MatterKind
from reports.shown.matters.naming import NameKind, NameUses, name_kind
from reports.shown.matters.ranking import MOST, rank
from reports.shown.matters.telling import told
from reports.shown.summary import count_measures
from reports.words import Words
from tests.builders import change, comparison, figure, large_comparison, measure

ZH = Words("zh")


def made(*changes: Change, pledges: tuple[Pledge, ...] = ()) -> Comparison:
    """A comparison of some changes alone, its reports holding their measures."""
    base = comparison()
    before = tuple(m for each in changes for m in each.baseline)
    plans = tuple(m for each in pledges for m in each.baseline)
    after = tuple(m for each in changes for m in each.current)
    return replace(
        base,
        baseline=replace(base.baseline, measures=(*before, *plans)),
        current=replace(base.current, measures=after),
        changes=changes,
        pledges=pledges,
    )


def named(id_: str, text: str, *names: str, role: Role = Role.DONE) -> Measure:
    return replace(measure(id_, text, role), names=names)


def counted(before: int, after: int, score: float = 0.95, key: str = "2023-f") -> Change:
    old, new = f"全年办理业务{before}件。", f"全年办理业务{after}件。"
    sides = figure(f"{before}件", old, before, "件", "业务"), figure(f"{after}件", new, after, "件", "业务")
    one, other = (
        measure(key + "b", old, figures=[sides[0]]),
        measure(key + "c", new, figures=[sides[1]]),
    )
    found = change(key, [one], [other], ChangeKind.FIGURES, figures=[FigureChange(*sides)])
    return replace(found, score=score)


def ranked(comparison: Comparison, count: int = MOST) -> tuple[Matter, ...]:
    return rank(comparison, NameUses.of(comparison), count)


def told_briefly(comparison: Comparison, words: Words) -> str:
    return brief(comparison, NameUses.of(comparison), words)


def kinds_of(matters: tuple[Matter, ...]) -> list[MatterKind]:
    return [each.kind for each in matters]


def test_a_programme_that_is_gone_comes_before_a_phrase() -> None:
    phrase = change("2023-p", [named("b1", "落实“一对一”联系。", "“一对一”")])
    programme = change("2023-q", [named("b2", "推出“信易贷”。", "“信易贷”")])

    assert [each.name for each in ranked(made(phrase, programme))] == ["“信易贷”", "“一对一”"]


def test_what_fell_comes_before_what_rose_as_far() -> None:
    matters = ranked(made(counted(500, 700, key="2023-r"), counted(700, 500, key="2023-f")))

    assert kinds_of(matters) == [MatterKind.FIGURE_FELL, MatterKind.FIGURE_ROSE]


def test_doubt_takes_weight_and_is_told() -> None:
    sure, doubtful = counted(900, 500, 0.97, "2023-s"), counted(900, 500, 0.55, "2023-d")
    matters = ranked(made(sure, doubtful))

    assert [each.key for each in matters] == ["2023-s", "2023-d"]
    assert [told(each, ZH).is_doubtful for each in matters] == [False, True]


def test_a_figure_fifty_times_another_is_not_what_matters_most() -> None:
    matters = ranked(made(counted(10_000, 200, key="2023-x"), counted(900, 400, key="2023-y")))

    assert matters[0].key == "2023-y"


def test_a_plan_without_an_answer_is_told_and_a_delivered_one_is_not() -> None:
    plan = named("b8", "启动“安居计划”，改造老旧小区12个，惠及居民。", "“安居计划”", role=Role.PLAN)
    other = named("b9", "启动数字档案馆建设，按期建成并投入使用。", role=Role.PLAN)
    matters = ranked(
        made(
            pledges=(
                Pledge(PledgeState.SILENT, (plan,), (), 0.9),
                Pledge(PledgeState.DELIVERED, (other,), (), 0.9),
            )
        )
    )

    assert kinds_of(matters) == [MatterKind.PLAN_SILENT]
    assert "“安居计划”" in told(matters[0], ZH).why


def test_what_is_planned_every_year_without_a_number_comes_after_a_plan_that_names_one() -> None:
    lasting = named("b8", "牢固树立大农业观、大食物观，加快构建多元化食物供给体系。", role=Role.PLAN)
    counted_plan = named("b9", "推进停车楼建设，新增有偿错时共享停车位10000个，方便居民。", role=Role.PLAN)
    counted_plan = replace(counted_plan, figures=extract_figures(counted_plan.text))
    pledges = tuple(
        Pledge(PledgeState.SILENT, (plan,), (), 0.99, outcome=PledgeOutcome.CARRIED_OVER, again=(plan,))
        for plan in (lasting, counted_plan)
    )
    first, last = ranked(made(pledges=pledges))
    assert first.pledge == pledges[1]
    assert last.weight < first.weight / 2


@pytest.mark.parametrize(
    "goes_on",
    [
        "持续实施“英才计划”，办好各类人才活动和培训。",
        "粮食播种面积稳定在36万亩，守住耕地保护红线。",
        "加强水质监测分析，确保地表水断面达标率100%。",
        "用好240小时过境免签政策，提升入境旅游便利度。",
        "严格对照《法治政府建设纲要》，推进重大行政决策程序规范化。",
    ],
)
def test_what_goes_on_was_not_put_off_by_being_planned_again(goes_on: str) -> None:
    pledges = tuple(
        Pledge(PledgeState.SILENT, (plan,), (), 0.99, outcome=PledgeOutcome.CARRIED_OVER, again=(plan,))
        for plan in (
            replace(
                named(name, text), role=Role.PLAN, figures=extract_figures(text), names=extract_names(text)
            )
            for name, text in (("b8", goes_on), ("b9", "改造老旧管线1000公里，方便沿线居民用水。"))
        )
    )
    first, last = ranked(made(pledges=pledges))
    assert first.pledge == pledges[1]
    assert last.weight < first.weight / 2


def test_a_plan_names_no_count_that_every_text_has() -> None:
    plan = named("b8", "抓住消费、投资两个关键，对39个安置区制定方案。", role=Role.PLAN)
    plan = replace(plan, figures=extract_figures(plan.text))
    (matter,) = ranked(made(pledges=(Pledge(PledgeState.SILENT, (plan,), (), 0.9),)))
    why = told(matter, ZH).why
    assert "39个" in why
    assert "两个" not in why


def test_a_plan_that_is_not_due_yet_is_not_told_as_missed() -> None:
    year = made().current.year or 0
    due, later = (
        named(f"b{by}", f"到{by}年建成口袋公园20个，方便群众就近休闲锻炼。", role=Role.PLAN)
        for by in (year, year + 2)
    )
    matters = ranked(
        made(pledges=tuple(Pledge(PledgeState.SILENT, (plan,), (), 0.9) for plan in (due, later)))
    )
    assert [each.pledge.baseline[0] for each in matters if each.pledge] == [due]


def test_a_figure_that_fell_short_comes_before_a_clause_that_is_not_reported() -> None:
    plans = [named(f"b{n}", f"新建第{n}批口袋公园10个，完善周边设施和绿化。", role=Role.PLAN) for n in (1, 2)]
    partly = [
        Pledge(PledgeState.PARTLY, (plan,), (), 0.9, outcome=PledgeOutcome.PARTLY, share=share)
        for plan, share in zip(plans, (None, 0.6), strict=True)
    ]
    assert [each.pledge for each in ranked(made(pledges=tuple(partly)))] == partly[::-1]


def test_of_a_plan_made_again_only_what_is_named_again_is_told() -> None:
    plan = named("b8", "启动“满园计划”，实施“雪亮计划”。", "“满园计划”", "“雪亮计划”", role=Role.PLAN)
    again = named("c8", "启动“满园计划”，惠及居民。", "“满园计划”", role=Role.PLAN)
    pledge = Pledge(PledgeState.SILENT, (plan,), (), 0.9, outcome=PledgeOutcome.CARRIED_OVER, again=(again,))

    why = told(ranked(made(pledges=(pledge,)))[0], ZH).why

    assert "“满园计划”" in why
    assert "“雪亮计划”" not in why


def test_a_section_of_which_nothing_is_left_is_told_once() -> None:
    gone = [change(f"2023-{n}", [measure(f"b{n}", f"开展第{n}项监督。", section=3)]) for n in range(4)]
    matters = ranked(made(*gone))

    assert [(each.kind, each.name) for each in matters if each.kind is MatterKind.SECTION_GONE] == [
        (MatterKind.SECTION_GONE, "（二）加强监督")
    ]


def test_no_row_is_told_twice_and_no_kind_takes_all_places() -> None:
    gone = [
        change(f"2023-{n:02}", [named(f"b{n}", f"实施“第{n}号工程”。", f"“第{chr(0x4E00 + n)}号工程”")])
        for n in range(20)
    ]
    rose = [counted(100, 180 + n, key=f"2023-r{n}") for n in range(5)]
    matters = ranked(made(*gone, *rose))

    assert len({each.key for each in matters}) == len(matters) == 10
    assert MatterKind.FIGURE_ROSE in kinds_of(matters)


def test_two_runs_rank_alike() -> None:
    assert ranked(large_comparison(90)) == ranked(large_comparison(90))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_matter_has_words(language: str) -> None:
    for each in ranked(comparison(), count=99):
        said = told(each, Words(language))
        assert said.line
        assert said.label
        assert "{" not in said.why


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("《条例》", NameKind.DOCUMENT),
        ("《行政复议法实施办法（试行）》", NameKind.DOCUMENT),
        ("《民法典》", NameKind.DOCUMENT),
        ("《大山情长》", NameKind.WORK),
        ("“法治体检行动”", NameKind.PROGRAMME),
        ("“情报、指挥、行动”", NameKind.PHRASE),
        ("“一对一”", NameKind.PHRASE),
    ],
)
def test_what_a_name_is_of_is_told_by_its_form(name: str, kind: NameKind) -> None:
    assert name_kind(name) is kind


def test_next_years_edition_of_a_document_neither_came_nor_went() -> None:
    old, new = "《2023年工作要点》", "《2024年工作要点》"
    same = change("2023-e", [named("b1", f"印发{old}。", old)], [named("c1", f"印发{new}。", new)])

    assert NameUses.of(made(same)) == NameUses((), ())


def test_the_sums_of_the_counts_come_out() -> None:
    for each in (comparison(), large_comparison(30)):
        counts = count_measures(each)
        assert counts.before == counts.kept_before + counts.dropped
        assert counts.after == counts.kept_after + counts.new


def test_merges_are_explained_in_one_sentence() -> None:
    assert merged_sentence(count_measures(comparison()), ZH) == (
        "上年 8 条＝延续 5 条＋未再提及 3 条，今年 6 条＝延续 4 条＋新增 2 条；"
        "延续的按 4 组计，其中 1 组是几条并作一条，或一条分作几条。"
    )


def test_the_paragraph_counts_what_the_page_counts() -> None:
    paragraph = told_briefly(comparison(), ZH)

    assert paragraph.startswith(
        "青岚县法治政府建设情况报告：今年 6 条，上年 8 条；新增 2 条，未再提及 3 条，延续 4 组"
    )
    assert "受助企业 500余家 → 680家（▲36.0%）" in paragraph
    assert (
        "上年安排 3 项，已兑现 1 项，部分兑现 1 项，未见回应 1 项（未见回应的：计划开展普法巡讲）"
        in paragraph
    )
    assert "不等于工作停止" in paragraph


def test_a_comparison_of_nothing_has_a_paragraph() -> None:
    empty = made()

    assert ranked(empty) == ()
    assert "今年 0 条" in told_briefly(empty, ZH)
    assert "0 measures this year" in told_briefly(empty, Words("en"))


def test_only_changes_of_a_status_are_counted_in_it() -> None:
    statuses = [each.status for each in comparison().changes if each.role is not Role.PREAMBLE]

    assert statuses.count(Status.NEW) == count_measures(comparison()).new
