"""The colours of the page can be read in both schemes: at least 4.5 to 1, as WCAG AA asks."""

import re
from pathlib import Path

import pytest

import reports.html

_STYLE = (Path(reports.html.__file__).parent / "style" / "page.css").read_text(encoding="utf-8")
_ON_PAPER = ("ink", "soft", "link", "new", "continued", "dropped", "doubt", "plan")
_ON_WASH = ("new", "continued", "dropped", "doubt")


def _schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", _STYLE, re.DOTALL)[:2]
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    return {"light": light, "dark": light | dark}


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_it_stands_on(scheme: str) -> None:
    colours = _schemes()[scheme]
    pairs = [(name, ground) for name in _ON_PAPER for ground in ("paper", "sheet")]
    pairs += [(name, f"{name}-wash") for name in _ON_WASH] + [("paper", "ink"), ("soft", "doubt-wash")]
    faint = {
        pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }

    assert faint == {}
