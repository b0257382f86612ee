"""`crossyear feed` and `crossyear tracker`."""

from pathlib import Path
from typing import Final

import click
from click.exceptions import Exit

from compare.terms import Role, Status
from reports.cli.shared import (
    PATH,
    browser_option,
    compared_folder,
    json_option,
    language_option,
    moved_model_option,
    trouble_told,
)

INCOMPLETE: Final = 3
_TRACKER_PORT: Final = 8917  # what the links of `crossyear feed` lead to


@click.command()
@compared_folder
@click.option(
    "--to",
    "target",
    required=True,
    metavar="TRACKER",
    help="台账，如 roundup:台账 · the tracker: KIND:ADDRESS",
)
@click.option("--apply", is_flag=True, help="真正写入 · do it, not only plan it")
@click.option(
    "--status",
    "statuses",
    type=click.Choice([each.value for each in Status]),
    multiple=True,
    help="只要这种状态，可重复 · only this status, repeatable",
)
@click.option(
    "--role",
    "roles",
    type=click.Choice([each.value for each in Role if each is not Role.PREAMBLE]),
    multiple=True,
    help="只要这种类别，可重复 · only this role, repeatable",
)
@click.option(
    "--section", default="", metavar="TEXT", help="只要标题有这些字的章节 · only sections headed so"
)
@click.option("--reviewed-only", is_flag=True, help="只要已复核的 · only what was reviewed")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="可能性至少多少 · least probability",
)
@click.option(
    "--settings",
    type=PATH,
    metavar="FILE",
    help="模板等设置（TOML） · templates and more, in TOML",
)
@click.option(
    "--token-file",
    type=PATH,
    metavar="FILE",
    help="令牌文件，权限 0600 · file with the token, mode 0600",
)
@click.option(
    "--ca-file",
    type=PATH,
    metavar="FILE",
    help="信任的证书 · certificates to trust (PEM)",
)
@moved_model_option
@language_option
@json_option
@click.option("--quiet", is_flag=True, help="只说没做成的 · say only what failed")
@click.option("--verbose", is_flag=True, help="列出每一行 · list every row")
def feed(
    folder: Path,
    target: str,
    apply: bool,
    statuses: tuple[str, ...],
    roles: tuple[str, ...],
    section: str,
    reviewed_only: bool,
    min_score: float,
    settings: Path | None,
    token_file: Path | None,
    ca_file: Path | None,
    similarity: str | None,
    lang: str,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """把变化清单写进台账，每条举措一条 · Feed the change list into a tracker, a ticket for each measure"""
    from reports.feed.items import Selection
    from reports.words import Words

    words = Words(lang)
    selection = Selection(
        statuses=frozenset(Status(each) for each in statuses),
        roles=frozenset(Role(each) for each in roles),
        section=section,
        reviewed_only=reviewed_only,
        least_score=min_score,
    )
    with trouble_told(words):
        from reports.feed.commands import Order, feed_and_tell

        order = Order(folder, target, selection, settings, token_file, ca_file, similarity)
        is_complete = feed_and_tell(order, words, apply=apply, as_json=as_json, quiet=quiet, verbose=verbose)
    if not is_complete:
        raise Exit(INCOMPLETE)


@click.command()
@click.argument("path", type=PATH, metavar="PATH", help="roundup 台账的文件夹 · its folder")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_TRACKER_PORT,
    show_default=True,
    help="端口 · port, 0 for any",
)
@browser_option
@language_option
def tracker(path: Path, port: int, browser: bool, lang: str) -> None:
    """在浏览器里看台账 · Show the ledger of roundup:PATH in a browser"""
    from reports.words import Words

    words = Words(lang)
    with trouble_told(words):
        from reports.trackers.roundup.serving import serve_tracker

        serve_tracker(path, words, port=port, browse=browser)
