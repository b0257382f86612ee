"""A word without end breaks inside, and neither hangs the page nor makes it wider than its window."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver

from compare.changes.diff import diff_texts
from reports.html.page import render_report
from tests.builders import HEADINGS_2023, HEADINGS_2024, change, comparison, measure, report

_SECONDS = 20


@pytest.mark.slow
@pytest.mark.parametrize("word", ["x", "字"])
def test_a_word_of_a_million_letters_does_not_stop_the_page(
    browser: webdriver.Chrome, tmp_path: Path, word: str
) -> None:
    before, after = measure("b1", word * 1_000_000 + "甲。"), measure("c1", word * 1_000_000 + "乙。")
    moved = change("2023-a", [before], [after], diff=diff_texts(before.text, after.text))
    made = replace(
        comparison(),
        baseline=report(2023, HEADINGS_2023, [before]),
        current=report(2024, HEADINGS_2024, [after]),
        sections=(),
        changes=(moved,),
        pledges=(),
    )
    page = tmp_path / "report.html"
    page.write_text(render_report(made), encoding="utf-8")
    browser.get(page.as_uri())
    begun = time.monotonic()
    wide = browser.execute_script(
        "for (const each of document.querySelectorAll('details')) each.open = true;"
        "return document.documentElement.scrollWidth - innerWidth"
    )

    assert time.monotonic() - begun < _SECONDS
    assert wide <= 0  # it breaks inside
