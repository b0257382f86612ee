"""The scores of the roles' models are the sums of the weights of what is shown, however it is looked up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.outline.roles.model import LinearModel, PairRows
from compare.outline.roles.shapes import Features, pairs_of

_NAMES = ("any", "form:3", "has:甲乙", "has:乙甲", "has:甲甲", "ends:乙乙", "ends:𠮷乙")
_ROWS = {name: row for row, name in enumerate(_NAMES, start=1)}
_WEIGHTS = np.vstack([np.zeros(2), np.arange(14).reshape(7, 2) / 7 - 0.7])
_TEXT = st.text("甲乙𠮷丙", max_size=6)
_SHOWN = st.builds(
    Features,
    st.lists(st.sampled_from(["any", "form:3", "form:9"]), max_size=3, unique=True),
    st.dictionaries(st.sampled_from(["form:3", "other"]), st.floats(-2, 2), max_size=2),
    st.tuples(
        st.tuples(st.just("has"), _TEXT, st.just(0.3)), st.tuples(st.just("ends"), _TEXT, st.just(1.0))
    ),
)


def _model() -> LinearModel:
    by_prefix = {
        prefix: PairRows.of({name[-2:]: row for name, row in _ROWS.items() if name.startswith(prefix)})
        for prefix in ("has", "ends")
    }
    return LinearModel(_ROWS, by_prefix, _WEIGHTS)


@given(st.lists(_SHOWN, max_size=4))
def test_a_score_is_the_sum_of_the_weights_of_what_is_shown(instances: list[Features]) -> None:
    wanted = [
        sum((_WEIGHTS[_ROWS.get(name, 0)] * value for name, value in each.all().items()), np.zeros(2))
        for each in instances
        if not set(each.flags) & set(each.values)
    ]
    kept = [each for each in instances if not set(each.flags) & set(each.values)]
    assert np.allclose(_model().scores(kept), np.array(wanted).reshape(-1, 2))


def test_each_pair_of_a_text_is_found_once_and_in_its_order() -> None:
    rows = PairRows.of({"甲乙": 5, "乙甲": 2})
    text, found = rows.find(["甲乙甲乙", "", "丙甲乙"])
    assert (text.tolist(), found.tolist()) == ([0, 0, 2], [5, 2, 5])
    assert list(pairs_of("甲乙甲乙")) == ["甲乙", "乙甲"]
