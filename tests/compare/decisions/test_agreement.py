"""How far reviewers agree who did not know of each other."""

import pytest

from compare.decisions.agreement import agreements, kappa
from compare.decisions.standing import Action
from tests.compare.decisions.deciding import CATALOGUE, CHECKS, LECTURES, MEDIATION, decision, undo


def test_what_both_judged_is_compared_and_nothing_else() -> None:
    (found,) = agreements(
        [
            decision(1, Action.LINK, [LECTURES], [CATALOGUE]),
            decision(2, Action.ACCEPT, [CHECKS], value="dropped"),
            decision(3, Action.LINK, [LECTURES], [MEDIATION], who="王强"),
            decision(4, Action.NOTE, [CHECKS], who="王强", note="待核实"),
        ]
    )

    assert (found.reviewers, found.measures) == (("李敏", "王强"), 1)
    assert (found.status, found.links) == (1.0, 0.0)
    assert found.status_kappa is None


def test_what_was_decided_in_sight_of_the_other_does_not_count() -> None:
    first = decision(1, Action.LINK, [LECTURES], [CATALOGUE])
    other = decision(2, Action.UNLINK, [LECTURES], [CATALOGUE], who="王强")
    settled = decision(3, Action.UNLINK, [LECTURES], [CATALOGUE], seen=("d1", "d2"))
    copied = decision(4, Action.LINK, [LECTURES], [CATALOGUE], who="赵岚", seen=("d1",))
    found = agreements([first, other, settled, copied])

    assert [(each.reviewers, each.measures, each.status) for each in found] == [(("李敏", "王强"), 2, 0.0)]


def test_a_reviewer_may_change_their_mind() -> None:
    first = decision(1, Action.LINK, [LECTURES], [CATALOGUE])
    changed = decision(2, Action.LINK, [LECTURES], [MEDIATION], seen=("d1",))
    other = decision(3, Action.LINK, [LECTURES], [MEDIATION], who="王强")
    agreed = agreements([first, changed, other])
    undone = agreements([first, changed, other, undo(4, 2)])

    assert [each.links for each in agreed] == [1.0]
    assert [each.links for each in undone] == [0.0]


@pytest.mark.parametrize(
    ("pairs", "wanted"), [("ab ab aa bb bb ca cc aa", 3 / 7), ("ab ba", -1), ("aa bb", 1), ("ab ab ac", 0)]
)
def test_kappa_is_as_scikit_learn_counts_it(pairs: str, wanted: float) -> None:
    assert kappa([(pair[0], pair[1]) for pair in pairs.split()]) == pytest.approx(wanted)
