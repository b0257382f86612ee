"""Lines of a report as the outline reads them, for tests."""

from compare.model import Report, Role
from compare.outline.paragraphs import read_paragraphs
from compare.outline.report import build_report
from compare.outline.roles import label_lines, shipped_models
from compare.outline.runins import part_run_ins
from compare.outline.tree import Outline, build_outline
from tests.compare.pages import document


def outline_of(*lines: str, year: int | None = 2023) -> Outline:
    """The outline of lines, whatever they say of title and year."""
    paragraphs = part_run_ins(read_paragraphs(document(*lines))[0])
    texts = [paragraph.text for paragraph in paragraphs]
    return build_outline(paragraphs, label_lines(texts, year, "", shipped_models()))


def report_of(*lines: str) -> Report:
    """The report that lines are."""
    return build_report(document(*lines))


def roles_of(report: Report) -> dict[str, Role]:
    """The role of each sentence."""
    return {measure.text: measure.role for measure in report.measures}
