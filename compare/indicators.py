"""What a number counts, named as a reader would name the indicator: `发明专利`, `智能预审覆盖率`."""

import re
from collections.abc import Sequence
from dataclasses import replace

import rjieba

from compare.model import Figure, FigureKind

LONGEST = 16

_NAME = re.compile(r"(《[^《》]*》|“[^“”]*”|「[^「」]*」)")
_STOPS = "，。；：！？,;:!?\n"
_LABELS = frozenset({FigureKind.DATE, FigureKind.EDITION})
_RISE_OR_FALL = "增长|增加|增幅|上升|上涨|提高|提升|扩大|下降|降低|减少|缩短|压减|压缩|精简|缩减|削减|回落|降幅|节约|节省|下调|上调|翻"
_CHANGED = re.compile(rf"((?:同比|环比|年均|平均)?(?:{_RISE_OR_FALL}))[了近约]*$")

# Verbs that never belong to a name: it begins after the last of them, or ends before the first.
_VERBS = frozenset(
    "开展 组织 举办 召开 举行 收到 收集 征集 接收 接到 提出 出具 制发 发出 发放 印发 出台 制定 发布 公布 形成 打造 推出 办理 查处 查办 "
    "处置 签订 签署 投入 聘请 选聘 聘任 配备 招录 惠及 推动 推进 落实 加强 拓展 参与 承办 承接 调整 纳入 列入 进入 围绕 "
    "针对 给予 帮助 助力 吸引 带动 归集 录入 追回 挽回 减免 清偿 启动 培育 培养 创成 命名 认定 编制 完善 梳理 "
    "编发 出动 发现 化解 赋予 下沉 收回 主持 列席 走访 移送 报备 报送 清退 提供 创建 新建 新设 新增 设立 建成 "
    "成立 组建 布设 聚焦 讲授 邀请 督促 促成 完成 实现 选派 公示 推行 试行 实行 促进 指导 引导 遴选 接入 进驻 汇集 整改 就近 "
    "编写 宣布 分解 下达 明确 评选 接待 流转 纠正 提示 走进 取得 保留 反馈 兑付 安排 获得 依托 作出 集中整治 立案查处 新培育 新培养 新创建".split()
)
# Words before the name that say when, how much or how.
_LEADING = frozenset(
    "全年 年内 今年 去年 本年 本年度 当年 目前 截至 截止 累计 共 共计 总共 合计 已 已经 共有 全部 均 分别 先后 其中 并 并且 以及 和 与 及 对 将 "
    "把 为 向 在 从 由 按 以 通过 继续 持续 进一步 再 还 又 也 达到 达 建设 处理 公开招录 涉及 涉 直接 服务 覆盖 有 的 等 地 了 着 各类 各级 各 "
    "该 上述 全县 全区 全市 全省 全国 依法 依规 主动 及时 严格 成功 强化 优化 扩大 经过 对照 新 另 另有 仅 只 就 支持 受理 检查 排查 增加 深入 面向 专题 社会 "
    "超 约 近 一场 一批 一名 每 至 到 同时 期间 过去 五年 来 以来 中 上 里 内 后 之 力争 确保 确定 区级 责令 调解 评查 交叉 立案 现场 审查".split()
)
# Words between the name and its number.
_TRAILING = frozenset(
    "达到 达 为 有 至 到 共 共计 累计 总计 合计 是 占 超 超过 突破 近 约 升 升至 增至 降至 扩 扩至 扩大 提升 提高 增加 增长 下降 降低 减少 发展 拓展 推广 压缩 缩短 "
    "压减 由 从 的 了 分别 均 则 已 已达 仅 再 还 保持 稳定 控制 吸引 完成 实现 新增 全年 年内 平均 等 共有 约为 扩充 增 降 减 涨 为期 每年 每季度 每月 至少 "
    "拟 按 在 于 高 低 与 和 及 、 向 对 将 把 又 同比 环比 年均 净增 较 上年 去年 上年度 上 年 只 就 都 要 涉及 纳入 惠及 安排 分为 包括 达成 高达 多达 开放 落地 仅有 保持在".split()
)
# Words that begin what is said about the thing counted, and so end its name.
_PREDICATES = _VERBS | frozenset(
    "通过 在 参加 进行 获 被 于 提交 现场 均 全部 得到 开展 落地 扩大 组成 建立 位列 位居 列 居 占 为 是 有 按 按期 按时 经 由 从 对 将 把 向 与 以 "
    "并 并且 等 在线 接受 受益 反映 办结 办复 审结 受理 足额 领到 推广 设置 脱贫 摘帽 成为 达到 达 至 到 问诊 因 用于 用 上 下 中 内 前 后 里 之 同比 较 比 "
    "高于 低于 作 作为 做到 能 可 已 未 无 无一 不 才 还 也 又 都 就 配套 修订 修改 完毕 审议 随机 涉及 覆盖 增长 增加 减少 下降 提高 降低 创 创下 升 来 起 加入 "
    "率先 入选 享受 使用 支持 享 合格 时间 期间 基本 分别 同步 同时 顺利 成功 开始 投入 运行 申办 需 须 必须 应 要 没有 给 让 使 来自 担任 赴 到场 旁听 观看 学习 每 各 "
    "拓展 压缩 缩短 转化 全 自助 逐一 逐件 逐项 上线 重塑 集中 补办 创建 常驻 参演 承担 梳理 公布 退出 作了 完成 座谈 平稳 有序 经营 把脉 随 共".split()
)
# What was done to the things counted before: `受理61件` counts what `收到申请68件` did.
_ACTS = frozenset(
    "受理 审结 办结 办理 立案 结案 采纳 整改 化解 查处 查办 培训 审核 审查 检查 移送 纠正 驳回 撤销 维持 调解 修改 废止 免罚 新增 收到 采信 处罚 回复 反馈 "
    "答复 评查 发放 开展 组织 召开 举办 安排 投入 完成 清偿 兑付 承接 收回 提交 惠及 覆盖 建成 新建 改造 聘请 招录 公开 公示 清理 依法 直接 立案查处 审议 失效".split()
)
_LISTING = re.compile(r".*等(?:领域|方面|环节|内容|渠道)?的?(?=[^、级候待]{2,}$)")
_CLIPPED = re.compile(r"(?<=..)(?:[达降升增均占至]|均为|降至|升至|增至)$")


