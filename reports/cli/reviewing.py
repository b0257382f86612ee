"""`crossyear review` and `crossyear export-labels`."""

from pathlib import Path
from typing import Annotated

import typer

from reports.cli.shared import (
    Language,
    LanguageOption,
    MovedModelOption,
    fail,
    folder_named,
    trouble_told,
    write_error,
)


def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="compare 写出的文件夹 · what compare wrote")],
    taken: Annotated[
        Path | None,
        typer.Option(
            "--import",
            metavar="FILE",
            help="导入页面存下的决定，或写了字的 changes.xlsx · take decisions of a page or changes.xlsx",
        ),
    ] = None,
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="复核人 · the reviewer's name")] = "",
    blind: Annotated[
        bool,
        typer.Option("--blind", help="独立复核：看不到别人的决定 · see nobody else's decisions"),
    ] = False,
    agreement: Annotated[
        bool,
        typer.Option("--agreement", help="各人独立复核的一致程度 · how far reviewers agree"),
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port, 0 for any")] = 0,
    browser: Annotated[bool, typer.Option(help="打开浏览器 · open the browser")] = True,
    similarity: MovedModelOption = None,
    lang: LanguageOption = Language.ZH,
) -> None:
    """在浏览器里复核，决定存在文件夹里 · Review in a browser; decisions are kept in the folder"""
    from compare.errors import InputError
    from compare.model import Notice
    from reports.review.commands import serve_review, take_decisions, tell_agreement
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        if taken is not None:
            typer.echo(take_decisions(folder, taken, words, reviewer.strip()))
        elif agreement:
            typer.echo(tell_agreement(folder, words))
        elif blind and not reviewer.strip():
            raise InputError(folder, Notice("blind_nobody"))
        else:
            serve_review(
                folder, words, similarity, reviewer=reviewer.strip(), blind=blind, port=port, browse=browser
            )


def export_labels(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="复核过的文件夹 · a folder that was reviewed")
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FOLDER", parser=folder_named, help="写到哪里 · where to"),
    ],
    similarity: MovedModelOption = None,
    lang: LanguageOption = Language.ZH,
) -> None:
    """把复核结果导出为标注数据 · Write what was reviewed as labelled data"""
    from reports.review import commands
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        try:
            typer.echo(commands.export_labels(folder, output, words, similarity))
        except OSError as error:
            fail(f"{output}: {write_error(error, output, words)}")
