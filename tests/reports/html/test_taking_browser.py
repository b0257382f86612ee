"""Rows are taken away as text, as a table and as a file: those that are ticked, or what the filter leaves."""

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from reports.html.page import render_report
from tests.builders import comparison
from tests.reports.serving import serving, written


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
    page.execute_script("document.getElementById('2023-b').scrollIntoView()")
    WebDriverWait(page, 8).until(lambda each: each.find_elements(By.CSS_SELECTOR, "[id='2023-b'] > .tick"))
    page.execute_script("document.querySelector(\"[id='2023-b'] > .tick\").click()")

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


def test_only_a_server_offers_the_files_that_it_makes(
    page: webdriver.Chrome, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    offered = "return Array.from(document.querySelectorAll('[data-take]'), (each) => each.dataset.take)"
    assert page.execute_script(offered) == ["text", "table", "csv"]
    settings = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", settings)
    with serving(written(comparison(), tmp_path / "out")) as served:
        browser.get(served.address)
        WebDriverWait(browser, 20).until(lambda each: each.find_element(By.ID, "progress").text)
        assert browser.execute_script(offered) == ["text", "table", "csv", "xlsx", "docx"]
        browser.execute_script("document.querySelector('[data-take=xlsx]').click()")
        saved = tmp_path / "rows.xlsx"
        WebDriverWait(browser, 20).until(lambda _: saved.exists() and saved.read_bytes()[:2] == b"PK")
