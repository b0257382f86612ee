"""How a finding names its places and its numbers."""

from compare.model import Figure, Finding, FindingPlace, Measure


def at(side: str, measure: Measure, start: int = 0, end: int | None = None) -> FindingPlace:
    """The place of some words of a measure."""
    return FindingPlace(side, measure.text[start:end], measure.id)


def of_figure(side: str, measure: Measure, figure: Figure) -> FindingPlace:
    """The place of a figure, with the clause that it stands in."""
    before = max((measure.text.rfind(mark, 0, figure.start) for mark in "，。；："), default=-1) + 1
    ends = [measure.text.find(mark, figure.end) for mark in "，。；"]
    after = min((end for end in ends if end >= 0), default=len(measure.text))
    return at(side, measure, before, after)


def finding(code: str, *places: FindingPlace, **values: object) -> Finding:
    """A finding with its values in words: whole numbers as such."""
    return Finding(code, tuple((name, shown(value)) for name, value in values.items()), places)


def shown(value: object) -> str:
    """A number as it is told.

    Examples
    --------
    >>> shown(119.0), shown(1.25), shown("119期")
    ('119', '1.25', '119期')
    """
    return f"{value:.10g}" if isinstance(value, float) else str(value)
