"""Measure words: what a number counts by, and which of them may stand for one another."""

_PEOPLE = ("人次", "人口", "名", "人", "位")
_CASES = ("件次", "件", "起", "宗", "例", "份", "项次", "项", "条", "篇", "部", "笔", "个", "册", "款")
_BODIES = ("户次", "家次", "家", "户", "所", "处", "座", "间", "个", "栋", "幢")
_EVENTS = ("场次", "场", "期", "次", "轮", "班次", "批次", "批", "班", "节", "堂", "趟")
_SORTS = ("类", "种", "项", "个", "大类")
_PLACES = ("省份", "省", "城市", "市", "县", "区", "乡镇", "镇", "乡", "街道", "村", "地", "部门")
_TIMES = (
    ("个工作日", "工作日", "天", "日"),
    ("个小时", "小时", "学时", "课时"),
    ("分钟",),
    ("秒",),
    ("个月",),
    ("周", "个星期"),
    ("年",),
    ("岁",),
)
_MONEY = ("元", "美元", "欧元", "港元", "日元")
_EXTENTS = (
    *("平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "米", "公斤", "千克", "克", "斤", "吨"),
    *("亩", "公顷", "千瓦时", "千瓦", "兆瓦", "微克/立方米", "毫克", "微克", "度", "标准煤", "兆"),
)
_THINGS = (
    *("张", "套", "台", "辆次", "辆", "艘", "架", "列", "只", "支", "块", "片", "枚", "幅", "集", "棵", "株"),
    *(
        "头",
        "口",
        "盏",
        "根",
        "组",
        "队",
        "对",
        "双",
        "层",
        "步",
        "环节",
        "门",
        "倍",
        "本",
        "盘",
        "瓶",
        "条次",
        "标箱",
    ),
    *("卷", "首", "道", "面", "顶", "封", "通", "句", "字", "站", "点", "床", "席", "宗次", "人天", "千米"),
)

# Signs for what has a Chinese name, too.
SPELLED = {
    "平米": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "km²": "平方公里",
    "m³": "立方米",
    "㎞": "公里",
    "km": "公里",
    "㎏": "公斤",
    "kg": "公斤",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
}
GROUPS = (_PEOPLE, _CASES, _BODIES, _EVENTS, _SORTS, *_TIMES)
ALL = sorted(
    {*_PEOPLE, *_CASES, *_BODIES, *_EVENTS, *_SORTS, *_PLACES, *_MONEY, *_EXTENTS, *_THINGS}
    | {unit for units in _TIMES for unit in units}
    | set(SPELLED),
    key=lambda unit: (-len(unit), unit),
)
PLACES = frozenset(_PLACES)
EXTENTS = frozenset(_EXTENTS)
TIMES = frozenset(unit for units in _TIMES for unit in units)
# Units that say nothing of what is counted, unlike 人次, 户次, 亩 or 家.
VAGUE = frozenset({"", "个", "项", "件", "次", "条", "种", "类", "%", "个百分点", "元", "份", "起"})
# After a Chinese numeral these are oftener part of a word (两节期间, 三步走) than a count.
NOT_AFTER_CHINESE = frozenset("节门点面步字口头首道层对双度本通米站班只列区市部")


def kinship(one: str, other: str) -> float:
    """How well two units count the same thing: 1 the same, 0 never, `件` and `起` between.

    Examples
    --------
    >>> kinship("元", "元"), kinship("件", "起"), kinship("元", "件")
    (1.0, 0.6, 0.0)
    """
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0 if {one, other} & set(_MONEY) else 0.3
    return 0.6 if any(one in group and other in group for group in GROUPS) else 0.0
