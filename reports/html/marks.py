"""What rows draw, as markup: a measure's text, of which what only its year says is marked, and badges."""

from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from reports.shown.texts import MarkedText, Segment

_BADGE: Final = Markup('<span class="badge {}"><span class="sign" aria-hidden="true">{}</span>{}</span>')
_BADGES: Final = 64
_WHOLE: Final = '<span class="whole">{}</span>'


def marked(text: MarkedText, tag: str) -> Markup:
    """The segments of a text, with its marked runs in a tag, `del` or `ins`.

    Examples
    --------
    >>> from reports.shown.texts import Run
    >>> told = MarkedText("1f0c", (Segment(True, (Run(False, "3"), Run(True, "<家>"))),))
    >>> str(marked(told, "ins"))
    '<span class="whole">3<ins>&lt;家&gt;</ins></span>'
    """
    return Markup("".join(_segment(each, tag) for each in text.segments))  # noqa: S704 - escaped below


@lru_cache(maxsize=_BADGES)  # a page has thousands of a few kinds
def badge(code: str, sign: str, text: str) -> Markup:
    """A word with its sign, which is not read out, coloured by its code.

    Examples
    --------
    >>> str(badge("new", "＋", "新增"))
    '<span class="badge new"><span class="sign" aria-hidden="true">＋</span>新增</span>'
    """
    return _BADGE.format(code, sign, text)


def _segment(segment: Segment, tag: str) -> str:
    runs = "".join(
        f"<{tag}>{escape(run.text)}</{tag}>" if run.marked else escape(run.text) for run in segment.runs
    )
    return _WHOLE.format(runs) if segment.whole else runs
