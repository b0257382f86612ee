"""Exactly once on a real Roundup whose answers are lost, by a feed that is killed again and again."""

import multiprocessing
import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from compare.model import Comparison
from reports.changes_json import dump_comparison
from reports.feed.commands import Order, apply_feed
from reports.feed.items import Selection
from reports.trackers.base import Field
from reports.trackers.roundup.embedded import EmbeddedTracker
from reports.trackers.roundup.homes import open_home
from reports.words import Words
from tests.builders import measure
from tests.reports.feed.ledger import compared, continued, dropped, new
from tests.reports.trackers.faulty import faulty_roundup
from tests.reports.trackers.roundup_server import RoundupServer

_MEASURES = 12
_MORE = 3
_SEED = 20241125
_SUBJECTS = "登记许可监管执法普法调解仲裁复议公证鉴定信访应急环保教育医疗住建交通水务农业林业文旅统计审计档案"


def edition(number: int) -> Comparison:
    """Two reports whose later texts are corrected in every edition, and which have some measures more.

    A third each is new, dropped and continued; what an edition adds is new.
    """
    changes = []
    for index in range(_MEASURES + _MORE * number):
        subject = _SUBJECTS[index % len(_SUBJECTS)] + _SUBJECTS[index // len(_SUBJECTS)]
        before = measure(f"b{index}", f"{subject}方面建立了工作专班，办理事项若干。")
        after = measure(f"c{index}", f"{subject}领域组织专项行动，第{number}次核定为{number * 7 + index}件。")
        if index >= _MEASURES or index % 3 == 2:
            changes.append(new(2024, after))
        elif index % 3 == 1:
            changes.append(dropped(2024, before))
        else:
            changes.append(continued(2024, [before], [after]))
    return compared(2024, changes)


def write(folder: Path, comparison: Comparison) -> None:
    (folder / "changes.json").write_text(dump_comparison(comparison, Words("zh")), encoding="utf-8")


def order(folder: Path, target: str) -> Order:
    return Order(folder, target, Selection(), folder / "settings.toml", folder / "token")


def feed(order: Order) -> bool:
    """Feed once; whether all rows were written."""
    fed = apply_feed(order, on_wait=lambda: None, on_plan=lambda _plan: None, on_result=lambda: None)
    return fed.is_complete


def first_feed(order: Order) -> float:
    """Feed the first edition, and say how many seconds that takes on this machine."""
    write(order.folder, edition(1))
    begun = time.monotonic()
    assert feed(order)
    return time.monotonic() - begun


def feed_under_kills(order: Order, kills: int, longest: float) -> int:
    """Feed one edition after the other, killing at random until one was fed whole; the number of the last."""
    draw = random.Random(_SEED)
    fork = multiprocessing.get_context("fork")
    number, killed = 2, 0
    write(order.folder, edition(number))
    while killed < kills or number == 2:
        child = fork.Process(target=_feed_quietly, args=(order,))
        child.start()
        child.join(draw.uniform(0, longest))
        if child.is_alive():
            child.kill()
            killed += 1
        child.join()
        if child.exitcode == 0:
            number += 1
            write(order.folder, edition(number))
    return number


def _feed_quietly(order: Order) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os._exit(0 if feed(order) else 3)


def check(home: Path, comparison: Comparison) -> None:
    """Every measure has one ticket with its latest text, nothing is lost, and no note is there twice."""
    tracker = EmbeddedTracker(home)
    tickets = list(tracker.tickets())
    tracker.close()
    assert Counter(ticket.key for ticket in tickets) == Counter(each.key for each in comparison.changes)
    texts = {each.key: "".join(m.text for m in each.current) for each in comparison.changes}
    assert {ticket.key: ticket.fields[Field.AFTER] for ticket in tickets} == texts
    db = open_home(home).open("admin")
    for number in db.issue.list():
        notes = [db.msg.get(note, "content") for note in db.issue.get(number, "messages")]
        assert len(notes) == len(set(notes)), notes
    db.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "settings.toml").write_text("[http]\ntimeout = 0.5\nattempts = 5\n")
    token = tmp_path / "token"
    token.touch(mode=0o600)
    token.write_text(RoundupServer.token)
    return tmp_path


@pytest.mark.slow
def test_behind_a_faulty_proxy_and_killed_200_times(folder: Path) -> None:
    home = folder / "台账"
    with faulty_roundup(home, _SEED) as proxy:
        asked = order(folder, f"roundup:{proxy.url}")
        seconds = first_feed(asked)
        proxy.let_through(everything=False)
        number = feed_under_kills(asked, 200, seconds)
        proxy.let_through(everything=True)
        time.sleep(1.0)  # what was on its way arrives

        assert feed(asked)
        check(home, edition(number))
        fed = apply_feed(asked, on_wait=lambda: None, on_plan=lambda _: None, on_result=lambda: None)
        assert fed.results == ()


@pytest.mark.parametrize("kills", [5, pytest.param(60, marks=pytest.mark.slow)])
def test_embedded_and_killed(folder: Path, kills: int) -> None:
    home = folder / "台账"
    asked = order(folder, f"roundup:{home}")
    number = feed_under_kills(asked, kills, first_feed(asked))

    assert feed(asked)
    check(home, edition(number))
