"""Clauses of two wordings side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.changes.clause_pairs import clauses_of, pair_clauses
from compare.language.words import cut_words

_TOKENS = st.lists(
    st.sampled_from(["检查", "约谈", "企业", "18次", "，", "。", "；", "《条例》"]), max_size=16
)


def sides(before: str, after: str) -> list[tuple[str, str]]:
    pairs = pair_clauses(cut_words(before), cut_words(after))
    return [("".join(pair.before), "".join(pair.after)) for pair in pairs]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (
            "开展巡查，约谈企业。",
            "开展巡查，公开名单，约谈企业。",
            [("开展巡查，", "开展巡查，"), ("", "公开名单，"), ("约谈企业。", "约谈企业。")],
        ),
        (
            "举办培训班，编写案例集。",
            "举办培训班并编写案例集。",
            [("举办培训班，编写案例集。", "举办培训班并编写案例集。")],
        ),
        (
            "举办培训班并编写案例集。",
            "举办培训班，编写案例集。",
            [("举办培训班并编写案例集。", "举办培训班，编写案例集。")],
        ),
        ("清理文件。", "抽查考试。", [("", "抽查考试。"), ("清理文件。", "")]),
        ("", "抽查考试。", [("", "抽查考试。")]),
    ],
)
def test_clauses_that_say_the_same_stand_side_by_side(
    before: str, after: str, pairs: list[tuple[str, str]]
) -> None:
    assert sorted(sides(before, after)) == sorted(pairs)


def test_several_stops_end_one_clause() -> None:
    assert clauses_of(["好", "！", "！", "再来", "。"]) == [["好", "！", "！"], ["再来", "。"]]


@given(_TOKENS, _TOKENS)
@settings(derandomize=True)
def test_every_token_stands_in_one_pair_in_its_order(before: list[str], after: list[str]) -> None:
    pairs = pair_clauses(before, after)
    assert [token for pair in pairs for token in pair.before] == before
    assert [token for pair in pairs for token in pair.after] == after
