"""Diffs that people can read: what is cut is cut between words."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.changes.diff import diff_texts
from compare.model import DiffOp, DiffPiece
from tests.accuracy.pairs import ReportPair, committed_pairs, compared

_SIGN = {DiffOp.EQUAL: "", DiffOp.DELETE: "−", DiffOp.INSERT: "+"}
_MARKS = "，。；、：“”"
_SENTENCE = st.lists(
    st.sampled_from(
        [
            "检查",
            "约谈",
            "企业",
            "18次",
            "22次",
            "3.5%",
            "《复议法》",
            "“一件事”",
            "，",
            "。",
            "7.9亿元",
            "Ab",
        ]
    ),
    max_size=12,
).map("".join)


def marked(before: str, after: str) -> list[str]:
    return [_SIGN[piece.op] + piece.text for piece in diff_texts(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("检查18次，约谈3家。", "检查22次，约谈3家。", ["检查", "−18", "+22", "次，约谈3家。"]),
        ("达到95.3%。", "达到98%。", ["达到", "−95.3%", "+98%", "。"]),
        ("完成登记7.9亿元。", "完成登记8.1亿元。", ["完成登记", "−7.9亿", "+8.1亿", "元。"]),
        (
            "印发《2023年决策目录》。",
            "印发《2024年决策目录》。",
            ["印发", "−《2023年决策目录》", "+《2024年决策目录》", "。"],
        ),
        ("开展专项检查。", "开展专项检查，约谈企业。", ["开展专项检查", "+，约谈企业", "。"]),
        ("坚持就业优先。", "坚持创业优先。", ["坚持", "−就业", "+创业", "优先。"]),
        ("办理案件。", "办理案件。", ["办理案件。"]),
        ("", "新增一句。", ["+新增一句。"]),
        ("旧有一句。", "", ["−旧有一句。"]),
        ("", "", []),
        (
            "组织综合演练，邀请居民代表参加，提升应急实战水平。",
            "举办防汛攻防演练，32家单位参演，修补漏洞190余个，提升应急实战水平。",
            [
                "−组织综合演练，邀请居民代表参加",
                "+举办防汛攻防演练，32家单位参演，修补漏洞190余个",
                "，提升应急实战水平。",
            ],
        ),
        (
            "推进检查。健全台账制度，落实包保责任，按月通报整改进展。",
            "健全台账制度，逐级落实包保责任，按季通报整改进展。约谈企业。",
            [
                "−推进检查。",
                "健全台账制度，",
                "+逐级",
                "落实包保责任，",
                "−按月",
                "+按季",
                "通报整改进展。",
                "+约谈企业。",
            ],
        ),
        (
            "举办培训班。编写案例集。",
            "举办培训班并编写案例集。",
            ["举办培训班", "−。", "+并", "编写案例集。"],
        ),
    ],
)
def test_what_changed_is_shown_whole(before: str, after: str, pieces: list[str]) -> None:
    assert marked(before, after) == pieces


def test_what_nothing_was_kept_of_is_marked_as_a_whole() -> None:
    assert marked("邀请代表列席会议。", "把“会场门”打开，听真话！") == [
        "−邀请代表列席会议。",
        "+把“会场门”打开，听真话！",
    ]


@given(_SENTENCE, _SENTENCE)
@settings(derandomize=True)
def test_the_pieces_joined_are_the_texts(before: str, after: str) -> None:
    pieces = diff_texts(before, after)
    assert joined(pieces, DiffOp.DELETE) == before
    assert joined(pieces, DiffOp.INSERT) == after


@given(_SENTENCE, _SENTENCE)
@settings(derandomize=True)
def test_no_piece_is_empty_and_no_two_neighbours_are_of_a_kind(before: str, after: str) -> None:
    pieces = diff_texts(before, after)
    assert all(piece.text for piece in pieces)
    assert all(left.op is not right.op for left, right in pairwise(pieces))


@given(_SENTENCE, _SENTENCE)
@settings(derandomize=True)
def test_no_number_is_cut(before: str, after: str) -> None:
    assert cut_inside(diff_texts(before, after)) == []


@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_no_number_name_or_latin_word_of_a_report_is_cut(pair: ReportPair) -> None:
    assert [found for change in compared(pair).changes for found in cut_inside(change.diff)] == []


@pytest.mark.parametrize("pair", committed_pairs(), ids=lambda pair: pair.name)
def test_no_single_character_stays_between_two_long_changes(pair: ReportPair) -> None:
    assert [island for change in compared(pair).changes for island in lone_characters(change.diff)] == []


def lone_characters(pieces: tuple[DiffPiece, ...]) -> list[str]:
    return [
        piece.text
        for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False)
        if piece.op is DiffOp.EQUAL and len(piece.text) == 1 and piece.text not in _MARKS
        if DiffOp.EQUAL not in (before.op, after.op) and min(len(before.text), len(after.text)) > 2
    ]


def joined(pieces: tuple[DiffPiece, ...], op: DiffOp) -> str:
    return "".join(piece.text for piece in pieces if piece.op in (DiffOp.EQUAL, op))


_WHOLE = re.compile(r"\d[\d.]*(?:\d|%)?|《[^《》]+》|[A-Za-z]+")


def cut_inside(pieces: tuple[DiffPiece, ...]) -> list[str]:
    """The numbers, names and Latin words of either text that a border between two pieces runs through."""
    return [*_cut_in(pieces, DiffOp.DELETE), *_cut_in(pieces, DiffOp.INSERT)]


def _cut_in(pieces: tuple[DiffPiece, ...], op: DiffOp) -> list[str]:
    own = [piece.text for piece in pieces if piece.op in (DiffOp.EQUAL, op)]
    borders = {sum(map(len, own[:place])) for place in range(1, len(own))}
    wholes = _WHOLE.finditer("".join(own))
    return [
        whole.group() for whole in wholes if any(whole.start() < border < whole.end() for border in borders)
    ]
