"""What sentences say of themselves, against the lines that they stand in.

Most paragraphs tell either deeds, problems or plans, and their sentences are best read with them. A
department may tell all three of each subject in one paragraph; there sentences contradict their lines more
often than elsewhere, and their own words have a say.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from compare.model import Role
from compare.outline.roles.labels import LABELS, ROLES, STATUS_LABELS, LabelOdds
from compare.outline.roles.line_features import words_of
from compare.outline.roles.model import LinearModel
from compare.outline.roles.sentence_features import Place
from compare.outline.roles.shapes import Features, TextShape

Array = NDArray[np.float64]

_STATUSES: Final = [LABELS.index(label) for label in STATUS_LABELS]
_COLUMNS: Final = [ROLES.index(Role(label.value)) for label in STATUS_LABELS]
_USUAL: Final = 0.85  # of a sentence and its line; what real reports of all kinds hardly exceed
_USUALLY: Final = 0.75  # where nothing is known of a report, as if of so many sentences
_UNKNOWN: Final = 10
_SAY: Final = 6.0
_MOST: Final = 1.5
_SMALLEST: Final = 1e-3
_ENOUGH: Final = 100  # sentences are asked, of a long report some from everywhere


def say_of_words(
    sentences: Sequence[TextShape], places: Sequence[Place], lines: Sequence[LabelOdds], model: LinearModel
) -> Array:
    """What it adds to each role's logarithm what a sentence's own words say, (sentences, roles).

    `model` is that of lines: asked about `拟新建公园3个。` alone it speaks for a plan. A sentence that is its
    whole line was asked before, and of others nothing is added where most are what their lines are.
    """
    added = np.zeros((len(sentences), len(ROLES)))
    joined = [number for number, place in enumerate(places) if place.count > 1]
    some = joined[:: len(joined) // _ENOUGH + 1]
    shown = _shown([sentences[number] for number in some], model)
    if say := _say(shown, [lines[places[number].line] for number in some]):
        added[np.ix_(joined, _COLUMNS)] = say * _shown([sentences[number] for number in joined], model)
    return added


def _shown(sentences: Sequence[TextShape], model: LinearModel) -> Array:
    """What the words of each sentence speak for among deed, problem and plan, (sentences, 3)."""
    scores = model.scores([Features((), {}, words_of(sentence)) for sentence in sentences])[:, _STATUSES]
    return np.asarray(scores - scores.mean(axis=1, keepdims=True))


def _say(shown: Array, lines: Sequence[LabelOdds]) -> float:
    """How much the own words count, by how unlikely it is that sentences have the roles of their lines."""
    odds = np.array([[line[label] for label in STATUS_LABELS] for line in lines]).reshape(
        -1, len(STATUS_LABELS)
    )
    total = odds.sum(axis=1)
    telling = total > 0.5
    own = np.exp(shown[telling])
    agreeing = (own * odds[telling]).sum(axis=1) / own.sum(axis=1) / total[telling]
    surprise = -np.log(agreeing + _SMALLEST).sum() + _USUALLY * _UNKNOWN
    excess = surprise / (telling.sum() + _UNKNOWN) - _USUAL
    return float(np.clip(_SAY * excess, 0.0, _MOST))
