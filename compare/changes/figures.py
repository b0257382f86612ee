"""The figures of a measure in both years: which moved, which stayed, which only one year gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.changes.quantities import InContext, PairingWeights, figures_of, pair_in_context
from compare.figures.basis import Basis, basis_of
from compare.figures.subjects import change_before
from compare.model import FigureCaveat, FigureChange, Measure


@dataclass(frozen=True, slots=True)
class ComparedFigures:
    """The figures of both sides: those that `moved`; `others`, which one side alone gives or which stayed."""

    moved: tuple[FigureChange, ...]
    others: tuple[FigureChange, ...]


def compare_figures(
    before: Sequence[Measure], after: Sequence[Measure], weights: PairingWeights | None = None
) -> ComparedFigures:
    """Every quantity of both sides, each once, in the order of the current texts, then of the baseline's.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))]
    >>> compared = compare_figures(told("检查18次，约谈企业3家。"), told("检查25次。"))
    >>> [(pair.before.text, pair.after.text) for pair in compared.moved]
    [('18次', '25次')]
    >>> [(pair.before.text, pair.after) for pair in compared.others]
    [('3家', None)]
    """
    olds, news = figures_of(before), figures_of(after)
    pairs = {new.index: (old, new) for old, new in pair_in_context(before, after, weights)}
    changes = [
        _compared(*pairs[index]) if index in pairs else FigureChange(None, figure)
        for index, (_, figure) in enumerate(news)
    ]
    paired = {old.index for old, _ in pairs.values()}
    gone = [FigureChange(figure, None) for index, (_, figure) in enumerate(olds) if index not in paired]
    return ComparedFigures(
        tuple(each for each in changes if _has_moved(each)),
        (*(each for each in changes if not _has_moved(each)), *gone),
    )


def pair_figures(
    before: Sequence[Measure], after: Sequence[Measure], weights: PairingWeights | None = None
) -> tuple[FigureChange, ...]:
    """The quantities that both sides give with different values, in the order of the current texts.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> list[Measure]:
    ...     return [Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))]
    >>> pairs = pair_figures(told("完成融资34笔，金额7.9亿元。"), told("完成融资41笔，金额85600万元。"))
    >>> [(pair.before.value, pair.after.value, pair.unit) for pair in pairs]
    [(34.0, 41.0, '笔'), (790000000.0, 856000000.0, '元')]
    """
    return compare_figures(before, after, weights).moved


def _has_moved(change: FigureChange) -> bool:
    return (
        change.before is not None and change.after is not None and change.before.value != change.after.value
    )


def _compared(old: InContext, new: InContext) -> FigureChange:
    """Both figures, with what makes them no rise or fall: another basis, another part of the year."""
    before, after = _basis(old), _basis(new)
    caveat: FigureCaveat | None = None
    if after.remark or before.remark != after.remark or before.includes != after.includes:
        caveat = FigureCaveat.BASIS
    elif not before.same_period(after) or _is_yearly_mean(old) is not _is_yearly_mean(new):
        caveat = FigureCaveat.PERIOD
    return FigureChange(old.figure, new.figure, caveat)


def _is_yearly_mean(seen: InContext) -> bool:
    return "年均" in change_before(seen.figure.subject)


def _basis(seen: InContext) -> Basis:
    """As its sentence says; where that says nothing, what is summed up below `五年来` is so of five years.

    So is what is to be reached after five, a level or not.
    """
    basis = basis_of(seen.text, seen.figure)
    if basis.months or basis.since or seen.years == 1 or (seen.level and not seen.planned):
        return basis
    return replace(basis, months=(1, 12 * seen.years))
