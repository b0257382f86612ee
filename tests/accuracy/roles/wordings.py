"""The usual words and numbers of headings, openings and closes, for pages that are made to be learnt from."""

from typing import Final

from compare.outline.roles.labels import Label

ORDINALS: Final = "一二三四五六七八九十"
SOME_YEAR: Final = 2023
TITLES: Final = {
    Label.DONE: (
        "主要举措和成效",
        "主要做法和成效",
        "工作开展情况",
        "主要工作及成效",
        "{year}年工作回顾",
        "过去一年工作回顾",
        "工作总结",
        "全年工作情况",
        "重点工作完成情况",
        "履职情况",
        "总体情况",
        "取得的成绩",
        "主要工作",
        "重要成果",
    ),
    Label.PROBLEM: (
        "存在的不足和原因",
        "存在的问题",
        "存在问题及原因分析",
        "存在的主要问题和不足",
        "当前存在的困难",
        "不足之处",
        "面临的困难和挑战",
        "短板和弱项",
        "问题与不足",
        "检讨与改进",
        "存在的薄弱环节",
        "主要差距",
    ),
    Label.PLAN: (
        "下一年度主要安排",
        "下一步工作打算",
        "下一步工作安排",
        "{next}年工作计划",
        "{next}年工作思路",
        "{next}年重点任务",
        "今后努力方向",
        "工作谋划",
        "目标任务",
        "下阶段工作重点",
        "未来工作重点",
        "工作展望",
        "下一步举措",
        "工作设想",
        "{next}年主要任务",
        "关于{next}年工作",
        "下一年度工作安排",
    ),
}
REMEDIES: Final = ("改进措施", "下一步打算", "改进情况", "整改措施", "努力方向")
TURNS: Final = (
    "下一步，",
    "下一步将",
    "{next}年，将",
    "针对以上问题，",
    "今后，",
    "下一步，我们将",
    "{next}年，我局将",
    "下一阶段，",
)
NUMBERINGS: Final = (
    tuple(f"{each}、" for each in ORDINALS),
    tuple(f"（{each}）" for each in ORDINALS),
    tuple(f"{each}." for each in range(1, 11)),
    tuple(f"{each}、" for each in range(1, 11)),
    tuple("●" for _ in ORDINALS),
    tuple("" for _ in ORDINALS),
    tuple(f"第{each}部分 " for each in ORDINALS),
    tuple(f"{each}、" for each in "壹贰叁肆伍陆柒捌玖拾"),
    tuple(f"{each}. " for each in ("I", "II", "III", "IV", "V", "VI")),
)
KINDS: Final = (
    "法治政府建设情况报告",
    "法治政府建设年度报告",
    "政府信息公开工作年度报告",
    "工作总结",
    "工作报告",
    "依法行政工作总结",
)
OPENINGS: Final = (
    "现将{year}年度工作情况报告如下：",
    "{year}年，在上级党委、政府的领导下，我单位认真履行职责，各项工作取得新进展。现将有关情况报告如下。",
    "{year}年以来，本机关深入贯彻上级决策部署，扎实推进各项工作。",
)
CLOSES: Final = (
    (),
    (),
    ("特此报告。",),
    ("某某区人民政府", "{year}年1月18日"),
    ("（此件公开发布）",),
    ("附件：1.重点任务完成情况表", "2.规范性文件目录"),
    ("某某县司法局 {year}年3月2日", "（联系人：王某某，联系电话：0000-1234567）"),
    ("打印本页 关闭窗口", "责任编辑：王某某", "上一篇：某某县上年度报告", "主办：某某县人民政府办公室"),
    ("【打印】【关闭】", "相关链接", "网站标识码：0000000000 某ICP备00000000号"),
)
DUTIES: Final = (
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "主要负责人履行法治建设第一责任人职责，加强法治政府建设的有关情况",
    "党政主要负责人履职情况",
    "其他需要报告的情况",
    "其他需要报告的事项",
    "上年度问题整改情况",
)
