"""Chinese numerals mean what cn2an, the library for them, says they mean."""

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.figures.numerals import chinese_value, value_of


@given(st.integers(1, 10**12))
def test_a_numeral_has_the_value_it_was_made_from(number: int) -> None:
    assert chinese_value(cn2an.an2cn(number)) == number


@pytest.mark.parametrize(
    "numeral", ["十二", "两", "一百零五", "三千二百", "二〇二三", "十万", "百", "三点五", "一万两千", "千万"]
)
def test_a_numeral_is_read_as_the_library_reads_it(numeral: str) -> None:
    plain = "一" + numeral if numeral[0] in "百千万亿" else numeral
    assert chinese_value(numeral) == cn2an.cn2an(plain.replace("〇", "零"), "smart")


def test_what_is_no_numeral_is_nothing() -> None:
    assert chinese_value("若干") == 0
    assert value_of("六百余") == 600
