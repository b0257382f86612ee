"""The server of a review: it answers only its own page, serves no file, and loses nothing it acknowledged."""

import io
import json
import multiprocessing
import os
import queue
import random
import signal
import socket
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import uvicorn
from starlette.testclient import TestClient

from compare.model import Comparison
from reports.review.connections import ImpatientProtocol
from reports.review.decision_file import DecisionFile, StoredDecisions
from reports.review.server import review_app, serve
from reports.review.session import Session, open_compared
from tests.builders import comparison, large_comparison, new_id
from tests.reports.serving import serving, written

TOKEN = "s3cret-t0ken"
PORT = 4711
HOST = f"127.0.0.1:{PORT}"
ORIGIN = {"Origin": f"http://{HOST}"}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(written(comparison(), tmp_path / "out"), reviewer="李敏")


@pytest.fixture
def client(session: Session) -> Iterator[TestClient]:
    opened = TestClient(review_app(session, TOKEN, PORT), base_url=f"http://{HOST}")
    yield opened
    opened.close()


def _decision(**more: Any) -> dict[str, Any]:
    return {"id": new_id(), "action": "unlink", "baseline": ["b1"], "current": ["c1"], **more}


def test_page_comes_with_a_strict_policy(client: TestClient) -> None:
    answer = client.get(f"/{TOKEN}/")

    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wrong/",
        f"/{TOKEN}",
        f"/{TOKEN}x/",
        "/wrong/decisions",
        f"/{TOKEN}/changes.json",
        f"/{TOKEN}/decisions.jsonl",
        f"/{TOKEN}/../../etc/passwd",
        f"/{TOKEN}/..%2f..%2fetc%2fpasswd",
        f"/{TOKEN}/%2e%2e/%2e%2e/etc/passwd",
        f"/{TOKEN}//etc/passwd",
    ],
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": f"evil.example:{PORT}"}, 421),
        ({"Host": "127.0.0.1:80"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_other_sites_are_refused(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.get(f"/{TOKEN}/", headers=headers).status_code == status
    posted = client.post(f"/{TOKEN}/decisions", json=_decision(), headers={**ORIGIN, **headers})
    assert posted.status_code == status


def test_decision_needs_an_origin_and_json(client: TestClient, session: Session) -> None:
    path = f"/{TOKEN}/decisions"
    assert client.post(path, json=_decision()).status_code == 403
    plain = {**ORIGIN, "Content-Type": "text/plain"}
    assert client.post(path, content=json.dumps(_decision()), headers=plain).status_code == 415
    assert client.put(path, json=_decision(), headers=ORIGIN).status_code == 405
    assert not session.file.path.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"id": "' + b"x" * 2_000_000,
        json.dumps(_decision(baseline=["nobody"])).encode(),
        json.dumps(_decision(baseline="b1")).encode(),
        json.dumps(_decision(action="destroy")).encode(),
        json.dumps(_decision(who="\ud800")).encode(),
        json.dumps({"id": new_id(), "action": "undo", "undoes": "0" * 32}).encode(),
    ],
    ids=[
        "nothing",
        "a list",
        "torn",
        "deep",
        "long",
        "no measure",
        "no list",
        "no action",
        "no text",
        "no undo",
    ],
)
def test_what_is_no_decision_is_refused(client: TestClient, session: Session, body: bytes) -> None:
    headers = {**ORIGIN, "Content-Type": "application/json"}

    assert client.post(f"/{TOKEN}/decisions", content=body, headers=headers).status_code == 400
    assert session.file.read().decisions == ()


def test_decision_is_written_with_the_texts_of_the_reports(client: TestClient, session: Session) -> None:
    made = _decision(when="1970-01-01T00:00:00Z")
    answer = client.post(f"/{TOKEN}/decisions", json=made, headers=ORIGIN)

    assert answer.status_code == 201
    (line,) = session.file.read().decisions
    assert line.baseline[0].text == "“首席服务员”帮助500余家企业办理登记。"
    assert (line.who, line.id) == ("李敏", made["id"])
    assert not line.when.startswith("1970")
    listed = client.get(f"/{TOKEN}/decisions?have=none").json()
    assert [each["id"] for each in listed["decisions"]] == [made["id"]]
    assert client.get(f"/{TOKEN}/decisions", params={"have": listed["stamp"]}).status_code == 204


def test_decision_on_an_old_state_is_a_conflict(client: TestClient, session: Session) -> None:
    first = client.post(f"/{TOKEN}/decisions", json=_decision(), headers=ORIGIN).json()
    link = _decision(action="link")
    refused = client.post(f"/{TOKEN}/decisions", json=link, headers=ORIGIN)
    assert refused.status_code == 409
    assert [each["id"] for each in refused.json()["conflicts"]] == [first["id"]]
    insisted = client.post(f"/{TOKEN}/decisions", json={**link, "after": [first["id"]]}, headers=ORIGIN)

    assert insisted.status_code == 201
    assert len(session.file.read().decisions) == 2


def test_address_has_a_new_secret_every_time(tmp_path: Path) -> None:
    folder = written(comparison(), tmp_path / "out")
    addresses = []
    for _ in range(2):
        with serving(folder) as served:
            addresses.append(served.address)
            assert served.address.startswith("http://127.0.0.1:")
    tokens = [address.rstrip("/").split("/")[-1] for address in addresses]

    assert tokens[0] != tokens[1]
    assert all(len(token) >= 32 for token in tokens)


def _serve(folder: str, told: Any) -> None:
    serve(Session(Path(folder)), 0, announce=told.send, browse=False)


def _post(address: str, decision: dict[str, Any]) -> bool:
    """Whether the decision was acknowledged."""
    host = address.split("/")[2]
    request = urllib.request.Request(
        address + "decisions",
        json.dumps(decision).encode(),
        {"Content-Type": "application/json", "Origin": f"http://{host}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return bool(answer.status == 201)
    except OSError:
        return False


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("kills", [5, pytest.param(150, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_when_the_server_is_killed_many_times(
    tmp_path: Path, kills: int
) -> None:
    folder = written(comparison(), tmp_path / "out")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.reports.review.test_server"])
    chance = random.Random(7)
    acknowledged: list[str] = []
    for _ in range(kills):
        told, telling = context.Pipe(duplex=False)
        server = context.Process(target=_serve, args=(str(folder), telling))
        server.start()
        telling.close()
        address = told.recv()
        told.close()
        doom = None
        while server.is_alive():
            decision = _decision(action="note", note="核实", who=new_id())
            if _post(address, decision):
                acknowledged.append(decision["id"])
                doom = doom or _doomed(server.pid, chance.uniform(0.0, 0.03))
        server.join()
        assert server.exitcode == -signal.SIGKILL

    read = DecisionFile(folder).read()
    assert len(acknowledged) >= kills
    assert set(acknowledged) <= {each.id for each in read.decisions}


def _doomed(process: int | None, seconds: float) -> threading.Timer:
    """Kills a process so much later."""
    assert process is not None
    timer = threading.Timer(seconds, os.kill, (process, signal.SIGKILL))
    timer.start()
    return timer


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    from reports.cli import run

    folder = written(comparison(), tmp_path / "out")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run(["review", str(folder), "--no-browser", "--port", str(taken.getsockname()[1])]) == 2


def test_folder_without_a_comparison_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reports.cli import run

    assert run(["review", str(tmp_path), "--no-browser"]) == 2
    assert "changes.json" in capsys.readouterr().err


def test_comparison_of_another_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from reports.cli import run

    (tmp_path / "changes.json").write_text('{"schema_version": 1}')
    assert run(["review", str(tmp_path), "--no-browser"]) == 2
    assert "crossyear compare" in capsys.readouterr().err


def test_what_was_compared_is_read_back(tmp_path: Path) -> None:
    made: Comparison = comparison()
    assert open_compared(written(made, tmp_path / "out")) == made


def test_an_id_that_is_taken_is_a_conflict_and_the_same_decision_is_none(
    client: TestClient, session: Session
) -> None:
    decision = _decision(note="甲")
    first = client.post(f"/{TOKEN}/decisions", json=decision, headers=ORIGIN)
    again = client.post(f"/{TOKEN}/decisions", json=decision, headers=ORIGIN)
    other = client.post(f"/{TOKEN}/decisions", json={**decision, "note": "乙"}, headers=ORIGIN)

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert other.json()["known"]["note"] == "甲"
    assert [each.note for each in session.file.read().decisions] == ["甲"]


def test_the_page_is_made_once_for_each_state(
    client: TestClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    compared = session._compared

    def counted(stored: StoredDecisions) -> Comparison:
        made.append(stored)
        return compared(stored)

    monkeypatch.setattr(session, "_compared", counted)
    pages = [client.get(f"/{TOKEN}/").text for _ in range(3)]
    assert len(set(pages)) == len(made) == 1
    client.post(f"/{TOKEN}/decisions", json=_decision(), headers=ORIGIN)

    assert client.get(f"/{TOKEN}/").text not in pages
    assert len(made) == 2


_SECONDS_FOR_ALL = 20


@pytest.mark.parametrize("requests", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_many_requests_at_once_are_all_answered_and_the_server_answers_afterwards(
    tmp_path: Path, requests: int
) -> None:
    with serving(written(large_comparison(300), tmp_path / "out")) as served:
        statuses: list[int] = []

        def ask() -> None:
            with urllib.request.urlopen(served.address, timeout=60) as answer:
                answer.read()
                statuses.append(answer.status)

        asking = [threading.Thread(target=ask) for _ in range(requests)]
        begun = time.monotonic()
        for each in asking:
            each.start()
        for each in asking:
            each.join()
        seconds = time.monotonic() - begun
        ask()

    assert seconds < _SECONDS_FOR_ALL
    assert statuses == [200] * (requests + 1)


_HALF_A_BODY = (
    b"POST /{path}decisions HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /",
        _HALF_A_BODY,
        b"GET /x HTTP/1.1\r\nHost: {host}\r\n\r\nGET /",
    ],
    ids=["nothing", "half a head", "half a body", "half of the second head"],
)
def test_a_request_that_does_not_end_is_hung_up_on(
    session: Session, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImpatientProtocol, "patience", 0.3)
    monkeypatch.setattr("reports.review.server.PATIENCE", 0.3)
    with listening_to(session) as address:
        parts = urllib.parse.urlsplit(address)
        sent = begun.replace(b"{path}", parts.path.encode()[1:]).replace(b"{host}", parts.netloc.encode())
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as connection:
            connection.sendall(sent)
            answer = b""
            while chunk := connection.recv(1000):
                answer += chunk

    assert b" 408 " in answer if begun.endswith(b"{") else b" 200 " not in answer


@contextmanager
def listening_to(session: Session) -> Iterator[str]:
    """A server in this process, in a thread that ends with the test."""
    told: queue.Queue[str] = queue.Queue()
    started: list[uvicorn.Server] = []
    run = uvicorn.Server.run

    def remembered(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        started.append(server)
        run(server, sockets)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.Server, "run", remembered)
        patch.setattr(uvicorn.Server, "capture_signals", lambda _: nullcontext())
        thread = threading.Thread(
            target=serve, args=(session, 0), kwargs={"announce": told.put, "browse": False}
        )
        thread.start()
        yield told.get(timeout=20)
        started[0].should_exit = True
        thread.join(timeout=20)


def test_a_blind_reviewer_sees_and_meets_nobody_elses_decisions(tmp_path: Path) -> None:
    folder = written(comparison(), tmp_path / "out")
    first, second = Session(folder, reviewer="李敏"), Session(folder, reviewer="王强", blind=True)
    seen = first.accept(_decision(action="accept", value="continued"))
    assert second.decisions() == ()
    assert seen.id not in second.page()
    mine = second.accept(_decision(who="李敏"))

    assert (mine.who, [each.id for each in second.decisions()]) == ("王强", [mine.id])
    assert [each.id for each in first.decisions()] == [seen.id, mine.id]
    with pytest.raises(ValueError, match="no such decision"):
        second.accept({"id": new_id(), "action": "undo", "undoes": seen.id})
    assert "κ" in first.page()
    assert "κ" not in second.page()


def test_agreement_is_told_once_two_people_judged_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from reports.cli import run

    folder = written(comparison(), tmp_path / "out")
    assert run(["review", str(folder), "--agreement"]) == 2
    assert run(["review", str(folder), "--blind"]) == 2
    assert "--reviewer" in capsys.readouterr().err
    Session(folder, reviewer="李敏").accept(_decision(action="accept", value="continued"))
    Session(folder, reviewer="王强", blind=True).accept(_decision())
    assert run(["review", str(folder), "--agreement"]) == 0

    told = capsys.readouterr().out
    assert "王强各自判断过 2 句" in told or "李敏各自判断过 2 句" in told
    assert "还没有定下来的：1" in told


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_chosen_rows_are_taken_as_a_file(client: TestClient, kind: str) -> None:
    asked = {"kind": kind, "baseline": ["b1"], "current": []}
    answer = client.post(f"/{TOKEN}/rows", json=asked, headers=ORIGIN)
    assert answer.status_code == 200
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        texts = [str(cell.value) for line in sheet.iter_rows(min_row=2) for cell in line]
    else:
        table = docx.Document(io.BytesIO(answer.content)).tables[0]
        texts = [cell.text for line in table.rows[1:] for cell in line.cells]

    assert any("“首席服务员”帮助500余家企业" in text for text in texts)
    assert not any("群众监督员" in text for text in texts)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "pptx", "baseline": ["b1"], "current": []},
        {"kind": "xlsx", "baseline": ["../b1"], "current": []},
        {"kind": "xlsx", "baseline": [], "current": []},
        {"kind": "xlsx", "baseline": "b1", "current": []},
        {"kind": "xlsx"},
        [],
    ],
    ids=["another kind", "no measure", "no rows", "no list", "no sides", "no object"],
)
def test_no_other_file_is_made_of_rows(client: TestClient, asked: object) -> None:
    assert client.post(f"/{TOKEN}/rows", json=asked, headers=ORIGIN).status_code == 400
