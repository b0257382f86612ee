"""A plan, and what became of it, on a terminal and as JSON."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.feed.apply import Result
from reports.feed.plan import FieldConflict, Plan, Step, StepKind
from reports.shown.safe_text import printable
from reports.trackers.base import Field
from reports.words import Words, _

_ACTIONS: Final = {
    StepKind.CREATE: _("新建"),
    StepKind.UPDATE: _("更新"),
    StepKind.MARK: _("标记"),
    StepKind.KEEP: _("不变"),
    StepKind.SKIP: _("略过"),
}
_FIELD_NAMES: Final = {
    Field.TITLE: _("标题"),
    Field.BODY: _("说明"),
    Field.STATE: _("办理状态"),
    Field.STATUS: _("状态"),
    Field.ROLE: _("类别"),
    Field.CHANGE: _("变化"),
    Field.SECTION: _("所在章节"),
    Field.BEFORE: _("基准原文"),
    Field.AFTER: _("本期原文"),
    Field.FIGURES: _("数据变化"),
    Field.YEAR: _("年度"),
    Field.DUE: _("完成时限"),
    Field.OUTCOME: _("兑现情况"),
}
_CONFLICTS: Final = _("冲突")
_SHOWN_LENGTH: Final = 40
_ROWS_SHOWN: Final = 15


def show_plan(plan: Plan, words: Words, console: Console, *, verbose: bool = False) -> None:
    """Print how much is to be done, the first rows that it is done to or all of them, and the conflicts."""
    console.print(Text(counts_line(plan, words), "bold"))
    columns = (_("动作"), _("条目"), _("编号"), _("内容"), _("改动"))
    table = Table(*(words.gettext(column) for column in columns))
    steps = [step for step in plan.steps if step.action not in (StepKind.KEEP, StepKind.SKIP)]
    for step in steps if verbose else steps[:_ROWS_SHOWN]:
        ticket = f"#{step.ticket.id}" if step.ticket else ""
        action = words.gettext(_ACTIONS[step.action])
        cells = (action, ticket, step.key, step.title, _written(step, words))
        table.add_row(*(Text(printable(cell)) for cell in cells))
    _print_rows(table, len(steps), words, console)
    show_left(plan, words, console)


def _written(step: Step, words: Words) -> str:
    """What an update writes: `本期原文、数据变化、备注`."""
    if step.ticket is None:
        return ""
    names = [words.gettext(_FIELD_NAMES[name]) for name in Field if name in step.fields]
    names += [words.gettext("备注")] if step.note else []
    names += [words.gettext("关联")] if step.related else []
    return words.gettext("、").join(names)


def counts_line(plan: Plan, words: Words) -> str:
    """`新建 45，更新 42，标记 27，不变 0，略过 3，冲突 1`."""
    return _counts(plan.counts, words)


def _counts(counts: Mapping[str, int], words: Words) -> str:
    names = {action.value: name for action, name in _ACTIONS.items()} | {"conflicts": _CONFLICTS}
    return words.gettext("，").join(f"{words.gettext(names[name])} {count}" for name, count in counts.items())


def done_line(plan: Plan, results: Sequence[Result], words: Words) -> str:
    """What was written, not what was meant to be: `新建 4，更新 110，标记 0，…，没有写成 1`."""
    done = Counter(each.step.action for each in results if each.error is None)
    written = {each.value: done[each] for each in (StepKind.CREATE, StepKind.UPDATE, StepKind.MARK)}
    meant = sum(plan.counts[action] for action in written)
    failed = len({each.step.key for each in results if each.error is not None})
    line = _counts(dict(plan.counts) | written, words)
    if missing := max(failed, meant - sum(written.values())):
        line += words.gettext("，") + words.gettext("没有写成 {count}").format(count=missing)
    return line


def show_left(plan: Plan, words: Words, console: Console) -> None:
    """Print what is left as it is: what people changed, too, and what tells of a later year."""
    for step in plan.steps:
        for conflict in step.conflicts:
            console.print(Text(printable(_conflict(step, conflict, words))), soft_wrap=True)
    if newer := sum(step.why == "newer" for step in plan.steps):
        said = words.gettext("{count} 条在台账里已是更晚年度的内容，没有动")
        console.print(Text(said.format(count=newer)), soft_wrap=True)


def _print_rows(table: Table, total: int, words: Words, console: Console) -> None:
    if table.row_count:
        console.print(table)
    if total > table.row_count:
        more = words.gettext("其余 {count} 行没有列出，加上 --verbose 全部列出")
        console.print(Text(more.format(count=total - table.row_count)))


def show_results(results: Sequence[Result], words: Words, console: Console, *, verbose: bool = False) -> None:
    """Print the first tickets that were written, or all of them, with their links as people read them."""
    table = Table(words.gettext("动作"), words.gettext("条目"), words.gettext("内容"), words.gettext("链接"))
    written = [(each.step, each.ticket) for each in results if each.error is None and each.ticket]
    for step, ticket in written if verbose else written[:_ROWS_SHOWN]:
        action = words.gettext(_ACTIONS[step.action])
        cells = (action, f"#{ticket.id}", step.title, unquote(ticket.url))
        table.add_row(*(Text(printable(cell), overflow="fold") for cell in cells))
    _print_rows(table, len(written), words, console)


def result_lines(results: Sequence[Result], words: Words) -> list[str]:
    """A line for every row that could not be written: which ticket, and why."""
    return [
        f"{f'#{each.ticket.id} ' if each.ticket else ''}{each.step.key} {each.step.title[:_SHOWN_LENGTH]}："
        f"{words.notice(each.error.notice)}"
        for each in results
        if each.error is not None
    ]


def plan_record(target: str, plan: Plan, results: Sequence[Result] | None, words: Words) -> dict[str, Any]:
    """The plan, and if it was carried out what became of it, as JSON values."""
    record: dict[str, Any] = {
        "tracker": target,
        "applied": results is not None,
        "counts": dict(plan.counts),
        "steps": [_step_record(step) for step in plan.steps],
    }
    if results is not None:
        record["results"] = [_result_record(result, words) for result in results]
    return record


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "action": step.action.value,
        "key": step.key,
        "title": step.title,
        "ticket": step.ticket.id if step.ticket else None,
        "url": step.ticket.url if step.ticket else None,
        "fields": {name.value: value for name, value in step.fields.items()},
        "note": step.note.text if step.note else None,
        "related": [other.id for other in step.related],
        "conflicts": [
            {"field": each.field.value, "theirs": each.theirs, "ours": each.ours} for each in step.conflicts
        ],
        "why": step.why or None,
    }


def _result_record(result: Result, words: Words) -> dict[str, Any]:
    return {
        "action": result.step.action.value,
        "key": result.step.key,
        "ticket": result.ticket.id if result.ticket else None,
        "url": result.ticket.url if result.ticket else None,
        "error": words.notice(result.error.notice) if result.error else None,
    }


def _conflict(step: Step, conflict: FieldConflict, words: Words) -> str:
    said = words.gettext("冲突 #{ticket} {field}：台账为“{theirs}”（人工改过，保留），报告为“{ours}”")
    return said.format(
        ticket=step.ticket.id if step.ticket else "",
        field=words.gettext(_FIELD_NAMES[conflict.field]),
        theirs=_short(conflict.theirs),
        ours=_short(conflict.ours),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LENGTH else line[:_SHOWN_LENGTH] + "…"
