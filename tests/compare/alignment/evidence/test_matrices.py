"""How alike measures are, in each of several ways."""

from dataclasses import replace

import numpy as np

from compare.alignment.evidence.matrices import CharacterOverlap, SimilarityMatrices, similarity_matrices
from compare.alignment.similarity import character_counts, cosine_of, ngram_similarity
from compare.comparison import read_report
from compare.model import Report, Role, TextPart
from tests.compare.pages import document, of_role


def matrices_of(baseline: Report, current: Report) -> SimilarityMatrices:
    similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    return similarity_matrices(baseline, current, similarity)


def report(*paragraphs: str) -> Report:
    return of_role(read_report(document("一、主要举措", *paragraphs)), Role.DONE)


def test_characters_see_an_abbreviation_that_words_do_not() -> None:
    before, after = ["深化港澳合作。", "修缮学校。"], ["深化香港、澳门合作。", "查处违法行为。"]
    seen = matrices_of(report(*before), report(*after))
    by_characters = cosine_of(character_counts(before), character_counts(after))
    assert by_characters[0, 0] > 0.6 > 0.4 > seen.content_words[0, 0]


def test_a_plan_and_a_deed_cannot_be_the_same_and_a_sentence_in_doubt_perhaps() -> None:
    baseline = report("夯实数据底座。归集目录1280条。")
    lead = replace(baseline.measures[0], role=Role.PREAMBLE, odds=((Role.PREAMBLE, 0.8), (Role.DONE, 0.2)))
    baseline = replace(baseline, measures=(lead, *baseline.measures[1:]))
    deeds = matrices_of(baseline, report("归集目录1500条。"))
    pairs = np.array([0, 1]), np.array([0, 0])
    assert deeds.roles.agreement(*pairs).tolist() == [0.2, 1.0]
    assert deeds.roles.comparable().all()
    plans = matrices_of(baseline, of_role(report("归集目录1500条。"), Role.PLAN))
    assert not plans.roles.comparable().any()


def test_an_explanation_of_a_term_is_the_same_only_as_another_explanation() -> None:
    def explained(side: Report) -> Report:
        last = replace(side.measures[-1], role=Role.PREAMBLE, part=TextPart.GLOSSARY)
        return replace(side, measures=(*side.measures[:-1], last))

    before = of_role(report("防范化解重大风险。", "三大攻坚战：防范化解重大风险等。"), Role.PREAMBLE)
    after = of_role(report("防范化解重大风险。", "三大攻坚战：防范化解重大风险等。"), Role.PREAMBLE)
    seen = matrices_of(explained(before), explained(after))
    assert seen.roles.comparable().tolist() == [[True, False], [False, True]]


def test_sentences_of_one_paragraph_share_its_likeness() -> None:
    seen = matrices_of(
        report("签订跨省通办协议5份。设立窗口。", "建成公园6个。"),
        report("签订跨省通办协议8份。", "新招教师。"),
    )
    first, second, other = seen.paragraphs.of(np.array([0, 1, 2]), np.array([0, 0, 0]))
    assert first == second > other
    assert np.ptp(seen.sections.between) == 0.0


def test_a_clause_is_held_from_either_side() -> None:
    long, short = report("推进商业秘密保护，培育保护点3家。").measures, report("培育保护点5家。").measures
    first = np.array([0])
    for sides in ((long, short), (short, long)):
        assert CharacterOverlap(*sides).containment(first, first)[0] == 1.0
