"""The command `crossyear`: what is asked for is done by the engine and told by `reports.terminal`.

Results go to stdout, messages to stderr. 0: done; 1: a measure changed, with --exit-code; 2: bad input or
usage, told in one line; 3: some rows could not be fed; 70: a fault of the program; 130: interrupted. The
engine is imported inside the commands, for a quick --help.
"""

import codecs
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Final, TextIO

import typer

from compare.language.file_names import readable
from reports.cli.collecting import series
from reports.cli.comparing import compare, outline
from reports.cli.corpora import corpus
from reports.cli.crash import tell_crash
from reports.cli.feeding import feed, tracker
from reports.cli.reviewing import export_labels, review
from reports.cli.shared import TROUBLE
from reports.cli.usage import told_usage

INTERRUPTED: Final = 130
_NAMES: Final = "crossyear.names"  # how a stream writes names of files that are no UTF-8
_SELDOM: Final = 200_000  # objects that are made between two collections; 700 is usual


app = typer.Typer(
    name="crossyear",
    help="比较同一单位两个年度的报告 · Compare the annual reports of a government body",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (compare, outline, series, corpus, review, export_labels, feed, tracker):
    app.command()(_command)


def main() -> int:
    """The command as it is installed.

    Garbage is collected seldom, and not at all at the end: what is imported stays, and looking through it
    again and again took a fourth of the time. Its matrices are too small for threads, which spin while they
    wait: a fourth again. Whoever wants some says so in the environment.
    """
    gc.set_threshold(_SELDOM)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported
    try:
        return run(sys.argv[1:])
    finally:
        gc.freeze()


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: `run(["compare", "2023.txt", "2024.txt", "-o", "out"])`."""
    codecs.register_error(_NAMES, _spelled)
    for stream in (sys.stdout, sys.stderr):
        _make_able(stream)
    try:
        code = app(args=arguments, prog_name="crossyear", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        typer.echo(f"crossyear: {told_usage(error.format_message(), arguments)}", err=True)
        return TROUBLE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        _silence_stdout()
        typer.echo(f"crossyear: 无法输出 cannot write the output: {error.strerror or error}", err=True)
        return TROUBLE
    except Exception as error:
        return tell_crash(error)
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


def _silence_stdout() -> None:
    """What nobody can take any more is not to be tried again when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _make_able(stream: TextIO) -> None:
    """Pipes carry UTF-8 whatever the locale; a terminal shows what it can."""
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty() and codecs.lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors=_NAMES)


def _spelled(error: UnicodeError) -> tuple[bytes, int]:
    """What a stream writes for characters that UTF-8 has not: the bytes of a name, escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return readable(error.object[error.start : error.end]).encode(), error.end
