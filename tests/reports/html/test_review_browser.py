"""The review in a real browser: by keys and by hand, undone, by two at once, with and without a server."""

import base64
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from compare.comparison import compare_reports, open_report
from compare.decisions.standing import Action, Decision, Named
from compare.model import Comparison, Status
from reports.cli import run
from reports.review.decision_file import DecisionFile
from reports.review.records import now
from reports.shown.summary import counted_changes
from tests.builders import comparison, large_comparison, new_id
from tests.conftest import nothing_reported
from tests.reports.serving import Served, serving, written

SEEDS = Path(__file__).parents[3] / "seeds"
PATIENCE = 40  # seconds until a page that others slow down must have answered


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_reports(
        open_report(SEEDS / "yangpu-2023.txt"), open_report(SEEDS / "yangpu-2024-specimen.txt")
    )


@pytest.fixture
def served(seeds: Comparison, tmp_path: Path) -> Iterator[Served]:
    with serving(written(seeds, tmp_path / "out"), "--reviewer", "李敏") as running:
        yield running


def _open(browser: webdriver.Chrome, address: str) -> None:
    browser.get("about:blank")
    browser.get(address)
    WebDriverWait(browser, PATIENCE).until(lambda each: each.find_element(By.ID, "progress").text)
    browser.execute_script("try { localStorage.clear(); } catch {}")


def _press(browser: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def _wait(browser: webdriver.Chrome, script: str, wanted: object) -> None:
    WebDriverWait(browser, PATIENCE).until(
        lambda each: each.execute_script(script) == wanted,
        message=f"{script} is {browser.execute_script(script)!r}, not {wanted!r}",
    )


def _wait_for_progress(browser: webdriver.Chrome, reviewed: int) -> None:
    _wait(browser, "return document.getElementById('progress').value.split(' / ')[0]", str(reviewed))


def _active(browser: webdriver.Chrome) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, ".row[aria-current]")


def _go_to(browser: webdriver.Chrome, status: str) -> str:
    """Press j until the row has this status; its key."""
    for _ in range(200):
        _press(browser, "j")
        row = _active(browser)
        if row.get_attribute("data-status") == status:
            return str(row.get_attribute("id"))
    raise AssertionError(status)


def _choose(browser: webdriver.Chrome, key: str) -> None:
    browser.execute_script("document.getElementById(arguments[0]).click()", key)


def _wait_for_said(browser: webdriver.Chrome, key: str, words: str) -> None:
    """What was decided stands at its row as soon as the server has acknowledged it."""

    def said(driver: webdriver.Chrome) -> bool:
        found = driver.find_elements(By.CSS_SELECTOR, f"[id='{key}'] .said")
        return any(words in (each.get_attribute("textContent") or "") for each in found)

    WebDriverWait(browser, PATIENCE).until(said, message=words)


def _wait_until_left(browser: webdriver.Chrome, key: str) -> None:
    """Another row is worked on as soon as what was said of this one is written down."""
    WebDriverWait(browser, PATIENCE).until(lambda _: _active(browser).get_attribute("id") != key)


