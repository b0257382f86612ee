"""Roundup: a home of our own on this disk, or any server that has our schema.

`roundup:台账` makes the home when there is something to write; `crossyear tracker 台账` shows it.
"""

from pathlib import Path

from reports.trackers.base import Setup, Tracker
from reports.trackers.options import Options


def open_tracker(name: str, setup: Setup) -> Tracker:
    """The server at `http(s)://…`, else the home at a path.

    Raises
    ------
    TrackerError
        The server cannot be reached or has another schema; something else is at the path.
    """
    Options(name, setup.options).only()
    if setup.address.startswith(("http://", "https://")):
        from reports.trackers.roundup.rest import RestTracker

        return RestTracker(setup)
    from reports.trackers.roundup.embedded import EmbeddedTracker

    return EmbeddedTracker(Path(setup.address))
