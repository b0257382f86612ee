"""Mutated changes.json, decisions, settings and answers of trackers, each taken as the commands take it."""

import json
import ssl
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final, Protocol
from unittest.mock import patch
from urllib.parse import unquote

import httpx2
import jinja2

from compare.comparison import compare_reports
from compare.decisions.standing import Action
from compare.errors import InputError
from compare.model import Comparison
from reports.changes_json import dump_comparison, load_comparison
from reports.feed.settings import load_settings
from reports.output import write_results
from reports.review.decision_file import read_decisions
from reports.review.records import to_record
from reports.trackers import http, open_tracker
from reports.trackers.base import RetryPolicy, Secrets, Setup, TrackerError
from reports.trackers.http import Service
from reports.words import Words
from tests.builders import comparison, measure
from tests.compare.decisions.deciding import BASELINE, CHECKS, CHECKS_AGAIN, CURRENT, LECTURES, decision
from tests.fuzz.mutations import mutated_bytes, mutated_json, mutated_text
from tests.fuzz.servers import Redmine, Roundup
from tests.reports.feed.ledger import compared, continued, dropped, new, planner_for
from tests.reports.trackers.fakes.gitea import FakeGitea
from tests.reports.trackers.fakes.github import FakeGitHub
from tests.reports.trackers.fakes.gitlab import FakeGitLab
from tests.reports.trackers.fakes.jira import FakeJira
from tests.reports.trackers.fakes.server import TOKEN, Answer, Asked
from tests.reports.trackers.memory_tracker import MemoryTracker


class _Server(Protocol):
    """What stands for the server of a tracker."""

    @property
    def root(self) -> str: ...

    def answer(self, asked: Asked) -> Answer: ...


_WRITTEN_EVERY: Final = 100
_NOW_AND_THEN: Final = 0.3
_SETTINGS: Final = Path(__file__).parents[2] / "reports" / "feed" / "defaults.toml"
_RETRY_POLICY: Final = RetryPolicy(timeout=5.0, attempts=2, longest_wait=0.0)
_SERVERS: Final[Mapping[str, tuple[Callable[[str], _Server], str]]] = {
    "github": (FakeGitHub, "owner/duban"),
    "gitea": (FakeGitea, "https://git.example.org/owner/duban"),
    "gitlab": (FakeGitLab, "https://gitlab.example.org/owner/duban"),
    "jira": (FakeJira, "https://jira.example.org/DUBAN"),
    "redmine": (Redmine, "https://redmine.example.org/projects/duban"),
    "roundup": (Roundup, "https://roundup.example.org/duban/"),
}
_TEMPLATES: Final = (
    *("{{ 1/0 }}", "{{ text * 9 }}", "{{ text.__class__ }}", "{{ nothing }}", "{{ figures[9] }}", "{% if %}"),
    *(
        "{% for x in range(999999999) %}x{% endfor %}",
        "{{ text.format(1) }}",
        "{{ '%9999999d' % 1 }}",
        "{{ [1] | join }}",
    ),
    *(
        "{{ range(9) | list | string }}",
        "{{ text | excerpt(-1) }}",
        "{{ text | excerpt('a') }}",
        "{{ (1,) | first | round(2, 'x') }}",
    ),
    *(
        "{{ 9 ** 9999999 }}",
        "{{ text | truncate(3, foo=1) }}",
        "{% raw %}",
        "{{ key | int(default=text) }}",
        "{{ self }}",
    ),
)
_DECISIONS: Final = (
    decision(1, Action.ACCEPT, [CHECKS], [CHECKS_AGAIN], "continued"),
    decision(2, Action.ROLE, [LECTURES], [], "plan", note="核实"),
    decision(3, Action.UNLINK, [CHECKS], [CHECKS_AGAIN], seen=("00000001",)),
)


def attempt(number: int, seed: int = 0) -> str:
    """Make the input of a number, take it, and say what became of that.

    Raises
    ------
    Exception
        Whatever is not told in one line.
    """
    chance = Random(f"{seed}-{number}")
    kind = chance.choice(list(_TAKEN))
    return f"{kind}: {_TAKEN[kind](number, chance)}"


def prepare() -> None:
    """Make and import once what every input needs, before processes come of this one."""
    for number in range(4 * len(_TAKEN)):
        attempt(number)


def _comparison(number: int, chance: Random) -> str:
    data = json.loads(_compared_json())
    for _ in range(chance.randint(1, 3)):
        data = mutated_json(data, chance)
    text = json.dumps(data, ensure_ascii=False)
    if chance.random() < _NOW_AND_THEN:
        text = mutated_text(text, chance)
    try:
        read = load_comparison(text)
    except ValueError:
        return "refused"
    planner_for(MemoryTracker(), read).plan([])
    again = load_comparison(dump_comparison(read, Words("zh")))
    if number % _WRITTEN_EVERY == 0:
        with tempfile.TemporaryDirectory() as folder:
            write_results(again, Words("zh"), Path(folder, "out"), docx=True)
    return "read"


