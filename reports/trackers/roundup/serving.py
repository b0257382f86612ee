"""The page of an embedded Roundup on localhost, for whoever started it.

Every user of a shared machine can reach localhost, so that being there proves nothing. Whoever comes must
know a token, which the address on the terminal holds; then the page is theirs as its administrator, without a
password. The token is made of the home's own secret: it stays the same, so that the address can be kept, and
whoever can read that secret has the whole tracker anyway. Browsers get the token as a cookie, REST clients
send it as `Bearer`.
"""

import hashlib
import hmac
import threading
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import click

from compare.errors import InputError
from compare.model import Notice
from reports.trackers.base import TrackerError
from reports.words import Words

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOCALHOST: Final = "127.0.0.1"
_LOCAL_USER: Final = "admin"
_LOCALES: Final = {"zh": "zh_CN", "en": "en"}
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS: Final = (
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def serve_tracker(path: Path, words: Words, *, port: int, browse: bool) -> None:
    """Serve a home until it is interrupted; its address goes to stdout.

    Raises
    ------
    InputError
        The port is taken.
    TrackerError
        There is no home at the path.
    """

    def announce(address: str) -> None:
        click.echo(words.gettext("台账页面：{address}").format(address=address))
        click.echo(words.gettext("按 Ctrl+C 结束；知道这个网址就能改台账，请勿转给别人"), err=True)

    try:
        serve(path, port, announce=announce, browse=browse, language=words.language)
    except KeyboardInterrupt:
        return
    except OSError as error:
        values = (("port", str(port)), ("reason", error.strerror or str(error)))
        raise InputError(path, Notice("no_port", values)) from None


def serve(
    path: Path, port: int, *, announce: Callable[[str], None], browse: bool, language: str = "zh"
) -> None:
    """Serve until interrupted; `announce` is called with the address as soon as it can be asked.

    Raises
    ------
    OSError
        The port is taken.
    TrackerError
        There is no home at the path.
    """
    with TrackerServer(path, port, language) as server:
        announce(server.entrance)
        if browse:
            _browse(server.entrance, path)
        server.serve_forever()


class TrackerServer(ThreadingMixIn, WSGIServer):
    """Serves a home at `address`; `entrance` is the address that lets in, `token` the one for REST.

    Its pages are in Chinese or English, whatever the home's own settings and the browser say.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path: Path, port: int, language: str = "zh") -> None:
        from roundup.cgi.wsgi_handler import RequestDispatcher

        from reports.trackers.roundup import homes

        path = path.absolute()
        if not path.exists():
            raise TrackerError(Notice("roundup_no_home", (("path", str(path)),)), is_fatal=True)
        known = homes.open_home(path).config
        dispatcher = RequestDispatcher(str(path))
        super().__init__((LOCALHOST, port), _Handler)
        self.address = f"http://{LOCALHOST}:{self.server_port}/"
        dispatcher.tracker.config["TRACKER_WEB"] = self.address
        dispatcher.tracker.config["WEB_USE_BROWSER_LANGUAGE"] = "no"
        dispatcher.tracker.config["TRACKER_LANGUAGE"] = _LOCALES[language]
        dispatcher.tracker.config["UMASK"] = oct(known["UMASK"])
        self.token = hmac.new(known["WEB_SECRET_KEY"].encode(), b"entrance", hashlib.sha256).hexdigest()
        self.entrance = f"{self.address}enter/{self.token}"
        self.set_app(_AccessControl(dispatcher, self.token, self.server_port, lambda: homes.writing(path)))

    def handle_error(self, *_: object) -> None:
        """Say nothing where a browser went away."""


class _AccessControl:
    """Lets in whoever knows the token, and nobody under another name (DNS rebinding).

    Only one request writes at a time, as the feeder does: Roundup compares an ETag first and writes later.
    """

    def __init__(self, app: "WSGIApplication", token: str, port: int, writing: Callable[[], Any]) -> None:
        self._app = app
        self._token = token
        self._host = f"{LOCALHOST}:{port}"
        self._cookie = f"crossyear-{port}"  # cookies do not know of ports
        self._writing = writing

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, *_HEADERS], *more)

        if environ.get("HTTP_HOST") != self._host:
            start("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"wrong host"]
        if self._knows(environ["PATH_INFO"].removeprefix("/enter/")):
            cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Lax"
            start("303 See Other", [("Location", "/"), ("Set-Cookie", cookie), ("Cache-Control", "no-store")])
            return []
        environ.pop("REMOTE_USER", None)
        if self._is_let_in(environ):
            environ["REMOTE_USER"] = _LOCAL_USER
            environ.pop("HTTP_AUTHORIZATION", None)
        with nullcontext() if environ["REQUEST_METHOD"] in _READING else self._writing():
            return self._app(environ, start)

    def _is_let_in(self, environ: "WSGIEnvironment") -> bool:
        scheme, _, given = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() == "bearer" and self._knows(given):
            return True
        try:
            cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and self._knows(cookie.value)

    def _knows(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


class _Handler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests: addresses hold the token."""

    def get_environ(self) -> dict[str, Any]:
        """What came, without the content type that the standard library makes up and Roundup refuses."""
        environ = super().get_environ()
        if "content-type" not in self.headers:
            environ.pop("CONTENT_TYPE", None)
        return environ


def _browse(entrance: str, path: Path) -> None:
    """Open a browser by a file that nobody else can read: others see what programs are started with."""
    file = path.absolute() / "enter.html"
    file.write_text(f'<meta http-equiv="refresh" content="0; url={entrance}">', encoding="utf-8")
    threading.Thread(target=webbrowser.open, args=(file.as_uri(),), daemon=True).start()
