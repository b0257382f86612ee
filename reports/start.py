"""The command `crossyear` as it is installed: what has to stand before anything large is imported.

Interrupted or ended from outside, it ends without a word, after what was begun has been put away.
"""

import os
import signal
import sys
from types import FrameType
from typing import Final

INTERRUPTED: Final = 130
_ENDED: Final = 128  # and the number of the signal, as shells count


def main() -> int:
    """Run the command of `sys.argv` and return its exit code."""
    _fill_closed_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, _end)
    try:
        from reports.cli import main

        return main()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done


def _end(number: int, _frame: FrameType | None) -> None:
    """Leave as from a function that returns: temporary files go, children end."""
    signal.signal(number, signal.SIG_IGN)
    sys.exit(_ENDED + number)


def _fill_closed_streams() -> None:
    """Keep 0, 1 and 2 from files that are opened later; writing to a stdout that was closed is an error."""
    while (handle := os.open(os.devnull, os.O_RDONLY)) <= 2:
        pass
    os.close(handle)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
