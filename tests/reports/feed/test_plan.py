"""One ticket for each measure, through the years, corrections and people's edits."""

from dataclasses import replace
from pathlib import Path

import pytest

from compare.model import Pledge, PledgeState, Review, Role, Status
from reports.feed.items import Selection
from reports.feed.plan import StepKind
from reports.feed.settings import load_settings
from reports.trackers.base import Field
from tests.builders import comparison, measure
from tests.reports.feed.ledger import Ledger, compared, continued, dropped, new, planner_for

WINDOWS_23 = measure("w23", "设立企业服务专窗5个。")
WINDOWS_24 = measure("w24", "设立企业服务专窗12个。")
WINDOWS_25 = measure("w25", "设立企业服务专窗20个。")
COURSE = measure("c23", "组织行政执法人员培训班三期，覆盖全部执法单位。")
HALL_PLAN = measure("p23", "计划建成政务服务大厅。", Role.PLAN, 4)
HALL = measure("h24", "政务服务大厅建成启用。")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def test_every_measure_gets_one_ticket_and_a_greeting_none(ledger: Ledger) -> None:
    made = comparison()

    assert ledger.fed(made) == {"create": 9}
    keys = [ticket.key for ticket in ledger.tracker.tickets()]
    assert keys == [each.key for each in made.changes if each.role is not Role.PREAMBLE]


def test_a_second_run_changes_nothing(ledger: Ledger) -> None:
    ledger.fed(comparison())
    before = dict(ledger.tracker.kept)

    assert ledger.fed(comparison()) == {"keep": 9}
    assert ledger.tracker.kept == before
    assert ledger.tracker.notes == {}


def test_planning_writes_nothing(ledger: Ledger) -> None:
    ledger.plan(comparison())

    assert ledger.tracker.requests == []
    assert list(ledger.folder.iterdir()) == []


def test_a_new_ticket_says_what_the_report_says(ledger: Ledger) -> None:
    ledger.fed(comparison())
    fields = ledger.ticket("2023-b").fields

    assert fields[Field.TITLE] == "“营商合伙人”帮助680家企业办理登记。"
    assert fields[Field.STATUS] == "延续"
    assert fields[Field.CHANGE] == "数据更新"
    assert fields[Field.STATE] == "待交办"
    assert fields[Field.YEAR] == "2024"
    assert fields[Field.SECTION] == "一、工作成效 › （一）提升政务服务"
    assert fields[Field.BEFORE] == "“首席服务员”帮助500余家企业办理登记。"
    assert fields[Field.FIGURES].startswith("受助企业 500余家 → 680家")
    assert fields[Field.BODY] == "来源：青岚县法治政府建设情况报告 2023—2024年"


def test_the_body_tells_what_the_tracker_has_no_field_for(ledger: Ledger) -> None:
    ledger.tracker.fields = frozenset({Field.TITLE, Field.BODY, Field.STATE})
    ledger.fed(comparison())

    assert ledger.ticket("2023-b").fields[Field.BODY] == (
        "2024年：“营商合伙人”帮助680家企业办理登记。\n\n"
        "2023年：“首席服务员”帮助500余家企业办理登记。\n\n"
        "数据变化：受助企业 500余家 → 680家（▲36.0%）\n\n"
        "来源：青岚县法治政府建设情况报告 2023—2024年，一、工作成效 › （一）提升政务服务"
    )


def test_the_next_year_goes_on_in_the_same_ticket(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])]))

    assert ledger.fed(compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])])) == {"update": 1}
    assert len(ledger.tracker.kept) == 1
    assert ledger.ticket("2023-w23").fields[Field.AFTER] == WINDOWS_25.text
    assert ledger.notes("2023-w23") == ["2025年：延续（改写）。设立企业服务专窗20个。"]
    assert ledger.fed(compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])])) == {"keep": 1}


