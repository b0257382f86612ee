"""What is asked of a forge (GitHub, Gitea, GitLab): issues with labels, and remarks on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from reports.trackers.http import Service, json_of


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as every forge has it; `id` is its number in the project."""

    id: str = ""
    title: str = ""
    body: str = ""
    labels: tuple[str, ...] = ()
    closed: bool = False
    url: str = ""


class Forge(Protocol):
    """What is asked of a forge. All calls raise `TrackerError`, those that write `UncertainError` too."""

    def issues(self, label: str) -> Iterator[Issue]:
        """All issues that have this label, closed ones too; others may be among them."""

    def issue(self, number: str) -> Issue:
        """One issue as it stands."""

    def add(self, issue: Issue) -> Issue:
        """A new issue, with its labels, in one request; it may be open though it is to be closed."""

    def change(self, before: Issue, after: Issue) -> Issue:
        """Write what differs; the body, where it does, in the last request if it takes several."""

    def notes(self, number: str) -> Iterator[str]:
        """The texts of all remarks on an issue."""

    def add_note(self, number: str, text: str) -> None:
        """A new remark on an issue."""

    def tie(self, number: str, other: str) -> None:
        """Tie two issues together, beyond naming each in the other's body; does nothing where they are."""

    def close(self) -> None:
        """Let go of connections."""


def pages(service: Service, path: str, params: Mapping[str, str | int]) -> Iterator[list[dict[str, Any]]]:
    """Every page of a list, by its `Link` header.

    Only what the link asks for is taken from it, never where: no other host gets the token, and a server
    behind another name than it believes to have is paged all the same.
    """
    wanted = dict(params)
    while wanted:
        answer = service.get(path, **wanted)
        yield json_of(answer)
        following = answer.links.get("next", {}).get("url", "")
        wanted = dict(parse_qsl(urlsplit(following).query))
