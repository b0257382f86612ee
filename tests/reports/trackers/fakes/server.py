"""A tracker's server for tests: it keeps issues, and holds what is said to the vendor's description.

Whatever is said against the description is kept in `wrong`. Faults are played once each, in their order.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

TOKEN = "s3cret-t0ken"
_HOST = "https://tracker.example"


@dataclass(frozen=True)
class Asked:
    """A request; `parts` is its path below the API, decoded."""

    method: str
    parts: tuple[str, ...]
    query: Mapping[str, str]
    body: Any = None


@dataclass(frozen=True)
class Answer:
    """What is answered; a body of `None` is none."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """Goes wrong once, with the next request of this method whose path ends so: no answer, or this one.

    With `done` the request is carried out before that.
    """

    method: str
    answer: Answer | None = None
    done: bool = False
    ending: str = ""


@dataclass
class Stored:
    """An issue as the server keeps it."""

    number: int
    title: str
    body: str = ""
    labels: list[str] = field(default_factory=list)
    closed: bool = False
    notes: list[str] = field(default_factory=list)
    is_pull: bool = False
    ties: set[int] = field(default_factory=set)
    more: dict[str, Any] = field(default_factory=dict)


class Fake:
    """The server of one vendor; a subclass says how it answers. `with Fake.running() as fake: fake.url`."""

    description: ClassVar[str]
    root: ClassVar[str]
    largest_page: ClassVar[int] = 100

    def __init__(self, url: str) -> None:
        self.url = url
        self.stored: list[Stored] = []
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.sent_tokens: list[str] = []
        self.wrong: list[str] = []
        self.spec, self._api = _described(self.description, self.root)
        self._lock = threading.Lock()

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """The server at a port of its own, for as long as it is needed."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        server.daemon_threads = True
        fake = cls(f"http://127.0.0.1:{server.server_port}")
        server.fake = fake  # type: ignore[attr-defined] # handlers see nothing but their server
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def token_of(self, headers: Mapping[str, str]) -> str:
        """The token that a request brings, the way in which this vendor takes it."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked."""
        raise NotImplementedError

    def refused(self, status: int, message: str) -> Answer:
        """An error in the vendor's form."""
        return Answer(status, {"message": message})

    def by_number(self, number: str | int) -> Stored:
        return self.stored[int(number) - 1]

    def store(self, title: str, **more: Any) -> Stored:
        """A new issue."""
        stored = Stored(len(self.stored) + 1, title, **more)
        self.stored.append(stored)
        return stored

    def page(self, asked: Asked, items: list[Any], size_name: str = "per_page") -> Answer:
        """A page of a list, with the link to the next one as all forges give it."""
        size = min(int(asked.query.get(size_name, 30)), self.largest_page)
        number = int(asked.query.get("page", 1))
        headers = {}
        if number * size < len(items):
            following = urlencode({**asked.query, "page": number + 1})
            # The host is not the one asked: a server behind a proxy does not know its own name.
            headers["Link"] = f'<https://inner.example/{"/".join(asked.parts)}?{following}>; rel="next"'
        return Answer(200, items[(number - 1) * size : number * size], headers)

    def handle(self, method: str, target: str, headers: Mapping[str, str], data: bytes) -> Answer | None:
        """Answer a request, or not (`None`), and hold both to the description."""
        url = urlsplit(target)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        body = json.loads(data) if data else None
        parts = tuple(map(unquote, url.path.removeprefix(self.root).strip("/").split("/")))
        asked = Asked(method, parts, query, body)
        with self._lock:
            self.asked.append(asked)
            self.sent_tokens.append(self.token_of(headers))
            if self.token_of(headers) != TOKEN:
                return self.refused(401, "Bad credentials")
            fault = next(
                (each for each in self.faults if each.method == method and each.ending in ("", parts[-1])),
                None,
            )
            if fault is not None:
                self.faults.remove(fault)
                if not fault.done:
                    return fault.answer
            request = MockRequest(
                _HOST, method.lower(), url.path, args=query, headers=dict(headers), data=data or None
            )
            try:
                self._api.validate_request(request)
            except OpenAPIError as error:
                self.wrong.append(f"{method} {target}: {_told(error)}")
                return self.refused(422, "Validation Failed")
            self._undeclared(asked, url.path)
            answer = self.answer(asked)
            self._check_answer(request, answer)
            return answer if fault is None else fault.answer

    def _undeclared(self, asked: Asked, path: str) -> None:
        """OpenAPI lets names through that it does not know: a slip of the pen would pass."""
        template, operation = self._operation(asked.method, path.removeprefix(self.root))
        shared = self.spec["paths"][template].get("parameters", [])
        declared = {self._resolved(each)["name"] for each in [*shared, *operation.get("parameters", [])]}
        self.wrong.extend(f"{path}: {name}?" for name in asked.query.keys() - declared)
        if isinstance(asked.body, dict):
            content = self._resolved(operation["requestBody"])["content"]["application/json"]
            schema = self._resolved(content["schema"])
            if schema.get("additionalProperties") in (None, False):
                self.wrong.extend(
                    f"{path}: {name}" for name in asked.body.keys() - schema["properties"].keys()
                )

    def _operation(self, method: str, path: str) -> tuple[str, dict[str, Any]]:
        asked = path.strip("/").split("/")
        for template, operations in self.spec["paths"].items():
            parts = template.strip("/").split("/")
            is_as_long = len(parts) == len(asked) and method.lower() in operations
            if is_as_long and all(
                part[0] == "{" or part == given for part, given in zip(parts, asked, strict=False)
            ):
                return template, operations[method.lower()]
        raise AssertionError(f"{method} {path}")

    def _resolved(self, item: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in item:
            _, *names = item["$ref"].split("/")
            item = self.spec
            for name in names:
                item = item[name]
        return item

    def _check_answer(self, request: MockRequest, answer: Answer) -> None:
        data = b"" if answer.body is None else json.dumps(answer.body).encode()
        response = MockResponse(data, answer.status, {"Content-Type": "application/json", **answer.headers})
        try:
            self._api.validate_response(request, response)
        except OpenAPIError as error:
            self.wrong.append(f"answer to {request.method} {request.path}: {_told(error)}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together, or each answer waits for the receipt of its head

    def handle_request(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        fake: Fake = self.server.fake  # type: ignore[attr-defined]
        answer = fake.handle(self.command, self.path, dict(self.headers), self.rfile.read(length))
        if answer is None:
            self.close_connection = True
            return
        data = b"" if answer.body is None else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request  # noqa: N815 - http.server wants these

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _described(name: str, root: str) -> tuple[dict[str, Any], OpenAPI]:
    spec = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return spec, OpenAPI.from_dict({**spec, "servers": [{"url": _HOST + root}]})


def _told(error: OpenAPIError) -> str:
    cause = error.__cause__ or error
    schema_errors = getattr(cause, "schema_errors", [])
    told = [f"{list(each.absolute_path)} {each.message[:200]}" for each in list(schema_errors)[:3]]
    return "; ".join(told) or f"{type(error).__name__}: {cause}"
