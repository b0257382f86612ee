"""The page as text: complete, inert, self-contained, and true to the comparison."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from compare.comparison import compare_reports, open_report
from compare.model import (
    Aside,
    Comparison,
    FigureCaveat,
    FigureChange,
    Measure,
    PledgeOutcome,
    Reversal,
    ReversalKind,
    Role,
    SectionLink,
    TextPart,
)
from reports.html.page import render_report
from tests.builders import change, comparison, large_comparison, measure

SEEDS = Path(__file__).parents[3] / "seeds"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "]]><!--",
    "</style></title></textarea>",
    "{{ 7*7 }}{% raw %}",
    "\u202e反转\u2066文字\x00\x1b",
)


class _Reader(HTMLParser):
    """Collects what a page holds: tags with their attributes, ids, and texts with their language."""

    VOID = frozenset({"meta", "input", "br", "img", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(page)
        assert [tag for tag, _ in self._open] == [""], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in self.VOID:
            self._open.append((tag, attributes.get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1]
        if data.strip() and tag not in ("style", "script"):
            self.texts.append((language, data))

    def values(self, name: str) -> list[str]:
        return [
            value for _, attributes in self.tags for key, value in attributes.items() if key == name and value
        ]


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_reports(
        open_report(SEEDS / "yangpu-2023.txt"), open_report(SEEDS / "yangpu-2024-specimen.txt")
    )


def _with_text(text: str) -> Comparison:
    """The small comparison with one text everywhere that a report has a say."""
    base = comparison()
    rename = {
        m.id: replace(m, text=text, names=(text,)) for m in (*base.baseline.measures, *base.current.measures)
    }

    def swap(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
        return tuple(replace(rename[m.id], figures=()) for m in measures)

    sections = tuple(replace(s, path=tuple(text for _ in s.path)) for s in base.current.sections)
    report = replace(base.current, title=text, body=text, source=text, sections=sections)
    changes = tuple(
        replace(c, baseline=swap(c.baseline), current=swap(c.current), diff=()) for c in base.changes
    )
    return replace(base, current=report, changes=changes)


def _elements(page: _Reader) -> list[str]:
    """The tags but for those that the length of a text and its numbers bring about."""
    return [tag for tag, _ in page.tags if tag not in ("tspan", "span")]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_of_reports_is_only_ever_text(text: str, language: str) -> None:
    page = _Reader(render_report(_with_text(text), language))
    harmless = _Reader(render_report(_with_text("平常的话"), language))

    assert _elements(page) == _elements(harmless)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(value.startswith("#") for value in page.values("href"))


def test_characters_that_turn_the_direction_of_text_are_replaced() -> None:
    page = render_report(_with_text("\u202e反转\u2066文字\x00"))

    assert not set(page) & set("\u202e\u2066\x00")
    assert "\ufffd反转\ufffd文字\ufffd" in page


def test_policy_allows_only_the_pages_own_style_and_script() -> None:
    page = render_report(comparison())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")

    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_nothing_is_loaded_and_no_style_or_handler_stands_in_an_attribute() -> None:
    page = render_report(comparison())
    reader = _Reader(page)

    without_digests = re.sub(r"sha256-[\w+/]+", "", page)
    assert not re.search(r"(?:https?:)?//\w|url\(|@import|\bfetch\(|XMLHttpRequest", without_digests)
    names = {name for _, attributes in reader.tags for name in attributes}
    assert not names & {"style", "src", "action", "data", "srcset"}
    assert not {tag for tag, _ in reader.tags} & {"link", "img", "iframe", "object", "embed", "base"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_of_both_reports_is_on_the_page_of_the_seeds(seeds: Comparison, language: str) -> None:
    page = _Reader(render_report(seeds, language))
    whole = "".join(text for _, text in page.texts)

    for each in (*seeds.baseline.measures, *seeds.current.measures):
        assert each.text in whole
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {each.key for each in seeds.changes} <= set(ids)
    assert {value[1:] for value in page.values("href") if "=" not in value} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_page_of_the_seeds_is_small_and_the_same_every_time(seeds: Comparison) -> None:
    page = render_report(seeds)

    assert len(page.encode()) <= 700_000
    assert render_report(seeds) == page


def test_stray_line_is_told(seeds: Comparison) -> None:
    assert "文末残句与前文重复，已略去" in render_report(seeds)


def test_english_page_has_no_chinese_of_its_own(seeds: Comparison) -> None:
    for shown in (seeds, comparison()):
        page = _Reader(render_report(shown, "en"))
        own = [text for language, text in page.texts if language != "zh-CN"]
        assert [text for text in own if re.search("[\u4e00-\u9fff]", text)] == []
        for name in ("aria-label", "title", "placeholder"):
            assert [value for value in page.values(name) if re.search("[\u4e00-\u9fff]", value)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_headings_leave_out_no_level(seeds: Comparison, language: str) -> None:
    page = _Reader(render_report(seeds, language))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_and_plans_are_told_by_name() -> None:
    page = render_report(comparison()).replace("\u00a0", " ")

    assert "受助企业" in page
    assert "500 余家" in page
    assert "680 家" in page
    assert "▲ 36.0%" in page
    assert '<p class="big">2<span class="of">/3</span></p>' in page


def test_what_a_file_sets_apart_stands_below_its_text() -> None:
    made = comparison()
    note = Aside("[1]“一件事”：<多项>合办。", TextPart.GLOSSARY, 3)
    page = render_report(replace(made, current=replace(made.current, asides=(note,))))
    assert page.count('<ul class="asides">') == 1
    assert "<li>[1]“一件事”：&lt;多项&gt;合办。</li>" in page


def test_documents_and_catchwords_of_one_year_alone_are_told() -> None:
    def named(text: str, *names: str) -> Measure:
        return replace(measure("m", text), names=names)

    made = comparison()
    before = named(
        "落实《行政处罚法》和《2023年工作要点》，推行“码上注”。",
        "《行政处罚法》",
        "《2023年工作要点》",
        "“码上注”",
    )
    after = named(
        "落实《2024年工作要点》和《公司法》，严格执行中华人民共和国行政处罚法。",
        "《2024年工作要点》",
        "《公司法》",
    )
    page = render_report(
        replace(
            made,
            baseline=replace(made.baseline, measures=(before,)),
            current=replace(made.current, measures=(after,)),
            changes=(
                replace(
                    made.changes[0], key="2023-x", baseline=(before,), current=(after,), diff=(), figures=()
                ),
            ),
            pledges=(),
        )
    )

    lists = re.findall(r'<ul class="names".*?</ul>', page)
    assert [re.findall(r"<a[^>]*>(.*?)</a>", each) for each in lists] == [["《公司法》"], ["“码上注”"]]
    assert 'href="#2023-x"' in lists[0]


def test_measure_without_a_counterpart_shows_what_comes_nearest() -> None:
    made = comparison()
    alone = next(each for each in made.changes if each.candidates)
    (nearest,) = re.findall(
        r'<p class="nearest">(.*?)</p>', render_report(replace(made, changes=(alone,), pledges=()))
    )

    assert alone.candidates[0].measure.text[:10] in nearest
    assert nearest.endswith("可能性 12%")


def test_dropped_measure_without_a_section_stands_under_its_own_heading() -> None:
    page = render_report(replace(comparison(), sections=(SectionLink(4, 4, 0.9),)))

    assert (
        page.index("2023 年报告中今年没有对应章节的内容") < page.index('id="b-3"') < page.index('id="2023-e"')
    )
    assert (
        page.index('id="c-4"') < page.index('id="2023-f"') < page.index("2023 年报告中今年没有对应章节的内容")
    )


def test_dropped_measure_of_a_section_without_a_partner_stands_where_its_chapter_went() -> None:
    page = render_report(comparison())

    assert page.index('id="c-2"') < page.index('id="2023-e"') < page.index('id="c-3"')
    assert "2023 年报告中今年没有对应章节的内容" not in page


def test_empty_comparison_and_years_unknown() -> None:
    base = comparison()
    empty = replace(
        base,
        baseline=replace(base.baseline, year=None, measures=()),
        current=replace(base.current, measures=()),
        changes=(),
        pledges=(),
        sections=(),
    )

    assert "基准" in render_report(empty)
    assert "逐条对照" in render_report(empty)


def test_report_without_any_heading() -> None:
    base = comparison()
    opening = base.current.sections[:1]
    old, new = measure("b1", "办理登记。", section=0), measure("c1", "办理注销。", Role.PROBLEM, section=0)
    flat = replace(
        base,
        baseline=replace(base.baseline, sections=opening, measures=(old,)),
        current=replace(base.current, sections=opening, measures=(new,)),
        changes=(change("k1", [old]), change("k2", [], [new])),
        pledges=(),
        sections=(),
    )
    page = render_report(flat)

    assert "办理登记。" in page
    assert "办理注销。" in page


def test_a_megabyte_without_a_space_ends_and_is_kept() -> None:
    text = "字" * 1_000_000
    assert text in render_report(_with_one_long_measure(text))


def _with_one_long_measure(text: str) -> Comparison:
    base = large_comparison(3)
    first = base.changes[2]
    long = replace(first.current[0], text=text)
    return replace(base, changes=(*base.changes[:2], replace(first, current=(long,))))


def test_a_role_in_doubt_is_shown_with_what_it_may_be_instead() -> None:
    odds = {"c3": ((Role.DONE, 0.97), (Role.PREAMBLE, 0.03)), "c4": ((Role.DONE, 0.62), (Role.PLAN, 0.36))}
    made = comparison()
    changes = tuple(
        replace(each, current=tuple(replace(m, odds=odds.get(m.id, ())) for m in each.current))
        for each in made.changes
    )
    page = render_report(replace(made, changes=changes), "en")
    assert page.count("Role uncertain, perhaps") == 1
    assert re.search(r"Role uncertain, perhaps \w+ 36%", page)


def test_a_reversal_stands_beside_the_kind_and_is_never_folded() -> None:
    made = comparison()
    same = next(each for each in made.changes if each.key == "2023-d")
    reversal = Reversal(ReversalKind.POLARITY, "公开", "不再公开")
    turned = replace(same, reversals=(reversal,), added=("接受查询",), left_out=("按季公示",))
    page = render_report(replace(made, changes=(turned,), pledges=()))
    row = page[page.index('id="2023-d"') : page.index("</article>")]

    assert 'data-reversed="yes"' in row
    assert "说法相反" in row
    assert "公开 → 不再公开" in row
    assert "增写：" in row
    assert "按季公示" in row
    assert '<details class="fold"' not in row
    assert "说法反转" in page[: page.index('id="compare"')]


def test_what_became_of_a_plan_is_told_finer_than_its_state() -> None:
    made = comparison()
    finer = (
        replace(made.pledges[0], outcome=PledgeOutcome.EXCEEDED, share=1.2),
        replace(made.pledges[1], outcome=PledgeOutcome.PARTLY, share=0.6),
        replace(made.pledges[2], outcome=PledgeOutcome.CARRIED_OVER, again=made.current.measures[-1:]),
    )
    page = render_report(replace(made, pledges=finer))
    part = page[page.index('id="pledges"') : page.index('id="flow"')]

    assert "超额完成 达到计划的 120%" in part
    assert "达到计划的 60%" in part
    assert "今年又列入安排" in part
    assert "今年又安排" in part


def test_figures_of_another_basis_are_no_movement_and_all_others_are_listed() -> None:
    made = comparison()
    helped = next(each for each in made.changes if each.figures)
    alone = FigureChange(None, helped.figures[0].after)
    other_basis = replace(helped.figures[0], caveat=FigureCaveat.BASIS)
    changed = replace(helped, figures=(other_basis,), other_figures=(alone,))
    page = render_report(replace(made, changes=(changed,), pledges=()))

    assert "▲" not in page[page.index("<main>") : page.index('id="compare"')]
    assert "※ 口径不同" in page
    assert "没有变动或不能比较的数据 2 项" in page
