"""Years in every spelling."""

import pytest

from compare.language.years import find_years


@pytest.mark.parametrize(
    "printed",
    [
        "2023年",
        "2023 年度",
        "二〇二三年",
        "二○二三年度",
        "二零二三年",
        "二0二三年",
        "二O二三年",
        "2023学年度",
        "贰零贰叁年",
        "2023财政年度",
    ],
)
def test_a_year_is_one_in_every_spelling(printed: str) -> None:
    assert [mention.year for mention in find_years(f"青岚区{printed}工作")] == [2023]


@pytest.mark.parametrize(
    "printed", ["2023", "23年", "23年度", "112年度", "一一二年度", "民国112年", "一百一十二年度"]
)
def test_a_title_has_more_spellings_than_a_sentence(printed: str) -> None:
    assert [mention.year for mention in find_years(f"青岚区{printed}工作", loose=True)] == [2023]
    assert not find_years(f"青岚区{printed}工作")


@pytest.mark.parametrize("text", ["20年来", "25年规划", "第23年会", "12023年", "检查2023次", "三十年"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert not find_years(text)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2021—2025年", 2021, 2025),
        ("2022-23年度", 2022, 2023),
        ("2022/23学年", 2022, 2023),
        ("2019年至2023年", 2019, 2023),
        ("二〇二一至二〇二五年", 2021, 2025),
        ("(2021-2025)", 2021, 2025),
    ],
)
def test_a_period_is_named_by_its_last_year(text: str, since: int, until: int) -> None:
    (mention,) = find_years(text)
    assert (mention.since, mention.year) == (since, until)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024年1月15日", 1),
        ("二〇二四年十一月三日", 11),
        ("2024-03-20", 3),
        ("2024.12.5", 12),
        ("2024年7月", 7),
    ],
)
def test_a_date_has_a_month(text: str, month: int) -> None:
    (mention,) = find_years(text)
    assert (mention.year, mention.month, mention.end) == (2024, month, len(text))
