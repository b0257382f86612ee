"""What became of last year's plans: the done measures of the current report that answer each.

Which answer is judged in `answers`, what the answers make of the plan in `outcomes`.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from compare.alignment.links import Alignment
from compare.alignment.logistic import Logistic
from compare.changes.answers import default_pledge_model, gather_answers
from compare.changes.outcomes import judge_answered, judge_unanswered
from compare.changes.outcomes.items import delays
from compare.model import Measure, Pledge, Report, Role

_ANSWERS: Final = 0.6  # from which probability on a deed answers a plan
_LIKELIEST: Final = (
    0.35  # from which on the likeliest does; a plan has many answers, and a missed one costs more
)
_MOST: Final = 10  # answers of one plan, the likeliest; of labelled plans none has more than seven
_SAME_PLAN: Final = 0.4  # similarity of two plans that are not linked


def find_pledges(
    baseline: Report,
    current: Report,
    alignment: Alignment,
    model: Logistic | None = None,
) -> tuple[Pledge, ...]:
    """Every plan of the baseline with the done measures that answer it, and what became of it.

    Parameters
    ----------
    baseline, current
        The reports.
    alignment
        Their links, a plan linked with a plan being planned again, and what they were judged by.
    model
        What makes a probability of the features; None for the one of the toolkit.

    Examples
    --------
    >>> from compare.alignment.links import align
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> pledges = find_pledges(baseline, current, align(baseline, current))
    >>> {measure.role.value for pledge in pledges for measure in pledge.baseline}
    {'plan'}
    """
    looked_at = gather_answers(baseline.measures, alignment.likeness)
    by_meaning = alignment.likeness.meaning is not None
    probabilities = (model or default_pledge_model(by_meaning=by_meaning)).probabilities(looked_at.values)
    best, answers = _chosen(dict(zip(looked_at.pairs, probabilities.tolist(), strict=True)))
    again = _planned_again(baseline, current, alignment)
    delayed = delays(current.measures)
    year = current.looks_back_on
    return tuple(
        _pledge(
            plan,
            tuple(current.measures[column] for column in answers.get(row, ())),
            best.get(row, 0.0),
            again.get(row, ()),
            delayed,
            year,
        )
        for row, plan in enumerate(baseline.measures)
        if plan.role is Role.PLAN
    )


def _chosen(chances: Mapping[tuple[int, int], float]) -> tuple[dict[int, float], dict[int, list[int]]]:
    """How likely each plan's likeliest answer is, and which deeds (columns) answer it, the likeliest first.

    Of the less likely ones only the likeliest answer of a plan (row) does, and what a deed is likeliest of.
    """
    of_plan: dict[int, float] = {}
    of_deed: dict[int, float] = {}
    for (row, column), chance in chances.items():
        of_plan[row] = max(chance, of_plan.get(row, 0.0))
        of_deed[column] = max(chance, of_deed.get(column, 0.0))
    answers: dict[int, list[int]] = {}
    likely = (each for each in chances.items() if each[1] >= _LIKELIEST)
    for (row, column), chance in sorted(likely, key=lambda each: -each[1]):
        is_likeliest = chance in (of_plan[row], of_deed[column])
        if chance >= (_LIKELIEST if is_likeliest else _ANSWERS):
            answers.setdefault(row, []).append(column)
    return of_plan, {row: columns[:_MOST] for row, columns in answers.items()}


def _pledge(
    plan: Measure,
    answers: tuple[Measure, ...],
    best: float,
    again: tuple[Measure, ...],
    delayed: Sequence[Measure],
    year: int | None,
) -> Pledge:
    judged = judge_answered(plan, answers, year) if answers else judge_unanswered(plan, delayed, again)
    return Pledge(
        judged.state,
        (plan,),
        answers,
        round(best if answers else 1.0 - best, 4),
        judged.evidence,
        outcome=judged.outcome,
        share=judged.share,
        again=again,
    )


def _planned_again(baseline: Report, current: Report, alignment: Alignment) -> dict[int, tuple[Measure, ...]]:
    """The current plans that plan the same as a row: those linked with it, else one that is much like it."""
    similarity = alignment.likeness.similarity
    plans = [column for column, measure in enumerate(current.measures) if measure.role is Role.PLAN]
    are_plans = frozenset(plans)
    found: dict[int, set[int]] = {}
    for link in alignment.links:
        for row in link.baseline:
            found.setdefault(row, set()).update(are_plans.intersection(link.current))
    for row, measure in enumerate(baseline.measures):
        if plans and measure.role is Role.PLAN and not found.get(row):
            likeliest = plans[int(similarity[row, plans].argmax())]
            if similarity[row, likeliest] >= _SAME_PLAN:
                found[row] = {likeliest}
    return {row: tuple(current.measures[column] for column in sorted(found[row])) for row in found}
