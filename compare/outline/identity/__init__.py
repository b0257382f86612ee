"""What a report is: its title, its year, whose it is and of which kind; and what its measures are called.

Read from what stands before the text, from its first sentences, its headings and its signature. What none of
them says stays unsaid.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from compare.model import Notice
from compare.outline.identity.body import read_body
from compare.outline.identity.front import ReportText
from compare.outline.identity.ids import measure_ids, measure_key
from compare.outline.identity.kind import read_kind
from compare.outline.identity.title import find_title
from compare.outline.identity.year import read_year

__all__ = ["Identity", "measure_ids", "measure_key", "read_identity"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report is: its title as printed, its year, body and kind, and notices of what nothing says.

    What is not said is None or "", but the title, which is the name of the file then. `title_lines` are the
    lines that the title stands in, from 0.
    """

    title: str
    year: int | None
    body: str
    kind: str
    notices: tuple[Notice, ...] = ()
    title_lines: tuple[int, ...] = ()


def read_identity(lines: Sequence[str], stem: str) -> Identity:
    """What the report in these lines (its paragraphs in their order) is; without a title `stem` names it.

    Examples
    --------
    >>> rule = read_identity(["青岚区二〇二三年度法治政府建设情况报告", "一、主要举措"], "report")
    >>> rule.year, rule.body, rule.kind
    (2023, '青岚区', '法治政府建设情况报告')

    Beside `政府工作报告` it is the meeting that says the rest.

    >>> met = "——2024年1月9日在云岭市青岚区第三届人民代表大会第四次会议上"
    >>> work = read_identity(["政府工作报告", met, "各位代表："], "report")
    >>> work.year, work.body, work.kind
    (2024, '青岚区', '政府工作报告')
    """
    text = ReportText.of(lines)
    title = find_title(text.front)
    kind = read_kind(title, text)
    year = read_year(title, kind, text)
    body = text.as_printed(read_body(title, text))
    said = (("no_title", title), ("no_year", year), ("no_body", body), ("no_kind", kind))
    return Identity(
        title=title.printed if title else stem,
        year=year,
        body=body,
        kind=kind,
        notices=tuple(Notice(code) for code, found in said if not found),
        title_lines=title.lines if title else (),
    )
