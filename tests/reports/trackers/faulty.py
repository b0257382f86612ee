"""A real Roundup behind a proxy that loses, delays, doubles and cuts answers, in a process of its own.

    python -m tests.reports.trackers.faulty HOME SEED

prints the proxy's address and serves until its standard input ends. The faults begin with `POST /-/faulty`
and end with `POST /-/calm`.
"""

import random
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.parse import urlsplit

import httpx2

from tests.reports.trackers.roundup_server import RoundupServer

FAULTS = {
    "dropped": 0.05,  # never arrives
    "lost": 0.07,  # arrives, and its answer is lost
    "late": 0.02,  # is answered when nobody waits any more
    "doubled": 0.05,  # arrives twice
    "cut": 0.04,  # its answer ends in the middle
    "gateway": 0.04,  # arrives, and a gateway says 502
    "unavailable": 0.03,  # 503, and was not looked at
    "busy": 0.03,  # 429
}
LATE = 0.8
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "host"}


@dataclass(frozen=True)
class Faulty:
    """The address of the proxy."""

    url: str

    def let_through(self, *, everything: bool) -> None:
        """Whether from now on everything is let through, or faults are made."""
        httpx2.post(self.url + ("-/calm" if everything else "-/faulty")).raise_for_status()


@contextmanager
def faulty_roundup(home: Path, seed: int) -> Iterator[Faulty]:
    """Start both, and end them with the block."""
    command = [sys.executable, "-m", "tests.reports.trackers.faulty", str(home), str(seed)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Faulty(process.stdout.readline().strip())
        finally:
            process.stdin.close()
            process.wait(timeout=20)


class _Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, target: str, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = urlsplit(target).netloc
        self.calm = True
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that a killed feed leaves."""

    def fault(self) -> str:
        with self._lock:
            drawn = self._random.random()
        if not self.calm:
            for name, share in FAULTS.items():
                drawn -= share
                if drawn < 0:
                    return name
        return ""


class _Handler(BaseHTTPRequestHandler):
    server: _Proxy
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path in ("/-/calm", "/-/faulty"):
            self.server.calm = self.path == "/-/calm"
            self._say(200)
            return
        fault = self.server.fault()
        if fault == "dropped":
            self._hang_up()
        elif fault in ("unavailable", "busy"):
            self._say(429 if fault == "busy" else 503, {"retry-after": "0"})
        else:
            status, headers, content = self._forwarded(body)
            if fault == "doubled":
                self._forwarded(body)
            self._answer(fault, status, headers, content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815 - http.server wants these

    def _forwarded(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection(self.server.target, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP_BY_HOP}
        connection.request(self.command, self.path, body, headers | {"Host": self.headers["host"]})
        answer: HTTPResponse = connection.getresponse()
        content = answer.read()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP}
        connection.close()
        return answer.status, {n: v for n, v in kept.items() if n.lower() != "content-length"}, content

    def _answer(self, fault: str, status: int, headers: dict[str, str], content: bytes) -> None:
        if fault == "lost":
            self._hang_up()
        elif fault == "gateway":
            self._say(502)
        elif fault == "cut":
            self.send_response(status)
            self.send_header("content-length", str(len(content) + 10))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self._hang_up()
        else:
            if fault == "late":
                time.sleep(LATE)
            self._say(status, headers, content)

    def _say(self, status: int, headers: dict[str, str] | None = None, content: bytes = b"") -> None:
        with suppress(OSError):  # nobody may be waiting any more
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


def main(home: str, seed: str) -> None:
    with RoundupServer(Path(home)) as server:
        proxy = _Proxy(server.url, int(seed))
        url = f"http://127.0.0.1:{proxy.server_port}/"
        server.answer_at(url)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        sys.stdout.write(url + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        proxy.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
