"""What a plan gives a figure for, and the figure that was reached: of the same thing, in base units."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compare.changes.quantities import PairingWeights, same_quantities
from compare.expressions import expression
from compare.figures.extract import quantities
from compare.figures.units import kinship
from compare.model import Figure, FigureKind, Measure

# A deed says more than a plan does, and a wrong pair says of a plan what is not so: surer than for links.
_SURE: Final = PairingWeights(cutoff=0.5)
_STOPS: Final = re.compile(r"[，。；：！？,;:!?]")
_PARTS: Final = expression(r"[，。；：！？、,;:!?]")
_AT_MOST: Final = expression(
    r"控制在|不超过|不高于|不多于|低于|以内|以下|(?:压[减缩降]|缩[短减]|减少?|下?降低?|精简)[^\d]{0,8}[至到为]"
)
_BETTER_LOW: Final = expression(
    r"失业率|败诉率|纠错率|差错率|投诉率|发案|事故|死亡|浓度|消费价格|赤字|负债|用时|时限|时长"
)
_DECIMALS: Final = re.compile(r"(?<!\d)\d++[.．](\d++)")
_ABOUT: Final = 0.05  # of a figure that was planned with 左右
_TIMES: Final = 5.0  # counted by other units and farther apart, 456户 and 5个 are not the same thing
_EACH: Final = re.compile(r"每[^，。；：]{0,8}$")
_WHOLE: Final = "全覆盖"
_COVERED: Final = expression(r"覆盖[率面]?(?:已|为|达|达到|提高到|提升至|扩大到|至|到)?$")
_INTERVAL: Final = expression(r"(?:个?工作日|个?小时|学时|课时|天|日|分钟|秒|个?月|周|个星期|年|岁)$")


@dataclass(frozen=True, slots=True)
class Target:
    """A planned figure and the one that was reached; `share` is how much of it, None where less is better.

    Of a figure that was planned `about` (7%左右) a little more is no more than was planned.
    """

    planned: Figure
    reached: Figure
    at_most: bool
    about: bool = False

    @property
    def share(self) -> float | None:
        """reached ÷ planned: 0.6 of 10 are 6."""
        return None if self.at_most else self.reached.value / self.planned.value

    @property
    def is_met(self) -> bool:
        """Whether what was planned was reached, of a range its lower end."""
        if self.at_most:
            return self.reached.value <= self._most + self._half_step
        return self.reached.value >= self.planned.value - self._half_step

    @property
    def is_exceeded(self) -> bool:
        """Whether more was reached than was planned, of a range than its upper end."""
        slack = _ABOUT * self.planned.value if self.about else 0.0
        if self.at_most:
            return self.reached.value < self.planned.value - slack
        return self.reached.value > self._most + slack

    @property
    def _half_step(self) -> float:
        """Half of the last decimal that was planned: 58.08% is 58.1%."""
        found = _DECIMALS.search(self.planned.text)
        if found is None:
            return 0.0
        step: float = self.planned.value / float(found[0].replace("．", ".")) / 10 ** len(found[1])
        return step / 2

    @property
    def _most(self) -> float:
        return self.planned.value if self.planned.high is None else self.planned.high


def find_targets(
    plan: Measure, answers: Sequence[Measure], is_done: Callable[[Measure, Figure], bool]
) -> tuple[Target, ...]:
    """The plan's figures that the answers give, too.

    Parameters
    ----------
    plan, answers
        What was planned and what is reported of it.
    is_done
        Whether a figure of an answer counts what is done, and not what was begun or put off.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> def told(text: str) -> Measure:
    ...     return Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))
    >>> targets = find_targets(told("新建驿站10个。"), [told("建成驿站6个。")], lambda *_: True)
    >>> [target.share for target in targets]
    [0.6]
    """
    planned = replace(plan, figures=aims_of(plan))
    done = [
        replace(
            answer,
            figures=tuple(f for f in answer.figures if not _is_each(answer, f) and is_done(answer, f)),
        )
        for answer in answers
    ]
    found = [*same_quantities([planned], done, _SURE), *_covered(plan, done)]
    pairs = sorted(found, key=lambda pair: pair[0].start)
    return tuple(
        Target(aim, reached, _is_at_most(plan, aim), about="左右" in plan.text[aim.start : aim.end + 2])
        for aim, reached in pairs
        if _is_likely(aim, reached)
    )


def _covered(plan: Measure, done: Sequence[Measure]) -> Iterator[tuple[Figure, Figure]]:
    """`全覆盖`, which wants 100%, with the share that a deed says is covered."""
    start = plan.text.find(_WHOLE)
    if start < 0 or any(_WHOLE in deed.text for deed in done):
        return
    whole = Figure(_WHOLE, start, start + len(_WHOLE), FigureKind.PERCENT, 100.0, "%", "")
    for deed in done:
        for figure in deed.figures:
            if figure.kind is FigureKind.PERCENT and _COVERED.search(deed.text[: figure.start]):
                yield whole, figure
                return


def _is_likely(aim: Figure, reached: Figure) -> bool:
    if aim.unit == reached.unit:
        return True
    return aim.value <= _TIMES * reached.value and reached.value <= _TIMES * aim.value


def aims_of(plan: Measure) -> tuple[Figure, ...]:
    """The plan's figures that are to be reached: no dates, no 每月1次, no 总投资3亿元的 project.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> text = "每月巡查1次，新建驿站10个。"
    >>> plan = Measure(text, text, Role.PLAN, 1, 1, figures=extract_figures(text))
    >>> [figure.text for figure in aims_of(plan)]
    ['10个']
    """
    return tuple(figure for figure in plan.figures if _is_target(plan, figure))


def unreported(plan: Measure, answers: Sequence[Measure], targets: Sequence[Target]) -> tuple[Figure, ...]:
    """The plan's figures of which the answers give none that could be it."""
    given = [figure for answer in answers for figure in quantities(answer.figures)]
    reached = {target.planned for target in targets}
    return tuple(
        figure
        for figure in aims_of(plan)
        if figure not in reached
        and not any(each.kind is figure.kind and kinship(each.unit, figure.unit) > 0.5 for each in given)
    )


def clause_around(text: str, figure: Figure) -> str:
    """The words that a figure stands in, as printed: of `新建驿站10个、绿道9公里。` the one or the other."""
    ahead, behind = text[: figure.start], text[figure.end :]
    return (_PARTS.split(ahead)[-1] + figure.text + _PARTS.split(behind)[0]).strip()


def _is_target(plan: Measure, figure: Figure) -> bool:
    if not figure.kind.is_quantity or not figure.value or _is_each(plan, figure):
        return False
    if plan.text.startswith("的", figure.end):
        return False
    return not _INTERVAL.search(figure.unit) or _is_at_most(plan, figure)


def _is_each(measure: Measure, figure: Figure) -> bool:
    return _EACH.search(measure.text[: figure.start]) is not None


def _is_at_most(measure: Measure, figure: Figure) -> bool:
    """Whether less is better: `压缩至3天`, `5%以内`; a fall itself (`下降5%`, `压减30项`) is wanted great."""
    ahead = _STOPS.split(measure.text[: figure.start])[-1]
    said = re.split(r"\d", ahead)[-1] + figure.text
    return bool(_AT_MOST.search(said) or _BETTER_LOW.search(ahead))
