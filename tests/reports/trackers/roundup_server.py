"""A real Roundup in this process, on a home made by the embedded tracker."""

import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from roundup.cgi.wsgi_handler import RequestDispatcher
from roundup.password import Password

from reports.trackers.roundup.homes import open_home

USER = "admin"
PASSWORD = "geheim-12"
_ROUNDS, _FEW = (
    "PASSWORD_PBKDF2_DEFAULT_ROUNDS",
    "1000",
)  # of hashing; Roundup's own number takes 0.3 s a request


class RoundupServer:
    """Serves a home at `url` until it is stopped; `calls` a second at most, 0 for any number.

    `token` is what `find_token` is to find. The home is made where there is none.
    """

    token = f"{USER}:{PASSWORD}"

    def __init__(self, home: Path, *, calls: int = 0, seconds: int = 1) -> None:
        self.home = home
        _set_password(home)
        dispatcher = RequestDispatcher(str(home))
        self.config = dispatcher.tracker.config
        self.config[_ROUNDS] = _FEW
        self.config["UMASK"] = "0o22"
        self.config["WEB_API_CALLS_PER_INTERVAL"] = str(calls)
        self.config["WEB_API_INTERVAL_IN_SEC"] = str(seconds)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.set_app(dispatcher)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self.answer_at(self.url)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def answer_at(self, url: str) -> None:
        """Take this for the own address, such as that of a proxy in front: Roundup compares the origin."""
        self.config["TRACKER_WEB"] = url

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""

    def get_environ(self) -> dict[str, Any]:
        environ = super().get_environ()
        if "content-type" not in self.headers:  # wsgiref makes one up, which Roundup refuses
            environ.pop("CONTENT_TYPE", None)
        return environ


def _set_password(home: Path) -> None:
    instance = open_home(home)
    instance.config[_ROUNDS] = _FEW
    db = instance.open(USER)
    number = db.user.lookup(USER)
    db.user.set(number, password=Password(PASSWORD, config=instance.config))
    db.commit()
    db.close()
