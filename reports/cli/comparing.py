"""`crossyear compare` and `crossyear outline`."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.exceptions import Exit

from reports.cli.shared import (
    PATH,
    console,
    fail,
    json_option,
    language_option,
    limit_option,
    models_of,
    output_option,
    progress,
    quiet_option,
    semantic_option,
    similarity_option,
    trouble_told,
    trusted_option,
    write_error,
)

if TYPE_CHECKING:
    from compare.comparison import Models
    from compare.decisions.recalibration import Reviewed
    from compare.model import Comparison, Report
    from reports.words import Words

DIFFERENT: Final = 1


@click.command()
@click.argument("baseline", metavar="BASELINE", help="上年的报告 · the earlier report")
@click.argument("current", metavar="CURRENT", help="本年的报告 · the later report")
@output_option
@language_option
@json_option
@quiet_option
@click.option("--exit-code", is_flag=True, help="有变化时返回 1 · exit with 1 where a measure changed")
@click.option("--reviewed-only", is_flag=True, help="表格只列已复核的 · only what was reviewed in the tables")
@click.option(
    "--docx", is_flag=True, help="另写对照表.docx、修订稿.docx · a table and tracked changes for Word"
)
@similarity_option
@semantic_option
@click.option(
    "--labels",
    type=PATH,
    metavar="FOLDER",
    help="按 export-labels 写出的标注校准对应 · recalibrate links by what export-labels wrote",
)
@trusted_option
@limit_option
def compare(
    baseline: str,
    current: str,
    output: Path,
    lang: str,
    as_json: bool,
    quiet: bool,
    exit_code: bool,
    reviewed_only: bool,
    docx: bool,
    similarity: str | None,
    semantic: bool,
    labels: Path | None,
    trusted: bool,
    limit: int,
) -> None:
    """比较两份报告，写出网页、表格和数据 · Compare two reports: a page, tables and data"""
    from compare.language.file_names import readable
    from reports.output import write_results
    from reports.shown.safe_text import printable
    from reports.shown.summary import has_changed
    from reports.words import Words

    words = Words(lang)
    asked = _Asked(baseline, current, output, similarity, semantic, labels, trusted, limit)
    with progress(words.gettext("正在比较…"), quiet) as step, trouble_told(words):
        try:
            comparison = _compared(asked, words, step)
            step(words.gettext("正在写出结果…"))
            kept = write_results(comparison, words, output, reviewed_only=reviewed_only, docx=docx)
        except OSError as error:
            fail(f"{output}: {write_error(error, output, words)}")
    for path in kept:
        told = words.gettext("有人改过，原样另存为 {path}，没有覆盖").format(path=path)
        click.echo(f"crossyear: {printable(told)}", err=True)
        if path.suffix == ".xlsx":
            taking = words.gettext("其中写的决定和备注，用 crossyear review {folder} --import {path} 收进来")
            told = taking.format(folder=readable(str(output)), path=readable(str(path)))
            click.echo(f"crossyear: {printable(told)}", err=True)
    _tell(comparison, words, output, as_json=as_json, quiet=quiet)
    if exit_code and has_changed(comparison):
        raise Exit(DIFFERENT)


@click.command()
@click.argument("file", metavar="FILE", help="年度报告 · an annual report")
@language_option
@json_option
@trusted_option
@limit_option
def outline(file: str, lang: str, as_json: bool, trusted: bool, limit: int) -> None:
    """显示读出的章节和语句 · Show the sections and sentences that were read"""
    from compare.comparison import open_report
    from reports.changes_json import dump_report
    from reports.terminal import show_notices, show_outline
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        report = open_report(file, trusted=trusted, limit=limit)
    if as_json:
        click.echo(dump_report(report, words), nl=False)
    else:
        show_outline(report, words, console())
    show_notices(report, words, console(stderr=True))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be compared, and how."""

    baseline: str
    current: str
    folder: Path
    similarity: str | None
    semantic: bool
    labels: Path | None
    trusted: bool
    limit: int


def _compared(asked: _Asked, words: "Words", step: Callable[[str], None]) -> "Comparison":
    """The comparison of two files, bound by the decisions that a folder holds."""
    from compare.comparison import compare_reports, open_report
    from reports.review.decision_file import DecisionFile
    from reports.review.reviewed import read_labels

    def opened(file: str) -> "Report":
        step(words.gettext("正在读入 {file}…").format(file=file))
        return open_report(file, trusted=asked.trusted, limit=asked.limit)

    models = models_of(asked.similarity, semantic=asked.semantic)
    stored = DecisionFile(asked.folder).read()
    baseline, current = opened(asked.baseline), opened(asked.current)
    slow = words.gettext("正在按语义比较，每百句要几秒…")
    step(slow if asked.semantic else words.gettext("正在比较…"))
    notices = stored.notices
    if asked.labels is not None:
        labels = read_labels(asked.labels, baseline, current)
        models = _recalibrated(models, labels.reviewed, baseline, current)
        notices = (*notices, *labels.notices)
    comparison = compare_reports(baseline, current, models, stored.decisions)
    return replace(comparison, notices=(*comparison.notices, *notices))


def _recalibrated(
    models: "Models", reviewed: "Reviewed | None", baseline: "Report", current: "Report"
) -> "Models":
    """What decides, moved as reviewers' labels say."""
    from compare.decisions.recalibration import learn_recalibration

    if reviewed is None:
        return models
    learned = learn_recalibration(
        baseline, current, reviewed, models.linking, models.similarity, models.meaning
    )
    return replace(models, recalibration=learned)


def _tell(comparison: "Comparison", words: "Words", output: Path, *, as_json: bool, quiet: bool) -> None:
    from compare.language.file_names import readable
    from reports.output import FILES, REPORT
    from reports.shown.summary import machine_summary
    from reports.terminal import show_all_notices, show_summary

    if as_json:
        files = {name: readable(str(output / name)) for name in FILES}
        summary = machine_summary(comparison, words, files)
        click.echo(json.dumps(summary, ensure_ascii=False, indent=1))
    elif not quiet:
        show_summary(comparison, words, output / REPORT, console())
    if not quiet:
        show_all_notices(comparison, words, console(stderr=True))
