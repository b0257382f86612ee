"""What became of last year's plans: the done measures of the current report that answer each."""

from collections.abc import Sequence
from typing import Final

from compare.model import Evidence, Measure, Pledge, PledgeState, Report, Role
from compare.similarity import Matrix

_LEAST: Final = 0.16
_NEAR_BEST: Final = 0.6
_DELIVERED: Final = 0.3
_MOST_ANSWERS: Final = 4


def find_pledges(baseline: Report, current: Report, likeness: Matrix) -> tuple[Pledge, ...]:
    """Every plan of the baseline with its answers; `silent` where the current report has none.

    `likeness` is n × m, of any two measures. `2024年推行检查码` is answered by `全面启用检查码`.
    """
    return tuple(
        _answer(measure, current.measures, likeness[row])
        for row, measure in enumerate(baseline.measures)
        if measure.role is Role.PLAN
    )


def _answer(plan: Measure, measures: Sequence[Measure], likeness: Matrix) -> Pledge:
    done = [index for index, measure in enumerate(measures) if measure.role is Role.DONE]
    ranked = sorted(done, key=lambda index: (-likeness[index], index))
    best = float(likeness[ranked[0]]) if ranked else 0.0
    answers = [index for index in ranked[:_MOST_ANSWERS] if likeness[index] >= max(_LEAST, _NEAR_BEST * best)]
    if not answers:
        return Pledge(PledgeState.SILENT, (plan,), (), round(1 - best, 4))
    state = PledgeState.DELIVERED if best >= _DELIVERED else PledgeState.PARTLY
    evidence = (Evidence("wording", f"{best:.0%}", best),)
    return Pledge(
        state, (plan,), tuple(measures[index] for index in sorted(answers)), round(best, 4), evidence
    )