def test_a_new_measure_is_continued_in_its_ticket(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24)]))
    ledger.fed(compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])]))

    assert [ticket.key for ticket in ledger.tracker.tickets()] == ["2024-w24"]
    assert ledger.ticket("2024-w24").fields[Field.STATUS] == "延续"


def test_a_dropped_measure_is_noted_and_marked_but_never_closed(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24)]))

    assert ledger.fed(compared(2025, [dropped(2025, WINDOWS_24)])) == {"mark": 1}
    ticket = ledger.ticket("2024-w24")
    assert ticket.fields[Field.STATE] == "未再提及"
    assert ticket.fields[Field.STATUS] == "未再提及"
    assert not ticket.closed
    assert ledger.notes("2024-w24") == ["2025年报告未再提及。这不等于工作已经停止，请核实。"]
    assert ledger.fed(compared(2025, [dropped(2025, WINDOWS_24)])) == {"keep": 1}


def test_a_measure_that_is_brought_back_is_opened_again(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE)]))
    ledger.fed(compared(2025, [dropped(2025, COURSE)]))
    ledger.tracker.edit("2024-c23", state="已销号")
    again = replace(COURSE, id="c26", text="组织行政执法人员培训班四期，覆盖全部执法单位。")

    assert ledger.fed(compared(2026, [new(2026, again)])) == {"update": 1}
    assert [ticket.key for ticket in ledger.tracker.tickets()] == ["2024-c23"]
    assert ledger.state("2024-c23") == "重新提及"
    assert not ledger.ticket("2024-c23").closed
    assert ledger.notes("2024-c23")[-1].startswith("2026年报告重新提及。")
    assert ledger.fed(compared(2026, [new(2026, again)])) == {"keep": 1}


def test_a_like_measure_of_another_body_is_not_taken_for_the_dropped_one(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE)]))
    ledger.fed(compared(2025, [dropped(2025, COURSE)]))
    other = compared(2026, [new(2026, replace(COURSE, id="c26"))])
    other = replace(other, current=replace(other.current, body="丹霞县"))

    assert ledger.fed(other) == {"create": 1}


def test_two_that_became_one_stay_tied(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)]))
    both = measure("b25", "设立企业服务专窗20个，组织培训班。")
    merged = compared(2025, [continued(2025, [WINDOWS_24, COURSE], [both])])

    assert ledger.fed(merged) == {"update": 1, "mark": 1}
    kept, other = ledger.ticket("2024-w24"), ledger.ticket("2024-c23")
    assert other.fields[Field.STATE] == "已并入"
    assert kept.related == {other.id}
    assert ledger.notes("2024-c23") == ["与另一条合并，之后的进展见该条：设立企业服务专窗20个，组织培训班。"]
    assert ledger.fed(merged) == {"keep": 2}

    later = compared(2026, [continued(2026, [both], [replace(both, id="b26")])])
    assert ledger.fed(later) == {"update": 1}
    assert len(ledger.tracker.kept) == 2


def test_one_that_became_two_gets_a_second_ticket_that_is_tied(ledger: Ledger) -> None:
    one, two = measure("a24", "开设服务专窗。"), measure("b24", "举办企业沙龙。")
    ledger.fed(compared(2024, [continued(2024, [WINDOWS_23], [one, two])]))
    apart = compared(
        2025,
        [
            continued(2025, [one], [replace(one, id="a25")]),
            continued(2025, [two], [replace(two, id="b25")]),
        ],
    )

    assert ledger.fed(apart) == {"create": 1, "update": 1}
    first, second = ledger.ticket("2023-w23"), ledger.ticket("2024-b24")
    assert first.fields[Field.AFTER] == one.text
    assert first.related == {second.id}
    assert ledger.fed(apart) == {"keep": 2}


