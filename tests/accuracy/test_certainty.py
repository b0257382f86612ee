"""What only looks alike is never linked with certainty: invented sentences, set into an invented report."""

from collections.abc import Sequence
from functools import cache

import pytest

from compare.comparison import compare_reports, read_report
from compare.model import Change, ChangeKind, Document, Line, Report, ReversalKind, Role, Status
from tests.accuracy.pairs import committed_pairs

_SURE = 0.9
_RIGHT = 0.8  # of the lookalikes; 12 of 15 are
LOOKALIKES = [
    (
        "持续加强食品领域执法监管，进一步完善分级分类监管机制。",
        "持续加强养老领域执法监管，进一步完善分级分类监管机制。",
    ),
    ("开展殡葬服务收费专项整治，规范市场秩序。", "开展校外培训收费专项整治，规范市场秩序。"),
    ("制定《青岚区供水管理办法》，明确部门职责分工。", "制定《青岚区停车管理办法》，明确部门职责分工。"),
    ("新建城东社区卫生服务站，方便群众就近就医。", "新建柳林消防救援站，方便群众就近求助。"),
    ("组织燃气安全应急演练12场，提升应急处置能力。", "组织防汛应急演练9场，提升应急处置能力。"),
    (
        "严厉打击电信网络诈骗犯罪，切实守护群众生命财产安全。",
        "完成病险水库除险加固6座，切实守护群众生命财产安全。",
    ),
    (
        "采取线上线下相结合的方式开展宪法宣传周活动，取得良好社会反响。",
        "采取线上线下相结合的方式举办招聘会，取得良好社会反响。",
    ),
    ("对拖欠民营企业账款实行销号式管理、台账化推进。", "对河道排污口整治实行销号式管理、台账化推进。"),
    ("推广食用菌工厂化种植，助力乡村振兴。", "选派法律顾问进村入户，助力乡村振兴。"),
    ("推行容缺受理，不断增强企业群众获得感。", "增设老年助餐点14个，不断增强企业群众获得感。"),
    ("建成智慧停车平台，为高质量发展提供有力支撑。", "出台行政裁量权基准，为高质量发展提供有力支撑。"),
    ("登记失业率3.2%。", "新增就业8600人。"),
    ("受理劳动仲裁案件420件。", "受理行政复议案件180件。"),
    ("空气质量优良天数比例达到82%。", "地表水优良断面比例达到91%。"),
    ("完成农村公路改造36公里。", "完成供水管网改造52公里。"),
]
OF_OTHER_FORMS = [
    (
        "通过“走出去、请进来”方式开展产业链招商，取得实质性突破。",
        "通过“走出去、请进来”方式开展干部能力培训，取得实质性突破。",
    ),
    ("投入财政资金1.2亿元用于校舍维修。", "投入财政资金8600万元用于道路亮化。"),
    (
        "坚持问题导向，全面排查整治城乡结合部乱搭乱建问题。",
        "坚持问题导向，全面排查整治医保基金使用违规问题。",
    ),
    ("成立低空经济产业联盟，吸纳成员单位28家。", "成立预制建筑产业联盟，吸纳成员单位35家。"),
    ("开通“民意直通车”专栏，回应群众诉求410条。", "开通“企业服务热线”，回应企业诉求275条。"),
    (
        "进一步加大野生动物保护执法力度，健全跨部门协作机制。",
        "进一步加大文化市场执法力度，健全跨部门协作机制。",
    ),
    ("按照“一户一策”要求推进违建别墅清查整治。", "按照“一户一策”要求制定困难职工帮扶方案。"),
    ("部分乡镇污水管网建设滞后，与群众期盼还有差距。", "部分学校学位供给不足，与群众期盼还有差距。"),
]
TURNED_ROUND = [
    ("不再保留证明事项12项。", "保留证明事项12项。", ReversalKind.POLARITY),
    ("未发生重大事故3年。", "发生重大事故3起。", ReversalKind.POLARITY),
    ("居民收入增幅比经济增速高3.2个百分点。", "居民收入增幅比经济增速高3.2%。", ReversalKind.UNIT),
]

