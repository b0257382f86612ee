"""How quickly the page of a long report opens and filters in headless Chromium, served and as a file.

    python -m tests.bench.page [MEASURES]

prints the median milliseconds of five runs each; a filter is set and taken back, and the slower counts. The
aims, for 1,000 measures: open in under 2,000, filter in under 100; and report.html of the seeds under 1 MB.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver

from compare.comparison import compare_reports, open_report
from reports.html.page import render_report
from tests.builders import large_comparison
from tests.conftest import open_browser
from tests.reports.serving import serving, written

_SEEDS = Path(__file__).parents[2] / "seeds"
_RUNS = 5
_FILTER = (
    "const box = document.querySelector('#filters input[name=status][value=new]');"
    "const done = arguments[0]; const start = performance.now(); box.click();"
    "requestAnimationFrame(() => requestAnimationFrame(() => {"
    " document.body.offsetHeight; done(performance.now() - start); }));"
)


def main(measures: int) -> None:
    seeds = compare_reports(
        open_report(_SEEDS / "yangpu-2023.txt"), open_report(_SEEDS / "yangpu-2024-specimen.txt")
    )
    size = len(render_report(seeds).encode())
    sys.stdout.write(f"report.html of the seeds: {size / 1e6:.2f} MB\n")
    with tempfile.TemporaryDirectory() as work:
        folder = written(large_comparison(measures), Path(work) / "out")
        with serving(folder) as served:
            browser = open_browser(Path(work) / "profile")
            try:
                for name, address in (
                    ("file", (folder / "report.html").as_uri()),
                    ("served", served.address),
                ):
                    opened, filtered = _medians(browser, address)
                    sys.stdout.write(
                        f"{measures} measures, {name}: open {opened:.0f} ms, filter {filtered:.0f} ms\n"
                    )
            finally:
                browser.quit()


def times_of(page: Path, profile: Path) -> tuple[float, float]:
    """The median milliseconds in which a page that is a file opens, and filters."""
    browser = open_browser(profile)
    try:
        return _medians(browser, page.as_uri())
    finally:
        browser.quit()


def _medians(browser: webdriver.Chrome, address: str) -> tuple[float, float]:
    opened, filtered = [], []
    for _ in range(_RUNS):
        browser.get("about:blank")
        start = time.perf_counter()
        browser.get(address)
        browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        opened.append((time.perf_counter() - start) * 1000)
        narrowing, clearing = (float(browser.execute_async_script(_FILTER)) for _ in range(2))
        filtered.append(max(narrowing, clearing))
    return statistics.median(opened), statistics.median(filtered)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
