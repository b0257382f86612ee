"""What speaks for two measures being the same, each piece on sentences made for it."""

import numpy as np
import pytest

from compare.alignment.evidence.features import FEATURES, gather_features, rank_in_meaning, ranks_by
from compare.alignment.evidence.pairs import gather_likeness, look_at
from compare.alignment.similarity import ngram_similarity
from compare.comparison import read_report
from compare.language.clauses import split_clauses
from compare.model import Report, Role
from tests.compare.pages import document, of_role


def report(*sentences: str, heading: str = "一、主要举措") -> Report:
    return of_role(read_report(document(heading, *sentences)), Role.DONE)


def evidence_of(before: list[str], after: list[str]) -> dict[tuple[int, int], dict[str, float]]:
    baseline, current = report(*before), report(*after)
    similarity = ngram_similarity([m.text for m in baseline.measures], [m.text for m in current.measures])
    candidates = gather_features(gather_likeness(baseline, current, similarity))
    names = [feature.__name__ for feature in FEATURES]
    return {
        pair: dict(zip(names, values, strict=True))
        for pair, values in zip(candidates.pairs, candidates.values, strict=True)
    }


def first(before: str, after: str) -> dict[str, float]:
    return evidence_of([before, "完善湿地保护修复制度。"], [after, "修缮历史风貌建筑八处。"])[0, 0]


def test_clauses_of_purpose_are_told_from_acts() -> None:
    clauses = split_clauses("推进商业秘密保护，培育保护点3家，引导企业在规范中发展。")
    assert [(clause.words, clause.is_purpose) for clause in clauses] == [
        ("推进商业秘密保护", False),
        ("培育保护点#家", False),
        ("引导企业在规范中发展", True),
    ]


def test_a_shared_purpose_makes_two_acts_hardly_alike() -> None:
    purpose = "，引导企业在规范中发展、在发展中规范。"
    acts = ngram_similarity(["面向平台企业开展法治体检。"], ["对租赁企业开展合同备案。"])
    with_purpose = ngram_similarity(
        ["面向平台企业开展法治体检" + purpose], ["对租赁企业开展合同备案" + purpose]
    )
    same = ngram_similarity(["面向平台企业开展法治体检" + purpose], ["面向平台企业开展法治体检。"])
    assert acts[0, 0] < with_purpose[0, 0] < 0.5 < same[0, 0]


def test_likeness_has_its_bounds_and_its_order() -> None:
    matrix = ngram_similarity(
        ["查处交通违法行为50万起。", "建成口袋公园。"], ["查处交通违法行为48万起。", "新招教师。"]
    )
    assert matrix.shape == (2, 2)
    assert matrix[0, 0] == pytest.approx(1.0)
    assert ((matrix >= 0) & (matrix <= 1)).all()
    assert ngram_similarity([], ["新招教师。"]).shape == (0, 1)


def test_names_speak_for_and_their_absence_against() -> None:
    named = first("落实《公平竞争审查条例》。", "以《公平竞争审查条例》施行为契机，健全审查机制。")
    one_sided = first("落实公平竞争审查。", "以《公平竞争审查条例》施行为契机，健全审查机制。")
    assert (named["names_shared"], named["names_one_sided"]) == (1.0, 0.0)
    assert (one_sided["names_shared"], one_sided["names_one_sided"]) == (0.0, 1.0)


def test_rare_words_tell_more_than_stock() -> None:
    rare = first("在睦邻中心布设自助终端。", "睦邻中心自助终端实现全覆盖。")
    common = first("持续优化服务，完善制度。", "进一步加强管理，完善制度。")
    assert rare["rare_words"] > common["rare_words"]
    assert rare["content_word_similarity"] > common["content_word_similarity"]


def test_the_lead_over_other_counterparts_is_seen_from_both_sides() -> None:
    found = evidence_of(
        ["查处交通违法行为50万起。", "整治渣土车辆120台。"],
        ["查处交通违法行为48万起。", "查处交通违法停车行为3万起。"],
    )
    assert found[0, 0]["least_margin"] > 0 > found[0, 1]["least_margin"]
    assert found[0, 0]["greatest_margin"] >= found[0, 0]["least_margin"]


