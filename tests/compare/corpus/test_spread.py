"""Texts that are one measure are found by their signatures, and others are not."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from compare.corpus.spread import band_hashes, signature_of, spread_groups

_SAID = "推出“高效办成一件事”集成服务，整合多个环节，减少材料。"


def _groups(texts: Sequence[str]) -> list[list[int]]:
    signatures = [signature_of(text) for text in texts]
    marks = [each.astype("uint8").tobytes() for each in signatures]
    return spread_groups([band_hashes(each) for each in signatures], marks)


def test_the_same_measure_in_nearly_the_same_words_is_one_group() -> None:
    others = ["修缮乡村学校食堂9所，由家长委员会按月回访。", "开展餐饮卫生抽查34批，由第三方机构打分公示。"]

    assert _groups([_SAID, others[0], _SAID.replace("多个", "12个"), others[1]]) == [[0, 2]]


def test_a_short_phrase_joins_nothing() -> None:
    assert _groups(["办好民生实事。", "办好民生实事。"]) == []


@given(st.lists(st.text("修缮学校食堂开展餐饮抽查公示回访", min_size=14, max_size=40), max_size=12))
def test_every_text_is_in_one_group_at_most_and_the_first_leads(texts: list[str]) -> None:
    groups = _groups(texts)

    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    assert all(group == sorted(group) and len(group) > 1 for group in groups)
