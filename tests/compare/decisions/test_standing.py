"""Which decisions hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.decisions.standing import Action, Decision, contradicts, not_undone, standing
from tests.compare.decisions.deciding import ANY_DECISION, CATALOGUE, CHECKS, MEDIATION, decision


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((Action.LINK, [CHECKS], [CATALOGUE]), (Action.LINK, [CHECKS], [CATALOGUE]), False),
        ((Action.LINK, [CHECKS], [CATALOGUE]), (Action.LINK, [CHECKS], [MEDIATION]), True),
        ((Action.LINK, [CHECKS], [CATALOGUE]), (Action.UNLINK, [CHECKS], [MEDIATION]), False),
        ((Action.UNLINK, [CHECKS], [CATALOGUE]), (Action.UNLINK, [CHECKS], [MEDIATION]), False),
        ((Action.STATUS, [CHECKS], []), (Action.LINK, [CHECKS], [MEDIATION]), True),
        ((Action.STATUS, [CHECKS], []), (Action.ROLE, [CHECKS], []), False),
    ],
)
def test_contradictions(
    one: tuple[Action, list[str], list[str]], other: tuple[Action, list[str], list[str]], wanted: bool
) -> None:
    first, second = decision(1, *one), decision(2, *other)

    assert contradicts(first, second) is wanted
    assert contradicts(second, first) is wanted


@given(st.lists(ANY_DECISION, max_size=6, unique_by=lambda each: each.id))
def test_order_of_the_lines_does_not_matter_and_no_two_that_hold_contradict(
    decisions: list[Decision],
) -> None:
    shuffled = sorted(decisions, key=lambda each: hash(each.id) ^ 7)
    held = standing(not_undone(decisions)).decisions

    assert standing(not_undone([*shuffled, *decisions])).decisions == held
    assert not [1 for one in held for other in held if one is not other and contradicts(one, other)]
