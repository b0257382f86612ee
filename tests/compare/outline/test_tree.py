"""Headings, sentences, and where they stand."""

import pytest

from compare.outline.headings import find_marker
from compare.outline.sentences import split_sentences
from tests.compare.outline.outlined import outline_of


def tree_of(*lines: str) -> list[tuple[tuple[str, ...], list[str]]]:
    outline = outline_of(*lines)
    return [
        (section.path, [s.text for s in outline.sentences if s.section == section.index])
        for section in outline.sections
        if section.path or any(s.section == 0 for s in outline.sentences)
    ]


@pytest.mark.parametrize(
    ("text", "rank", "words"),
    [
        ("第一部分 主要工作", 0, "主要工作"),
        ("第二节、情况", 1, "情况"),
        ("第三章　工作计划", 0, "　工作计划"),
        ("壹、前言", 2, "前言"),
        ("II. 提升管治", 2, "提升管治"),
        ("Ⅱ、提升管治", 2, "提升管治"),
        ("一、主要举措", 3, "主要举措"),
        ("一．主要举措", 3, "主要举措"),
        ("一.主要举措", 3, "主要举措"),
        ("一：主要举措", 3, "主要举措"),
        ("一，主要举措", 3, "主要举措"),
        ("一 主要举措", 3, "主要举措"),
        ("（一）加强监督", 4, "加强监督"),
        ("(十二)加强监督", 4, "加强监督"),
        ("〔一〕加强监督", 4, "加强监督"),
        ("1.深化改革", 5, "深化改革"),
        ("1．深化改革", 5, "深化改革"),
        ("12、深化改革", 5, "深化改革"),
        ("1.2 深化改革", 6, "深化改革"),
        ("1.2.深化改革", 6, "深化改革"),
        ("（1）深化改革", 7, "深化改革"),
        ("①深化改革", 8, "深化改革"),
    ],
)
def test_every_form_of_number_is_known(text: str, rank: int, words: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.rank, text[marker.end :]) == (rank, words)