def name_figures(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the quantities among `figures` with their subjects, and the labels as they are.

    `审结案件57件，同比增长6%` → `案件` and `案件 同比增长`.
    """
    named: list[Figure] = []
    subject, free = "", 0
    for place, figure in enumerate(figures):
        if figure.kind in _LABELS:
            named.append(figure)
            free = figure.end
            continue
        limit = figures[place + 1].start if place + 1 < len(figures) else len(text)
        ahead = _clause_before(text, free, figure.start)
        behind = _noun_after(text[figure.end : limit], figure)
        subject = _subject(ahead, behind, subject, text[figure.end : limit])
        named.append(replace(figure, subject=_with_change(subject, ahead, behind)))
        free = figure.end + (text[figure.end : limit].find(behind) + len(behind) if behind else 0)
    return tuple(named)


def change_before(ahead: str) -> str:
    """Return the word of rise or fall that `ahead`, the words up to a number, ends with.

    >>> change_before("收到申请同比增长"), change_before("合格率提高到")
    ('同比增长', '')
    """
    found = _CHANGED.search(ahead)
    return found[1] if found else ""


def _clause_before(text: str, free: int, start: int) -> str:
    """Return the words from the last stop (not one inside a name) or figure to the number."""
    piece = text[free:start]
    blank = _NAME.sub(lambda name: "x" * len(name[0]), piece)
    return piece[max(map(blank.rfind, _STOPS)) + 1 :].strip(" 、")


def _subject(ahead: str, behind: str, last: str, rest: str) -> str:
    if behind:
        return behind
    before = _noun_before(ahead)
    if before and before not in _ACTS:
        return before
    root = last.split(" ")[0]
    if before and root:
        return f"{root} {before}" if len(root) + len(before) < LONGEST else root
    opens = bool(ahead) and "由" not in ahead and "从" not in ahead and not before
    said = _shorten(_words(re.split(rf"[{_STOPS}、]", rest)[0]))
    return root if root and not (opens and len(said) > 3) else said or before


def _with_change(subject: str, ahead: str, behind: str) -> str:
    change = change_before(ahead)
    if not change or behind or change in subject:
        return subject
    return f"{subject.split(' ')[0]} {change}".strip()


def _noun_before(ahead: str) -> str:
    words = _words(_LISTING.sub("", _CHANGED.sub("", ahead)))
    while words and words[-1] in _TRAILING and words[-2:] != ["占", "比"]:
        words.pop()
    acts = [word for word in words if word in _ACTS]
    words = _after_last_verb(words)
    while len(words) > 1 and words[0] in _LEADING and words[1] not in "率比" or words[:1] == ["、"]:
        words.pop(0)
    if not words or words[0] in _LEADING and len(words) == 1:
        return acts[-1] if acts else ""
    return _shorten(words)


def _after_last_verb(words: list[str]) -> list[str]:
    for place in range(len(words) - 2, -1, -1):
        if (
            words[place] in _VERBS
            and words[place + 1] not in ("率", "比", "的")
            and len("".join(words[place + 1 :])) > 1
        ):
            return words[place + 1 :]
    return words


def _noun_after(rest: str, figure: Figure) -> str:
    """Return the noun that follows the number at once: `3项“一件事”服务` has it, `3项，` has not."""
    if (figure.kind is not FigureKind.COUNT or figure.unit.endswith("元")) and not rest.startswith("的"):
        return ""
    blank = _NAME.sub(lambda name: "x" * len(name[0]), rest)
    stop = re.search(rf"[{_STOPS}、（(]", blank)
    words = _words(rest[: stop.start() if stop else len(rest)].removeprefix("的"))
    if len(words) > 1 and words[1] in ("到", "至", "为", "成"):
        return ""
    noun: list[str] = []
    for word in words:
        if word in _PREDICATES or word == "的":
            break
        noun.append(word)
    while noun and noun[-1] in ("和", "及", "以及"):
        noun.pop()
    return _shorten(noun) if len("".join(noun).strip()) > 1 and noun[0] not in ("和", "及", "以及") else ""


def _words(piece: str) -> list[str]:
    """Return the words of `piece`, with each quoted or bracketed name as one word."""
    words: list[str] = []
    for part in _NAME.split(piece.strip()):
        words.extend([part] if _NAME.fullmatch(part) else rjieba.cut(part))
    return [word for word in words if word.strip()]


def _shorten(words: Sequence[str]) -> str:
    """Return the last words that fit a name, begun after an enumeration's comma where there is one."""
    kept = list(words)
    while len(kept) > 1 and len("".join(kept)) > LONGEST:
        kept.pop(0)
    if len(kept) < len(words) and "、" in kept[:-1]:
        kept = kept[kept.index("、") + 1 :]
    while len(kept) > 1 and (kept[0] in _LEADING or kept[0] == "、"):
        kept.pop(0)
    name = "".join(kept).strip(" 、，的")
    if name.count("）") > name.count("（"):
        name = name.split("）", 1)[1]
    return _CLIPPED.sub("", name)
