"""Similarity by counts: the same whether a thing is multiplied with all texts or met pair by pair."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.alignment import similarity
from compare.alignment.similarity import (
    character_counts,
    cosine_of,
    grams_of,
    ngram_similarity,
    weighted_grams,
)
from compare.language.clauses import split_clauses

_TEXTS = st.lists(st.text("甲乙丙，。", max_size=8), max_size=5)


def _by_hand(before: list[Counter[str]], after: list[Counter[str]]) -> list[list[float]]:
    counts = [*before, *after]
    rarity = {
        thing: log((1 + len(counts)) / (1 + sum(thing in each for each in counts))) + 1
        for each in counts
        for thing in each
    }

    def inner(one: Counter[str], other: Counter[str]) -> float:
        return sum(one[thing] * other[thing] * rarity[thing] ** 2 for thing in one)

    return [
        [inner(one, other) / (sqrt(inner(one, one) * inner(other, other)) or 1.0) for other in after]
        for one in before
    ]


@given(_TEXTS, _TEXTS, st.sampled_from([0.5, 4, 10_000]), st.sampled_from([1, 3, 1 << 20]))
def test_it_is_the_cosine_however_the_work_is_parted(
    before: list[str], after: list[str], dense: int, block: int
) -> None:
    sides = list(map(Counter, before)), list(map(Counter, after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similarity, "_DENSE", dense)
        patch.setattr(similarity, "_BLOCK", block)
        found = cosine_of(character_counts(before), character_counts(after))
    assert found.shape == (len(before), len(after))
    assert np.allclose(found, np.array(_by_hand(*sides)).reshape(found.shape), atol=1e-6)


@given(_TEXTS)
def test_every_gram_of_every_clause_is_counted_once(texts: list[str]) -> None:
    counts = weighted_grams(texts)
    for row, text in enumerate(texts):
        grams = [(each, gram) for each in split_clauses(text) for gram in grams_of(each.words)]
        assert len(counts.things[counts.rows == row]) == len({gram for _, gram in grams})
        assert counts.held[counts.rows == row].sum() == sum(
            0.25 if each.is_purpose else 1 for each, _ in grams
        )


def test_a_character_beyond_the_first_plane_is_one() -> None:
    assert ngram_similarity(["𠮷野镇"], ["𠮷野镇", "野镇𠮷"])[0].round(3).tolist()[0] == 1.0