def test_a_plan_is_due_and_its_outcome_comes_a_year_later(ledger: Ledger) -> None:
    ledger.fed(compared(2023, [new(2023, HALL_PLAN)]))
    assert ledger.ticket("2023-p23").fields[Field.DUE] == "2024"

    pledge = Pledge(PledgeState.DELIVERED, (HALL_PLAN,), (HALL,), 0.9)
    ledger.fed(compared(2024, [dropped(2024, HALL_PLAN), new(2024, HALL)], [pledge]))

    fields = ledger.ticket("2023-p23").fields
    assert fields[Field.OUTCOME] == "已兑现"
    assert fields[Field.STATE] == "已兑现"
    assert fields[Field.DUE] == "2024"
    assert ledger.notes("2023-p23") == ["2023年的这项安排，从2024年报告看：已兑现（政务服务大厅建成启用。）"]


def test_a_plan_that_was_carried_out_in_part_says_so(ledger: Ledger) -> None:
    ledger.fed(compared(2023, [new(2023, HALL_PLAN)]))
    partly = Pledge(PledgeState.PARTLY, (HALL_PLAN,), (HALL,), 0.5)
    ledger.fed(compared(2024, [dropped(2024, HALL_PLAN), new(2024, HALL)], [partly]))

    assert ledger.state("2023-p23") == "部分兑现"
    assert ledger.notes("2023-p23") == [
        "2023年的这项安排，从2024年报告看：部分兑现（政务服务大厅建成启用。）"
    ]


def test_a_silent_plan_is_marked_as_not_mentioned(ledger: Ledger) -> None:
    pledge = Pledge(PledgeState.SILENT, (HALL_PLAN,), (), 0.9)
    ledger.fed(compared(2024, [dropped(2024, HALL_PLAN)], [pledge]))

    assert ledger.state("2023-p23") == "未再提及"
    assert ledger.ticket("2023-p23").fields[Field.OUTCOME] == "未见回应"


def test_what_a_person_set_stays(ledger: Ledger) -> None:
    made = compared(2024, [new(2024, WINDOWS_24)])
    ledger.fed(made)
    ledger.tracker.edit("2024-w24", state="推进中", title="专窗（张科长跟进）")

    assert ledger.fed(made) == {"keep": 1}
    assert ledger.state("2024-w24") == "推进中"
    assert ledger.ticket("2024-w24").fields[Field.TITLE] == "专窗（张科长跟进）"


def test_where_both_changed_a_field_it_is_shown_and_left(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24)]))
    ledger.tracker.edit("2024-w24", state="推进中", title="专窗（张科长跟进）")
    later = compared(2025, [dropped(2025, WINDOWS_24)])

    (step,) = ledger.plan(later).steps
    assert [(each.field, each.theirs, each.ours) for each in step.conflicts] == [
        (Field.STATE, "推进中", "未再提及")
    ]
    ledger.fed(later)
    assert ledger.state("2024-w24") == "推进中"
    assert ledger.ticket("2024-w24").fields[Field.STATUS] == "未再提及"
    assert ledger.fed(later) == {"keep": 1, "conflicts": 1}
    assert len(ledger.notes("2024-w24")) == 1


def test_only_corrected_rows_change(ledger: Ledger) -> None:
    same = new(2024, COURSE)
    ledger.fed(compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24]), same, new(2024, HALL)]))
    windows = replace(WINDOWS_24, id="w24b", text="设立企业服务专窗13个。")
    hall = replace(HALL, id="h24b", text="区政务服务大厅建成启用。")
    corrected = compared(2024, [continued(2024, [WINDOWS_23], [windows]), same, new(2024, hall)])

    assert ledger.fed(corrected) == {"update": 2, "keep": 1}
    assert len(ledger.tracker.kept) == 3
    assert ledger.ticket("2024-h24").fields[Field.AFTER] == hall.text
    assert ledger.fed(corrected) == {"keep": 3}


def test_a_sentence_that_a_correction_took_out_is_marked(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE), new(2024, HALL)]))

    assert ledger.fed(compared(2024, [new(2024, HALL)])) == {"keep": 1, "mark": 1}
    assert ledger.state("2024-c23") == "未再提及"
    assert ledger.notes("2024-c23") == ["2023年和2024年报告里现在都没有这句话，请核实。"]
    assert ledger.fed(compared(2024, [new(2024, HALL)])) == {"keep": 2}


