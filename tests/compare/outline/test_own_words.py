"""Sentences are heard against their lines only where a report's sentences often contradict these."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.outline.roles import ROLES, Place, shipped_models
from compare.outline.roles.labels import LABELS, LineLabel
from compare.outline.roles.own_words import say_of_words
from compare.outline.roles.shapes import shape_of

DEED = "全年共查处违法案件95起，同比增长6.2%。"
PROBLEM = "执法人员力量不足，能力有待加强。"
PLAN = "下一步，将建设执法监督平台，拟培训骨干200人。"


def added(sentences: Sequence[str], count: int) -> NDArray[np.float64]:
    """What is added to each role of sentences in lines of deeds, of so many sentences each."""
    deeds = dict.fromkeys(LABELS, 0.0) | {LineLabel.DONE: 0.98, LineLabel.PROBLEM: 0.01, LineLabel.PLAN: 0.01}
    places = [Place(number // count, number % count, count) for number in range(len(sentences))]
    shapes = [shape_of(sentence) for sentence in sentences]
    return say_of_words(shapes, places, [deeds] * len(sentences), shipped_models().line)


def test_in_paragraphs_of_all_three_each_sentence_speaks_for_itself() -> None:
    found = added([DEED, PROBLEM, PLAN] * 10, 3)
    assert [ROLES[at].value for at in found[:3].argmax(axis=1)] == ["done", "problem", "plan"]


def test_where_sentences_are_what_their_lines_are_nothing_is_added() -> None:
    assert not added([DEED] * 30, 3).any()


def test_a_sentence_that_is_its_whole_line_was_asked_before() -> None:
    assert not added([DEED, PROBLEM, PLAN] * 10, 1).any()
    assert added([], 1).shape == (0, len(ROLES))
