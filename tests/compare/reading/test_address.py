"""An address is read where the user gives one: within limits, and not in a private network unless told so."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from compare.comparison import open_report
from compare.errors import InputError
from compare.reading import address as fetching
from compare.reading.address import fetch
from tests.dripping import BODY, BODY_OF_ANY_LENGTH, HEAD, dripping

_TITLE = "<title>青山县2023年法治政府建设情况报告</title>"
_PAGE = f"<html>{_TITLE}<div><p>一、主要举措</p><p>设立专窗3个。</p></div></html>"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/") or "/to/")
        elif self.path.startswith("/report.html"):
            self.send_response(200)
        else:
            self.send_response(404)
        self.end_headers()
        self.wfile.write(_PAGE.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def _refusal(address: str, *, private: bool = True) -> str:
    with pytest.raises(InputError) as refused:
        fetch(address, private=private)
    assert refused.value.path == address
    return refused.value.notice.code


def test_a_page_at_an_address_is_a_report(site: str) -> None:
    report = open_report(f"{site}/report.html?id=1", trusted=True)

    assert (report.source, report.body, report.year) == ("report.html", "青山县", 2023)
    assert [measure.text for measure in report.measures if measure.section] == ["设立专窗3个。"]


def test_redirects_are_followed_to_where_they_end(site: str) -> None:
    assert fetch(f"{site}/to//report.html", private=True) == _PAGE.encode()
    assert _refusal(f"{site}/to/") == "address_redirects"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://localhost/a",
            "http://127.0.0.1/a",
            "http://[::1]/a",
            "http://10.1.2.3/a",
            "http://192.168.0.1/",
        ),
        *(
            "http://169.254.169.254/latest",
            "http://[::ffff:10.0.0.1]/",
            "http://0.0.0.0/",
            "http://[fd00::1]/",
        ),
    ],
)
def test_a_private_address_is_refused(address: str) -> None:
    assert _refusal(address, private=False) == "address_private"


def test_a_redirect_leads_to_no_private_address_and_to_nothing_else(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([True, False])
    monkeypatch.setattr(fetching, "_is_open", lambda _: next(answers))
    site = site.replace("localhost", "127.0.0.1")

    assert _refusal(f"{site}/to/http://127.0.0.1/", private=False) == "address_private"
    assert _refusal(f"{site}/to/file:///etc/hostname") == "address_private"


def test_what_cannot_be_had_is_told(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _refusal(f"{site}/nothing.html") == "address_refused"
    assert _refusal("http://localhost:1/") == "address_unreachable"
    assert _refusal("http://") == "address_unreachable"
    monkeypatch.setattr(fetching, "_MOST_MEGABYTES", 0)
    assert _refusal(f"{site}/report.html") == "address_too_large"


@pytest.mark.parametrize("begin", [HEAD, BODY, BODY_OF_ANY_LENGTH], ids=["head", "body", "any length"])
def test_what_drips_is_hung_up_on(begin: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 0.5)
    begun = time.monotonic()
    with dripping(begin) as address:
        assert _refusal(address) == "address_slow"

    assert time.monotonic() - begun < 10


def test_a_deadline_that_is_over_hangs_up_on_whatever_is_called_later(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", -1)
    assert _refusal(f"{site}/report.html") == "address_slow"
