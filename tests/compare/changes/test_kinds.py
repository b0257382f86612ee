"""How a continued measure changed."""

import pytest

from compare.alignment.evidence.profiles import word_weights
from compare.changes.figures import pair_figures
from compare.changes.kinds import FEATURES, Sides, change_kind, default_change_model
from compare.comparison import read_report
from compare.model import ChangeKind, Measure
from tests.compare.pages import document


def measures(*sentences: str) -> tuple[Measure, ...]:
    return read_report(document("一、主要举措", *sentences)).measures


def kind_of(before: str, after: str) -> ChangeKind:
    old, new = measures(before), measures(after)
    return change_kind(Sides(old, new, pair_figures(old, new), word_weights((*old, *new))))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("举办2023年依法行政专题研讨班。", "举办2024年依法行政专题研讨班。", ChangeKind.UNCHANGED),
        ("开展 13 类专项检查。", "开展十三类专项检查。", ChangeKind.UNCHANGED),
        ("会前学法制度有效落实。", "会前学法制度得到有效落实。", ChangeKind.UNCHANGED),
        ("下一步，抓好信访积案化解。", "2025年，抓好信访积案化解。", ChangeKind.UNCHANGED),
        ("查处交通违法行为50.4万余起。", "查处交通违法行为486000余起。", ChangeKind.FIGURES),
        ("培训行政执法人员320名。", "培训行政执法人员。", ChangeKind.FIGURES),
        ("3月前完成规范性文件清理。", "4月前完成规范性文件清理。", ChangeKind.FIGURES),
        (
            "深化诉调对接，开展前置调解。",
            "深化诉调对接，开展前置调解，在12个街道设立司法确认窗口，吸纳退休法官组建调解专家库，上线远程调解平台。",
            ChangeKind.EXPANDED,
        ),
        (
            "深化诉调对接，开展前置调解，在街道设立司法确认窗口，吸纳退休法官组建调解专家库，上线远程调解平台。",
            "深化诉调对接，开展前置调解。",
            ChangeKind.NARROWED,
        ),
    ],
)
def test_change_kinds(before: str, after: str, kind: ChangeKind) -> None:
    assert kind_of(before, after) is kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "办好特殊教育、继续教育，支持民办教育发展。",
            "办好特殊教育、继续教育、专门教育，支持民办教育发展。",
        ),
        ("未经审核的信息一律不准发布，并定期开展抽查。", "未经审核报备的信息一律不准发布，并定期开展抽查。"),
    ],
)
def test_what_has_another_word_that_tells_is_never_unchanged(before: str, after: str) -> None:
    assert ChangeKind.UNCHANGED not in (kind_of(before, after), kind_of(after, before))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("社会消费品零售总额增长9%以上；", "社会消费品零售总额增长9%左右；"),
        ("居民消费价格涨幅控制在3%以内。", "居民消费价格涨幅控制在3%左右。"),
        ("每个街道建成口袋公园不少于3处。", "每个街道建成口袋公园3处。"),
    ],
)
def test_a_bound_of_a_figure_that_changed_is_a_change_of_figures(before: str, after: str) -> None:
    assert {kind_of(before, after), kind_of(after, before)} == {ChangeKind.FIGURES}


def test_the_model_that_comes_along_weighs_every_feature_for_every_kind() -> None:
    model = default_change_model()
    assert set(model.weights) == set(model.intercepts) == set(ChangeKind)
    assert {len(weights) for weights in model.weights.values()} == {len(FEATURES)}
