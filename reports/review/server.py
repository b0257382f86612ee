"""The review on localhost: one page, and the decisions made on it.

Whoever asks must know the token in the address, and must be this very page: other sites that a browser has
open can neither guess the address, nor ask under another name (DNS rebinding), nor send from elsewhere. No
file is served at all; the page is made of what was read at the start.
"""

import asyncio
import json
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reports.html.assets import policy
from reports.review.connections import PATIENCE, ImpatientProtocol
from reports.review.decision_file import KnownError, UnseenError
from reports.review.records import to_record
from reports.review.session import Session
from reports.review.taken import MEDIA_TYPES

LOCALHOST: Final = "127.0.0.1"
_LARGEST: Final = 1_000_000
_MOST_CONNECTIONS: Final = 1_000  # further ones are told 503; more than these no reviewers' browsers open
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def review_app(session: Session, token: str, port: int) -> ASGIApp:
    """The application at `http://127.0.0.1:PORT/TOKEN/`."""
    endpoints = _Endpoints(session)
    app = Starlette(
        routes=[
            Route(f"/{token}/", endpoints.page, methods=["GET"]),
            Route(f"/{token}/decisions", endpoints.listed, methods=["GET"]),
            Route(f"/{token}/decisions", endpoints.decided, methods=["POST"]),
            Route(f"/{token}/rows", endpoints.taken, methods=["POST"]),
        ]
    )
    app.router.redirect_slashes = False
    return _Guard(app, token, port)


def serve(session: Session, port: int, *, announce: Callable[[str], None], browse: bool) -> None:
    """Serve until interrupted; `announce` is called with the address as soon as it can be asked.

    Raises
    ------
    OSError
        The port is taken.
    """
    token = secrets.token_urlsafe(24)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOCALHOST, port))
        listening.listen(_MOST_CONNECTIONS)
        taken = listening.getsockname()[1]
        address = f"http://{LOCALHOST}:{taken}/{token}/"
        announce(address)
        if browse:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        settings = uvicorn.Config(
            review_app(session, token, taken),
            http=ImpatientProtocol,
            limit_concurrency=_MOST_CONNECTIONS,
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(settings).run(sockets=[listening])


class _Endpoints:
    """Answers what the page asks."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rendering = asyncio.Lock()

    async def page(self, _request: Request) -> Response:
        """The page, which is made once for all who ask while nothing was decided."""
        async with self._rendering:
            text = await run_in_threadpool(self._session.page)
        return HTMLResponse(
            text, headers={"Content-Security-Policy": f"{policy(served=True)}; frame-ancestors 'none'"}
        )

    async def listed(self, request: Request) -> Response:
        """All decisions, unless the page has them already."""
        stamp = self._session.file.stamp
        if request.query_params.get("have") == stamp:
            return Response(status_code=204)
        decisions = await run_in_threadpool(self._session.decisions)
        return JSONResponse({"stamp": stamp, "decisions": [to_record(each) for each in decisions]})

    async def decided(self, request: Request) -> Response:
        """Write a decision down; the answer comes when it is on the disk."""
        try:
            asked = json.loads(await _body(request))
            if not isinstance(asked, dict):
                return _refused(400, "no JSON object")
            if "decisions" in asked:
                return JSONResponse(
                    {"decisions": await self._decided_many(asked["decisions"])}, status_code=201
                )
            decision = await run_in_threadpool(self._session.accept, asked)
        except KnownError as error:
            return JSONResponse({"known": to_record(error.known)}, status_code=409)
        except UnseenError as error:
            others = [to_record(each.other) for each in error.conflicts]
            return JSONResponse({"conflicts": others}, status_code=409)
        except (ValueError, RecursionError) as error:
            return _refused(400, str(error))
        except TimeoutError:
            return _refused(408, "too slow")
        except OSError as error:
            return _refused(507, error.strerror or str(error))
        return JSONResponse(to_record(decision), status_code=201)

    async def taken(self, request: Request) -> Response:
        """The rows that were chosen, as a file."""
        try:
            asked = json.loads(await _body(request))
            kind = str(asked["kind"])
            content = await run_in_threadpool(self._session.take, asked["baseline"], asked["current"], kind)
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            return _refused(400, str(error))
        except TimeoutError:
            return _refused(408, "too slow")
        except OSError as error:
            return _refused(507, error.strerror or str(error))
        return Response(content, media_type=MEDIA_TYPES[kind])

    async def _decided_many(self, asked: object) -> list[dict[str, object]]:
        """What was written of many decisions, which are on the disk together."""
        if not isinstance(asked, list) or not all(isinstance(each, dict) for each in asked):
            message = "no list of decisions"
            raise ValueError(message)
        written = await run_in_threadpool(self._session.accept_many, asked)
        return [to_record(each) for each in written]


class _Guard:
    """Lets through only what the page itself asks, by the name of this server, with the token."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{name}:{port}" for name in (LOCALHOST, "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        answer = self._app if refusal is None else refusal

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *extra]}
            await send(message)

        await answer(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        given = scope["path"].split("/")[1:2]
        if host not in self._hosts:
            return _refused(421, "wrong host")
        if not given or not secrets.compare_digest(given[0].encode(), self._token.encode()):
            return _refused(404, "not found")
        origin = headers.get("origin")
        writes = scope["method"] not in ("GET", "HEAD")
        if (origin is None and writes) or (origin is not None and origin != f"http://{host}"):
            return _refused(403, "wrong origin")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _refused(403, "wrong site")
        if writes and headers.get("content-type", "").split(";")[0] != "application/json":
            return _refused(415, "JSON only")
        return None


async def _body(request: Request) -> bytes:
    body = b""
    async with asyncio.timeout(PATIENCE):
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                message = "too long"
                raise ValueError(message)
    return body


def _refused(status: int, reason: str) -> Response:
    return PlainTextResponse(reason, status_code=status)
