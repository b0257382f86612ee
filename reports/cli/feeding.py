"""`crossyear feed` and `crossyear tracker`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from compare.terms import Role, Status
from reports.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    MovedModelOption,
    trouble_told,
)

INCOMPLETE: Final = 3
_TRACKER_PORT: Final = 8917  # what the links of `crossyear feed` lead to


class MeasureRole(StrEnum):
    """The roles of measures; a preamble is none."""

    DONE = Role.DONE.value
    PROBLEM = Role.PROBLEM.value
    PLAN = Role.PLAN.value


def feed(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="compare 写出的文件夹 · what compare wrote")],
    target: Annotated[
        str,
        typer.Option("--to", metavar="TRACKER", help="台账，如 roundup:台账 · the tracker: KIND:ADDRESS"),
    ],
    apply: Annotated[bool, typer.Option("--apply", help="真正写入 · do it, not only plan it")] = False,
    status: Annotated[
        list[Status] | None, typer.Option(help="只要这种状态，可重复 · only this status, repeatable")
    ] = None,
    role: Annotated[
        list[MeasureRole] | None, typer.Option(help="只要这种类别，可重复 · only this role, repeatable")
    ] = None,
    section: Annotated[
        str,
        typer.Option(metavar="TEXT", help="只要标题有这些字的章节 · only sections headed so"),
    ] = "",
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="只要已复核的 · only what was reviewed")
    ] = False,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="可能性至少多少 · least probability")] = 0.0,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="模板等设置（TOML） · templates and more, in TOML"),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="令牌文件，权限 0600 · file with the token, mode 0600")
    ] = None,
    ca_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="信任的证书 · certificates to trust (PEM)")
    ] = None,
    similarity: MovedModelOption = None,
    lang: LanguageOption = Language.ZH,
    as_json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="只说没做成的 · say only what failed")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="列出每一行 · list every row")] = False,
) -> None:
    """把变化清单写进台账，每条举措一条 · Feed the change list into a tracker, a ticket for each measure"""
    from reports.feed.items import Selection
    from reports.words import Words

    words = Words(lang)
    selection = Selection(
        statuses=frozenset(status or ()),
        roles=frozenset(Role(each) for each in role or ()),
        section=section,
        reviewed_only=reviewed_only,
        least_score=min_score,
    )
    with trouble_told(words):
        from reports.feed.commands import Order, feed_and_tell

        order = Order(folder, target, selection, settings, token_file, ca_file, similarity)
        is_complete = feed_and_tell(order, words, apply=apply, as_json=as_json, quiet=quiet, verbose=verbose)
    if not is_complete:
        raise typer.Exit(INCOMPLETE)


def tracker(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="roundup 台账的文件夹 · its folder")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port, 0 for any")] = _TRACKER_PORT,
    browser: Annotated[bool, typer.Option(help="打开浏览器 · open the browser")] = True,
    lang: LanguageOption = Language.ZH,
) -> None:
    """在浏览器里看台账 · Show the ledger of roundup:PATH in a browser"""
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        from reports.trackers.roundup.serving import serve_tracker

        serve_tracker(path, words, port=port, browse=browser)
