"""What was turned round is told, and what only looks so is not."""

import pytest

from compare.changes.wording import reversals
from compare.changes.wording.reversals import find_reversals
from compare.figures.extract import extract_figures
from compare.model import Measure, Role


def told(text: str) -> list[Measure]:
    return [Measure(text, text, Role.DONE, 1, 1, figures=extract_figures(text))]


TURNED = [
    ("不再保留证明事项12项。", "保留证明事项12项。", "polarity", "不再保留", "保留"),
    ("未发生重大事故3年。", "发生重大事故3起。", "polarity", "未发生", "发生"),
    ("取消企业开办上门核查。", "恢复企业开办上门核查。", "polarity", "取消企业", "恢复企业"),
    ("向乡镇下放审批权限30项。", "从乡镇收回审批权限12项。", "polarity", "下放审批", "收回审批"),
    ("对首次轻微违法行为不予处罚。", "对首次轻微违法行为予以处罚。", "polarity", "不予处罚", "处罚"),
    ("全年信访投诉量下降8%。", "全年信访投诉量上升5%。", "polarity", "下降", "上升"),
    ("暂缓执行新的收费标准。", "执行新的收费标准。", "polarity", "暂缓执行", "执行"),
    ("停止使用纸质许可证。", "继续使用纸质许可证。", "polarity", "停止使用", "使用"),
    ("全年无超期办件。", "全年超期办件6件。", "polarity", "无超期", "超期"),
    ("向街道下放审批权限。", "由区级收回审批权限。", "polarity", "下放审批", "收回审批"),
    ("群众无需提交户口本。", "群众需提交户口本。", "polarity", "无需提交", "提交"),
    ("案件数量由升转降。", "案件数量由降转升。", "polarity", "由升转降", "由降转升"),
    ("不定期开展食堂抽查。", "定期开展食堂抽查。", "polarity", "不定期开展", "定期开展"),
    ("解除交通管制措施。", "实施交通管制措施。", "polarity", "解除交通管制", "实施交通管制"),
    ("拒绝公开申请18件。", "同意公开申请18件。", "polarity", "拒绝公开", "同意公开"),
    ("对平台企业放宽准入。", "对平台企业严格准入。", "polarity", "放宽准入", "严格准入"),
    ("许可事项无一超时。", "许可事项超时4件。", "polarity", "无一超时", "超时"),
    ("开放学校体育场馆。", "关闭学校体育场馆。", "polarity", "开放学校", "关闭学校"),
    ("热线办结进度加快。", "热线办结进度放缓。", "polarity", "加快", "放缓"),
    ("停征教育附加费。", "征收教育附加费。", "polarity", "停征教育", "征收教育"),
    ("新建项目必须进驻大厅办理。", "新建项目可以进驻大厅办理。", "modality", "必须进驻", "可以进驻"),
    ("执法检查结果一律公开。", "执法检查结果原则上公开。", "modality", "一律公开", "原则上公开"),
    ("强制购买服务保险。", "自愿购买服务保险。", "modality", "强制购买", "自愿购买"),
    ("群众满意度提高3.2个百分点。", "群众满意度提高3.2%。", "unit", "3.2个百分点", "3.2%"),
    ("完成投资3亿元。", "完成投资3亿美元。", "unit", "3亿元", "3亿美元"),
]
KEPT = [
    ("离校未就业高校毕业生就业率96%。", "高校毕业生就业平稳。"),
    ("帮扶未参保人员120人。", "帮扶参保人员90人。"),
    ("不断提升政务服务水平。", "提升政务服务水平。"),
    ("每年会前学法不少于4次。", "每年会前学法4次。"),
    ("加强未成年人保护。", "加强成年人教育。"),
    ("推进无障碍环境建设。", "推进环境建设。"),
    ("整治不作为乱作为。", "整治乱作为。"),
    ("降低企业用电成本，减少申报材料5件。", "降低企业用电成本，增加申报渠道5个。"),
    ("清理证明事项，取消证明20项，保留证明30项。", "清理证明事项，保留证明28项，取消证明22项。"),
    ("创新能力不够强。", "创新能力不强。"),
    ("放宽落户条件，严格户籍管理。", "放宽落户条件，强化户籍管理。"),
    ("解除强制措施12件，实施强制措施30件。", "实施强制措施28件，解除强制措施10件。"),
    ("严格规范公正文明执法。", "规范公正文明执法。"),
    ("集中整治校园周边环境。", "开展校园周边环境集中整治。"),
    ("推进需求侧管理改革。", "需求侧管理改革有序推进。"),
    ("坚决杜绝违规收费。", "严禁违规收费。"),
    ("严禁违法建设行为。", "严厉打击违法建设行为。"),
    ("严防违规新增举债。", "严禁违规新增隐性债务。"),
    ("严禁新增隐性债务。", "严禁违规新增隐性债务。"),
    ("守住不新增隐性债务的底线。", "坚决遏制新增隐性债务。"),
    ("重点治理违章行驶行为。", "严禁违章行驶行为。"),
    ("严禁焚烧秸秆。", "抓好秸秆焚烧治理。"),
    ("杜绝好大喜功的形象工程。", "杜绝“形象工程”。"),
    ("工作作风还不完全适应发展要求。", "工作作风还不能完全适应发展要求。"),
    ("结束了城区无公交车的历史。", "城区公交车达到60辆。"),
    ("生产总值增长5%以上。", "完成国家下达的单位生产总值二氧化碳排放降低任务。"),
    ("新建新能源装机1500万千瓦。", "新建新能源治沙1500万亩。"),
    ("建设美酒美食街区5条。", "建设美酒美食体验店5家。"),
    ("完成复议案件120件，纠错率5%。", "办结复议案件150件，纠错率8%。"),
]


@pytest.mark.parametrize(("before", "after", "kind", "was", "now"), TURNED)
def test_what_was_turned_round_is_told_in_its_words(
    before: str, after: str, kind: str, was: str, now: str
) -> None:
    found = {(each.kind.value, each.before, each.after) for each in find_reversals(told(before), told(after))}
    assert (kind, was, now) in found


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_what_only_looks_turned_round_is_left_alone(before: str, after: str) -> None:
    assert find_reversals(told(before), told(after)) == ()


@pytest.mark.parametrize(("before", "after"), [(each[0], each[1]) for each in TURNED] + KEPT)
def test_swapped_years_swap_what_was_turned_round(before: str, after: str) -> None:
    forth, back = find_reversals(told(before), told(after)), find_reversals(told(after), told(before))
    assert {(each.kind, each.before, each.after) for each in forth} == {
        (each.kind, each.after, each.before) for each in back
    }


def test_no_opposite_is_overlooked_by_the_first_glance() -> None:
    """Most sentences are only glanced at: whatever may be found must have passed there."""
    turns = [(one, other) for first, second in reversals._TURNS for one in first for other in second]
    denied = [(f"{word}保留", "保留") for word in reversals._NEGATIONS]
    for before, after in [*turns, *denied]:
        flags = [reversals._flags_in(told(f"对证明事项{text}管理。")) for text in (before, after)]
        assert reversals._may_be_turned(*flags)
        assert reversals._may_be_turned(*reversed(flags))
    assert not reversals._may_be_turned(*(reversals._flags_in(told(f"建成公园{n}处。")) for n in (3, 4)))
