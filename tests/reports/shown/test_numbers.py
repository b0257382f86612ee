"""Numbers as people read them, and by how much they moved."""

import pytest

from compare.model import FigureChange, FigureKind
from reports.shown.numbers import movement, movement_weight, number, quantity
from reports.words import Words
from tests.builders import figure

ZH, EN = Words("zh"), Words("en")


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (5, "5", "5"),
        (94.6, "94.6", "94.6"),
        (3036, "3,036", "3,036"),
        (12345, "12,345", "12,345"),
        (420000, "42 万", "420,000"),
        (513000, "51.3 万", "513,000"),
        (1234567, "123.46 万", "1.23 million"),
        (790000000, "7.9 亿", "790 million"),
        (0, "0", "0"),
    ],
)
def test_numbers_as_people_read_them(value: float, chinese: str, english: str) -> None:
    assert number(value, "zh").replace("\u00a0", " ") == chinese
    assert number(value, "en").replace("\u00a0", " ") == english


def test_quantities_do_not_break_across_lines() -> None:
    money = figure("7.9亿元", "登记7.9亿元。", 790000000, "元")
    people = figure("42万余人次", "惠及42万余人次。", 420000, "人次", approximate=True)

    assert quantity(money, ZH) == "7.9\u00a0亿元"
    assert quantity(people, ZH) == "42\u00a0万余人次"
    assert quantity(people, EN) == "over\u00a0420,000\u00a0人次"


def _moved(
    before: float, after: float, unit: str = "件", kind: FigureKind = FigureKind.COUNT
) -> FigureChange:
    text = f"{before}{unit}{after}{unit}"
    return FigureChange(
        figure(f"{before}{unit}", text, before, unit, kind=kind),
        figure(f"{after}{unit}", text, after, unit, kind=kind),
    )


def _told(change: FigureChange) -> str:
    moved = movement(change, ZH)
    assert moved is not None
    return f"{moved.sign} {moved.text}".replace("\u00a0", " ")


def test_movements_are_told_in_per_cent_and_shares_in_points() -> None:
    assert _told(_moved(500, 680)) == "▲ 36.0%"
    assert _told(_moved(3000, 2700)) == "▼ 10.0%"
    assert _told(_moved(95, 98, "%", FigureKind.PERCENT)) == "▲ 3 个百分点"
    assert _told(_moved(0, 4)) == "▲ 4"
    assert movement(FigureChange(None, _moved(1, 2).after), ZH) is None


def test_one_more_of_three_weighs_less_than_a_third_more_of_five_hundred() -> None:
    assert movement_weight(_moved(3, 5)) < movement_weight(_moved(500, 680))
    assert movement_weight(_moved(0, 5)) == 0
