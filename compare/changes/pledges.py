"""What became of last year's plans: the done measures of the current report that answer each.

A plan and its delivery are said in other words and other forms than two plans or two deeds, and one plan may
have many answers, so they have evidence and a model of their own (`pledge_model.json`). What the answers make
of the plan is judged in `outcomes`.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.alignment.evidence.profiles import Profile, profile, total_weight
from compare.alignment.links import Link
from compare.alignment.logistic import Logistic, parse_logistic
from compare.alignment.similarity import Matrix
from compare.changes.outcomes import judge_answered, judge_unanswered
from compare.language.normalise import normalise
from compare.model import Measure, Pledge, Report, Role

_CANDIDATES: Final = (
    14  # done measures that are looked at for every plan; of labelled answers 91 % are among them
)
_LEAST_SIMILARITY: Final = 0.01
_ANSWERS: Final = 0.4  # from which probability on; a plan has many answers, and a missed one costs more
_RAREST: Final = 3
_SAME_PLAN: Final = 0.4  # similarity of two plans that are not linked


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan and a done measure seen together.

    `similarity` is theirs, `runner_up` the best of the plan's with any other done measure, `best_plan`
    that of the done measure with any plan.
    """

    plan: Measure
    done: Measure
    plan_profile: Profile
    done_profile: Profile
    similarity: float
    runner_up: float
    best_plan: float
    weight: Mapping[str, float]


def wording_similarity(answer: Answer) -> float:
    """How alike the wordings are (logarithm)."""
    return log(answer.similarity + 0.02)


def margin(answer: Answer) -> float:
    """By how much it is more alike than the second best answer."""
    return answer.similarity - answer.runner_up


def among_plans(answer: Answer) -> float:
    """How alike it is, measured by the plan that the done measure is most like: 1 where it is this one."""
    return answer.similarity / answer.best_plan if answer.best_plan else 0.0


def clause_answered(answer: Answer) -> float:
    """The share of one of the plan's clauses that the done measure says; of the one best answered."""
    said = answer.done_profile.content
    return max(
        (
            total_weight(clause & said, answer.weight) / total_weight(clause, answer.weight)
            for clause in answer.plan_profile.clauses
        ),
        default=0.0,
    )


def rare_words(answer: Answer) -> float:
    """How rare the three rarest words are that both say."""
    shared = answer.plan_profile.words & answer.done_profile.words
    return sum(sorted((answer.weight[word] for word in shared), reverse=True)[:_RAREST]) / 24


def names_kept(answer: Answer) -> float:
    """How many of the documents and catchwords that one names stand in the other (two say all)."""
    in_done = sum(name in normalise(answer.done.text) for name in answer.plan_profile.names)
    in_plan = sum(name in normalise(answer.plan.text) for name in answer.done_profile.names)
    return min(2, in_done + in_plan)


def plan_length(answer: Answer) -> float:
    """The plan's length (logarithm): a long one has more parts to be answered."""
    return log(len(answer.plan.text))


FEATURES: Final[tuple[Callable[[Answer], float], ...]] = (
    wording_similarity,
    margin,
    among_plans,
    clause_answered,
    rare_words,
    names_kept,
    plan_length,
)


@cache
def default_pledge_model() -> Logistic:
    """The model that comes with the toolkit, fitted on all labelled pairs."""
    return parse_pledge_model((files("compare.changes") / "pledge_model.json").read_text(encoding="utf-8"))


def parse_pledge_model(text: str) -> Logistic:
    """The model in a JSON text, as `pledge_model.json` holds it."""
    return parse_logistic(json.loads(text), FEATURES)


