"""Pictures of a page for eyes: `python -m tests.reports.looking BASELINE CURRENT OUT [PART …]`.

Each part of the page at 1440, 768 and 390 pixels, light and dark, in both languages, and the paper as a PDF.
"""

import base64
import sys
import tempfile
from itertools import product
from pathlib import Path

from selenium import webdriver

from compare.comparison import compare_reports, open_report
from reports.html.page import render_report
from tests.conftest import open_browser
from tests.reports.screenshots import take_picture

_SIZES = ((1440, 1000), (768, 1024), (390, 844))
_PARTS = ("matters", "overview", "pledges", "flow", "compare")
_A4_INCHES = (8.27, 11.69)


def main(baseline: Path, current: Path, folder: Path, parts: tuple[str, ...]) -> None:
    """Write a PNG for each part, size, scheme and language, and a PDF for each language, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    comparison = compare_reports(open_report(baseline), open_report(current))
    with tempfile.TemporaryDirectory() as work:
        browser = open_browser(Path(work) / "profile")
        try:
            for language in ("zh", "en"):
                page = Path(work) / f"{language}.html"
                page.write_text(render_report(comparison, language), encoding="utf-8")
                for part, size, scheme in product(parts, _SIZES, ("light", "dark")):
                    picture = take_picture(browser, page.as_uri(), size, scheme, part)
                    (folder / f"{part}-{size[0]}-{scheme}-{language}.png").write_bytes(picture)
                (folder / f"paper-{language}.pdf").write_bytes(_paper(browser, page.as_uri()))
        finally:
            browser.quit()


def _paper(browser: webdriver.Chrome, address: str) -> bytes:
    browser.get(address)
    width, height = _A4_INCHES
    settings = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": True}
    return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", settings)["data"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), tuple(sys.argv[4:]) or _PARTS)
