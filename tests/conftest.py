"""What tests need from the system, a browser and LibreOffice: without it they are skipped, but fail in CI."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from selenium import webdriver
from selenium.webdriver.remote.command import Command

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1440,900",
)

# How long an example takes says more of the machine, and of what else it does, than of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def leave_out(reason: str) -> NoReturn:
    """A test for which something is not installed: skipped on somebody's machine, a failure in CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def open_browser(profile: Path, *, scripts: bool = True) -> webdriver.Chrome:
    """Debian's Chromium with a profile of its own; skips, or in CI fails, where it is not installed."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        leave_out("no chromium: apt-get install chromium chromium-driver fonts-noto-cjk")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


@contextmanager
def nothing_reported(browser: webdriver.Chrome) -> Iterator[None]:
    """In this block nothing may be reported on the console; what earlier pages reported is left out."""
    browser.get("about:blank")
    _reported(browser)
    yield
    assert _reported(browser) == []


def _reported(browser: webdriver.Chrome) -> list[str]:
    """What was reported since it was last asked for."""
    entries = browser.execute(Command.GET_LOG, {"type": "browser"})["value"]
    return [entry["message"] for entry in entries]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = open_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def browser_without_scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    driver = open_browser(tmp_path_factory.mktemp("profile"), scripts=False)
    yield driver
    driver.quit()


@pytest.fixture
def office(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Lets LibreOffice write a document or a workbook in another format: `office(path, "pdf")`."""
    found = shutil.which("soffice")
    programs = (Path("/usr/lib/libreoffice/program", name) for name in ("libswlo.so", "libsclo.so"))
    if found is None or not all(program.exists() for program in programs):
        leave_out("no LibreOffice: apt-get install libreoffice-writer libreoffice-calc fonts-noto-cjk")

    def convert(path: Path, kind: str) -> Path:
        folder = tmp_path / "converted"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [found, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / f"{path.stem}.{kind}"

    return convert
