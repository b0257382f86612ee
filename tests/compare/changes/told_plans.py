"""Plans, what a later report says of them, and what became of them: three and more of each kind."""

from compare.model import PledgeOutcome

EXCEEDED, MET, PARTLY = PledgeOutcome.EXCEEDED, PledgeOutcome.MET, PledgeOutcome.PARTLY
UNDER_WAY, POSTPONED, CARRIED_OVER = (
    PledgeOutcome.UNDER_WAY,
    PledgeOutcome.POSTPONED,
    PledgeOutcome.CARRIED_OVER,
)

# (plan, deed, outcome, share)
TOLD: list[tuple[str, str, PledgeOutcome, float | None]] = [
    ("新建口袋公园10个。", "建成口袋公园12个。", EXCEEDED, 1.2),
    ("发放助农贴息贷款1000万元。", "发放助农贴息贷款0.12亿元。", EXCEEDED, 1.2),
    ("组织公职人员旁听庭审不少于10场。", "组织公职人员旁听庭审14场。", EXCEEDED, 1.4),
    ("将不动产登记时限压缩至3个工作日。", "不动产登记时限压缩至2个工作日。", EXCEEDED, None),
    ("涉企检查频次下降20%以上。", "涉企检查频次下降30%。", EXCEEDED, 1.5),
    ("新增公共停车泊位500个。", "新增公共停车泊位500余个。", MET, 1.0),
    ("出台《养犬管理办法》。", "《养犬管理办法》经审议通过并印发施行。", MET, None),
    ("启动城北水厂扩建。", "城北水厂扩建工程开工建设。", MET, None),
    ("持续推进殡葬服务改革。", "深入推进殡葬服务改革。", MET, None),
    ("每季度开展消防演练1次。", "开展消防演练6次。", MET, None),
    ("编制法治政府建设规划。", "法治政府建设规划编制完成并印发。", MET, None),
    ("新建口袋公园10个。", "建成口袋公园6个。", PARTLY, 0.6),
    ("开展渔政执法培训20场次。", "举办渔政执法培训15场次。", PARTLY, 0.75),
    ("窗口服务好评率达到95%。", "窗口服务好评率为76%。", PARTLY, 0.8),
    ("改造农贸市场30个。", "农贸市场改造开工30个，建成18个。", PARTLY, 0.6),
    ("培训网格员500人。", "培训网格员480人，其余20人推迟到次年培训。", PARTLY, 0.96),
    ("建成图书馆、体育馆。", "图书馆已建成开放，体育馆因故缓建。", PARTLY, None),
    ("新建公园10个、绿道20公里。", "建成公园12个。", PARTLY, None),
    ("修订《渣土运输办法》，开展案卷评查。", "开展案卷评查3次。", PARTLY, None),
    ("制定物业管理办法。", "起草了物业管理办法，拟次年出台。", UNDER_WAY, None),
    ("出台《河道采砂管理规定》。", "《河道采砂管理规定》完成起草，正在征求意见。", UNDER_WAY, None),
    ("建成城北污水处理厂。", "城北污水处理厂开工建设，完成投资1.2亿元。", UNDER_WAY, None),
    ("设立仲裁调解中心。", "仲裁调解中心筹建有序推进，计划于明年挂牌。", UNDER_WAY, None),
    ("改造农贸市场30个。", "30个农贸市场改造全部启动。", UNDER_WAY, None),
    ("编制法治政府建设规划。", "法治政府建设规划编制工作已启动，形成初稿。", UNDER_WAY, None),
    ("启动城北水厂扩建。", "城北水厂扩建因故暂缓。", POSTPONED, None),
    ("建成智慧停车平台。", "智慧停车平台受资金影响推迟至明年实施。", POSTPONED, None),
    ("组建公职律师库。", "公职律师库组建工作未能如期完成。", POSTPONED, None),
    ("推动知识产权保护中心落地。", "知识产权保护中心尚未获批。", POSTPONED, None),
    ("举办乡村振兴法治论坛。", "乡村振兴法治论坛延期举办。", POSTPONED, None),
]

# The same among the plans and deeds of a whole report: (plan, deed, outcome).
SET_IN: list[tuple[str, str, PledgeOutcome]] = [
    ("新建社区食堂8家。", "建成社区食堂5家。", PARTLY),
    ("年内新增充电桩400个。", "新增充电桩460个。", EXCEEDED),
    ("创建美丽庭院示范户200户。", "创建美丽庭院示范户150户。", PARTLY),
    ("全年组织夜间酒驾整治60次。", "组织夜间酒驾整治60次。", MET),
    ("制定农村宅基地审批管理办法。", "农村宅基地审批管理办法目前仅完成初稿起草，拟于次年出台。", UNDER_WAY),
    (
        "出台《数据要素流通若干规定》。",
        "围绕《数据要素流通若干规定》开展调研并形成草案，预计明年上半年印发。",
        UNDER_WAY,
    ),
    ("建成东湖防洪闸站。", "东湖防洪闸站主体工程完工过半，正在加紧施工。", UNDER_WAY),
    ("启动老旧电梯更新改造三期工程。", "老旧电梯更新改造三期工程因资金未到位暂缓实施。", POSTPONED),
    ("举办首届沿江法治马拉松宣传活动。", "首届沿江法治马拉松宣传活动因故推迟举办。", POSTPONED),
    ("建设数字档案馆。", "数字档案馆建设受选址调整影响，未能如期开工。", POSTPONED),
    ("实现公证“最多跑一次”事项占比达到90%。", "公证“最多跑一次”事项占比达到93.5%。", EXCEEDED),
    (
        "完成小微企业出口退税提速，平均办理时间控制在6个工作日以内。",
        "小微企业出口退税平均办理时间为4.5个工作日。",
        EXCEEDED,
    ),
    ("培育省级专精特新企业25家。", "新认定省级专精特新企业17家。", PARTLY),
    ("投入5000万元实施农村饮水安全工程。", "农村饮水安全工程投入0.62亿元，惠及村民3.1万人。", EXCEEDED),
    ("设立妇女儿童维权合议庭。", "妇女儿童维权合议庭揭牌运行，审结案件73件。", MET),
    ("组建城市更新专家咨询委员会。", "城市更新专家咨询委员会正在筹建，章程征求意见稿已形成。", UNDER_WAY),
]
PLANNED_AGAIN: list[tuple[str, str, PledgeOutcome]] = [
    ("建设西山森林防火视频监控网。", "加快建设西山森林防火视频监控网。", CARRIED_OVER),
    ("探索开展碳排放权质押登记。", "继续探索开展碳排放权质押登记。", CARRIED_OVER),
    ("推行渔船进出港报告制度。", "全面推行渔船进出港报告制度，落实“一船一档”。", CARRIED_OVER),
]