def test_neighbours_that_go_on_too_are_seen() -> None:
    beside = evidence_of(
        ["签订跨省通办协议。", "设立办不成事窗口。", "建成口袋公园6个。"],
        ["签订跨省通办协议。", "办不成事窗口全覆盖。", "建成口袋公园8个。"],
    )
    alone = evidence_of(
        ["新招教师。", "设立办不成事窗口。", "修缮学校。"],
        ["签订协议。", "办不成事窗口全覆盖。", "建成公园。"],
    )
    assert beside[1, 1]["neighbours"] > 0.5 > alone[1, 1]["neighbours"]


def test_a_clause_that_is_the_whole_other_sentence_is_held() -> None:
    part = first("推进商业秘密保护工作，培育商业秘密保护点3家。", "培育商业秘密保护点5家。")
    other = first("推进商业秘密保护工作，指导企业合规经营。", "培育商业秘密保护点5家。")
    assert part["clause_containment"] == 1.0 > other["clause_containment"]
    assert part["word_containment"] > other["word_containment"]


def test_the_first_clause_tells_the_act() -> None:
    act = first("修缮历史风貌建筑，提升城区品质。", "全年修缮历史风貌建筑八处，成效明显。")
    purpose = first("开展环境整治，提升城区品质。", "新建口袋公园，提升城区品质。")
    assert act["opening_containment"] > purpose["opening_containment"]


def test_a_sentence_among_others_of_its_subject_stands_in_their_paragraph() -> None:
    found = evidence_of(
        ["签订跨省通办协议，设立通办窗口。推行网上办理。", "建成口袋公园6个。推行网上办理。"],
        ["设立跨省通办窗口。推行网上办理。", "新建口袋公园8个。推行网上办理。"],
    )
    beside, elsewhere = found[1, 1], found[1, 3]
    assert beside["same_paragraph"] == 1.0 > elsewhere["same_paragraph"]


def test_a_plan_and_a_deed_are_no_candidates() -> None:
    deeds = report("修订管理办法。")
    plans = of_role(report("修订管理办法。", heading="四、2025年工作安排"), Role.PLAN)
    assert gather_features(gather_likeness(plans, plans, np.ones((1, 1)))).pairs == ((0, 0),)
    assert gather_features(gather_likeness(deeds, plans, np.ones((1, 1)))).pairs == ()


def test_the_first_act_is_told_by_its_content_words() -> None:
    same = first("修缮历史风貌建筑八处，提升城区品质。", "全年修缮风貌建筑，群众满意。")
    other = first("修缮历史风貌建筑八处，提升城区品质。", "新建口袋公园六处，提升城区品质。")
    assert same["opening_act"] > other["opening_act"] == 0.0


def test_a_number_that_both_give_is_seen() -> None:
    assert first("受理申请318件。", "全年收到的318件均已受理。")["figures_shared"] == 1.0
    assert first("受理申请318件。", "受理申请402件。")["figures_shared"] == 0.0


def test_every_feature_speaks_alike_of_both_directions() -> None:
    before = ["查处交通违法行为50万起。", "整治渣土车辆120台，规范运输。", "新招教师12名。"]
    after = ["整治渣土车辆98台。", "查处交通违法停车行为3万起。"]
    forth, back = evidence_of(before, after), evidence_of(after, before)
    assert back.keys() == {(column, row) for row, column in forth}
    assert all(back[column, row] == pytest.approx(values) for (row, column), values in forth.items())


def test_every_feature_says_what_it_holds() -> None:
    assert all(feature.__doc__ for feature in FEATURES)
    assert len({feature.__name__ for feature in FEATURES}) == len(FEATURES)


def closest_in_meaning(count: int) -> tuple[list[float], list[float]]:
    """Of two reports of some sentences, each closest to its own, next to its neighbour: ranks and feature."""
    sentences = [f"推进第{number}号片区更新改造。" for number in range(count)]
    told = report(*sentences)
    places = np.arange(len(told.measures))
    meaning = 0.9 - 0.001 * np.abs(places[:, None] - places[None, :])
    similarity = ngram_similarity(sentences, sentences)
    likeness = gather_likeness(told, told, similarity, meaning)
    pairs = look_at(likeness, likeness.matrices.roles.comparable())
    own = np.flatnonzero(pairs.rows == pairs.columns)
    return ranks_by(meaning, pairs)[own].tolist(), rank_in_meaning(pairs)[own].tolist()


def test_the_closest_in_meaning_has_the_first_rank() -> None:
    ranks, _ = closest_in_meaning(3)
    assert set(ranks) == {1.0}


def test_meaning_is_asked_about_links_of_long_reports_only() -> None:
    assert set(closest_in_meaning(20)[1]) == {0.0}
    assert min(closest_in_meaning(150)[1]) > 0
