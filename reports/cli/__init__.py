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
from typing import Final, TextIO

import click
from click.exceptions import Exit

from reports.cli.collecting import series
from reports.cli.comparing import compare, outline
from reports.cli.corpora import corpus
from reports.cli.feeding import feed, tracker
from reports.cli.reviewing import export_labels, review
from reports.cli.shared import TROUBLE

INTERRUPTED: Final = 130
_NAMES: Final = "crossyear.names"  # how a stream writes names of files that are no UTF-8
_SELDOM: Final = 200_000  # objects that are made between two collections; 700 is usual


class _Commands(click.Group):
    """Listed as one goes through them, not by the alphabet; interrupted, they end without a word."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - what click calls
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run what was asked for; click itself would write a line, or end with 1 where a pipe was closed."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _silence_stdout()
            raise Exit(0) from None


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from compare import __version__

        click.echo(__version__)
        ctx.exit()


@click.group(
    cls=_Commands,
    help="比较同一单位两个年度的报告 · Compare the annual reports of a government body",
    no_args_is_help=False,
    commands=[compare, outline, series, corpus, review, export_labels, feed, tracker],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="版本 · print the version",
)
def app() -> None:
    """The command; what it does is told by its help."""


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
    except click.ClickException as error:
        from reports.cli.usage import told_usage

        click.echo(f"crossyear: {told_usage(error.format_message(), arguments)}", err=True)
        return TROUBLE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        _silence_stdout()
        click.echo(f"crossyear: 无法输出 cannot write the output: {error.strerror or error}", err=True)
        return TROUBLE
    except Exception as error:
        from reports.cli.crash import tell_crash

        return tell_crash(error)
    return code if isinstance(code, int) else 0


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
    from compare.language.file_names import readable

    return readable(error.object[error.start : error.end]).encode(), error.end