COUNTED_ON = [
    ("成功举办第五届青岚湖马拉松。", "成功举办第六届青岚湖马拉松。"),
    ("公布第三批免罚事项。", "公布第四批免罚事项。"),
    ("制造业质量竞争力指数连续七年居全市第一。", "制造业质量竞争力指数连续八年居全市第一。"),
    ("粮食产量稳定在12亿斤以上。", "粮食产量稳定在60万吨以上。"),
    ("新增绿地三万平方米。", "新增绿地5公顷。"),
    ("完成地区生产总值[3]202亿元，同比增长9%。", "预计地区生产总值完成285亿元，同比增长8.6%。"),
]
LISTED_ON = [
    (
        "审计、统计、档案、气象、地震、民族宗教等工作取得新成绩。",
        "审计、统计、档案、史志、气象、地震、人防等工作都取得了新成绩。",
    ),
    (
        "在扶持大同、雅果、吉正等龙头企业基础上，新增农业产业化企业2家。",
        "在扶持大同、今后、吉正等龙头企业基础上，新增农业产业化企业1家。",
    ),
]


@cache
def _lines() -> tuple[tuple[str, ...], ...]:
    pair = next(pair for pair in committed_pairs() if pair.body == "qinglan")
    return tuple(tuple(path.read_text("utf-8").split("\n")) for path in (pair.baseline, pair.current))


def _report(lines: Sequence[str]) -> Report:
    return read_report(Document("青岚区.txt", "", tuple(map(Line, lines))))


@cache
def _deed(side: int) -> int:
    """The line of a deed in the middle of a report's deeds."""
    deeds = [measure for measure in _report(_lines()[side]).measures if measure.role is Role.DONE]
    text = deeds[len(deeds) // 2].text
    return next(number for number, line in enumerate(_lines()[side]) if text in line)


def _with(side: int, sentence: str) -> Report:
    lines, place = _lines()[side], _deed(side) + 1
    return _report([*lines[:place], sentence, *lines[place:]])


def changes_of(before: str, after: str) -> list[Change]:
    """What becomes of two sentences, each set below a deed of its year's report."""
    told = {before, after}
    return [
        change
        for change in compare_reports(_with(0, before), _with(1, after)).changes
        if told & {measure.text for measure in (*change.baseline, *change.current)}
    ]


def joined(before: str, after: str) -> Change | None:
    """The change that links the two, if one does."""
    return next(
        (
            change
            for change in changes_of(before, after)
            if before in {m.text for m in change.baseline} and after in {m.text for m in change.current}
        ),
        None,
    )


@pytest.mark.parametrize(("before", "after"), LOOKALIKES + OF_OTHER_FORMS)
def test_no_lookalikes_are_linked_with_certainty(before: str, after: str) -> None:
    change = joined(before, after)
    assert change is None or change.score < _SURE


def test_most_lookalikes_are_told_apart() -> None:
    apart = [joined(before, after) is None for before, after in LOOKALIKES]
    assert sum(apart) >= _RIGHT * len(LOOKALIKES)


@pytest.mark.parametrize(("before", "after", "kind"), TURNED_ROUND)
def test_what_was_turned_round_is_linked_and_never_unchanged(
    before: str, after: str, kind: ReversalKind
) -> None:
    change = joined(before, after)
    assert change is not None
    assert kind in {reversal.kind for reversal in change.reversals}
    assert change.change not in (ChangeKind.UNCHANGED, ChangeKind.FIGURES)


@pytest.mark.parametrize(("before", "after"), COUNTED_ON + LISTED_ON)
def test_what_is_only_counted_or_listed_on_is_the_same_measure(before: str, after: str) -> None:
    assert joined(before, after) is not None


def test_identical_sentences_are_linked_before_those_of_one_form() -> None:
    before = "持续加强劳动领域执法监管，进一步完善分级分类监管机制。"
    found = changes_of(before, before)
    assert [(change.status, change.change) for change in found] == [(Status.CONTINUED, ChangeKind.UNCHANGED)]