def _decisions(_number: int, chance: Random) -> str:
    numbered = (replace(each, id=f"0000000{at}") for at, each in enumerate(_DECISIONS))
    records: list[Any] = list(map(to_record, numbered))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(records))
        records[at] = mutated_json(records[at], chance)
    data = b"".join(json.dumps(each, ensure_ascii=chance.random() < 0.5).encode() + b"\n" for each in records)
    if chance.random() < _NOW_AND_THEN:
        data = mutated_bytes(data, chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "decisions.jsonl")
        path.write_bytes(data)
        stored = read_decisions(path)
    for notice in stored.notices:
        Words("zh").notice(notice)
    compare_reports(BASELINE, CURRENT, decisions=stored.decisions)
    return f"{len(stored.decisions)} read"


def _settings(_number: int, chance: Random) -> str:
    text = _SETTINGS.read_text(encoding="utf-8")
    if chance.random() < _NOW_AND_THEN:
        text = mutated_text(text, chance)
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice((mutated_text(lines[at], chance), lines[at] + chance.choice(_TEMPLATES)))
    text = "\n".join(lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            settings = load_settings(path)
            planner_for(MemoryTracker(), comparison(), settings=settings).plan([])
        except (InputError, jinja2.TemplateError):
            return "refused"
    return "read"


def _answers(_number: int, chance: Random) -> str:
    kind = chance.choice(list(_SERVERS))
    made, address = _SERVERS[kind]
    fake = made("https://tracker.example.org")
    is_mutating = False

    def answered(_service: Service, method: str, path: str, body: Any, params: Any, _headers: Any) -> Any:
        below = path.partition("?")[0].strip("/").removeprefix(f"{fake.root.strip('/')}/")
        parts = tuple(map(unquote, below.split("/")))
        query = {name: str(value) for name, value in (params or {}).items()}
        told = fake.answer(Asked(method, parts, query, body))
        status, data = told.status, told.body
        if is_mutating and chance.random() < _NOW_AND_THEN:
            data = mutated_json(data, chance)
            status = chance.choice((status, status, status, 200, 204, 302, 404, 422, 500))
        text = data if isinstance(data, str) else json.dumps(data)  # a page, or an answer
        content = b"" if data is None else text.encode("utf-8", "surrogatepass")
        if is_mutating and chance.random() < 0.05:
            content = mutated_bytes(content, chance)
        request = httpx2.Request(method, "https://tracker.example.org/")
        return httpx2.Response(status, headers=dict(told.headers), content=content, request=request)

    with patch.object(Service, "_answer", answered), patch.object(http, "_trusted", _certificates):
        try:
            _feed_into(kind, address, 2023)
            is_mutating = True
            _feed_into(kind, address, 2024)
        except TrackerError as error:
            return f"{kind} {error.notice.code}" if is_mutating else "FAULT"
    return f"{kind} fed"


def _feed_into(kind: str, address: str, year: int) -> None:
    """List, make and change tickets, each in its turn, as a feed does."""
    tracker = open_tracker(kind, Setup(address, {}, Secrets(_token()), retry_policy=_RETRY_POLICY))
    refused: TrackerError | None = None
    try:
        planner = planner_for(tracker, _edition(year))
        steps = planner.plan(tracker.tickets()).steps
        for step in steps:
            try:
                if step.ticket is None:
                    tracker.create(step.key, step.fields, "")
                else:
                    tracker.update(step.ticket, step.fields, "", step.note)
                tracker.find(step.key)
            except TrackerError as error:  # the others are fed nevertheless
                refused = error
    finally:
        tracker.close()
    if refused:
        raise refused


@cache
def _edition(year: int) -> Comparison:
    before, after = measure("b1", "设立专窗3个。"), measure("c1", f"设立专窗{year - 2018}个。")
    more = new(year, measure("c2", f"第{year}项安排。"))
    return compared(
        year, [continued(2024, [before], [after]), dropped(2024, measure("b2", "开展检查。")), more]
    )


@cache
def _compared_json() -> str:
    return dump_comparison(comparison(), Words("zh"))


@cache
def _certificates(_file: object) -> ssl.SSLContext:
    return ssl.create_default_context()  # which takes longer than all else


@cache
def _token() -> Path:
    path = Path(tempfile.mkdtemp(prefix="crossyear-fuzz-"), "token")
    path.touch(mode=0o600)
    path.write_text(TOKEN)
    return path


_TAKEN: Final[dict[str, Callable[[int, Random], str]]] = {
    "changes.json": _comparison,
    "decisions": _decisions,
    "settings": _settings,
    "answers": _answers,
}
