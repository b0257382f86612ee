"""The parts that the page is made of: numbers, texts cut from pieces, places of sections, the picture."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model import DiffOp, DiffPiece, FigureChange, FigureKind
from reports.html.flow import flow, wrap
from reports.html.numbers import movement, number, quantity, weight
from reports.html.places import lay_out, walk
from reports.html.texts import excerpt, is_rewritten, paragraphs
from reports.words import Words
from tests.builders import comparison, figure, large_comparison, measure

ZH, EN = Words("zh"), Words("en")


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (5, "5", "5"),
        (94.6, "94.6", "94.6"),
        (3036, "3,036", "3,036"),
        (12345, "12,345", "12,345"),
        (420000, "42 万", "420,000"),
        (513000, "51.3 万", "513,000"),
        (1234567, "123.46 万", "1.23 million"),
        (790000000, "7.9 亿", "790 million"),
        (0, "0", "0"),
    ],
)
def test_numbers_as_people_read_them(value: float, chinese: str, english: str) -> None:
    assert number(value, "zh").replace("\u00a0", " ") == chinese
    assert number(value, "en").replace("\u00a0", " ") == english


def test_quantities_do_not_break_across_lines() -> None:
    money = figure("7.9亿元", "登记7.9亿元。", 790000000, "元")
    people = figure("42万余人次", "惠及42万余人次。", 420000, "人次", approximate=True)

    assert quantity(money, ZH) == "7.9\u00a0亿元"
    assert quantity(people, ZH) == "约\u00a042\u00a0万人次"
    assert quantity(people, EN) == "about\u00a0420,000\u00a0人次"


def _moved(
    before: float, after: float, unit: str = "件", kind: FigureKind = FigureKind.COUNT
) -> FigureChange:
    text = f"{before}{unit}{after}{unit}"
    return FigureChange(
        figure(f"{before}{unit}", text, before, unit, kind=kind),
        figure(f"{after}{unit}", text, after, unit, kind=kind),
    )


def _told(change: FigureChange) -> str:
    moved = movement(change, ZH)
    assert moved is not None
    return f"{moved.sign} {moved.text}".replace("\u00a0", " ")


def test_movements_are_told_in_per_cent_and_shares_in_points() -> None:
    assert _told(_moved(500, 680)) == "▲ 36.0%"
    assert _told(_moved(3000, 2700)) == "▼ 10.0%"
    assert _told(_moved(95, 98, "%", FigureKind.PERCENT)) == "▲ 3 个百分点"
    assert _told(_moved(0, 4)) == "▲ 4"
    assert movement(FigureChange(None, _moved(1, 2).after), ZH) is None


def test_one_more_of_three_weighs_less_than_a_third_more_of_five_hundred() -> None:
    assert weight(_moved(3, 5)) < weight(_moved(500, 680))
    assert weight(_moved(0, 5)) == 0


PIECES = st.lists(
    st.builds(
        DiffPiece,
        st.sampled_from(DiffOp),
        st.text(alphabet="推进680家企业、《法》“好”。", min_size=1, max_size=9),
    ),
    max_size=12,
)


@given(PIECES, st.lists(st.integers(0, 40), max_size=3))
def test_paragraphs_give_the_texts_back_and_mark_what_the_pieces_mark(
    pieces: list[DiffPiece], cuts: list[int]
) -> None:
    for own in (DiffOp.DELETE, DiffOp.INSERT):
        text = "".join(piece.text for piece in pieces if piece.op in (own, DiffOp.EQUAL))
        bounds = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
        parts = [text[start:end] for start, end in pairwise(bounds)]
        shown = paragraphs([measure(f"m{i}", part) for i, part in enumerate(parts)], pieces, own)

        assert ["".join(r.text for s in each.segments for r in s.runs) for each in shown] == parts
        runs = [run for each in shown for segment in each.segments for run in segment.runs]
        assert "".join(run.text for run in runs if run.marked) == "".join(
            p.text for p in pieces if p.op is own
        )


def test_pieces_that_are_not_of_the_text_mark_nothing() -> None:
    (shown,) = paragraphs([measure("m", "办理登记。")], [DiffPiece(DiffOp.INSERT, "别的话")], DiffOp.INSERT)

    assert [run.marked for segment in shown.segments for run in segment.runs] == [False]


def test_number_and_unit_stay_together_though_only_one_changed() -> None:
    pieces = [
        DiffPiece(DiffOp.EQUAL, "帮助"),
        DiffPiece(DiffOp.INSERT, "680"),
        DiffPiece(DiffOp.EQUAL, "家企业。"),
    ]
    (shown,) = paragraphs([measure("m", "帮助680家企业。")], pieces, DiffOp.INSERT)

    whole = ["".join(run.text for run in segment.runs) for segment in shown.segments if segment.whole]
    assert whole == ["680家"]


def test_what_was_wholly_rewritten_is_not_dotted_with_marks() -> None:
    little = [
        DiffPiece(DiffOp.EQUAL, "工作"),
        DiffPiece(DiffOp.DELETE, "甲" * 10),
        DiffPiece(DiffOp.INSERT, "乙" * 10),
    ]
    much = [DiffPiece(DiffOp.EQUAL, "工作" * 5), DiffPiece(DiffOp.DELETE, "甲" * 10)]

    assert is_rewritten(little)
    assert not is_rewritten(much)
    assert not is_rewritten([])


def test_excerpts_end_with_a_clause_where_one_is_near() -> None:
    assert excerpt("完善机制，推进改革落地见效", 7) == "完善机制，推进…"
    assert excerpt("完善工作机制，推进改革落地见效", 8) == "完善工作机制…"
    assert excerpt("短句。", 8) == "短句。"


def test_headings_wrap_whole_and_never_begin_with_a_comma() -> None:
    heading = "（六）坚持和发展新时代“枫桥经验”，依法预防化解，矛盾纠纷与信访积案工作"
    lines = wrap(heading)

    assert "".join(lines) == heading
    assert not [line for line in lines if line[0] in "，。、）”"]


def test_every_change_has_one_place() -> None:
    made = comparison()
    layout = lay_out(made)
    placed = [
        each.key
        for node in walk([*layout.current, *layout.leftover])
        for each in (*node.changes, *node.dropped)
    ]

    assert sorted(placed) == sorted(each.key for each in made.changes)


def _lines_run(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs: work that no other process slows down."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ARG001
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def test_four_times_the_changes_are_four_times_the_work_to_place() -> None:
    few, many = large_comparison(100), large_comparison(400)

    assert _lines_run(lambda: lay_out(many)) < 5 * _lines_run(lambda: lay_out(few))


def test_bands_count_every_measure_that_is_none_of_the_preambles() -> None:
    made = comparison()
    picture = flow(made, lay_out(made), ZH)

    assert sum(band.count for band in picture.bands) == 9
    assert [(band.source, band.target) for band in picture.bands if band.kind == "dropped"] == [
        ("（二）加强监督", ""),
        ("二、明年安排", ""),
    ]
