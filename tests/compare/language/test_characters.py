"""The characters of a printed text: what is shown, and the one form in which texts are matched."""

import subprocess
import sys

import pytest

from compare.figures.extract import extract_figures
from compare.language.characters import canonical, clean, is_traditional, simplified, squeeze, unified
from compare.language.clauses import split_clauses
from compare.language.normalise import normalise


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("检查 1 2 0 次", "检查120次"),
        ("1 2 0 次", "120次"),
        ("5省1 6地", "5省16地"),
        ("办理案件1 60件，2 6 年来", "办理案件160件，26年来"),
        ("1 .深化改革", "1.深化改革"),
        ("增长7 .9%，占1 2 . 5 %", "增长7.9%，占12.5%"),
        ("2 0 2 3 年工作", "2023年工作"),
        ("落实“1 10 100”布局", "落实“1 10 100”布局"),
        ("实施1 9战略", "实施1 9战略"),
        ("1. 2023年工作", "1. 2023年工作"),
        ("如下：1 2023年工作", "如下：1 2023年工作"),
        ("规章0 0 2件", "规章0 0 2件"),
        ("印发12 34件", "印发12 34件"),
    ],
)
def test_a_number_torn_apart_is_whole_again_and_two_numbers_stay_two(printed: str, shown: str) -> None:
    assert clean(printed) == shown


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("⼀、依法履⾏职责", "一、依法履行职责"),
        ("⻔⻓⺠生", "门长民生"),
        ("\uf9e8用", "裡用"),
        ("检查&nbsp;3&nbsp;次&amp;通报", "检查3次&通报"),
        ("检查&amp;nbsp;3次", "检查3次"),
        ("A&B公司；R&D;", "A&B公司；R&D;"),
        ("检查９次，８．５％", "检查９次，８．５％"),
    ],
)
def test_lookalikes_and_references_are_shown_as_what_they_mean(printed: str, shown: str) -> None:
    assert clean(printed) == shown


def test_for_matching_widths_are_one_too() -> None:
    assert canonical("⼀是完成２０２３年％") == "一是完成2023年%"
    assert unified("２０２３年") == "２０２３年"


def test_traditional_text_is_matched_in_simplified_characters_each_in_its_place() -> None:
    printed = "賡續推動智慧治理，114年將建置整合平台；辦理許可1.2萬件。"
    assert simplified(printed) == "赓续推动智慧治理，114年将建置整合平台；办理许可1.2万件。"
    assert is_traditional(printed)
    assert not is_traditional("乾隆年间的著作")


def test_both_scripts_and_both_widths_have_the_same_words() -> None:
    assert normalise("（一）開展業務培訓２０場。") == "开展业务培训#场"
    assert normalise("(一) 开展业务培训20场．") == "开展业务培训#场"


def test_what_a_measure_is_named_by_does_not_depend_on_script_conversion() -> None:
    assert squeeze("辦理 3 次") == "辦理3次"


def test_simplified_text_loads_no_converter() -> None:
    script = (
        "import sys; from compare.language.normalise import normalise; normalise('开展检查3次。');"
        "raise SystemExit('opencc' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_clause_of_purpose_is_one_in_either_script() -> None:
    assert [clause.is_purpose for clause in split_clauses("開展檢查，推動企業規範發展。")] == [False, True]


def test_a_figure_is_worth_the_same_in_either_script() -> None:
    printed, simple = "辦理許可1.2萬件，受理案件3萬2,560件", "办理许可1.2万件，受理案件3万2,560件"
    found, wanted = extract_figures(printed), extract_figures(simple)
    assert [figure.text for figure in found] == ["1.2萬件", "3萬2,560件"]
    assert [(figure.value, figure.unit, figure.subject) for figure in found] == [
        (figure.value, figure.unit, figure.subject) for figure in wanted
    ]
