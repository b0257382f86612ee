"""Words of government reports that stand around a number without being a part of what it counts."""


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name begins after the last of these, or ends before the first.
VERBS = _word_set(
    """
    开展 组织 举办 召开 举行 收到 收集 征集 接收 接到 提出 出具 制发 发出 发放 印发 出台 制定 发布 公布
    形成 打造 推出 办理 查处 查办 处置 签订 签署 投入 聘请 选聘 聘任 配备 招录 惠及 推动 推进 落实 加强
    拓展 参与 承办 承接 调整 纳入 列入 进入 围绕 针对 给予 帮助 助力 吸引 带动 归集 录入 追回 挽回 减免
    清偿 启动 培育 培养 创成 命名 认定 编制 完善 梳理 编发 出动 发现 化解 赋予 下沉 收回 主持 列席 走访
    移送 报备 报送 清退 提供 创建 新建 新设 设立 建成 成立 组建 布设 聚焦 讲授 邀请 督促 促成 完成
    实现 选派 公示 推行 试行 实行 促进 指导 引导 遴选 接入 进驻 汇集 整改 就近 编写 宣布 分解 下达 明确
    评选 接待 流转 纠正 提示 走进 取得 保留 反馈 兑付 安排 获得 依托 作出 集中整治 立案查处 新培育
    新培养 新创建 抽评
    """
)
# How something was done: before a name no part of it, behind one its end.
MANNER = _word_set(
    """
    全面 如期 加快 加速 稳步 有序 顺利 大力 积极 认真 扎实 圆满 深入 切实 着力 全力 不断 进一步 逐步
    稳妥 陆续 统筹 大幅 大幅度
    """
)
# Before the name: when, how much, how.
LEADING = MANNER | _word_set(
    """
    全年 年内 今年 去年 本年 本年度 当年 目前 截至 截止 累计 共 共计 总共 合计 已 已经 共有 全部 均 分别
    先后 其中 并 并且 以及 和 与 及 对 将 把 为 向 在 从 由 按 以 通过 继续 持续 进一步 再 还 又 也 达到
    达 建设 处理 公开招录 涉及 涉 直接 服务 覆盖 有 的 等 地 了 着 各类 各级 各 该 上述 全县 全区 全市
    全省 全国 依法 依规 主动 及时 严格 成功 强化 优化 扩大 经过 对照 新 另 另有 仅 只 就 支持 受理 检查
    排查 增加 深入 面向 专题 社会 超 约 近 一场 一批 一名 每 至 到 同时 期间 过去 五年 来 以来 中 上 里
    新增 设 年末 内 后 之 力争 确保 确定 区级 责令 调解 评查 交叉 立案 现场 审查 预计 以上
    """
)
# Between the name and its number.
TRAILING = _word_set(
    """
    达到 达 为 有 至 到 共 共计 累计 总计 合计 是 占 超 超过 突破 近 约 升 升至 增至 降至 扩 扩至 扩大
    提升 提高 增加 增长 下降 降低 减少 发展 拓展 推广 压缩 缩短 压减 由 从 的 了 分别 均 则 已 已达 仅
    再 还 保持 稳定 控制 吸引 完成 实现 新增 全年 年内 平均 等 共有 约为 扩充 增 降 减 涨 为期 每年
    每季度 每月 至少 拟 按 在 于 高 低 与 和 及 、 向 对 将 把 又 同比 环比 年均 净增 较 上年 去年
    上年度 上 年 只 就 都 要 各 涉及 纳入 惠及 安排 分为 包括 达成 高达 多达 开放 落地 仅有 保持在 持续
    继续
    """
)
# After the number: what is said about the things counted, and so no part of their name.
PREDICATES = VERBS | _word_set(
    """
    通过 在 参加 进行 获 被 于 提交 现场 均 全部 得到 开展 落地 扩大 组成 建立 位列 位居 列 居 占 为 是
    有 按 按期 按时 经 由 从 对 将 把 向 与 以 并 并且 等 在线 接受 受益 反映 办结 办复 审结 受理 足额
    领到 推广 设置 脱贫 摘帽 成为 达到 达 至 到 问诊 因 用于 用 上 下 中 内 前 后 里 之 同比 较 比 高于
    低于 作 作为 做到 能 可 已 未 无 无一 不 才 还 也 又 都 就 配套 修订 修改 完毕 审议 随机 涉及 覆盖
    增长 增加 减少 下降 提高 降低 创 创下 升 来 起 加入 率先 入选 享受 使用 支持 享 合格 时间 期间 基本
    分别 同步 同时 顺利 成功 开始 投入 运行 申办 需 须 必须 应 要 没有 给 让 使 来自 担任 赴 到场 旁听
    观看 学习 每 各 拓展 压缩 缩短 转化 全 自助 逐一 逐件 逐项 上线 重塑 集中 补办 创建 常驻 参演 承担
    梳理 公布 退出 作了 完成 座谈 平稳 有序 经营 把脉 随 共
    """
)
# What was done to the things counted before: `受理61件` after `收到申请68件`.
ACTS = _word_set(
    """
    受理 审结 办结 办理 立案 结案 采纳 整改 化解 查处 查办 培训 审核 审查 检查 移送 纠正 驳回 撤销 维持
    调解 修改 废止 免罚 新增 收到 采信 处罚 回复 反馈 答复 评查 发放 开展 组织 召开 举办 安排 投入 完成
    清偿 兑付 承接 收回 提交 惠及 覆盖 建成 新建 改造 聘请 招录 公开 公示 清理 依法 直接 立案查处 审议
    失效
    """
)
# Names that say only what sort of number it is: `总数` of what was counted before.
GENERIC = _word_set(
    """
    总数 总量 总计 合计 金额 总金额 数量 总额 规模 增幅 占比 比例 人数 面积 涉及金额 总数达
    """
)
# Nouns that every report counts: a reader asks which of them, 走访企业 or 惠及企业.
BARE = _word_set(
    """
    企业 群众 单位 人员 案件 项目 问题 活动 事项 部门 意见 建议 资金 服务 会议 文件 线索 任务 用户
    申请 诉求 人 户 家庭 市民 居民 村民 职工 学生 干部 党员 工作人员 商户 市场主体 经营主体 主体
    机构 事件 工作 人数 人次 乡镇 街道 村 社区 镇 地区 城市 街镇 制度 措施 场所 材料 信息 数据 纠纷
    隐患 规定 标准
    """
)
# Before or after such a noun: what was done to it, or what it did.
ACTS_ON = (
    ACTS
    | VERBS
    | _word_set(
        """
        服务 覆盖 处理 排查 走访 支持 涉及 扶持 救助 资助 整治 约谈 打击 曝光 抽查 巡查 巡察 督察
        督导 督办 交办 转办 联系 联动 连接 建设 改造 治理 解决 消除 减少 压减 取消 下放 归集 共享
        补贴 奖励 补助 慰问 关爱 接受 参加 参与 受益 受惠 享受 入选 入驻 脱贫 开通 组织 动员 发动
        引进 引入 招引 签约 开工 竣工 投产 办结 答复 回应 征求 反馈 提出 报名 获评 获得 旁听 观看
        学习 上线 运行 招聘 引导 安置 帮扶 结对 扩大 查封 关停 责令 处罚 监测 监管
        保障 代办 参演 通办 纠治 销号 评估 评查 验收 表彰 通报 提级 上门
        """
    )
) - _word_set("实现 形成 取得 获得 确定 针对 围绕 聚焦 依托 安排")
# Of people counted by these a reader names the number: 新增就业人数.
COUNTED_PEOPLE = _word_set("就业 创业 参保 脱贫 落户 返乡 参训 受训 受益 再就业 入学 退休")
