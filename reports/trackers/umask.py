"""The process's file mask, which can only be read by setting it."""

import os
import sys


def umask() -> int:
    """The bits that no new file gets: 0o022 in most places, 0 on Windows."""
    current = os.umask(0o077)  # what another thread makes meanwhile is rather too closed than too open
    os.umask(current)
    return current if sys.platform != "win32" else 0
