"""The page of an embedded Roundup: who is let in, what people see and do there, hostile text."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from roundup.mailer import Mailer
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from compare.errors import InputError
from compare.model import Notice
from reports.trackers.base import Field, Note, Secrets, Setup, StaleError, TrackerError
from reports.trackers.roundup import open_tracker
from reports.trackers.roundup import serving as roundup_serving
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.homes import open_home
from reports.trackers.roundup.rest import RestTracker
from reports.trackers.roundup.serving import TrackerServer, serve_tracker
from reports.trackers.states import STATES
from reports.words import Words
from tests.conftest import nothing_reported
from tests.reports.trackers.contract import HOSTILE, MEMORY, States, drafted
from tests.reports.trackers.roundup_contract import RestContract

_COMMAND = """
import sys
from pathlib import Path
from reports.trackers.roundup.serving import serve_tracker
from reports.words import Words

serve_tracker(Path(sys.argv[1]), Words("zh"), port=0, browse=False)
"""


_ON_THE_WAY = (NoSuchElementException, StaleElementReferenceException)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def beside(path: Path) -> Iterator[EmbeddedTracker]:
    open_home(path)
    tracker = open_tracker("roundup", Setup(str(path)))
    assert isinstance(tracker, EmbeddedTracker)
    yield tracker
    tracker.close()


@pytest.fixture
def served(beside: EmbeddedTracker, path: Path) -> Iterator[TrackerServer]:
    assert list(beside.tickets()) == []
    with TrackerServer(path, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def visitor(served: TrackerServer) -> Iterator[httpx2.Client]:
    """Somebody who does not know the token."""
    with httpx2.Client(base_url=served.address, follow_redirects=True) as client:
        yield client


@pytest.fixture
def owner(served: TrackerServer) -> Iterator[httpx2.Client]:
    """Who started the server, and opened the address on the terminal."""
    headers = {"Origin": served.address.rstrip("/")}
    with httpx2.Client(base_url=served.address, follow_redirects=True, headers=headers) as client:
        assert client.get(served.entrance).url == served.address
        yield client


def rest(served: TrackerServer, folder: Path) -> RestTracker:
    file = folder / "token"
    file.touch(mode=0o600)
    file.write_text(served.token)
    tracker = open_tracker("roundup", Setup(served.address, secrets=Secrets(file)))
    assert isinstance(tracker, RestTracker)
    return tracker


def submitted(client: httpx2.Client, page: str, **values: str) -> httpx2.Response:
    """What comes of sending the form of a page, with some of its values changed."""
    text = client.get(page).text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"\s+value="([^"]*)"', text))
    action = page.split("?")[0]
    return client.post(action, data=hidden | {"title": "甲", "due": ""} | values)


class TestContract(RestContract):
    """REST, with the token of the page."""

    @pytest.fixture
    def tracker(self, served: TrackerServer, tmp_path: Path) -> Iterator[RestTracker]:
        tracker = rest(served, tmp_path)
        yield tracker
        tracker.close()


def test_the_page_shows_tickets_with_both_years_and_not_the_memory(
    owner: httpx2.Client, beside: EmbeddedTracker
) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", drafted(beside, States()), MEMORY)
    beside.update(made, {}, MEMORY, Note("mark", "2024年：设立服务专窗 5个 → 12个"))

    listed = owner.get("").text
    item = owner.get(f"issue{made.id}").text

    for text in ("待交办", "延续", "举措", "2024", "设立服务专窗12个", "服务专窗 5个 → 12个"):
        assert text in listed
    for text in ("2024年：设立服务专窗 5个 → 12个", made.key):
        assert text in item
    assert {"设立服务专窗5个。", "设立服务专窗12个。"} <= set(_texts(item))
    assert "wrote" not in listed + item


def _texts(page: str) -> list[str]:
    """The texts of the reports on a page, without their marks."""
    return [re.sub(r"<[^>]+>", "", text) for text in re.findall(r"<bdi[^>]*>(.*?)</bdi>", page, re.DOTALL)]


def test_a_ticket_marks_what_changed_names_its_years_and_cuts_no_title(
    owner: httpx2.Client, beside: EmbeddedTracker
) -> None:
    before, after = "设立服务专窗5个。", "设立服务专窗12个，帮助企业办理登记。"
    fields = {Field.TITLE: "设立服务专窗12个，帮助企业…", Field.BEFORE: before, Field.AFTER: after}
    fields |= {Field.YEAR: "2024", Field.BODY: "来源：青岚县报告 2022—2024年"}
    item = owner.get(f"issue{beside.create('2022-0a1b2c3d4e5f', fields, MEMORY).id}").text

    assert "<del>5" in item
    assert "<ins>12" in item
    assert {before, after, "设立服务专窗12个，帮助企业办理登记"} <= set(_texts(item))
    heads = [" ".join(re.sub(r"<[^>]+>", "", head).split()) for head in re.findall(r"<h2>.*?</h2>", item)]
    assert heads[:2] == ["2022 年度报告", "2024 年度报告"]


def test_pages_are_in_the_language_that_was_asked_for(beside: EmbeddedTracker, path: Path) -> None:
    assert list(beside.tickets()) == []
    for language, said in (("zh", "全部事项"), ("en", "All items")):
        with TrackerServer(path, 0, language) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            answer = httpx2.get(server.entrance, follow_redirects=True, headers={"Accept-Language": "en-US"})
            server.shutdown()
            thread.join()
        assert said in answer.text


def test_every_word_of_the_pages_is_in_both_catalogues() -> None:
    home = Path(roundup_serving.__file__).parent / "home"
    pages = "".join(page.read_text(encoding="utf-8") for page in (home / "html").glob("*.html"))
    said = {
        *re.findall(r'i18n:translate=""[^>]*>([^<]+)<', pages),
        *re.findall(r"gettext\('([^']+)'\)", pages),
    }
    for language in ("zh_CN", "en"):
        catalogue = (home / "locale" / f"{language}.po").read_text(encoding="utf-8")
        assert said <= set(re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE)), language


def test_lists_are_filtered(owner: httpx2.Client, beside: EmbeddedTracker) -> None:
    for number, (status, year) in enumerate([("新增", "2024"), ("延续", "2024"), ("新增", "2025")]):
        fields = {Field.TITLE: f"事项{number}", Field.STATUS: status, Field.YEAR: year}
        beside.create(f"2023-{number}", {**fields, Field.STATE: "推进中"}, "")

    def shown(query: str) -> list[str]:
        return re.findall(r"<bdi>(事项\d)</bdi>", owner.get(f"issue?{query}").text)

    asked = "@action=search&@sort=-year,id&state=&status=新增&role=&year=2024&assignedto=&title="
    assert shown(asked) == ["事项0"]
    assert shown("@action=search&title=项2") == ["事项2"]
    assert shown("@filter=state&@sort=-year,id&state=2") == ["事项2", "事项0", "事项1"]
    assert shown("@filter=state&state=8") == []


def test_what_a_person_changes_is_seen_by_the_feeder(owner: httpx2.Client, beside: EmbeddedTracker) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.STATE: "待交办"}, MEMORY)

    answer = submitted(
        owner, f"issue{made.id}", state=str(STATES.index("已办结") + 1), **{"@note": "已经办结"}
    )

    assert "修改" in answer.text
    (read,) = beside.find(made.key)
    assert (read.fields[Field.STATE], read.closed, read.memory) == ("已办结", True, MEMORY)
    with pytest.raises(StaleError):
        beside.update(made, {Field.TITLE: "乙"}, "")
    db = beside._fresh()
    (note,) = db.issue.get(made.id, "messages")
    assert (db.msg.get(note, "content"), db.msg.get(note, "author")) == ("已经办结", "1")


def test_a_person_who_saves_an_old_page_is_told(owner: httpx2.Client, beside: EmbeddedTracker) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.STATE: "待交办"}, "")

    answer = submitted(owner, f"issue{made.id}", title="乙", **{"@lastactivity": "2001-01-01.00:00:00"})

    assert 'class="told wrong"' in answer.text
    assert [each.fields[Field.TITLE] for each in beside.tickets()] == ["甲"]


def test_a_ticket_made_by_hand_is_the_persons_own(owner: httpx2.Client, beside: EmbeddedTracker) -> None:
    answer = submitted(owner, "issue?@template=item", title="人工新建", state="1", assignedto="1")

    assert "人工新建" in answer.text
    assert list(beside.tickets()) == []
    (number,) = beside._fresh().issue.list()
    assert beside._db.issue.get(number, "key").startswith("manual-")


def test_a_person_is_added_and_made_responsible(owner: httpx2.Client, beside: EmbeddedTracker) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲", Field.STATE: "待交办"}, "")

    submitted(owner, "user?@template=item", username="zhang", realname="张三", roles="User")
    number = beside._fresh().user.lookup("zhang")
    submitted(owner, f"issue{made.id}", assignedto=number)

    assert "张三" in owner.get("").text


def test_whoever_does_not_know_the_token_sees_nothing(
    visitor: httpx2.Client, served: TrackerServer, beside: EmbeddedTracker
) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", drafted(beside, States()), MEMORY)
    cookie = {"Cookie": f"crossyear-{served.server_port}=falsch"}
    wrong = {"Authorization": "Bearer falsch"}

    for page in ("", f"issue{made.id}", "issue", "user", "user1", "msg1", "enter/falsch"):
        for headers in ({}, cookie, {"Remote-User": "admin"}, {"Remote_User": "admin"}):
            answer = visitor.get(page, headers=headers)
            assert "专窗" not in answer.text
            assert "管理员" not in answer.text
    assert visitor.get("rest/data/issue").status_code == 403
    assert visitor.get("rest/data/issue", headers=wrong).status_code == 401
    assert "请先登录" in visitor.get("").text


def test_other_names_and_other_pages_are_refused(
    owner: httpx2.Client, served: TrackerServer, beside: EmbeddedTracker
) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "甲"}, "")
    for host in (f"boese.example:{served.server_port}", "127.0.0.1", "boese.example"):
        assert owner.get("", headers={"Host": host}).status_code == 421
    answer = owner.post(
        "rest/data/issue", json={"title": "甲", "key": "k"}, headers={"Origin": "http://boese.example"}
    )
    assert answer.status_code == 400
    submitted(owner, f"issue{made.id}", title="乙", **{"@csrf": ""})
    owner.headers["Origin"] = "http://127.0.0.1:1"
    submitted(owner, f"issue{made.id}", title="乙")
    assert [each.fields[Field.TITLE] for each in beside.tickets()] == ["甲"]
    assert owner.get("").headers["x-frame-options"] == "DENY"


def test_the_address_stays_the_same(beside: EmbeddedTracker, path: Path) -> None:
    assert list(beside.tickets()) == []
    tokens = set()
    for _ in range(2):
        with TrackerServer(path, 0) as server:
            tokens.add(server.token)
    assert len(tokens) == 1
    assert len(tokens.pop()) == 64


def test_hostile_text_is_inert(
    served: TrackerServer, beside: EmbeddedTracker, owner: httpx2.Client, browser: webdriver.Chrome
) -> None:
    hostile = '"><img src=x onerror="document.title=1"><script>document.title=2</script>' + HOSTILE
    fields = dict.fromkeys(Field, hostile) | {Field.STATE: "待交办"}
    made = beside.create("2023-0a1b2c3d4e5f", fields, hostile)
    other = beside.create("2023-ffffffffffff", fields, hostile)
    beside.relate(made, other)
    for text in (hostile, "http://e.example/ javascript:alert(1) mailto:a@e.example issue1 " + hostile):
        made = beside.update(made, {Field.TITLE: text}, text, Note("mark", text))

    for page in ("", f"issue{made.id}", "issue?@action=search&title=img"):
        assert "<script" not in owner.get(page).text
        assert "<img" not in owner.get(page).text
    browser.get(served.entrance)
    for page in ("", f"issue{made.id}", "issue?@action=search&title=img"):
        browser.get(served.address + page)
        assert (
            browser.find_elements(By.CSS_SELECTOR, "script, img, article a[href^='javascript'], iframe") == []
        )
        assert browser.title not in ("1", "2")
        assert hostile[:40] in browser.find_element(By.TAG_NAME, "main").text
        width = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]


def test_a_person_works_in_a_browser(
    served: TrackerServer, beside: EmbeddedTracker, browser: webdriver.Chrome
) -> None:
    made = beside.create("2023-0a1b2c3d4e5f", drafted(beside, States()), MEMORY)
    with nothing_reported(browser):
        browser.get(served.entrance)
        browser.find_element(By.LINK_TEXT, "设立服务专窗12个").click()
        Select(browser.find_element(By.NAME, "state")).select_by_visible_text("推进中")
        browser.find_element(By.NAME, "@note").send_keys("已与大厅联系")
        browser.find_element(By.XPATH, "//button[text()='保存']").click()

        WebDriverWait(browser, 10, ignored_exceptions=_ON_THE_WAY).until(
            lambda driver: "已与大厅联系" in driver.find_element(By.CLASS_NAME, "notes").text
        )
    (read,) = beside.find(made.key)
    assert read.fields == {**made.fields, Field.STATE: "推进中"}


def test_no_mail_is_sent(beside: EmbeddedTracker, path: Path) -> None:
    assert list(beside.tickets()) == []

    assert Mailer(open_home(path).config).debug == str(path / "mail.log")


def test_the_command_serves_until_it_is_interrupted(beside: EmbeddedTracker, path: Path) -> None:
    beside.create("2023-0a1b2c3d4e5f", {Field.TITLE: "设立服务专窗"}, "")
    command = [sys.executable, "-c", _COMMAND, str(path)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        assert told.startswith("台账页面：http://127.0.0.1:")
        with httpx2.Client(follow_redirects=True) as client:
            page = client.get(told.partition("：")[2].strip())
        assert "设立服务专窗" in page.text
        process.send_signal(signal.SIGINT)
        _, warned = process.communicate(timeout=20)

    assert process.returncode == 0
    assert warned == "按 Ctrl+C 结束；知道这个网址就能改台账，请勿转给别人\n"


def test_a_browser_is_opened_without_telling_others(
    beside: EmbeddedTracker, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(beside.tickets()) == []
    opened = threading.Event()
    addresses: list[str] = []

    def look(address: str) -> None:
        addresses.append(address)
        opened.set()

    monkeypatch.setattr(webbrowser, "open", look)
    roundup_serving._browse("http://127.0.0.1:1/enter/geheim", path)
    assert opened.wait(10)

    assert addresses == [(path / "enter.html").as_uri()]
    assert "enter/geheim" in (path / "enter.html").read_text("utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_a_port_that_is_taken_is_told(beside: EmbeddedTracker, path: Path) -> None:
    assert list(beside.tickets()) == []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError) as caught:
            serve_tracker(path, Words("zh"), port=taken.getsockname()[1], browse=False)

    assert caught.value.notice.code == "no_port"


def test_there_is_nothing_to_serve_where_no_tracker_is(path: Path) -> None:
    with pytest.raises(TrackerError) as caught:
        serve_tracker(path, Words("zh"), port=0, browse=False)

    assert caught.value.notice == Notice("roundup_no_home", (("path", str(path)),))
    assert not path.exists()
