"""All trackers begin with one list of states."""

import re
from pathlib import Path

from reports.feed.settings import load_settings
from reports.trackers.states import CLOSED, STATES

_SETUP = (Path(__file__).parents[3] / "reports/trackers/redmine/setup.rb").read_text(encoding="utf-8")


def _words_of(name: str) -> tuple[str, ...]:
    found = re.search(rf"^{name} = %w\[(.*)\]", _SETUP, flags=re.MULTILINE)
    assert found
    return tuple(found[1].split())


def test_redmine_is_set_up_with_the_same_states() -> None:
    assert _words_of("STATES") == STATES
    assert _words_of("CLOSED") == CLOSED


def test_what_the_feeder_writes_is_among_them_and_closes_nothing() -> None:
    written = set(load_settings(None).states.values())
    assert written <= set(STATES) - set(CLOSED)
