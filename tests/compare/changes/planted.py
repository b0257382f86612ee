"""Two reports of an invented county, what does not add up in them, and the kinds of findings wanted."""

from compare.model import Cell, Document, Line, Table

BASELINE = (
    "青山县2023年法治政府建设情况报告",
    "一、主要举措和成效",
    "全年办理行政复议案件100件，纠正违法行为20起。",
    "县级媒体刊发法治专栏文章共计80篇，覆盖全县各乡镇街道。",
    "开展行政执法人员培训60场，组织闭卷考试并公布结果。",
    "行政机关负责人出庭应诉率为91.5%，比上年有所改善。",
    "新建社区法律服务站10个，配备专职人员值守接待群众。",
    "县政务大厅安排专项经费300万元，用于更新自助服务终端。",
    "截至2023年底，累计培养法律明白人5200名，实现村村都有。",
    "全年查处违法建设案件45起，拆除到位并恢复原有地貌。",
    "清理涉企行政收费，减轻企业负担共计700万元，惠及各类企业。",
    "县级部门公开执法依据目录，收录执法事项清单40项并动态调整。",
)
CURRENT = (
    "青山县2024年法治政府建设情况报告",
    "一、主要举措和成效",
    "全年办理行政复议案件120件，同比增长50%，纠正违法行为20起。",
    "县级媒体刊发法治专栏文章共计60篇，同比增长10%，覆盖全县各乡镇街道。",
    "开展行政执法人员培训70场，比上年增加25场，组织闭卷考试并公布结果。",
    "行政机关负责人出庭应诉率为92.5%，比上年提高6个百分点。",
    "新建社区法律服务站30个，比上年增长5倍，配备专职人员值守接待群众。",
    "县政务大厅安排专项经费3万元，用于更新自助服务终端。",
    "截至2024年底，累计培养法律明白人4100名，实现村村都有。",
    "2024年1月至9月查处违法建设案件52起，拆除到位并恢复原有地貌。",
    "清理涉企行政收费，同口径减轻企业负担共计900万元，惠及各类企业。",
    "县级部门公开执法依据目录，收录执法事项清单由30项增至55项并动态调整。",
    "发布典型案例共119期，其中，县级47期、镇级70期。",
    "行政许可按时办结率达到104%，群众评价良好。",
    "从案件结构看，治安、交通、市场三类其中分别占50%、40%、30%。",
    "每月组织集中宣讲9至5场，深入村组。",
    "2024年2月30日，县政府召开法治建设推进会，已部署全年任务。",
    "2025年3月12日，县司法局举办了全县法治骨干培训班。",
    "印发《青山县执法公示办法》《青山县执法记录办法》《青山县法制审核办法》等2件文件。",
    "全年受理群众投诉举报500件，办结530件。",
    "全年收到信访事项200件，办结180件，办结率100%。",
    "一是健全工作机制。三是强化结果运用。",
    "严格执行《青山县重大行政决策程序规定》，履行听证程序。",
    "（一）强化审查",
    "全县行政规范性文件合法性审查共审查文件38件，逐件出具意见。",
    "（二）强化监督",
    "全县行政规范性文件合法性审查共审查文件41件，逐件登记备案。",
    "对照《青山县重大行政决策程序规范》，逐项检查落实。",
    "二、2019年工作安排",
    "政府信息公开方面，全年收到政府信息公开申请17件，均按期答复。",
)
FORM_ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果",
    "四、结转下年度继续办理",
)


def form(new: int, old: int, ended: int, left: int, total: int, line: int) -> Table:
    """The form of applications in short: two sorts of applicants and their total."""
    head = (Cell("项目", columns=2), Cell("自然人"), Cell("企业"), Cell("总计"))
    rows = [
        (Cell(FORM_ROWS[0], columns=2), Cell(str(new)), Cell("1"), Cell(str(total))),
        (Cell(FORM_ROWS[1], columns=2), Cell(str(old)), Cell("0"), Cell(str(old))),
        (Cell(FORM_ROWS[2], rows=3), Cell("（一）予以公开"), Cell("5"), Cell("1"), Cell("6")),
        (Cell("（二）不予公开"), Cell("3"), Cell("0"), Cell("3")),
        (Cell("（三）总计"), Cell(str(ended)), Cell("1"), Cell(str(ended + 1))),
        (Cell(FORM_ROWS[3], columns=2), Cell(str(left)), Cell("0"), Cell(str(left))),
    ]
    return Table((head, *rows), line)


def document(year: int) -> Document:
    """The report of 2023, which adds up, or of 2024."""
    lines = BASELINE if year == 2023 else CURRENT
    table = form(9, 1, 8, 2, 10, len(lines)) if year == 2023 else form(9, 1, 9, 3, 12, len(lines))
    return Document(f"{year}.txt", str(year), tuple(map(Line, lines)), tables=(table,))


WANTED = {
    *(
        "parts_sum",
        "share_over",
        "shares_sum",
        "range_reversed",
        "date_impossible",
        "date_later",
        "list_count",
    ),
    *("more_done", "rate_of_counts", "numbering_gap", "two_values", "two_names", "heading_year"),
    *("growth_share", "growth_sign", "growth_amount", "growth_times", "magnitude", "total_fell"),
    *("basis_months", "basis_words", "restated"),
    *("table_row", "table_column", "form_balance", "carried_over", "text_table"),
}