def test_a_link_that_a_reviewer_parts_leaves_the_ticket_with_the_older_measure(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])]))
    parted = compared(2024, [dropped(2024, WINDOWS_23), new(2024, WINDOWS_24)])

    assert ledger.fed(parted) == {"create": 1, "mark": 1}
    assert ledger.state("2023-w23") == "未再提及"
    assert ledger.state("2024-w24") == "待交办"
    assert ledger.fed(parted) == {"keep": 2}


def test_two_that_a_reviewer_links_become_one(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [dropped(2024, WINDOWS_23), new(2024, WINDOWS_24)]))
    linked = compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])])

    assert ledger.fed(linked) == {"update": 1, "mark": 1}
    assert ledger.state("2023-w23") == "待交办"
    assert ledger.notes("2023-w23") == ["更正：2024年报告里有这一条，此前的标记作废。设立企业服务专窗12个。"]
    assert ledger.state("2024-w24") == "已并入"
    assert ledger.fed(linked) == {"keep": 2}

    apart = compared(2024, [dropped(2024, WINDOWS_23), new(2024, WINDOWS_24)])
    ledger.fed(apart)
    assert len(ledger.tracker.kept) == 2
    assert ledger.state("2024-w24") == "待交办"
    assert ledger.state("2023-w23") == "未再提及"
    assert ledger.notes("2023-w23")[-1] == "2024年报告未再提及。这不等于工作已经停止，请核实。"
    assert ledger.notes("2024-w24")[-1].startswith("更正：2024年报告里有这一条，此前的标记作废。")


def test_a_mistaken_drop_that_is_mended_in_the_same_year_is_not_called_brought_back(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24)]))
    wrong = compared(2025, [dropped(2025, WINDOWS_24), new(2025, WINDOWS_25)])
    right = compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])])
    for each in (wrong, right, wrong, right):
        ledger.fed(each)

    assert ledger.state("2024-w24") == "待交办"
    assert [note[:11] for note in ledger.notes("2024-w24")] == [
        "2025年报告未再提及",
        "更正：2025年报告里",
        "2025年报告未再提及",
        "更正：2025年报告里",
    ]
    marks = [note.mark for note in ledger.tracker.notes[ledger.ticket("2024-w24").id]]
    assert len(set(marks)) == 4
    assert ledger.fed(right) == {"keep": 2}


def test_a_ticket_that_was_closed_as_dropped_by_mistake_is_opened(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24)]))
    ledger.fed(compared(2025, [dropped(2025, WINDOWS_24), new(2025, WINDOWS_25)]))
    ledger.tracker.edit("2024-w24", state="已销号")
    ledger.fed(compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])]))

    assert ledger.state("2024-w24") == "待交办"
    assert not ledger.ticket("2024-w24").closed


def test_a_year_that_was_not_fed_makes_no_second_ticket(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE), new(2024, WINDOWS_24)]))
    course = [replace(COURSE, id=f"c{year}") for year in (25, 26)]
    later = compared(2026, [continued(2026, course[:1], course[1:])])

    assert ledger.fed(later) == {"update": 1, "mark": 1}
    assert ledger.ticket("2024-c23").fields[Field.YEAR] == "2026"
    assert ledger.state("2024-w24") == "未再提及"
    assert ledger.notes("2024-w24") == ["2025年和2026年报告里现在都没有这句话，请核实。"]
    assert ledger.fed(later) == {"keep": 2}


def test_a_baseline_that_was_corrected_since_it_was_fed_makes_no_second_ticket(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE)]))
    course = replace(COURSE, id="c24b", text="组织行政执法人员培训班四期，覆盖全部执法单位。")
    rewritten = measure("c25", "行政执法人员轮训实现全员覆盖。")

    assert ledger.fed(compared(2025, [continued(2025, [course], [rewritten])])) == {"update": 1}
    assert ledger.ticket("2024-c23").fields[Field.AFTER] == rewritten.text


