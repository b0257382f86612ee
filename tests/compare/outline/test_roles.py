"""Which sentence says what: done, lacking, planned, or nothing of the kind."""

from collections.abc import Sequence

import numpy as np
import pytest

from compare.model import Role, TextPart
from compare.outline.roles.course import decode
from compare.outline.roles.labels import LABELS, LineLabel
from compare.outline.roles.line_features import chapter_beginnings
from compare.outline.roles.shapes import shape_of
from tests.accuracy.roles.courses import goes_by_subject, transitions
from tests.compare.outline.outlined import report_of, roles_of

DONE, PROBLEM, PLAN, PREAMBLE = Role.DONE, Role.PROBLEM, Role.PLAN, Role.PREAMBLE
DEEDS = "全年办理许可事项8600件，同比增长6.2%。开展联合检查48次，查处违法案件95起。"
LACKS = "执法人员力量不足。个别部门应诉能力不强。"
PLANS = "建设县级执法监督平台，培训执法骨干200人。完善重大决策合法性审查制度。"


def law_report(*review: str, lacks: Sequence[str] = (LACKS,), plans: Sequence[str] = (PLANS,)) -> list[str]:
    """A page of a county on the rule of law."""
    return [
        "云溪县2023年度法治政府建设情况报告",
        "现将有关情况报告如下：",
        "一、主要举措和成效",
        DEEDS,
        *review,
        "二、存在的问题和不足",
        *lacks,
        "三、下一年度主要安排",
        *plans,
    ]


def chapters_of(*lines: str) -> list[bool]:
    return chapter_beginnings([shape_of(line) for line in lines])


def role_in_review(sentence: str) -> Role:
    return roles_of(report_of(*law_report(f"建成“一窗受理”专区12个。{sentence}")))[sentence]


def work_report(review: str, *plans: str) -> list[str]:
    """A page of a county's work report."""
    return [
        "2024年云溪县政府工作报告",
        "——2024年1月12日在云溪县第十七届人民代表大会第四次会议上",
        "各位代表：",
        "现在，我代表县人民政府，向大会报告工作，请予审议。",
        "一、2023年工作回顾",
        review,
        "二、2024年主要任务",
        *plans,
        "各位代表！让我们团结一心、真抓实干，谱写云溪发展新篇章！",
    ]


@pytest.mark.parametrize(
    ("deeds", "problems", "plans"),
    [
        ("主要举措和成效", "存在的不足和原因", "下一年度主要安排"),
        ("2023年工作开展情况", "当前存在的主要问题", "2024年工作安排"),
        ("重点工作完成情况", "面临的困难和挑战", "下一步工作打算"),
        ("过去一年的工作", "问题与短板", "今后一个时期的努力方向"),
        ("工作成效", "薄弱环节", "关于2024年工作"),
        ("履职情况", "不足之处", "工作谋划"),
    ],
)
def test_headings_tell_the_course_in_whatever_words(deeds: str, problems: str, plans: str) -> None:
    report = report_of(
        "云溪县2023年度法治政府建设情况报告",
        *(f"一、{deeds}", DEEDS, f"二、{problems}", LACKS, f"三、{plans}", PLANS),
    )
    assert [measure.role for measure in report.measures[-6:]] == [DONE, DONE, PROBLEM, PROBLEM, PLAN, PLAN]


def test_the_chapters_of_a_work_report_that_only_count_on_are_plans() -> None:
    roles = roles_of(
        report_of(
            *work_report("实施重点项目46个，完成投资78亿元，增长12.5%。"),
            "三、推动产业升级",
            "开工建设数控产业园二期，力争引进亿元以上项目20个。",
            "四、切实加强政府自身建设",
            "严格依法行政，自觉接受人大监督，办理建议提案满意率达到98%以上。",
        )
    )
    assert roles["实施重点项目46个，完成投资78亿元，增长12.5%。"] is DONE
    assert roles["开工建设数控产业园二期，力争引进亿元以上项目20个。"] is PLAN
    assert roles["严格依法行政，自觉接受人大监督，办理建议提案满意率达到98%以上。"] is PLAN


@pytest.mark.parametrize(
    "sentence",
    [
        "各位代表！",
        "各位代表！让我们团结一心、真抓实干，谱写云溪发展新篇章！",
        "现在，我代表县人民政府，向大会报告工作，请予审议。",
        "——2024年1月12日在云溪县第十七届人民代表大会第四次会议上",
    ],
)
def test_ceremony_is_no_measure(sentence: str) -> None:
    report = report_of(*work_report(DEEDS, "新建学校3所，改造老旧小区12个。"))
    assert not [m for m in report.measures if m.text in sentence and m.role is not PREAMBLE]


