"""`crossyear series`: several years of one body."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.cli.shared import (
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
    from compare.model import Report
    from reports.series.output import Written
    from reports.words import Words


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    help="三个以上年度的报告 · three or more years' reports",
)
@output_option
@language_option
@json_option
@quiet_option
@similarity_option
@semantic_option
@trusted_option
@limit_option
def series(
    files: tuple[str, ...],
    output: Path,
    lang: str,
    as_json: bool,
    quiet: bool,
    similarity: str | None,
    semantic: bool,
    trusted: bool,
    limit: int,
) -> None:
    """比较一个单位的多个年度，写出每条举措的沿革 · Follow every measure of one body through the years"""
    from compare.comparison import open_report
    from reports.words import Words

    words = Words(lang)
    with progress(words.gettext("正在比较…"), quiet), trouble_told(words):
        try:
            models = models_of(similarity, semantic=semantic)
            reports = [(file, open_report(file, trusted=trusted, limit=limit)) for file in files]
            written = _written(reports, output, words, models)
        except OSError as error:
            fail(f"{output}: {write_error(error, output, words)}")
    _tell_series(written, words, output, as_json=as_json, quiet=quiet)


def _written(
    reports: list[tuple[str, "Report"]], output: Path, words: "Words", models: "Models"
) -> "Written":
    """The series of some reports, each given with the file or the address that it is from."""
    from compare.errors import InputError
    from reports.series.output import write_series

    try:
        return write_series([report for _, report in reports], words, output, models)
    except InputError as error:  # which knows the name of the file, not its place
        places = [file for file, report in reports if report.source == str(error.path)]
        raise InputError(places[-1] if places else output, error.notice) from None


def _tell_series(written: "Written", words: "Words", output: Path, *, as_json: bool, quiet: bool) -> None:
    from reports.series.output import PAGE
    from reports.series.summary import series_lines, series_summary
    from reports.shown.safe_text import printable

    if as_json:
        import json

        click.echo(json.dumps(series_summary(written, output), ensure_ascii=False, indent=1))
    elif not quiet:
        for line in series_lines(written, words, output / PAGE):
            click.echo(printable(line))
    if not quiet:
        for notice in written.series.notices:
            console(stderr=True).print(f"※ {printable(words.notice(notice))}", markup=False)
