"""The toolkit's sentences as markup, with the reports' own words told apart in them."""

from markupsafe import Markup, escape

from compare.model import Evidence, Notice
from reports.words import EVIDENCE, NOTICES, Words, weightiest_first

_QUOTED = Markup('<span lang="zh-CN">{}</span>')


class MarkupWords(Words):
    """Words whose sentences mark what they quote: `同名：<span lang="zh-CN">《行政复议法》</span>`."""

    def notice_markup(self, notice: Notice) -> Markup:
        """A notice in words."""
        return self._fill(NOTICES[notice.code], dict(notice.values))

    def reason_markup(self, evidence: tuple[Evidence, ...]) -> Markup:
        """All reasons of a decision, the weightiest first."""
        ordered = weightiest_first(evidence)
        sentences = [self._fill(EVIDENCE[each.code], {"detail": each.detail}) for each in ordered]
        return escape(self.gettext("；")).join(sentences)

    def _fill(self, message: str, values: dict[str, str]) -> Markup:
        template = escape(self.gettext(message))
        return template.format_map({name: _QUOTED.format(value) for name, value in values.items()})
