"""Characters that turn the direction of what follows: whatever a report or note holds, no output shows them.

A `\\u202e` in a note would let the rest of a line read backwards, in an editor as on a page.
"""

import re
from typing import Final

TURNING: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TURNING: Final = re.compile(f"[{TURNING}]")


def upright(text: str) -> str:
    """The text with a sign in the place of each: `"甲\\u202e乙"` → `"甲\ufffd乙"`."""
    return _TURNING.sub("\ufffd", text)


def escaped(json: str) -> str:
    """JSON that is read back to the same values, but holds none of them as they are."""
    return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
