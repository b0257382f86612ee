"""Each trouble with a server ends in a retry or in one clear error; a real server on localhost makes it."""

import time
from email.utils import formatdate
from pathlib import Path

import pytest

from compare.errors import InputError
from reports.trackers import open_tracker
from reports.trackers.base import Field, RetryPolicy, Setup, StaleError, TrackerError, UncertainError
from reports.trackers.http import Service, json_of
from tests.dripping import BODY, BODY_OF_ANY_LENGTH, HEAD, dripping
from tests.reports.trackers.answering import Answer, Answering, answering

QUICK = RetryPolicy(timeout=0.5, attempts=4, longest_wait=0.05, total=5.0)


def service(served: Answering, retry_policy: RetryPolicy = QUICK) -> Service:
    setup = Setup("", retry_policy=retry_policy)
    return Service(served.address, setup, {"X-Redmine-API-Key": "s3cret"})


def code(raised: pytest.ExceptionInfo[TrackerError]) -> str:
    return raised.value.notice.code


@pytest.mark.parametrize(
    "trouble", [Answer(429), Answer(503), Answer(502), Answer(500), Answer(drop=True), Answer(delay=0.8)]
)
def test_what_may_be_repeated_is_sent_again(trouble: Answer) -> None:
    with answering(trouble, Answer(body='{"id": 1}')) as served, service(served) as tracker:
        assert tracker.get("issues.json").json() == {"id": 1}
        assert len(served.asked) == 2


@pytest.mark.parametrize("trouble", [Answer(503), Answer(502), Answer(504), Answer(500), Answer(drop=True)])
def test_what_may_not_be_repeated_is_sent_once_and_is_uncertain(trouble: Answer) -> None:
    with answering(trouble) as served, service(served) as tracker:
        with pytest.raises(UncertainError):
            tracker.send("POST", "issues.json", json={}, repeatable=False)
        assert len(served.asked) == 1


def test_an_answer_that_comes_too_late_is_uncertain() -> None:
    with answering(Answer(delay=1.0)) as served, service(served) as tracker:
        with pytest.raises(UncertainError):
            tracker.send("POST", "issues.json", json={}, repeatable=False)
        assert len(served.asked) == 1


@pytest.mark.parametrize("as_time", [False, True])
def test_it_waits_as_long_as_it_is_asked_to(as_time: bool) -> None:
    busy = Answer(429, {"Retry-After": formatdate(time.time() + 2, usegmt=True) if as_time else "1"})
    with answering(busy, Answer()) as served, service(served) as tracker:
        begun = time.monotonic()
        tracker.send("POST", "issues.json", json={}, repeatable=False)
        assert time.monotonic() - begun > 0.4
        assert len(served.asked) == 2


@pytest.mark.parametrize("headers", [{"Retry-After": "0"}, {"x-ratelimit-remaining": "0"}])
def test_a_rate_limit_that_is_said_with_403_is_waited_out(headers: dict[str, str]) -> None:
    with answering(Answer(403, headers), Answer()) as served, service(served) as tracker:
        tracker.send("POST", "issues.json", json={}, repeatable=False)
        assert len(served.asked) == 2


def test_a_rate_limit_that_is_said_in_words_only_is_no_refusal() -> None:
    slow = Answer(403, body='{"message": "You have exceeded a secondary rate limit."}')
    with answering(slow) as served, service(served) as tracker:
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")
        assert code(raised) == "tracker_busy"
        assert not raised.value.is_fatal
        assert len(served.asked) == 1  # a minute is longer than it may wait


def test_an_answer_that_is_no_json_is_said_without_the_question() -> None:
    with answering(Answer(body="<html>登录</html>")) as served, service(served) as tracker:
        with pytest.raises(TrackerError) as raised:
            json_of(tracker.get("issues.json", key="s3cret"))
        assert code(raised) == "tracker_strange"
        assert dict(raised.value.notice.values) == {"address": f"{served.address}issues.json"}


def test_a_server_that_stays_busy_is_given_up() -> None:
    with answering(Answer(429)) as served, service(served) as tracker:
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")
        assert code(raised) == "tracker_busy"
        assert len(served.asked) == QUICK.attempts


@pytest.mark.parametrize(
    ("status", "wanted", "fatal"),
    [
        (401, "tracker_auth", True),
        (403, "tracker_forbidden", True),
        (404, "tracker_refused", False),
        (409, "tracker_refused", False),
        (422, "tracker_refused", False),
    ],
)
def test_a_refusal_says_why_and_is_not_repeated(status: int, wanted: str, fatal: bool) -> None:
    refusal = Answer(status, body='{"errors": ["主题不能为空"]}\n')
    with answering(refusal) as served, service(served) as tracker:
        with pytest.raises(TrackerError) as raised:
            tracker.send("PUT", "issues/1.json", json={}, repeatable=True)
        assert code(raised) == wanted
        assert raised.value.is_fatal is fatal
        assert dict(raised.value.notice.values)["reason"] == '{"errors": ["主题不能为空"]}'
        assert len(served.asked) == 1


def test_a_failed_precondition_is_stale() -> None:
    with answering(Answer(412)) as served, service(served) as tracker, pytest.raises(StaleError):
        tracker.send("PUT", "issues/1.json", json={}, repeatable=True)


