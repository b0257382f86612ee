"""What passes between the steps of a corpus; small values that go to workers and back."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compare.language.bodies import is_province
from compare.language.characters import simplified

_ID: Final = 16
_PROVINCE: Final = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|省|市)$")


class FileState(StrEnum):
    """What becomes of a file: compared, left out as a copy or an earlier version, or of no use."""

    READ = "read"
    DUPLICATE = "duplicate"
    REPUBLISHED = "republished"
    UNREADABLE = "unreadable"
    UNIDENTIFIED = "unidentified"


@dataclass(frozen=True, slots=True)
class Source:
    """A file at an fsspec address, and a stamp that is another when the file has changed."""

    address: str
    stamp: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.address.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus: whose report it is, of which year and kind, and what is to become of it.

    `reason` is a notice's code (`empty_file`) or, of a copy, the address of the file that stands for it.
    """

    address: str
    sha256: str
    title: str
    body: str
    year: int | None
    kind: str
    length: int
    state: FileState = FileState.READ
    reason: str = ""

    @property
    def id(self) -> str:
        """The report's identity in the data set: by its file and what it is taken for."""
        return digest(self.sha256, self.body, str(self.year), self.kind)

    @property
    def series(self) -> tuple[str, str]:
        """What all reports of one body and kind share, a county that became a district included."""
        return body_key(self.body), self.kind


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one body that follow each other."""

    baseline: CorpusFile
    current: CorpusFile

    @property
    def id(self) -> str:
        """The pair's identity in the data set."""
        return digest(self.baseline.id, self.current.id)

    @property
    def gap(self) -> int:
        """How many years lie between them: 1 for consecutive ones."""
        return (self.current.year or 0) - (self.baseline.year or 0)


@dataclass(frozen=True, slots=True)
class BodyRun:
    """A task: reports of one body in the order of their years, and which pairs of them are to be compared.

    `alone` are reports that are to be written though no pair of this run has them as its current one.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[CorpusFile, ...] = ()

    @property
    def outputs(self) -> tuple[tuple[str, CorpusFile], ...]:
        """The ids of what it is to write, each with the file that it is told of."""
        return (*((pair.id, pair.current) for pair in self.pairs), *((item.id, item) for item in self.alone))


@dataclass(frozen=True, slots=True)
class Failure:
    """A pair or a report that could not be done: its id, whose it is, and why."""

    id: str
    body: str
    kind: str
    year: int | None
    address: str
    reason: str


def digest(*parts: str) -> str:
    """A short name for some texts, the same on every machine."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_ID]


def body_key(name: str) -> str:
    """What one body is called by, whatever its level was: 徐水县 and 徐水区, 宁夏 and 宁夏回族自治区.

    The places above a body stay: two cities may each have a 鼓楼区.

    Examples
    --------
    >>> body_key("青岚县") == body_key("青岚区"), body_key("宁夏") == body_key("宁夏回族自治区")
    (True, True)
    >>> body_key("青岚市") == body_key("青岚区")
    False
    """
    plain = simplified(name)
    short = _PROVINCE.sub("", plain)
    if is_province(short):
        return short
    return plain[:-1] + "县区" if len(plain) > 2 and plain[-1] in "县区" else plain