@pytest.mark.parametrize(
    "text",
    [
        "1.1万个充电端口",
        "2023年",
        "一体推进",
        "一、",
        "十四五规划",
        "加强（一）",
        "一，二是",
        "一是抓源头",
        "3.5%",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find_marker(text) is None


def test_headings_nest_by_their_numbers() -> None:
    assert tree_of(
        "某区2023年法治政府建设情况报告",
        "一、主要举措",
        "（一）加强监督",
        "1.开展检查。检查3次。",
        "2.开展培训。培训4次。",
        "（二）优化服务",
        "办件8件。",
        "二、存在的不足",
        "力量薄弱。",
    ) == [
        ((), ["某区2023年法治政府建设情况报告"]),
        (("一、主要举措",), []),
        (("一、主要举措", "（一）加强监督"), []),
        (("一、主要举措", "（一）加强监督", "1.开展检查。"), ["检查3次。"]),
        (("一、主要举措", "（一）加强监督", "2.开展培训。"), ["培训4次。"]),
        (("一、主要举措", "（二）优化服务"), ["办件8件。"]),
        (("二、存在的不足",), ["力量薄弱。"]),
    ]


def test_a_numbered_list_that_restarts_stays_on_its_level() -> None:
    outline = outline_of("一、工作", "1.甲项。做甲。", "2.乙项。做乙。", "1.丙项。做丙。")
    assert [section.level for section in outline.sections] == [0, 1, 2, 2, 2]


def test_a_numbered_sentence_of_its_own_is_a_measure() -> None:
    assert tree_of("一、工作打算", "1.修订管理办法。", "2.建成数据库，实现在线查询。")[-1] == (
        ("一、工作打算",),
        ["1.修订管理办法。", "2.建成数据库，实现在线查询。"],
    )


def test_unnumbered_lines_are_headings_where_text_follows() -> None:
    assert tree_of("工作总结", "过去一年成绩不少。", "主要做法", "开展检查3次。", "某某区人民政府") == [
        ((), ["工作总结", "过去一年成绩不少。"]),
        (("主要做法",), ["开展检查3次。", "某某区人民政府"]),
    ]


def test_a_title_may_go_before_its_text_in_one_line() -> None:
    after_colon = tree_of("一、主要举措", "（一）加强监督：检查3次。", "（二）优化服务：办件8件，增长2%。")
    apart = tree_of("一、主要举措", "（一）加强监督 检查3次。", "（二）优化服务 办件8件，增长2%。")
    assert [path[-1] for path, _ in after_colon] == ["一、主要举措", "（一）加强监督：", "（二）优化服务："]
    assert [path[-1] for path, _ in apart] == ["一、主要举措", "（一）加强监督", "（二）优化服务"]
    assert [texts for _, texts in after_colon] == [texts for _, texts in apart]


def test_a_sentence_with_its_figures_is_no_heading() -> None:
    assert tree_of("一、主要举措", "1.办理许可120件，增长3%。群众满意。", "2.培训4次。反响很好。")[-1] == (
        ("一、主要举措",),
        ["1.办理许可120件，增长3%。", "群众满意。", "2.培训4次。", "反响很好。"],
    )


def test_headings_inside_one_long_paragraph_are_found() -> None:
    assert tree_of(
        "现将2023年工作报告如下。一、主要工作（一）加强监督 检查3次，整改问题8处。（二）优化服务 办件80件。"
        "二、存在的问题 执法力量薄弱。三、下一步打算 建成办事大厅1处。"
    )[1:] == [
        (("一、主要工作",), []),
        (("一、主要工作", "（一）加强监督"), ["检查3次，整改问题8处。"]),
        (("一、主要工作", "（二）优化服务"), ["办件80件。"]),
        (("二、存在的问题",), ["执法力量薄弱。"]),
        (("三、下一步打算",), ["建成办事大厅1处。"]),
    ]


def test_a_heading_without_a_number_stands_above_what_counts_from_one_in_it() -> None:
    outline = outline_of(
        "云溪县2023年工作总结",
        "现将一年来的工作报告如下。",
        "2023年主要工作回顾",
        "（一）加强监督",
        "全年开展执法检查48次，整改问题95个。",
        "（二）优化服务",
        "办理许可事项8600件，群众满意度达到99%。",
        "2024年重点工作",
        "（一）建设大厅",
        "开工建设政务服务大厅，力争年底前投入使用。",
    )
    assert [section.path for section in outline.sections[1:]] == [
        ("2023年主要工作回顾",),
        ("2023年主要工作回顾", "（一）加强监督"),
        ("2023年主要工作回顾", "（二）优化服务"),
        ("2024年重点工作",),
        ("2024年重点工作", "（一）建设大厅"),
    ]


def test_a_report_without_headings_is_one_section() -> None:
    outline = outline_of("开展检查3次。举办培训4期。")
    assert [section.path for section in outline.sections] == [()]
    assert len(outline.sentences) == 2


def test_items_in_a_paragraph_and_as_paragraphs_are_the_same_measures() -> None:
    together = outline_of("一、举措", "一是开展检查3次；二是举办培训4期；三是制定清单。")
    apart = outline_of("一、举措", "一是开展检查3次；", "二是举办培训4期；", "三是制定清单。")
    assert [s.text for s in together.sentences] == [s.text for s in apart.sentences]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("检查3次。培训4期！好？", ["检查3次。", "培训4期！", "好？"]),
        ("提出“先看。再查。”检查3次；整改。", ["提出“先看。再查。”", "检查3次；", "整改。"]),
        ("落实（含甲；乙）各项；检查3次。", ["落实（含甲；乙）各项；", "检查3次。"]),
        ("实行“小过错不处罚”。推广。", ["实行“小过错不处罚”。", "推广。"]),
        ("没有句号的话", ["没有句号的话"]),
        ("引号“没有收尾。后面还有。再后面。", ["引号“没有收尾。", "后面还有。", "再后面。"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("检查3次!整改8处;培训。", ["检查3次!", "整改8处;", "培训。"]),
        ("增长8.5%.新增3项.制定《办法》.", ["增长8.5%.", "新增3项.", "制定《办法》."]),
        ("网址www.example.cn，投资1.5亿元。", ["网址www.example.cn，投资1.5亿元。"]),
    ],
)
def test_split_sentences(paragraph: str, sentences: list[str]) -> None:
    assert list(split_sentences(paragraph)) == sentences
    assert "".join(split_sentences(paragraph)) == paragraph
