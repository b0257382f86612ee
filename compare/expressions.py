"""Regular expressions that are compiled when they are first asked something.

One with Chinese characters takes some 0.3 ms to compile. What every report is asked is compiled with its
module; what few are asked (pages of PDF, tables, what a title seldom says) need not be.
"""

import re
from typing import Any, AnyStr, Generic, cast


class Expression(Generic[AnyStr]):
    """Stands for a compiled expression, of which it keeps what it was asked for: `search`, `sub` …"""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._pattern: AnyStr = pattern
        self._flags = flags

    def compiled(self) -> re.Pattern[AnyStr]:
        """The expression itself."""
        return re.compile(self._pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self.compiled(), name)
        setattr(self, name, asked)
        return asked


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, at no cost until it is asked.

    Examples
    --------
    >>> number = expression(r"\\d+")
    >>> number.findall("检查3次，培训12期")
    ['3', '12']
    """
    return cast("re.Pattern[AnyStr]", Expression(pattern, flags))
