"""What the server does besides: changes come one at a time, and one that failed leaves nothing behind."""

import threading
from contextlib import nullcontext

from roundup.cgi import client

_writing = threading.Lock()


class Client(client.Client):
    """Answers one request."""

    def handle_rest(self):
        """Answer a request of REST.

        Roundup compares an ETag first and writes later, between which nobody else may write. What failed
        it does not take back: such as a second ticket with a key, after which the database stays locked.
        """
        with nullcontext() if self.env["REQUEST_METHOD"] == "GET" else _writing:
            try:
                super().handle_rest()
            finally:
                if hasattr(self, "db"):
                    self.db.rollback()