def find_pledges(
    baseline: Report,
    current: Report,
    similarity: Matrix,
    weight: Mapping[str, float],
    model: Logistic | None = None,
    links: Sequence[Link] = (),
) -> tuple[Pledge, ...]:
    """Every plan of the baseline with the done measures that answer it, and what became of it.

    Parameters
    ----------
    baseline, current
        The reports, of n and m measures.
    similarity
        n × m, how alike any two measures are.
    weight
        Of every word of both reports, how much it tells.
    model
        What makes a probability of the features; None for the one of the toolkit.
    links
        Which measures of both reports are the same: a plan linked with a plan is planned again.

    Examples
    --------
    >>> from compare.alignment.links import align
    >>> from compare import open_report
    >>> baseline = open_report("seeds/yangpu-2023.txt")
    >>> current = open_report("seeds/yangpu-2024-specimen.txt")
    >>> alignment = align(baseline, current)
    >>> pledges = find_pledges(baseline, current, alignment.similarity, alignment.word_weights)
    >>> {measure.role.value for pledge in pledges for measure in pledge.baseline}
    {'plan'}
    """
    pairs, values = gather_answers(baseline, current, similarity, weight)
    probabilities = (model or default_pledge_model()).probabilities(values)
    answers: dict[int, list[tuple[int, float]]] = {}
    for (row, column), probability in zip(pairs, probabilities, strict=True):
        answers.setdefault(row, []).append((column, float(probability)))
    again = _planned_again(baseline, current, similarity, links)
    return tuple(
        _pledge(
            plan,
            [(current.measures[column], chance) for column, chance in answers.get(row, [])],
            again.get(row, ()),
            current.measures,
        )
        for row, plan in enumerate(baseline.measures)
        if plan.role is Role.PLAN
    )


def gather_answers(
    baseline: Report, current: Report, similarity: Matrix, weight: Mapping[str, float]
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.float64]]:
    """The pairs of plan and done measure that are looked at (k), and their features (k × features)."""
    plans = [row for row, measure in enumerate(baseline.measures) if measure.role is Role.PLAN]
    done = [column for column, measure in enumerate(current.measures) if measure.role is Role.DONE]
    if not plans or not done:
        return (), np.zeros((0, len(FEATURES)))
    before = {row: profile(baseline.measures[row]) for row in plans}
    after = {column: profile(current.measures[column]) for column in done}
    between = similarity[np.ix_(plans, done)]
    best_plan = dict(zip(done, between.max(axis=0), strict=True))
    pairs: list[tuple[int, int]] = []
    values: list[list[float]] = []
    for row, alike in zip(plans, between, strict=True):
        order = np.argsort(-alike, kind="stable")[:_CANDIDATES]
        runner_up = float(alike[order[1]]) if len(order) > 1 else 0.0
        for place in order:
            column = done[int(place)]
            if alike[place] < _LEAST_SIMILARITY:
                continue
            answer = Answer(
                plan=baseline.measures[row],
                done=current.measures[column],
                plan_profile=before[row],
                done_profile=after[column],
                similarity=float(alike[place]),
                runner_up=runner_up,
                best_plan=float(best_plan[column]),
                weight=weight,
            )
            pairs.append((row, column))
            values.append([feature(answer) for feature in FEATURES])
    return tuple(pairs), np.array(values, dtype=np.float64).reshape(len(pairs), len(FEATURES))


def _pledge(
    plan: Measure,
    chances: Sequence[tuple[Measure, float]],
    again: tuple[Measure, ...],
    current: Sequence[Measure],
) -> Pledge:
    answers = tuple(measure for measure, chance in chances if chance >= _ANSWERS)
    best = max((chance for _, chance in chances), default=0.0)
    judged = judge_answered(plan, answers) if answers else judge_unanswered(plan, current, again)
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


def _planned_again(
    baseline: Report, current: Report, similarity: Matrix, links: Sequence[Link]
) -> dict[int, tuple[Measure, ...]]:
    """The current plans that plan the same as a row: those linked with it, else one that is much like it."""
    plans = [column for column, measure in enumerate(current.measures) if measure.role is Role.PLAN]
    found: dict[int, set[int]] = {}
    for link in links:
        for row in link.baseline:
            found.setdefault(row, set()).update(column for column in link.current if column in plans)
    for row, measure in enumerate(baseline.measures):
        if plans and measure.role is Role.PLAN and not found.get(row):
            likeliest = max(plans, key=lambda column: similarity[row, column])
            if similarity[row, likeliest] >= _SAME_PLAN:
                found[row] = {likeliest}
    return {row: tuple(current.measures[column] for column in sorted(found[row])) for row in found}
