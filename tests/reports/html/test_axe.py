"""axe finds no serious or critical fault: read or reviewed, narrow, in both schemes and languages."""

import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from compare.comparison import compare_reports, open_report
from compare.model import Comparison
from reports.html.page import render_report
from tests.builders import comparison
from tests.reports.serving import serving, written

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def axe() -> str:
    folder = files("axe_core_python") / "axe.min.js"
    return folder.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_reports(
        open_report(SEEDS / "yangpu-2023.txt"), open_report(SEEDS / "yangpu-2024-specimen.txt")
    )


@pytest.fixture
def dressed(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def _dress(browser: webdriver.Chrome, scheme: str, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})


def _faults(browser: webdriver.Chrome, axe: str) -> list[str]:
    """What is serious or critical, with the first place where it was found."""
    browser.set_script_timeout(120)
    browser.execute_script(axe)
    found: dict[str, Any] = browser.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[0]);"
    )
    return [
        f"{fault['id']} ×{len(fault['nodes'])}: {fault['nodes'][0]['html'][:300]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [
        ("zh", "light", 1440),
        pytest.param("zh", "dark", 1440, marks=pytest.mark.slow),
        pytest.param("en", "light", 390, marks=pytest.mark.slow),
        pytest.param("en", "dark", 390, marks=pytest.mark.slow),
    ],
)
def test_page_under_review(
    dressed: webdriver.Chrome, axe: str, tmp_path: Path, language: str, scheme: str, width: int
) -> None:
    with serving(written(comparison(), tmp_path / "out"), "--lang", language) as served:
        _dress(dressed, scheme, width)
        dressed.get("about:blank")
        dressed.get(served.address)
        dressed.execute_script("for (const each of document.querySelectorAll('details')) each.open = true;")
        for key in "jaja":
            dressed.switch_to.active_element.send_keys(key)
            time.sleep(0.2)
        assert dressed.find_elements(By.CSS_SELECTOR, ".controls")
        assert _faults(dressed, axe) == []
        for opening in ("l", "?"):
            dressed.find_element(By.TAG_NAME, "body").send_keys(opening)
            assert dressed.find_elements(By.CSS_SELECTOR, "dialog[open]")
            assert _faults(dressed, axe) == []
            dressed.execute_script(
                "document.querySelector('dialog[open]').dispatchEvent(new Event('cancel'));"
                "for (const each of document.querySelectorAll('dialog')) each.close();"
            )


def test_page_of_the_seeds(dressed: webdriver.Chrome, axe: str, seeds: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_report(seeds), encoding="utf-8")
    dressed.get("about:blank")
    dressed.get(path.as_uri())

    assert _faults(dressed, axe) == []