def test_the_queue_begins_with_the_most_doubtful(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    _press(browser, "j")

    assert _active(browser).get_attribute("data-doubt") == "0"
    assert browser.current_url.endswith("#" + str(_active(browser).get_attribute("id")))
    _press(browser, "j", "j")
    assert _active(browser).get_attribute("data-doubt") == "2"
    _press(browser, "k")
    assert _active(browser).get_attribute("data-doubt") == "1"


def test_decisions_by_keys_outlive_a_reload_and_can_be_undone(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    accepted = _go_to(browser, "continued")
    _press(browser, "a")
    _wait_for_progress(browser, 1)
    _wait_for_said(browser, accepted, "认可 · 李敏")
    _wait_until_left(browser, accepted)
    parted = _go_to(browser, "continued")
    _press(browser, "u")
    _wait_for_progress(browser, 2)
    assert [line["action"] for line in served.lines()] == ["accept", "unlink"]

    _open(browser, served.address)
    assert browser.find_element(By.ID, parted).get_attribute("data-status") == "dropped"
    _wait_for_said(browser, parted, "人工分开 · 李敏")
    _press(browser, "z")
    _wait(browser, "return document.getElementById('told').textContent", "已撤回")
    assert served.lines()[-1]["undoes"] == served.lines()[1]["id"]
    _open(browser, served.address)
    assert browser.find_element(By.ID, parted).get_attribute("data-status") == "continued"
    _wait_for_progress(browser, 1)


def test_measures_are_linked_by_hand_several_to_several(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "new")
    _press(browser, "l")
    query = browser.find_element(By.ID, "linking-query")
    assert not browser.find_element(By.ID, "linking-confirm").is_enabled()
    query.send_keys("行政复议")
    boxes = browser.find_elements(By.CSS_SELECTOR, "#found li")
    texts = [box.text for box in boxes if box.text.startswith("2023")][:2]
    for text in texts:
        next(
            box for box in browser.find_elements(By.CSS_SELECTOR, "#found li") if box.text == text
        ).find_element(By.TAG_NAME, "input").click()
    browser.find_element(By.ID, "linking-confirm").click()
    WebDriverWait(browser, PATIENCE).until(lambda _: served.lines())

    (line,) = served.lines()
    assert line["action"] == "link"
    assert len(line["baseline"]) == 2
    assert all(any(each["text"] in text for text in texts) for each in line["baseline"])
    _wait_for_said(browser, key, "人工对应")
    browser.find_element(By.ID, "renew").click()
    _wait(browser, "return document.readyState", "complete")
    linked = browser.find_element(By.CSS_SELECTOR, ".row:has(.said[data-ids])")
    assert len(str(linked.get_attribute("data-b")).split()) == 2


def test_notes_roles_and_pledges_are_decided_with_the_controls(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "dropped")
    _press(browser, "n")
    browser.switch_to.active_element.send_keys("请核实 <b>原文</b>")
    browser.find_element(By.ID, "note-save").click()
    WebDriverWait(browser, PATIENCE).until(lambda _: len(served.lines()) == 1)
    _wait_for_said(browser, key, "请核实 <b>原文</b>")
    browser.find_element(By.CSS_SELECTOR, f"[id='{key}'] select[data-do=role] [value=plan]").click()
    WebDriverWait(browser, PATIENCE).until(lambda _: len(served.lines()) == 2)
    pledge = browser.find_element(By.CSS_SELECTOR, ".pledge-row")
    assert not pledge.find_elements(By.CSS_SELECTOR, ".controls")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", pledge)
    pledge.find_element(By.CSS_SELECTOR, "div").click()
    button = WebDriverWait(browser, PATIENCE).until(
        lambda _: pledge.find_element(By.CSS_SELECTOR, "button[data-value=partly]")
    )
    button.click()
    WebDriverWait(browser, PATIENCE).until(lambda _: len(served.lines()) == 3)

    assert [(line["action"], line.get("value")) for line in served.lines()] == [
        ("note", None),
        ("role", "plan"),
        ("pledge", "partly"),
    ]


def test_two_windows_stay_right_and_a_conflict_is_shown(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    second = browser.current_window_handle
    try:
        _open(browser, served.address)
        browser.execute_script("document.getElementById('reviewer').value = '王强'")
        key = _go_to(browser, "continued")
        browser.switch_to.window(first)
        assert _go_to(browser, "continued") == key
        browser.execute_script(
            "window.fetch = ((real) => (...given) =>"
            " given[1] ? real(...given) : Promise.reject(new Error('deaf')))(window.fetch)"
        )
        browser.switch_to.window(second)
        _press(browser, "u")
        _wait_for_progress(browser, 1)

        browser.switch_to.window(first)
        _press(browser, "a")
        _wait(browser, "return document.getElementById('conflict').open", True)
        assert "人工分开 · 王强" in browser.find_element(By.ID, "conflict-others").text
        assert "认可 · 李敏" in browser.find_element(By.ID, "conflict-mine").text
        assert len(served.lines()) == 1
        browser.find_element(By.ID, "conflict-insist").click()
        WebDriverWait(browser, PATIENCE).until(lambda _: len(served.lines()) == 2)

        browser.switch_to.window(second)
        _wait_for_said(browser, key, "认可 · 李敏")
    finally:
        browser.switch_to.window(second)
        browser.close()
        browser.switch_to.window(first)


def test_page_in_a_file_keeps_decisions_and_gives_them_to_the_folder(
    browser: webdriver.Chrome, seeds: Comparison, tmp_path: Path
) -> None:
    folder = written(seeds, tmp_path / "out")
    browser.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    page = (folder / "report.html").as_uri()
    _open(browser, page)
    browser.get("about:blank")
    _open(browser, page)
    key = _go_to(browser, "continued")
    _press(browser, "u")
    _wait(browser, "return document.getElementById('naming').open", True)
    _press(browser, *"李敏", Keys.ENTER)
    _wait_for_progress(browser, 1)
    _wait_for_said(browser, key, "人工分开 · 李敏")
    browser.get("about:blank")
    browser.get(page)
    _wait_for_progress(browser, 1)
    _wait_for_said(browser, key, "人工分开")
    browser.find_element(By.ID, "save").click()
    saved = tmp_path / "decisions.jsonl"
    WebDriverWait(browser, PATIENCE).until(lambda _: saved.exists() and saved.read_bytes().endswith(b"\n"))
    browser.execute_script("localStorage.clear()")

    for _ in range(2):
        assert run(["review", str(folder), "--import", str(saved)]) == 0
    (line,) = (json.loads(each) for each in (folder / "decisions.jsonl").read_text("utf-8").splitlines())
    assert line["action"] == "unlink"
    assert run(["compare", *map(str, sorted(SEEDS.glob("*.txt"))), "-o", str(folder), "--quiet"]) == 0
    changes = json.loads((folder / "changes.json").read_text("utf-8"))["changes"]
    assert [each["status"] for each in changes if each["decision"]] == ["dropped", "new"] or {
        each["status"] for each in changes if each["decision"]
    } == {"dropped", "new"}


def test_a_pair_is_reviewed_with_few_keys_where_the_reviewer_agrees(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    total = int(browser.execute_script("return document.getElementById('progress').value.split(' / ')[1]"))
    sure = len(browser.find_elements(By.CSS_SELECTOR, ".row[data-sure]:not([data-role=preamble])"))
    keys = ["A", Keys.ENTER]
    _press(browser, "A")
    _wait(browser, "return document.getElementById('accepting').open", True)
    _press(browser, Keys.ENTER)
    _wait_for_progress(browser, sure)
    keys += ["j", *"a" * (total - sure)]

    assert total > 100
    assert len(keys) <= 60
    assert len(served.lines()) == sure
    _press(browser, "z")
    _wait_for_progress(browser, 0)
    _wait(browser, "return document.getElementById('told').textContent.startsWith('一次撤回了')", True)


@pytest.mark.slow
def test_a_pair_is_reviewed_to_its_end_a_screen_at_a_time(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    total = int(browser.execute_script("return document.getElementById('progress').value.split(' / ')[1]"))
    _press(browser, "A")
    _wait(browser, "return document.getElementById('accepting').open", True)
    _press(browser, Keys.ENTER)
    done = len(browser.find_elements(By.CSS_SELECTOR, ".row[data-sure]:not([data-role=preamble])"))
    _wait_for_progress(browser, done)
    presses = 2
    while done < total:
        wanted = len(_readable(browser))
        before = browser.find_elements(By.CSS_SELECTOR, ".row[aria-current]")
        _press(browser, "s")
        presses, done = presses + 1, done + wanted
        _wait_for_progress(browser, done)
        if done < total:
            _wait_until_moved(browser, before)

    assert presses <= 30
    assert len({line["id"] for line in served.lines()}) == total


_READABLE = """
const isSeen = (row, x, y) => { const at = document.elementFromPoint(x, y); return at && row.contains(at); };
return Array.from(document.querySelectorAll(".row:not([data-role=preamble])")).filter((row) => {
  const { left, right, top, bottom } = row.getBoundingClientRect();
  const isFolded = row.querySelector(":scope > .fold:not([open])");
  return row.dataset.reviewed === "no" && !isFolded && bottom > top
    && [top + 3, bottom - 3].every((y) => isSeen(row, (left + right) / 2, y));
}).map((row) => row.id);
"""


def _readable(browser: webdriver.Chrome) -> list[str]:
    """The rows to be reviewed of which the first and the last line can be seen, by what is drawn there."""
    found: list[str] = browser.execute_script(_READABLE)
    return found


def _wait_until_moved(browser: webdriver.Chrome, before: list[WebElement]) -> None:
    """Another row is worked on, and stands still."""
    WebDriverWait(browser, PATIENCE).until(lambda each: [_active(each)] != before)
    _wait_until_still(browser)


def _wait_until_still(browser: webdriver.Chrome) -> None:
    """Rows come in at other heights than were guessed, and the page is moved to where it was to be."""

    def places() -> list[float]:
        script = "return [scrollY, document.querySelector('.row[aria-current]').getBoundingClientRect().top]"
        found: list[float] = browser.execute_script(script)
        return found

    before, since = places(), time.monotonic()
    while time.monotonic() - since < 0.3:
        if (now_at := places()) != before:
            before, since = now_at, time.monotonic()


@pytest.mark.parametrize("is_served", [True, False], ids=["served", "in a file"])
def test_what_can_be_read_on_the_screen_is_accepted_with_one_key(
    browser: webdriver.Chrome, served: Served, is_served: bool
) -> None:
    _open(browser, served.address if is_served else (served.folder / "report.html").as_uri())
    browser.execute_script("document.getElementById('reviewer').value = '李敏'")
    _press(browser, "s")  # nothing of the comparison can be read yet
    _wait(browser, "return document.querySelectorAll('.row[aria-current]').length", 1)
    _wait_until_still(browser)
    other, *_ = _readable(browser)
    _choose(browser, other)
    _press(browser, "u")
    _wait_for_progress(browser, 1)
    browser.execute_script("document.getElementById(arguments[0]).scrollIntoView()", other)
    _wait_until_still(browser)
    wanted = _readable(browser)
    _press(browser, "s")
    _wait_for_progress(browser, 1 + len(wanted))

    accepted = browser.execute_script(
        "return Array.from(document.querySelectorAll('.row[data-reviewed=yes]'), (each) => each.id)"
    )
    assert wanted
    assert set(accepted) == {other, *wanted}
    assert "人工分开" in str(browser.execute_script(f"return document.getElementById('{other}').textContent"))
    assert f"本屏 {len(wanted)} 条" in browser.find_element(By.ID, "told").text
    _wait_until_still(browser)
    assert _active(browser).get_attribute("id") in _readable(browser)
    _press(browser, "z")
    _wait_for_progress(browser, 1)


def test_what_the_filter_leaves_out_is_not_accepted_with_the_screen(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address + "#status=new&role=plan")
    browser.find_element(By.ID, "screen").click()
    _wait(browser, "return document.querySelectorAll('.row[aria-current]').length", 1)
    _wait_until_still(browser)
    browser.find_element(By.ID, "screen").click()
    _wait(browser, "return document.querySelectorAll('.row[data-reviewed=yes]').length > 0", True)

    accepted = browser.find_elements(By.CSS_SELECTOR, ".row[data-reviewed=yes]")
    told = {(each.get_attribute("data-status"), each.get_attribute("data-role")) for each in accepted}
    assert told == {("new", "plan")}


def test_what_somebody_else_visibly_decided_is_replaced_only_when_asked(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "continued")
    _press(browser, "u")
    _wait_for_said(browser, key, "人工分开 · 李敏")
    browser.execute_script("document.getElementById('reviewer').value = '王强'")
    _choose(browser, key)
    _press(browser, "a")
    _wait(browser, "return document.getElementById('conflict').open", True)
    browser.find_element(By.ID, "conflict-keep").click()
    assert len(served.lines()) == 1
    _choose(browser, key)
    _press(browser, "a")
    browser.find_element(By.ID, "conflict-insist").click()
    _wait_for_said(browser, key, "认可 · 王强")

    history = browser.find_element(By.CSS_SELECTOR, f"[id='{key}'] > .history").get_attribute("textContent")
    assert history is not None
    assert "人工分开 · 李敏 （已被取代）" in history
    assert "经过（2）" in history


def test_where_two_reviewers_differ_is_found_and_settled(
    browser: webdriver.Chrome, seeds: Comparison, tmp_path: Path
) -> None:
    folder = written(seeds, tmp_path / "out")
    with serving(folder, "--reviewer", "王强", "--blind") as blind:
        DecisionFile(folder).add(_accepted(seeds))
        _open(browser, blind.address)
        assert browser.find_element(By.ID, "reviewer").get_attribute("value") == "王强"
        key = _go_to_row_of(browser, _accepted(seeds))
        assert not browser.find_elements(By.CSS_SELECTOR, f"[id='{key}'] .said")
        _press(browser, "u")
        _wait_for_said(browser, key, "人工分开 · 王强")
    with serving(folder, "--reviewer", "赵岚") as served:
        _open(browser, f"{served.address}#disputed=yes")
        _wait(browser, "return document.getElementById('disputes').hidden", False)
        _wait(browser, "return document.getElementById('shown').value.split(' / ')[0]", "2")
        assert "κ" in (
            browser.find_element(By.CSS_SELECTOR, ".agreements").get_attribute("textContent") or ""
        )
        choices = browser.find_elements(By.CSS_SELECTOR, ".row.dropped:not([hidden]) .dispute button")
        assert [each.text for each in choices] == ["已认可 · 李敏", "人工分开 · 王强"]
        browser.execute_script("arguments[0].click()", choices[0])
        _wait(browser, "return document.getElementById('disputes').hidden", True)

        assert [line["action"] for line in served.lines()] == ["accept", "unlink", "accept"]
        assert len(served.lines()[2]["after"]) == 2


def _accepted(made: Comparison) -> Decision:
    """What a first reviewer says of the first measure that goes on."""
    change = next(each for each in counted_changes(made) if each.status is Status.CONTINUED)
    before, after = (tuple(Named(m.id, m.text) for m in side) for side in (change.baseline, change.current))
    when = "2025-01-07T08:00:00.000Z"
    return Decision("a" * 32, when, "李敏", Action.ACCEPT, before, after, value="continued")


def _go_to_row_of(browser: webdriver.Chrome, decision: Decision) -> str:
    """Go to the row that a decision is about; its key."""
    row = browser.find_element(By.CSS_SELECTOR, f".row[data-b~='{decision.baseline[0].id}']")
    key = str(row.get_attribute("id"))
    _choose(browser, key)
    return key


def test_a_note_outlives_a_failed_save_and_a_closed_tab(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "dropped")
    browser.execute_script("window.real = window.fetch; window.fetch = () => Promise.reject(new Error('x'))")
    _press(browser, "n")
    browser.switch_to.active_element.send_keys("请核实原文")
    browser.find_element(By.ID, "note-save").click()
    _wait(browser, "return document.getElementById('note-failed').hidden", False)
    assert browser.find_element(By.ID, "note-text").get_attribute("value") == "请核实原文"

    browser.get("about:blank")
    browser.get(f"{served.address}#{key}")
    WebDriverWait(browser, PATIENCE).until(lambda each: each.find_element(By.ID, "progress").text)
    _choose(browser, key)
    _press(browser, "n")
    assert browser.find_element(By.ID, "note-text").get_attribute("value") == "请核实原文"
    browser.find_element(By.ID, "note-save").click()
    _wait_for_said(browser, key, "请核实原文")


def test_candidates_are_linked_by_their_numbers(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "new")
    _press(browser, "l", "1", Keys.ENTER)

    _wait_for_said(browser, key, "人工对应")
    (line,) = served.lines()
    assert (line["action"], len(line["baseline"])) == ("link", 1)


def test_nothing_of_the_review_shows_without_scripts(
    browser_without_scripts: webdriver.Chrome, seeds: Comparison, tmp_path: Path
) -> None:
    folder = written(seeds, tmp_path / "out")
    browser_without_scripts.get((folder / "report.html").as_uri())

    assert not browser_without_scripts.find_element(By.ID, "review").is_displayed()
    assert not browser_without_scripts.find_elements(By.CSS_SELECTOR, ".controls")
    assert not [
        each for each in browser_without_scripts.find_elements(By.TAG_NAME, "dialog") if each.is_displayed()
    ]


def test_controls_of_every_row_are_reached_by_the_tab_key(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    first = _go_to(browser, "continued")
    reached = {first}
    for _ in range(30):
        _press(browser, Keys.TAB)
        if browser.switch_to.active_element.find_elements(By.XPATH, "ancestor::*[@class='controls']"):
            reached.add(str(_active(browser).get_attribute("id")))

    assert len(reached) > 1


def test_a_row_under_the_pointer_stands_still_when_it_is_chosen(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    _go_to(browser, "continued")
    row = _active(browser).find_element(By.XPATH, "following::article[1]")
    before = browser.execute_script("return arguments[0].getBoundingClientRect().top", row)
    row.find_element(By.CSS_SELECTOR, ".meta .badge, summary .badge").click()

    assert row.get_attribute("aria-current") == "true"
    assert abs(browser.execute_script("return arguments[0].getBoundingClientRect().top", row) - before) < 2


def test_help_is_opened_and_closed_by_keys(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    _press(browser, "?")
    _wait(browser, "return document.getElementById('help').open", True)
    _press(browser, Keys.ESCAPE)
    _wait(browser, "return document.getElementById('help').open", False)


def test_flow_leads_to_the_rows_it_counts(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    band = browser.find_element(By.CSS_SELECTOR, ".band.new a")
    count = str(band.get_attribute("data-count"))
    browser.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", band)
    _wait(browser, "return document.getElementById('shown').value.split(' / ')[0]", count)


def test_whole_texts_scroll_together(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    browser.execute_script("document.querySelector('#texts details').open = true")
    browser.execute_script(
        "const pane = document.querySelector('.whole-text'); pane.dispatchEvent(new Event('wheel'));"
        "pane.scrollTop = pane.scrollHeight;"
    )
    _wait(browser, "return document.querySelectorAll('.whole-text')[1].scrollTop > 500", True)


_PLACES_IN_SIGHT = """
    return Array.from(document.querySelectorAll(".whole-text a.here")).filter((each) => {
      const [place, pane] = [each, each.closest(".whole-text")].map((it) => it.getBoundingClientRect());
      return place.top >= pane.top && place.top < pane.bottom;
    }).map((each) => each.hash);
"""


def test_the_places_of_a_row_are_found_in_both_texts_and_lead_back(
    browser: webdriver.Chrome, served: Served
) -> None:
    _open(browser, served.address)
    key = _go_to(browser, "continued")
    _press(browser, "t")
    _wait(browser, _PLACES_IN_SIGHT, [f"#{key}", f"#{key}"])
    _press(browser, Keys.ENTER)
    _wait(browser, "return location.hash", f"#{key}")


def test_nothing_is_reported_on_the_console(browser: webdriver.Chrome, served: Served) -> None:
    with nothing_reported(browser):
        _open(browser, served.address)
        _press(browser, "j", "a")
        _wait_for_progress(browser, 1)
        time.sleep(2)


@pytest.mark.slow
def test_served_page_of_a_thousand_measures_works(browser: webdriver.Chrome, tmp_path: Path) -> None:
    with serving(written(large_comparison(1000), tmp_path / "out")) as served:
        _open(browser, served.address)
        _press(browser, "j", "a")
        _wait_for_progress(browser, 1)


HOSTILE = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>]]>javascript:hit=1\'"`${1}\u202e。'


def test_hostile_words_are_inert_in_the_review(browser: webdriver.Chrome, tmp_path: Path) -> None:
    made = comparison()
    changes = tuple(
        replace(
            each,
            baseline=tuple(replace(m, text=HOSTILE + m.id, figures=()) for m in each.baseline),
            current=tuple(replace(m, text=HOSTILE + m.id, figures=()) for m in each.current),
            diff=(),
            figures=(),
            candidates=(),
        )
        for each in made.changes
    )
    sides = {m.id: m for each in changes for m in (*each.baseline, *each.current)}
    hostile = replace(
        made,
        changes=changes,
        pledges=(),
        baseline=replace(
            made.baseline, title=HOSTILE, measures=tuple(sides[m.id] for m in made.baseline.measures)
        ),
        current=replace(
            made.current, body=HOSTILE, measures=tuple(sides[m.id] for m in made.current.measures)
        ),
    )
    results = written(hostile, tmp_path / "out")
    with serving(results, "--reviewer", HOSTILE[:90]) as served, nothing_reported(browser):
        _open(browser, served.address)
        _press(browser, "j", "n")
        browser.switch_to.active_element.send_keys(HOSTILE.replace("\u202e", ""))
        browser.find_element(By.ID, "note-save").click()
        WebDriverWait(browser, PATIENCE).until(lambda _: served.lines())
        _press(browser, "l")
        _press(browser, Keys.ESCAPE)
        _open(browser, served.address)

        assert browser.execute_script("return window.hit") is None
        assert "onerror" in browser.find_element(By.CSS_SELECTOR, ".said").text
        assert not browser.find_elements(By.CSS_SELECTOR, "main img, main script")


def test_a_note_cannot_turn_the_direction_of_a_line(browser: webdriver.Chrome, tmp_path: Path) -> None:
    folder = written(comparison(), tmp_path / "out")
    named = (Named("b1", "“首席服务员”帮助500余家企业办理登记。"),)
    noted = Decision(new_id(), now(), "李\u202e敏", Action.NOTE, named, (), note="\u202e反转\u2066")
    DecisionFile(folder).add(noted)
    with serving(folder) as served:
        _open(browser, served.address)
        _wait_for_said(browser, "2023-b1", "\ufffd反转\ufffd” · 李\ufffd敏")

        assert not set(str(browser.execute_script("return document.body.textContent"))) & set("\u202e\u2066")


def test_paper_has_the_decisions_and_none_of_the_controls(browser: webdriver.Chrome, served: Served) -> None:
    _open(browser, served.address)
    _press(browser, "j", "a")
    _wait_for_progress(browser, 1)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pages = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(printed["data"])))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)

    assert "已认可·李敏" in text
    assert "另作对应" not in text
    assert "已复核" not in text
