"""How long a piece only one of two wordings has."""

from compare.changes.wording.pieces import longest_pieces


def test_a_further_step_is_one_long_piece() -> None:
    assert longest_pieces("开展检查", "开展检查并上线追溯平台") == (0, 7)


def test_other_words_are_many_short_pieces() -> None:
    assert max(longest_pieces("推进平台建设提升监管水平", "加快平台建设提高监管能力")) == 2


def test_a_single_character_in_common_ends_no_piece() -> None:
    assert longest_pieces("开展检查", "开展检查上线并查询平台") == (0, 7)


def test_what_was_added_is_left_out_the_other_way_round() -> None:
    before, after = "组织培训四期并开展考核", "组织培训，上线学习平台"
    assert longest_pieces(before, after) == longest_pieces(after, before)[::-1]


def test_nothing_is_in_common_with_nothing() -> None:
    assert longest_pieces("", "") == (0, 0)
    assert longest_pieces("检查", "") == (2, 0)
