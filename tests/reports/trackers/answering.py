"""A server on this machine that gives the answers it is told to, and remembers what it was asked."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """A status, headers and a body; `drop` closes the connection instead, `delay` waits before."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = "{}"
    drop: bool = False
    delay: float = 0.0


@dataclass
class Answering:
    """The answers to come, the last of them for ever, and the requests so far: method, path, headers."""

    address: str
    answers: list[Answer]
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def answering(*answers: Answer) -> Iterator[Answering]:
    """Serve these answers on a free port of localhost."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("content-length", 0))
            self.rfile.read(length)
            served.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
            answer = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0]
            time.sleep(answer.delay)
            if answer.drop:
                self.close_connection = True
                return
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - http.server wants these names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Answering(f"http://127.0.0.1:{server.server_port}/", list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
