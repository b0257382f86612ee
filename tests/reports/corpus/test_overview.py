"""The overview of a corpus: its cells lead to pairs, what was left out is told, and nothing in it is run."""

from pathlib import Path

from selenium import webdriver

from compare.corpus.building import Corpus
from compare.corpus.catalogue import make_catalogue
from compare.corpus.overview import PairCount, Spread, Taker, Unusual
from compare.corpus.values import CorpusFile, Failure, FileState
from reports.corpus.page import render_overview
from reports.words import Words
from tests.conftest import nothing_reported

_BAD = "<img src=x onerror=alert(1)>\u202e青岚县"
_KIND = "法治政府建设情况报告"


def _count(body: str, year: int = 2024, *, new: int = 4, continued: int = 6) -> PairCount:
    name = f"ab{year}{len(body)}"
    return PairCount(name, body, _KIND, year - 1, year, 1, new, 2, continued, 3, 5, 2, ())


def _pages(counts: list[PairCount], *, has_pages: bool = True, folder: str = "") -> dict[str, str]:
    items = [
        CorpusFile(f"{folder}青岚县-2023.txt", "1", "", "青岚县", 2023, _KIND, 9),
        CorpusFile(f"{folder}另存.txt", "1", "", "青岚县", 2023, _KIND, 9),
        CorpusFile(f"{folder}空.txt", "", "", "", None, "", 0, FileState.UNREADABLE, "empty_file"),
    ]
    failure = Failure("f", "绿水区", _KIND, 2022, "绿水区-2022.txt", "ValueError: …")
    corpus = Corpus(make_catalogue(items, {}), (failure,), 0)
    takers = (Taker("青岚县", 2023, "ab1", "k", "设立专窗。"), Taker(_BAD, 2024, "ab2", "k", _BAD))
    unusual = Unusual(_BAD, _KIND, 2024, "ab3", "new", 99.5, ("专窗",), "", _BAD)
    pages = render_overview(
        corpus, counts, [Spread(_KIND, takers)], [unusual], Words("zh"), has_pages=has_pages
    )
    return dict(pages)


def test_a_cell_leads_to_its_pair() -> None:
    page = _pages([_count("青岚县")])["overview.html"]

    assert '<a href="pages/ab/ab20243.html">40%</a>' in page


def test_without_pages_nothing_leads_nowhere() -> None:
    assert 'href="pages/' not in _pages([_count("青岚县")], has_pages=False)["overview.html"]


def test_what_was_left_out_is_told_with_its_reason() -> None:
    page = _pages([_count("青岚县")])["overview.html"]

    assert "文件是空的" in page
    assert "内容相同" in page
    assert "绿水区-2022.txt" in page


def test_files_are_told_from_where_they_all_stand() -> None:
    page = _pages([_count("青岚县")], folder="/语料/报告/")["overview.html"]

    assert "<code>青岚县-2023.txt</code>" in page
    assert "与 另存.txt 内容相同" in page


def test_a_pair_far_from_the_others_is_marked() -> None:
    counts = [_count(f"甲{number}县") for number in range(9)] + [_count("远县", new=90, continued=1)]

    page = _pages(counts)["overview.html"]
    assert page.count("※<a") == 1


def test_more_bodies_than_a_page_holds_go_on_in_further_pages() -> None:
    pages = _pages([_count(f"第{number}县") for number in range(700)])

    assert list(pages) == ["overview.html", "overview-2.html"]
    assert "第0县" in pages["overview.html"]


def test_the_page_runs_nothing_and_opens_without_a_complaint(
    tmp_path: Path, browser: webdriver.Chrome
) -> None:
    page = _pages([_count(_BAD)])["overview.html"]

    assert "<img" not in page
    assert "\u202e" not in page
    (tmp_path / "overview.html").write_text(page, encoding="utf-8")
    with nothing_reported(browser):
        browser.get((tmp_path / "overview.html").as_uri())
        assert len(browser.find_elements("css selector", ".matrix tbody tr")) == 1
