"""Lineages through the years: what goes on, splits, merges, ends and comes back, and what it is called."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from compare.comparison import compare_reports, read_report
from compare.decisions.standing import Action, Decision, Named
from compare.errors import InputError
from compare.model import Comparison, Document, Line, Report
from compare.series.building import build_series
from compare.series.keys import KnownKey
from compare.series.values import Arrival, Ending, Lineage, Series
from tests.generated.bodies import GeneratedBody, Told, body_names, generate_body

_HEAD = ("一、主要举措",)
_OTHERS = (
    "组织渡口安全检查，排查船舶隐患。",
    "举办宪法宣讲课堂，邀请律师授课。",
    "清理广告牌匾，恢复街面整洁。",
)


def _report(year: int, *told: str) -> Report:
    lines = (f"青岚县{year}年法治政府建设情况报告", *_HEAD, *told, *_OTHERS)
    return read_report(Document(f"{year}.txt", str(year), tuple(map(Line, lines))))


def _of(series: Series, words: str) -> Lineage:
    found = [each for each in series.lineages if any(words in stage.measure.text for stage in each.stages)]
    assert len(found) == 1, [[stage.measure.text for stage in each.stages] for each in found]
    return found[0]


def _generated(seed: int, years: range = range(2016, 2022), measures: int = 60) -> GeneratedBody:
    return generate_body(body_names(1, seed)[0], years, measures, seed)


def _read(body: GeneratedBody) -> list[Report]:
    return [
        read_report(Document(f"{year}.txt", str(year), tuple(map(Line, text.split("\n")))))
        for year, text in body.texts.items()
    ]


def _known(series: Series) -> list[KnownKey]:
    return [
        KnownKey(stage.year, stage.measure.id, stage.measure.text, lineage.key)
        for lineage in series.lineages
        for stage in lineage.stages
    ]


def _keys(series: Series) -> dict[Told, str]:
    return {
        (stage.year, stage.measure.text): lineage.key
        for lineage in series.lineages
        for stage in lineage.stages
    }


def test_a_measure_that_goes_on_is_one_lineage_with_a_series_of_its_figure() -> None:
    series = build_series(
        _report(year, f"设立企业服务专窗{n}个。") for year, n in ((2021, 3), (2022, 5), (2023, 8))
    )

    lineage = _of(series, "企业服务专窗")
    assert lineage.years == (2021, 2022, 2023)
    assert [stage.step for stage in lineage.stages] == [Arrival.FIRST, Arrival.CONTINUED, Arrival.CONTINUED]
    figures = next(each for each in series.figures if each.key == lineage.key)
    assert [(year, figure.value) for year, figure in figures.points] == [(2021, 3), (2022, 5), (2023, 8)]


def test_a_figure_that_stays_is_a_point_of_its_series_too() -> None:
    series = build_series(
        _report(year, f"设立企业服务专窗{n}个。") for year, n in ((2021, 3), (2022, 3), (2023, 8))
    )

    assert [[figure.value for _, figure in each.points] for each in series.figures] == [[3, 3, 8]]


def test_what_is_told_again_after_a_gap_is_brought_back() -> None:
    series = build_series(
        [_report(2021, "修缮乡村学校食堂6所。"), _report(2022), _report(2023, "修缮乡村学校食堂9所。")]
    )

    lineage = _of(series, "学校食堂")
    assert lineage.years == (2021, 2023)
    assert lineage.came_back
    assert lineage.stages[-1].step is Arrival.BROUGHT_BACK


def test_what_is_left_out_for_good_is_dropped() -> None:
    series = build_series([_report(2021, "修缮乡村学校食堂6所。"), _report(2022), _report(2023)])

    assert _of(series, "学校食堂").ending is Ending.DROPPED


def test_a_gap_in_the_years_is_said_and_bridged() -> None:
    series = build_series(_report(year, "设立企业服务专窗3个。") for year in (2019, 2020, 2023))

    assert series.gaps == (2021, 2022)
    assert "years_apart" in [notice.code for notice in series.notices]
    assert _of(series, "企业服务专窗").years == (2019, 2020, 2023)


def test_what_only_repeats_is_counted_by_chapter_and_year() -> None:
    series = build_series(_report(year) for year in (2021, 2022, 2023))

    assert [(each.year, each.chapter, each.rate) for each in series.repetitions] == [
        (2022, "一、主要举措", 1.0),
        (2023, "一、主要举措", 1.0),
    ]
    assert all(each.longest_repetition == 3 for each in series.lineages)


def test_a_plan_that_is_only_planned_again_is_told_apart_from_one_that_was_delivered() -> None:
    def report(year: int, *done: str) -> Report:
        plans = ("二、下一年工作安排", "下一年，计划新建防洪泵站2座。", "下一年，计划启用行政复议听证室。")
        return _report(year, *done, *_OTHERS, *plans)

    series = build_series([report(2021), report(2022), report(2023, "启用行政复议听证室1间，公开听证案件。")])

    histories = {each.key: each for each in series.plans}
    pumps = histories[_of(series, "防洪泵站").key]
    assert pumps.only_planned_again
    hearing = next(
        each for each in series.lineages if "计划启用行政复议听证室" in each.stages[0].measure.text
    )
    assert not histories[hearing.key].only_planned_again
    assert histories[hearing.key].years[-1].answers


@pytest.mark.parametrize(
    ("years", "code"),
    [((2021, 2022), "series_too_few"), ((2021, 2021, 2022), "series_same_year"), ((), "series_too_few")],
)
def test_what_is_no_series_is_refused(years: Sequence[int], code: str) -> None:
    with pytest.raises(InputError) as refused:
        build_series(map(_report, years))

    assert refused.value.notice.code == code


def test_a_report_without_a_year_is_refused() -> None:
    nameless = read_report(Document("无题.txt", "0", tuple(map(Line, (*_HEAD, *_OTHERS)))))

    with pytest.raises(InputError) as refused:
        build_series([_report(2021), _report(2022), nameless])

    assert (str(refused.value.path), refused.value.notice.code) == ("无题.txt", "series_no_year")


@pytest.mark.parametrize("seed", [3, 23])
def test_the_truth_of_generated_bodies_is_recovered(seed: int) -> None:
    body = _generated(seed)
    series = build_series(_read(body))

    told = {sentence for tie in body.ties for sentence in tie}
    steps = {
        ((before.year, before.measure.text), (after.year, after.measure.text)): after.step
        for lineage in series.lineages
        for before, after in pairwise(lineage.stages)
    }
    found = {tie for tie in steps if tie[0] in told or tie[1] in told}
    right = len(found & body.ties)
    assert 2 * right / (len(found) + len(body.ties)) >= 0.95
    returned = {tie for tie in found if steps[tie] is Arrival.BROUGHT_BACK}
    assert len(returned & body.returns) >= 0.8 * len(body.returns)
    assert len(returned & body.returns) >= 0.9 * len(returned)


def test_what_comes_back_word_for_word_is_not_taken_for_what_stands_there_now() -> None:
    reports = [
        _report(
            2021, "推进塘街工地扬尘巡查48场，由人大代表签订承诺书。", "深化河道采砂整治90轮，由乡贤交叉互评。"
        ),
        _report(2022, "深化河道采砂整治93轮，由乡贤交叉互评。"),
        _report(2023, "推进塘街工地扬尘巡查46场，由人大代表签订承诺书。"),
    ]

    def confused(baseline: Report, current: Report) -> Comparison:
        comparison = compare_reports(baseline, current)
        changes = [each for each in comparison.changes if each.change is not None]
        before = next((each for each in baseline.measures if "采砂" in each.text), None)
        after = next((each for each in current.measures if "扬尘" in each.text), None)
        if baseline.year != 2022 or before is None or after is None:
            return comparison
        wrong = replace(changes[0], baseline=(before,), current=(after,), score=0.8, uncertain=False)
        return replace(comparison, changes=(wrong,))

    dust = _of(build_series(reports, confused), "扬尘巡查")
    assert dust.years == (2021, 2023)
    assert dust.came_back


def test_keys_stay_when_a_year_is_added_at_the_end_or_in_the_middle() -> None:
    reports = _read(_generated(7, measures=30))
    without_middle = [*reports[:2], *reports[3:5]]
    before = build_series(without_middle)

    after = build_series(reports, known=_known(before))

    earlier, later = _keys(before), _keys(after)
    changed = {place: key for place, key in earlier.items() if later[place] != key}
    # The year between may show that two measures are one, which then keeps the older of their keys, or that
    # one was two, of which the later then gets a key of its own.
    known = set(earlier.values())
    parted = {place for place in changed if later[place] not in known}
    assert all(later[place] < key for place, key in changed.items() if place not in parted)
    assert all(later[place].startswith(f"{place[0]}-") for place in parted)
    assert len(changed) <= 0.1 * len(earlier)
    keys = [each.key for each in after.lineages]
    assert len(keys) == len(set(keys))


def test_keys_stay_when_a_sentence_is_corrected() -> None:
    def years(name: str) -> list[Report]:
        return [_report(2021, f"设立{name}服务专窗3个，全年受理咨询。"), _report(2022), _report(2023)]

    before = build_series(years("企叶"))
    after = build_series(years("企业"), known=_known(before))

    assert _of(after, "服务专窗").key == _of(before, "服务专窗").key


def test_an_added_year_is_compared_with_its_neighbours_only() -> None:
    compared: list[tuple[int | None, int | None]] = []

    def counting(baseline: Report, current: Report) -> Comparison:
        compared.append((baseline.year, current.year))
        return compare_reports(baseline, current)

    build_series([_report(year) for year in (2021, 2022, 2023)], counting)

    assert compared == [(2021, 2022), (2022, 2023)]


def test_a_reviewer_ties_and_parts_what_a_comparison_did_not() -> None:
    reports = [_report(2021, "设立企业服务专窗3个。"), _report(2022, "培训乡镇调解员。"), _report(2023)]

    def reviewed(baseline: Report, current: Report) -> Comparison:
        before = next(m for m in baseline.measures if "专窗" in m.text) if baseline.year == 2021 else None
        after = next((m for m in current.measures if "调解员" in m.text), None)
        if before is None or after is None:
            return compare_reports(baseline, current)
        sides = (Named(before.id, before.text),), (Named(after.id, after.text),)
        said = Decision("1", "2025-01-07T08:00:00Z", "李敏", Action.LINK, *sides)
        return compare_reports(baseline, current, decisions=[said])

    assert _of(build_series(reports, reviewed), "企业服务专窗").years == (2021, 2022)
