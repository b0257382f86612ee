"""Two invented reports of any length, the same for the same seed.

Of the later one's sentences about six in ten continue one of the earlier's with other figures or words, and
what they are made of is as rare as in real reports: some words in nearly all, most in a few.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SENTENCES: Final = 110  # of a report of length 1, as the seeds have them
_PER_SECTION: Final = 8
_SECTIONS_PER_CHAPTER: Final = 12
_CONTINUED: Final = 0.6
_PLANNED: Final = 0.2
_NUMERALS: Final = "零一二三四五六七八九"
_ACTS_TEXT: Final = """
    开展 推进 完善 健全 落实 组织 举办 深化 优化 修订 建成 新建 改造 整治 排查 受理 审查 培训 推广 设立
    打造 扩建 引进 核查 公布 编制 启用 升级 联合 规范 巩固 压减 帮扶 支持 试行 清理 化解 调解 走访 服务
"""
_ACTS: Final = _ACTS_TEXT.split()
_QUALITIES_TEXT: Final = """
    重点 基层 线上 综合 专项 联合 智能 农村 城区 民生 示范 公益 便民 流动 跨区 绿色 数字 应急 常态 首批
    精细 分类 双向 全程 定点 邻里 社区 校园 企业 行业
"""
_QUALITIES: Final = _QUALITIES_TEXT.split()
_THINGS_TEXT: Final = """
    执法检查 法律顾问 政务大厅 服务专窗 调解中心 普法讲堂 信用档案 监督平台 行政复议 审批事项 营商环境
    口袋公园 污水管网 养老驿站 托育机构 学位供给 公交线路 充电车位 粮食仓库 灌溉水渠 防洪堤坝 老旧小区
    创业园区 科技孵化器 人才公寓 文化广场 图书分馆 体育场地 卫生院 急救站点 食品抽检 消防通道 危房改造
    就业培训 技能竞赛 招商项目 产业基金 融资担保 税费减免 物流枢纽 冷链仓储 桥梁加固 道路绿化 垃圾分类
    河湖巡查 森林防火 地灾监测 数据共享
"""
_THINGS: Final = _THINGS_TEXT.split()
_EFFECTS: Final = (
    "推动服务提质增效",
    "群众满意度不断提高",
    "切实保障各方权益",
    "为企业发展提供保障",
    "形成上下联动的格局",
    "进一步压实各级责任",
)
_UNITS: Final = ("件", "次", "场", "个", "处", "家", "人次", "项", "公里", "万元")
_NAMES: Final = "云岭松溪柏浦鹤垣澜泊苇塘岚湾青石白沙红枫南渡北屏东篱西坞金坪银滩长桥高塘平湖大有小满新丰"


def write_pair(folder: Path, length: int, seed: int = 7) -> tuple[Path, Path]:
    """The files of two reports of `length` times `SENTENCES` sentences: `baseline.txt` and `current.txt`."""
    chance = random.Random(seed)
    count = length * SENTENCES
    sentences = [_sentence(chance) for _ in range(count)]
    later = [
        _continued(each, chance) if chance.random() < _CONTINUED else _sentence(chance) for each in sentences
    ]
    files = folder / "baseline.txt", folder / "current.txt"
    for file, year, said in zip(files, (2023, 2024), (sentences, later), strict=True):
        file.write_text("\n".join(_report(year, said)) + "\n", encoding="utf-8")
    return files


_Sentence = tuple[str, str, int, str, str]  # where, what, how much, its unit, what it is good for


def _sentence(chance: random.Random) -> _Sentence:
    names = ["".join(chance.sample(_NAMES, 2)) for _ in range(2)]
    acts = [f"{chance.choice(_ACTS)}{chance.choice(_QUALITIES)}{chance.choice(_THINGS)}" for _ in range(2)]
    what = f"{acts[0]}，会同{names[1]}{chance.choice(('街道', '镇', '集团', '学院'))}{acts[1]}"
    amount = chance.randrange(3, 4_000)
    return f"在{names[0]}片区", what, amount, chance.choice(_UNITS), chance.choice(_EFFECTS)


def _continued(sentence: _Sentence, chance: random.Random) -> _Sentence:
    where, what, amount, unit, effect = sentence
    amount = max(1, round(amount * chance.uniform(0.7, 1.5)))
    return where, what, amount, unit, effect if chance.random() < _CONTINUED else chance.choice(_EFFECTS)


def _report(year: int, sentences: list[_Sentence]) -> Iterator[str]:
    """A title, chapters of numbered sections, and the last fifth as what is planned."""
    yield f"青岚县{year}年法治政府建设情况报告"
    done = round(len(sentences) * (1 - _PLANNED))
    chapters = [
        (title, said[start : start + _PER_SECTION * _SECTIONS_PER_CHAPTER])
        for title, said in ((f"{year}年主要举措", sentences[:done]), (f"{year + 1}年安排", sentences[done:]))
        for start in range(0, len(said), _PER_SECTION * _SECTIONS_PER_CHAPTER)
    ]
    for number, (title, said) in enumerate(chapters, start=1):
        yield f"{_numeral(number)}、{title}"
        is_plan = title.endswith("安排")
        for section, start in enumerate(range(0, len(said), _PER_SECTION), start=1):
            part = said[start : start + _PER_SECTION]
            yield f"（{_numeral(section)}）{part[0][1].partition('，')[0]}"
            yield "".join(_said(each, is_plan=is_plan) for each in part)


def _said(sentence: _Sentence, *, is_plan: bool) -> str:
    where, what, amount, unit, effect = sentence
    will, has = ("将", "力争达到") if is_plan else ("", "累计")
    return f"{will}{where}{what}，{has}{amount}{unit}，{effect}。"


def _numeral(number: int) -> str:
    """`23` is 二十三; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")
