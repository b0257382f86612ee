"""Both whole texts scroll together, also past a sentence that moved far."""

from pathlib import Path

import pytest
from selenium import webdriver

from compare.model import Change, Comparison, SectionLink
from reports.html.page import render_report
from tests.builders import change, measure, report

_COUNT = 60
_PARAGRAPH = "围绕第{number}项任务逐级压实责任，按季调度进展，及时解决堵点难点问题，推动各项部署落到实处。"


def _moved_far() -> Comparison:
    """Sixty measures in the same order in both years, but for the second, which is late this year."""
    headings = (("一、主要举措",),)
    before = [measure(f"b{n}", _PARAGRAPH.format(number=n), section=1) for n in range(_COUNT)]
    after = [measure(f"c{n}", _PARAGRAPH.format(number=n), section=1) for n in range(_COUNT)]
    changes: list[Change] = [
        change(f"2023-{n:02}", [old], [new]) for n, (old, new) in enumerate(zip(before, after, strict=True))
    ]
    moved = after.pop(1)
    after.insert(len(after) - 1, moved)
    return Comparison(
        report(2023, headings, before),
        report(2024, headings, after),
        (SectionLink(1, 1, 1.0),),
        tuple(changes),
        pledges=(),
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_what_belongs_together_stands_side_by_side(
    browser: webdriver.Chrome, tmp_path: Path, share: float
) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_report(_moved_far()), encoding="utf-8")
    browser.get(path.as_uri())

    sides = browser.execute_async_script(
        """
        const [share, done] = arguments;
        document.querySelector("#texts details").open = true;
        const panes = Array.from(document.querySelectorAll(".whole-text"));
        panes[0].dispatchEvent(new Event("pointerenter"));
        panes[0].scrollTop = share * (panes[0].scrollHeight - panes[0].clientHeight);
        setTimeout(() => done(panes.map((each) => each.scrollTop)), 400);
        """,
        share,
    )

    assert abs(sides[0] - sides[1]) < 60, "two lines of text"
