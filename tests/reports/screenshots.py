"""Takes the pictures of the README from the seeds: `python -m tests.reports.screenshots OUT_DIR`."""

import base64
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver

from compare.comparison import compare_reports, open_report
from reports import cli
from reports.html.page import render_report
from reports.trackers.base import Field
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.serving import TrackerServer
from tests.conftest import open_browser
from tests.reports.serving import serving, written

_SEEDS = Path(__file__).parents[2] / "seeds"
_SHOTS = (
    # name, language, width, height, scheme, the part of the page to begin with
    ("overview", "zh", 1440, 1250, "light", "overview"),
    ("compare", "zh", 1440, 1100, "light", "compare"),
    ("narrow", "en", 390, 844, "dark", "compare"),
)


def main(folder: Path) -> None:
    """Write one PNG for each picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    comparison = compare_reports(
        open_report(_SEEDS / "yangpu-2023.txt"), open_report(_SEEDS / "yangpu-2024-specimen.txt")
    )
    with tempfile.TemporaryDirectory() as work:
        browser = open_browser(Path(work) / "profile")
        try:
            for name, language, width, height, scheme, part in _SHOTS:
                page = Path(work) / f"{language}.html"
                page.write_text(render_report(comparison, language), encoding="utf-8")
                picture = take_picture(browser, page.as_uri(), (width, height), scheme, part)
                (folder / f"{name}.png").write_bytes(picture)
            results = written(comparison, Path(work) / "out")
            (folder / "review.png").write_bytes(_review(browser, results))
            for name, picture in _ledger(browser, results, Path(work) / "台账"):
                (folder / f"{name}.png").write_bytes(picture)
        finally:
            browser.quit()


def _review(browser: webdriver.Chrome, results: Path) -> bytes:
    """The page in the middle of a review: some rows accepted, one parted."""
    with serving(results, "--reviewer", "李敏") as served:
        take_picture(browser, served.address, (1440, 900), "light", "compare")
        for key in "jajaj":
            _press(browser, key)
        while "continued" not in (browser.switch_to.active_element.get_attribute("class") or ""):
            _press(browser, "j")
        for key in "uk":
            _press(browser, key)
        return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def _ledger(browser: webdriver.Chrome, results: Path, home: Path) -> Iterator[tuple[str, bytes]]:
    """The list of the ledger that the results are fed into, and the ticket with the most figures."""
    if cli.run(["feed", str(results), "--to", f"roundup:{home}", "--apply", "--quiet"]):
        raise SystemExit("the feed failed")
    tracker = EmbeddedTracker(home)
    fullest = max(tracker.tickets(), key=lambda ticket: ticket.fields[Field.FIGURES].count("\n"))
    tracker.close()
    with TrackerServer(home, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield "ledger", take_picture(browser, server.entrance, (1440, 900), "light", "content")
        ticket = f"{server.address}issue{fullest.id}"
        yield "ticket", take_picture(browser, ticket, (1440, 900), "light", "content")
        server.shutdown()


def _press(browser: webdriver.Chrome, key: str) -> None:
    browser.switch_to.active_element.send_keys(key)
    time.sleep(1)  # until the row has come to rest


def take_picture(
    browser: webdriver.Chrome, address: str, size: tuple[int, int], scheme: str, part: str
) -> bytes:
    """A PNG of the window with a part of a page at its top, as `light` or `dark`."""
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.get("about:blank")
    browser.get(address)
    browser.execute_script("document.getElementById(arguments[0])?.scrollIntoView();", part)
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
