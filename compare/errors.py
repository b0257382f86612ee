"""The one error that bad input ends in."""

from pathlib import Path

from compare.model import Notice


class InputError(Exception):
    """A file or an address cannot be used: which one, and as a `Notice` what is wrong and what to do.

    `reports.words` says it in one line.

    Examples
    --------
    >>> error = InputError(Path("空.txt"), Notice("empty_file"))
    >>> str(error.path), error.notice.code
    ('空.txt', 'empty_file')
    """

    def __init__(self, path: Path | str, notice: Notice) -> None:
        super().__init__(f"{path}: {notice.code}")
        self.path = path
        self.notice = notice
