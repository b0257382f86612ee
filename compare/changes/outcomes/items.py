"""The items of a plan, clause by clause, and the clause of an answer that reports on each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from compare.alignment.evidence.profiles import content_words, words_of
from compare.changes.outcomes.stages import (
    ActStage,
    speaks_of_delay,
    speaks_of_stage,
    stage_of,
    without_stage_words,
)
from compare.language.characters import simplified
from compare.language.clauses import Clause, printed_clauses, split_clauses
from compare.model import Figure, Measure

_ITEM_SAID: Final = 0.34  # of the content words of a planned item
_SAID_ALIKE: Final = 60  # per cent
_SURELY_SAID: Final = 0.6  # of the content words of a plan, where no model says that it is answered
_OWN_WORDS: Final = 1  # content words that a clause on how far it has come may add: 建设工作暂缓
_FRAGMENT: Final = re.compile(r"[，。；：！？、,;:!?（(]|\d")  # what stands around one figure of a clause
_STOPS: Final = re.compile(r"[，。；：！？,;:!?]")

_Printed = tuple[str, Clause]


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A clause of a plan and the one that reports on it, as printed, and how far that says it has come.

    `stages` is empty, and `reported` "", where nothing reports on it; a sentence that has one part done and
    another put off gives two.
    """

    planned: str
    reported: str = ""
    stages: tuple[ActStage, ...] = ()


def find_items(plan: Measure, answers: Sequence[Measure]) -> tuple[PlanItem, ...]:
    """The plan's clauses that name an act, each with what the answers say of it.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> Measure:
    ...     return Measure(text, text, Role.DONE, 1, 1)
    >>> (item,) = find_items(told("出台排水管理办法。"), [told("排水管理办法完成起草，拟次年出台。")])
    >>> item.reported, item.stages[0].name
    ('排水管理办法完成起草，拟次年出台', 'BEGUN')
    """
    said = frozenset().union(*(words_of(answer) for answer in answers))
    clauses = printed_clauses(plan.text)
    telling = [
        place
        for place, (_, clause) in enumerate(clauses)
        if not clause.is_purpose and content_words(clause.words)
    ]
    if not telling:  # 编制法治政府建设规划: words of every report only, and yet answered
        return (_item(plan, clauses, 0, answers),) if clauses else ()
    return tuple(
        _item(plan, clauses, place, answers)
        if _is_said(clauses[place][1], said, answers)
        else PlanItem(clauses[place][0].strip())
        for place in telling
    )


def figure_is_done(plan: Measure, answer: Measure, figure: Figure) -> bool:
    """Whether a figure of an answer counts what is done: of `开工10个、建成6个` the second.

    Examples
    --------
    >>> from compare.figures.extract import extract_figures
    >>> from compare.model import Role
    >>> text = "驿站开工10个、建成6个。"
    >>> told = Measure("", text, Role.DONE, 1, 1, figures=extract_figures(text))
    >>> [figure_is_done(told, told, figure) for figure in told.figures]
    [False, True]
    """
    text = simplified(answer.text)
    ahead, behind = text[: figure.start], text[figure.end :]
    own = _FRAGMENT.split(ahead)[-1] + figure.text + _FRAGMENT.split(behind)[0]
    aim = simplified(plan.text)
    if stage_of(own, aim) < ActStage.DONE:
        return False
    clauses = printed_clauses(answer.text)
    later = _STOPS.split(behind)[1:]
    known = words_of(plan) | words_of(answer)
    return not any(
        _is_of_stage(simplified(printed), clause, known)
        and not re.search(r"\d", printed)
        and stage_of(simplified(printed), aim) < ActStage.DONE
        for printed, clause in clauses
        if simplified(printed) in later
    )