def test_a_redirect_is_not_followed_so_that_no_other_host_gets_the_token() -> None:
    with answering(Answer()) as other, answering(Answer(302, {"Location": other.address})) as served:
        with service(served) as tracker, pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")
        assert code(raised) == "tracker_moved"
        assert dict(raised.value.notice.values)["to"] == other.address
        assert other.asked == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://no-such-host.invalid/"])
def test_a_server_out_of_reach_is_fatal(address: str) -> None:
    retry_policy = RetryPolicy(timeout=0.5, attempts=2, longest_wait=0.02, total=2.0)
    with (
        Service(address, Setup("", retry_policy=retry_policy)) as tracker,
        pytest.raises(TrackerError) as raised,
    ):
        tracker.get("issues.json")
    assert code(raised) == "tracker_unreachable"
    assert raised.value.is_fatal


def test_it_keeps_the_pace_that_was_set() -> None:
    with answering(Answer()) as served, service(served, RetryPolicy(per_second=20)) as tracker:
        begun = time.monotonic()
        for _ in range(4):
            tracker.get("issues.json")
        assert time.monotonic() - begun > 0.14


def test_no_error_tells_the_token() -> None:
    with answering(Answer(401, body="no")) as served, service(served) as tracker:
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")
        assert served.asked[0][2]["x-redmine-api-key"] == "s3cret"
        assert "s3cret" not in repr(raised.value) + str(raised.value.notice)


def test_a_file_of_certificates_that_is_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("no certificate")

    for each in (path, tmp_path / "none.pem"):
        with pytest.raises(InputError) as raised:
            Service("https://127.0.0.1:9/", Setup("", ca_file=each))
        assert raised.value.notice.code == "bad_ca_file"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(401, body="no such key: s3cret"),
        Answer(422, body='{"errors": ["' + "x" * 190 + 's3cret"]}'),
        Answer(302, {"Location": "https://elsewhere.example.org/?key=s3cret"}),
        Answer(403, body="czNjcmV0 in base64"),
        Answer(400, body="s3cret\n" * 100),
    ],
)
def test_a_secret_that_is_sent_back_stands_in_no_message(answer: Answer) -> None:
    with answering(answer) as served, service(served) as tracker, pytest.raises(TrackerError) as raised:
        tracker.get("issues.json")

    told = repr((raised.value.notice, raised.value.args))
    assert "s3cret" not in told
    assert "czNjcmV0" not in told
    assert "s3cr" not in told  # nor its beginning, where the message was cut


@pytest.mark.parametrize(("repeatable", "error"), [(True, TrackerError), (False, UncertainError)])
def test_an_answer_without_end_is_cut_off(
    repeatable: bool, error: type[TrackerError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.trackers.http._LARGEST_ANSWER", 100_000)
    with answering(Answer(body="x" * 300_000)) as served, service(served) as tracker:
        with pytest.raises(error):
            tracker.send("POST", "issues.json", json={}, repeatable=repeatable)
        assert len(served.asked) == 1


@pytest.mark.parametrize("begin", [HEAD, BODY, BODY_OF_ANY_LENGTH], ids=["head", "body", "any length"])
def test_an_answer_that_drips_is_cut_off(begin: bytes) -> None:
    with dripping(begin) as address, Service(address, Setup("", retry_policy=QUICK)) as tracker:
        begun = time.monotonic()
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")

    assert code(raised) == "tracker_too_much"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("begin", [HEAD, BODY], ids=["head", "body"])
def test_a_server_may_think_for_longer_than_its_answer_may_take(begin: bytes) -> None:
    patient = RetryPolicy(timeout=20.0, answer=0.5)
    with answering(Answer(delay=1.5)) as served, service(served, patient) as tracker:
        assert tracker.get("issues.json").json() == {}

    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    with dripping(begin, whole) as address, Service(address, Setup("", retry_policy=patient)) as tracker:
        tracker.get("issues.json")
        begun = time.monotonic()
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")

    assert code(raised) == "tracker_too_much"
    assert time.monotonic() - begun < 5


def test_what_drips_is_left_within_ten_seconds_when_nothing_is_set() -> None:
    with dripping(HEAD) as address, Service(address, Setup("")) as tracker:
        begun = time.monotonic()
        with pytest.raises(TrackerError) as raised:
            tracker.get("issues.json")

    assert code(raised) == "tracker_too_much"
    assert dict(raised.value.notice.values)["seconds"] == "4"
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "body", ["[" * 100_000, "[]", "3", '"x"', '{"issues": 3}', '{"issues": [3]}', "null"]
)
def test_json_of_another_shape_is_told(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSYEAR_GITEA_TOKEN", "t0ken-of-mine")

    def opened_and_used(address: str) -> None:
        opened = open_tracker("gitea", Setup(f"{address}owner/repository", retry_policy=QUICK))
        list(opened.tickets())
        opened.create("2023-1", {Field.TITLE: "甲"}, "")

    with answering(Answer(body=body)) as served, pytest.raises(TrackerError) as raised:
        opened_and_used(served.address)

    assert code(raised) in {"tracker_strange", "tracker_no_answer"}
