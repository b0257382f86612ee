"""`crossyear series`: several years of one body."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reports.cli.shared import (
    LIMIT,
    JsonOption,
    Language,
    LanguageOption,
    LimitOption,
    SemanticOption,
    SimilarityOption,
    TrustedOption,
    console,
    fail,
    folder_named,
    models_of,
    progress,
    trouble_told,
    write_error,
)

if TYPE_CHECKING:
    from compare.comparison import Models
    from compare.model import Report
    from reports.series.output import Written
    from reports.words import Words


def series(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="三个以上年度的报告 · three or more years' reports")
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR", parser=folder_named, help="输出文件夹 · folder for the results"
        ),
    ],
    lang: LanguageOption = Language.ZH,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="不输出摘要和提示 · no summary, no notices")] = False,
    similarity: SimilarityOption = None,
    semantic: SemanticOption = False,
    trusted: TrustedOption = False,
    limit: LimitOption = LIMIT,
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

        typer.echo(json.dumps(series_summary(written, output), ensure_ascii=False, indent=1))
    elif not quiet:
        for line in series_lines(written, words, output / PAGE):
            typer.echo(printable(line))
    if not quiet:
        for notice in written.series.notices:
            console(stderr=True).print(f"※ {printable(words.notice(notice))}", markup=False)