def test_the_words_of_a_lead_are_no_measure_and_its_details_are() -> None:
    roles = roles_of(
        report_of(
            *work_report(
                DEEDS,
                "加快推进园区建设。建设标准厂房12万平方米，新增工业用地800亩。",
                "提升公共服务水平。新建公办幼儿园3所，新增学位1200个。",
            )
        )
    )
    assert roles["加快推进园区建设。"] is PREAMBLE
    assert roles["建设标准厂房12万平方米，新增工业用地800亩。"] is PLAN


def test_the_first_of_two_short_sentences_below_a_heading_is_no_lead() -> None:
    roles = roles_of(
        report_of(
            *("云溪县司法局2023年法治政府建设情况报告", "一、主要工作", "全年办理公证事项860件。"),
            *("二、工作愿景", "推行公证服务专员制度。建设法律援助信息平台，实现申请全程网办。"),
        )
    )
    assert roles["推行公证服务专员制度。"] is PLAN


def test_what_a_sentence_says_of_itself_outweighs_its_section() -> None:
    assert role_in_review("2024年，将把试点扩大到全县12个乡镇。") is PLAN
    assert role_in_review("同时还应看到，部分单位执法能力不强，力量不足，有待加强。") is PROBLEM


def test_the_next_steps_in_a_paragraph_of_problems_are_plans_to_its_end() -> None:
    roles = roles_of(
        report_of(
            "云溪县2024年政府信息公开工作年度报告",
            "一、总体情况",
            "全年主动公开政府信息1320条，办理依申请公开36件。",
            "二、存在的主要问题及改进情况",
            "主要存在以下问题：一是公开内容的深度还不够；二是队伍业务能力不强。"
            "2025年，我县将着力抓好以下工作：一是细化公开目录，扩大主动公开范围；"
            "二是加强业务培训，全年举办培训班4期。",
        )
    )
    assert roles["二是队伍业务能力不强。"] is PROBLEM
    assert roles["二是加强业务培训，全年举办培训班4期。"] is PLAN


ADDRESS = (
    "2023年施政報告",
    "青山特別行政區行政長官",
    "2023年10月18日",
    "I. 引言",
    "1. 今年是實現規劃目標的關鍵一年。",
    "II. 民生",
    "2. 政府今年設立社區客廳12個，服務居民逾3萬人。",
    "3. 今年增設託管中心15所。",
    "III. 未來路向",
    "4. 政府明年將增撥8,000萬元支援照顧者。",
    "5. 我們會在明年第二季檢討牌照制度。",
)


def test_what_is_written_as_a_year_ends_tells_of_this_year() -> None:
    roles = list(roles_of(report_of(*ADDRESS)).values())
    assert roles[-5:] == [PREAMBLE, DONE, DONE, PLAN, PLAN]


def test_a_work_report_plans_for_this_year() -> None:
    report = report_of(*work_report(f"去年{DEEDS}", "今年改造老旧小区12个。", "今年新建养老驿站3个。"))
    assert roles_of(report)["今年改造老旧小区12个。"] is PLAN


def test_furniture_is_kept_and_named() -> None:
    report = report_of(
        "来源：云溪县司法局 发布时间：2024-03-08 字体：[大 中 小]", *law_report(), "打印本页 关闭窗口"
    )
    furniture = [aside.text for aside in report.asides if aside.part is TextPart.FURNITURE]
    assert furniture == ["来源：云溪县司法局发布时间：2024-03-08字体：[大中小]", "打印本页关闭窗口"]
    assert "打印本页关闭窗口" not in [measure.text for measure in report.measures]


def test_what_frames_a_report_stands_beside_it() -> None:
    paper_head = ("云溪县人民政府文件", "云政〔2024〕12号签发人：周某")
    sign_off = ("特此报告。", "云溪县人民政府", "2024年3月20日", "（此件公开发布）")
    annex = ("附件", "2023年县政府规范性文件目录", "抄送：县委办公室，县人大常委会办公室。")
    plain = report_of(*law_report())
    framed = report_of(*paper_head, *law_report(), *sign_off, *annex)
    assert [(each.id, each.text) for each in framed.measures] == [
        (each.id, each.text) for each in plain.measures
    ]
    assert [aside.text for aside in framed.asides] == [*paper_head, *sign_off, *annex]
    assert {aside.part for aside in framed.asides} == {TextPart.FURNITURE}


def test_a_cover_stands_beside_the_report() -> None:
    plain = report_of(*law_report())
    covered = report_of(plain.title, "云溪县人民政府", "2024年3月", *law_report())
    assert [each.text for each in covered.measures] == [each.text for each in plain.measures]
    assert [aside.text for aside in covered.asides] == [plain.title, "云溪县人民政府", "2024年3月"]


