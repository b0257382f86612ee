"""A measure's text as markup: what only its year says is marked, what belongs together is not broken."""

from typing import Final

from markupsafe import Markup, escape

from reports.shown.texts import MarkedText, Segment

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


def _segment(segment: Segment, tag: str) -> str:
    runs = "".join(
        f"<{tag}>{escape(run.text)}</{tag}>" if run.marked else escape(run.text) for run in segment.runs
    )
    return _WHOLE.format(runs) if segment.whole else runs
