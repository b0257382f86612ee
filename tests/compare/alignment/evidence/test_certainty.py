"""How sure a link is: its pair by itself, and its rivals."""

import pytest

from compare.alignment.evidence.certainty import (
    FEATURES,
    Made,
    certainties,
    default_certainty_model,
    links_made,
)

SURE = 0.9


def test_every_feature_has_a_weight() -> None:
    assert len(default_certainty_model().weights) == len(FEATURES)


def test_no_links_have_no_certainties() -> None:
    assert len(certainties([])) == 0


@pytest.mark.parametrize("probability", [0.0, 0.3, 0.6, 0.95, 1.0])
def test_a_link_is_the_less_sure_the_likelier_its_rival(probability: float) -> None:
    rivalled = [certainties([Made((0, 0), probability, rival)])[0] for rival in (0.0, 0.2, 0.5, 0.9)]
    assert sorted(rivalled, reverse=True) == rivalled
    assert rivalled[0] > rivalled[-1]


def test_the_likelier_pair_is_the_surer_link() -> None:
    found = certainties([Made((0, 0), step / 100) for step in range(101)])
    assert sorted(found) == found.tolist()


@pytest.mark.parametrize("probability", [0.45, 0.7, 0.84])
def test_no_link_is_sure_whose_pair_is_far_from_it(probability: float) -> None:
    assert certainties([Made((0, 0), probability)])[0] < SURE


def test_a_rival_takes_either_measure_and_is_no_part_of_the_link() -> None:
    probability = {(0, 0): 0.9, (0, 1): 0.7, (1, 0): 0.4, (2, 2): 0.8, (2, 3): 0.1}
    split, other = links_made([([0], [0, 1]), ([2], [2])], probability)
    assert split == Made((0, 0), 0.9, rival=0.4)
    assert other == Made((2, 2), 0.8, rival=0.1)


def test_no_link_is_sure_with_a_part_in_doubt() -> None:
    doubtful, likely, whole = certainties([Made((0, 0), 0.99, part=part) for part in (0.6, 0.9, 1.0)])
    assert doubtful < SURE < likely == whole


def test_the_least_likely_part_is_known_by_the_pair_that_joined_it() -> None:
    probability = {(0, 0): 0.9, (0, 1): 0.3, (0, 2): 0.4, (1, 3): 0.8}
    parts = {(0, 1): 0.6, (0, 2): 0.7}
    split, other = links_made([([0], [0, 1, 2]), ([1], [3])], probability, parts)
    assert (split.part, other.part) == (0.6, 1.0)


def test_no_link_is_sure_that_has_other_things_between_the_same_words() -> None:
    assert certainties([Made((0, 0), 1.0, exchanged=0.2)])[0] < SURE <= certainties([Made((0, 0), 1.0)])[0]
