"""The command `crossyear`: what is asked for is done by the engine and told by `reports.terminal`.

Results go to stdout, messages to stderr. 0: done; 1: a measure changed, with --exit-code; 2: bad input or
usage, told in one line; 3: some rows could not be fed; 130: interrupted. The engine is imported inside the
commands, for a quick --help.
"""

import gc
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from compare.model import Role, Status

if TYPE_CHECKING:
    from rich.console import Console

    from compare.comparison import Models
    from compare.model import Comparison
    from reports.words import Words

DIFFERENT: Final = 1
TROUBLE: Final = 2
INCOMPLETE: Final = 3
INTERRUPTED: Final = 130
_TRACKER_PORT: Final = 8917  # what the links of `crossyear feed` lead to
_SELDOM: Final = 200_000  # objects that are made between two collections; 700 is usual


class MeasureRole(StrEnum):
    """The roles of measures; a preamble is none."""

    DONE = Role.DONE.value
    PROBLEM = Role.PROBLEM.value
    PLAN = Role.PLAN.value


class Language(StrEnum):
    """The languages of everything but the reports' own text."""

    ZH = "zh"
    EN = "en"


app = typer.Typer(
    name="crossyear",
    help="比较同一单位两个年度的报告 · Compare the annual reports of a government body",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Language = Annotated[Language, typer.Option("--lang", help="界面语言 · language of words and messages")]
_Similarity = Annotated[
    str | None,
    typer.Option(
        metavar="MODEL", help="句向量模型（名称或文件夹） · a sentence-embedding model, by name or folder"
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出 · print JSON on stdout")]


def main() -> int:
    """The command as it is installed.

    Garbage is collected seldom, and not at all at the end: what is imported stays, and looking through it
    again and again took a fourth of the time.
    """
    gc.set_threshold(_SELDOM)
    try:
        return run(sys.argv[1:])
    finally:
        gc.freeze()


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: `run(["compare", "2023.txt", "2024.txt", "-o", "out"])`."""
    for stream in (sys.stdout, sys.stderr):
        _make_able(stream)
    try:
        code = app(args=arguments, prog_name="crossyear", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        typer.echo(f"crossyear: {' '.join(error.format_message().split())} (crossyear --help)", err=True)
        return TROUBLE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        _silence_stdout()
        typer.echo(f"crossyear: {error.strerror or error}", err=True)
        return TROUBLE
    return code if isinstance(code, int) else 0


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("crossyear"))
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="版本 · print the version"),
    ] = False,
) -> None:
    pass


@app.command()
def compare(
    baseline: Annotated[Path, typer.Argument(metavar="BASELINE", help="上年的报告 · the earlier report")],
    current: Annotated[Path, typer.Argument(metavar="CURRENT", help="本年的报告 · the later report")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="输出文件夹 · folder for the results")
    ],
    lang: _Language = Language.ZH,
    as_json: _Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="不输出摘要和提示 · no summary, no notices")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有变化时返回 1 · exit with 1 where a measure changed")
    ] = False,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="表格只列已复核的 · only what was reviewed in the tables")
    ] = False,
    docx: Annotated[
        bool, typer.Option("--docx", help="另写对照表.docx · write the table as .docx, too")
    ] = False,
    similarity: _Similarity = None,
) -> None:
    """比较两份报告，写出网页、表格和数据 · Compare two reports: a page, tables and data"""
    from reports.output import write_results
    from reports.summary import has_changed
    from reports.words import Words

    words = Words(lang)
    with _progress(words.gettext("正在比较…"), quiet), _trouble_told(words):
        try:
            comparison = _compared(baseline, current, output, similarity)
            write_results(comparison, words, output, reviewed_only=reviewed_only, docx=docx)
        except OSError as error:
            _fail(f"{output}: {_write_error(error, output, words)}")
        except ModuleNotFoundError as error:
            if error.name != "docx":
                raise
            _fail(words.gettext("--docx 需要 python-docx，请安装：pip install 'crossyear[docx]'"))
    _tell(comparison, words, output, as_json=as_json, quiet=quiet)
    if exit_code and has_changed(comparison):
        raise typer.Exit(DIFFERENT)


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="年度报告 · an annual report")],
    lang: _Language = Language.ZH,
    as_json: _Json = False,
) -> None:
    """显示读出的章节和语句 · Show the sections and sentences that were read"""
    from compare.comparison import open_report
    from reports.changes import dump_report
    from reports.terminal import show_notices, show_outline
    from reports.words import Words

    words = Words(lang)
    with _trouble_told(words):
        report = open_report(file)
    if as_json:
        typer.echo(dump_report(report, words), nl=False)
    else:
        show_outline(report, words, _console())
    show_notices(report, words, _console(stderr=True))


@app.command()
def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="compare 写出的文件夹 · what compare wrote")],
    taken: Annotated[
        Path | None,
        typer.Option(
            "--import", metavar="FILE", help="导入页面存下的决定 · take decisions saved from a page"
        ),
    ] = None,
    reviewer: Annotated[str, typer.Option(metavar="NAME", help="复核人 · the reviewer's name")] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port, 0 for any")] = 0,
    browser: Annotated[bool, typer.Option(help="打开浏览器 · open the browser")] = True,
    similarity: _Similarity = None,
    lang: _Language = Language.ZH,
) -> None:
    """在浏览器里复核，决定存在文件夹里 · Review in a browser; decisions are kept in the folder"""
    from reports.review.commands import serve_review, take_decisions
    from reports.words import Words

    words = Words(lang)
    with _trouble_told(words):
        if taken is not None:
            typer.echo(take_decisions(folder, taken, words))
        else:
            serve_review(folder, words, _models(similarity), reviewer=reviewer, port=port, browse=browser)


@app.command()
def export_labels(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="复核过的文件夹 · a folder that was reviewed")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="写到哪里 · where to")],
    similarity: _Similarity = None,
    lang: _Language = Language.ZH,
) -> None:
    """把复核结果导出为标注数据 · Write what was reviewed as labelled data"""
    from reports.review import commands
    from reports.words import Words

    words = Words(lang)
    with _trouble_told(words):
        try:
            typer.echo(commands.export_labels(folder, output, words, _models(similarity)))
        except OSError as error:
            _fail(f"{output}: {_write_error(error, output, words)}")


@app.command()
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
    similarity: _Similarity = None,
    lang: _Language = Language.ZH,
    as_json: _Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="只说没做成的 · say only what failed")] = False,
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
    with _trouble_told(words), _extra_told(words, "feed"):
        from reports.feed.commands import Order, feed_and_tell

        order = Order(folder, target, selection, settings, token_file, ca_file, _models(similarity))
        is_complete = feed_and_tell(order, words, apply=apply, as_json=as_json, quiet=quiet)
    if not is_complete:
        raise typer.Exit(INCOMPLETE)


@app.command()
def tracker(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="roundup 台账的文件夹 · its folder")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port, 0 for any")] = _TRACKER_PORT,
    browser: Annotated[bool, typer.Option(help="打开浏览器 · open the browser")] = True,
    lang: _Language = Language.ZH,
) -> None:
    """在浏览器里看台账 · Show the ledger of roundup:PATH in a browser"""
    from reports.words import Words

    words = Words(lang)
    with _trouble_told(words), _extra_told(words, "feed"):
        from reports.trackers.roundup_serving import serve_tracker

        serve_tracker(path, words, port=port, browse=browser)


def _compared(baseline: Path, current: Path, folder: Path, similarity: str | None) -> "Comparison":
    """The comparison of two files, bound by the decisions that a folder holds."""
    from compare.comparison import compare_reports, open_report
    from reports.review.ledger import LedgerFile

    ledger = LedgerFile(folder).read()
    reports = open_report(baseline), open_report(current)
    comparison = compare_reports(*reports, _models(similarity), ledger.decisions)
    return replace(comparison, notices=(*comparison.notices, *ledger.notices))


def _models(similarity: str | None) -> "Models":
    from compare.comparison import DEFAULT_MODELS, Models
    from compare.embedding import embedding_similarity

    return Models(similarity=embedding_similarity(similarity)) if similarity else DEFAULT_MODELS


def _tell(comparison: "Comparison", words: "Words", output: Path, *, as_json: bool, quiet: bool) -> None:
    from reports.output import FILES, REPORT
    from reports.summary import machine_summary
    from reports.terminal import show_doubts, show_summary

    if as_json:
        files = {name: str(output / name) for name in FILES}
        summary = machine_summary(comparison, words, files)
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=1))
    elif not quiet:
        show_summary(comparison, words, output / REPORT, _console())
    if not quiet:
        show_doubts(comparison, words, _console(stderr=True))


def _console(*, stderr: bool = False) -> "Console":
    from reports.terminal import Output

    return Output(stderr=stderr)


@contextmanager
def _progress(message: str, quiet: bool) -> Iterator[None]:
    """A sign of life while it lasts, where a person is looking."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    with _console(stderr=True).status(message):
        yield


@contextmanager
def _trouble_told(words: "Words") -> Iterator[None]:
    from compare.errors import InputError
    from reports.trackers.base import TrackerError

    try:
        yield
    except InputError as error:
        _fail(words.error(error))
    except TrackerError as error:
        _fail(words.notice(error.notice))


@contextmanager
def _extra_told(words: "Words", extra: str) -> Iterator[None]:
    """Say what to install where a package of an extra is missing."""
    from compare.model import Notice

    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("compare", "reports"):
            raise
        missing = (("module", error.name), ("extra", extra))
        _fail(words.notice(Notice("no_tracker_extra", missing)))


def _write_error(error: OSError, output: Path, words: "Words") -> str:
    if output.exists() and not output.is_dir():
        return words.gettext("这是一个文件，请另给一个文件夹")
    reason = error.strerror or str(error)
    return words.gettext("无法写入（{reason}），请检查权限和磁盘空间，并关闭已打开的结果文件").format(
        reason=reason
    )


def _fail(message: str) -> None:
    from reports.terminal import printable

    typer.echo(f"crossyear: {printable(message)}", err=True)
    raise typer.Exit(TROUBLE)


def _silence_stdout() -> None:
    """What nobody can take any more is not to be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _make_able(stream: TextIO) -> None:
    """Pipes carry UTF-8 whatever the locale; a terminal shows what it can."""
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
