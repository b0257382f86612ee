"""Names of files as people read them."""

import re
from typing import Final

_BYTES: Final = re.compile("[\udc80-\udcff]+")  # how Python holds what its locale cannot decode


def readable(name: str) -> str:
    r"""A name whose bytes that are no UTF-8 are escaped, whatever the locale.

    >>> readable("报告\udcff.txt"), readable("\udce6\udc8a\udca5.txt")
    ('报告\\xff.txt', '报.txt')
    """
    decoded = _BYTES.sub(
        lambda found: found[0].encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"), name
    )
    return decoded.encode("utf-8", "backslashreplace").decode()
