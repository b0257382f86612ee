"""`crossyear corpus`: many bodies."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.exceptions import Exit

from reports.cli.shared import (
    PATH,
    Folder,
    console,
    fail,
    json_option,
    language_option,
    limit_option,
    quiet_option,
    trouble_told,
    write_error,
)

if TYPE_CHECKING:
    from compare.corpus.building import Corpus, Progress
    from reports.words import Words

_INCOMPLETE: Final = 3


@click.command()
@click.argument("source", metavar="IN", help="文件夹或 fsspec 地址 · a folder or fsspec address")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=Folder(),
    required=True,
    help="输出文件夹 · folder for the results",
)
@click.option(
    "--manifest",
    type=PATH,
    metavar="CSV",
    help="清单，指定单位、年度、种类 · body, year and kind of files",
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="已有的 Dask 集群，如 tcp://主机:8786 · a Dask cluster",
)
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="本机进程数，0 为全部核 · processes here, 0 for all cores",
)
@click.option(
    "--pages/--no-pages",
    default=True,
    show_default=True,
    help="每对年度写一个网页 · a page for every pair",
)
@click.option("--retry-failed", is_flag=True, help="重试上次失败的 · try again what failed")
@limit_option
@language_option
@json_option
@quiet_option
def corpus(
    source: str,
    output: Path,
    manifest: Path | None,
    scheduler: str,
    workers: int,
    pages: bool,
    retry_failed: bool,
    limit: int,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """比较许多单位的历年报告，写出数据集和总览 · Compare many bodies' reports: a data set and an overview"""
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        from compare.corpus.running import cluster_client, local_client
        from reports.corpus.output import CorpusOrder, write_corpus

        order = CorpusOrder(source, output, manifest, pages, retry_failed, limit)
        here = workers or os.cpu_count() or 1
        try:
            with (
                cluster_client(scheduler) if scheduler else local_client(here) as client,
                _shown_progress(words, quiet) as progress_told,
            ):
                done = write_corpus(order, words, client, progress_told)
        except FileNotFoundError as error:
            fail(words.gettext("{address} 里没有能读的报告").format(address=error.filename or source))
        except OSError as error:
            fail(f"{output}: {write_error(error, output, words)}")
    _tell_corpus(done, words, output, as_json=as_json, quiet=quiet)
    if done.failures:
        raise Exit(_INCOMPLETE)


@contextmanager
def _shown_progress(words: "Words", quiet: bool) -> Iterator["Progress"]:
    """Bars for the steps, where a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    names = {
        "survey": words.gettext("识别"),
        "pairs": words.gettext("比较"),
        "data": words.gettext("汇总"),
    }
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True)) as bars:
        tasks = {step: bars.add_task(name, total=None) for step, name in names.items()}
        yield lambda step, done, total: bars.update(tasks[step], completed=done, total=total)


def _tell_corpus(done: "Corpus", words: "Words", output: Path, *, as_json: bool, quiet: bool) -> None:
    from reports.corpus.output import corpus_summary
    from reports.corpus.page import PAGE, why_told
    from reports.shown.safe_text import printable

    summary = corpus_summary(done, output)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=1))
    elif not quiet:
        told = words.gettext("{files} 个文件，{pairs} 对年度，本次比较 {compared} 对")
        click.echo(told.format_map(summary))
        click.echo(printable(str(output / PAGE)))
    if not quiet:
        for failure in done.failures:
            text = f"※ {failure.address} {failure.body} {failure.year}: {why_told(failure.reason, words)}"
            console(stderr=True).print(printable(text), markup=False)