def test_where_and_by_whom_it_was_given_is_the_reports() -> None:
    report = report_of("来源：云溪日报", *work_report(DEEDS, "新增服务网点12个。"))
    beginning = [measure.text for measure in report.measures[:3]]
    assert beginning[0] == "2024年云溪县政府工作报告"
    assert beginning[1].endswith("云溪县第十七届人民代表大会第四次会议上")
    assert [aside.text for aside in report.asides] == ["来源：云溪日报"]


def test_a_glossary_explains_and_measures_nothing() -> None:
    report = report_of(
        *work_report(DEEDS, "完善“一窗受理”机制，新增服务网点12个。"),
        "名词解释",
        "[1]一窗受理：是指把多个窗口合为一个综合窗口，统一收件、分类审批、统一出件的服务方式。",
        "[2]标准地：指带着建设规划、能耗、环境等一系列标准出让的建设用地。",
    )
    explained = [measure for measure in report.measures if measure.part is TextPart.GLOSSARY]
    assert [measure.role for measure in explained] == [PREAMBLE, PREAMBLE]


def test_every_role_has_its_odds_and_the_likeliest_is_first() -> None:
    for measure in report_of(*law_report()).measures:
        if measure.part is TextPart.TEXT:
            assert measure.odds[0][0] is measure.role
            assert sum(odd for _, odd in measure.odds) == pytest.approx(1.0, abs=0.04)


def test_a_course_that_comes_back_to_deeds_goes_by_subject() -> None:
    done, problem, plan = LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN
    assert goes_by_subject([done, problem, plan, done, problem, None, plan, done, plan])
    assert not goes_by_subject([LineLabel.PREAMBLE, done, done, problem, done, plan])


def test_the_course_decides_where_a_line_says_little() -> None:
    done, problem, plan = (
        LABELS.index(label) for label in (LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN)
    )
    usual = [LineLabel.DONE] * 8 + [LineLabel.PROBLEM] + [LineLabel.PLAN] * 8
    by_subject = [LineLabel.DONE, LineLabel.PROBLEM, LineLabel.PLAN] * 5
    courses = np.stack([transitions([usual]), transitions([by_subject])])
    shown = np.zeros((7, len(LABELS)))
    for line, label in ((0, done), (1, done), (3, problem), (4, plan), (6, plan)):
        shown[line, label] = 6.0
    shown[5, done] = 1.0  # which alone would make it a deed among plans
    odds = decode(shown, [False] * 7, courses, np.array([0.9, 0.1]))
    assert odds.sum(axis=1) == pytest.approx(np.ones(7))
    assert odds.argmax(axis=1).tolist() == [done, done, done, problem, plan, plan, plan]


def test_a_report_turns_to_plans_where_a_chapter_begins_rather_than_within_one() -> None:
    done, plan = LABELS.index(LineLabel.DONE), LABELS.index(LineLabel.PLAN)
    usual = [LineLabel.DONE] * 8 + [LineLabel.PLAN] * 8
    courses = np.stack([transitions([usual]), transitions([[LineLabel.DONE, LineLabel.PLAN] * 5])])
    shown = np.zeros((6, len(LABELS)))
    shown[:3, done] = 3.0
    shown[3:, plan] = 2.0
    likely = [
        decode(shown, [at == chapter for at in range(6)], courses, np.array([0.9, 0.1]))[3, plan]
        for chapter in (3, None)
    ]
    assert likely[0] > likely[1]


def test_a_chapter_begins_below_the_topmost_headings_numbered_or_not() -> None:
    numbered = ("一、工作回顾", "（一）强化监管", *[DEEDS] * 4, "二、工作安排", PLANS)
    plain = ("工作回顾", *[DEEDS] * 5, "工作安排", PLANS)
    assert chapters_of(*numbered) == [False, *[True] * 4, False, False, True]
    assert chapters_of(*plain) == [False, *[True] * 4, False, False, True]


def test_traditional_text_is_read_as_such_with_the_years_of_the_republic() -> None:
    roles = roles_of(
        report_of(
            "云溪縣政府112年度施政績效報告",
            "壹、重要施政成果",
            "全年辦理戶政案件3萬2560件，滿意度達98.5%。",
            "貳、檢討與改進",
            "人力仍有不足，部分案件逾期未結。",
            "參、未來施政重點",
            "114年將建置整合平台，擴大服務據點至12處。",
        )
    )
    assert roles["全年辦理戶政案件3萬2560件，滿意度達98.5%。"] is DONE
    assert roles["人力仍有不足，部分案件逾期未結。"] is PROBLEM
    assert roles["114年將建置整合平台，擴大服務據點至12處。"] is PLAN
