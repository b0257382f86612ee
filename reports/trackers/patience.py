"""How long an answer is waited for: silence is the client's business, this is for what drips."""

from collections.abc import Mapping
from threading import Timer
from typing import TYPE_CHECKING, Any

from compare.reading.address import Deadline

if TYPE_CHECKING:
    from httpcore2 import NetworkStream


class AnswerDeadline(Deadline):
    """Hangs up, too, so many seconds after the first byte of an answer.

    A server may think for long before it answers, and has no reason to dawdle once it does.
    """

    def __init__(self, seconds: float, of_answer: float, connection: "NetworkStream | None") -> None:
        super().__init__(seconds, connection)
        self._of_answer = of_answer
        self._answering: Timer | None = None
        self._listen()

    def __exit__(self, *error: object) -> None:
        self._cancel()
        super().__exit__(*error)

    def trace(self, event: str, told: Mapping[str, Any]) -> None:
        """As that of every deadline; what a proxy said before it let through is no answer."""
        known = self.connection
        super().trace(event, told)
        if self.connection is not known:
            self._cancel()
            self._listen()

    def _listen(self) -> None:
        """Have the connection tell of its first byte, of which nothing else does: no event, no time-out."""
        connection: Any = self.connection
        if connection is None:
            return

        def read(max_bytes: int, timeout: float | None = None) -> bytes:
            data: bytes = type(connection).read(connection, max_bytes, timeout)
            if self._answering is None:
                self._answering = Timer(self._of_answer, self.hang_up)
                self._answering.daemon = True
                self._answering.start()
            return data

        connection.read = read

    def _cancel(self) -> None:
        if self._answering is not None:
            self._answering.cancel()
            self._answering = None
