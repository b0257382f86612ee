"""Texts of reports made inert in the markup of a tracker."""

import unicodedata

from reports.trackers.base import Markup


def escape(text: str, markup: Markup) -> str:
    """The text as it is, without control characters."""
    del markup
    return "".join(each for each in text if each == "\n" or unicodedata.category(each) not in ("Cc", "Cf"))
