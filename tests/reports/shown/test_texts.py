"""Texts cut from pieces, and short ones."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compare.model import DiffOp, DiffPiece
from reports.shown.texts import excerpt, is_rewritten, marked_texts
from tests.builders import measure

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
        shown = marked_texts([measure(f"m{i}", part) for i, part in enumerate(parts)], pieces, own)

        assert ["".join(r.text for s in each.segments for r in s.runs) for each in shown] == parts
        runs = [run for each in shown for segment in each.segments for run in segment.runs]
        assert "".join(run.text for run in runs if run.marked) == "".join(
            p.text for p in pieces if p.op is own
        )


def test_pieces_that_are_not_of_the_text_mark_nothing() -> None:
    (shown,) = marked_texts([measure("m", "办理登记。")], [DiffPiece(DiffOp.INSERT, "别的话")], DiffOp.INSERT)

    assert [run.marked for segment in shown.segments for run in segment.runs] == [False]


def test_number_and_unit_stay_together_though_only_one_changed() -> None:
    pieces = [
        DiffPiece(DiffOp.EQUAL, "帮助"),
        DiffPiece(DiffOp.INSERT, "680"),
        DiffPiece(DiffOp.EQUAL, "家企业。"),
    ]
    (shown,) = marked_texts([measure("m", "帮助680家企业。")], pieces, DiffOp.INSERT)

    whole = ["".join(run.text for run in segment.runs) for segment in shown.segments if segment.whole]
    assert whole == ["680家"]


def test_a_text_of_which_little_stayed_is_mostly_rewritten() -> None:
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
