"""Secrets that no message may hold, however a server spells them when it sends them back."""

import base64
import json
from typing import Final
from urllib.parse import quote, quote_plus

_SIGN: Final = "●●●"
_SHORTEST: Final = 4  # what is shorter would be found in every text, and keeps nobody out
_known: Final[set[str]] = set()


def keep_secret(secret: str) -> None:
    """Let `redacted` leave out a secret from now on, also quoted, escaped or in base64 as in headers."""
    escaped = json.dumps(secret)[1:-1], repr(secret)[1:-1]
    spelled = (secret, quote(secret, safe=""), quote_plus(secret), *escaped)
    packed = base64.b64encode(secret.encode("utf-8", "surrogatepass")).decode()
    _known.update(each for each in (*spelled, packed, packed.rstrip("=")) if len(each) >= _SHORTEST)


def redacted(text: str) -> str:
    """The text with a sign for each secret in it.

    >>> keep_secret("s3cr3t-word")
    >>> redacted("401: no such token: s3cr3t-word")
    '401: no such token: ●●●'
    """
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, _SIGN)
    return text