def delays(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """Those that say of anything that it was put off: few, so that not every plan is held to every sentence.

    Examples
    --------
    >>> from compare.model import Role
    >>> told = [Measure(text, text, Role.DONE, 1, 1) for text in ("泵站建成。", "泵站未能如期建成。")]
    >>> [measure.text for measure in delays(told)]
    ['泵站未能如期建成。']
    """
    return tuple(measure for measure in measures if speaks_of_delay(simplified(measure.text)))


def put_off(plan: Measure, delayed: Sequence[Measure]) -> tuple[str, str] | None:
    """The clause of a plan and the words of one of the `delays` that say it was put off, as printed.

    Examples
    --------
    >>> from compare.model import Role
    >>> def told(text: str) -> Measure:
    ...     return Measure(text, text, Role.PROBLEM, 1, 1)
    >>> put_off(told("建成河东泵站。"), [told("河东泵站未能如期建成。")])
    ('建成河东泵站', '河东泵站未能如期建成')
    """
    clauses = printed_clauses(plan.text)
    for other in delayed:
        for place, (planned, clause) in enumerate(clauses):
            content = content_words(clause.words)
            if clause.is_purpose or not content:
                continue
            shared = content & words_of(other)
            if len(shared) < _SURELY_SAID * len(content):
                continue
            item = _item(plan, clauses, place, [other])
            if item.stages == (ActStage.PUT_OFF,):
                return planned, item.reported
    return None


def _is_said(clause: Clause, said: frozenset[str], answers: Sequence[Measure]) -> bool:
    content = content_words(clause.words)
    if len(content & said) >= _ITEM_SAID * len(content):
        return True
    return any(
        fuzz.ratio(clause.words, other.words) >= _SAID_ALIKE
        for answer in answers
        for other in split_clauses(answer.text)
    )


def _item(plan: Measure, clauses: Sequence[_Printed], place: int, answers: Sequence[Measure]) -> PlanItem:
    planned, clause = clauses[place]
    found = [
        (said, at) for answer in answers for said in [printed_clauses(answer.text)] for at in range(len(said))
    ]
    if not found:
        return PlanItem(planned.strip())
    said, at = max(found, key=lambda each: _likeness(clause, each[0][each[1]][1]))
    return _read(said, at, planned, _aim(clauses, place), words_of(plan))


def _read(said: Sequence[_Printed], at: int, planned: str, aim: str, plan_words: frozenset[str]) -> PlanItem:
    """The item with the stage of the clause that answers it, lowered by those that only say how far it is."""
    own_words = content_words(said[at][1].words)
    stages, told = [stage_of(simplified(said[at][0]), aim)], [said[at][0].strip()]
    for printed, clause in said[at + 1 :]:
        plain = simplified(printed)
        if not _is_of_stage(plain, clause, plan_words | own_words):
            continue
        stage = stage_of(plain, aim)
        if stage is ActStage.DONE:
            continue
        told.append(printed.strip())
        if _beside_stage(clause) & plan_words - own_words:
            stages.append(stage)  # another part of what was planned
        else:
            stages[0] = min(stages[0], stage)
    return PlanItem(planned.strip(), "，".join(told), tuple(stages))


def _is_of_stage(plain: str, clause: Clause, known: frozenset[str]) -> bool:
    """Whether a clause only says how far what is known has come: 拟次年出台, 建设工作暂缓."""
    if not speaks_of_stage(plain):
        return False
    return len(_beside_stage(clause) - known) <= _OWN_WORDS


def _beside_stage(clause: Clause) -> frozenset[str]:
    """The content words of a clause that do not say how far something has come."""
    return content_words(without_stage_words(clause.words))


def _aim(clauses: Sequence[_Printed], place: int) -> str:
    """A planned clause with those after it that only say how far it is to come: `力争年内建成`."""
    aim = [simplified(clauses[place][0])]
    for printed, clause in clauses[place + 1 :]:
        if len(_beside_stage(clause)) > _OWN_WORDS:
            break
        aim.append(simplified(printed))
    return "，".join(aim)


def _likeness(clause: Clause, other: Clause) -> float:
    content = content_words(clause.words)
    held = len(content & content_words(other.words)) / max(1, len(content))
    return held + fuzz.ratio(clause.words, other.words) / 200
