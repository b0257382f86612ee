"""Servers that are never silent and never come to an end."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HEAD = b"HTTP/1.1 200 OK\r\nX-Word: "
BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
BODY_OF_ANY_LENGTH = b"HTTP/1.0 200 OK\r\n\r\n{}"


@contextmanager
def dripping(begin: bytes, *answers: bytes) -> Iterator[str]:
    """The address of a server that begins its answer so, and sends a byte now and then from there on.

    Whole answers to earlier requests of the same connection may come first.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                for answer in (*answers, begin):
                    connection.recv(10_000)
                    connection.sendall(answer)
                while True:
                    connection.sendall(b"x")
                    time.sleep(0.1)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join(timeout=20)
