"""How far reviewers agree who decided without knowing of each other.

What somebody decided who had seen what another said of the same measures tells nothing of agreement: only
decisions that know of nobody else's count, also where the matter was settled later.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from compare.decisions.standing import Decision, Knowledge, matter, not_undone, standing

_Measure = tuple[str, str]  # its side and its id
_Verdicts = Mapping[_Measure, frozenset[str]]  # the ids of its counterparts, none where it stands alone


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the measures that both judged: shares (0–1), and Cohen's κ (-1–1).

    `status` is whether a measure goes on or stands alone, `links` with which measures it goes on. κ is None
    where both said the same of all, as nothing is left that chance could explain.
    """

    reviewers: tuple[str, str]
    measures: int
    status: float
    status_kappa: float | None
    links: float
    links_kappa: float | None


def agreements(decisions: Sequence[Decision]) -> tuple[Agreement, ...]:
    """The agreement of any two reviewers who judged the same measures, by their names.

    Examples
    --------
    >>> from compare.decisions.standing import Action, Named
    >>> sides = (Named("b1", "设立专窗3个。"),), (Named("c1", "设立专窗5个。"),)
    >>> first = Decision("1", "2025-01-07T08:00:00Z", "李敏", Action.LINK, *sides)
    >>> second = Decision("2", "2025-01-07T09:00:00Z", "王强", Action.UNLINK, *sides)
    >>> [(each.reviewers, each.measures, each.status) for each in agreements([first, second])]
    [(('李敏', '王强'), 2, 0.0)]
    """
    verdicts = {who: _verdicts(said) for who, said in sorted(_independent(decisions).items())}
    return tuple(
        _agreement((one, other), [(verdicts[one][each], verdicts[other][each]) for each in shared])
        for one, other in combinations(verdicts, 2)
        if (shared := sorted(verdicts[one].keys() & verdicts[other].keys()))
    )


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's κ of two raters' categories, None where chance alone would agree on everything.

    Examples
    --------
    >>> kappa([("延续", "延续"), ("新增", "新增"), ("延续", "新增"), ("新增", "新增")])
    0.5
    """
    count = len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(ones[each] * others[each] for each in ones) / count**2
    return None if by_chance == 1 else (_share(pairs) - by_chance) / (1 - by_chance)


def _independent(decisions: Sequence[Decision]) -> Mapping[str, Sequence[Decision]]:
    """By reviewer what they said of matches without knowing what somebody else had."""
    known = Knowledge(decisions)
    who_said = {each.id: each.who for each in decisions}
    said: dict[str, list[Decision]] = defaultdict(list)
    for each in not_undone(decisions):
        knows_others = any(who_said.get(other, each.who) != each.who for other in known.of(each))
        if matter(each) == "match" and not knows_others:
            said[each.who].append(each)
    return said


def _verdicts(decisions: Sequence[Decision]) -> _Verdicts:
    return {
        measure: counterparts
        for decision in standing(decisions).decisions
        for measure, counterparts in _judged(decision)
    }


def _judged(decision: Decision) -> Iterator[tuple[_Measure, frozenset[str]]]:
    for id_ in decision.rows:
        yield ("baseline", id_), decision.columns if decision.joins else frozenset()
    for id_ in decision.columns:
        yield ("current", id_), decision.rows if decision.joins else frozenset()


def _agreement(
    reviewers: tuple[str, str], links: Sequence[tuple[frozenset[str], frozenset[str]]]
) -> Agreement:
    status = [(bool(one), bool(other)) for one, other in links]
    return Agreement(reviewers, len(links), _share(status), kappa(status), _share(links), kappa(links))


def _share(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs)
