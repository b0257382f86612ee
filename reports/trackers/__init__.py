"""Trackers, and the one list of them: a name, the module that opens it, what its address looks like.

A tracker more is a module with `open_tracker(setup)` and a line here.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from compare.model import Notice
from reports.trackers.base import Setup, Tracker, TrackerError
from reports.trackers.shaped import ShapedTracker, shapes_checked


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of tracker: the module that opens it, an address as an example, whether it may be a server."""

    module: str
    example: str
    may_be_server: bool = True


KINDS: Final = {
    "roundup": Kind("roundup", "roundup:台账 · roundup:https://duban.example.org/tracker/"),
    "redmine": Kind("redmine.tracker", "redmine:https://redmine.example.org/projects/duban"),
    "github": Kind("forges.github", "github:owner/repository"),
    "gitlab": Kind("forges.gitlab", "gitlab:https://gitlab.example.org/group/project"),
    "gitea": Kind("forges.gitea", "gitea:https://git.example.org/owner/repository"),
    "jira": Kind("jira.tracker", "jira:https://jira.example.org/PROJECT"),
    "xlsx": Kind("tables.xlsx", "xlsx:台账.xlsx", may_be_server=False),
    "zentao": Kind("tables.imports", "zentao:任务.csv", may_be_server=False),
    "tapd": Kind("tables.imports", "tapd:需求.csv", may_be_server=False),
    "jira-csv": Kind("tables.imports", "jira-csv:issues.csv", may_be_server=False),
}


def split_target(target: str) -> tuple[str, str]:
    """The kind and the address of `--to`: `xlsx:台账.xlsx` → `("xlsx", "台账.xlsx")`.

    Raises
    ------
    TrackerError
        There is no such kind, or no address.
    """
    name, _, address = target.partition(":")
    if name not in KINDS or not address:
        kinds = "、".join(kind.example.split(" · ")[0] for kind in KINDS.values())
        raise TrackerError(Notice("no_such_tracker", (("target", target), ("known", kinds))), is_fatal=True)
    return name, address


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The tracker of a kind at an address.

    Raises
    ------
    TrackerError
        The address is wrong, or it cannot be reached.
    """
    kind = KINDS[name]
    module = import_module(f"reports.trackers.{kind.module}")
    if not kind.may_be_server or (name == "roundup" and "://" not in setup.address):
        return cast(Tracker, module.open_tracker(name, setup))
    with shapes_checked(setup.address):
        return ShapedTracker(module.open_tracker(name, setup), setup.address)
