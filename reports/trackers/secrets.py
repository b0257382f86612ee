"""Tokens: from a file that only its owner can read, the environment, or the system's keyring."""

import os
import stat
import sys
from pathlib import Path
from typing import Final

from compare.errors import InputError
from compare.model import Notice
from reports.shown.secrets import keep_secret
from reports.trackers.base import Secrets, TrackerError

_KEYRING: Final = "crossyear"
_OPEN_TO_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def find_token(secrets: Secrets, tracker: str, host: str) -> str:
    """The token for a server: from the user's file, or `CROSSYEAR_REDMINE_TOKEN`, or the keyring.

    A keyring has it under the service `crossyear` and the server's name: `keyring set crossyear HOST`.

    Raises
    ------
    InputError
        The file cannot be read, is empty, or others can read it.
    TrackerError
        There is none anywhere, or it has a space, a line break or letters that no token has.
    """
    variable = f"CROSSYEAR_{tracker.upper()}_TOKEN"
    if secrets.file is not None:
        token = _from_file(secrets.file)
    else:
        token = os.environ.get(variable, "").strip() or _from_keyring(host).strip()
    if not token:
        raise TrackerError(Notice("no_token", (("variable", variable), ("host", host))), is_fatal=True)
    if not (token.isascii() and token.isprintable()) or " " in token:  # no header can carry it
        raise TrackerError(Notice("token_wrong"), is_fatal=True)
    keep_secret(token)
    return token


def _from_file(path: Path) -> str:
    try:
        if sys.platform != "win32" and path.stat().st_mode & _OPEN_TO_OTHERS:
            raise InputError(path, Notice("token_file_open"))
        token = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise InputError(path, Notice("not_found")) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise InputError(path, Notice("unreadable", (("reason", reason),))) from None
    if not token or len(token.split()) != 1:
        raise InputError(path, Notice("token_file_empty"))
    return token


def _from_keyring(host: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        return ""
    try:
        return keyring.get_password(_KEYRING, host) or ""
    except KeyringError:
        return ""