def test_of_two_like_sentences_each_is_found_in_its_own_ticket(ledger: Ledger) -> None:
    texts = (
        "组织第一期行政执法人员培训班，覆盖全部执法单位。",
        "组织第二期行政执法人员培训班，覆盖全部执法单位。",
    )
    ledger.fed(compared(2024, [new(2024, measure(f"l{text[3]}", text)) for text in texts]))
    corrected = [measure(f"m{text[3]}", text.replace("全部", "所有")) for text in reversed(texts)]

    assert ledger.fed(compared(2024, [new(2024, each) for each in corrected])) == {"update": 2}
    assert [ledger.ticket(f"2024-l{name}").fields[Field.AFTER][3] for name in "一二"] == ["一", "二"]


def test_an_older_comparison_parts_nothing_that_became_one_since(ledger: Ledger) -> None:
    older = compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)])
    both = measure("b25", "设立企业服务专窗20个，组织培训班。")
    merged = compared(2025, [continued(2025, [WINDOWS_24, COURSE], [both])])
    ledger.fed(older)
    ledger.fed(merged)

    assert ledger.fed(older) == {"skip": 2}
    assert ledger.state("2024-c23") == "已并入"
    assert ledger.fed(merged) == {"keep": 2}


def test_an_older_comparison_makes_no_ticket_for_a_part_of_one_that_there_is(ledger: Ledger) -> None:
    both = measure("b25", "设立企业服务专窗20个，组织培训班。")
    merged = compared(2025, [continued(2025, [WINDOWS_24, COURSE], [both])])
    ledger.fed(merged)

    assert ledger.fed(compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)])) == {"skip": 2}
    assert ledger.fed(merged) == {"keep": 1}


def test_an_older_comparison_does_not_undo_a_newer_one(ledger: Ledger) -> None:
    older = compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24])])
    ledger.fed(older)
    ledger.fed(compared(2025, [continued(2025, [WINDOWS_24], [WINDOWS_25])]))

    assert ledger.fed(older) == {"skip": 1}
    assert ledger.ticket("2023-w23").fields[Field.AFTER] == WINDOWS_25.text


def test_an_older_comparison_merges_nothing_that_went_on_since(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)]))
    later = [replace(each, id=each.id + "-25") for each in (WINDOWS_24, COURSE)]
    ledger.fed(
        compared(2025, [continued(2025, [WINDOWS_24], later[:1]), continued(2025, [COURSE], later[1:])])
    )
    older = compared(2024, [continued(2024, [WINDOWS_23], [WINDOWS_24, COURSE])])

    assert ledger.fed(older) == {"skip": 2}
    assert ledger.state("2024-c23") == "待交办"


def test_a_ticket_that_a_person_made_is_left_alone(ledger: Ledger) -> None:
    ledger.tracker.create("manual-1", {Field.TITLE: WINDOWS_24.text}, "")

    assert ledger.fed(compared(2024, [new(2024, WINDOWS_24)])) == {"create": 1}


@pytest.mark.parametrize(
    ("selection", "keys"),
    [
        (Selection(statuses=frozenset({Status.NEW})), ["2024-a", "2024-b"]),
        (Selection(roles=frozenset({Role.PLAN})), ["2023-f", "2023-g", "2023-h"]),
        (Selection(section="加强监督"), ["2023-d", "2023-e"]),
        (Selection(least_score=0.95), []),
        (Selection(reviewed_only=True), ["2023-d"]),
    ],
)
def test_only_what_was_asked_for_is_fed(ledger: Ledger, selection: Selection, keys: list[str]) -> None:
    made = comparison()
    review = Review("accept", "李敏", "2025-01-07T08:00:00.000Z")
    changes = [replace(each, review=review if each.key == "2023-d" else None) for each in made.changes]

    ledger.fed(replace(made, changes=tuple(changes)), selection)

    assert [ticket.key for ticket in ledger.tracker.tickets()] == keys


