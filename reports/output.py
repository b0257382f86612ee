"""The files of a comparison, written all or none."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from compare.model import Comparison
from reports.kept_files import RECORD, keep_changed, record_written
from reports.staging import staged
from reports.words import Words

REPORT: Final = "report.html"
FILES: Final = (REPORT, "changes.json", "changes.csv", "changes.xlsx")
DOCUMENT: Final = "对照表.docx"
REVISION: Final = "修订稿.docx"


def write_results(
    comparison: Comparison, words: Words, directory: Path, *, reviewed_only: bool = False, docx: bool = False
) -> tuple[Path, ...]:
    """Write report.html, changes.json, changes.csv and changes.xlsx into a folder, which is made if need be.

    The tables can be kept to what was reviewed; the page and changes.json always have every measure. With
    `docx` there are 对照表.docx and 修订稿.docx, too. A file that a person changed since the last run is kept
    under another name; returned are those names.

    Raises
    ------
    OSError
        The folder cannot be made or written; what an earlier run wrote there is as it was.
    """
    from reports.changes_json import dump_comparison
    from reports.html.page import render_report
    from reports.tables.change_list import write_csv
    from reports.tables.workbook import write_xlsx

    listed = reviewed(comparison) if reviewed_only else comparison
    names = (*FILES, DOCUMENT, REVISION) if docx else FILES
    with staged(directory, (*names, RECORD)) as stage:
        _write_text(stage / REPORT, render_report(comparison, words.language))
        _write_text(stage / "changes.json", dump_comparison(comparison, words))
        write_csv(listed, words, stage / "changes.csv")
        write_xlsx(listed, words, stage / "changes.xlsx")
        if docx:
            from reports.document import write_docx
            from reports.revision import write_revision

            write_docx(listed, words, stage / DOCUMENT)
            write_revision(comparison, words, stage / REVISION)
        record_written(stage, directory, names)
        return keep_changed(directory, names, words)


def reviewed(comparison: Comparison) -> Comparison:
    """The comparison with only what a reviewer decided on."""
    return replace(
        comparison,
        changes=tuple(each for each in comparison.changes if each.review and each.review.decides),
        pledges=tuple(each for each in comparison.pledges if each.review and each.review.decides),
    )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
