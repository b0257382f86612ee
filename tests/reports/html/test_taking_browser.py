"""Rows are taken away as text, as a table and as a file: those that are ticked, or what the filter leaves."""

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

from reports.html.page import render_report
from tests.builders import comparison

_TICK = "document.querySelector(\"[id='{key}'] > .tick\").click();"


@pytest.fixture
def page(browser: webdriver.Chrome, tmp_path: Path) -> webdriver.Chrome:
    path = tmp_path / "report.html"
    path.write_text(render_report(comparison()), encoding="utf-8")
    browser.get("about:blank")
    browser.get(path.as_uri())
    browser.execute_script(
        "window.taken = []; navigator.clipboard.writeText = async (text) => { window.taken.push(text); };"
        "navigator.clipboard.write = async () => { throw new Error('not allowed'); };"
    )
    return browser


def _taken(page: webdriver.Chrome, way: str) -> str:
    page.execute_script(f"document.querySelector('[data-take={way}]').click();")
    WebDriverWait(page, 8).until(lambda each: each.execute_script("return window.taken.length > 0"))
    return str(page.execute_script("return window.taken.pop()"))


def test_what_is_ticked_is_copied_as_text(page: webdriver.Chrome) -> None:
    page.execute_script(_TICK.format(key="2023-b"))

    assert _taken(page, "text") == (
        "延续 · 数据更新\n2023 年 “首席服务员”帮助500余家企业办理登记。\n"
        "2024 年 “营商合伙人”帮助680家企业办理登记。"
    )


def test_without_ticks_all_that_is_shown_is_copied_as_a_table(page: webdriver.Chrome) -> None:
    lines = _taken(page, "table").split("\n")

    assert lines[0] == "状态\t变化\t2023 年\t2024 年\t复核"
    assert len(lines) == 1 + 9
    assert "未再提及\t\t设立群众监督员。\t\t" in lines


def test_the_paragraph_is_copied(page: webdriver.Chrome) -> None:
    page.execute_script("document.querySelector('.briefs [data-copy]').click()")
    WebDriverWait(page, 8).until(lambda each: each.execute_script("return window.taken.length > 0"))

    assert str(page.execute_script("return window.taken[0]")).startswith(
        "青岚县法治政府建设情况报告：今年 6 条"
    )
