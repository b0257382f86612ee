"""The toolkit's sentences as markup, with the reports' own words told apart in them."""

from functools import lru_cache
from string import Formatter
from typing import Final

from markupsafe import Markup, escape

from compare.model import Evidence, Finding, Notice
from reports.words import EVIDENCE, FINDINGS, NOTICES, Words, weightiest_first

_TEMPLATES: Final = 256


class MarkupWords(Words):
    """Words whose sentences mark what they quote: `同名：<span lang="zh-CN">《行政复议法》</span>`."""

    def notice_markup(self, notice: Notice) -> Markup:
        """A notice in words."""
        return self._fill(NOTICES[notice.code], dict(notice.values))

    def finding_markup(self, finding: Finding) -> Markup:
        """A finding in words."""
        return self._fill(FINDINGS[finding.code], dict(finding.values))

    def reason_markup(self, evidence: tuple[Evidence, ...]) -> Markup:
        """All reasons of a decision, the weightiest first."""
        ordered = weightiest_first(evidence)
        sentences = [self._fill(EVIDENCE[each.code], {"detail": each.detail}) for each in ordered]
        return escape(self.gettext("；")).join(sentences)

    def _fill(self, message: str, values: dict[str, str]) -> Markup:
        return Markup(  # noqa: S704 - escaped here
            "".join(
                literal if name is None else f'{literal}<span lang="zh-CN">{escape(values[name])}</span>'
                for literal, name in _parted(self.gettext(message))
            )
        )


@lru_cache(maxsize=_TEMPLATES)  # a reason is told of many rows
def _parted(template: str) -> tuple[tuple[Markup, str | None], ...]:
    """A message as what stands before each of its values, escaped, and the value's name."""
    return tuple((escape(literal), name) for literal, name, _, _ in Formatter().parse(template))
