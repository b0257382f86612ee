"""The figures of all pairs as a table to read, which is Markdown too, and as JSON."""

from collections.abc import Sequence
from typing import Any, Final

from compare.model import Status
from tests.accuracy.scoring import Accuracy, Score, Scores

_HEADS: Final = (
    "pair",
    "link P",
    "R",
    "F1",
    "new",
    "dropped",
    "continued",
    "macro-F1",
    "missing",
    "change",
    "role",
    "pledge F1",
    "figure F1",
    "reach",
    "placed",
)


def as_table(results: Sequence[tuple[str, Scores]]) -> str:
    """A row a pair; – where the labels hold nothing to be found."""
    rows = [_HEADS, *(_row(name, scores) for name, scores in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def as_json(name: str, scores: Scores) -> dict[str, Any]:
    return {
        "pair": name,
        "link": _score(scores.link),
        "status": {status.value: _score(scores.status[status]) for status in Status}
        | {"macro_f1": scores.status_macro_f1, "missing": scores.missing},
        "change": _accuracy(scores.change)
        | {"confused": {f"{truth} as {said}": count for (truth, said), count in scores.confused.items()}},
        "role": _accuracy(scores.role),
        "pledge": _score(scores.pledge),
        "figure": _score(scores.figure),
        "reach": scores.reach,
        "placed": scores.placed,
    }


def _row(name: str, scores: Scores) -> tuple[str, ...]:
    link, status = scores.link, scores.status
    return (
        name,
        *(_number(value, link.count) for value in (link.precision, link.recall, link.f1)),
        *(_number(status[kind].f1, status[kind].count) for kind in Status),
        _number(scores.status_macro_f1),
        str(scores.missing),
        _number(scores.change.value, scores.change.count),
        _number(scores.role.value, scores.role.count),
        _number(scores.pledge.f1, scores.pledge.count),
        _number(scores.figure.f1, scores.figure.count),
        _number(scores.reach, link.count),
        _number(scores.placed),
    )


def _number(value: float, count: int = 1) -> str:
    return f"{value:.3f}" if count else "–"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"


def _score(score: Score) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1, "count": score.count}


def _accuracy(accuracy: Accuracy) -> dict[str, Any]:
    return {"accuracy": accuracy.value, "count": accuracy.count}
