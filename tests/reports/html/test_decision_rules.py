"""The rules of decisions stand twice, for the engine and for the page: both say the same of any."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selenium import webdriver

from compare.decisions.standing import (
    Action,
    Decision,
    Named,
    contradicted_unseen,
    contradicts,
    not_undone,
    standing,
)
from compare.model import ChangeKind, PledgeState, Role, Status
from reports.html import assets
from reports.shown.safe_text import upright

_VALUES: dict[Action, Sequence[str]] = {
    Action.ACCEPT: tuple(Status),
    Action.STATUS: tuple(Status),
    Action.ROLE: tuple(Role),
    Action.CHANGE: tuple(ChangeKind),
    Action.PLEDGE: tuple(PledgeState),
}
_IDS = [f"d{number}" for number in range(8)]
_JAVASCRIPT = """
    const [decisions, cut, done] = arguments;
    import("/decisions.js").then(({ DecisionLog, contradicts }) => {
      const log = new DecisionLog();
      log.take(decisions.slice(0, cut));
      log.take(decisions);
      const others = new DecisionLog();
      others.take(decisions.slice(0, -1));
      const said = decisions.filter((each) => each.action !== "undo");
      const last = decisions.at(-1);
      const ids = (some) => some.map((each) => each.id);
      done({
        standing: ids(log.standing()),
        disputes: log.disputes().map(({ kept, other }) => [kept.id, other.id]),
        undone: ids(decisions.filter((each) => log.isUndone(each.id))),
        contradictions: said.flatMap(
          (one) => said.filter((other) => contradicts(one, other)).map((other) => [one.id, other.id])
        ),
        unseen: last && last.action !== "undo" ? ids(others.contradictedUnseen(last)) : [],
      });
    });
"""
_UPRIGHT = """
    const [text, done] = arguments;
    import("/safe_text.js").then(({ upright }) => done(upright(text)));
"""


def _named(side: str) -> st.SearchStrategy[tuple[Named, ...]]:
    ids = st.lists(st.sampled_from([f"{side}{number}" for number in range(3)]), max_size=2, unique=True)
    return ids.map(lambda some: tuple(Named(each, each) for each in some))


def _decision(id_: str, action: Action) -> st.SearchStrategy[Decision]:
    return st.builds(
        Decision,
        id=st.just(id_),
        when=st.integers(0, 4).map(lambda minute: f"2025-03-01T08:0{minute}:00Z"),
        who=st.sampled_from(["李敏", "王强"]),
        action=st.just(action),
        baseline=_named("b"),
        current=_named("c"),
        value=st.sampled_from(_VALUES.get(action, [""])),
        note=st.sampled_from(["", "已与原文核对"]),
        after=st.lists(st.sampled_from(_IDS), max_size=3).map(tuple),
        undoes=st.sampled_from(_IDS) if action is Action.UNDO else st.just(""),
    )


@st.composite
def _histories(draw: st.DrawFn) -> Sequence[Decision]:
    """Up to eight decisions, written in any order, of few actions, so that they meet."""
    actions = st.sampled_from(draw(st.lists(st.sampled_from(Action), min_size=1, max_size=3)))
    count = draw(st.integers(0, len(_IDS)))
    return draw(st.permutations([draw(_decision(id_, draw(actions))) for id_ in _IDS[:count]]))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def script(browser: webdriver.Chrome) -> Iterator[Callable[..., Any]]:
    """Runs a script on a page that can import the modules as they stand in their folder."""
    folder = Path(assets.__file__).parent / "script"
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        browser.get(f"http://127.0.0.1:{server.server_port}/")
        yield browser.execute_async_script
        server.shutdown()


@settings(max_examples=300)
@given(decisions=_histories(), cut=st.integers(0, len(_IDS)))
def test_the_page_and_the_engine_hold_the_same_decisions(
    script: Callable[..., Any], decisions: Sequence[Decision], cut: int
) -> None:
    live = not_undone(decisions)
    said = [each for each in decisions if each.action is not Action.UNDO]
    others, last = decisions[:-1], decisions[-1:]
    held = standing(live, decisions)

    assert script(_JAVASCRIPT, [asdict(each) for each in decisions], cut) == {
        "standing": [each.id for each in held.decisions],
        "disputes": [[each.kept.id, each.other.id] for each in held.conflicts],
        "undone": [
            each.id
            for each in decisions
            if each.id in {undo.undoes for undo in decisions if undo.action is Action.UNDO}
        ],
        "contradictions": [[one.id, other.id] for one in said for other in said if contradicts(one, other)],
        "unseen": [
            each.id
            for new in last
            if new.action is not Action.UNDO
            for each in contradicted_unseen(new, others)
        ],
    }


def test_the_page_and_the_outputs_replace_the_same_characters(script: Callable[..., Any]) -> None:
    text = "".join(map(chr, range(0x20, 0xD800)))

    assert script(_UPRIGHT, text) == upright(text)
