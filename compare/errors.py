"""The one error that bad input ends in."""

from pathlib import Path

from compare.model import Notice


class InputError(Exception):
    """A file cannot be used: which one, and as a `Notice` what is wrong and what to do.

    `InputError(Path("空.txt"), Notice("empty_file"))`; `reports.words` says it in one line.
    """

    def __init__(self, path: Path, notice: Notice) -> None:
        super().__init__(f"{path}: {notice.code}")
        self.path = path
        self.notice = notice
