"""Results and messages on a terminal, or as plain text in a pipe.

The reports' own texts are shown as texts: no markup is read in them, and no control character gets through.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from compare.model import Comparison, Measure, Notice, PledgeState, Report, TextPart
from reports.shown.numbers import movement, quantity
from reports.shown.safe_text import printable
from reports.shown.summary import MEASURE_ROLES, counted_changes, status_counts, top_figures
from reports.words import Words

_TOP_FIGURES = 8
_NAME_LENGTH = 24


class Output(Console):
    """A console that leaves it to the command what a closed pipe means."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False)

    def on_broken_pipe(self) -> None:
        """Rich would end the command with 1, which is to say that a measure changed."""
        raise BrokenPipeError


def show_summary(comparison: Comparison, words: Words, report: Path, console: Console) -> None:
    """Print the counts by status and role, the pledges, the figures that moved most, where the report is."""
    console.print(Text(printable(f"{comparison.baseline.title} → {comparison.current.title}"), "bold"))
    console.print(_counts(comparison, words))
    changes = counted_changes(comparison)
    moved, uncertain = sum(each.moved for each in changes), sum(each.uncertain for each in changes)
    console.print(
        Text(words.gettext("移动 {moved} 条，待核 {uncertain} 条").format(moved=moved, uncertain=uncertain))
    )
    if comparison.pledges:
        console.print(Text(_pledges(comparison, words)))
    if figures := _figures(comparison, words):
        console.print(figures)
    console.print(Text(words.gettext("报告：{path}").format(path=printable(str(report)))), soft_wrap=True)


def show_notices(report: Report, words: Words, console: Console) -> None:
    """Print what should be known of a report, a line each."""
    _show(printable(report.source), report.notices, words, console)


def show_all_notices(comparison: Comparison, words: Words, console: Console) -> None:
    """Print what should be known of both reports and of their comparison, a line each."""
    show_notices(comparison.baseline, words, console)
    show_notices(comparison.current, words, console)
    _show(words.gettext("两份报告"), comparison.notices, words, console)


def show_outline(report: Report, words: Words, console: Console) -> None:
    """Print the tree of sections with their sentences: drawn on a terminal, indented in a pipe."""
    lines = list(_outline_lines(report, words))
    if not console.is_terminal:
        for depth, line in lines:
            console.print(Text("  " * depth + line), soft_wrap=True)
        return
    branches = [Tree(Text(lines[0][1], "bold"))]
    for depth, line in lines[1:]:
        del branches[max(1, depth) :]
        branches.append(branches[-1].add(Text(line)))
    console.print(branches[0])


def _show(about: str, notices: tuple[Notice, ...], words: Words, console: Console) -> None:
    for notice in notices:
        console.print(Text(f"crossyear: {about}: {printable(words.notice(notice))}"), soft_wrap=True)


def _counts(comparison: Comparison, words: Words) -> Table:
    table = Table("", *(words.label(role) for role in MEASURE_ROLES), words.gettext("合计"))
    for column in table.columns[1:]:
        column.justify = "right"
    for status, counts in status_counts(comparison).items():
        numbers = [counts[role] for role in MEASURE_ROLES]
        table.add_row(words.label(status), *map(str, numbers), str(sum(numbers)))
    return table


def _pledges(comparison: Comparison, words: Words) -> str:
    counts = Counter(pledge.state for pledge in comparison.pledges)
    said = words.gettext("；").join(f"{words.label(state)} {counts[state]}" for state in PledgeState)
    return words.gettext("上年安排：{counts}").format(counts=said)


def _figures(comparison: Comparison, words: Words) -> Table | None:
    figures = top_figures(comparison, _TOP_FIGURES)
    if not figures:
        return None
    table = Table(
        words.gettext("变化最大的指标"),
        words.gettext("基准值"),
        words.gettext("本期值"),
        words.gettext("增减"),
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for figure in figures:
        moved = movement(figure, words)
        if figure.before and figure.after and moved:
            cells = (
                figure.subject[:_NAME_LENGTH],
                quantity(figure.before, words),
                quantity(figure.after, words),
                f"{moved.sign} {moved.text}",
            )
            table.add_row(*(Text(printable(cell)) for cell in cells))
    return table


def _outline_lines(report: Report, words: Words) -> Iterator[tuple[int, str]]:
    """Each line of the outline with its depth: the title, then the sections and what stands under them."""
    yield 0, printable(report.title)
    for section in report.sections:
        if section.heading:
            yield section.level, printable(section.heading)
        for measure in report.measures:
            if measure.section == section.index:
                yield section.level + 1, _measure_line(measure, words)
    for aside in report.asides:
        yield 1, f"[{words.label(aside.part)}] {printable(aside.text)}"
    apart = Counter([measure.part for measure in report.measures] + [aside.part for aside in report.asides])
    if apart[TextPart.FURNITURE] or apart[TextPart.GLOSSARY]:
        said = words.gettext("不是正文的语句不作比较：页面信息 {furniture} 条，名词解释 {glossary} 条")
        yield 0, said.format(furniture=apart[TextPart.FURNITURE], glossary=apart[TextPart.GLOSSARY])


def _measure_line(measure: Measure, words: Words) -> str:
    figures = (
        words.gettext("（数据 {count} 项）").format(count=len(measure.figures)) if measure.figures else ""
    )
    kind = words.label(measure.role if measure.part is TextPart.TEXT else measure.part)
    return f"[{kind}] {printable(measure.text)}{figures}"
