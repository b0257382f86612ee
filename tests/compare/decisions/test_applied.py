"""What the decisions that hold make of a comparison."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.comparison import DEFAULT_MODELS, compare_reports
from compare.decisions.standing import (
    Action,
    Decision,
    contradicted_unseen,
)
from compare.model import (
    Change,
    ChangeKind,
    Comparison,
    Evidence,
    Measure,
    PledgeOutcome,
    PledgeState,
    Report,
    Role,
    Status,
)
from tests.compare.decisions.deciding import (
    ANY_DECISION,
    BASELINE,
    CATALOGUE,
    CHECKS,
    CHECKS_AGAIN,
    CURRENT,
    DONE,
    LECTURES,
    MEDIATION,
    PLAN,
    decision,
    undo,
)
from tests.compare.test_comparison import report_of


def compared(*decisions: Decision, baseline: Report = BASELINE, current: Report = CURRENT) -> Comparison:
    return compare_reports(baseline, current, DEFAULT_MODELS, decisions)


def change_of(comparison: Comparison, text: str) -> Change:
    found = [c for c in comparison.changes if any(m.text == text for m in (*c.baseline, *c.current))]
    assert len(found) == 1
    return found[0]


def texts(measures: Sequence[Measure]) -> list[str]:
    return [measure.text for measure in measures]


def test_unlinked_measures_stand_apart_and_say_by_whom() -> None:
    assert change_of(compared(), CHECKS).status is Status.CONTINUED

    made = compared(decision(1, Action.UNLINK, [CHECKS], [CHECKS_AGAIN], note="对象不同"))

    for text, status in ((CHECKS, Status.DROPPED), (CHECKS_AGAIN, Status.NEW)):
        change = change_of(made, text)
        assert (change.status, change.score, change.uncertain) == (status, 1.0, False)
        assert change.evidence == (Evidence("by_reviewer", weight=10.0),)
        assert change.review is not None
        assert (change.review.decision, change.review.reviewer) == ("unlink", "李敏")
        assert change.review.note == "对象不同"


def test_several_measures_are_linked_to_several_whatever_the_engine_says() -> None:
    made = compared(decision(1, Action.LINK, [CHECKS, LECTURES], [CATALOGUE, MEDIATION]))
    change = change_of(made, CHECKS)

    assert texts(change.baseline) == [CHECKS, LECTURES]
    assert texts(change.current) == [CATALOGUE, MEDIATION]
    assert change.status is Status.CONTINUED
    assert change.evidence[0].code == "by_reviewer"
    assert change_of(made, CHECKS_AGAIN).status is Status.NEW


def test_accepted_rows_keep_the_engines_reasons_behind_the_reviewer() -> None:
    made = compared(decision(1, Action.ACCEPT, [CHECKS], [CHECKS_AGAIN], "continued"))
    change = change_of(made, CHECKS)

    assert change.evidence[0].code == "by_reviewer"
    assert change.evidence[1:] == change_of(compared(), CHECKS).evidence


def test_accepted_new_measure_stays_new() -> None:
    made = compared(decision(1, Action.ACCEPT, [], [CHECKS_AGAIN], "new"))

    assert change_of(made, CHECKS_AGAIN).status is Status.NEW
    assert change_of(made, CHECKS).status is Status.DROPPED
    assert change_of(made, CHECKS).review is None


def test_role_and_change_kind_are_the_reviewers() -> None:
    made = compared(
        decision(1, Action.ROLE, [CHECKS], [CHECKS_AGAIN], "problem"),
        decision(2, Action.CHANGE, [CHECKS], [CHECKS_AGAIN], "narrowed"),
    )
    change = change_of(made, CHECKS)

    assert (change.role, change.change) == (Role.PROBLEM, ChangeKind.NARROWED)


def test_pledge_is_the_reviewers() -> None:
    made = compared(decision(1, Action.PLEDGE, [PLAN], [CATALOGUE], "partly"))

    (pledge,) = made.pledges
    assert pledge.state is PledgeState.PARTLY
    assert texts(pledge.current) == [CATALOGUE]
    assert pledge.review is not None
    assert pledge.outcome is PledgeOutcome.PARTLY


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("delivered", PledgeOutcome.MET), ("partly", PledgeOutcome.PARTLY), ("silent", PledgeOutcome.SILENT)],
)
def test_a_reviewers_state_has_an_outcome_that_goes_with_it(state: str, outcome: PledgeOutcome) -> None:
    answers = [] if state == "silent" else [LECTURES]
    (pledge,) = compared(decision(1, Action.PLEDGE, [PLAN], answers, state)).pledges
    assert (pledge.outcome, pledge.share) == (outcome, None)


def test_sentence_called_a_plan_has_a_pledge_and_one_called_otherwise_none() -> None:
    assert len(compared(decision(1, Action.ROLE, [LECTURES], [], "plan")).pledges) == 2
    assert compared(decision(1, Action.ROLE, [PLAN], [], "done")).pledges == ()


def test_notes_of_two_reviewers_are_both_kept() -> None:
    made = compared(
        decision(1, Action.NOTE, [LECTURES], note="请核实"),
        decision(2, Action.NOTE, [LECTURES], note="已核实", who="王强"),
    )
    review = change_of(made, LECTURES).review

    assert review is not None
    assert (review.decision, review.note) == ("note", "请核实\n已核实")
    assert made.notices == compared().notices


def test_last_word_holds_and_undo_takes_it_back() -> None:
    link = decision(1, Action.LINK, [LECTURES], [CATALOGUE])
    unlink = decision(2, Action.UNLINK, [LECTURES], [CATALOGUE], seen=("d1",))

    assert change_of(compared(link, unlink), LECTURES).status is Status.DROPPED
    assert change_of(compared(link, unlink, undo(3, 2)), LECTURES).status is Status.CONTINUED
    assert change_of(compared(link, unlink, undo(3, 2), undo(4, 1)), LECTURES).review is None


def test_contradiction_without_knowledge_of_each_other_is_told() -> None:
    link = decision(1, Action.LINK, [LECTURES], [CATALOGUE])
    other = decision(2, Action.LINK, [LECTURES], [MEDIATION], who="王强")
    made = compared(link, other)

    assert texts(change_of(made, LECTURES).current) == [MEDIATION]
    notice = next(notice for notice in made.notices if notice.code == "decision_conflict")
    assert dict(notice.values)["kept"] == "王强"
    settled = decision(3, Action.LINK, [LECTURES], [CATALOGUE], seen=("d2", "d1"))
    assert "decision_conflict" not in {each.code for each in compared(link, other, settled).notices}
    assert contradicted_unseen(other, [link]) == (link,)
    assert contradicted_unseen(settled, [link, other]) == ()


def test_decisions_hold_when_their_sentence_was_extracted_anew() -> None:
    spaced = report_of(2024, DONE, "开展 食品安全检查22次,约谈企业6家。", CATALOGUE, MEDIATION)
    made = compared(decision(1, Action.UNLINK, [CHECKS], [CHECKS_AGAIN]), current=spaced)

    assert change_of(made, CHECKS).status is Status.DROPPED
    assert not [notice for notice in made.notices if notice.code == "decision_lost"]


def test_decisions_hold_when_the_title_and_so_every_id_changed() -> None:
    renamed = report_of(2024, DONE, CHECKS_AGAIN, CATALOGUE, MEDIATION, body="青山县")
    made = compared(decision(1, Action.LINK, [LECTURES], [CATALOGUE]), current=renamed)

    assert texts(change_of(made, LECTURES).current) == [CATALOGUE]


def test_decision_whose_sentence_is_gone_is_told() -> None:
    shorter = report_of(2024, DONE, CATALOGUE, MEDIATION)
    made = compared(decision(1, Action.UNLINK, [CHECKS], [CHECKS_AGAIN]), current=shorter)

    notice = next(notice for notice in made.notices if notice.code == "decision_lost")
    assert dict(notice.values) == {"who": "李敏", "when": "2025-01-07", "text": CHECKS_AGAIN}


@given(st.lists(ANY_DECISION, max_size=4, unique_by=lambda each: each.id))
def test_every_measure_stands_in_one_change_whatever_was_decided(decisions: list[Decision]) -> None:
    made = compared(*decisions)
    for report, side in ((BASELINE, "baseline"), (CURRENT, "current")):
        stand = sorted(measure.id for change in made.changes for measure in getattr(change, side))
        assert stand == sorted(measure.id for measure in report.measures)
