"""What is said where the program itself is at fault: one line, and where the details are."""

import sys
import tempfile
import traceback
from typing import Final

from reports.shown.safe_text import printable
from reports.shown.secrets import redacted

CRASHED: Final = 70


def tell_crash(error: BaseException) -> int:
    """Write the details into a file that only its owner can read, tell of it, and return the exit code."""
    details = redacted("".join(traceback.format_exception(error)))
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", prefix="crossyear-", suffix=".txt", delete=False
        ) as file:
            file.write(details)
        where = f"详情见 details in {file.name}"
    except OSError as unwritten:
        where = f"详情写不下来 details could not be written: {unwritten.strerror or unwritten}"
    kind = type(error).__name__
    told = f"crossyear: 程序自身出错 a fault of the program ({kind}); {where}"
    print(printable(told), file=sys.stderr)  # noqa: T201 - click may be what fails
    return CRASHED
