"""`crossyear review` and `crossyear export-labels`."""

from pathlib import Path

import click

from reports.cli.shared import (
    PATH,
    Folder,
    browser_option,
    compared_folder,
    fail,
    language_option,
    moved_model_option,
    trouble_told,
    write_error,
)


@click.command()
@compared_folder
@click.option(
    "--import",
    "taken",
    type=PATH,
    metavar="FILE",
    help="导入页面存下的决定，或写了字的 changes.xlsx · take decisions of a page or changes.xlsx",
)
@click.option("--reviewer", default="", metavar="NAME", help="复核人 · the reviewer's name")
@click.option("--blind", is_flag=True, help="独立复核：看不到别人的决定 · see nobody else's decisions")
@click.option("--agreement", is_flag=True, help="各人独立复核的一致程度 · how far reviewers agree")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="端口 · port, 0 for any"
)
@browser_option
@moved_model_option
@language_option
def review(
    folder: Path,
    taken: Path | None,
    reviewer: str,
    blind: bool,
    agreement: bool,
    port: int,
    browser: bool,
    similarity: str | None,
    lang: str,
) -> None:
    """在浏览器里复核，决定存在文件夹里 · Review in a browser; decisions are kept in the folder"""
    from compare.errors import InputError
    from compare.model import Notice
    from reports.review.commands import serve_review, take_decisions, tell_agreement
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        if taken is not None:
            click.echo(take_decisions(folder, taken, words, reviewer.strip()))
        elif agreement:
            click.echo(tell_agreement(folder, words))
        elif blind and not reviewer.strip():
            raise InputError(folder, Notice("blind_nobody"))
        else:
            serve_review(
                folder, words, similarity, reviewer=reviewer.strip(), blind=blind, port=port, browse=browser
            )


@click.command()
@click.argument(
    "folder",
    type=PATH,
    metavar="DIR",
    help="复核过的文件夹 · a folder that was reviewed",
)
@click.option("-o", "--output", metavar="FOLDER", type=Folder(), required=True, help="写到哪里 · where to")
@moved_model_option
@language_option
def export_labels(folder: Path, output: Path, similarity: str | None, lang: str) -> None:
    """把复核结果导出为标注数据 · Write what was reviewed as labelled data"""
    from reports.review import commands
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        try:
            click.echo(commands.export_labels(folder, output, words, similarity))
        except OSError as error:
            fail(f"{output}: {write_error(error, output, words)}")