def test_a_part_that_a_reviewer_links_elsewhere_has_its_own_ticket_again(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)]))
    both, course = measure("b25", "设立企业服务专窗20个，组织培训班。"), measure("c25", "轮训执法人员。")
    ledger.fed(compared(2025, [continued(2025, [WINDOWS_24, COURSE], [both]), new(2025, course)]))
    linked = compared(2025, [continued(2025, [WINDOWS_24], [both]), continued(2025, [COURSE], [course])])
    ledger.fed(linked)

    assert ledger.ticket("2024-c23").fields[Field.AFTER] == course.text
    assert [ledger.state(key) for key in ("2024-c23", "2025-c25")] == ["待交办", "已并入"]
    assert ledger.fed(linked) == {"keep": 3}
    later = compared(2026, [continued(2026, [both], [both]), continued(2026, [course], [course])])
    ledger.fed(later)
    assert ledger.ticket("2024-c23").fields[Field.YEAR] == "2026"
    assert ledger.state("2025-c25") == "已并入"
    assert ledger.fed(later) == {"keep": 3}


def test_a_ticket_that_a_person_closed_only_gets_a_note_when_it_is_dropped(ledger: Ledger) -> None:
    ledger.fed(compared(2024, [new(2024, WINDOWS_24), new(2024, COURSE)]))
    for key in ("2024-w24", "2024-c23"):
        ledger.tracker.edit(key, state="已办结")
    both = measure("b25", "设立企业服务专窗20个，组织培训班。")
    ledger.fed(compared(2025, [continued(2025, [WINDOWS_24, COURSE], [both])]))
    later = compared(2026, [dropped(2026, both)])

    assert ledger.fed(later) == {"mark": 1}
    assert [ledger.state(key) for key in ("2024-w24", "2024-c23")] == ["已办结", "已办结"]
    assert ledger.notes("2024-w24")[-1].startswith("2026年报告未再提及。")
    assert ledger.notes("2024-c23")[-1].startswith("与另一条合并")


def test_a_state_of_our_own_that_counts_as_closed_is_ours_to_change(ledger: Ledger) -> None:
    usual = load_settings()
    ledger.settings = replace(usual, states={**usual.states, "delivered": "已办结"})
    changes = [dropped(2024, HALL_PLAN), new(2024, HALL)]
    ledger.fed(compared(2023, [new(2023, HALL_PLAN)]))
    delivered = Pledge(PledgeState.DELIVERED, (HALL_PLAN,), (HALL,), 0.9)
    ledger.fed(compared(2024, changes, [delivered]))
    ledger.fed(compared(2024, changes, [Pledge(PledgeState.SILENT, (HALL_PLAN,), (), 0.9)]))

    assert ledger.state("2023-p23") == "未再提及"


def test_another_template_of_notes_writes_no_second_note(ledger: Ledger, tmp_path: Path) -> None:
    ledger.fed(compared(2024, [new(2024, COURSE)]))
    later = compared(2025, [dropped(2025, COURSE)])
    ledger.fed(later)
    path = tmp_path / "settings.toml"
    path.write_text('[notes]\ndropped = "今年没有提到"\n', encoding="utf-8")
    planner = planner_for(ledger.tracker, later, settings=load_settings(path))

    assert [step.action for step in planner.plan(ledger.tracker.tickets()).steps] == [StepKind.KEEP]


def test_a_key_with_two_tickets_is_left_with_the_older(ledger: Ledger) -> None:
    ledger.tracker.unique_key = False
    made = compared(2024, [new(2024, WINDOWS_24)])
    ledger.fed(made)
    first = ledger.ticket("2024-w24")
    ledger.tracker.create(first.key, first.fields, first.memory)

    assert ledger.fed(made) == {"update": 1, "mark": 1}
    assert [ticket.fields[Field.STATE] for ticket in ledger.tracker.tickets()] == ["待交办", "已并入"]
    assert ledger.fed(made) == {"keep": 2}
