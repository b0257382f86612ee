"""One form with other things in it, told from the same measure in other words."""

import pytest

from compare.alignment.evidence.exchanges import exchanged
from compare.alignment.evidence.profiles import Profile, profile
from compare.model import Measure, Role


def of(text: str) -> Profile:
    return profile(Measure(text, text, Role.DONE, 1, 1))


def test_another_thing_in_the_same_form_is_an_exchange() -> None:
    assert (
        exchanged(of("开展电梯专项整治，规范行业秩序。"), of("开展校车专项整治，规范行业秩序。"), 0.8) > 0.2
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("开展电梯专项整治，规范行业秩序。", "开展电梯专项整治，规范行业秩序。"),
        ("开展电梯专项整治，规范行业秩序。", "开展电梯专项治理，规范行业秩序。"),
        ("举办第五届龙舟赛。", "举办第六届龙舟赛。"),
        ("审计、统计、档案、地震工作取得成绩。", "审计、统计、档案、人防工作取得成绩。"),
        ("", "开展电梯专项整治。"),
    ],
)
def test_the_same_thing_with_another_word_of_it_count_or_list_is_none(before: str, after: str) -> None:
    assert exchanged(of(before), of(after), 0.8) < 0.02


def test_in_long_sentences_little_is_exchanged() -> None:
    more = "，完善制度，细化标准，明确责任，加强培训，组织督导，公开结果，接受监督，总结经验，推广做法"
    short = exchanged(of("开展电梯专项整治。"), of("开展校车专项整治。"), 0.8)
    long = exchanged(of(f"开展电梯专项整治{more}。"), of(f"开展校车专项整治{more}。"), 0.8)
    assert long < short / 3


def test_either_year_may_be_the_earlier() -> None:
    one, other = of("组织燃气安全应急演练12场，提升处置能力。"), of("组织防汛应急演练9场，增强处置能力。")
    assert exchanged(one, other, 0.7) == exchanged(other, one, 0.7)
