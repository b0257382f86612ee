"""What pairs have in common is the same however many are worked on at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.alignment.evidence import overlap
from compare.alignment.evidence.overlap import Holdings, containment, shared_weight

_KNOWN = 5
_WEIGHTS = np.array([1.0, 1.5, 2.0, 2.5, 3.0])
_HELD = st.lists(st.integers(0, _KNOWN - 1), unique=True, max_size=4)
_TEXTS = st.lists(st.lists(_HELD, min_size=1, max_size=3), min_size=1, max_size=4)


@given(_TEXTS, st.lists(_HELD, min_size=1, max_size=4), st.sampled_from([1, 3, 1 << 20]))
def test_the_share_of_a_part_is_that_of_its_weight(
    texts: list[list[list[int]]], others: list[list[int]], block: int
) -> None:
    rows, columns = (each.ravel() for each in np.indices((len(texts), len(others))))
    parts = Holdings.of([part for each in texts for part in each], _KNOWN)
    present = Holdings.of(others, _KNOWN).present()
    starts = np.cumsum([0, *map(len, texts)], dtype=np.intp)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlap, "_BLOCK", block)
        best, first = containment(parts, starts, present, rows, columns, _WEIGHTS)
    for place, (row, column) in enumerate(zip(rows, columns, strict=True)):
        shares = [
            _WEIGHTS[sorted(set(part) & set(others[column]))].sum() / max(_WEIGHTS[part].sum(), 1e-9)
            for part in texts[row]
        ]
        assert best[place] == pytest.approx(max(shares))
        assert first[place] == pytest.approx(shares[0])


def test_no_pairs_have_nothing_in_common() -> None:
    none = np.zeros(0, dtype=np.intp)
    texts = Holdings.of([[0], []], _KNOWN)
    assert shared_weight(texts, texts.present(), none, none, _WEIGHTS).shape == (0,)
    starts = np.array([0, 1, 2])
    assert [each.shape for each in containment(texts, starts, texts.present(), none, none, _WEIGHTS)] == [
        (0,)
    ] * 2
