"""Invented reports of sentences that only look alike, and of others that only look different, to learn from.

Labelled reports hold few of them, so a model that saw nothing else is sure of `开展电梯专项整治` being
`开展校车专项整治`. Of every pair here it is known by how it was made whether it is one measure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

PAIRS: Final = 3
_OBJECT_WORDS: Final = """
    药品 燃气 校外培训 停车 供水 供热 物业服务 电梯 校车 农贸市场 建筑工地 危险化学品 道路运输 网络餐饮
    民办教育 医疗美容 长租公寓 预付卡消费 二手车交易 快递物流 消防设施 水利工程 农资 森林防火 防汛 河道采砂
    噪声 扬尘
    餐饮油烟 生活垃圾 污水处理 老旧小区 社区食堂 托育服务 残疾人康复 退役军人安置 根治欠薪 劳动争议 人民调解
    公证 法律援助 社区矫正 招标投标 政府采购 商标 专利 非遗 文物 旅游 体育场馆 户外广告 殡葬 婚姻登记 户籍
    出入境 边贸 跨境电商 冷链 粮食储备 种业 畜禽养殖 渔业 林权 宅基地 不动产 测绘 气象 地震 统计 档案
"""
_OBJECTS: Final = _OBJECT_WORDS.split()
_FORMS: Final = (
    ("持续强化{o}领域日常监管，进一步健全信用分级机制。", "继续做好{o}领域监管，信用分级机制更加健全。"),
    ("开展{o}专项治理行动，规范行业秩序。", "围绕{o}开展专项治理，行业秩序得到规范。"),
    ("印发《{o}管理规定》，理顺部门职责。", "《{o}管理规定》正式施行，部门职责进一步理顺。"),
    ("组织{o}应急演练{n}次，检验预案的可操作性。", "举行{o}应急演练{n}次。"),
    ("建立{o}工作专班，定期会商重点难点。", "{o}工作专班实体运行，每月会商一次。"),
    ("全年办结{o}事项{n}件。", "办理{o}事项{n}件，按时办结率百分之百。"),
    ("{o}覆盖率达到{n}%。", "{o}覆盖率提高到{n}%。"),
    ("推进{o}规范化建设，培育示范单位{n}家。", "{o}规范化建设示范单位增至{n}家。"),
    ("出台{o}三年行动计划，细化任务{n}项。", "{o}三年行动计划{n}项任务全部启动。"),
    ("召开{o}工作调度会{n}次，压实各方责任。", "{o}工作调度会开了{n}次。"),
    ("聘请{o}社会监督员{n}名，广泛收集意见。", "{o}社会监督员扩大到{n}名。"),
    ("梳理{o}权责清单，公开办事指南。", "{o}权责清单动态调整，办事指南同步公开。"),
    ("新建{o}服务站{n}个，方便周边居民。", "{o}服务站增加{n}个。"),
    ("受理{o}投诉举报{n}件。", "全年{o}投诉举报{n}件，件件有回音。"),
)
_ACTS: Final = (
    ("侦破养老诈骗案件{n}起", "查处养老诈骗案件{n}起"),
    ("加固山塘水库{n}座", "除险加固山塘水库{n}座"),
    ("扶持中药材种植基地{n}处", "中药材种植基地发展到{n}处"),
    ("安排村居法律顾问{n}名下沉一线", "村居法律顾问{n}名常驻一线"),
    ("试行告知承诺办理", "告知承诺办理全面推开"),
    ("开办长者食堂{n}家", "长者食堂增至{n}家"),
    ("上线城市运行一网统管系统", "城市运行一网统管系统接入部门数据"),
    ("发布轻微违法不罚清单", "更新轻微违法不罚清单"),
    ("修葺名人故居{n}处", "名人故居{n}处修葺完毕"),
    ("引进骨干教师{n}名", "骨干教师新增{n}名"),
    ("疏浚内河航道{n}公里", "内河航道疏浚{n}公里"),
    ("更新公交车{n}辆", "新能源公交车更新{n}辆"),
    ("补贴家电以旧换新{n}台", "家电以旧换新补贴{n}台"),
    ("关停散乱污企业{n}户", "散乱污企业关停{n}户"),
    ("救助困境儿童{n}名", "困境儿童得到救助{n}名"),
    ("举办律师以案释法讲座{n}场", "律师以案释法讲座举办{n}场"),
    ("复核低保对象{n}户", "低保对象复核{n}户"),
    ("铺设排水管道{n}公里", "排水管道新铺{n}公里"),
)
_STOCK_PHRASES: Final = """
    牢牢守住安全底线 收到良好效果 做到清单化管理、闭环式推进 服务乡村全面振兴 群众满意度持续攀升
    为经济社会发展保驾护航 确保各项部署落到实处 形成上下联动的工作局面 治理水平稳步提升 营造浓厚氛围
    采取上下结合的方式推进 以钉钉子精神抓落实 得到社会各界广泛好评 让发展成果更多惠及百姓
"""
_STOCK: Final = _STOCK_PHRASES.split()


@dataclass(frozen=True, slots=True)
class Invented:
    """Two lists of sentences, and which of the first is the same measure as which of the second."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    same: frozenset[tuple[int, int]]


def invented_pairs() -> list[Invented]:
    """Pairs of reports, the same on every run."""
    return [_invented(Random(seed)) for seed in range(PAIRS)]


def _invented(random: Random) -> Invented:
    rows = [*_of_forms(random), *_of_acts(random)]
    order = random.sample(range(len(rows)), len(rows))
    places = sorted(range(len(rows)), key=lambda row: (order[row] + random.uniform(-3, 3), row))
    after = [rows[row][1] for row in places]
    same = frozenset((row, places.index(row)) for row, (_, _, is_same) in enumerate(rows) if is_same)
    return Invented(tuple(before for before, _, _ in rows), tuple(after), same)


def _of_forms(random: Random) -> Iterator[tuple[str, str, bool]]:
    """Of every form once one object in both years, in other words, and once another object, in the same."""
    objects = iter(random.sample(_OBJECTS, len(_OBJECTS)))
    for form, reworded in random.sample(_FORMS, len(_FORMS)):
        going_on = next(objects)
        yield _said(form, going_on, random), _said(reworded, going_on, random), True
    for form, _ in random.sample(_FORMS, len(_FORMS)):
        yield _said(form, next(objects), random), _said(form, next(objects), random), False


def _of_acts(random: Random) -> Iterator[tuple[str, str, bool]]:
    """Acts with a phrase that every report has: the same act with another, another act with the same."""
    acts = random.sample(_ACTS, len(_ACTS))
    half: Sequence[tuple[str, str]] = acts[: len(acts) // 3]
    for act, reworded in half:
        first, second = random.sample(_STOCK, 2)
        yield _said(f"{act}，{first}。", "", random), _said(f"{reworded}，{second}。", "", random), True
    others = acts[len(half) :]
    for (act, _), (other, _) in zip(others[::2], others[1::2], strict=True):
        phrase = random.choice(_STOCK)
        yield _said(f"{act}，{phrase}。", "", random), _said(f"{other}，{phrase}。", "", random), False


def _said(form: str, thing: str, random: Random) -> str:
    return form.format(o=thing, n=random.randint(2, 98))
