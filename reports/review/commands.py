"""What `crossyear review` and `crossyear export-labels` do, but for their options."""

import getpass
from pathlib import Path

import click

from compare.decisions.agreement import agreements
from compare.decisions.applied import find_measures
from compare.decisions.standing import not_undone, standing
from compare.errors import InputError
from compare.model import Comparison, Notice, Role
from reports.json_lines import bytes_of
from reports.review.annotated import is_workbook, read_annotations
from reports.review.decision_file import DecisionFile, StoredDecisions, read_decisions
from reports.review.labels import make_labels, write_labels
from reports.review.session import Session, open_compared
from reports.shown.agreement import told_agreement
from reports.words import Words


def serve_review(
    folder: Path,
    words: Words,
    encoder: str | None,
    *,
    reviewer: str,
    blind: bool,
    port: int,
    browse: bool,
) -> None:
    """Serve the review of a folder until it is interrupted; its address goes to stdout.

    Raises
    ------
    InputError
        There is no comparison in the folder, or the port is taken.
    """
    from reports.review.server import serve

    session = Session(folder, words.language, reviewer or _user(), encoder, blind=blind)

    def announce(address: str) -> None:
        click.echo(words.gettext("复核页面：{address}").format(address=address))
        ending = words.gettext("按 Ctrl+C 结束；决定存入 {path}").format(path=session.file.path)
        click.echo(ending, err=True)

    try:
        serve(session, port, announce=announce, browse=browse)
    except KeyboardInterrupt:
        return
    except OSError as error:
        values = (("port", str(port)), ("reason", error.strerror or str(error)))
        raise InputError(folder, Notice("no_port", values)) from None


def tell_agreement(folder: Path, words: Words) -> str:
    """How far the reviewers of a folder agree, a line for any two of them, and how much is unsettled.

    Raises
    ------
    InputError
        The folder holds no comparison, or no two people judged the same measures.
    """
    compared = open_compared(folder)
    lines = DecisionFile(folder).read().decisions
    found = find_measures(lines, compared.baseline, compared.current)[0]
    between = agreements(found)
    if not between:
        raise InputError(folder, Notice("no_agreement"))
    conflicts = standing(not_undone(found), found).conflicts
    unsettled = words.gettext("意见不同、还没有定下来的：{count}").format(count=len(conflicts))
    return "\n".join((*(told_agreement(each, words) for each in between), unsettled))


def take_decisions(folder: Path, file: Path, words: Words, reviewer: str = "") -> str:
    """Take the decisions of a file into a folder, each once, and say how many were new.

    It is one that a page saved, or the changes.xlsx of the folder, into which people wrote.

    Raises
    ------
    InputError
        The folder holds no comparison, or the file no decisions.
    """
    compared = open_compared(folder)
    decision_file = DecisionFile(folder)
    try:
        data = bytes_of(file)
        saved = StoredDecisions() if is_workbook(data) else read_decisions(file)
    except FileNotFoundError:
        raise InputError(file, Notice("not_found")) from None
    except OSError as error:
        raise InputError(file, Notice("unreadable", (("reason", error.strerror or str(error)),))) from None
    if is_workbook(data):
        return _take_annotations(data, compared, decision_file, file, words, reviewer or _user())
    if saved.unreadable and not saved.decisions:
        raise InputError(file, Notice("no_decisions"))
    taken = decision_file.take(saved.decisions)
    told = words.gettext("导入 {taken} 条决定，已有 {known} 条：{path}").format(
        taken=taken, known=len(saved.decisions) - taken, path=decision_file.path
    )
    return "\n".join((told, *(words.notice(notice) for notice in saved.notices)))


def _take_annotations(
    data: bytes, compared: Comparison, decision_file: DecisionFile, file: Path, words: Words, reviewer: str
) -> str:
    lines = decision_file.read().decisions
    known = find_measures(lines, compared.baseline, compared.current)[0]
    try:
        found = read_annotations(data, compared, known, reviewer)
    except ValueError as error:
        raise InputError(file, Notice("no_annotations", (("reason", str(error)),))) from None
    taken = decision_file.take(found.decisions)
    told = words.gettext("从工作簿收进 {taken} 条决定和备注：{path}").format(
        taken=taken, path=decision_file.path
    )
    if not found.lost:
        return told
    lost = words.gettext("另有 {count} 行写了字，但与现在的比较对不上，没有收").format(count=found.lost)
    return f"{told}\n{lost}"


def export_labels(folder: Path, target: Path, words: Words, encoder: str | None = None) -> str:
    """Write what reviewers decided as labelled data, and say how much that is.

    Raises
    ------
    InputError
        There is no comparison in the folder, or nothing was decided on.
    OSError
        The labels cannot be written.
    """
    comparison = Session(folder, words.language, encoder=encoder).comparison
    decided = sum(bool(each.review and each.review.decides) for each in comparison.changes)
    if not decided:
        raise InputError(folder, Notice("nothing_decided"))
    write_labels(make_labels(comparison), target)
    return words.gettext("标注已写入 {path}：{decided} / {total} 条经过复核，其余标为不计").format(
        path=target, decided=decided, total=sum(each.role is not Role.PREAMBLE for each in comparison.changes)
    )


def _user() -> str:
    """The name that the system has for whoever runs it, "" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
